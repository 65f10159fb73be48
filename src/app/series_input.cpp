#include "app/series_input.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <map>
#include <utility>

#include "app/call_input.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::app {
namespace {

using forecast::DaySeries;
using forecast::Stream;
using importing::IntervalTotals;

/// More would be forecasts that nobody reads.
constexpr std::size_t kPartsMax = 500;

constexpr std::array<std::pair<std::string_view, StreamKey>, 3> kKeys = {
    {{"client", StreamKey::client}, {"queue", StreamKey::queue}, {"type", StreamKey::type}}};

/// What a call, or a total, belongs to: the index of the key's id; nothing where it has none.
template <class Record>
std::optional<std::uint32_t> part_of_record(const Record& record, StreamKey by) {
  const auto index = [](auto id) { return id.known() ? std::optional(id.index()) : std::nullopt; };
  if (by == StreamKey::client) return index(record.client);
  if (by == StreamKey::queue) return index(record.queue);
  if constexpr (requires { record.type; }) return index(record.type);
  return std::nullopt;
}

std::string name_of(const importing::Directory& directory, StreamKey by, std::uint32_t index) {
  switch (by) {
    case StreamKey::client:
      return std::string(directory.clients.name(ClientId(index)));
    case StreamKey::queue:
      return std::string(directory.queue_name(QueueId(index)));
    case StreamKey::type:
      return std::string(directory.types.name(CallTypeId(index)));
    case StreamKey::none:
      break;
  }
  return "";
}

double calls_of(const DaySeries& series) {
  double calls = 0;
  for (const double each : series.counts) calls += each;
  return calls;
}

/// The records of each part, in the order of the whole.
template <class Record>
std::map<std::uint32_t, std::vector<Record>> split(std::span<const Record> records, StreamKey by) {
  std::map<std::uint32_t, std::vector<Record>> parts;
  if (by == StreamKey::none) return parts;
  for (const Record& record : records)
    if (const auto part = part_of_record(record, by)) parts[*part].push_back(record);
  return parts;
}

template <class Record, class Count>
Result<std::vector<Stream>> parts_of(const DaySeries& whole, std::span<const Record> records, StreamKey by,
                                     const importing::Directory& directory, const Count& count) {
  std::vector<Stream> parts;
  for (const auto& [index, own] : split(records, by)) {
    DaySeries series = forecast::part_of(whole, count(std::span<const Record>(own)));
    if (series.size() > 0) parts.push_back({name_of(directory, by, index), std::move(series)});
  }
  if (parts.size() > kPartsMax)
    return failure(ErrorCode::limit, "there are {} of them; at most {} are forecast beside each other",
                   parts.size(), kPartsMax);
  std::ranges::stable_sort(parts, std::ranges::greater(),
                           [](const Stream& part) { return calls_of(part.series); });
  return parts;
}

/// Counted from calls, or from totals where the input has those.
template <class Record, class Count, class Whole>
Result<void> count_series(std::span<const Record> records, const SeriesAsked& asked,
                          const importing::Directory& directory, const Count& count, const Whole& whole,
                          SeriesInput& read) {
  if (asked.slots != nullptr) {
    read.whole.series = forecast::part_of(*asked.slots, count(records));
  } else {
    TANDEM_ASSIGN(series, whole());
    read.whole.series = std::move(series);
  }
  TANDEM_ASSIGN(parts, parts_of(read.whole.series, records, asked.by, directory, count));
  read.parts = std::move(parts);
  return {};
}

}  // namespace

Result<StreamKey> parse_stream_key(std::string_view word) {
  for (const auto& [name, key] : kKeys)
    if (name == word) return key;
  return failure(ErrorCode::usage, "--by {}: there is no such key; use client, queue or type", word);
}

std::vector<IntervalTotals> totals_of(const CallsRead& read, ClientId client) {
  std::vector<IntervalTotals> totals;
  for (const auto& shelf : read.table.shelves())
    for (const IntervalTotals& each : shelf.totals)
      if (!client.known() || each.client == client) totals.push_back(each);
  return totals;
}

Result<void> read_all(const InputArguments& arguments, Input& input, const Session& session,
                      CallsRead& read) {
  input.options.zone_otherwise = &Zone::utc();
  TANDEM_ASSIGN(quality, read_calls(arguments, input, session, read.directory, read.table));
  TANDEM_ASSIGN(zone, zone_of_days(input.options.zone, quality));
  read.zone = zone;
  read.zone_known = input.options.zone != nullptr || !quality.home_zone.empty();
  read.quality = std::move(quality);
  if (read.table.totals() > 0 && read.table.calls() > 0)
    return failure(
        ErrorCode::usage,
        "some of the files are records of calls and others counts by interval; give one of the two, "
        "as calls could count twice");
  return {};
}

Result<SeriesInput> series_of(const CallsRead& read, const SeriesAsked& asked) {
  SeriesInput made;
  if (read.zone_known) made.zone = read.zone;
  made.whole.name = "all";
  const analysis::WallClock clock(*read.zone, asked.interval);
  if (read.table.totals() > 0) {
    const std::vector<IntervalTotals> totals = totals_of(read, asked.client);
    const auto count = [&](std::span<const IntervalTotals> own) {
      return analysis::cells_of_totals(own, clock);
    };
    const auto whole = [&] { return forecast::series_of(totals, asked.interval, *read.zone); };
    TANDEM_TRY(count_series(std::span(totals), asked, read.directory, count, whole, made));
  } else {
    const analysis::CallsInOrder calls(read.table, asked.client);
    const auto count = [&](std::span<const CallRecord> own) {
      return analysis::count_by_interval(own, kpi::Rules(), clock);
    };
    made.patience_seconds = quote::mean_patience_of(calls.calls());
    const auto whole = [&]() -> Result<DaySeries> {
      const auto cells = count(calls.calls());
      made.served = quote::ServedShare(cells, asked.interval);
      return forecast::series_of(cells, asked.interval);
    };
    TANDEM_TRY(count_series(calls.calls(), asked, read.directory, count, whole, made));
  }
  if (made.whole.series.size() == 0) return failure(ErrorCode::limit, "there are no calls in what was read");
  return made;
}

Result<SeriesInput> read_series(const InputArguments& arguments, Input& input, const Session& session,
                                const SeriesAsked& asked) {
  CallsRead read(input.options.threads);
  TANDEM_TRY(read_all(arguments, input, session, read));
  return series_of(read, asked);
}

Result<LocalDay> parse_horizon(std::string_view text, LocalDay after) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  constexpr int kDaysMax = 400;
  LocalDay until;
  if (unit == "d") until = after + std::chrono::days(number);
  if (unit == "w") until = after + std::chrono::weeks(number);
  if (unit == "mo") until = after + std::chrono::days(number * 365 / 12);
  if (fault != std::errc() || number < 1 || until <= after || until > after + std::chrono::days(kDaysMax))
    return failure(ErrorCode::usage,
                   "--horizon is '{}'; write days, weeks or months such as 10d, 4w or 3mo, {} days at most",
                   text, kDaysMax);
  return until;
}

}  // namespace tandem::app
