#pragma once

#include <span>
#include <vector>

#include "plan/analysis/analysis.hpp"
#include "plan/analysis/days.hpp"
#include "plan/analysis/figures.hpp"

namespace tandem::analysis {

/// The days of each weekday that tell what is usual: those whose volume and hours are usual, or, where none
/// is, all that were open.
std::vector<const ObservedDay*> telling_days(std::span<const ObservedDay> days, int weekday);

/// One weekday and interval over its telling days.
struct WeekCell {
  kpi::Tally tally;
  Handled handled;
  std::int64_t to_serve = 0;
  int days_with_calls = 0;
  int days_to_serve = 0;  ///< on which there were calls to serve
};

/// The usual week: [weekday * intervals + interval].
struct UsualWeek {
  int intervals = 0;
  std::array<int, 7> days{};  ///< telling days of each weekday
  std::vector<WeekCell> cells;

  std::size_t place(int weekday, int interval) const { return place_in_week(weekday, interval, intervals); }
  const WeekCell& at(int weekday, int interval) const { return cells[place(weekday, interval)]; }
  /// Mean calls of the telling days; nothing where none of them had a call then.
  std::optional<double> calls(int weekday, int interval) const;
  /// The same of the calls to serve.
  std::optional<double> calls_to_serve(int weekday, int interval) const;
};
UsualWeek usual_week(std::span<const ObservedDay> days, int intervals_a_day);

/// Everything but the agents required (see requirement.hpp).
HeatMap heat_map_of(const UsualWeek& week, std::span<const ObservedDay> days, const Figures& figures,
                    Duration interval);

}  // namespace tandem::analysis
