#include "plan/staffing/requirement.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <queue>
#include <unordered_map>
#include <utility>

#include "core/base/check.hpp"
#include "plan/queueing/erlang.hpp"

namespace tandem::staffing {
namespace {

/// So few calls in an interval are none: nobody is staffed for them.
constexpr double kCallsMin = 0.005;

/// Service levels by calls, handle time and agents, found once each: Mondays of one month are alike.
class Levels {
 public:
  Levels(const Demand& demand, const Promise& promise) : demand_(demand), promise_(promise) {}

  queueing::Load load(std::size_t interval, double calls) const {
    return {calls / demand_.interval.seconds(), demand_.handle_seconds[interval]};
  }
  Result<double> of(std::size_t interval, double calls, std::uint32_t agents) const {
    if (calls < kCallsMin) return 1.0;
    if (agents == 0) return 0.0;
    const Asked asked{calls, demand_.handle_seconds[interval], agents};
    if (const auto found = known_.find(asked); found != known_.end()) return found->second;
    const auto performance = promise_.patience_seconds
                                 ? queueing::erlang_a(load(interval, calls), agents, promise_.within_seconds,
                                                      *promise_.patience_seconds)
                                 : queueing::erlang_c(load(interval, calls), agents, promise_.within_seconds);
    if (!performance) return std::unexpected(performance.error());
    known_.emplace(asked, performance->service_level);
    return performance->service_level;
  }

 private:
  struct Asked {
    double calls, handle_seconds;
    std::uint32_t agents;
    friend bool operator==(const Asked&, const Asked&) = default;
  };
  struct Hash {
    std::size_t operator()(const Asked& asked) const {
      const std::hash<double> of;
      return of(asked.calls) ^ of(asked.handle_seconds) * 31 ^ std::size_t{asked.agents} * 0x9e3779b97f4a7c15;
    }
  };
  const Demand& demand_;
  const Promise& promise_;
  mutable std::unordered_map<Asked, double, Hash> known_;
};

/// Intervals that are promised together.
struct Stretch {
  std::size_t from = 0, until = 0;
};

class Search {
 public:
  Search(const Demand& demand, const Promise& promise, const std::atomic<bool>* cancel)
      : demand_(demand), promise_(promise), cancel_(cancel), levels_(demand, promise) {
    made_.agents.resize(demand.size());
  }

  Result<Requirement> run() {
    for (const Stretch& stretch : stretches())
      TANDEM_TRY(promise_.over == Promise::Over::interval ? staff_interval(stretch.from) : staff(stretch));
    TANDEM_TRY(evaluate());
    return std::move(made_);
  }

 private:
  bool by_paths() const { return promise_.probability.has_value(); }

  std::vector<Stretch> stretches() const {
    const std::size_t length = promise_.over == Promise::Over::interval ? 1
                               : promise_.over == Promise::Over::day    ? demand_.intervals_a_day
                                                                        : demand_.size();
    std::vector<Stretch> all;
    for (std::size_t from = 0; from < demand_.size(); from += length)
      all.push_back({from, std::min(from + length, demand_.size())});
    return all;
  }

  /// The calls that an interval is staffed for by itself: with the probability wanted there are no more.
  double calls_for(std::size_t interval) const {
    if (!by_paths()) return demand_.calls[interval];
    std::vector<std::uint32_t> counts;
    for (const auto& path : demand_.paths) counts.push_back(path[interval]);
    const double rank = std::ceil(*promise_.probability * static_cast<double>(counts.size()));
    const auto at = std::clamp<std::size_t>(static_cast<std::size_t>(rank), 1, counts.size()) - 1;
    std::ranges::nth_element(counts, counts.begin() + static_cast<std::ptrdiff_t>(at));
    return counts[at];
  }

  Result<void> staff_interval(std::size_t interval) {
    const double calls = calls_for(interval);
    if (calls < kCallsMin) return {};
    TANDEM_ASSIGN(agents,
                  queueing::servers_for(levels_.load(interval, calls), {.service_level = promise_.share},
                                        promise_.within_seconds, promise_.patience_seconds, false));
    made_.agents[interval] = static_cast<std::uint32_t>(agents);
    return {};
  }

  /// Calls that are answered in time, over a stretch: of the calls expected, or of each path.
  struct Answered {
    std::vector<double> in_time, calls;
    bool keeps(std::size_t i, double share) const { return in_time[i] >= share * calls[i] - 1e-9; }
  };
  std::size_t courses() const { return by_paths() ? demand_.paths.size() : 1; }
  double calls_of(std::size_t course, std::size_t interval) const {
    return by_paths() ? demand_.paths[course][interval] : demand_.calls[interval];
  }
  bool is_kept(const Answered& answered) const {
    double kept = 0;
    for (std::size_t i = 0; i < answered.calls.size(); ++i) kept += answered.keeps(i, promise_.share) ? 1 : 0;
    return kept >= promise_.probability.value_or(1) * static_cast<double>(answered.calls.size()) - 1e-9;
  }

  /// An interval's levels of each course with the agents that it has, and how many more calls would be in
  /// time with one more.
  struct Next {
    std::vector<double> level, gained;
  };
  Result<Next> next_of(std::size_t interval, std::vector<double> level) const {
    Next next{std::move(level), {}};
    for (std::size_t course = 0; course < courses(); ++course) {
      const double calls = calls_of(course, interval);
      TANDEM_ASSIGN(then, levels_.of(interval, calls, made_.agents[interval] + 1));
      next.gained.push_back(calls * (then - next.level[course]));
      next.level[course] = then;
    }
    return next;
  }
  static double sum_of(const std::vector<double>& values) {
    double sum = 0;
    for (const double value : values) sum += value;
    return sum;
  }

  /// Below the load one agent more hardly helps, as the queue is long anyway; from there on each helps less
  /// than the one before, so that the best next one is the best in the end.
  std::uint32_t least(std::size_t interval) const {
    if (demand_.calls[interval] < kCallsMin) return 0;
    return static_cast<std::uint32_t>(
        std::max(1.0, std::floor(levels_.load(interval, demand_.calls[interval]).erlangs())));
  }

  Result<void> staff(const Stretch& stretch) {
    Answered answered{std::vector<double>(courses()), std::vector<double>(courses())};
    std::vector<Next> next(stretch.until - stretch.from);
    std::priority_queue<std::pair<double, std::size_t>> best;
    for (std::size_t interval = stretch.from; interval < stretch.until; ++interval) {
      made_.agents[interval] = least(interval);
      std::vector<double> now;
      for (std::size_t course = 0; course < courses(); ++course) {
        const double calls = calls_of(course, interval);
        TANDEM_ASSIGN(level, levels_.of(interval, calls, made_.agents[interval]));
        answered.calls[course] += calls;
        answered.in_time[course] += calls * level;
        now.push_back(level);
      }
      TANDEM_ASSIGN(more, next_of(interval, std::move(now)));
      best.emplace(sum_of(more.gained), interval);
      next[interval - stretch.from] = std::move(more);
    }
    while (!is_kept(answered)) {
      if (cancel_ != nullptr && *cancel_) return failure(ErrorCode::cancelled, "stopped");
      const auto [worth, interval] = best.top();
      if (worth <= 0) break;
      best.pop();
      Next& here = next[interval - stretch.from];
      for (std::size_t course = 0; course < courses(); ++course)
        answered.in_time[course] += here.gained[course];
      ++made_.agents[interval];
      TANDEM_ASSIGN(more, next_of(interval, std::move(here.level)));
      best.emplace(sum_of(more.gained), interval);
      here = std::move(more);
    }
    return {};
  }

  Result<void> evaluate() {
    double calls = 0, in_time = 0;
    for (std::size_t interval = 0; interval < demand_.size(); ++interval) {
      TANDEM_ASSIGN(level, levels_.of(interval, demand_.calls[interval], made_.agents[interval]));
      made_.service_levels.push_back(level);
      calls += demand_.calls[interval];
      in_time += demand_.calls[interval] * level;
      made_.agent_hours += made_.agents[interval] * demand_.interval.seconds() / 3600;
    }
    made_.service_level = calls > 0 ? in_time / calls : 1;
    return demand_.paths.empty() ? Result<void>() : count_kept();
  }

  Result<void> count_kept() {
    double kept = 0, all = 0;
    for (const Stretch& stretch : stretches())
      for (const auto& path : demand_.paths) {
        double calls = 0, in_time = 0;
        for (std::size_t interval = stretch.from; interval < stretch.until; ++interval) {
          TANDEM_ASSIGN(level, levels_.of(interval, path[interval], made_.agents[interval]));
          calls += path[interval];
          in_time += path[interval] * level;
        }
        if (calls <= 0) continue;
        kept += in_time >= promise_.share * calls - 1e-9 ? 1 : 0;
        ++all;
      }
    if (all > 0) made_.kept = kept / all;
    return {};
  }

  const Demand& demand_;
  const Promise& promise_;
  const std::atomic<bool>* cancel_;
  Levels levels_;
  Requirement made_;
};

}  // namespace

Result<Requirement> require_agents(const Demand& demand, const Promise& promise,
                                   const std::atomic<bool>* cancel) {
  TANDEM_CHECK(demand.handle_seconds.size() == demand.size() && demand.intervals_a_day > 0,
               "each interval has calls and a handle time");
  if (!(promise.share > 0 && promise.share < 1))
    return failure(ErrorCode::usage, "a share of {} cannot be promised; it lies between 0 and 1",
                   promise.share);
  if (promise.probability && demand.paths.empty())
    return failure(ErrorCode::usage, "a probability is of paths that may come, and there are none");
  return Search(demand, promise, cancel).run();
}

}  // namespace tandem::staffing
