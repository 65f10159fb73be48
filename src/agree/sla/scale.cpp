#include "agree/sla/scale.hpp"

#include <algorithm>

#include "core/base/rounding.hpp"

namespace tandem::sla {
namespace {

/// The points between a step's nearer edge and a figure.
Decimal points_of(const PerPoint& per_point, std::optional<Decimal> near, Decimal figure) {
  const Decimal from = near.value_or(Decimal());
  const Decimal distance = figure > from ? figure - from : from - figure;
  const std::int64_t part = distance.millionths() % Decimal::kUnit;
  switch (per_point.points) {
    case PerPoint::Points::exact:
      break;
    case PerPoint::Points::full:
      return Decimal::millionths(distance.millionths() - part);
    case PerPoint::Points::started:
      return Decimal::millionths(distance.millionths() + (part == 0 ? 0 : Decimal::kUnit - part));
  }
  return distance;
}

/// A charge as a number: millionths of a percent, or minor units.
std::int64_t size_of(const Charge& charge) {
  if (const auto* amount = std::get_if<Money>(&charge)) return amount->minor_units();
  return std::get<PercentOfFee>(charge).percent.millionths();
}

bool reached(const Step& step, bool up, Side side, Decimal figure) {
  const auto near = near_edge(step, up);
  if (!near) return true;
  if (figure == *near) return side == Side::bonus;
  return (figure > *near) == up;
}

}  // namespace

Money cost_of(const Step& step, bool up, Decimal figure, const Money& fee) {
  Wide millionths = Wide{size_of(step.charge)} * Decimal::kUnit;
  if (step.per_point)
    millionths += Wide{size_of(step.per_point->charge)} *
                  points_of(*step.per_point, near_edge(step, up), figure).millionths();
  if (!is_percent(step.charge))
    return {rounded_quotient(std::min(millionths, Wide{kAmountMax} * Decimal::kUnit), Decimal::kUnit),
            fee.currency()};
  constexpr Wide kPercent = 100;
  constexpr Wide kFeesMax = 10;
  constexpr Wide kWhole = kPercent * Decimal::kUnit * Decimal::kUnit;
  const Wide part = std::min(millionths, kFeesMax * kWhole) * fee.minor_units();
  return {rounded_quotient(part, kWhole), fee.currency()};
}

Charged charge(const Scale& scale, const Target& target, Side side, Decimal figure, const Money& fee) {
  const Money nothing(0, fee.currency());
  Charged charged{.before_cap = nothing, .amount = nothing};
  if (target.met_by(figure) == (side == Side::penalty)) return charged;
  const bool up = goes_up(target.direction, side);
  for (std::size_t i = 0; i < scale.steps.size() && reached(scale.steps[i], up, side, figure); ++i)
    charged.step = i;
  if (!charged.step) return charged;
  charged.before_cap = charged.amount = cost_of(scale.steps[*charged.step], up, figure, fee);
  if (scale.cap) {
    const Money cap = amount_of(*scale.cap, fee);
    if (cap.minor_units() < charged.amount.minor_units()) charged.amount = cap;
  }
  return charged;
}

}  // namespace tandem::sla
