#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/headcount/shrinkage.hpp"

namespace tandem::headcount {

inline constexpr std::size_t kCausesMax = 50;
inline constexpr std::size_t kContractsMax = 20;
inline constexpr std::size_t kStaffGroupsMax = 1'000;
inline constexpr std::size_t kTenureMonthsMax = 120;
inline constexpr double kHeadsMax = 100'000;
inline constexpr double kHoursAWeekMax = 112;
inline constexpr std::uint32_t kClassSizeMax = 1'000;
inline constexpr std::uint32_t kClassesAMonthMax = 100;
inline constexpr std::uint32_t kLeadDaysMax = 730;

struct Contract {
  std::string name;
  double hours_week = 40;  ///< paid
  double share = 1;        ///< of the heads that are hired; those of all contracts make 1
};

/// People on board on the first day of the plan, or in training then.
struct StaffGroup {
  std::size_t contract = 0;
  double heads = 0;
  std::uint32_t tenure_months = 0;  ///< whole months since they took their first call
  /// Of a class that is under way: they count from the first of a month that is not before.
  std::optional<LocalDay> on_calls;
};

/// How new people come. Who starts a class takes calls from the first of a month, `training_days` later.
struct Hiring {
  std::uint32_t class_max = 12;  ///< people a class
  std::uint32_t classes_a_month = 1;
  std::uint32_t lead_days = 42;      ///< from the decision to hire until the class starts
  std::uint32_t training_days = 28;  ///< from the start of the class until the first call
  double pass = 0.9;                 ///< share of the starters who come to take calls
  /// Capacity of somebody in the first, second... month on calls, as a share of a skilled agent's. Later: 1.
  std::vector<double> ramp = {0.7, 0.85, 0.95};
};

/// Who works, leaves and comes.
struct People {
  std::vector<Cause> shrinkage;
  std::vector<Contract> contracts = {{.name = "full time"}};
  double full_time_hours = 40;  ///< a week: what one FTE is
  std::vector<StaffGroup> staff;
  /// Share that leaves within a month, by month of tenure from the first on calls; the last goes on.
  std::vector<double> attrition = {0.025};
  Hiring hiring;
  std::optional<LocalDay> decided;  ///< no recruiting begins before; none: the first day of the plan
};

/// The same people, of whom so many times as many leave, all at most.
People leaving_faster(People people, double factor);

/// All that contradicts itself, with the path of people.json in `where.field`; empty: nothing.
std::vector<Error> faults_of(const People& people);

}  // namespace tandem::headcount
