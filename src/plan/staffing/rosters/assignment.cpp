#include "plan/staffing/rosters/assignment.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "plan/staffing/rosters/matching.hpp"

namespace tandem::rosters {
namespace {

/// Of a shift that nobody gets; wishes and burdens weigh tens at most.
constexpr double kWithout = 1e6;
/// What is drawn on top of costs: to tell equals apart, or to find other arrangements.
constexpr double kTies = 0.3, kShaken = 30;
/// Of an hour that an agent lacks to the least of the week.
constexpr double kMissingHour = 1e3;

double now_seconds() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

}  // namespace

Assignment::Assignment(const Problem& problem, std::size_t group, std::vector<int> counts,
                       std::vector<Line>& lines, const AssignOptions& options)
    : problem_(problem),
      contract_(problem.groups[group].contract),
      left_(std::move(counts)),
      lines_(lines),
      options_(options),
      random_(Random::stream(options.seed, group)),
      active_(problem.people.size(), std::vector<bool>(problem.weeks.size())),
      in_chain_(problem.people.size()) {
  for (std::size_t i = 0; i < problem.people.size(); ++i)
    if (problem.people[i].group == group) {
      people_.push_back(i);
      if (!problem.people[i].kept.empty()) lines_[i] = problem.people[i].kept;
    }
}

bool Assignment::stopped() const {
  return now_seconds() > until_seconds_ || (options_.cancel != nullptr && *options_.cancel);
}

void Assignment::run() {
  until_seconds_ = now_seconds() + options_.seconds;
  if (people_.empty()) return;
  choose_active();
  for (std::size_t day = 0; day < problem_.days; ++day) match_day(day, Pass::first);
  constexpr int kPasses = 2;
  for (int pass = 0; pass < kPasses && !stopped(); ++pass)
    for (std::size_t day = 0; day < problem_.days; ++day) match_day(day, Pass::again);
  repair();
  settle_least_hours();
}

/// Where a contract has least hours, no more agents than can have them: those with the most open days first.
void Assignment::choose_active() {
  for (std::size_t week = 0; week < problem_.weeks.size(); ++week) {
    const Week& days = problem_.weeks[week];
    int ticks = 0, shifts = 0;
    for (std::size_t day = days.from; day < days.until; ++day)
      for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind) {
        ticks += left_[slot(day, kind)] * problem_.kinds[kind].paid;
        shifts += left_[slot(day, kind)];
      }
    std::vector<std::size_t> order = people_;
    const auto open_days = [&](std::size_t person) {
      const auto& open = problem_.people[person].day_open;
      return std::count(open.begin() + static_cast<std::ptrdiff_t>(days.from),
                        open.begin() + static_cast<std::ptrdiff_t>(days.until), true);
    };
    std::ranges::stable_sort(order, std::greater(), open_days);
    std::size_t heads = 0;
    for (const std::size_t person : order) {
      const int kept = week_ticks(problem_, lines_[person], week);
      const int least = std::max(0, problem_.people[person].week_min_ticks[week] - kept);
      if (open_days(person) == 0 || ticks < least) continue;
      ticks -= least;
      active_[person][week] = true;
      ++heads;
    }
    days_wanted_.push_back(heads == 0 ? 0 : static_cast<double>(shifts) / static_cast<double>(heads));
  }
}

bool Assignment::can(std::size_t person, std::size_t day, std::size_t kind) const {
  return active_[person][problem_.week_of[day]] &&
         fits(problem_, problem_.people[person], lines_[person], day, kind);
}

/// All shifts of a day, those that somebody has and those that are left, are given anew; the other days stay.
void Assignment::match_day(std::size_t day, Pass pass) {
  for (const std::size_t person : people_)
    if (std::int16_t& kind = lines_[person][day]; kind != kOff && !keeps(person, day)) {
      ++left_[slot(day, static_cast<std::size_t>(kind))];
      kind = kOff;
    }
  std::vector<std::size_t> shifts;
  for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind)
    for (int i = 0; i < left_[slot(day, kind)]; ++i) shifts.push_back(kind);
  const double noise = pass == Pass::shaken ? kShaken : kTies;
  std::vector<double> costs(shifts.size() * people_.size(), kForbidden);
  for (std::size_t column = 0; column < people_.size(); ++column) {
    const std::size_t person = people_[column];
    double cost = kForbidden;
    for (std::size_t row = 0; row < shifts.size(); ++row) {
      if (row == 0 || shifts[row] != shifts[row - 1])
        cost = can(person, day, shifts[row])
                   ? wish_cost(person, day, shifts[row]) + week_cost(person, day, shifts[row], pass) +
                         change_cost(person, day, shifts[row]) + burden_cost(person, day, shifts[row])
                   : kForbidden;
      costs[row * people_.size() + column] = cost + random_.uniform() * noise;
    }
  }
  const auto given = least_cost_matching(costs, shifts.size(), people_.size(), kWithout);
  for (std::size_t row = 0; row < shifts.size(); ++row) {
    if (given[row] == people_.size() || costs[row * people_.size() + given[row]] >= kForbidden) continue;
    lines_[people_[given[row]]][day] = static_cast<std::int16_t>(shifts[row]);
    --left_[slot(day, shifts[row])];
  }
  if (options_.working) options_.working();
}

double Assignment::wish_cost(std::size_t person, std::size_t day, std::size_t kind) const {
  const NamedAgent* named = problem_.people[person].named;
  if (named == nullptr) return 0;
  double cost = 0;
  if (!named->preferred_shifts.empty() &&
      !std::ranges::binary_search(named->preferred_shifts, problem_.kinds[kind].shift))
    cost += 8;
  if (named->preferred_days_off.test(weekday_index(problem_.date(day)))) cost += 12;
  return cost;
}

/// Who is behind, of the days that each should have by now or of the least hours, goes first.
double Assignment::week_cost(std::size_t person, std::size_t day, std::size_t kind, Pass pass) const {
  const std::size_t week = problem_.week_of[day];
  const int least = problem_.people[person].week_min_ticks[week];
  const int had = week_ticks(problem_, lines_[person], week);
  const int helps = std::clamp(least - had, 0, problem_.kinds[kind].paid);
  if (pass != Pass::first) return problem_.hours(had) * 0.2 - kMissingHour * problem_.hours(helps);
  double open = 0, open_before = 0, worked = 0;
  for (std::size_t other = problem_.weeks[week].from; other < problem_.weeks[week].until; ++other) {
    if (!problem_.people[person].day_open[other]) continue;
    ++open;
    if (other < day) ++open_before;
    if (lines_[person][other] != kOff) ++worked;
  }
  const double wanted = days_wanted_[week];
  return 15 * (worked - wanted * open_before / open) + problem_.hours(had - least) * 0.2;
}

/// Starts that stay the same from day to day are good for people, and leave rest enough.
double Assignment::change_cost(std::size_t person, std::size_t day, std::size_t kind) const {
  double cost = 0;
  for (const std::size_t other : {day - 1, day + 1}) {
    if (other >= problem_.days || lines_[person][other] == kOff) continue;
    const Kind& its = problem_.kinds[static_cast<std::size_t>(lines_[person][other])];
    cost += std::abs(problem_.hours(its.start - problem_.kinds[kind].start));
  }
  return cost;
}

/// Weekends, early and late shifts go round.
double Assignment::burden_cost(std::size_t person, std::size_t day, std::size_t kind) const {
  constexpr double kEarlyHour = 7.5, kLateHour = 20;
  const auto hardship = [&](const Kind& shift) {
    return (problem_.hours(shift.start) < kEarlyHour ? 1 : 0) +
           (problem_.hours(shift.end()) > kLateHour ? 1 : 0);
  };
  const auto on_weekend = [&](std::size_t at) { return kWeekend.test(weekday_index(problem_.date(at))); };
  double weekends = 0, hard = 0;
  for (std::size_t other = 0; other < problem_.days; ++other) {
    if (other == day || lines_[person][other] == kOff) continue;
    weekends += on_weekend(other) ? 1 : 0;
    hard += hardship(problem_.kinds[static_cast<std::size_t>(lines_[person][other])]);
  }
  return (on_weekend(day) ? 3 * weekends : 0) + (hardship(problem_.kinds[kind]) > 0 ? 0.5 * hard : 0);
}

}  // namespace tandem::rosters
