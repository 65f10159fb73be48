#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/quote/cost.hpp"
#include "plan/quote/staffing_search.hpp"

namespace tandem::quote {

/// What may turn out otherwise than planned, or be agreed on otherwise.
struct Change {
  std::string text;  ///< as it was asked
  Variation variation;
  double wage = 1;           ///< factor
  double target_points = 0;  ///< on the target of service_level_clause(), in its unit
  bool needs_runs() const { return variation != Variation(); }
};

/// "volume +20%", "handle -10%", "patience -50%", "wage +5%", "target +5" (points); errors say what there is.
Result<Change> parse_change(std::string_view text);
/// What a planner asks first.
std::vector<Change> usual_changes();

/// What becomes of the plan: with the staff as it is, and with one planned for the change.
struct WhatIf {
  Change change;
  struct Side {
    double least_probability = 0;
    double agent_hours = 0;
    double penalty = 0;            ///< expected, of all months, minor units
    double total = 0;              ///< what is paid for, expected, of all months
    std::optional<double> margin;  ///< where an hour has a cost
  };
  Side as_is;
  Side adapted;
  bool reached = true;  ///< the adapted staff keeps what the chosen one keeps
};

/// Where the change is of wages or targets, by what was simulated already; else two more simulations of
/// kCoursesOfSearch courses.
Result<WhatIf> what_if(const Scene& scene, const StaffFamily& family, const Offers& offers,
                       const StaffingAsked& asked, const std::optional<HourCost>& hour, const Change& change);

}  // namespace tandem::quote
