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

/// Of the breaks of a crew: a template, one number of its breaks, a day.
using Place = std::tuple<std::size_t, std::size_t, std::size_t, std::size_t>;
/// Where they begin, in order of time.
using Beginnings = std::map<Place, std::vector<int>>;

Result<Beginnings> solved_breaks(const Problem& problem, const std::vector<RosterShift>& shifts,
                                 const CbcOptions& options) {
  const std::size_t kinds = problem.kinds.size();
  std::vector<int> counts(problem.crews.size() * problem.days * kinds);
  for (const RosterShift& shift : shifts)
    ++counts[(problem.crew_of(shift.person) * problem.days + shift.day) * kinds + shift.kind];
  CoverProgram cover(problem, {});
  for (std::size_t crew = 0; crew < problem.crews.size(); ++crew)
    for (std::size_t day = 0; day < problem.days; ++day)
      for (std::size_t kind = 0; kind < kinds; ++kind)
        if (const double count = counts[(crew * problem.days + day) * kinds + kind]; count > 0)
          cover.add_shifts(crew, day, kind, cover.program.add_column(0, {count, count}, false));
  cover.add_cover();
  Beginnings beginnings;
  if (cover.breaks().empty()) return beginnings;
  TANDEM_ASSIGN(solution, solve(cover.program, options));
  for (const CoverProgram::BreakColumn& one : cover.breaks())
    for (long i = std::lround(solution.values[one.column]); i > 0; --i)
      beginnings[{one.crew, one.shift, one.number, one.day}].push_back(one.tick);
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
  auto solved = solved_breaks(problem, shifts, options);
  if (!solved && solved.error().code != ErrorCode::limit) return std::unexpected(std::move(solved).error());
  // Where there was no time, each is at its first place, and small steps may move it.
  const bool in_time = solved.has_value();
  Beginnings beginnings = in_time ? std::move(*solved) : Beginnings();
  // First in, first out: windows are in the order of the shifts.
  std::vector<RosterShift*> order;
  for (RosterShift& shift : shifts) order.push_back(&shift);
  std::ranges::stable_sort(order, {},
                           [&](const RosterShift* shift) { return problem.kinds[shift->kind].start; });
  std::map<Place, std::size_t> taken;
  for (RosterShift* shift : order) {
    const std::size_t of = problem.kinds[shift->kind].shift;
    const int begins = problem.begins(shift->day, shift->kind);
    for (std::size_t number = 0; number < problem.breaks[of].size(); ++number) {
      const BreakWindow& window = problem.breaks[of][number];
      int tick = begins + window.first;
      if (window.first != window.last && in_time) {
        const Place place(problem.crew_of(shift->person), of, number, shift->day);
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

}  // namespace tandem::rosters
