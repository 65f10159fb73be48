#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "plan/quote/odds.hpp"
#include "plan/staffing/requirement.hpp"

namespace tandem::quote {

/// The staffs that are looked at: by Erlang's formulas the fewest agents with whom so large a share of the
/// calls expected is answered within so long; all of one family, each a little larger than the one before.
struct StaffFamily {
  double within_seconds = 20;
  std::optional<double> patience_seconds;
  /// What the strictest clause is judged over: agents go where they serve that.
  sla::Window::Each each = sla::Window::Each::month;
};
/// Shares are tried in steps of half a percent, from 20 to 99.5: finer ones differ by fractions of an agent.
inline constexpr int kShareStepsPerUnit = 200, kShareStepLeast = 40, kShareStepMost = 199;

/// What the terms' clauses are about: the first threshold, else the first wait that is promised, else 20 s.
StaffFamily family_of(const sla::Terms& terms, std::optional<double> patience_seconds);

/// The staff with whom `share` (between 0 and 1) of the calls expected would be answered in time, open hours
/// and what is otherwise than forecast taken into account.
Result<Staff> staff_for(const Floor& floor, const StaffFamily& family, double share,
                        const Variation& variation, const std::atomic<bool>& cancelled);

/// The same with a share of its own for each day; of a month it is that of its first day.
Result<Staff> staff_for(const Floor& floor, const StaffFamily& family,
                        const std::function<double(LocalDay)>& share, const Variation& variation,
                        const std::atomic<bool>& cancelled);

/// One staff and what comes of it.
struct Offer {
  double share = 0;  ///< of the family
  Staff staff;
  Odds odds;
};

struct StaffingAsked {
  double probability = 0.9;  ///< with which each clause is to be kept in each month
  std::size_t courses = 100;
  bool beside = true;  ///< offers around the chosen one as well
};

/// Offers from few agents to many, and the least of those that keep every clause of every month with the
/// probability asked for. Clauses that even the largest staff does not keep (how long a conversation takes is
/// none of its matter) are named, and the others decide.
struct Offers {
  std::vector<Offer> offers;
  std::size_t chosen = 0;
  std::vector<bool> reachable;  ///< by clause

  const Offer& best() const { return offers[chosen]; }
  bool reached() const { return std::ranges::all_of(reachable, std::identity()); }
  /// Of the clauses that can be kept, in the month least likely to be.
  double least_probability(const Odds& odds) const { return odds.least_probability(reachable); }
};

/// Bisects the family, simulating each staff on the first kCoursesOfSearch courses; the one found is held
/// against all of them, and grows where they are harder. Offers around it show what more or less would buy.
inline constexpr std::size_t kCoursesOfSearch = 40;
Result<Offers> find_offers(const Scene& scene, const StaffFamily& family, const StaffingAsked& asked,
                           const Progress& progress);

}  // namespace tandem::quote
