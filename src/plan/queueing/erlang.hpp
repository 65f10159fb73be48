#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.hpp"

/// Erlang B, C and A as pure functions. Loads in erlangs, times in seconds, probabilities 0..1. Exact to the
/// last digits of a double, without factorials, in O(sqrt(load)) steps up to 100,000 servers. Impossible
/// arguments are errors that name the argument.
///
/// Servers may be fractional: a planner who adds up 1.4 + 2.3 agents does not want 2 + 3. Erlang B is then
/// the integral 1/B = a * int_0^inf exp(-a t) (1 + t)^n dt (Jagers & van Doorn 1986), Erlang C follows from
/// it, and in Erlang A the same integral stands for the states without a queue while n servers work off the
/// queue at n times the rate of one; all agree with the models at whole n and fall smoothly in between.
namespace tandem::queueing {

/// What any function here takes at most.
inline constexpr std::int64_t kMostServers = 100'000;

/// Blocking of M/M/n/n. Erlang 1917. Servers 0 .. kMostServers.
Result<double> erlang_b(double erlangs, double servers);

/// A queue in its steady state. With no load at all: what the first call would meet.
struct Performance {
  double p_wait = 0;         ///< a call finds all servers busy
  double service_level = 0;  ///< answered within the threshold (wait <= threshold) / all calls
  double mean_wait = 0;      ///< of all calls, those that leave included, seconds; infinite when overloaded
  std::optional<double> asa = std::nullopt;  ///< of the answered; equals mean_wait without abandonment
  double p_abandon = 0;
  double occupancy = 0;
  double erlangs = 0;  ///< offered
};

struct Load {
  double calls_per_second = 0;
  double handle_seconds = 0;
  double erlangs() const { return calls_per_second * handle_seconds; }
};

/// M/M/n, nobody leaves. Servers > 0. With erlangs >= servers there is no steady state: p_wait 1, waits
/// infinite, service level 0.
Result<Performance> erlang_c(const Load& load, double servers, double within_seconds);

/// M/M/n+M: callers leave after an exponential patience. Servers > 0. Palm 1957; Mandelbaum & Zeltyn 2007.
Result<Performance> erlang_a(const Load& load, double servers, double within_seconds,
                             double patience_seconds);

/// A goal; those that are set must all hold.
struct Target {
  std::optional<double> service_level = std::nullopt;  ///< at least; between 0 and 1
  std::optional<double> asa_seconds = std::nullopt;    ///< at most; above 0
  std::optional<double> p_abandon = std::nullopt;      ///< at most; needs a patience
  std::optional<double> occupancy = std::nullopt;      ///< at most
};

/// The fewest servers that meet the target; whole, or fractional in steps of 1e-6 where `fractional`; 0 where
/// nobody calls. Without patience by Erlang C, with it by Erlang A. Errors: an empty or impossible target,
/// more than kMostServers.
Result<double> servers_for(const Load& load, const Target& target, double within_seconds,
                           std::optional<double> patience_seconds, bool fractional);

/// Positions to roster so that `servers` of them are at work: shrinkage is the share of paid time away from
/// the phone (leave, breaks, training), 0 .. below 1. Rounded up, unless `fractional`.
Result<double> positions_for(double servers, double shrinkage, bool fractional);

/// The fewest trunks with blocking at most `blocking`.
Result<double> trunks_for(double erlangs, double blocking);

}  // namespace tandem::queueing
