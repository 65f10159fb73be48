#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/series_input.hpp"
#include "plan/quote/callers.hpp"

namespace tandem::app {

/// What the user says of callers, instead of the records.
struct CallersSaid {
  std::optional<double> handle_seconds, patience_seconds;
  bool nobody_gives_up = false;

  /// The mean, of what is said and what was measured; none: nobody gives up.
  std::optional<double> patience_or(std::optional<double> measured) const {
    if (nobody_gives_up) return std::nullopt;
    return patience_seconds ? patience_seconds : measured;
  }
};
/// --handle and --patience as typed: "240s", "2m", "never"; empty where not given.
Result<CallersSaid> read_callers_said(const std::string& handle, const std::string& patience);

/// The error where neither the input nor the user says how long calls take.
std::unexpected<Error> no_handle_times();

/// Those of each part of a series by queue, or of all where it has none: from the records where there are
/// some. Fails where nothing says how long a call takes.
Result<std::vector<quote::Callers>> callers_of_queues(const CallsRead& read, const SeriesInput& series,
                                                      ClientId client, Duration interval,
                                                      const CallersSaid& said);

}  // namespace tandem::app
