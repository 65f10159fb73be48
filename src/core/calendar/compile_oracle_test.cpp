// compile() beside a clock that is read minute by minute.
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <algorithm>
#include <map>
#include <utility>

#include "core/calendar/compile.hpp"
#include "core/calendar/hours_text.hpp"
#include "core/calendar/random_hours_for_test.hpp"

namespace tandem::calendar {
namespace {

using std::chrono::days;
using std::chrono::floor;
using std::chrono::minutes;

constexpr Duration kMinute = Duration::minutes(1);

const SpecialDay* special_day_on(const OpeningHours& hours, LocalDay day) {
  const SpecialDay* found = nullptr;
  for (const SpecialDay& special : hours.special_days) {
    const std::chrono::year_month_day date(day);
    if (date.month() != special.date.month() || date.day() != special.date.day()) continue;
    if (special.year == date.year()) return &special;
    if (!special.year) found = &special;
  }
  return found;
}

/// Every minute of a window at which one span of one day is what the clock shows.
struct Shown {
  Instant first;
  Instant last;
};
using SpanOfDay = std::pair<LocalDay, std::size_t>;

/// Reads the clock at every minute from `from` until `until`, and notes which span of which day it shows.
class MinuteByMinute {
 public:
  MinuteByMinute(const OpeningHours& hours, Instant from, Instant until) {
    for (Instant at = from; at < until; at = at + kMinute) {
      const LocalTime shown = hours.zone->to_local(at);
      const LocalDay today = floor<days>(shown);
      const auto minute = static_cast<int>(floor<minutes>(shown - today).count());
      look(hours, at, today, minute, false);
      const SpecialDay* special = special_day_on(hours, today);
      if (special == nullptr || !special->from_midnight) look(hours, at, today - days(1), minute, true);
    }
  }

  bool is_open(Instant at) const {
    for (const auto& [span, shown] : shown_)
      if (shown.first <= at && at <= shown.last) return true;
    return false;
  }

 private:
  void look(const OpeningHours& hours, Instant at, LocalDay day, int minute, bool morning_after) {
    const SpecialDay* special = special_day_on(hours, day);
    const DaySpans& spans = special != nullptr
                                ? special->spans
                                : hours.weekly.days[(std::chrono::weekday(day).c_encoding() + 6) % 7];
    for (std::size_t i = 0; i < spans.size(); ++i) {
      const bool past_midnight = spans[i].until < spans[i].from;
      const bool before_end = minute < spans[i].until.minutes();
      const bool after_begin = minute >= spans[i].from.minutes();
      const bool within =
          morning_after ? past_midnight && before_end : after_begin && (past_midnight || before_end);
      if (!within) continue;
      const auto [it, is_new] = shown_.try_emplace(SpanOfDay{day, i}, Shown{at, at});
      it->second.last = at;
    }
  }

  std::map<SpanOfDay, Shown> shown_;
};

/// Zones whose clocks are set by an hour, half an hour, two hours, a day, at midnight, a minute after it, or
/// never; of whole minutes from UTC since 1973.
const Zone& random_zone() {
  return **Zone::find(*rc::gen::element<std::string>(
      "Europe/Berlin", "America/New_York", "Asia/Jerusalem", "America/Sao_Paulo", "Asia/Beirut",
      "America/Havana", "America/Goose_Bay", "Australia/Lord_Howe", "Antarctica/Troll", "Pacific/Apia",
      "Asia/Kathmandu", "UTC"));
}

/// Mostly one at which the zone's clock is set.
Instant random_change(const Zone& zone) {
  constexpr std::int64_t kSeconds1973 = 94'694'400;
  constexpr std::int64_t kSeconds2037 = 2'114'380'800;
  std::vector<Instant> changes;
  for (const Zone::Period& period : zone.periods())
    if (period.from >= Instant::from_seconds(kSeconds1973) &&
        period.from < Instant::from_seconds(kSeconds2037))
      changes.push_back(period.from);
  if (!changes.empty() && *rc::gen::inRange(0, 5) > 0) return *rc::gen::elementOf(changes);
  return Instant::from_seconds(*rc::gen::inRange(kSeconds1973 / 60, kSeconds2037 / 60) * 60);
}

OpeningHours random_hours(const Zone& zone, Instant around) {
  OpeningHours hours{.zone = &zone, .weekly = random_week_for_test(), .special_days = {}};
  const LocalDay day = floor<days>(zone.to_local(around));
  for (int left = *rc::gen::inRange(0, 4); left > 0; --left) {
    hours.special_days.push_back(random_special_day_for_test(day + days(*rc::gen::inRange(-2, 3))));
    if (!faults_of(hours).empty()) hours.special_days.pop_back();  // a second one for its date
  }
  return hours;
}

RC_GTEST_PROP(Compile, IsOpenWhenAClockThatIsReadMinuteByMinuteSaysSo, ()) {
  const Zone& zone = random_zone();
  const Instant change = random_change(zone);
  const OpeningHours hours = random_hours(zone, change);
  RC_LOG() << zone.name() << " at " << change.microseconds() / 1'000'000 << ": " << to_text(hours.weekly)
           << '\n';
  for (const SpecialDay& day : hours.special_days) RC_LOG() << to_text(day) << '\n';

  const Instant from = change - Duration::seconds(*rc::gen::inRange(0, 2 * 86'400));
  const Instant until = change + Duration::seconds(*rc::gen::inRange(0, 2 * 86'400));
  const std::vector<TimeSpan> open = compile(hours, from, until);
  for (std::size_t i = 0; i < open.size(); ++i) {
    RC_ASSERT((open[i].from < open[i].until));
    RC_ASSERT((open[i].from >= from && open[i].until <= until));
    RC_ASSERT((i == 0 || open[i - 1].until < open[i].from));
  }

  // A span that is open within four days of the change begins and ends within eight of it.
  const MinuteByMinute clock(hours, change - Duration::days(8), change + Duration::days(8));
  for (Instant at = change - Duration::days(3); at < change + Duration::days(3); at = at + kMinute) {
    const bool compiled =
        std::ranges::any_of(open, [at](TimeSpan span) { return span.from <= at && at < span.until; });
    RC_ASSERT(compiled == (at >= from && at < until && clock.is_open(at)));
  }
}

}  // namespace
}  // namespace tandem::calendar
