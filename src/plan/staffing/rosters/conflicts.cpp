#include "plan/staffing/rosters/conflicts.hpp"

#include <array>

#include "plan/staffing/rosters/shift_program.hpp"

namespace tandem::rosters {
namespace {

/// Less is a solver's rounding.
constexpr double kNothingHours = 1e-4;

/// What are most often not to blame are left out first.
constexpr std::array kOrder = {Family::rest,       Family::days_in_row,   Family::weekends, Family::hours_min,
                               Family::days_max,   Family::hours_max,     Family::kept,     Family::absences,
                               Family::shift_days, Family::contract_days, Family::skills,   Family::agents};
static_assert(kOrder.size() == kFamilies);

struct Asked {
  const Demand& demand;
  const Rules& rules;
  const PublishedRoster* kept;
};

Result<double> least_hours_short(const Asked& asked, std::size_t day, Families dropped,
                                 const CbcOptions& options) {
  TANDEM_ASSIGN(problem,
                Problem::make(asked.demand, asked.rules, dropped, {asked.kept, asked.kept != nullptr}));
  ShiftProgram program(problem, {.cost = false, .day = day});
  TANDEM_ASSIGN(solution, solve(program.program(), options));
  return solution.objective;
}

}  // namespace

Result<std::vector<Conflict>> find_conflicts(const Demand& demand, const Rules& rules,
                                             const PublishedRoster* kept,
                                             const std::vector<std::size_t>& days,
                                             const CbcOptions& options) {
  const Asked asked{demand, rules, kept};
  CbcOptions relaxed = options;
  relaxed.relaxed = true;
  std::vector<Conflict> conflicts;
  for (const std::size_t day : days) {
    TANDEM_ASSIGN(hours, least_hours_short(asked, day, {}, relaxed));
    if (hours < kNothingHours) continue;
    Conflict conflict{.day = day, .hours_short = hours};
    Families dropped;
    for (const Family family : kOrder) {
      if (family == Family::kept && kept == nullptr) continue;
      if (family == Family::skills && demand.skills.empty()) continue;
      Families without = dropped;
      without.set(static_cast<std::size_t>(family));
      TANDEM_ASSIGN(still, least_hours_short(asked, day, without, relaxed));
      if (still > kNothingHours)
        dropped = without;
      else
        conflict.families.push_back(family);
    }
    conflicts.push_back(std::move(conflict));
  }
  return conflicts;
}

std::string_view name_of(Family family) {
  constexpr std::array<std::string_view, kFamilies> kNames = {"contracts[].agents",
                                                              "contracts[].hours_max",
                                                              "contracts[].hours_min",
                                                              "contracts[].days_max",
                                                              "contracts[].days",
                                                              "shifts[].days",
                                                              "agents[].leave and agents[].unavailable",
                                                              "rest",
                                                              "days_in_row_max",
                                                              "weekends",
                                                              "--keep",
                                                              "contracts[].skills and agents[].skills"};
  return kNames[static_cast<std::size_t>(family)];
}

}  // namespace tandem::rosters
