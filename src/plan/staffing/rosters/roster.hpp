#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/rosters/breaches.hpp"
#include "plan/staffing/rosters/problem.hpp"
#include "plan/staffing/rosters/skill_cover.hpp"

namespace tandem::rosters {

/// Rules that together keep the demand of a day from being met; without any one of them it could be.
struct Conflict {
  std::size_t day = 0;
  double hours_short = 0;           ///< at least
  std::vector<std::size_t> skills;  ///< that are short that day, where the demand tells any apart
  std::vector<Family> families;     ///< none: no shift of any contract reaches those hours
};

/// Who works when, what it costs and how far that is from the best. Demand and rules must outlive it.
struct Roster {
  Problem problem;
  std::vector<RosterShift> shifts;  ///< by person and day
  Cover cover;                      ///< agents on the phones, and what is lacking, by tick
  double pay = 0, shortfall_cost = 0;
  double hours_paid = 0, hours_required = 0, hours_short = 0, hours_over = 0;
  /// No roster costs less: the optimum of the aggregated, relaxed problem.
  double cost_bound = 0;
  bool proven = false;  ///< the plan of shifts is as near to its optimum as was asked
  /// The solver found no plan in its time: the relaxed one is rounded, and mended step by step.
  bool rounded = false;
  std::size_t shifts_left = 0;  ///< of that plan, which no agent could be given
  std::vector<Conflict> conflicts;
  std::vector<Breach> breaches;  ///< of a roster that was looked at

  double cost() const { return pay + shortfall_cost; }
  /// As a share of the bound.
  double gap() const { return cost_bound > 0 ? cost() / cost_bound - 1 : 0; }
};

struct RosterOptions {
  const PublishedRoster* kept = nullptr;  ///< its shifts stay; the rules name its agents (adopt_agents)
  /// Of the solver for the plan of shifts; without them 20 of the processor's for fifty agents and a week,
  /// more for more.
  std::optional<double> seconds;
  double gap = 0.005;
  std::uint64_t seed = 1;
  std::string cbc = "cbc";
  const std::atomic<bool>* cancel = nullptr;
  std::function<void(std::string_view doing)> progress;  ///< some ten times a second; may be empty
};

/// First how many shifts of each kind a day has, by contract, solved with CBC; then who works them, and when
/// the breaks are; at last small steps make it cheaper. Where the solver finds no plan in its time, the
/// relaxed one is rounded instead. Errors: those of the solver, an input that has no agents, cancelled.
Result<Roster> make_roster(const Demand& demand, const Rules& rules, const RosterOptions& options);

/// Somebody's roster as if it had been made: its cover, its cost, how far that is from the bound, and the
/// rules that it breaks. The rules name its agents (adopt_agents). Errors: those of the solver, cancelled.
Result<Roster> check_roster(const Demand& demand, const Rules& rules, const PublishedRoster& published,
                            const RosterOptions& options);

/// The names of families as reports say them: "contracts[].days".
std::string_view name_of(Family family);

}  // namespace tandem::rosters
