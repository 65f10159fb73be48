#include "agree/sla/price.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/check.hpp"
#include "core/base/rounding.hpp"

namespace tandem::sla {
namespace {

Result<void> add_line(std::vector<Line>& lines, const Price& price, Quantity quantity, const Tier& tier,
                      std::uint32_t above, Currency currency) {
  TANDEM_ASSIGN(amount, amount_of(quantity, tier.price, currency));
  lines.push_back({.kind = Line::Kind::price,
                   .name = price.name,
                   .quantity = quantity,
                   .unit_price = tier.price,
                   .above = above,
                   .amount = amount});
  return {};
}

/// Whether so many parts go beyond a tier.
bool beyond(const Tier& tier, const Quantity& quantity) {
  return tier.until && Wide{*tier.until} * quantity.parts_per_unit < quantity.parts;
}

Result<void> add_graduated(std::vector<Line>& lines, const Price& price, Quantity quantity,
                           Currency currency) {
  std::uint32_t above = 0;
  for (const Tier& tier : price.tiers) {
    const std::int64_t from = std::int64_t{above} * quantity.parts_per_unit;
    const bool more = beyond(tier, quantity);
    const std::int64_t until = more ? std::int64_t{*tier.until} * quantity.parts_per_unit : quantity.parts;
    TANDEM_TRY(add_line(lines, price, {until - from, quantity.parts_per_unit}, tier, above, currency));
    if (!more) break;
    above = *tier.until;
  }
  return {};
}

}  // namespace

std::string Quantity::to_string() const {
  constexpr std::int64_t kPlaces = 10'000;
  const std::int64_t places = rounded_quotient(Wide{parts % parts_per_unit} * kPlaces, parts_per_unit);
  std::string whole = std::to_string(parts / parts_per_unit + places / kPlaces);
  for (std::size_t at = whole.size(); at > 3; at -= 3) whole.insert(at - 3, ",");
  if (places % kPlaces == 0) return whole;
  std::string text = fmt::format("{}.{:04}", whole, places);
  text.erase(text.find_last_not_of('0') + 1);
  return text;
}

Result<Money> amount_of(const Quantity& quantity, Decimal unit_price, Currency currency) {
  const Wide numerator = Wide{quantity.parts} * unit_price.millionths() * currency.minor_units_per_unit();
  const Wide denominator = Wide{quantity.parts_per_unit} * Decimal::kUnit;
  if (numerator / denominator > kAmountMax)
    return failure(ErrorCode::limit, "{} x {} {} is more than an amount may be", quantity.to_string(),
                   unit_price.to_string(), currency.code());
  return Money(rounded_quotient(numerator, denominator), currency);
}

Result<std::vector<Line>> lines_of(const Price& price, Quantity quantity, Currency currency) {
  TANDEM_CHECK(!price.tiers.empty() && quantity.parts >= 0,
               "a price has a tier, and a quantity is not negative");
  std::vector<Line> lines;
  const std::int64_t least = std::int64_t{price.minimum_quantity.value_or(0)} * quantity.parts_per_unit;
  const bool raised = quantity.parts < least;
  if (raised) quantity.parts = least;
  if (price.kind == Price::Tiers::graduated) {
    TANDEM_TRY(add_graduated(lines, price, quantity, currency));
  } else {
    const auto tier =
        std::ranges::find_if(price.tiers, [&](const Tier& one) { return !beyond(one, quantity); });
    TANDEM_CHECK(tier != price.tiers.end(), "the last tier has no end");
    TANDEM_TRY(add_line(lines, price, quantity, *tier, 0, currency));
  }
  lines.back().raised = raised;
  if (!price.minimum_amount) return lines;
  Money total(0, currency);
  for (const Line& line : lines) total = total + line.amount;
  if (total.minor_units() < price.minimum_amount->minor_units())
    lines.push_back({.kind = Line::Kind::minimum,
                     .name = price.name,
                     .quantity = std::nullopt,
                     .amount = *price.minimum_amount - total});
  return lines;
}

}  // namespace tandem::sla
