#pragma once

#include <cstddef>
#include <set>
#include <vector>

#include "plan/staffing/rosters/cover_program.hpp"

namespace tandem::rosters {

/// How many shifts of each kind a day has, by group: agents are not told apart. What each agent keeps to
/// by himself holds for all of a group together, which is less: the relaxed program's cost is a bound
/// below that of every roster. Shifts that are kept are columns of one value each; agents whose kept shifts
/// break rules are left out, as they work nothing else.
class ShiftProgram {
 public:
  ShiftProgram(const Problem& problem, Goal goal);

  Program& program() { return cover_.program; }
  /// The columns of whole numbers, by week.
  std::vector<std::vector<std::size_t>> whole_columns() const;
  /// Of a solution's values, by group, day and kind, without the shifts that are kept.
  std::vector<int> counts(const std::vector<double>& values) const;
  /// As these, of a relaxed solution: what is cut off one start goes on to the next of the template, so that
  /// a group has as many shifts as there.
  std::vector<int> rounded_counts(const std::vector<double>& values) const;

 private:
  struct Count {
    std::size_t group, day, kind, column;
    bool kept = false;
  };
  struct Term {
    std::size_t column;
    double value;
  };
  void add_counts(std::size_t group);
  void add_kept(std::size_t group, std::size_t day);
  void add_week(std::size_t group, std::size_t week);
  void add_hours(std::size_t group, std::size_t week, std::size_t heads);
  void add_shifts_in_hours(std::size_t group, std::size_t week, std::size_t heads);
  void add_rest(std::size_t group);
  void add_days_in_row(std::size_t group);
  void add_weekends(std::size_t group);
  void add_row(const std::vector<Term>& terms, Program::Bounds bounds);
  /// A term for each column of a group on a day whose kind is chosen.
  template <class Chosen>
  void gather(std::vector<Term>& terms, std::size_t group, std::size_t day, double value,
              const Chosen& chosen) const;
  std::set<int> lengths_of(std::size_t group) const;
  double people_with(std::size_t group, std::size_t day, std::size_t kind) const;
  double people_on(std::size_t group, std::size_t day) const;
  double heads_of(std::size_t group) const;
  const Contract& contract_of(std::size_t group) const {
    return problem_.rules->contracts[problem_.groups[group].contract];
  }
  const Person& anybody_of(std::size_t group) const {
    return problem_.anybody[problem_.groups[group].contract];
  }

  const Problem& problem_;
  Goal goal_;
  CoverProgram cover_;
  std::vector<Count> counts_;
  std::vector<std::size_t> first_count_;             ///< by group and day, and one past the last
  std::vector<std::size_t> heads_;                   ///< columns of the group that is added, by week
  std::vector<std::vector<std::size_t>> all_heads_;  ///< of all groups, by week
};

}  // namespace tandem::rosters
