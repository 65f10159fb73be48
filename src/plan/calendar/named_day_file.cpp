#include "plan/calendar/named_day_file.hpp"

#include <algorithm>
#include <charconv>

#include "core/holidays/holidays.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/file_import.hpp"

namespace tandem::holidays {
namespace {

int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

}  // namespace

Result<void> of_readable_size(std::string_view text, const std::string& file) {
  if (text.size() <= kNamedDayFileBytesMax) return {};
  return failure_at({.file = file}, ErrorCode::limit,
                    "the file has more than {} bytes; expected at most that many", kNamedDayFileBytesMax);
}

Result<LocalDay> parse_iso_day(std::string_view text) {
  const bool has_form = std::ranges::equal(text, std::string_view("0000-00-00"), [](char c, char form) {
    return form == '0' ? c >= '0' && c <= '9' : c == form;
  });
  if (!has_form)
    return failure(ErrorCode::bad_format, "'{}' is no date; expected one such as 2026-12-24",
                   importing::call_row::shown_value(text));
  const std::chrono::year_month_day date =
      std::chrono::year(number(text.substr(0, 4))) /
      std::chrono::month(static_cast<unsigned>(number(text.substr(5, 2)))) /
      std::chrono::day(static_cast<unsigned>(number(text.substr(8))));
  if (!date.ok())
    return failure(ErrorCode::bad_value, "{} is no date of the calendar; expected one such as 2026-12-24",
                   text);
  const int year = static_cast<int>(date.year());
  if (year < kYearMin || year > kYearMax)
    return failure(ErrorCode::bad_value, "{} is out of range; expected a year from {} to {}", text, kYearMin,
                   kYearMax);
  return LocalDay(date);
}

std::string fault_of_day_name(std::string_view name) {
  if (name.empty()) return "the name is blank; expected what the day is called";
  return importing::name_fault(name);
}

}  // namespace tandem::holidays
