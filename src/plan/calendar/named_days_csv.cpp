#include "plan/calendar/named_days_csv.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <tuple>
#include <utility>

#include "plan/calendar/named_day_file.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::holidays {
namespace {

using importing::without_outer_blanks;
using importing::call_row::shown_value;

enum class Column : std::uint8_t { date, name, closed };
constexpr std::array<std::string_view, 3> kColumns = {"date", "name", "closed"};

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view text, std::string_view lower_case) {
  return std::ranges::equal(text, lower_case, {}, lower);
}

/// The text, read once from its header to its last row.
class Table {
 public:
  Table(std::string_view text, const std::string& file)
      : file_(file), source_(importing::memory_source(std::string(text))), reader_(*source_, file) {}

  Result<std::vector<NamedDay>> read() {
    TANDEM_ASSIGN(header, reader_.next());
    if (!header)
      return failure_at({.file = file_}, ErrorCode::bad_format,
                        "the file is blank; expected a header such as date,name,closed");
    TANDEM_TRY(read_header(*header));
    while (true) {
      TANDEM_ASSIGN(row, reader_.next());
      if (!row) break;
      TANDEM_TRY(read_row(*row));
    }
    std::ranges::sort(days_, {}, [](const NamedDay& day) { return std::tie(day.day, day.name); });
    return std::move(days_);
  }

 private:
  using Row = importing::RowSource::Row;

  /// The place of a field that is there.
  Where at(Column column) const {
    const auto index = static_cast<std::size_t>(column);
    return {file_, line_, static_cast<std::uint32_t>(*positions_[index] + 1), std::string(kColumns[index])};
  }

  Result<void> read_header(const Row& header) {
    line_ = header.line;
    width_ = header.fields.size();
    for (std::size_t i = 0; i < header.fields.size(); ++i) {
      const std::string_view name = without_outer_blanks(header.fields[i]);
      const auto known =
          std::ranges::find_if(kColumns, [name](std::string_view column) { return same_word(name, column); });
      if (known == kColumns.end())
        return failure_at({.file = file_, .line = line_, .column = static_cast<std::uint32_t>(i + 1)},
                          ErrorCode::bad_format,
                          "there is no column '{}'; expected date, name and, where it is wanted, closed",
                          shown_value(name));
      auto& position = positions_[static_cast<std::size_t>(known - kColumns.begin())];
      if (position)
        return failure_at({.file = file_, .line = line_, .column = static_cast<std::uint32_t>(i + 1)},
                          ErrorCode::bad_format, "the column {} is there a second time; expected it once",
                          *known);
      position = i;
    }
    for (const Column needed : {Column::date, Column::name})
      if (!positions_[static_cast<std::size_t>(needed)])
        return failure_at({.file = file_, .line = line_}, ErrorCode::bad_format,
                          "the header has no column {}; expected date and name",
                          kColumns[static_cast<std::size_t>(needed)]);
    return {};
  }

  Result<void> read_row(const Row& row) {
    line_ = row.line;
    if (row.fields.size() != width_)
      return failure_at({.file = file_, .line = line_}, ErrorCode::bad_format,
                        "the row has {} fields and the header {}; put a name with '{}' in it into quotes",
                        row.fields.size(), width_, reader_.delimiter());
    if (days_.size() == kNamedDaysMax)
      return failure_at({.file = file_, .line = line_}, ErrorCode::limit,
                        "the file has more than {} days; expected at most that many", kNamedDaysMax);
    const auto field = [&](Column column) {
      return without_outer_blanks(row.fields[*positions_[static_cast<std::size_t>(column)]]);
    };
    NamedDay day;
    auto date = parse_iso_day(field(Column::date));
    if (!date) {
      date.error().where = at(Column::date);
      return std::unexpected(std::move(date).error());
    }
    day.day = *date;
    day.name = field(Column::name);
    if (std::string fault = fault_of_day_name(day.name); !fault.empty())
      return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), at(Column::name)});
    if (positions_[static_cast<std::size_t>(Column::closed)]) {
      TANDEM_ASSIGN(closed, read_closed(field(Column::closed)));
      day.closed = closed;
    }
    return add(std::move(day));
  }

  Result<std::optional<bool>> read_closed(std::string_view text) const {
    if (text.empty()) return std::nullopt;
    if (same_word(text, "yes") || same_word(text, "true")) return true;
    if (same_word(text, "no") || same_word(text, "false")) return false;
    return failure_at(at(Column::closed), ErrorCode::bad_value,
                      "'{}' is neither yes nor no; expected yes, no, true, false or nothing",
                      shown_value(text));
  }

  Result<void> add(NamedDay day) {
    const auto [first, is_new] = lines_.emplace(std::pair(day.day, day.name), line_);
    if (!is_new)
      return failure_at(at(Column::name), ErrorCode::bad_value,
                        "{} is named '{}' a second time, first in line {}; expected it once",
                        to_text(day.day), shown_value(day.name), first->second);
    days_.push_back(std::move(day));
    return {};
  }

  const std::string& file_;
  std::unique_ptr<importing::ByteSource> source_;
  importing::DelimitedReader reader_;
  std::uint64_t line_ = 0;
  std::size_t width_ = 0;
  std::array<std::optional<std::size_t>, kColumns.size()> positions_;
  std::map<std::pair<LocalDay, std::string>, std::uint64_t> lines_;
  std::vector<NamedDay> days_;
};

}  // namespace

Result<std::vector<NamedDay>> parse_named_days_csv(std::string_view text, const std::string& file) {
  TANDEM_TRY(of_readable_size(text, file));
  return Table(text, file).read();
}

}  // namespace tandem::holidays
