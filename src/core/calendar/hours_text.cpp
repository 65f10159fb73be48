#include "core/calendar/hours_text.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <iterator>
#include <utility>

#include "core/calendar/hours_scanner.hpp"

namespace tandem::calendar {
namespace {

constexpr std::array<std::string_view, kWeekdays> kWholeNames = {
    "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
constexpr std::string_view kAlways = "24/7";

// Seven days, each with as many spans as it may have and a comma or semicolon and a blank after each; and a
// special day's date, spans and name.
constexpr std::size_t kSpanBytes = std::string_view("22:00-06:00,").size();
static_assert(kWeekdays * (std::string_view("Mon ; ").size() + kSpansPerDayMax * kSpanBytes) <=
              kHoursTextBytesMax);
static_assert(std::string_view("2026-12-25 from midnight  ()").size() + kSpansPerDayMax * kSpanBytes +
                  kNameBytesMax <=
              kHoursTextBytesMax);

Result<void> of_readable_length(std::string_view text) {
  if (text.size() <= kHoursTextBytesMax) return {};
  return failure(ErrorCode::limit, "the text has {} bytes; expected at most {}", text.size(),
                 kHoursTextBytesMax);
}

std::unexpected<Error> bad_value(std::uint32_t column, std::string message) {
  return std::unexpected(Error{ErrorCode::bad_value, std::move(message), {.column = column}});
}

/// The value of a text of digits alone.
int number(std::string_view digits) {
  int value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

bool has_form(std::string_view text, std::string_view form) {
  return std::ranges::equal(text, form,
                            [](char c, char f) { return f == '0' ? c >= '0' && c <= '9' : c == f; });
}

constexpr std::string_view kTime = "a time such as 08:00";

Result<WallTime> read_time(HoursScanner& scanner, std::string_view expected = kTime) {
  const Token token = scanner.take_number(":");
  if (!has_form(token.text, "00:00") && !has_form(token.text, "0:00"))
    return scanner.expected_instead_of(token, expected);
  const std::size_t colon = token.text.find(':');
  const int hour = number(token.text.substr(0, colon));
  const int minute = number(token.text.substr(colon + 1));
  const WallTime time = WallTime::of(hour, minute);
  if (minute < 60 && time <= WallTime::end_of_day()) return time;
  return bad_value(token.column, fmt::format("{} is no time of a day; expected 00:00 to 24:00", token.text));
}

/// "closed", or spans with commas between them.
Result<DaySpans> read_spans(HoursScanner& scanner) {
  DaySpans spans;
  if (scanner.take_word("closed")) return spans;
  do {
    const std::uint32_t column = scanner.column();
    if (spans.size() == kSpansPerDayMax)
      return failure_at({.column = column}, ErrorCode::limit, "a day has at most {} spans", kSpansPerDayMax);
    TANDEM_ASSIGN(from, read_time(scanner, spans.empty() ? "'closed' or a time such as 08:00" : kTime));
    if (!scanner.take('-')) return scanner.expected("'-' and the time until which it is open");
    TANDEM_ASSIGN(until, read_time(scanner));
    spans.push_back({from, until});
    if (std::string fault = fault_of_span(spans, spans.size() - 1); !fault.empty())
      return bad_value(column, std::move(fault));
  } while (scanner.take(','));
  return spans;
}

Result<std::size_t> read_weekday(HoursScanner& scanner) {
  const Token word = scanner.take_letters();
  for (std::size_t day = 0; day < kWeekdays; ++day)
    if (same_word(word.text, kWeekdayNames[day]) || same_word(word.text, kWholeNames[day])) return day;
  return scanner.expected_instead_of(word, "a weekday, Mon to Sun");
}

/// The days of one entry, "Mon-Thu,Sat". Marks them in `named`, all the days that were named so far.
Result<std::vector<std::size_t>> read_days(HoursScanner& scanner, std::array<bool, kWeekdays>& named) {
  std::vector<std::size_t> days;
  do {
    const std::uint32_t column = scanner.column();
    TANDEM_ASSIGN(first, read_weekday(scanner));
    std::size_t last = first;
    if (scanner.take('-')) {
      TANDEM_ASSIGN(end, read_weekday(scanner));
      if (end == first)
        return bad_value(
            column, fmt::format("{0}-{0} is one day or seven; write {0} or Mon-Sun", kWeekdayNames[first]));
      last = end;
    }
    for (std::size_t day = first;; day = (day + 1) % kWeekdays) {
      if (named[day])
        return bad_value(column,
                         fmt::format("{} is there a second time; name each day once", kWeekdayNames[day]));
      named[day] = true;
      days.push_back(day);
      if (day == last) break;
    }
  } while (scanner.take(','));
  return days;
}

/// "2026-12-25" or, after "every", "12-25", into `day`.
Result<void> read_date(HoursScanner& scanner, SpecialDay& day) {
  const bool yearly = scanner.take_word("every");
  const Token token = scanner.take_number("-");
  if (yearly && !has_form(token.text, "00-00"))
    return scanner.expected_instead_of(token, "a month and day such as 12-25");
  if (!yearly && !has_form(token.text, "0000-00-00"))
    return scanner.expected_instead_of(token, "a date such as 2026-12-25, or 'every 12-25'");
  const std::string_view month_and_day = token.text.substr(token.text.size() - 5);
  day.date = std::chrono::month(static_cast<unsigned>(number(month_and_day.substr(0, 2)))) /
             std::chrono::day(static_cast<unsigned>(number(month_and_day.substr(3))));
  if (!yearly) day.year = std::chrono::year(number(token.text.substr(0, 4)));
  if (const std::string fault = fault_of_date(day); !fault.empty())
    return bad_value(token.column, "the date " + fault);
  return {};
}

/// "(Christmas Eve)" to the end of the text, or nothing; the name itself may hold parentheses.
Result<std::string> read_name(HoursScanner& scanner) {
  const Token rest = scanner.take_rest();
  if (rest.text.empty()) return "";
  if (!rest.text.starts_with('('))
    return scanner.expected_instead_of(rest, "a name in parentheses, or the end");
  if (rest.text.size() < 2 || !rest.text.ends_with(')'))
    return failure_at({.column = rest.column}, ErrorCode::bad_format,
                      "the name that begins here does not end; expected ')' as the last of the text");
  const std::string_view name = rest.text.substr(1, rest.text.size() - 2);
  if (const std::string fault = fault_of_name(name); !fault.empty())
    return bad_value(rest.column + 1, "the name " + fault);
  return std::string(name);
}

std::string text_of(const DaySpans& spans) {
  if (spans.empty()) return "closed";
  std::string text;
  for (const DaySpan& span : spans) text += (text.empty() ? "" : ",") + span.to_string();
  return text;
}

}  // namespace

Result<WeeklyHours> parse_weekly_hours(std::string_view text) {
  TANDEM_TRY(of_readable_length(text));
  HoursScanner scanner(text);
  if (scanner.take(kAlways)) {
    if (!scanner.at_end()) return scanner.expected("the end after 24/7");
    return WeeklyHours::always();
  }
  WeeklyHours hours;
  std::array<bool, kWeekdays> named{};
  do {
    TANDEM_ASSIGN(days, read_days(scanner, named));
    TANDEM_ASSIGN(spans, read_spans(scanner));
    for (const std::size_t day : days) hours.days[day] = spans;
  } while (scanner.take(';'));
  if (!scanner.at_end()) return scanner.expected("';' and other days, or the end");
  return hours;
}

Result<SpecialDay> parse_special_day(std::string_view text) {
  TANDEM_TRY(of_readable_length(text));
  HoursScanner scanner(text);
  SpecialDay day;
  TANDEM_TRY(read_date(scanner, day));
  if (scanner.take_word("from")) {
    if (!scanner.take_word("midnight")) return scanner.expected("'midnight' after 'from'");
    day.from_midnight = true;
  }
  TANDEM_ASSIGN(spans, read_spans(scanner));
  day.spans = std::move(spans);
  TANDEM_ASSIGN(name, read_name(scanner));
  day.name = std::move(name);
  return day;
}

std::string to_text(const WeeklyHours& hours) {
  if (hours == WeeklyHours::always()) return std::string(kAlways);
  std::string text;
  for (std::size_t first = 0; first < kWeekdays;) {
    std::size_t last = first;
    while (last + 1 < kWeekdays && hours.days[last + 1] == hours.days[first]) ++last;
    if (!text.empty()) text += "; ";
    text += kWeekdayNames[first];
    if (last > first) fmt::format_to(std::back_inserter(text), "-{}", kWeekdayNames[last]);
    text += ' ' + text_of(hours.days[first]);
    first = last + 1;
  }
  return text;
}

std::string to_text(const SpecialDay& day) {
  std::string text = date_of(day) + (day.from_midnight ? " from midnight " : " ") + text_of(day.spans);
  if (!day.name.empty()) text += " (" + day.name + ")";
  return text;
}

}  // namespace tandem::calendar
