#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"

namespace tandem::staffing {

/// What is to come, interval by interval.
struct Demand {
  Duration interval;
  std::size_t intervals_a_day = 0;
  std::vector<double> calls;           ///< by interval, day after day
  std::vector<double> handle_seconds;  ///< of one call, the mean
  std::vector<std::vector<std::uint32_t>>
      paths;  ///< by path and interval: what may come as well; may be none

  std::size_t size() const { return calls.size(); }
};

/// What is promised: a share of the calls answered in time, over so long.
struct Promise {
  enum class Over : std::uint8_t { interval, day, whole };
  double share = 0.8;  ///< between 0 and 1
  double within_seconds = 20;
  Over over = Over::interval;
  std::optional<double> patience_seconds;  ///< none: nobody gives up
  /// To be kept with, of the demand's paths; none: by the calls expected.
  std::optional<double> probability;
};

struct Requirement {
  std::vector<std::uint32_t> agents;   ///< on the phones, by interval
  std::vector<double> service_levels;  ///< by interval, of the calls expected
  double service_level = 0;            ///< of all of them
  /// Share of the paths in which the promise is kept: of intervals and days, of each by itself on average.
  /// None without paths.
  std::optional<double> kept;
  double agent_hours = 0;
};

/// The fewest agents that keep a promise, each interval as a queue in its steady state (Erlang A, or C
/// without patience). Over an interval each is staffed by itself; over a day, or all of it, agents go where
/// one more saves most calls, as long as it takes. A first answer: it knows neither shifts nor what a busy
/// interval leaves to the next. Errors: those of the formulas, and a demand whose lists differ in length.
Result<Requirement> require_agents(const Demand& demand, const Promise& promise,
                                   const std::atomic<bool>* cancel = nullptr);

}  // namespace tandem::staffing
