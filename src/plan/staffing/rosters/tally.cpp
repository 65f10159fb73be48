#include "plan/staffing/rosters/tally.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <vector>

namespace tandem::rosters {
namespace {

struct Counts {
  std::size_t weekends = 0, hard = 0;
  std::vector<bool> days;
};

Share share_of(const std::map<std::size_t, Counts>& people, std::size_t Counts::* what) {
  Share share;
  if (people.empty()) return share;
  share.least = people.begin()->second.*what;
  std::size_t all = 0;
  for (const auto& [person, counts] : people) {
    share.least = std::min(share.least, counts.*what);
    share.most = std::max(share.most, counts.*what);
    all += counts.*what;
  }
  share.mean = static_cast<double>(all) / static_cast<double>(people.size());
  return share;
}

}  // namespace

bool is_hard(const Problem& problem, const Kind& kind) {
  constexpr double kEarlyHour = 7.5, kLateHour = 20;
  return problem.hours(kind.start) < kEarlyHour || problem.hours(kind.end()) > kLateHour;
}

Tally tally_of(const Roster& roster) {
  const Problem& problem = roster.problem;
  Tally tally;
  std::map<std::size_t, Counts> people;
  for (const RosterShift& shift : roster.shifts) {
    Counts& counts = people[shift.person];
    counts.days.resize(problem.days);
    counts.days[shift.day] = true;
    counts.weekends += kWeekend.test(weekday_index(problem.date(shift.day))) ? 1 : 0;
    counts.hard += is_hard(problem, problem.kinds[shift.kind]) ? 1 : 0;
    const NamedAgent* named = problem.people[shift.person].named;
    if (named == nullptr || named->preferred_shifts.empty()) continue;
    ++tally.shifts_wished;
    tally.shifts_granted +=
        std::ranges::binary_search(named->preferred_shifts, problem.kinds[shift.kind].shift) ? 1 : 0;
  }
  for (const auto& [person, counts] : people)
    if (const NamedAgent* named = problem.people[person].named; named != nullptr)
      for (std::size_t day = 0; day < problem.days; ++day)
        if (named->preferred_days_off.test(weekday_index(problem.date(day)))) {
          ++tally.days_off_wished;
          tally.days_off_granted += counts.days[day] ? 0 : 1;
        }
  tally.agents = people.size();
  tally.weekends = share_of(people, &Counts::weekends);
  tally.hard = share_of(people, &Counts::hard);
  return tally;
}

}  // namespace tandem::rosters
