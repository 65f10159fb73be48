#include <fmt/format.h>

#include "agree/sla/limits.hpp"
#include "agree/sla/terms_json_parts.hpp"

namespace tandem::sla {
namespace {

constexpr Decimal kWholeFee = Decimal::whole(100);

PerPoint read_per_point(const JsonNode& node, Currency currency) {
  node.members({"percent_of_fee", "amount", "points"});
  PerPoint per_point{.charge = read_charge(node, currency)};
  if (const auto points = node.find("points"))
    per_point.points = static_cast<PerPoint::Points>(points->one_of({"exact", "full", "started"}));
  return per_point;
}

/// What a step costs where it only says what a point does: nothing, of the same kind.
Charge nothing_like(const Charge& charge, Currency currency) {
  if (is_percent(charge)) return PercentOfFee();
  return Money(0, currency);
}

Step read_step(const JsonNode& node, kpi::Unit unit, Currency currency) {
  node.members({"from", "until", "percent_of_fee", "amount", "per_point"});
  Step step;
  if (const auto from = node.find("from")) step.from = read_figure(*from, unit);
  if (const auto until = node.find("until")) step.until = read_figure(*until, unit);
  const auto per_point = node.find("per_point");
  if (per_point) step.per_point = read_per_point(*per_point, currency);
  if (per_point && !node.find("percent_of_fee") && !node.find("amount"))
    step.charge = nothing_like(step.per_point->charge, currency);
  else
    step.charge = read_charge(node, currency);
  return step;
}

}  // namespace

Money read_money(const JsonNode& node, Currency currency) {
  const Money nothing(0, currency);
  if (currency == Currency()) return nothing;  // itself a fault: amounts cannot be judged
  const auto number = node.exact_number();
  if (!node.is_text() && !number) {
    node.refuse("an amount such as \"1200.50\"");
    return nothing;
  }
  const auto amount = parse_money(node.is_text() ? node.text() : number->to_string(), currency);
  if (!amount) {
    node.fault(amount.error().message);
    return nothing;
  }
  if (amount->minor_units() >= 0 && amount->minor_units() <= kAmountMax) return *amount;
  node.fault(fmt::format("is {}; expected an amount from 0 to {}", to_text(*amount),
                         to_text(Money(kAmountMax, currency))));
  return nothing;
}

Charge read_charge(const JsonNode& node, Currency currency) {
  const auto percent = node.find("percent_of_fee");
  const auto amount = node.find("amount");
  if (percent && amount) percent->fault("stands beside an amount; keep one");
  if (percent) return PercentOfFee{percent->percent(kWholeFee)};
  if (amount) return read_money(*amount, currency);
  if (node.is_object())
    node.fault("says no charge; expected percent_of_fee or amount");
  else
    node.refuse("an object such as {\"percent_of_fee\": \"5%\"} or {\"amount\": \"100.00\"}");
  return PercentOfFee();
}

Decimal read_figure(const JsonNode& node, kpi::Unit unit) {
  constexpr Decimal kCallsMax = Decimal::whole(1'000'000'000);
  switch (unit) {
    case kpi::Unit::share:
      return node.percent(Decimal::whole(100));
    case kpi::Unit::seconds:
      return Decimal::millionths(node.length().microseconds());
    case kpi::Unit::count:
      break;
  }
  return node.decimal(Decimal(), kCallsMax);
}

Scale read_scale(const JsonNode& node, const Clause& clause, Currency currency) {
  node.members({"steps", "cap"});
  Scale scale;
  for (const JsonNode& item : node.must("steps").items(kStepsMax))
    scale.steps.push_back(read_step(item, clause.judged_in(), currency));
  if (const auto cap = node.find("cap")) {
    cap->members({"percent_of_fee", "amount"});
    scale.cap = read_charge(*cap, currency);
  }
  return scale;
}

}  // namespace tandem::sla
