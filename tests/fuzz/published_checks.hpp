#pragma once

#include <algorithm>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/staffing/rosters/adopt_agents.hpp"
#include "plan/staffing/rosters/breaches.hpp"
#include "plan/staffing/rosters/published.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::rosters {

/// A week from Monday 2026-01-05 on, which the corpus is of.
inline const Demand& fuzz_demand() {
  static const Demand demand{.first = LocalDay(std::chrono::year(2026) / 1 / 5),
                             .days = 7,
                             .interval = Duration::hours(1),
                             .agents = std::vector<double>(7 * 24, 1)};
  return demand;
}

inline const Rules& fuzz_rules() {
  static const Rules rules = *parse_rules(R"({"shifts": [
      {"name": "day", "start": {"earliest": "08:00", "latest": "10:00"}, "paid": "8h",
       "breaks": [{"name": "lunch", "length": "1h", "from": "3h", "until": "6h"}]}],
    "contracts": [{"name": "full", "agents": 50, "cost_hour": 20}, {"name": "part", "agents": 5, "cost_hour": 18}],
    "agents": [{"name": "Ann", "contract": "full", "leave": ["2026-01-06"]}],
    "weekends": {"worked_max": 1, "of": 2}})",
                                          "rules.json");
  return rules;
}

/// That what was read, or refused, is as its reader says; and that it can be judged and kept.
inline void check_published(const Result<PublishedRoster>& roster, std::string_view file) {
  if (!roster) {
    TANDEM_CHECK(!roster.error().message.empty() && roster.error().where.file == file,
                 "an error says what is wrong, and in which file");
    return;
  }
  TANDEM_CHECK(roster->shifts.size() <= kPublishedShiftsMax, "shifts are kept to their limit");
  for (const PublishedShift& shift : roster->shifts) {
    TANDEM_CHECK(!shift.agent.empty() && shift.line > 0, "a shift has an agent and a place");
    const Duration length = Duration::microseconds((shift.until - shift.from).count());
    TANDEM_CHECK(length > Duration() && length <= kPublishedLengthMax, "a shift has a length");
    LocalTime over = shift.from;
    for (const LocalSpan& one : shift.breaks) {
      TANDEM_CHECK(one.from >= over && one.until > one.from, "breaks are in order and apart");
      over = one.until;
    }
    TANDEM_CHECK(over <= shift.until, "breaks are within their shift");
  }
  Rules rules = fuzz_rules();
  if (!adopt_agents(*roster, fuzz_demand().first, rules)) return;
  if (const auto problem = Problem::make(fuzz_demand(), rules, {}, {&*roster, false}))
    TANDEM_CHECK(problem->published.size() <= roster->shifts.size() &&
                     find_breaches(*problem, problem->published).size() <= 20 * roster->shifts.size(),
                 "a roster is judged");
  if (const auto problem = Problem::make(fuzz_demand(), rules, {}, {&*roster, true}))
    TANDEM_CHECK(problem->published.size() + problem->let_go.size() <= roster->shifts.size(),
                 "what is kept, and what is not, is of the roster");
}

}  // namespace tandem::rosters
