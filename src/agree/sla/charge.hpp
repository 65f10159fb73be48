#pragma once

#include <variant>

#include "core/base/decimal.hpp"
#include "core/base/money.hpp"

namespace tandem::sla {

/// No amount of terms or of a month is beyond this, in minor units: sums of them stay exact.
inline constexpr std::int64_t kAmountMax = 10'000'000'000'000;

/// A part of the month's fee: 2 is two percent.
struct PercentOfFee {
  Decimal percent;
  friend bool operator==(const PercentOfFee&, const PercentOfFee&) = default;
};

/// What a step of a scale costs, what a cap allows.
using Charge = std::variant<PercentOfFee, Money>;

inline bool is_percent(const Charge& charge) { return std::holds_alternative<PercentOfFee>(charge); }

/// In minor units of the fee's currency; of a percentage a half away from zero.
Money amount_of(const Charge& charge, const Money& fee);

/// "2 % of the month's fee", "1,000.00 EUR"
std::string in_words(const Charge& charge);

}  // namespace tandem::sla
