#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agree/sla/charge.hpp"
#include "core/base/duration.hpp"

namespace tandem::sla {

/// What is counted and paid for.
enum class Per : std::uint8_t {
  offered_call,
  answered_call,
  talk_minute,    ///< hold included
  handle_minute,  ///< talk and after-call work
  agent_hour,
  ticket,
  subscriber,
  month  ///< a fixed price
};
inline constexpr std::size_t kPers = 8;

/// How many, exactly: parts of which so many make one unit, microseconds of an hour.
struct Quantity {
  std::int64_t parts = 0;
  std::int64_t parts_per_unit = 1;
  /// To four decimals at most: "1,000", "83.3333".
  std::string to_string() const;
  friend bool operator==(const Quantity&, const Quantity&) = default;
};

/// No tier ends, and no minimum lies, beyond so many units.
inline constexpr std::uint32_t kUnitsMax = 1'000'000'000;

/// The price of a unit, up to so many of them.
struct Tier {
  std::optional<std::uint32_t> until;  ///< included; the last has none
  Decimal price;                       ///< in the currency's unit, finer than its minor unit where need be
  friend bool operator==(const Tier&, const Tier&) = default;
};

/// A unit price, or several by volume: `graduated`, where each tier's price is for the units in it, or
/// `whole_volume`, where the price of the tier that is reached is for all.
struct Price {
  enum class Tiers : std::uint8_t { graduated, whole_volume };
  std::string name;
  Per per = Per::month;
  Tiers kind = Tiers::graduated;
  std::vector<Tier> tiers;                        ///< at least one; in order
  std::optional<std::uint32_t> minimum_quantity;  ///< so many units are paid at least
  std::optional<Money> minimum_amount;
  friend bool operator==(const Price&, const Price&) = default;
};

/// One line of a month's account. The amount of a line with a quantity is quantity x unit price, rounded once
/// to the minor unit, half away from zero.
struct Line {
  enum class Kind : std::uint8_t { price, time, minimum, penalty, bonus, cap };
  Kind kind = Kind::price;
  std::string name;
  std::optional<Quantity> quantity;
  Decimal unit_price;
  std::uint32_t above = 0;  ///< of graduated tiers: the units that are in those before
  bool raised = false;      ///< the quantity is the minimum, more than was counted
  Money amount;
};

/// The lines of one price for a quantity of its unit; an error where an amount is beyond kAmountMax.
Result<std::vector<Line>> lines_of(const Price& price, Quantity quantity, Currency currency);

/// Quantity x unit price, rounded as above.
Result<Money> amount_of(const Quantity& quantity, Decimal unit_price, Currency currency);

}  // namespace tandem::sla
