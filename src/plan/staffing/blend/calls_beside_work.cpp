#include "plan/staffing/blend/calls_beside_work.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/base/log_gamma.hpp"
#include "plan/queueing/arguments.hpp"
#include "plan/queueing/erlang.hpp"

namespace tandem::blend {
namespace {

using Row = std::vector<long double>;

/// Callers that may wait in the chain; of more than that the rest are less likely than kRare.
constexpr std::uint32_t kWaitingMax = 3'000;
constexpr double kRare = 1e-13;

/// States are (all, tickets): `all` counts calls on the floor and tickets in hand, from `lowest` on, where as
/// many agents are free as the reserve. Above n agents, all - n callers wait.
class Chain {
 public:
  Chain(const BesideWorkLoad& load, std::uint32_t agents, std::uint32_t reserve)
      : agents_(agents),
        lowest_(agents - reserve),
        arrivals_(load.calls_per_second),
        call_pace_(1 / load.handle_seconds),
        ticket_pace_(1 / load.work_seconds),
        leaving_(load.patience_seconds ? 1 / *load.patience_seconds : 0),
        most_(most()) {}

  /// So many levels above the lowest.
  std::uint32_t levels() const { return most_ - lowest_; }

  void solve() {
    factor();
    solve_lowest();
    std::vector<Row> source(lowest_ + 1, Row(levels() + 1));
    for (std::uint32_t tickets = 0; tickets <= lowest_; ++tickets)
      source[tickets][0] = arrivals_ * low_[tickets];
    above_.assign(lowest_ + 1, Row(levels()));
    for (std::uint32_t tickets = lowest_ + 1; tickets-- > 0;) {
      above_[tickets] = times(tickets, source[tickets]);
      if (tickets == 0) continue;
      for (std::uint32_t level = 1; level < levels(); ++level)
        source[tickets - 1][level - 1] += tickets * ticket_pace_ * above_[tickets][level];
    }
    normalise();
  }

  BesideWork figures(double within_seconds) const {
    BesideWork made;
    long double waiting = 0;
    const auto add = [&](std::uint32_t all, std::uint32_t tickets, long double chance) {
      made.work_agents += static_cast<double>(chance * tickets);
      made.calls_agents += static_cast<double>(chance * (std::min(all, agents_) - tickets));
      if (all >= agents_) made.p_wait += static_cast<double>(chance);
      if (all > agents_) waiting += chance * (all - agents_);
    };
    for (std::uint32_t tickets = 0; tickets <= lowest_; ++tickets) {
      add(lowest_, tickets, low_[tickets]);
      for (std::uint32_t level = 0; level < levels(); ++level)
        add(lowest_ + 1 + level, tickets, above_[tickets][level]);
    }
    made.mean_wait = static_cast<double>(waiting / arrivals_);  // Little 1961
    made.p_abandon = static_cast<double>(leaving_ * waiting / arrivals_);
    made.service_level = std::clamp(1 - made.p_wait + answered_of_waiting(within_seconds), 0.0, 1.0);
    return made;
  }

 private:
  /// The highest `all` that matters: from there on the chain has fallen below kRare of its peak.
  std::uint32_t most() const {
    const double pace = agents_ * std::min(call_pace_, ticket_pace_);
    double weight = 1, peak = 1;
    std::uint32_t waiting = 1;
    for (; waiting < kWaitingMax && weight > kRare * peak; ++waiting) {
      weight *= arrivals_ / (pace + leaving_ * waiting);
      peak = std::max(peak, weight);
    }
    return agents_ + waiting;
  }

  /// Calls that end, or callers that leave, in a second.
  long double down(std::uint32_t all, std::uint32_t tickets) const {
    return (std::min(all, agents_) - tickets) * call_pace_ +
           (all > agents_ ? leaving_ * (all - agents_) : 0.0L);
  }

  /// Of each number of tickets the matrix of its levels, tridiagonal, is eliminated once (Thomas), with its
  /// divisions.
  void factor() {
    of_tickets_.resize(lowest_ + 1);
    for (std::uint32_t tickets = 0; tickets <= lowest_; ++tickets) {
      Factors& made = of_tickets_[tickets];
      made = {Row(levels()), Row(levels()), Row(levels())};
      for (std::uint32_t level = 0; level < levels(); ++level) {
        const std::uint32_t all = lowest_ + 1 + level;
        const bool last = level + 1 == levels();
        long double out = down(all, tickets) + tickets * ticket_pace_ + (last ? 0 : arrivals_);
        if (level > 0) {
          made.up[level] = arrivals_ * made.inverse[level - 1];
          out -= made.up[level] * down(all, tickets);
        }
        made.inverse[level] = 1 / out;
        if (!last) made.down[level] = down(all + 1, tickets);
      }
    }
  }

  /// The mean time in each level with so many tickets, of who enters by `source` and leaves for the lowest
  /// level or for fewer tickets.
  Row times(std::uint32_t tickets, const Row& source) const {
    const Factors& of = of_tickets_[tickets];
    Row time(levels());
    time[0] = source[0];
    for (std::uint32_t level = 1; level < levels(); ++level)
      time[level] = source[level] + of.up[level] * time[level - 1];
    time.back() *= of.inverse.back();
    for (std::uint32_t level = levels() - 1; level-- > 0;)
      time[level] = (time[level] + of.down[level] * time[level + 1]) * of.inverse[level];
    return time;
  }

  /// Where excursions end, by the number of tickets they begin with and end with. All that begin with more
  /// share one matrix for each number that they come through, so they are swept together.
  std::vector<std::vector<double>> landings() const {
    const std::uint32_t starts = lowest_ + 1;
    std::vector<std::vector<double>> lands(starts, std::vector<double>(starts));
    std::vector<std::vector<double>> time(levels(), std::vector<double>(starts));
    for (std::uint32_t tickets = starts; tickets-- > 0;) {
      // In `time` are the sources by now: of those with more, what came down from the number before.
      time[0][tickets] += 1;
      const Factors& of = of_tickets_[tickets];
      for (std::uint32_t level = 1; level < levels(); ++level)
        add_to(time[level], time[level - 1], static_cast<double>(of.up[level]), tickets);
      scale(time.back(), static_cast<double>(of.inverse.back()), tickets);
      for (std::uint32_t level = levels() - 1; level-- > 0;) {
        add_to(time[level], time[level + 1], static_cast<double>(of.down[level]), tickets);
        scale(time[level], static_cast<double>(of.inverse[level]), tickets);
      }
      const auto calls_end = static_cast<double>(down(lowest_ + 1, tickets));
      const double ended = tickets * ticket_pace_;
      for (std::uint32_t start = tickets; start < starts; ++start) {
        lands[start][tickets] += calls_end * time[0][start];
        if (tickets > 0) lands[start][tickets - 1] += ended * time[0][start];
      }
      for (std::uint32_t level = 0; level < levels(); ++level) {
        if (level + 1 < levels()) time[level] = time[level + 1];
        scale(time[level], level + 1 < levels() ? ended : 0, tickets);
      }
    }
    return lands;
  }
  static void add_to(std::vector<double>& to, const std::vector<double>& from, double times,
                     std::uint32_t begin) {
    for (std::size_t i = begin; i < to.size(); ++i) to[i] += times * from[i];
  }
  static void scale(std::vector<double>& to, double times, std::uint32_t begin) {
    for (std::size_t i = begin; i < to.size(); ++i) to[i] *= times;
  }

  /// At the lowest level a call that ends is followed by a ticket: one more. All that makes them fewer are
  /// excursions; what crosses a number upwards crosses it downwards as often.
  void solve_lowest() {
    const auto lands = landings();
    low_.assign(lowest_ + 1, 0);
    low_[lowest_] = 1;
    Row crossing(lowest_ + 1);  // by number: what excursions bring from above it to it or below
    for (std::uint32_t tickets = lowest_; tickets > 0; --tickets) {
      long double below = 0;
      for (std::uint32_t to = 0; to < tickets; ++to) {
        below += lands[tickets][to];
        crossing[to] += low_[tickets] * arrivals_ * below;
      }
      low_[tickets - 1] = crossing[tickets - 1] / ((lowest_ - tickets + 1) * call_pace_);
    }
  }

  void normalise() {
    long double all = 0;
    for (const long double chance : low_) all += chance;
    for (const Row& row : above_)
      for (const long double chance : row) all += chance;
    for (long double& chance : low_) chance /= all;
    for (Row& row : above_)
      for (long double& chance : row) chance /= all;
  }

  /// Of all calls, those that wait and are answered in time: who waits moves up as calls and tickets end and
  /// others before leave, unless its own patience ends; by uniformisation (Jensen 1953).
  double answered_of_waiting(double within_seconds) const {
    const std::uint32_t from = agents_ - lowest_;  // the level offset of "one waits behind nobody"
    std::uint32_t ahead = most_ - agents_ - 1;
    const auto chance_of = [&](std::uint32_t before, std::uint32_t tickets) {
      return from + before == 0 ? low_[tickets] : above_[tickets][from + before - 1];
    };
    const auto negligible = [&](std::uint32_t before) {
      long double sum = 0;
      for (std::uint32_t tickets = 0; tickets <= lowest_; ++tickets) sum += chance_of(before, tickets);
      return sum < kRare / kWaitingMax;
    };
    while (ahead > 0 && negligible(ahead)) --ahead;
    std::vector<std::vector<double>> now(ahead + 1, std::vector<double>(lowest_ + 1));
    for (std::uint32_t before = 0; before <= ahead; ++before)
      for (std::uint32_t tickets = 0; tickets <= lowest_; ++tickets)
        now[before][tickets] = static_cast<double>(chance_of(before, tickets));
    const double pace = agents_ * std::max(call_pace_, ticket_pace_) + leaving_ * (ahead + 1);
    const double jumps = pace * within_seconds;
    const auto last = static_cast<std::uint32_t>(jumps + 12 * std::sqrt(jumps) + 30);
    double answered = 0, in_time = 0, seen = 0, moved = 1;
    for (std::uint32_t jump = 0; jump <= last; ++jump) {
      const double chance = poisson(jumps, jump);
      in_time += chance * answered;
      seen += chance;
      // Once nobody is left to be answered, so it stays for all jumps to come.
      if (moved < kRare * kRare) return in_time + (1 - seen) * answered;
      const Moved step = move_up(now, pace);
      answered += step.answered;
      moved = step.all;
    }
    return in_time;
  }

  static double poisson(double mean, double count) {
    if (mean <= 0) return count == 0 ? 1 : 0;
    return std::exp(count * std::log(mean) - mean - log_gamma(count + 1));
  }

  struct Moved {
    double answered = 0, all = 0;
  };
  /// One jump of all who wait; returns who is answered in it, and who moves at all.
  Moved move_up(std::vector<std::vector<double>>& now, double pace) const {
    Moved moved;
    for (std::size_t before = 0; before < now.size(); ++before)
      for (std::uint32_t tickets = 0; tickets <= lowest_; ++tickets) {
        // Rows are left in the order in which they are read: what moves goes to rows already read.
        const double here = now[before][tickets] / pace;
        if (here == 0) continue;
        const double call = (agents_ - tickets) * call_pace_ + leaving_ * static_cast<double>(before);
        const double ticket = tickets * ticket_pace_;
        now[before][tickets] -= here * (call + ticket + leaving_);
        moved.all += here * (call + ticket + leaving_);
        if (before == 0) {
          moved.answered += here * (call + ticket);
        } else {
          now[before - 1][tickets] += here * call;
          if (tickets > 0) now[before - 1][tickets - 1] += here * ticket;
        }
      }
    return moved;
  }

  std::uint32_t agents_, lowest_;
  double arrivals_, call_pace_, ticket_pace_, leaving_;
  std::uint32_t most_;
  struct Factors {
    Row up, down, inverse;  ///< by level
  };
  std::vector<Factors> of_tickets_;
  Row low_;                 ///< by tickets: of the lowest level
  std::vector<Row> above_;  ///< by tickets, level
};

Result<BesideWork> without_work(const BesideWorkLoad& load, std::uint32_t agents) {
  const queueing::Load calls{load.calls_per_second, load.handle_seconds};
  TANDEM_ASSIGN(made, load.patience_seconds
                          ? queueing::erlang_a(calls, agents, load.within_seconds, *load.patience_seconds)
                          : queueing::erlang_c(calls, agents, load.within_seconds));
  return BesideWork{.p_wait = made.p_wait,
                    .service_level = made.service_level,
                    .mean_wait = made.mean_wait,
                    .p_abandon = made.p_abandon,
                    .calls_agents = made.occupancy * agents,
                    .work_agents = 0};
}

}  // namespace

Result<BesideWork> calls_beside_work(const BesideWorkLoad& load, std::uint32_t agents,
                                     std::uint32_t reserve) {
  TANDEM_TRY(queueing::check_load({load.calls_per_second, load.handle_seconds}, load.within_seconds,
                                  load.patience_seconds));
  TANDEM_TRY(
      queueing::check_load({load.calls_per_second, load.work_seconds}, load.within_seconds, std::nullopt));
  if (agents < 1 || agents > kBesideWorkAgentsMax)
    return failure(ErrorCode::limit, "{} agents with calls and tickets cannot be calculated; 1 to {} can",
                   agents, kBesideWorkAgentsMax);
  if (load.calls_per_second <= 0)
    return BesideWork{.service_level = 1,
                      .work_agents = static_cast<double>(agents - std::min(agents, reserve))};
  const bool endless =
      !load.patience_seconds && load.calls_per_second * load.handle_seconds >= agents * (1 - 1e-9);
  if (reserve >= agents || endless) return without_work(load, agents);
  Chain chain(load, agents, reserve);
  chain.solve();
  return chain.figures(load.within_seconds);
}

}  // namespace tandem::blend
