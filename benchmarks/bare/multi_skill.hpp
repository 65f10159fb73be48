#pragma once

#include <algorithm>
#include <cmath>
#include <numbers>

#include "calls.hpp"
#include "completions.hpp"

namespace tandem::bare {

/// Lognormal times of coefficient of variation 1, so that the variance of the logarithm is ln(1 + 1); drawn
/// ahead.
class Lognormals {
 public:
  Lognormals(Random random, double mean) : random_(random), median_(mean / std::numbers::sqrt2) { next(); }
  double next() {
    constexpr double kDeviation = 0.83255461115769775635;  // the root of ln 2
    return std::exchange(ahead_, median_ * std::exp(kDeviation * simulation::standard_normal(random_)));
  }

 private:
  Random random_;
  double median_;
  double ahead_ = 0;
};

/// Ten types and twenty groups of agents, group g with h = g div 10 for type g mod 10 at rank 1 and for types
/// (g + 1 + h) mod 10 and (g + 3 + 2h) mod 10 at rank 2; an offered load of all agents. Rank first, then the
/// longest idle agent and the longest waiting call. Who is not there has a key of never, so that a choice is
/// a few minima and one branch; bit masks of idle groups and waiting types were no faster.
template <unsigned kLevels, class Services>
class MultiSkill {
 public:
  static constexpr std::uint32_t kTypes = 10, kGroups = 20;

  MultiSkill(std::uint32_t agents, std::uint64_t seed)
      : gaps_(Random::stream(seed, 1), kServiceMean / agents),
        services_(Random::stream(seed, 2), kServiceMean),
        patiences_(Random::stream(seed, 3), kPatienceMean),
        types_(Random::stream(seed, 4)) {
    TANDEM_CHECK(agents <= Completions<kLevels>::kAgents && agents < kGroups * kGroupMax, "too many agents");
    std::array<std::uint32_t, kTypes> seconds{};
    for (std::uint32_t g = 0; g < kGroups; ++g) {
      const std::uint32_t h = g / 10;
      served_[g] = {g % 10, (g + 1 + h) % 10, (g + 3 + 2 * h) % 10};
      able_[g % 10].first[h] = g;
      for (const std::uint32_t type : {served_[g].second, served_[g].third})
        able_[type].second[seconds[type]++] = g;
      longest_idle_[g] = AgentKey::kNever;
    }
    longest_waiting_.fill(TypeKey::kNever);
    for (std::uint32_t agent = 0; agent < agents; ++agent) {
      group_of_[agent] = static_cast<std::uint8_t>(agent / (agents / kGroups));
      rest(agent, 0);
    }
  }

  Totals run(std::uint64_t calls) {
    for (std::uint64_t i = 0; i < calls; ++i) {
      const double now = next_arrival_;
      while (ends_.first() < AgentKey::of(now, 0)) end();
      totals_.ended_at = now;
      next_arrival_ += gaps_.next();
      arrive(now);
    }
    const auto somebody_waits = [](std::uint64_t key) { return key < TypeKey::kNever; };
    while (std::ranges::any_of(longest_waiting_, somebody_waits)) end();
    totals_.calls = calls;
    return totals_;
  }

 private:
  using AgentKey = Keyed<kLevels>;
  using TypeKey = Keyed<4>;
  static constexpr std::uint32_t kGroupMax = 32;
  struct Able {
    std::array<std::uint32_t, 2> first;
    std::array<std::uint32_t, 4> second;
  };
  struct Served {
    std::uint32_t first, second, third;
  };
  /// The idle agents of a group, the longest idle first, and after the last a key of never: who comes next,
  /// if anyone, is read without asking.
  class Idle {
   public:
    Idle() { agents_[0] = AgentKey::kNever; }
    std::uint64_t first() const { return agents_[head_ % kGroupMax]; }
    void pop() { ++head_; }
    void push(std::uint64_t key) {
      agents_[tail_++ % kGroupMax] = key;
      agents_[tail_ % kGroupMax] = AgentKey::kNever;
    }

   private:
    std::uint32_t head_ = 0, tail_ = 0;
    std::array<std::uint64_t, kGroupMax> agents_;
  };

  void arrive(double now) {
    const double patience = patiences_.next();
    const auto type = static_cast<std::uint32_t>(((types_() >> 32) * kTypes) >> 32);
    const Able& able = able_[type];
    const std::uint64_t first = std::min(longest_idle_[able.first[0]], longest_idle_[able.first[1]]);
    const std::uint64_t second =
        std::min(std::min(longest_idle_[able.second[0]], longest_idle_[able.second[1]]),
                 std::min(longest_idle_[able.second[2]], longest_idle_[able.second[3]]));
    const std::uint64_t found = std::min(first, AgentKey::behind(second));
    if (found < AgentKey::kNever) {
      const std::uint32_t agent = AgentKey::owner(found);
      const std::uint32_t group = group_of_[agent];
      idle_[group].pop();
      longest_idle_[group] = idle_[group].first();
      ++totals_.answered_in_threshold;
      return answer(agent, now);
    }
    ++totals_.waited;
    lines_[type].push({.arrived = TypeKey::of(now, type), .leaves_at = now + patience});
    longest_waiting_[type] = lines_[type].head().arrived;
  }
  void end() {
    const std::uint32_t agent = AgentKey::owner(ends_.first());
    const double now = AgentKey::time(ends_.first());
    const Served& served = served_[group_of_[agent]];
    for (;;) {
      const std::uint64_t first = longest_waiting_[served.first];
      const std::uint64_t second = std::min(longest_waiting_[served.second], longest_waiting_[served.third]);
      const std::uint64_t found = std::min(first, TypeKey::behind(second));
      if (found >= TypeKey::kNever) break;
      const std::uint32_t type = TypeKey::owner(found);
      auto& line = lines_[type];
      const Waiting call = line.head();
      line.pop();
      longest_waiting_[type] = line.head().arrived;
      if (call.leaves_at >= now) {
        const double wait = now - TypeKey::time(call.arrived);
        totals_.waiting += wait;
        totals_.answered_in_threshold += wait <= kThreshold;
        return answer(agent, now);
      }
      ++totals_.abandoned;
      totals_.waiting += call.leaves_at - TypeKey::time(call.arrived);
    }
    ends_.stop(agent);
    rest(agent, now);
  }
  void rest(std::uint32_t agent, double now) {
    const std::uint32_t group = group_of_[agent];
    idle_[group].push(AgentKey::of(now, agent));
    longest_idle_[group] = idle_[group].first();
  }
  void answer(std::uint32_t agent, double now) {
    const double service = services_.next();
    totals_.talking += service;
    ends_.set(agent, now + service);
  }

  Exponentials gaps_;
  Services services_;
  Exponentials patiences_;
  Random types_;
  double next_arrival_ = 0;
  Totals totals_;
  Completions<kLevels> ends_;
  std::array<std::uint64_t, kGroups> longest_idle_;
  std::array<std::uint64_t, kTypes> longest_waiting_;
  std::array<Able, kTypes> able_;
  std::array<Served, kGroups> served_;
  std::array<std::uint8_t, Completions<kLevels>::kAgents> group_of_{};
  std::array<Idle, kGroups> idle_;
  std::array<Line<TypeKey, 256>, kTypes> lines_;
};

}  // namespace tandem::bare
