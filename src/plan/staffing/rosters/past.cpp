#include "plan/staffing/rosters/past.hpp"

#include <algorithm>
#include <set>

namespace tandem::rosters {
namespace {

using std::chrono::days;

LocalDay monday_of(LocalDay day) { return day - (std::chrono::weekday(day) - std::chrono::Monday); }

}  // namespace

Past past_of(const NamedAgent& agent, LocalDay first) {
  Past past;
  std::set<LocalDay> worked;
  for (const WorkedShift& shift : agent.worked) {
    const auto day = std::chrono::floor<days>(shift.from);
    if (day >= first) continue;
    past.worked_until = std::max(past.worked_until, shift.until);
    worked.insert(day);
    if (monday_of(day) == monday_of(first)) past.week_paid += shift.paid;
    if (!kWeekend.test(weekday_index(day))) continue;
    const auto weeks = static_cast<std::size_t>((monday_of(first) - monday_of(day)) / days(7));
    if (weeks == 0) {
      past.this_weekend = true;
      continue;
    }
    past.weekends.resize(std::max(past.weekends.size(), weeks));
    past.weekends[weeks - 1] = true;
  }
  for (const LocalDay day : worked) past.week_days += monday_of(day) == monday_of(first) ? 1 : 0;
  while (worked.contains(first - days(past.days_in_row + 1))) ++past.days_in_row;
  return past;
}

}  // namespace tandem::rosters
