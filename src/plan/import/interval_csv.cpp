#include "plan/import/interval_csv.hpp"

#include <algorithm>
#include <array>
#include <set>
#include <tuple>

#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/interval_header.hpp"
#include "plan/import/text_form.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

using namespace interval;

/// Why a row is not taken: the kind and the error.
using Fault = std::pair<std::string, Error>;
template <class T>
using Read = std::expected<T, Fault>;

/// Reads the fields of one row.
class RowFields {
 public:
  RowFields(const Columns& columns, const std::string& file, const RowSource::Row& row)
      : columns_(columns), file_(file), row_(row) {}

  std::string_view text(Field field) const {
    const auto at = columns_.of(field);
    return at ? without_outer_blanks(row_.fields[*at]) : std::string_view();
  }
  Fault fault(std::string kind, Field field, std::string message,
              ErrorCode code = ErrorCode::bad_value) const {
    const auto at = columns_.of(field);
    Where where{file_, row_.line, 0, std::string(own_name(field))};
    if (at) where = {file_, row_.line, static_cast<std::uint32_t>(*at + 1), columns_.names[*at]};
    return {std::move(kind), Error{code, std::move(message), std::move(where)}};
  }
  Read<std::optional<std::int64_t>> count(Field field) const {
    std::string_view digits = text(field);
    if (digits.empty()) return std::nullopt;
    // Tables out of R and Python write counts as 12.0.
    if (const auto point = digits.find('.');
        point != std::string_view::npos && point > 0 &&
        digits.find_first_not_of('0', point + 1) == std::string_view::npos)
      digits = digits.substr(0, point);
    std::int64_t value = 0;
    for (const char c : digits) {
      if (c < '0' || c > '9')
        return std::unexpected(fault("not a count", field,
                                     fmt::format("'{}'; expected a whole number of calls such as 120",
                                                 call_row::shown_value(text(field)))));
      value = value * 10 + (c - '0');
      if (value > kIntervalCallsMax)
        return std::unexpected(fault("not a count", field,
                                     fmt::format("'{}' is more than {} calls",
                                                 call_row::shown_value(text(field)), kIntervalCallsMax)));
    }
    return value;
  }
  Read<std::optional<double>> mean(Field field) const {
    const std::string_view value = text(field);
    if (value.empty()) return std::nullopt;
    const auto length = read_hms(value);
    if (!length || *length > kCallLengthMax)
      return std::unexpected(
          fault("not a length", field,
                fmt::format("'{}': {}; expected seconds such as 182.5 or a length such as 0:03:02",
                            call_row::shown_value(value),
                            length ? "this is longer than 24 hours" : length.error())));
    return length->seconds();
  }
  Read<ClockReading> clock(Field field) const {
    const std::string_view value = text(field);
    if (field == Field::start && !columns_.has(Field::start)) return date_and_time();
    auto reading = read_time(value);
    if (!reading)
      if (const auto day = read_iso_date(value)) reading = day;
    if (reading) return *reading;
    return std::unexpected(not_a_time(field, value, reading.error()));
  }

 private:
  Read<ClockReading> date_and_time() const {
    std::string value(text(Field::date));
    if (columns_.has(Field::time) && !text(Field::time).empty())
      value += fmt::format(" {}", text(Field::time));
    auto reading = read_iso8601(value);
    if (!reading)
      if (const auto day = read_iso_date(value)) reading = day;
    if (reading) return *reading;
    return std::unexpected(not_a_time(Field::date, value, reading.error()));
  }
  Fault not_a_time(Field field, std::string_view value, ValueFault why) const {
    return fault("not a time", field,
                 value.empty() ? fmt::format("blank; expected a time such as 2025-03-04T08:00")
                               : fmt::format("'{}': {}; expected a time such as 2025-03-04T08:00",
                                             call_row::shown_value(value), why));
  }

  const Columns& columns_;
  const std::string& file_;
  const RowSource::Row& row_;
};

/// One row, read; its length is still open where the file does not state it.
struct IntervalRow {
  IntervalTotals totals;
  std::int64_t local_us = 0;
  std::uint64_t line = 0;
  std::string start_text;
};

/// Reads the rows of one file into totals.
class IntervalImport {
 public:
  IntervalImport(RowSource& rows, const ByteSource& source, const std::string& path, const Options& options,
                 Directory& directory, RecordSink& sink)
      : rows_(rows), import_(source, path, options, directory, sink), sink_(sink) {}

  Result<Quality> run();

 private:
  Result<void> take(const RowSource::Row& row);
  Read<IntervalRow> read(const RowSource::Row& row);
  std::optional<Fault> check_form(const RowSource::Row& row) const;
  std::optional<Fault> read_totals(const RowFields& fields, IntervalTotals& totals);
  std::optional<Fault> read_length(const RowFields& fields, Instant start, Duration& length);
  Read<Instant> instant(const RowFields& fields, Field field, const ClockReading& clock);
  Result<void> tell_length();
  Result<void> give(IntervalRow& row);
  Result<void> flush();
  bool stated_length() const { return columns_.has(Field::end) || columns_.has(Field::minutes); }

  RowSource& rows_;
  FileImport import_;
  RecordSink& sink_;
  Columns columns_;
  std::optional<Error> question_;  ///< fails the whole import
  std::vector<IntervalRow> waiting_;
  std::optional<Duration> length_;
  std::int64_t first_local_us_ = 0;
  std::set<std::tuple<Instant, ClientId, QueueId>> seen_;
  std::vector<IntervalTotals> batch_;
};

Read<Instant> IntervalImport::instant(const RowFields& fields, Field field, const ClockReading& clock) {
  const Options& options = import_.options();
  const auto reading = to_instant(clock, options.zone != nullptr ? options.zone : options.zone_otherwise);
  if (reading) {
    if (reading->reading != Zone::Reading::unique)
      import_.quality().repaired(
          reading->reading == Zone::Reading::ambiguous
              ? "interval in the hour that the clock repeats: taken as the first"
              : "interval that the clock skips: read with the offset before",
          fields.fault({}, field, fmt::format("'{}'", call_row::shown_value(fields.text(field)))).second);
    return reading->instant;
  }
  auto fault = fields.fault(
      "local time without a zone", field,
      fmt::format("'{}' is local time and the file does not say of which zone; name it with --zone, "
                  "for example --zone Europe/Berlin",
                  call_row::shown_value(fields.text(field))),
      ErrorCode::usage);
  question_ = fault.second;
  return std::unexpected(std::move(fault));
}

std::optional<Fault> IntervalImport::check_form(const RowSource::Row& row) const {
  if (row.fields.size() == columns_.names.size()) return std::nullopt;
  return Fault{row.fields.size() < columns_.names.size() ? "too few fields" : "too many fields",
               Error{ErrorCode::bad_format,
                     fmt::format("the row has {} fields; expected {} as in the header", row.fields.size(),
                                 columns_.names.size()),
                     {import_.path(), row.line, 0, {}}}};
}

std::optional<Fault> IntervalImport::read_length(const RowFields& fields, Instant start, Duration& length) {
  if (columns_.has(Field::minutes)) {
    const auto minutes = fields.count(Field::minutes);
    if (!minutes) return minutes.error();
    length = Duration::minutes(minutes->value_or(0));
  } else {
    const auto clock = fields.clock(Field::end);
    if (!clock) return clock.error();
    const auto end = instant(fields, Field::end, *clock);
    if (!end) return end.error();
    length = *end - start;
  }
  // A local day may have 25 hours.
  if (length > Duration() && length <= kIntervalMax + Duration::hours(1)) return std::nullopt;
  const Field field = columns_.has(Field::minutes) ? Field::minutes : Field::end;
  return fields.fault(
      "impossible interval", field,
      fmt::format("the interval would last {:.0f} minutes; expected more than 0 and at most a day",
                  length.seconds() / 60));
}

std::optional<Fault> IntervalImport::read_totals(const RowFields& fields, IntervalTotals& totals) {
  const std::array<std::pair<Field, std::optional<std::int64_t>*>, 3> counts = {
      {{Field::answered, &totals.answered},
       {Field::abandoned, &totals.abandoned},
       {Field::answered_in_threshold, &totals.answered_in_threshold}}};
  const auto offered = fields.count(Field::offered);
  if (!offered) return offered.error();
  if (!*offered)
    return fields.fault("no count of calls", Field::offered,
                        "blank; expected the number of calls, 0 for none");
  totals.offered = **offered;
  for (const auto& [field, into] : counts) {
    const auto count = fields.count(field);
    if (!count) return count.error();
    *into = *count;
  }
  const std::array<std::pair<Field, std::optional<double>*>, 4> means = {
      {{Field::mean_wait, &totals.mean_wait_seconds},
       {Field::mean_handle, &totals.mean_handle_seconds},
       {Field::mean_talk, &totals.mean_talk_seconds},
       {Field::mean_acw, &totals.mean_acw_seconds}}};
  for (const auto& [field, into] : means) {
    const auto mean = fields.mean(field);
    if (!mean) return mean.error();
    *into = *mean;
  }
  if (!totals.mean_handle_seconds && totals.mean_talk_seconds && totals.mean_acw_seconds)
    totals.mean_handle_seconds = *totals.mean_talk_seconds + *totals.mean_acw_seconds;
  if (totals.answered && totals.answered_in_threshold && *totals.answered_in_threshold > *totals.answered)
    return fields.fault("more answered in time than answered", Field::answered_in_threshold,
                        fmt::format("{} answered within the threshold but {} answered; expected at most that",
                                    *totals.answered_in_threshold, *totals.answered));
  // Calls may be offered in one interval and end in the next, so this is odd but possible.
  if (totals.answered.value_or(0) + totals.abandoned.value_or(0) > totals.offered)
    ++import_.quality().notes["intervals with more calls answered and abandoned than offered"];
  return std::nullopt;
}

Read<IntervalRow> IntervalImport::read(const RowSource::Row& row) {
  if (auto fault = check_form(row)) return std::unexpected(std::move(*fault));
  const RowFields fields(columns_, import_.path(), row);
  const auto clock = fields.clock(Field::start);
  if (!clock) return std::unexpected(clock.error());
  const Field start_field = columns_.has(Field::start) ? Field::start : Field::date;
  const auto start = instant(fields, start_field, *clock);
  if (!start) return std::unexpected(start.error());
  IntervalRow made;
  made.totals.start = *start;
  made.local_us = clock->local_us;
  made.line = row.line;
  made.start_text = fields.text(start_field);
  if (stated_length())
    if (auto fault = read_length(fields, *start, made.totals.length))
      return std::unexpected(std::move(*fault));
  for (const Field field : {Field::client, Field::queue})
    if (const auto name = fields.text(field); name.size() > kNameBytesMax || !form_of(name).plain)
      return std::unexpected(fields.fault("not a name", field,
                                          fmt::format("'{}': expected UTF-8 text of at most {} bytes",
                                                      call_row::shown_value(name), kNameBytesMax)));
  if (auto fault = read_totals(fields, made.totals)) return std::unexpected(std::move(*fault));
  Directory& directory = import_.directory();
  std::string_view client = fields.text(Field::client);
  if (client.empty())
    client = import_.options().client.empty() ? "client" : std::string_view(import_.options().client);
  made.totals.client = directory.clients.intern(client);
  if (const auto queue = fields.text(Field::queue); !queue.empty())
    made.totals.queue = directory.intern_queue(made.totals.client, queue);
  return made;
}

/// The smallest distance between two starts on the local clock is the length of every interval.
Result<void> IntervalImport::tell_length() {
  if (waiting_.empty() || length_) return {};
  std::vector<std::int64_t> starts;
  for (const IntervalRow& row : waiting_) starts.push_back(row.local_us);
  std::ranges::sort(starts);
  std::int64_t smallest = 0;
  for (std::size_t i = 1; i < starts.size(); ++i)
    if (const std::int64_t distance = starts[i] - starts[i - 1];
        distance > 0 && (smallest == 0 || distance < smallest))
      smallest = distance;
  const Duration length = Duration::microseconds(smallest);
  if (length < Duration::minutes(1) || length > kIntervalMax)
    return failure_at(
        {import_.path(), waiting_.front().line, 0, {}}, ErrorCode::bad_format,
        "the length of the intervals cannot be told from their starts{}; add a column interval_minutes or "
        "interval_end",
        smallest == 0 ? " (all rows start together)"
                      : fmt::format(" (the closest are {:.0f} s apart)", length.seconds()));
  length_ = length;
  first_local_us_ = starts.front();
  for (IntervalRow& row : waiting_) TANDEM_TRY(give(row));
  waiting_.clear();
  return {};
}

Result<void> IntervalImport::give(IntervalRow& row) {
  IntervalTotals& totals = row.totals;
  const auto place = [&] { return Where{import_.path(), row.line, 0, {}}; };
  if (!stated_length()) {
    if ((row.local_us - first_local_us_) % length_->microseconds() != 0)
      return import_.refuse(
          "start off the grid of intervals",
          {ErrorCode::bad_value,
           fmt::format("'{}' is not a multiple of {:.0f} minutes from the first interval; expected all "
                       "intervals of one length, or a column interval_minutes",
                       call_row::shown_value(row.start_text), length_->seconds() / 60),
           place()});
    totals.length = *length_;
  }
  if (!seen_.emplace(totals.start, totals.client, totals.queue).second) {
    ++import_.quality().duplicates;
    return import_.refuse("duplicate",
                          {ErrorCode::bad_value,
                           fmt::format("the interval '{}' of this client and queue was there before",
                                       call_row::shown_value(row.start_text)),
                           place()});
  }
  ++import_.quality().rows_used;
  batch_.push_back(totals);
  return batch_.size() < kBatchCalls ? Result<void>{} : flush();
}

Result<void> IntervalImport::flush() {
  if (batch_.empty()) return {};
  TANDEM_TRY(sink_.take({.calls = {}, .agents = {}, .totals = batch_, .worker = 0}));
  batch_.clear();
  return {};
}

Result<void> IntervalImport::take(const RowSource::Row& row) {
  TANDEM_TRY(import_.row());
  auto read_row = read(row);
  if (!read_row) {
    if (question_) return std::unexpected(std::move(*question_));
    return import_.refuse(read_row.error().first, std::move(read_row.error().second));
  }
  if (stated_length() || length_) return give(*read_row);
  waiting_.push_back(std::move(*read_row));
  return waiting_.size() < kIntervalRowsLookedAt ? Result<void>{} : tell_length();
}

Result<Quality> IntervalImport::run() {
  TANDEM_ASSIGN(header, rows_.next());
  if (!header)
    return failure_at({import_.path(), 0, 0, {}}, ErrorCode::bad_format,
                      "has no rows; expected a header and intervals");
  TANDEM_ASSIGN(columns, read_header(header->fields, import_.path(), header->line));
  columns_ = std::move(columns);
  for (const std::string& name : columns_.unread)
    ++import_.quality().notes[fmt::format("column '{}' not read", call_row::shown_value(name))];
  for (;;) {
    TANDEM_ASSIGN(row, rows_.next());
    if (!row) break;
    TANDEM_TRY(take(*row));
  }
  TANDEM_TRY(tell_length());
  TANDEM_TRY(flush());
  return import_.finish();
}

}  // namespace

bool looks_like_interval_csv(std::span<const std::string_view> header) {
  bool start = false;
  bool offered = false;
  for (const std::string_view name : header) {
    const auto field = field_of(name);
    start |= field == Field::start || field == Field::date;
    offered |= field == Field::offered;
  }
  return start && offered;
}

Result<Quality> import_interval_rows(RowSource& rows, const ByteSource& source, const std::string& path,
                                     const Options& options, Directory& directory, RecordSink& sink) {
  return IntervalImport(rows, source, path, options, directory, sink).run();
}

Result<Quality> import_interval_csv(ByteSource& source, const std::string& path, const Options& options,
                                    Directory& directory, RecordSink& sink) {
  DelimitedReader rows(source, path);
  return import_interval_rows(rows, source, path, options, directory, sink);
}

}  // namespace tandem::importing
