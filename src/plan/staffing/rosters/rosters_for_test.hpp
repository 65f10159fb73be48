#pragma once

#include <fmt/format.h>
#include <rapidcheck/gtest.h>

#include <functional>
#include <stdexcept>
#include <string>
#include <utility>

#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::rosters {

inline Rules rules_of(const std::string& text) {
  auto rules = parse_rules(text, "rules.json");
  if (!rules) throw std::invalid_argument(rules.error().front().to_string());
  return std::move(*rules);
}

/// Hours of one agent after another, from Monday 2026-01-05 on.
inline Demand demand_of(std::size_t days,
                        const std::function<double(std::size_t day, std::size_t hour)>& agents) {
  Demand demand{
      .first = LocalDay(std::chrono::year(2026) / 1 / 5), .days = days, .interval = Duration::hours(1)};
  for (std::size_t day = 0; day < days; ++day)
    for (std::size_t hour = 0; hour < 24; ++hour) demand.agents.push_back(agents(day, hour));
  return demand;
}

/// Shifts from New Year's Day on, on some days.
inline std::string random_past() {
  std::string worked;
  for (int day = 1; day <= 9; ++day)
    if (const int start = *rc::gen::inRange(-10, 23); start >= 0)
      worked += fmt::format(
          R"({}{{"from": "2026-01-{:02} {:02}:00", "until": "2026-01-{:02} {:02}:00", "paid": "4h"}})",
          worked.empty() ? "" : ",", day, start, day + (start + 5) / 24, (start + 5) % 24);
  return worked;
}

inline std::string random_rules() {
  const auto pick = [](int least, int most) { return *rc::gen::inRange(least, most + 1); };
  const int least = pick(0, 3) * 4;
  std::string agents;
  for (int i = pick(0, 2); i > 0; --i)
    agents += fmt::format(R"({}{{"name": "A{}", "contract": "x", "leave": ["2026-01-{:02}"],
        "unavailable": [{{"from": "2026-01-{:02} 10:00", "until": "2026-01-{:02} 20:00"}}],
        "prefers": {{"shifts": ["day"], "days_off": ["sat"]}}, "worked": [{}]}})",
                          agents.empty() ? "" : ",", i, pick(5, 12), pick(5, 8), pick(8, 12), random_past());
  return fmt::format(
      R"({{"shifts": [
        {{"name": "day", "start": {{"earliest": "07:00", "latest": "12:00", "step": "{}m"}}, "paid": "8h", "breaks": [
          {{"name": "am", "length": "30m", "from": "1h", "until": "3h", "paid": true}},
          {{"name": "lunch", "length": "1h", "from": "3h30m", "until": "6h"}}]}},
        {{"name": "part", "start": {{"earliest": "08:00", "latest": "18:00", "step": "1h"}}, "paid": "4h"}},
        {{"name": "night", "start": "22:00", "paid": "7h", "days": ["fri", "sat", "mon"]}}],
      "contracts": [{{"name": "x", "agents": {}, "hours_min": {}, "hours_max": {}, "days_max": {}, "cost_hour": 20}},
        {{"name": "y", "agents": {}, "hours_max": 20, "cost_hour": 25, "shifts": ["part", "night"]}}],
      "agents": [{}], "rest": "{}h", "days_in_row_max": {}, {}
      "night": {{"premium": 0.2}}, "sunday_premium": 0.3, "shortfall_cost_hour": {}}})",
      pick(1, 2) * 30, pick(2, 6), least, least + pick(0, 3) * 8, pick(1, 6), pick(0, 4), agents, pick(8, 16),
      pick(2, 6), pick(0, 1) == 0 ? "" : R"("weekends": {"worked_max": 1, "of": 2},)", pick(10, 500));
}

}  // namespace tandem::rosters
