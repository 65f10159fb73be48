#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "app/input_arguments.hpp"
#include "plan/analysis/call_table.hpp"
#include "plan/forecast/forecast.hpp"
#include "plan/quote/callers.hpp"

namespace tandem::app {

/// What calls are forecast by, beside all together.
enum class StreamKey : std::uint8_t { none, client, queue, type };
Result<StreamKey> parse_stream_key(std::string_view word);

struct SeriesInput {
  forecast::Stream whole;                  ///< named "all"
  std::vector<forecast::Stream> parts;     ///< by key, most calls first
  const Zone* zone = nullptr;              ///< null: neither the times nor the user said
  std::optional<double> patience_seconds;  ///< of callers, the mean; none where it cannot be told
  quote::ServedShare served;               ///< of the calls of all; counts by interval do not tell
};
struct SeriesAsked {
  Duration interval;
  StreamKey by = StreamKey::none;
  const forecast::DaySeries* slots = nullptr;  ///< whose slots the series has; null: all with calls
  ClientId client = ClientId::none();          ///< only its calls; none: all
};

/// All that was read, for commands that look at it more than once.
struct CallsRead {
  explicit CallsRead(unsigned threads) : table(threads) {}
  importing::Directory directory;
  analysis::CallTable table;
  importing::Quality quality;
  const Zone* zone = &Zone::utc();
  bool zone_known = false;  ///< by the files or the user
};
/// Either records of calls or counts by interval. Where the times name no zone they are those of the wall
/// clock.
Result<void> read_all(const InputArguments& arguments, Input& input, const Session& session, CallsRead& read);
/// As counts by day.
Result<SeriesInput> series_of(const CallsRead& read, const SeriesAsked& asked);
/// Both.
Result<SeriesInput> read_series(const InputArguments& arguments, Input& input, const Session& session,
                                const SeriesAsked& asked);
/// The counts by interval that were read, of a client or of all.
std::vector<importing::IntervalTotals> totals_of(const CallsRead& read, ClientId client);

/// "10d", "4w", "3mo": the last day that lies so far ahead.
Result<LocalDay> parse_horizon(std::string_view text, LocalDay after);

}  // namespace tandem::app
