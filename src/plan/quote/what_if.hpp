#pragma once

#include <cstdint>
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
  double attrition = 1;      ///< factor
  bool needs_runs() const { return variation != Variation() || attrition != 1; }
};

/// "volume +20%", "handle -10%", "patience -50%", "wage +5%", "attrition +50%", "target +5" (points); errors
/// say what there is.
Result<Change> parse_change(std::string_view text);
/// What a planner asks first; attrition where people are known.
std::vector<Change> usual_changes(bool people = false);

/// Whom another attrition leaves: with the people hired as planned, and with those hired for it.
struct Manning {
  struct Side {
    std::uint32_t hires = 0;
    /// By month of the scene: for so much of the hours on the phones there are people, 0 .. 1.
    std::vector<double> present;
  };
  Side as_is;
  Side adapted;
};

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
  bool reached = true;             ///< the adapted staff keeps what the chosen one keeps
  std::optional<Manning> manning;  ///< of a change of attrition
};

/// The staff where of each month's agents some are missing: one here, one there, so that its hours are so
/// much of what they were.
Staff with_missing(const Scene& scene, const Staff& staff, const std::vector<double>& present);

/// Where the change is of wages or targets, by what was simulated already; else two more simulations of
/// kCoursesOfSearch courses. A change of attrition is asked with the manning that it leaves.
Result<WhatIf> what_if(const Scene& scene, const StaffFamily& family, const Offers& offers,
                       const StaffingAsked& asked, const std::optional<HourCost>& hour, const Change& change,
                       const std::optional<Manning>& manning = std::nullopt);

}  // namespace tandem::quote
