#pragma once

#include "app/input_arguments.hpp"
#include "plan/forecast/day_series.hpp"

namespace tandem::app {

/// Reads call records, or counts by interval, as counts by day. Where the times name no zone they are those
/// of the wall clock, which is all that a forecast goes by.
struct SeriesInput {
  forecast::DaySeries series;
  const Zone* zone = nullptr;  ///< none: not known
};
Result<SeriesInput> read_series(const InputArguments& arguments, Input& input, const Session& session,
                                Duration interval);

}  // namespace tandem::app
