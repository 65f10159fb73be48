#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/result.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/analysis/figures.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::analysis {

/// One local day of the data, with calls or without.
struct ObservedDay {
  std::int64_t number = 0;  ///< since 1970-01-01
  kpi::Tally tally;
  Handled handled;
  std::span<const IntervalCell> cells;
  bool open = false;               ///< had calls
  bool usually_open = false;       ///< most days of its weekday had calls
  bool usual = true;               ///< open, and its volume and hours do not stand off
  std::optional<double> expected;  ///< calls on such a day by what is usual
  double deviation = 0;            ///< in robust spreads

  int weekday() const { return weekday_of(number); }
};

/// The days of the data from first to last without a hole. Errors: they span more than kDaysMax, which is a
/// wrong date.
inline constexpr std::int64_t kDaysMax = 36'600;
Result<std::vector<ObservedDay>> days_of(std::span<const IntervalCell> cells);

/// Days that stand out: sets `usual`, `expected` and `deviation` of each day and says why.
std::vector<SpecialDay> find_special_days(std::vector<ObservedDay>& days, const Figures& figures,
                                          int intervals_a_day);

std::vector<DayFigures> figures_of_days(std::span<const ObservedDay> days, const Figures& figures);

}  // namespace tandem::analysis
