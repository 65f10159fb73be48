#include "plan/calendar/repetition.hpp"

#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <memory>
#include <optional>
#include <string_view>

#include "plan/import/call_row_value.hpp"

namespace tandem::holidays {
namespace {

using importing::call_row::shown_value;

/// What finding the first occurrence of any rule may cost.
constexpr std::int64_t kRuleCost = 1'000;

struct FreeIterator {
  void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};

icaltimetype to_ical(LocalTime at, bool is_date) {
  const auto day = std::chrono::floor<std::chrono::days>(at);
  const std::chrono::year_month_day date(day);
  const std::chrono::hh_mm_ss time(std::chrono::floor<std::chrono::seconds>(at - day));
  icaltimetype made = icaltime_null_time();
  made.year = static_cast<int>(date.year());
  made.month = static_cast<int>(static_cast<unsigned>(date.month()));
  made.day = static_cast<int>(static_cast<unsigned>(date.day()));
  made.is_date = is_date ? 1 : 0;
  if (is_date) return made;
  made.hour = static_cast<int>(time.hours().count());
  made.minute = static_cast<int>(time.minutes().count());
  made.second = static_cast<int>(time.seconds().count());
  return made;
}

LocalTime from_ical(const icaltimetype& time) {
  const std::chrono::year_month_day date = std::chrono::year(time.year) /
                                           std::chrono::month(static_cast<unsigned>(time.month)) /
                                           std::chrono::day(static_cast<unsigned>(time.day));
  return LocalTime(LocalDay(date)) + std::chrono::hours(time.hour) + std::chrono::minutes(time.minute) +
         std::chrono::seconds(time.second);
}

bool has_several(const short* values) {
  return values[0] != ICAL_RECURRENCE_ARRAY_MAX && values[1] != ICAL_RECURRENCE_ARRAY_MAX;
}

struct Rule {
  icalrecurrencetype ical;
  std::optional<Stamp> until;
};

/// The value of UNTIL, which libical reads without a look at whether there is such a date.
Result<std::optional<Stamp>> parse_until(std::string_view rule) {
  constexpr std::string_view kUntil = "UNTIL=";
  while (!rule.empty()) {
    const std::string_view part = rule.substr(0, rule.find(';'));
    rule.remove_prefix(std::min(part.size() + 1, rule.size()));
    if (part.starts_with(kUntil)) return parse_stamp(part.substr(kUntil.size()));
  }
  return std::nullopt;
}

Result<Rule> parse_rule(const std::string& text) {
  std::string upper = text;
  std::ranges::transform(upper, upper.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (upper.contains("RSCALE") || upper.contains("SKIP"))
    return failure(ErrorCode::bad_value, "'{}' is of another calendar (RSCALE); expected the Gregorian",
                   shown_value(text));
  TANDEM_ASSIGN(until, parse_until(upper));
  Rule rule{.ical = icalrecurrencetype_from_string(upper.c_str()), .until = until};
  if (rule.ical.freq == ICAL_NO_RECURRENCE)
    return failure(ErrorCode::bad_value,
                   "'{}' is no rule of repetition; expected one such as FREQ=YEARLY;COUNT=5",
                   shown_value(text));
  if (rule.ical.freq < ICAL_DAILY_RECURRENCE || has_several(rule.ical.by_hour) ||
      has_several(rule.ical.by_minute) || has_several(rule.ical.by_second))
    return failure(ErrorCode::bad_value,
                   "'{}' repeats within a day; expected FREQ of DAILY, WEEKLY, MONTHLY or YEARLY, once a day",
                   shown_value(text));
  // A day is a day at whatever hour.
  for (short* const times : {rule.ical.by_hour, rule.ical.by_minute, rule.ical.by_second})
    times[0] = ICAL_RECURRENCE_ARRAY_MAX;
  return rule;
}

bool is_plain(const icalrecurrencetype& rule) {
  return std::ranges::all_of(std::array{rule.by_day, rule.by_month_day, rule.by_year_day, rule.by_week_no,
                                        rule.by_month, rule.by_set_pos},
                             [](const short* values) { return values[0] == ICAL_RECURRENCE_ARRAY_MAX; });
}

/// How many days, weeks, months or years are looked at. Where the rule chooses among them, COUNT does not
/// bound it: it may choose none.
std::int64_t periods(const icalrecurrencetype& rule, LocalTime from, LocalTime until) {
  const std::int64_t days = (until - from) / std::chrono::days(1);
  const std::int64_t days_in_period = rule.freq == ICAL_DAILY_RECURRENCE     ? 1
                                      : rule.freq == ICAL_WEEKLY_RECURRENCE  ? 7
                                      : rule.freq == ICAL_MONTHLY_RECURRENCE ? 30
                                                                             : 365;
  const std::int64_t all = days / days_in_period / std::max<std::int64_t>(rule.interval, 1);
  return rule.count > 0 && is_plain(rule) ? std::min<std::int64_t>(all, rule.count) : all;
}

/// The last moment of UNTIL as a reading of the clock of `start`: of a date the end of its day.
LocalTime end_of(const Stamp& until, const Stamp& start, const Zone& zone) {
  if (until.is_date) return until.at + std::chrono::days(1) - std::chrono::seconds(1);
  return start.is_utc ? until.at : on_clock(until, zone);
}

}  // namespace

Result<std::vector<Stamp>> occurrences_of(const std::string& text, const Stamp& start, LocalDay last,
                                          const Zone& zone, std::int64_t& budget) {
  TANDEM_ASSIGN(rule, parse_rule(text));
  LocalTime until = LocalTime(last) + std::chrono::days(1) - std::chrono::seconds(1);
  if (rule.until) until = std::min(until, end_of(*rule.until, start, zone));
  std::vector<Stamp> found;
  if (start.at > until) return found;
  budget -= kRuleCost + periods(rule.ical, start.at, until);
  if (budget < 0)
    return failure(
        ErrorCode::limit,
        "with this rule the events of the file repeat too often to be gone through; expected UNTIL in "
        "rules, or fewer of them");
  rule.ical.until = to_ical(until, start.is_date);
  const std::unique_ptr<icalrecur_iterator, FreeIterator> iterator(
      icalrecur_iterator_new(rule.ical, to_ical(start.at, start.is_date)));
  if (iterator == nullptr)
    return failure(ErrorCode::bad_value, "'{}' gives no day; expected a rule by RFC 5545 that does",
                   shown_value(text));
  while (true) {
    const icaltimetype time = icalrecur_iterator_next(iterator.get());
    if (icaltime_is_null_time(time) != 0) return found;
    found.push_back({.at = from_ical(time), .is_date = start.is_date, .is_utc = start.is_utc});
  }
}

}  // namespace tandem::holidays
