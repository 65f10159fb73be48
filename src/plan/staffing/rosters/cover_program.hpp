#pragma once

#include <cstddef>
#include <vector>

#include "plan/staffing/rosters/problem.hpp"
#include "plan/staffing/rosters/program.hpp"

namespace tandem::rosters {

/// What a program makes least.
struct Goal {
  bool cost = true;  ///< pay and shortfall; else the agent-hours short alone
  /// Of the hours short, those of this day alone; kAllDays: of all.
  static constexpr std::size_t kAllDays = static_cast<std::size_t>(-1);
  std::size_t day = kAllDays;
};

/// The columns of shifts and breaks, and the rows by which they cover the demand. Breaks are implicit: by
/// template, break, day and beginning it is counted how many begin then, and rows see to it that every shift
/// finds one in its window (Bechtold & Jacobs 1990; Aykin 1996). As windows of one template are equally long
/// and begin in the order of the shifts, it is enough that at each window's end as many breaks have begun as
/// windows have ended, and from each window's beginning on as many begin as windows do (no "extraordinary
/// overlap"). Where skills are told apart, all that is counted is so by crew, and every union of skills has
/// its own rows of demand.
class CoverProgram {
 public:
  CoverProgram(const Problem& problem, Goal goal);

  /// A column that counts shifts of a kind on a day, of a crew.
  void add_shifts(std::size_t crew, std::size_t day, std::size_t kind, std::size_t column) {
    shifts_[slot(crew, day, kind)].push_back(column);
  }
  /// After the last shift.
  void add_cover();

  struct BreakColumn {
    std::size_t crew = 0, shift = 0, number = 0, day = 0;
    int tick = 0;  ///< from the start of the plan
    std::size_t column = 0;
  };
  const std::vector<BreakColumn>& breaks() const { return breaks_; }

  Program program;

 private:
  void add_demand();
  void add_demand_at(std::size_t tick);
  void add_presence(std::size_t crew, std::size_t day, std::size_t kind);
  void add_breaks(std::size_t crew, std::size_t shift, std::size_t number, std::size_t day);
  void add_windows(const std::vector<std::size_t>& kinds, const BreakWindow& window, std::size_t first_break);
  /// Adds a column's share to the rows of the ticks that are planned.
  void cover(std::size_t crew, int from, int length, std::size_t column, double value);
  std::size_t slot(std::size_t crew, std::size_t day, std::size_t kind) const {
    return (crew * problem_.days + day) * problem_.kinds.size() + kind;
  }
  const std::vector<std::size_t>& shifts(std::size_t crew, std::size_t day, std::size_t kind) const {
    return shifts_[slot(crew, day, kind)];
  }

  static constexpr std::size_t kNoRow = static_cast<std::size_t>(-1);
  const Problem& problem_;
  Goal goal_;
  std::vector<std::vector<std::size_t>> shifts_;  ///< columns by crew, day and kind
  std::vector<std::vector<std::size_t>> rows_;    ///< by union and tick
  std::vector<BreakColumn> breaks_;
};

}  // namespace tandem::rosters
