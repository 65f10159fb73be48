#include "plan/staffing/rosters/demand.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>

#include "core/base/iso_time.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::rosters {
namespace {

using importing::without_outer_blanks;
using importing::call_row::shown_value;

constexpr std::size_t kDemandBytesMax = 8 << 20;
constexpr std::int64_t kMinutesADay = 24 * 60;
constexpr std::array<std::string_view, 2> kColumns = {"interval_start", "agents"};

/// The text, read once from its header to its last row.
class Table {
 public:
  Table(std::string_view text, const std::string& file, const DemandOptions& options)
      : file_(file),
        interval_(options.interval),
        days_max_(static_cast<std::int64_t>(options.days_max)),
        source_(importing::memory_source(std::string(text))),
        reader_(*source_, file) {}

  Result<Demand> read() {
    TANDEM_TRY(read_header());
    while (true) {
      TANDEM_ASSIGN(row, reader_.next());
      if (!row) break;
      TANDEM_TRY(read_row(*row));
    }
    if (rows_.empty())
      return failure_at({.file = file_}, ErrorCode::bad_format,
                        "the file has no row below its header; expected one such as 2026-01-05 08:00,12");
    return demand();
  }

 private:
  Result<void> read_header() {
    TANDEM_ASSIGN(header, reader_.next());
    if (!header)
      return failure_at({.file = file_}, ErrorCode::bad_format,
                        "the file is blank; expected a header interval_start,agents");
    const bool known =
        std::ranges::equal(header->fields, kColumns, [](std::string_view field, std::string_view column) {
          return without_outer_blanks(field) == column;
        });
    if (!known)
      return failure_at({.file = file_, .line = header->line}, ErrorCode::bad_format,
                        "the header is not interval_start,agents");
    return {};
  }

  Result<void> read_row(const importing::RowSource::Row& row) {
    const auto at = [&](std::size_t column) {
      return Where{file_, row.line, static_cast<std::uint32_t>(column + 1), std::string(kColumns[column])};
    };
    if (row.fields.size() != kColumns.size())
      return failure_at({.file = file_, .line = row.line}, ErrorCode::bad_format,
                        "the row has {} fields; expected interval_start,agents", row.fields.size());
    const std::string_view start = without_outer_blanks(row.fields[0]);
    const auto clock = read_iso8601(start);
    constexpr std::int64_t kMinuteUs = 60'000'000;
    if (!clock || clock->offset || clock->local_us % kMinuteUs != 0)
      return failure_at(
          at(0), ErrorCode::bad_format,
          "'{}' is no start of an interval by the wall clock; expected one such as 2026-01-05 08:00",
          shown_value(start));
    const std::int64_t minute = clock->local_us / kMinuteUs;
    if (minute % (interval_ ? interval_->whole_seconds() / 60 : 15) != 0)
      return failure_at(at(0), ErrorCode::bad_value, "{} is no start of an interval of {} minutes", start,
                        interval_ ? interval_->whole_seconds() / 60 : 15);
    const std::string_view text = without_outer_blanks(row.fields[1]);
    double agents = -1;
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), agents, std::chars_format::fixed);
    if (fault != std::errc() || end != text.data() + text.size() || !(agents >= 0) ||
        !(agents <= kAgentsRequiredMax))
      return failure_at(at(1), ErrorCode::bad_value, "'{}' is no number of agents; expected 0 to {}",
                        shown_value(text), kAgentsRequiredMax);
    const auto [first, is_new] = rows_.try_emplace(minute, Required{agents, row.line});
    if (!is_new)
      return failure_at(at(0), ErrorCode::bad_value,
                        "{} is there a second time, first in line {}; expected it once", start,
                        first->second.line);
    return check_span(at(0));
  }

  Result<void> check_span(const Where& where) const {
    const std::int64_t days = rows_.rbegin()->first / kMinutesADay - rows_.begin()->first / kMinutesADay + 1;
    if (days <= days_max_) return {};
    return failure_at(where, ErrorCode::limit, "with this row the table spans {} days; expected {} at most",
                      days, days_max_);
  }

  Result<Demand> demand() const {
    Demand demand;
    std::int64_t minutes = 60;
    for (const auto& [minute, required] : rows_) minutes = std::gcd(minutes, minute);
    // A table of rows at :15 and :45 alone has 15 minutes; at :20 it is refused above.
    demand.interval = interval_.value_or(Duration::minutes(minutes));
    const std::int64_t first = rows_.begin()->first / kMinutesADay;
    demand.first = LocalDay(std::chrono::days(first));
    demand.days = static_cast<std::size_t>(rows_.rbegin()->first / kMinutesADay - first + 1);
    demand.agents.resize(demand.days * demand.intervals_a_day());
    const std::int64_t length = demand.interval.whole_seconds() / 60;
    for (const auto& [minute, required] : rows_)
      demand.agents[static_cast<std::size_t>((minute - first * kMinutesADay) / length)] = required.agents;
    return demand;
  }

  struct Required {
    double agents;
    std::uint64_t line;
  };
  const std::string& file_;
  std::optional<Duration> interval_;
  std::int64_t days_max_;
  std::unique_ptr<importing::ByteSource> source_;
  importing::DelimitedReader reader_;
  std::map<std::int64_t, Required> rows_;  ///< by minute since 1970
};

}  // namespace

Result<Demand> parse_demand(std::string_view text, const std::string& file, const DemandOptions& options) {
  return Table(text, file, options).read();
}

Result<Demand> read_demand(const std::string& path, const DemandOptions& options) {
  TANDEM_ASSIGN(text, importing::read_whole_file(path, kDemandBytesMax));
  return parse_demand(text, path, options);
}

}  // namespace tandem::rosters
