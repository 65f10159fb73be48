#pragma once

#include <atomic>
#include <string_view>
#include <vector>

#include "agree/sla/terms_for_test.hpp"
#include "plan/quote/odds.hpp"
#include "plan/quote/staffing_search.hpp"

/// A small floor for tests.
namespace tandem::quote::made {

inline const std::atomic<bool> kNotCancelled = false;

/// January 2026 in UTC, every day from 08:00 to 12:00 in half hours, `calls` in each slot of each of the
/// paths, exponential services and patience of two minutes.
inline Floor january(double calls = 20, std::size_t paths = 20, double handle_seconds = 180) {
  Floor floor;
  floor.interval = Duration::minutes(30);
  floor.first_slot = 16;
  floor.slots = 8;
  for (unsigned day = 1; day <= 31; ++day)
    floor.days.emplace_back(std::chrono::year(2026) / std::chrono::January / std::chrono::day(day));
  floor.queues = {stated_callers("all", handle_seconds, 120)};
  floor.shares = {std::vector<double>(floor.size(), 1)};
  floor.expected.assign(floor.size(), calls);
  floor.handle_seconds.assign(floor.size(), handle_seconds);
  Random random(11);
  for (std::size_t path = 0; path < paths; ++path) {
    // A level of the whole month, as forecasts miss it.
    const double level = 1 + 0.1 * random.normal();
    auto& counts = floor.paths.emplace_back();
    for (std::size_t at = 0; at < floor.size(); ++at)
      counts.push_back(static_cast<std::uint32_t>(random.poisson(calls * std::max(0.1, level))));
  }
  return floor;
}

/// A service level with a target, a penalty, and a price by the agent hour.
inline sla::Terms terms(std::string_view target = "80%") {
  return sla::terms_with(fmt::format(
      R"("clauses": [{{"name": "Service level", "kpi": {{"definition": "strict", "version": 1, "threshold": "20s"}},
      "target": {{"at_least": "{}"}}, "penalty": {{"steps": [{{"until": "{}", "percent_of_fee": "5%"}}]}}}}],
      "prices": [{{"name": "Agents", "per": "agent_hour", "price": "30"}}])",
      target, target));
}

inline Scene scene_of(const Floor& floor, const sla::Terms& terms, unsigned threads = 1) {
  return {.floor = floor,
          .terms = terms,
          .months = months_of(floor.days.front(), floor.days.back(), terms),
          .counted = {},
          .seed = 3,
          .threads = threads,
          .cancelled = kNotCancelled};
}

}  // namespace tandem::quote::made
