#pragma once

#include <atomic>
#include <cstdint>
#include <functional>
#include <vector>

#include "core/base/random.hpp"
#include "plan/staffing/rosters/skill_cover.hpp"

namespace tandem::rosters {

struct ImproveOptions {
  std::uint64_t seed = 1;
  const std::atomic<bool>* cancel = nullptr;
  std::function<void()> working;  ///< called now and then; may be empty
};

/// Makes a roster cheaper in small steps that keep all rules: an agent starts at another time, has a shift
/// more or less, works it on another day, or hands it to somebody else; its breaks go where they cost least.
/// So many steps that they take seconds, and the same for the same seed.
class Improvement {
 public:
  /// `shifts` by person and day, with their breaks; those that are kept stay.
  Improvement(const Problem& problem, std::vector<RosterShift> shifts, const ImproveOptions& options);

  /// How much more the roster costs then: less than 0, mostly.
  double run();
  const std::vector<Line>& lines() const { return lines_; }
  /// By person and day.
  std::vector<RosterShift> take() &&;

 private:
  struct Place {
    std::size_t person, day;
  };
  struct Change {
    Place place;
    std::int16_t kind;  ///< to be; kOff: none
  };
  struct Done {
    Place place;
    std::int16_t kind;
    std::vector<PlacedBreak> breaks;  ///< before
  };
  std::size_t slot(Place place) const { return place.person * problem_.days + place.day; }
  bool is_fixed(Place place) const;
  bool keeps_least_hours(std::size_t person, std::size_t week) const;
  std::vector<Change> pick();
  std::size_t random_kind() { return random_.below(problem_.rule_kinds); }
  double try_all(const std::vector<Change>& changes);
  bool keeps_rules(const std::vector<Change>& changes);
  double pay_of(Place place) const;
  double discomfort_of(Place place) const;
  double replace(const Change& change, std::vector<Done>& done);
  double undo(const Done& done);
  void put(Place place, int sign);
  double stretch_cost(int from, int length);
  double settle(int from, int length);
  void place_breaks(Place place);
  double touched_cost(Place place);

  const Problem& problem_;
  const ImproveOptions& options_;
  Random random_;
  std::vector<Line> lines_;
  std::vector<std::vector<PlacedBreak>> breaks_;  ///< by person and day
  Cover cover_;
  std::vector<double> costs_;  ///< of what is lacking, by tick
  double budget_, looks_;      ///< at what ticks lack: that are left, and in all
  double warmth_ = 0;
};

}  // namespace tandem::rosters
