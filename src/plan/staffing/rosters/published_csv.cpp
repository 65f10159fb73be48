#include <algorithm>
#include <array>
#include <optional>

#include "core/base/iso_time.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/time_value.hpp"
#include "plan/staffing/rosters/published_shifts.hpp"

namespace tandem::rosters {
namespace {

using importing::without_outer_blanks;
using importing::call_row::shown_value;

enum class Column : std::uint8_t { agent, contract, shift, day, start, end, breaks };
constexpr std::array<std::string_view, 7> kColumns = {"agent", "contract", "shift", "day",
                                                      "start", "end",      "breaks"};

/// The text, read once from its header to its last row.
class Table {
 public:
  Table(std::string_view text, const std::string& file)
      : file_(file),
        source_(importing::memory_source(std::string(text))),
        reader_(*source_, file),
        shifts_(file) {}

  Result<PublishedRoster> read() {
    TANDEM_ASSIGN(header, reader_.next());
    if (!header)
      return failure_at({.file = file_}, ErrorCode::bad_format,
                        "the file is blank; expected a header such as agent,shift,start,end,breaks");
    TANDEM_TRY(read_header(*header));
    while (true) {
      TANDEM_ASSIGN(row, reader_.next());
      if (!row) break;
      TANDEM_TRY(read_row(*row));
    }
    return std::move(shifts_).take();
  }

 private:
  using Row = importing::RowSource::Row;

  Where at(Column column) const {
    const auto index = static_cast<std::size_t>(column);
    return {file_, line_, static_cast<std::uint32_t>(*places_[index] + 1), std::string(kColumns[index])};
  }
  bool has(Column column) const { return places_[static_cast<std::size_t>(column)].has_value(); }
  std::string_view field(const Row& row, Column column) const {
    const auto place = places_[static_cast<std::size_t>(column)];
    return place ? without_outer_blanks(row.fields[*place]) : std::string_view();
  }

  Result<void> read_header(const Row& header) {
    line_ = header.line;
    width_ = header.fields.size();
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      const std::string_view name = without_outer_blanks(header.fields[i]);
      const Where where{.file = file_, .line = line_, .column = static_cast<std::uint32_t>(i + 1)};
      const auto known = std::ranges::find(kColumns, name);
      if (known == kColumns.end())
        return failure_at(where, ErrorCode::bad_format,
                          "there is no column '{}'; expected agent, start, end and, where they are wanted, "
                          "contract, shift, day, breaks",
                          shown_value(name));
      auto& place = places_[static_cast<std::size_t>(known - kColumns.begin())];
      if (place)
        return failure_at(where, ErrorCode::bad_format,
                          "the column {} is there a second time; expected it once", *known);
      place = i;
    }
    for (const Column needed : {Column::agent, Column::start, Column::end})
      if (!has(needed))
        return failure_at({.file = file_, .line = line_}, ErrorCode::bad_format,
                          "the header has no column {}; expected agent, start and end",
                          kColumns[static_cast<std::size_t>(needed)]);
    return {};
  }

  Result<void> read_row(const Row& row) {
    line_ = row.line;
    if (row.fields.size() != width_)
      return failure_at({.file = file_, .line = line_}, ErrorCode::bad_format,
                        "the row has {} fields and the header {}; put a name with '{}' in it into quotes",
                        row.fields.size(), width_, reader_.delimiter());
    PublishedShift shift{.line = line_};
    TANDEM_TRY(read_names(row, shift));
    TANDEM_ASSIGN(from, read_time(row, Column::start));
    TANDEM_ASSIGN(until, read_time(row, Column::end));
    shift.from = from;
    shift.until = until;
    if (has(Column::day) && !field(row, Column::day).empty()) TANDEM_TRY(check_day(row, shift));
    TANDEM_TRY(read_breaks(row, shift));
    return shifts_.add(std::move(shift), at(Column::end));
  }

  Result<void> read_names(const Row& row, PublishedShift& shift) const {
    shift.agent = field(row, Column::agent);
    shift.contract = field(row, Column::contract);
    shift.shift = field(row, Column::shift);
    if (shift.agent.empty())
      return failure_at(at(Column::agent), ErrorCode::bad_value, "the agent is blank; expected a name");
    for (const Column column : {Column::agent, Column::contract, Column::shift})
      if (std::string fault = importing::name_fault(field(row, column)); !fault.empty())
        return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), at(column)});
    return {};
  }

  Result<LocalTime> read_time(const Row& row, Column column) const {
    const std::string_view text = field(row, column);
    const auto clock = read_iso8601(text);
    constexpr std::int64_t kMinuteUs = 60'000'000;
    if (!clock || clock->offset || clock->local_us % kMinuteUs != 0)
      return failure_at(at(column), ErrorCode::bad_format,
                        "'{}' is no full minute by the wall clock; expected a time such as 2026-01-05 08:00",
                        shown_value(text));
    return LocalTime(std::chrono::microseconds(clock->local_us));
  }

  Result<void> check_day(const Row& row, const PublishedShift& shift) const {
    const std::string_view text = field(row, Column::day);
    const auto day = read_iso_date(text);
    if (!day)
      return failure_at(at(Column::day), ErrorCode::bad_format,
                        "'{}' is no day; expected one such as 2026-01-05", shown_value(text));
    if (LocalTime(std::chrono::microseconds(day->local_us)) != LocalTime(shift.day()))
      return failure_at(at(Column::day), ErrorCode::bad_value,
                        "the day is {} and the shift starts on {}; expected the day of its start", text,
                        to_text(shift.day()));
    return {};
  }

  Result<void> read_breaks(const Row& row, PublishedShift& shift) const {
    std::string_view rest = field(row, Column::breaks);
    while (!rest.empty()) {
      const std::string_view text = rest.substr(0, rest.find(' '));
      const auto one = break_of(text, shift.from);
      if (!one)
        return failure_at(at(Column::breaks), ErrorCode::bad_format,
                          "'{}' is no break; expected breaks such as 12:00-12:30, a blank between them",
                          shown_value(text));
      shift.breaks.push_back(*one);
      rest.remove_prefix(text.size());
      rest = without_outer_blanks(rest);
    }
    if (std::string fault = fault_of_breaks(shift); !fault.empty())
      return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), at(Column::breaks)});
    return {};
  }

  const std::string& file_;
  std::unique_ptr<importing::ByteSource> source_;
  importing::DelimitedReader reader_;
  PublishedShifts shifts_;
  std::uint64_t line_ = 0;
  std::size_t width_ = 0;
  std::array<std::optional<std::size_t>, kColumns.size()> places_;
};

}  // namespace

Result<PublishedRoster> parse_published_csv(std::string_view text, const std::string& file) {
  return Table(text, file).read();
}

}  // namespace tandem::rosters
