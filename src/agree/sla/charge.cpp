#include "agree/sla/charge.hpp"

#include <fmt/format.h>

#include "core/base/rounding.hpp"

namespace tandem::sla {

Money amount_of(const Charge& charge, const Money& fee) {
  if (const auto* amount = std::get_if<Money>(&charge)) return *amount;
  const Wide part = Wide{std::get<PercentOfFee>(charge).percent.millionths()} * fee.minor_units();
  return {rounded_quotient(part, Wide{100} * Decimal::kUnit), fee.currency()};
}

std::string in_words(const Charge& charge) {
  if (const auto* amount = std::get_if<Money>(&charge)) return to_text(*amount);
  return fmt::format("{} % of the month's fee", std::get<PercentOfFee>(charge).percent.to_string());
}

}  // namespace tandem::sla
