#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/random.hpp"
#include "plan/staffing/rosters/problem.hpp"

namespace tandem::rosters {

struct AssignOptions {
  std::uint64_t seed = 1;
  double seconds = 30;  ///< for repairs
  const std::atomic<bool>* cancel = nullptr;
  std::function<void()> working;  ///< called now and then; may be empty
};

/// Gives the shifts of one group to its agents: day by day by a matching that looks at rest, hours,
/// weekends and wishes; then days are matched anew while the others stay, and what is left over is placed by
/// chains in which one agent takes a shift and hands another on. What cannot be placed stays in `left`. Every
/// line keeps all rules. Published shifts that are kept stay where they are.
class Assignment {
 public:
  /// `counts` by day and kind, without the shifts that are kept; `lines` of all people, of which those of the
  /// group are filled.
  Assignment(const Problem& problem, std::size_t group, std::vector<int> counts, std::vector<Line>& lines,
             const AssignOptions& options);

  void run();
  /// Shifts that nobody could be given, by day and kind.
  const std::vector<int>& left() const { return left_; }

 private:
  struct Place {
    std::size_t day, kind;
  };
  enum class Pass : std::uint8_t { first, again, shaken };
  std::size_t slot(std::size_t day, std::size_t kind) const { return day * problem_.kinds.size() + kind; }
  void choose_active();
  bool keeps(std::size_t person, std::size_t day) const { return problem_.people[person].keeps(day); }
  bool can(std::size_t person, std::size_t day, std::size_t kind) const;
  void match_day(std::size_t day, Pass pass);
  double wish_cost(std::size_t person, std::size_t day, std::size_t kind) const;
  double week_cost(std::size_t person, std::size_t day, std::size_t kind, Pass pass) const;
  double change_cost(std::size_t person, std::size_t day, std::size_t kind) const;
  double burden_cost(std::size_t person, std::size_t day, std::size_t kind) const;
  std::vector<Place> places_left() const;
  bool place_by_chain(Place place, int depth);
  bool hand_on(std::size_t person, Place place, int depth);
  void repair();
  bool repair_once();
  int missing(std::size_t person, std::size_t week) const;
  bool take_over(std::size_t person, std::size_t week);
  bool take_from(std::size_t giver, std::size_t person, std::size_t week);
  bool add_extra(std::size_t person, std::size_t week);
  void clear_week(std::size_t person, std::size_t week);
  void settle_least_hours();
  bool stopped() const;

  const Problem& problem_;
  std::size_t contract_;
  std::vector<int> left_;
  std::vector<double> days_wanted_;  ///< a head, by week
  std::vector<Line>& lines_;
  const AssignOptions& options_;
  Random random_;
  std::vector<std::size_t> people_;
  std::vector<std::vector<bool>> active_;  ///< by person of the problem and week
  std::vector<bool> in_chain_;
  int budget_ = 0;
  double until_seconds_ = 0;
};

}  // namespace tandem::rosters
