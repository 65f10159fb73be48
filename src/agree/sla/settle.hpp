#pragma once

#include <span>
#include <vector>

#include "agree/sla/measure.hpp"

namespace tandem::sla {

enum class Verdict : std::uint8_t { met, missed, not_judged };

/// What came of one clause.
struct ClauseResult {
  Measurement measured;
  Verdict verdict = Verdict::not_judged;
  Charged penalty;
  Charged bonus;
};

/// A month's account. The lines add up to the total, to the minor unit: prices, time and minimums to the fee;
/// penalties are negative, bonuses positive, and what the caps in all leave out of them is a line of its own.
/// Taxes are not in it.
struct Settlement {
  std::vector<ClauseResult> clauses;  ///< in the terms' order
  std::vector<Line> lines;
  Money fee;
  Money penalty;  ///< in all, after every cap
  Money bonus;
  Money total;  ///< fee - penalty + bonus: negative where penalties are more
  bool penalty_cap_bound = false;
  bool bonus_cap_bound = false;
};

/// The lines of a month's fee: prices, time, minimums. Errors name what does not fit the terms.
Result<std::vector<Line>> fee_lines(const Terms& terms, const Volumes& volumes,
                                    std::span<const TimeEntry> time);

/// The account, given the figure of each clause and the fee's lines.
Settlement settle(const Terms& terms, std::vector<Measurement> measured, std::vector<Line> fee_lines);

/// The whole: measures every clause, counts the fee and settles. The terms must be sound. An error where the
/// outcome does not fit them: a month in which they are not valid, cells for another number of clauses, a
/// negative volume, a role without a rate, an amount beyond kAmountMax.
Result<Settlement> evaluate(const Terms& terms, const MonthOutcome& outcome);

}  // namespace tandem::sla
