#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/past.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// A shift with its start: what an agent works on a day. Times are ticks, from the midnight of its day or, of
/// breaks, from its start.
struct Kind {
  std::size_t shift = 0;  ///< of Rules::shifts
  int start = 0, length = 0;
  int paid = 0;
  int end() const { return start + length; }
};

/// Of a break of a template: how long it is, and when it may begin after the start of the shift.
struct BreakWindow {
  int length = 0, first = 0, last = 0;
};

/// Kinds of an agent, by day; kOff where there is none.
using Line = std::vector<std::int16_t>;
inline constexpr std::int16_t kOff = -1;

/// What a person of the plan may do: of those by name first, then of those that are not named.
struct Person {
  std::string name;
  std::size_t contract = 0;
  const NamedAgent* named = nullptr;
  std::vector<bool> may;            ///< by day and kind
  std::vector<bool> day_open;       ///< any kind at all
  std::vector<int> week_min_ticks;  ///< by week
  Past past;                        ///< of one that is named
};

/// From Monday to Sunday, as far as it is planned.
struct Week {
  std::size_t from = 0, until = 0;  ///< days
};

/// Families of rules: one may be left out to learn whether it is what stands in the way.
enum class Family : std::uint8_t {
  agents,
  hours_max,
  hours_min,
  days_max,
  contract_days,
  shift_days,
  absences,
  rest,
  days_in_row,
  weekends,
};
inline constexpr std::size_t kFamilies = 10;
using Families = std::bitset<kFamilies>;

/// Demand and rules on one grid of ticks, the longest that all their times lie on.
class Problem {
 public:
  /// Both must outlive it. Errors: a grid too fine to be solved.
  static Result<Problem> make(const Demand& demand, const Rules& rules, Families dropped = {});

  const Demand* demand = nullptr;
  const Rules* rules = nullptr;
  Duration tick;
  int ticks_a_day = 0;
  std::size_t days = 0;
  std::vector<double> required;  ///< by tick
  double short_cost_tick = 0;
  std::vector<Kind> kinds;
  std::vector<std::vector<BreakWindow>> breaks;  ///< by template
  std::vector<Person> people;
  std::vector<Person> anybody;  ///< by contract: one who is never absent, and of no number
  std::vector<Week> weeks;
  std::vector<std::size_t> week_of;                ///< by day
  std::vector<std::vector<std::size_t>> weekends;  ///< days of each
  Families dropped;

  std::size_t ticks() const { return required.size(); }
  int ticks_of(Duration length) const { return static_cast<int>(length / tick); }
  double hours(int ticks_long) const { return ticks_long * tick.seconds() / 3600; }
  LocalDay date(std::size_t day) const { return demand->first + std::chrono::days(day); }
  /// First tick of a kind on a day, from the start of the plan.
  int begins(std::size_t day, std::size_t kind) const {
    return static_cast<int>(day) * ticks_a_day + kinds[kind].start;
  }
  bool may(const Person& person, std::size_t day, std::size_t kind) const {
    return person.may[day * kinds.size() + kind];
  }
  /// Of the whole shift, premiums included, by the contract's cost.
  double pay(std::size_t contract, std::size_t day, std::size_t kind) const {
    return rules->contracts[contract].cost_hour * weight_[day * kinds.size() + kind];
  }
  bool drops(Family family) const { return dropped.test(static_cast<std::size_t>(family)); }

 private:
  void add_kinds();
  void add_weeks();
  void add_weights();
  void add_people();
  Person person(std::string name, std::size_t contract, const NamedAgent* named) const;
  bool is_absent(const NamedAgent& agent, std::size_t day, const Kind& kind) const;

  std::vector<double> weight_;  ///< paid hours and premiums, by day and kind
};

/// Whether a person may work a kind on a day besides what the line has on other days: what has a most, not
/// the least hours.
bool fits(const Problem& problem, const Person& person, const Line& line, std::size_t day, std::size_t kind);

/// Paid ticks in a week.
int week_ticks(const Problem& problem, const Line& line, std::size_t week);

}  // namespace tandem::rosters
