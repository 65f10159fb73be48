#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "plan/quote/course.hpp"

namespace tandem::quote {

/// How a figure varies over the courses that the days may take.
struct Spread {
  double mean = 0;
  double low = 0, middle = 0, high = 0;  ///< the 5th, 50th and 95th percentile, by nearest rank
};
/// Nothing of no values.
std::optional<Spread> spread_of(std::vector<double> values);

/// The first clause that goes by an answer threshold: whose calls are put under all service-level formulas.
std::optional<std::size_t> service_level_clause(const sla::Terms& terms);

/// The share and the time that it asks for; 80/20 where nothing says otherwise.
struct PromisedLevel {
  double share = 0.8;  ///< between 0 and 1
  Duration within = Duration::seconds(20);
};
PromisedLevel promised_level(const sla::Terms& terms);

/// What may come of one clause in one month.
struct ClauseOdds {
  std::optional<Spread> figure;  ///< in the clause's unit; nothing where no course gave it one
  std::size_t judged = 0;        ///< courses in which it was judged; none in its ramp-up
  std::size_t met = 0;
  Spread penalty, bonus;  ///< minor units

  std::optional<double> probability() const {
    if (judged == 0) return std::nullopt;
    return static_cast<double>(met) / static_cast<double>(judged);
  }
};

/// What may come of one month. Amounts in minor units of the terms' currency.
struct MonthOdds {
  std::chrono::year_month month;
  std::vector<ClauseOdds> clauses;  ///< in the terms' order
  std::size_t all_met = 0;          ///< courses in which no clause was missed
  Spread calls, fee, penalty, bonus, total;
  double agent_hours = 0;   ///< on the phones
  double handle_hours = 0;  ///< of them spent on calls, expected
};

/// The months with a staff, over many courses.
struct Odds {
  std::vector<MonthOdds> months;
  std::size_t courses = 0;
  /// Courses in which no clause was missed in any month.
  std::size_t always_met = 0;
  /// By formula of kpi::service_level_formulas(), then month and course: fractions, of the calls and under
  /// the thresholds of service_level_clause(); empty without one.
  std::vector<std::vector<std::vector<double>>> service_levels;
  double agent_hours = 0;
  std::vector<std::vector<MonthRun>> runs;  ///< by course and month: what all of it was taken from

  /// Of the clause and month least likely to be kept, of the clauses that are asked about (by index; empty:
  /// all); 1 where none is judged.
  double least_probability(const std::vector<bool>& asked = {}) const;
};

/// So many are done of so many.
using Progress = std::function<void(std::size_t done, std::size_t of)>;

/// What the runs of a staff come to.
Odds fold(const Scene& scene, const Staff& staff, std::vector<std::vector<MonthRun>> runs);
/// The same courses under other targets, prices or penalties, without running them again: clauses are the
/// same but for what they are held to and cost.
Odds under(const sla::Terms& terms, const Scene& scene, const Staff& staff, const Odds& odds);

/// Courses 0 .. courses - 1, on the scene's threads: the same for any number of them.
Result<Odds> odds_of(const Scene& scene, const Staff& staff, std::size_t courses, const Variation& variation,
                     const Progress& progress);

}  // namespace tandem::quote
