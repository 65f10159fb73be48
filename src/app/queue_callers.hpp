#pragma once

#include <optional>
#include <vector>

#include "app/series_input.hpp"
#include "plan/quote/callers.hpp"

namespace tandem::app {

/// What the user says of callers, instead of the records.
struct CallersSaid {
  std::optional<double> handle_seconds, patience_seconds;
  bool nobody_gives_up = false;
};

/// Those of each part of a series by queue, or of all where it has none: from the records where there are
/// some. Fails where nothing says how long a call takes.
Result<std::vector<quote::Callers>> callers_of_queues(const CallsRead& read, const SeriesInput& series,
                                                      ClientId client, Duration interval,
                                                      const CallersSaid& said);

}  // namespace tandem::app
