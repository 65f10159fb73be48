#include "plan/staffing/rosters/break_placing.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "core/base/check.hpp"
#include "plan/staffing/rosters/cover_program.hpp"

namespace tandem::rosters {
namespace {

/// Where the breaks of a template on a day begin, one number of them, in order of time.
using Beginnings = std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::vector<int>>;

Result<Beginnings> solved_breaks(const Problem& problem, const std::vector<RosterShift>& shifts,
                                 const CbcOptions& options) {
  std::vector<int> counts(problem.days * problem.kinds.size());
  for (const RosterShift& shift : shifts) ++counts[shift.day * problem.kinds.size() + shift.kind];
  CoverProgram cover(problem, {});
  for (std::size_t day = 0; day < problem.days; ++day)
    for (std::size_t kind = 0; kind < problem.kinds.size(); ++kind)
      if (const double count = counts[day * problem.kinds.size() + kind]; count > 0)
        cover.add_shifts(day, kind, cover.program.add_column(0, {count, count}, false));
  cover.add_cover();
  Beginnings beginnings;
  if (cover.breaks().empty()) return beginnings;
  TANDEM_ASSIGN(solution, solve(cover.program, options));
  for (const CoverProgram::BreakColumn& one : cover.breaks())
    for (long i = std::lround(solution.values[one.column]); i > 0; --i)
      beginnings[{one.shift, one.number, one.day}].push_back(one.tick);
  for (auto& [place, ticks] : beginnings) std::ranges::sort(ticks);
  return beginnings;
}

}  // namespace

Result<std::vector<RosterShift>> place_breaks(const Problem& problem, const std::vector<Line>& lines,
                                              const CbcOptions& options) {
  std::vector<RosterShift> all, shifts;  // those that are ready; those whose breaks are to be placed
  for (const RosterShift& shift : problem.published)
    if (problem.people[shift.person].keeps(shift.day) &&
        (problem.has_breaks(shift) || shift.kind >= problem.rule_kinds))
      all.push_back(shift);
  std::set<std::pair<std::size_t, std::size_t>> ready;
  for (const RosterShift& shift : all) ready.emplace(shift.person, shift.day);
  for (std::size_t person = 0; person < lines.size(); ++person)
    for (std::size_t day = 0; day < problem.days; ++day)
      if (lines[person][day] != kOff && !ready.contains({person, day}))
        shifts.push_back({person, day, static_cast<std::size_t>(lines[person][day]), {}});
  TANDEM_ASSIGN(beginnings, solved_breaks(problem, shifts, options));
  // First in, first out: windows are in the order of the shifts.
  std::vector<RosterShift*> order;
  for (RosterShift& shift : shifts) order.push_back(&shift);
  std::ranges::stable_sort(order, {},
                           [&](const RosterShift* shift) { return problem.kinds[shift->kind].start; });
  std::map<std::tuple<std::size_t, std::size_t, std::size_t>, std::size_t> taken;
  for (RosterShift* shift : order) {
    const std::size_t of = problem.kinds[shift->kind].shift;
    const int begins = problem.begins(shift->day, shift->kind);
    for (std::size_t number = 0; number < problem.breaks[of].size(); ++number) {
      const BreakWindow& window = problem.breaks[of][number];
      int tick = begins + window.first;
      if (window.first != window.last) {
        const auto place = std::tuple(of, number, shift->day);
        const auto& ticks = beginnings[place];
        const std::size_t next = taken[place]++;
        TANDEM_CHECK(next < ticks.size(), "there are as many breaks as shifts");
        tick = ticks[next];
      }
      TANDEM_CHECK(tick >= begins + window.first && tick <= begins + window.last,
                   "a break lies in the window of its shift");
      shift->breaks.push_back({tick, window.length, number});
    }
  }
  all.insert(all.end(), std::make_move_iterator(shifts.begin()), std::make_move_iterator(shifts.end()));
  std::ranges::sort(all, {}, [](const RosterShift& shift) { return std::pair(shift.person, shift.day); });
  return all;
}

std::vector<int> planned_by_tick(const Problem& problem, const std::vector<RosterShift>& shifts) {
  std::vector<int> planned(problem.ticks());
  const auto add = [&](int from, int length, int value) {
    for (int tick = from; tick < from + length; ++tick)
      if (const auto at = static_cast<std::size_t>(tick); at < planned.size()) planned[at] += value;
  };
  for (const RosterShift& shift : shifts) {
    const Kind& kind = problem.kinds[shift.kind];
    add(problem.begins(shift.day, shift.kind), kind.length, 1);
    for (const PlacedBreak& one : shift.breaks) add(one.at, one.length, -1);
  }
  return planned;
}

}  // namespace tandem::rosters
