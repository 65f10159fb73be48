#include "plan/staffing/rosters/published_shifts.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/import/call_row_value.hpp"

namespace tandem::rosters {
namespace {

using importing::call_row::shown_value;
using std::chrono::minutes;

/// "08:30" as minutes of a day, 24:00 included.
std::optional<minutes> clock_of(std::string_view text) {
  const bool has_form = std::ranges::equal(text, std::string_view("00:00"), [](char c, char form) {
    return form == '0' ? c >= '0' && c <= '9' : c == form;
  });
  if (!has_form) return std::nullopt;
  const int hour = (text[0] - '0') * 10 + text[1] - '0', minute = (text[3] - '0') * 10 + text[4] - '0';
  if (minute > 59 || hour * 60 + minute > 24 * 60) return std::nullopt;
  return minutes(hour * 60 + minute);
}

LocalTime next_at(LocalTime after, minutes clock) {
  const LocalTime on_day = std::chrono::floor<std::chrono::days>(after) + clock;
  return on_day < after ? on_day + std::chrono::days(1) : on_day;
}

std::string clock_text(LocalTime at) {
  const auto in_day = std::chrono::floor<minutes>(at - std::chrono::floor<std::chrono::days>(at)).count();
  return fmt::format("{:02}:{:02}", in_day / 60, in_day % 60);
}

}  // namespace

Result<void> PublishedShifts::add(PublishedShift shift, const Where& where) {
  const Duration length = Duration::microseconds((shift.until - shift.from).count());
  if (length <= Duration())
    return failure_at(where, ErrorCode::bad_value, "the shift of '{}' ends at {}, not after it begins at {}",
                      shown_value(shift.agent), clock_text(shift.until), clock_text(shift.from));
  if (length > kPublishedLengthMax)
    return failure_at(where, ErrorCode::bad_value,
                      "the shift of '{}' lasts {:g} hours; expected {:g} at most", shown_value(shift.agent),
                      length.seconds() / 3600, kPublishedLengthMax.seconds() / 3600);
  const auto [first, is_new] = lines_.emplace(std::pair(shift.agent, shift.from), shift.line);
  if (!is_new)
    return failure_at(where, ErrorCode::bad_value,
                      "'{}' begins a shift on {} at {} a second time, first in line {}; expected it once",
                      shown_value(shift.agent), to_text(shift.day()), clock_text(shift.from), first->second);
  if (shifts_.size() == kPublishedShiftsMax)
    return failure_at(where, ErrorCode::limit,
                      "with this one the file has more than {} shifts; expected at most that many",
                      kPublishedShiftsMax);
  shifts_.push_back(std::move(shift));
  return {};
}

std::optional<LocalSpan> break_of(std::string_view text, LocalTime shift_start) {
  const std::size_t dash = text.find('-');
  if (dash == std::string_view::npos) return std::nullopt;
  const auto from = clock_of(text.substr(0, dash)), until = clock_of(text.substr(dash + 1));
  if (!from || !until) return std::nullopt;
  const LocalTime begin = next_at(shift_start, *from);
  return LocalSpan{begin, next_at(begin, *until)};
}

std::string fault_of_breaks(PublishedShift& shift) {
  std::ranges::sort(shift.breaks, {}, [](const LocalSpan& span) { return std::pair(span.from, span.until); });
  LocalTime over = shift.from;
  for (const LocalSpan& one : shift.breaks) {
    const std::string text = fmt::format("{}-{}", clock_text(one.from), clock_text(one.until));
    if (one.until == one.from) return fmt::format("the break {} has no length", text);
    if (one.until > shift.until)
      return fmt::format("the break {} is not within the shift, {} to {}", text, clock_text(shift.from),
                         clock_text(shift.until));
    if (one.from < over) return fmt::format("the break {} begins before another is over", text);
    over = one.until;
  }
  return "";
}

}  // namespace tandem::rosters
