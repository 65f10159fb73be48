#pragma once

#include <optional>
#include <vector>

#include "agree/sla/settle.hpp"

namespace tandem::app {

/// A stretch of a clause's figures and what a month with one of them costs or earns, at some fee.
struct CostRow {
  Decimal best;                  ///< its best figure, to the decimals that figures are rounded to
  std::optional<Decimal> worst;  ///< none: without end
  sla::Side side = sla::Side::penalty;
  bool met = false;
  Money at_best;
  std::optional<Money> at_worst;  ///< none: grows without end
};

/// From the best figures to the worst: the steps of the bonus, the target, the steps of the penalty.
std::vector<CostRow> costs_of(const sla::Clause& clause, const Money& fee);

}  // namespace tandem::app
