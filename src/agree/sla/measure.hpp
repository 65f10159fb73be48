#pragma once

#include <cstdint>
#include <optional>

#include "agree/sla/outcome.hpp"
#include "agree/sla/terms.hpp"

namespace tandem::sla {

/// A clause's figure of a month and what it was taken from.
struct Measurement {
  /// As the definition rounds it, in its unit; of a clause by day or interval, the percentage of windows that
  /// met the target, rounded to two decimals. None where no call made a figure: never 100 %.
  std::optional<Decimal> figure;
  std::uint32_t windows = 0;  ///< with a figure
  std::uint32_t windows_met = 0;
  std::uint64_t calls = 0;  ///< offered, that the figure is taken from
  std::uint64_t calls_excluded = 0;
  bool ramp_up = false;  ///< the clause does not hold in this month yet
  kpi::Tally tally;      ///< of the same calls, all windows together
};

/// Applies the clause's scope and exclusions to its cells. `cells` is what the outcome holds for this clause.
Measurement measure(const Terms& terms, const Clause& clause, const MonthOutcome& outcome,
                    std::span<const Cell> cells);

}  // namespace tandem::sla
