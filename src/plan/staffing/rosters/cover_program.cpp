#include "plan/staffing/rosters/cover_program.hpp"

#include <algorithm>
#include <cmath>

namespace tandem::rosters {

CoverProgram::CoverProgram(const Problem& problem, Goal goal)
    : problem_(problem),
      goal_(goal),
      shifts_(problem.crews.size() * problem.days * problem.kinds.size()),
      rows_(problem.unions.size(), std::vector<std::size_t>(problem.ticks(), kNoRow)) {}

void CoverProgram::add_cover() {
  add_demand();
  for (std::size_t day = 0; day < problem_.days; ++day)
    for (std::size_t crew = 0; crew < problem_.crews.size(); ++crew) {
      for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind) add_presence(crew, day, kind);
      for (std::size_t shift = 0; shift < problem_.breaks.size(); ++shift)
        for (std::size_t number = 0; number < problem_.breaks[shift].size(); ++number)
          add_breaks(crew, shift, number, day);
    }
}

void CoverProgram::add_demand() {
  for (std::size_t tick = 0; tick < problem_.ticks(); ++tick) add_demand_at(tick);
}

/// Agents are whole. Of 11.3 that are required, the twelfth saves a shortfall of 0.3 only, each of the others
/// a whole one: so said, the relaxed program knows of it too. Of several skills none is short by more than it
/// requires.
void CoverProgram::add_demand_at(std::size_t tick) {
  constexpr double kNothing = 1e-9;
  const std::size_t skills = problem_.required_of.size();
  const auto whole = [&](std::size_t skill) {
    const double required = problem_.required_of[skill][tick];
    return required <= kNothing ? 0 : std::ceil(required - kNothing);
  };
  SkillSet asked;
  for (std::size_t i = 0; i < problem_.unions.size(); ++i) {
    const SkillSet& set = problem_.unions[i];
    double needed = 0;
    for (std::size_t skill = 0; skill < skills; ++skill)
      if (set.test(skill)) needed += whole(skill);
    for (std::size_t crew = 0; crew < problem_.crews.size(); ++crew)
      if ((problem_.crews[crew] & set).any()) needed -= problem_.kept_cover[crew][tick];
    if (needed <= 0) continue;
    rows_[i][tick] = program.add_row({needed, Program::kNone});
    asked |= set;
  }
  const std::size_t day = tick / static_cast<std::size_t>(problem_.ticks_a_day);
  const bool counts = goal_.day == Goal::kAllDays || goal_.day == day;
  const double cost = goal_.cost ? problem_.short_cost_tick : counts ? problem_.hours(1) : 0;
  for (std::size_t skill = 0; skill < skills; ++skill) {
    const double up = whole(skill), part = problem_.required_of[skill][tick] - (up - 1);
    if (up == 0 || !asked.test(skill)) continue;
    const auto add = [&](double price, double most) {
      const std::size_t column = program.add_column(price, {0, most}, false);
      for (std::size_t i = 0; i < problem_.unions.size(); ++i)
        if (rows_[i][tick] != kNoRow && problem_.unions[i].test(skill))
          program.add(rows_[i][tick], column, 1);
    };
    add(cost * part, 1);
    if (up > 1) add(cost, skills > 1 ? up - 1 : Program::kNone);
  }
}

void CoverProgram::cover(std::size_t crew, int from, int length, std::size_t column, double value) {
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    if ((problem_.crews[crew] & problem_.unions[i]).none()) continue;
    for (int tick = from; tick < from + length; ++tick)
      if (const auto at = static_cast<std::size_t>(tick); at < rows_[i].size() && rows_[i][at] != kNoRow)
        program.add(rows_[i][at], column, value);
  }
}

void CoverProgram::add_presence(std::size_t crew, std::size_t day, std::size_t kind) {
  const int begins = problem_.begins(day, kind);
  for (const std::size_t column : shifts(crew, day, kind)) {
    cover(crew, begins, problem_.kinds[kind].length, column, 1);
    for (const BreakWindow& window : problem_.breaks[problem_.kinds[kind].shift])
      if (window.first == window.last) cover(crew, begins + window.first, window.length, column, -1);
  }
}

void CoverProgram::add_breaks(std::size_t crew, std::size_t shift, std::size_t number, std::size_t day) {
  const BreakWindow& window = problem_.breaks[shift][number];
  if (window.first == window.last) return;
  std::vector<std::size_t> kinds;  // in order of their starts
  for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind)
    if (problem_.kinds[kind].shift == shift && !shifts(crew, day, kind).empty()) kinds.push_back(kind);
  if (kinds.empty()) return;
  const std::size_t first_break = breaks_.size();
  const int from = problem_.begins(day, kinds.front()) + window.first;
  const int until = problem_.begins(day, kinds.back()) + window.last;
  for (int tick = from; tick <= until; ++tick) {
    const bool in_a_window = std::ranges::any_of(kinds, [&](std::size_t kind) {
      const int begins = problem_.begins(day, kind);
      return begins + window.first <= tick && tick <= begins + window.last;
    });
    if (!in_a_window) continue;
    const std::size_t column = program.add_column(0, {}, true);
    breaks_.push_back({crew, shift, number, day, tick, column});
    cover(crew, tick, window.length, column, -1);
  }
  add_windows(kinds, window, first_break);
}

void CoverProgram::add_windows(const std::vector<std::size_t>& kinds, const BreakWindow& window,
                               std::size_t first_break) {
  const std::size_t crew = breaks_[first_break].crew, day = breaks_[first_break].day;
  const auto add_row = [&](const auto& has_break, const auto& has_shift, double most) {
    const std::size_t row = program.add_row({0, most});
    for (std::size_t i = first_break; i < breaks_.size(); ++i)
      if (has_break(breaks_[i].tick)) program.add(row, breaks_[i].column, 1);
    for (const std::size_t kind : kinds)
      if (has_shift(problem_.begins(day, kind)))
        for (const std::size_t column : shifts(crew, day, kind)) program.add(row, column, -1);
  };
  const auto all = [](int) { return true; };
  add_row(all, all, 0);
  for (const std::size_t kind : kinds) {
    const int begins = problem_.begins(day, kind);
    if (kind != kinds.back())
      add_row([&](int tick) { return tick <= begins + window.last; },
              [&](int start) { return start <= begins; }, Program::kNone);
    if (kind != kinds.front())
      add_row([&](int tick) { return tick >= begins + window.first; },
              [&](int start) { return start >= begins; }, Program::kNone);
  }
}

}  // namespace tandem::rosters
