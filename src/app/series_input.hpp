#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/input_arguments.hpp"
#include "plan/forecast/forecast.hpp"

namespace tandem::app {

/// What calls are forecast by, beside all together.
enum class StreamKey : std::uint8_t { none, client, queue, type };
Result<StreamKey> parse_stream_key(std::string_view word);

struct SeriesInput {
  forecast::Stream whole;                  ///< named "all"
  std::vector<forecast::Stream> parts;     ///< by key, most calls first
  const Zone* zone = nullptr;              ///< null: neither the times nor the user said
  std::optional<double> patience_seconds;  ///< of callers, the mean; none where it cannot be told
};
/// Reads call records, or counts by interval, as counts by day. Where the times name no zone they are those
/// of the wall clock, which is all that a forecast goes by.
struct SeriesAsked {
  Duration interval;
  StreamKey by = StreamKey::none;
  const forecast::DaySeries* slots = nullptr;  ///< whose slots the series has; null: all with calls
};
Result<SeriesInput> read_series(const InputArguments& arguments, Input& input, const Session& session,
                                const SeriesAsked& asked);

/// "10d", "4w", "3mo": the last day that lies so far ahead.
Result<LocalDay> parse_horizon(std::string_view text, LocalDay after);

}  // namespace tandem::app
