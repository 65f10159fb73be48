#include "plan/staffing/rosters/cover_program.hpp"

#include <algorithm>
#include <cmath>

namespace tandem::rosters {

CoverProgram::CoverProgram(const Problem& problem, Goal goal)
    : problem_(problem),
      goal_(goal),
      shifts_(problem.days * problem.kinds.size()),
      rows_(problem.ticks(), kNoRow) {}

void CoverProgram::add_cover() {
  add_demand();
  for (std::size_t day = 0; day < problem_.days; ++day) {
    for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind) add_presence(day, kind);
    for (std::size_t shift = 0; shift < problem_.breaks.size(); ++shift)
      for (std::size_t number = 0; number < problem_.breaks[shift].size(); ++number)
        add_breaks(shift, number, day);
  }
}

/// Agents are whole. Of 11.3 that are required, the twelfth saves a shortfall of 0.3 only, each of the others
/// a whole one: so said, the relaxed program knows of it too.
void CoverProgram::add_demand() {
  constexpr double kNothing = 1e-9;
  for (std::size_t tick = 0; tick < problem_.ticks(); ++tick) {
    const double required = problem_.uncovered[tick];
    if (required <= kNothing) continue;
    const double up = std::ceil(required - kNothing), part = required - (up - 1);
    const std::size_t day = tick / static_cast<std::size_t>(problem_.ticks_a_day);
    const bool counts = goal_.day == Goal::kAllDays || goal_.day == day;
    const double cost = goal_.cost ? problem_.short_cost_tick : counts ? problem_.hours(1) : 0;
    rows_[tick] = program.add_row({up, Program::kNone});
    program.add(rows_[tick], program.add_column(cost * part, {0, 1}, false), 1);
    if (up > 1) program.add(rows_[tick], program.add_column(cost, {}, false), 1);
  }
}

void CoverProgram::cover(int from, int length, std::size_t column, double value) {
  for (int tick = from; tick < from + length; ++tick)
    if (const auto at = static_cast<std::size_t>(tick); at < rows_.size() && rows_[at] != kNoRow)
      program.add(rows_[at], column, value);
}

void CoverProgram::add_presence(std::size_t day, std::size_t kind) {
  const int begins = problem_.begins(day, kind);
  for (const std::size_t column : shifts(day, kind)) {
    cover(begins, problem_.kinds[kind].length, column, 1);
    for (const BreakWindow& window : problem_.breaks[problem_.kinds[kind].shift])
      if (window.first == window.last) cover(begins + window.first, window.length, column, -1);
  }
}

void CoverProgram::add_breaks(std::size_t shift, std::size_t number, std::size_t day) {
  const BreakWindow& window = problem_.breaks[shift][number];
  if (window.first == window.last) return;
  std::vector<std::size_t> kinds;  // in order of their starts
  for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind)
    if (problem_.kinds[kind].shift == shift && !shifts(day, kind).empty()) kinds.push_back(kind);
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
    breaks_.push_back({shift, number, day, tick, column});
    cover(tick, window.length, column, -1);
  }
  add_windows(kinds, window, day, first_break);
}

void CoverProgram::add_windows(const std::vector<std::size_t>& kinds, const BreakWindow& window,
                               std::size_t day, std::size_t first_break) {
  const auto add_row = [&](const auto& has_break, const auto& has_shift, double most) {
    const std::size_t row = program.add_row({0, most});
    for (std::size_t i = first_break; i < breaks_.size(); ++i)
      if (has_break(breaks_[i].tick)) program.add(row, breaks_[i].column, 1);
    for (const std::size_t kind : kinds)
      if (has_shift(problem_.begins(day, kind)))
        for (const std::size_t column : shifts(day, kind)) program.add(row, column, -1);
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
