#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <vector>

#include "agree/sla/price.hpp"
#include "core/base/zone.hpp"

namespace tandem::sla {

/// What was logged at one go: raw, never rounded.
struct TimeEntry {
  std::string role;
  std::string ticket;
  LocalDay day;
  Duration worked;
};

/// Time paid by the hour and the role. What one entry, one ticket or one day adds up to is rounded to a step
/// and raised to a minimum: 45, 45 and 5 minutes on one ticket, in steps of an hour, are three hours by the
/// entry and two by the ticket.
struct TimeAndMaterial {
  enum class Each : std::uint8_t { entry, ticket, day };
  enum class Rounding : std::uint8_t { up, nearest, down };
  struct Rate {
    std::string role;
    Decimal price;  ///< of an hour
    friend bool operator==(const Rate&, const Rate&) = default;
  };
  std::vector<Rate> rates;
  Duration step;  ///< 0: none
  Rounding rounding = Rounding::up;
  Duration minimum;
  Each each = Each::entry;
  friend bool operator==(const TimeAndMaterial&, const TimeAndMaterial&) = default;
};

/// A line for each role with time; an entry of a role without a rate is an error.
Result<std::vector<Line>> lines_of(const TimeAndMaterial& terms, std::span<const TimeEntry> entries,
                                   Currency currency);

}  // namespace tandem::sla
