#include "plan/staffing/rosters/problem.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>

namespace tandem::rosters {
namespace {

constexpr std::size_t kTicksMax = 20'000;
/// Of a roster that is only looked at: six weeks in minutes.
constexpr std::size_t kTicksLookedAtMax = 61'000;

/// How much of a stretch lies between two times of every day, or of days of the week.
double night_share(const Rules& rules, Duration start, Duration length) {
  std::int64_t inside = 0;
  for (Duration at = start; at < start + length; at += Duration::minutes(5)) {
    const Duration clock = Duration::microseconds(at.microseconds() % Duration::hours(24).microseconds());
    const bool over_midnight = rules.night_from > rules.night_until;
    const bool after = clock >= rules.night_from, before = clock < rules.night_until;
    inside += (over_midnight ? after || before : after && before) ? 1 : 0;
  }
  return static_cast<double>(inside) / (length / Duration::minutes(5));
}

double sunday_share(LocalDay day, Duration start, Duration length) {
  const Duration first = std::max(Duration(), std::min(start + length, Duration::hours(24)) - start);
  const std::size_t weekday = weekday_index(day);
  if (weekday == 0) return first / length;
  return weekday == 6 ? (length - first) / length : 0;
}

}  // namespace

Result<Problem> Problem::make(const Demand& demand, const Rules& rules, Families dropped,
                              Published published) {
  Problem problem;
  problem.demand = &demand;
  problem.rules = &rules;
  problem.dropped = dropped;
  if (problem.drops(Family::kept)) published = {};
  std::int64_t tick = demand.interval.microseconds();
  for (const ShiftTemplate& shift : rules.shifts) {
    for (const Duration time : {shift.earliest, shift.paid, shift.length()})
      tick = std::gcd(tick, time.microseconds());
    if (shift.latest > shift.earliest) tick = std::gcd(tick, shift.step.microseconds());
    for (const Break& one : shift.breaks)
      for (const Duration time : {one.length, one.from, one.until})
        tick = std::gcd(tick, time.microseconds());
  }
  problem.days = demand.days;
  if (published.roster != nullptr) tick = std::gcd(tick, problem.times_of(*published.roster).microseconds());
  problem.tick = Duration::microseconds(tick);
  problem.ticks_a_day = static_cast<int>(Duration::days(1) / problem.tick);
  const auto parts = static_cast<std::size_t>(demand.interval / problem.tick);
  for (const double agents : demand.agents) problem.required.insert(problem.required.end(), parts, agents);
  problem.short_cost_tick = rules.shortfall_cost_hour * problem.tick.seconds() / 3600;
  problem.add_kinds();
  const bool looked_at = published.roster != nullptr && !published.keep;
  const std::size_t ticks_max = looked_at ? kTicksLookedAtMax : kTicksMax;
  if (published.roster != nullptr) problem.add_published(*published.roster);
  if (problem.kinds.size() > kKindsMax || problem.ticks() > ticks_max)
    return failure(
        ErrorCode::limit,
        "the rules have {} starts of shifts, on a grid of {} steps of {:g} minutes; expected at most "
        "{} and {}: use longer steps, or plan fewer days",
        problem.kinds.size(), problem.ticks(), problem.tick.seconds() / 60, kKindsMax, ticks_max);
  problem.add_weeks();
  problem.add_weights();
  problem.add_people();
  problem.add_skills();
  problem.add_groups();
  TANDEM_TRY(problem.add_unions());
  problem.kept_cover.assign(problem.crews.size(), std::vector<int>(problem.ticks()));
  problem.find_people();
  if (published.keep) TANDEM_TRY(problem.keep_published());
  return problem;
}

void Problem::add_kinds() {
  for (std::size_t i = 0; i < rules->shifts.size(); ++i) {
    const ShiftTemplate& shift = rules->shifts[i];
    for (Duration start = shift.earliest; start <= shift.latest; start += shift.step)
      kinds.push_back({i, ticks_of(start), ticks_of(shift.length()), ticks_of(shift.paid)});
    std::vector<BreakWindow>& windows = breaks.emplace_back();
    for (const Break& one : shift.breaks)
      windows.push_back({ticks_of(one.length), ticks_of(one.from), ticks_of(one.until - one.length)});
  }
  rule_kinds = kinds.size();
}

void Problem::add_weeks() {
  for (std::size_t day = 0; day < days; ++day) {
    const std::size_t weekday = weekday_index(date(day));
    if (weeks.empty() || weekday == 1) weeks.push_back({day, day});
    weeks.back().until = day + 1;
    week_of.push_back(weeks.size() - 1);
    if (weekday == 6 || (weekday == 0 && day == 0)) weekends.push_back({day});
    if (weekday == 0 && day > 0) weekends.back().push_back(day);
  }
}

void Problem::add_weights() {
  for (std::size_t day = 0; day < days; ++day)
    for (const Kind& kind : kinds) {
      const Duration start = tick * kind.start, length = tick * kind.length;
      weight_.push_back(hours(kind.paid) * (1 + rules->night_premium * night_share(*rules, start, length) +
                                            rules->sunday_premium * sunday_share(date(day), start, length)));
    }
}

void Problem::add_people() {
  std::vector<std::uint32_t> unnamed;
  for (const Contract& contract : rules->contracts) {
    anybody.push_back(person(contract.name, unnamed.size(), nullptr));
    unnamed.push_back(contract.agents);
  }
  std::set<std::string_view> named;
  for (const NamedAgent& agent : rules->agents) {
    named.insert(agent.name);
    people.push_back(person(agent.name, agent.contract, &agent));
    --unnamed[agent.contract];
  }
  for (std::size_t i = 0; i < unnamed.size(); ++i)
    for (std::uint32_t number = 1; unnamed[i] > 0; ++number) {
      std::string name = fmt::format("{} {}", rules->contracts[i].name, number);
      if (named.contains(name)) continue;
      people.push_back(anybody[i]);
      people.back().name = std::move(name);
      --unnamed[i];
    }
}

namespace {

/// As `fits` has it, of what a line without shifts leaves to a person by what was worked before the plan.
bool past_allows(const Problem& problem, const Person& person, std::size_t day, std::size_t kind);

}  // namespace

Person Problem::person(std::string name, std::size_t contract, const NamedAgent* named) const {
  Person person{.name = std::move(name), .contract = contract, .named = named};
  if (named != nullptr) person.past = past_of(*named, demand->first);
  person.may.resize(days * kinds.size());
  person.day_open.resize(days);
  const Contract& terms = rules->contracts[contract];
  for (std::size_t day = 0; day < days; ++day) {
    const std::size_t weekday = weekday_index(date(day));
    if (!terms.days.test(weekday) && !drops(Family::contract_days)) continue;
    for (std::size_t i = 0; i < rule_kinds; ++i) {
      const bool allowed = std::ranges::binary_search(terms.shifts, kinds[i].shift);
      const bool on_day = rules->shifts[kinds[i].shift].days.test(weekday) || drops(Family::shift_days);
      const bool absent = named != nullptr && !drops(Family::absences) && is_absent(*named, day, kinds[i]);
      const bool over = named != nullptr && !past_allows(*this, person, day, i);
      if (!allowed || !on_day || absent || over) continue;
      person.may[day * kinds.size() + i] = true;
      person.day_open[day] = true;
    }
  }
  for (const Week& week : weeks) {
    const auto open = std::count(person.day_open.begin() + static_cast<std::ptrdiff_t>(week.from),
                                 person.day_open.begin() + static_cast<std::ptrdiff_t>(week.until), true);
    // Half up to a tick: the share of a week that is left.
    const double share = std::min(1.0, static_cast<double>(open) / terms.days_max);
    person.week_min_ticks.push_back(
        drops(Family::hours_min) ? 0 : static_cast<int>(std::ceil(terms.week_min / tick * share - 1e-9)));
  }
  return person;
}

bool Problem::is_absent(const NamedAgent& agent, std::size_t day, const Kind& kind) const {
  using std::chrono::microseconds;
  const LocalTime from = LocalTime(date(day)) + microseconds((tick * kind.start).microseconds());
  const LocalTime until = from + microseconds((tick * kind.length).microseconds());
  const auto touches = [&](LocalTime begin, LocalTime end) { return begin < until && from < end; };
  return std::ranges::any_of(agent.leave,
                             [&](LocalDay leave) { return touches(leave, leave + std::chrono::days(1)); }) ||
         std::ranges::any_of(agent.unavailable,
                             [&](const LocalSpan& span) { return touches(span.from, span.until); });
}

namespace {

bool rests_from_past(const Problem& problem, const Person& person, std::size_t day, std::size_t kind) {
  if (person.past.worked_until == LocalTime::min()) return true;
  using std::chrono::microseconds;
  const LocalTime rested = person.past.worked_until + microseconds(problem.rules->rest.microseconds());
  const Duration start = problem.tick * problem.kinds[kind].start;
  return rested <= LocalTime(problem.date(day)) + microseconds(start.microseconds());
}

bool rests(const Problem& problem, const Line& line, std::size_t day, std::size_t kind) {
  const int begin = problem.begins(day, kind), end = begin + problem.kinds[kind].length;
  // In ticks, upwards: the rest need not lie on the grid.
  const int rest = static_cast<int>(std::ceil(problem.rules->rest / problem.tick - 1e-9));
  constexpr std::size_t kDaysNear = 4;  // longer than any shift with its rest
  for (std::size_t other = day > kDaysNear ? day - kDaysNear : 0;
       other < std::min(problem.days, day + kDaysNear + 1); ++other) {
    if (other == day || line[other] == kOff) continue;
    const auto its = static_cast<std::size_t>(line[other]);
    const int from = problem.begins(other, its), until = from + problem.kinds[its].length;
    if (other < day ? until + rest > begin : end + rest > from) return false;
  }
  return true;
}

bool keeps_days_in_row(const Problem& problem, const Person& person, const Line& line, std::size_t day) {
  std::size_t before = day, after = day + 1;
  while (before > 0 && line[before - 1] != kOff) --before;
  while (after < problem.days && line[after] != kOff) ++after;
  const std::size_t past = before == 0 ? person.past.days_in_row : 0;
  return past + after - before <= problem.rules->days_in_row_max;
}

bool keeps_weekends(const Problem& problem, const Person& person, const Line& line, std::size_t day) {
  const WeekendRule& rule = *problem.rules->weekends;
  const auto& weekends = problem.weekends;
  const auto at =
      std::ranges::find_if(weekends,
                           [&](const auto& days) { return std::ranges::find(days, day) != days.end(); }) -
      weekends.begin();
  // Those before the plan are -1, -2 and so on.
  const auto worked = [&](std::ptrdiff_t weekend) {
    const Past& past = person.past;
    if (weekend < 0)
      return -weekend <= std::ssize(past.weekends) && past.weekends[static_cast<std::size_t>(-weekend - 1)];
    return weekend == at || (weekend == 0 && past.this_weekend) ||
           std::ranges::any_of(weekends[static_cast<std::size_t>(weekend)],
                               [&](std::size_t one) { return line[one] != kOff; });
  };
  const auto of = static_cast<std::ptrdiff_t>(rule.of);
  for (std::ptrdiff_t first = at - of + 1; first <= at; ++first) {
    std::uint32_t count = 0;
    for (std::ptrdiff_t one = first; one < std::min(std::ssize(weekends), first + of); ++one)
      count += worked(one) ? 1 : 0;
    if (count > rule.worked_max) return false;
  }
  return true;
}

bool past_allows(const Problem& problem, const Person& person, std::size_t day, std::size_t kind) {
  const Line none(problem.days, kOff);
  const Past& past = person.past;
  const Contract& contract = problem.rules->contracts[person.contract];
  if (problem.week_of[day] == 0) {
    const Duration paid = past.week_paid + problem.tick * problem.kinds[kind].paid;
    if (past.week_paid > Duration() && paid > contract.week_max && !problem.drops(Family::hours_max))
      return false;
    if (past.week_days >= contract.days_max && !problem.drops(Family::days_max)) return false;
  }
  if (!problem.drops(Family::rest) && !rests_from_past(problem, person, day, kind)) return false;
  if (!problem.drops(Family::days_in_row) && !keeps_days_in_row(problem, person, none, day)) return false;
  return !problem.rules->weekends || problem.drops(Family::weekends) ||
         !kWeekend.test(weekday_index(problem.date(day))) || keeps_weekends(problem, person, none, day);
}

}  // namespace

int week_ticks(const Problem& problem, const Line& line, std::size_t week) {
  int ticks = 0;
  for (std::size_t day = problem.weeks[week].from; day < problem.weeks[week].until; ++day)
    if (line[day] != kOff) ticks += problem.kinds[static_cast<std::size_t>(line[day])].paid;
  return ticks;
}

bool goes_with(const Problem& problem, const Person& person, const Line& line, std::size_t day,
               std::size_t kind) {
  const Contract& contract = problem.rules->contracts[person.contract];
  const std::size_t week = problem.week_of[day];
  const Kind* had = line[day] == kOff ? nullptr : &problem.kinds[static_cast<std::size_t>(line[day])];
  const int others = week_ticks(problem, line, week) - (had != nullptr ? had->paid : 0);
  const bool first_week = week == 0;
  const Duration paid_before = first_week ? person.past.week_paid : Duration();
  if (!problem.drops(Family::hours_max) &&
      paid_before + problem.tick * (others + problem.kinds[kind].paid) > contract.week_max)
    return false;
  std::uint32_t worked = 1 + (first_week ? person.past.week_days : 0);
  for (std::size_t other = problem.weeks[week].from; other < problem.weeks[week].until; ++other)
    worked += other != day && line[other] != kOff ? 1 : 0;
  if (!problem.drops(Family::days_max) && worked > contract.days_max) return false;
  if (!problem.drops(Family::days_in_row) && !keeps_days_in_row(problem, person, line, day)) return false;
  if (problem.rules->weekends && !problem.drops(Family::weekends) &&
      kWeekend.test(weekday_index(problem.date(day))) && !keeps_weekends(problem, person, line, day))
    return false;
  return problem.drops(Family::rest) ||
         (rests_from_past(problem, person, day, kind) && rests(problem, line, day, kind));
}

bool fits(const Problem& problem, const Person& person, const Line& line, std::size_t day, std::size_t kind) {
  return problem.may(person, day, kind) && goes_with(problem, person, line, day, kind);
}

}  // namespace tandem::rosters
