#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/headcount/people.hpp"
#include "plan/staffing/rosters/demand.hpp"

namespace tandem::headcount {

inline constexpr std::size_t kMonthsMax = 24;

/// What a month takes: hours on the phones on `days` of its days (the first and the last month of a table may
/// be there in part).
struct MonthNeed {
  std::chrono::year_month month;
  std::uint32_t days = 0;
  double hours = 0;
};

/// The agents required by month, by the wall clock. Errors: more than kMonthsMax months.
Result<std::vector<MonthNeed>> needs_of(const rosters::Demand& demand);

/// Why a month is short of people.
enum class Short : std::uint8_t {
  none,
  lead_time,  ///< no class can be ready by then
  classes,    ///< all classes that can be ready are full
};

/// The people who start to take calls on the first of a month.
struct Intake {
  std::uint32_t starters = 0, classes = 0;
  double ready = 0;  ///< of the starters, as expected
  LocalDay recruiting, start, on_calls;
};

struct MonthPlan {
  MonthNeed need;
  PaidTime time;
  double fte_needed = 0;                  ///< hours / (hours of an FTE on these days x time.productive)
  double heads_needed = 0;                ///< in the mix of those hired
  std::vector<double> heads_by_contract;  ///< of those
  double heads = 0;                       ///< on board on its first day, with those who start on calls then
  double leavers = 0;                     ///< expected within it, in proportion to its days
  double fte = 0;                         ///< on board on average
  double capacity_hours = 0;              ///< that they give on the phones, newcomers slower
  std::optional<Intake> intake;           ///< on its first day
  Short reason = Short::none;

  double short_hours() const { return need.hours > capacity_hours ? need.hours - capacity_hours : 0; }
};

struct Headcount {
  std::vector<MonthPlan> months;
  std::uint32_t hires = 0;  ///< starters of all classes
  double leavers = 0;
  LocalDay first_ready;   ///< the earliest day on which people hired now take calls
  LocalDay first_intake;  ///< the first of a month from which on they do
  bool proven = true;     ///< no fewer hires would do; otherwise the solver's time was over
};

/// Month by month the people needed, on board, leaving and to hire. Heads are expected values, but for those
/// who start a class, who are whole.
///
/// The hires are the fewest with which every month has the capacity it needs; where even full classes leave
/// it short, the capacity of full classes. Of such plans it is the one that hires latest. As newcomers are
/// slow at first and leave later, hiring just in time can take more people than hiring early, so this is an
/// integer program (COIN-OR CBC), not a greedy rule.
///
/// `needs` are months one after another, of which only the last may be cut short at its end and only the
/// first at its start. Errors: bad_value for needs or people with faults, those of the solver, cancelled.
Result<Headcount> headcount(std::span<const MonthNeed> needs, const People& people,
                            const std::atomic<bool>* cancel = nullptr);

/// What becomes of a plan's people, should they be others than those it was made for: `starters` by month,
/// whatever the months lack. Errors: bad_value as above, or for another number of months.
Result<Headcount> headcount_of(std::span<const MonthNeed> needs, const People& people,
                               std::span<const std::uint32_t> starters);

}  // namespace tandem::headcount
