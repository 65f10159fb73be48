#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "plan/staffing/mix/differences.hpp"
#include "plan/staffing/mix/near_model.hpp"

namespace tandem::mix {

/// How long is searched, in simulated days and not in seconds: the same answer on every machine.
struct SearchOptions {
  std::uint32_t rounds = 3;               ///< of slopes taken anew and a new headcount from them
  std::uint32_t slope_replications = 24;  ///< that slopes are taken on
  std::uint32_t trials = 40;              ///< runs of moves that save, tried on the whole sample
  std::function<void(std::string_view doing)> progress;  ///< may be empty
};

struct Found {
  Headcount headcount;
  double cost = 0;
  Outcome outcome;
  bool meets = false;          ///< every window, on the sample
  std::vector<double> floors;  ///< by window: the slack that was asked for; below 0 where 0 cannot be had
  bool proven = false;         ///< every cheaper headcount was tried: of one interval and few groups
};

/// The cheapest headcount that meets all windows on a sample, as far as a search finds it: rounds of
/// simulated slopes and the best headcount near by (sequential approximation with a trust region; the slopes
/// are the subgradients of Cezik & L'Ecuyer, "Staffing multiskill call centers via linear programming and
/// simulation", 2008, taken in many intervals at once), then a repair of what was missed, then moves that
/// save, tried one by one in each interval and many intervals together.
class Search {
 public:
  Search(const Sample& sample, const Choice& choice, SearchOptions options);

  /// From a first guess. What even the most agents do not meet is asked for as well as they do it.
  Result<Found> run(const Headcount& guess);

 private:
  Result<void> find_floors();
  bool meets(const Outcome& outcome, std::size_t window) const {
    return outcome.windows[window] >= floors_[window] - kRounding;
  }
  bool meets_all(const Outcome& outcome) const;
  std::vector<double> above_floors(const Outcome& outcome) const;
  void take_step(Headcount next, Outcome outcome);
  Result<void> move_to(Headcount next);
  Result<void> renew_slopes();
  Result<void> step();
  Result<void> repair();
  void add_by_force(Headcount& headcount) const;
  Result<void> save();
  struct Trial {
    Move move;
    bool taken = true;
  };
  std::vector<Trial> next_trials(std::size_t turn);
  std::vector<Move>& candidates(std::size_t interval);
  Result<void> attempt(std::vector<Trial> trials);
  void reject_unmet(const Outcome& outcome, std::vector<Trial>& trials) const;
  void reject_dearest(std::vector<Trial>& trials) const;
  void forget_near(std::size_t interval);
  Result<bool> try_all_cheaper();
  void tell(std::string_view doing) const;

  const Sample& sample_;
  const Choice& choice_;
  SearchOptions options_;
  Reach reach_;
  std::vector<Differences> differences_;
  std::vector<bool> stale_;       ///< by interval: its slopes are not of this headcount
  std::uint32_t step_moves_ = 4;  ///< of an interval in one step
  Headcount now_;
  Outcome outcome_;
  std::vector<double> floors_;
  /// By interval: moves yet to be tried from this headcount.
  std::vector<std::optional<std::vector<Move>>> candidates_;
};

}  // namespace tandem::mix
