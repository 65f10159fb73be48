#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "agree/sla/scale.hpp"
#include "core/calendar/opening_hours.hpp"
#include "core/kpi/definition.hpp"
#include "core/kpi/rules.hpp"

namespace tandem::sla {

/// Over what a KPI is measured: the whole month, or each of its days or intervals, of which so many percent
/// must meet the target. A day or interval without a figure (without a call) is none of them.
struct Window {
  enum class Each : std::uint8_t { month, day, interval };
  Each each = Each::month;
  Duration length = Duration::minutes(30);  ///< of an interval
  Decimal met = Decimal::whole(100);        ///< percent of the windows; of days and intervals only
  friend bool operator==(const Window&, const Window&) = default;
};

/// Which calls a clause is about.
struct Scope {
  std::vector<std::string> queues;                                ///< none: all
  calendar::WeeklyHours hours = calendar::WeeklyHours::always();  ///< in the terms' zone
  friend bool operator==(const Scope&, const Scope&) = default;
};

/// Both included.
struct DayRange {
  LocalDay from;
  LocalDay until;
  friend bool operator==(const DayRange&, const DayRange&) = default;
};

/// What is not held against the provider, nor for it.
struct Exclusions {
  std::vector<DayRange> days;
  /// Days with more calls offered than so many percent of their forecast. Days without a forecast stay in.
  std::optional<Decimal> over_forecast;
  std::vector<std::string> outages;  ///< by name: what an outage of that name overlaps
  int ramp_up_months = 0;            ///< the first calendar months of the terms
  friend bool operator==(const Exclusions&, const Exclusions&) = default;
};

/// One promise: a KPI by its definition, what it is held to, and what follows.
struct Clause {
  std::string name;
  const kpi::Definition* kpi = nullptr;  ///< of the catalogue; lives for ever
  kpi::Rules rules;                      ///< how its calls are counted
  Target target;
  Window window;
  Scope scope;
  Exclusions exclusions;
  std::optional<Scale> penalty;
  std::optional<Scale> bonus;

  /// What the month's figure is held to, and its unit: the target itself, or the share of windows.
  Target judged_by() const {
    return window.each == Window::Each::month ? target : Target{Direction::at_least, window.met};
  }
  kpi::Unit judged_in() const { return window.each == Window::Each::month ? kpi->unit : kpi::Unit::share; }
  friend bool operator==(const Clause&, const Clause&) = default;
};

/// "80 %", "20 s", "5 calls"
std::string in_words(Decimal figure, kpi::Unit unit);

}  // namespace tandem::sla
