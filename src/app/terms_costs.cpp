#include "app/terms_costs.hpp"

#include <algorithm>

namespace tandem::app {
namespace {

using sla::Clause;
using sla::Direction;
using sla::Scale;
using sla::Side;
using sla::Target;

constexpr int kShareDecimals = 2;

/// The smallest difference between two figures.
Decimal step_of(const Clause& clause) {
  int decimals = clause.kpi->unit == kpi::Unit::count ? 0 : clause.kpi->rounding.decimals;
  if (clause.window.each != sla::Window::Each::month) decimals = kShareDecimals;
  std::int64_t step = Decimal::kUnit;
  for (int i = 0; i < decimals; ++i) step /= 10;
  return Decimal::millionths(step);
}

/// The figures of one clause, in order.
class CostTable {
 public:
  CostTable(const Clause& clause, const Money& fee)
      : clause_(clause), target_(clause.judged_by()), step_(step_of(clause)), fee_(fee) {}

  std::vector<CostRow> rows() {
    const bool share = clause_.judged_in() == kpi::Unit::share;
    best_ = target_.direction == Direction::at_most ? std::optional(Decimal())
            : share                                 ? std::optional(Decimal::whole(100))
                                                    : std::nullopt;
    worst_ = target_.direction == Direction::at_least ? std::optional(Decimal())
             : share                                  ? std::optional(Decimal::whole(100))
                                                      : std::nullopt;
    if (clause_.bonus)
      for (std::size_t i = clause_.bonus->steps.size(); i-- > 0;) add_bonus(clause_.bonus->steps[i]);
    add_met();
    if (clause_.penalty)
      for (const sla::Step& step : clause_.penalty->steps) add_penalty(step);
    else
      add({.best = worse(target_.value),
           .worst = worst_,
           .side = Side::penalty,
           .met = false,
           .at_best = none()});
    return std::move(rows_);
  }

 private:
  bool up_is_worse() const { return target_.direction == Direction::at_most; }
  Decimal worse(Decimal figure) const { return up_is_worse() ? figure + step_ : figure - step_; }
  Money none() const { return {0, fee_.currency()}; }

  Money amount_at(const std::optional<Scale>& scale, Side side, Decimal figure) const {
    return scale ? charge(*scale, target_, side, figure, fee_).amount : none();
  }

  void add_bonus(const sla::Step& step) {
    const bool up = goes_up(target_.direction, Side::bonus);
    const auto near = near_edge(step, up);
    const auto far = far_edge(step, up);
    if (!near) return;
    // Without an end, a bonus per point has no best figure: it is told from its edge.
    const bool outermost = rows_.empty();
    const Decimal best = far && !outermost ? worse(*far) : best_.value_or(*near);
    add({.best = best, .worst = near, .side = Side::bonus, .met = true, .at_best = none()});
  }
  void add_met() {
    Decimal best = best_.value_or(target_.value);
    if (clause_.bonus) {
      const auto near = near_edge(clause_.bonus->steps.front(), goes_up(target_.direction, Side::bonus));
      if (near == target_.value) return;
      if (near) best = worse(*near);
    }
    add({.best = best, .worst = target_.value, .side = Side::bonus, .met = true, .at_best = none()});
  }
  void add_penalty(const sla::Step& step) {
    const bool up = goes_up(target_.direction, Side::penalty);
    const auto far = far_edge(step, up);
    add({.best = worse(near_edge(step, up).value_or(target_.value)),
         .worst = far ? far : worst_,
         .side = Side::penalty,
         .met = false,
         .at_best = none()});
  }
  void add(CostRow row) {
    // Nothing is worse than the end of the figures.
    if (row.worst && (up_is_worse() ? row.best > *row.worst : row.best < *row.worst)) return;
    const auto& scale = row.side == Side::bonus ? clause_.bonus : clause_.penalty;
    row.at_best = amount_at(scale, row.side, row.best);
    if (row.worst) {
      row.at_worst = amount_at(scale, row.side, *row.worst);
    } else {
      // A step without an end costs the same everywhere, or its cap in the end.
      const bool grows = scale && scale->steps.back().per_point.has_value();
      if (!grows)
        row.at_worst = row.at_best;
      else if (scale->cap)
        row.at_worst = amount_of(*scale->cap, fee_);
    }
    rows_.push_back(row);
  }

  const Clause& clause_;
  const Target target_;
  const Decimal step_;
  const Money fee_;
  std::optional<Decimal> best_, worst_;
  std::vector<CostRow> rows_;
};

}  // namespace

std::vector<CostRow> costs_of(const Clause& clause, const Money& fee) {
  return CostTable(clause, fee).rows();
}

}  // namespace tandem::app
