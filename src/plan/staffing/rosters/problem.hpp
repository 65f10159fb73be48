#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/rosters/past.hpp"
#include "plan/staffing/rosters/published.hpp"
#include "plan/staffing/rosters/rules.hpp"

namespace tandem::rosters {

/// How many there may be.
inline constexpr std::size_t kKindsMax = 2'000;

/// A shift with its start: what an agent works on a day. Times are ticks, from the midnight of its day or, of
/// breaks, from its start.
struct Kind {
  std::size_t shift = 0;  ///< of Rules::shifts; kNone: a published shift that is none of them
  int start = 0, length = 0;
  int paid = 0;
  int end() const { return start + length; }

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
  friend bool operator==(const Kind&, const Kind&) = default;
};

/// Of a break of a template: how long it is, and when it may begin after the start of the shift.
struct BreakWindow {
  int length = 0, first = 0, last = 0;
};

struct PlacedBreak {
  int at = 0;  ///< from the start of the plan
  int length = 0;
  std::size_t number = 0;  ///< of the template's breaks; kNone: none of them, in a published shift

  static constexpr std::size_t kNone = static_cast<std::size_t>(-1);
};

/// A shift of a person with its breaks, in order of time; ticks from the start of the plan.
struct RosterShift {
  std::size_t person = 0, day = 0, kind = 0;
  std::vector<PlacedBreak> breaks;
};

/// Kinds of an agent, by day; kOff where there is none.
using Line = std::vector<std::int16_t>;
inline constexpr std::int16_t kOff = -1;

/// Of the skills that the demand tells apart; where it tells none, all have the first.
using SkillSet = std::bitset<kSkillsMax>;

/// Agents of a contract with the same skills: they are not told apart.
struct Group {
  std::size_t contract = 0;
  std::size_t crew = 0;  ///< of Problem::crews
};

/// What a person of the plan may do: of those by name first, then of those that are not named.
struct Person {
  std::string name;
  std::size_t contract = 0;
  const NamedAgent* named = nullptr;
  std::size_t group = 0;            ///< of Problem::groups
  std::vector<bool> may;            ///< by day and kind
  std::vector<bool> day_open;       ///< any kind at all
  std::vector<int> week_min_ticks;  ///< by week
  Past past;                        ///< of one that is named
  /// Published shifts that stay, by day; empty: none. Of those days `may` has nothing, and of others what
  /// goes with them.
  Line kept;
  /// The shifts kept are against the rules by themselves: they stay, and no other is added.
  bool locked = false;

  bool keeps(std::size_t day) const { return !kept.empty() && kept[day] != kOff; }
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
  kept,
  skills,
};
inline constexpr std::size_t kFamilies = 12;
using Families = std::bitset<kFamilies>;

/// A roster that a problem has besides demand and rules.
struct Published {
  const PublishedRoster* roster = nullptr;
  bool keep = false;  ///< its shifts stay, and others are made around them; else it is only looked at
};

/// Demand and rules on one grid of ticks, the longest that all their times lie on.
class Problem {
 public:
  /// What it is given must outlive it; the rules name every agent of a published roster (adopt_agents).
  /// Errors: a grid too fine to be solved; of a roster that is kept: two shifts of an agent on a day.
  static Result<Problem> make(const Demand& demand, const Rules& rules, Families dropped = {},
                              Published published = {});

  const Demand* demand = nullptr;
  const Rules* rules = nullptr;
  Duration tick;
  int ticks_a_day = 0;
  std::size_t days = 0;
  std::vector<double> required;  ///< by tick
  std::vector<double>
      uncovered;  ///< of those what kept shifts with their breaks do not cover; may be negative
  /// Of those, by skill and tick; one where the demand tells none apart.
  std::vector<std::vector<double>> required_of;
  std::vector<SkillSet> crews;  ///< sets of skills that agents have, each once
  std::vector<Group> groups;    ///< by contract
  /// The sets of skills whose demand together can be more than who has any of them can serve (Hall 1935):
  /// where agents are enough for each of these, they are for all. A set is left out where a larger one that
  /// the same crews serve says more, or two apart from each other say the same.
  std::vector<SkillSet> unions;
  std::vector<std::vector<int>> kept_cover;  ///< kept shifts with their breaks, by crew and tick
  double short_cost_tick = 0;
  std::vector<Kind> kinds;     ///< those of the rules, then those that only the published roster has
  std::size_t rule_kinds = 0;  ///< how many are of the rules
  std::vector<std::vector<BreakWindow>> breaks;  ///< by template
  std::vector<Person> people;
  std::vector<Person> anybody;  ///< by contract: one who is never absent, and of no number
  std::vector<Week> weeks;
  std::vector<std::size_t> week_of;                ///< by day
  std::vector<std::vector<std::size_t>> weekends;  ///< days of each
  Families dropped;
  /// The published shifts that start within the plan, by person and start; of a roster to be kept those that
  /// are.
  std::vector<RosterShift> published;
  /// Of a roster to be kept, those that leave or absence rules out.
  std::vector<RosterShift> let_go;

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
  const SkillSet& skills_of(const Person& person) const { return crews[groups[person.group].crew]; }
  std::size_t crew_of(std::size_t person) const { return groups[people[person].group].crew; }
  std::string_view shift_name(std::size_t kind) const {
    return kinds[kind].shift == Kind::kNone ? other_names_[kind - rule_kinds]
                                            : rules->shifts[kinds[kind].shift].name;
  }
  std::string_view break_name(std::size_t kind, const PlacedBreak& placed) const {
    if (placed.number == PlacedBreak::kNone) return "break";
    return rules->shifts[kinds[kind].shift].breaks[placed.number].name;
  }
  bool break_paid(std::size_t kind, const PlacedBreak& placed) const {
    return placed.number != PlacedBreak::kNone && rules->shifts[kinds[kind].shift].breaks[placed.number].paid;
  }
  /// All breaks that its template has.
  bool has_breaks(const RosterShift& shift) const {
    const Kind& kind = kinds[shift.kind];
    return kind.shift == Kind::kNone || shift.breaks.size() >= breaks[kind.shift].size();
  }
  bool is_absent(const NamedAgent& agent, std::size_t day, const Kind& kind) const;
  bool drops(Family family) const { return dropped.test(static_cast<std::size_t>(family)); }

 private:
  void add_kinds();
  void add_weeks();
  void add_weights();
  void add_people();
  void add_skills();
  void add_groups();
  Result<void> add_unions();
  SkillSet skills_of(const Contract& contract, const NamedAgent* named) const;
  Person person(std::string name, std::size_t contract, const NamedAgent* named) const;
  Duration times_of(const PublishedRoster& roster) const;
  void add_published(const PublishedRoster& roster);
  std::size_t kind_of(const PublishedShift& shift);
  std::vector<PlacedBreak> breaks_of(const PublishedShift& shift, std::size_t of) const;
  std::size_t template_of(const PublishedShift& shift) const;
  void find_people();
  Result<void> keep_published();
  void keep_lines();

  std::vector<double> weight_;                 ///< paid hours and premiums, by day and kind
  std::vector<std::string> other_names_;       ///< of the kinds that are not of the rules
  std::vector<std::string> published_agents_;  ///< of `published`, until they are found
};

/// Whether a kind on a day keeps to the rules that reach over several days, beside what the line has on other
/// days: what has a most, not the least hours.
bool goes_with(const Problem& problem, const Person& person, const Line& line, std::size_t day,
               std::size_t kind);

/// Whether a person may work a kind on a day, and it goes with the line.
bool fits(const Problem& problem, const Person& person, const Line& line, std::size_t day, std::size_t kind);

/// Paid ticks in a week.
int week_ticks(const Problem& problem, const Line& line, std::size_t week);

}  // namespace tandem::rosters
