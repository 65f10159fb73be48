#pragma once

#include <optional>

#include "core/base/result.hpp"

/// Erlang B, C and A as pure functions. Loads in erlangs, times in seconds, probabilities 0..1. Exact to the
/// last digits of a double and stable up to 100,000 servers (recursions, no factorials). Servers may be
/// fractional (Jagers & van Doorn 1986 for the continuation of Erlang B). Impossible arguments are errors
/// that name the argument.
namespace tandem::queueing {

/// Blocking of M/M/n/n. Erlang 1917.
Result<double> erlang_b(double erlangs, double servers);

/// A queue in its steady state.
struct Performance {
  double p_wait = 0;          ///< a call finds all servers busy
  double service_level = 0;   ///< answered within the threshold / all calls
  double mean_wait = 0;       ///< of all calls, seconds
  std::optional<double> asa;  ///< of the answered; equals mean_wait without abandonment
  double p_abandon = 0;
  double occupancy = 0;
  double erlangs = 0;  ///< offered
};

struct Load {
  double calls_per_second = 0;
  double handle_seconds = 0;
  double erlangs() const { return calls_per_second * handle_seconds; }
};

/// M/M/n, nobody leaves. With erlangs >= servers there is no steady state: p_wait 1, waits infinite, service
/// level 0.
Result<Performance> erlang_c(const Load& load, double servers, double within_seconds);

/// M/M/n+M: callers leave after an exponential patience. Palm 1957; Mandelbaum & Zeltyn 2007.
Result<Performance> erlang_a(const Load& load, double servers, double within_seconds,
                             double patience_seconds);

/// A goal; those that are set must all hold.
struct Target {
  std::optional<double> service_level;  ///< at least
  std::optional<double> asa_seconds;    ///< at most
  std::optional<double> p_abandon;      ///< at most
  std::optional<double> occupancy;      ///< at most
};

/// The fewest servers that meet the target; whole, or fractional to 1e-6 where `fractional`. Without patience
/// by Erlang C, with it by Erlang A. Errors: an empty or impossible target, more than 100,000 servers.
Result<double> servers_for(const Load& load, const Target& target, double within_seconds,
                           std::optional<double> patience_seconds, bool fractional);

/// The fewest trunks with blocking at most `blocking`.
Result<double> trunks_for(double erlangs, double blocking);

}  // namespace tandem::queueing
