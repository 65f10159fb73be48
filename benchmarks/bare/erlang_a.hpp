#pragma once

#include <numeric>

#include "calls.hpp"
#include "completions.hpp"

namespace tandem::bare {

/// M/M/n+M with an offered load of n. Every arrival and every end of a call is an event, in the order of
/// time, as they must be for a simulator that knows at each instant who is idle. (Where only waits are asked
/// for and all agents are alike, Kiefer & Wolfowitz's recursion needs no events and is nearly twice as fast.)
template <unsigned kLevels>
class ErlangA {
 public:
  ErlangA(std::uint32_t agents, std::uint64_t seed)
      : gaps_(Random::stream(seed, 1), kServiceMean / agents),
        services_(Random::stream(seed, 2), kServiceMean),
        patiences_(Random::stream(seed, 3), kPatienceMean),
        idle_count_(agents) {
    TANDEM_CHECK(agents <= Completions<kLevels>::kAgents, "too many agents for the tournament");
    std::iota(idle_.begin(), idle_.end(), std::uint16_t{0});
  }

  Totals run(std::uint64_t calls) {
    for (std::uint64_t i = 0; i < calls; ++i) {
      const double now = next_arrival_;
      while (ends_.first() < Key::of(now, 0)) end();
      totals_.ended_at = now;
      next_arrival_ += gaps_.next();
      arrive(now);
    }
    while (!line_.empty()) end();
    totals_.calls = calls;
    return totals_;
  }

 private:
  using Key = Completions<kLevels>::Key;
  using Arrived = Keyed<0>;

  void arrive(double now) {
    const double patience = patiences_.next();
    if (idle_count_ > 0) {
      ++totals_.answered_in_threshold;
      answer(idle_[--idle_count_], now);
    } else {
      ++totals_.waited;
      line_.push({.arrived = Arrived::of(now, 0), .leaves_at = now + patience});
    }
  }
  void end() {
    const std::uint32_t agent = Key::owner(ends_.first());
    const double now = Key::time(ends_.first());
    while (!line_.empty()) {
      const Waiting call = line_.head();
      line_.pop();
      if (call.leaves_at >= now) {
        const double wait = now - Arrived::time(call.arrived);
        totals_.waiting += wait;
        totals_.answered_in_threshold += wait <= kThreshold;
        return answer(agent, now);
      }
      ++totals_.abandoned;
      totals_.waiting += call.leaves_at - Arrived::time(call.arrived);
    }
    ends_.stop(agent);
    idle_[idle_count_++] = static_cast<std::uint16_t>(agent);
  }
  void answer(std::uint32_t agent, double now) {
    const double service = services_.next();
    totals_.talking += service;
    ends_.set(agent, now + service);
  }

  Exponentials gaps_, services_, patiences_;
  double next_arrival_ = 0;
  Totals totals_;
  Completions<kLevels> ends_;
  std::uint32_t idle_count_;
  std::array<std::uint16_t, Completions<kLevels>::kAgents> idle_;
  Line<Arrived, 1024> line_;
};

}  // namespace tandem::bare
