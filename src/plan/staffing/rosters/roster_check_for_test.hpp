#pragma once

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

#include "plan/staffing/rosters/roster.hpp"

namespace tandem::rosters {

/// Looks through a roster for rules that it breaks: from the rules as they are written, in minutes of the
/// wall clock, with nothing of what made it but the places of its shifts.
class RosterCheck {
 public:
  explicit RosterCheck(const Roster& roster)
      : roster_(roster), problem_(roster.problem), rules_(*roster.problem.rules) {}

  std::vector<std::string> breaches() {
    covered_.assign(problem_.days * 1440, 0);
    for (const RosterShift& shift : roster_.shifts) check_shift(shift);
    for (const auto& [person, shifts] : of_person_) check_person(person, shifts);
    check_cover();
    return std::move(breaches_);
  }

 private:
  struct Span {
    long from, until;
    long day;  ///< of the plan; less than 0: before it
    long paid;
  };
  /// In a week: paid minutes and days, those before the plan too; minutes of the plan.
  struct Worked {
    long minutes = 0, planned = 0;
    std::uint32_t days = 0;
  };
  long minutes(Duration length) const { return length.whole_seconds() / 60; }
  long minute_of(int tick) const { return tick * minutes(problem_.tick); }
  void off(std::size_t person, const std::string& what) {
    breaches_.push_back(problem_.people[person].name + ": " + what);
  }
  void cover(long from, long until, int value) {
    for (long at = from; at < until; ++at)
      if (at < std::ssize(covered_)) covered_[static_cast<std::size_t>(at)] += value;
  }

  void check_shift(const RosterShift& shift) {
    const Kind& kind = problem_.kinds[shift.kind];
    const ShiftTemplate& terms = rules_.shifts[kind.shift];
    const Contract& contract = rules_.contracts[problem_.people[shift.person].contract];
    const std::size_t weekday = weekday_index(problem_.date(shift.day));
    const long start = minute_of(kind.start), begin = static_cast<long>(shift.day) * 1440 + start;
    if (start < minutes(terms.earliest) || start > minutes(terms.latest) ||
        (start - minutes(terms.earliest)) % minutes(terms.step) != 0)
      off(shift.person, "starts out of the window");
    if (!terms.days.test(weekday) || !contract.days.test(weekday))
      off(shift.person, "works on a day off limits");
    if (std::ranges::find(contract.shifts, kind.shift) == contract.shifts.end())
      off(shift.person, "works a shift that is not of the contract");
    const long end = begin + minutes(terms.length());
    cover(begin, end, 1);
    if (shift.breaks.size() != terms.breaks.size()) off(shift.person, "lacks breaks");
    for (std::size_t i = 0; i < std::min(shift.breaks.size(), terms.breaks.size()); ++i) {
      const long from = minute_of(shift.breaks[i].at), until = from + minutes(terms.breaks[i].length);
      if (from < begin + minutes(terms.breaks[i].from) || until > begin + minutes(terms.breaks[i].until))
        off(shift.person, "has a break out of its window");
      cover(from, until, -1);
    }
    std::vector<Span>& shifts = of_person_[shift.person];
    if (shifts.empty()) add_past(problem_.people[shift.person].named, shifts);
    shifts.push_back({begin, end, static_cast<long>(shift.day), minutes(terms.paid)});
  }

  /// What was worked before the plan, as its rules have it.
  void add_past(const NamedAgent* named, std::vector<Span>& shifts) const {
    if (named == nullptr) return;
    const LocalTime first(problem_.demand->first);
    const auto minute = [&](LocalTime at) {
      return std::chrono::floor<std::chrono::minutes>(at - first).count();
    };
    for (const WorkedShift& shift : named->worked)
      if (const long from = minute(shift.from); from < 0)
        shifts.push_back({from, minute(shift.until), (from - 1439) / 1440, minutes(shift.paid)});
    std::ranges::sort(shifts, {}, &Span::from);
  }

  void check_person(std::size_t person, const std::vector<Span>& shifts) {
    const NamedAgent* named = problem_.people[person].named;
    std::map<long, Worked> weeks;
    std::map<long, bool> weekends;  // whether in the plan
    std::uint32_t in_row = 0;
    for (std::size_t i = 0; i < shifts.size(); ++i) {
      const Span& shift = shifts[i];
      const long date = problem_.demand->first.time_since_epoch().count() + shift.day;
      const long week = (date + 3) / 7;  // 1970-01-01 was a Thursday
      const bool on_weekend = kWeekend.test(weekday_index(LocalDay(std::chrono::days(date))));
      in_row = i > 0 && shift.day == shifts[i - 1].day + 1 ? in_row + 1 : 1;
      weeks[week].minutes += shift.paid;
      ++weeks[week].days;
      if (on_weekend) weekends[week] = weekends[week] || shift.day >= 0;
      if (shift.day < 0) continue;
      weeks[week].planned += shift.paid;
      if (i > 0 && shift.day == shifts[i - 1].day) off(person, "has two shifts on a day");
      if (i > 0 && shift.from - shifts[i - 1].until < minutes(rules_.rest)) off(person, "rests too little");
      if (in_row > rules_.days_in_row_max) off(person, "works too many days in a row");
      if (named != nullptr) check_absence(person, *named, shift);
    }
    const Contract& contract = rules_.contracts[problem_.people[person].contract];
    for (const auto& [week, worked] : weeks) {
      if (worked.planned == 0) continue;
      if (worked.minutes > minutes(contract.week_max)) off(person, "works too many hours");
      if (worked.days > contract.days_max) off(person, "works too many days");
      if (static_cast<double>(worked.planned) + 0.5 < least_minutes(person, week))
        off(person, "works too few hours");
    }
    for (const auto& [first, in_plan] : weekends) {
      std::uint32_t count = 0;
      bool planned = false;
      for (long week = first; rules_.weekends && week < first + rules_.weekends->of; ++week) {
        const auto found = weekends.find(week);
        count += found != weekends.end() ? 1 : 0;
        planned = planned || (found != weekends.end() && found->second);
      }
      if (planned && count > rules_.weekends->worked_max) off(person, "works too many weekends");
    }
  }

  /// The contract's least by the days of that week that are planned and open to the agent.
  double least_minutes(std::size_t person, long week) const {
    const Contract& contract = rules_.contracts[problem_.people[person].contract];
    int open = 0;
    for (std::size_t day = 0; day < problem_.days; ++day)
      if ((problem_.date(day).time_since_epoch().count() + 3) / 7 == week)
        open += problem_.people[person].day_open[day] ? 1 : 0;
    return static_cast<double>(minutes(contract.week_min)) * std::min(1.0, open / double(contract.days_max));
  }

  void check_absence(std::size_t person, const NamedAgent& agent, const Span& shift) {
    const LocalTime first(problem_.demand->first);
    const LocalTime from = first + std::chrono::minutes(shift.from),
                    until = first + std::chrono::minutes(shift.until);
    for (const LocalDay day : agent.leave)
      if (from < day + std::chrono::days(1) && LocalTime(day) < until) off(person, "works on a day of leave");
    for (const LocalSpan& span : agent.unavailable)
      if (from < span.until && span.from < until) off(person, "works while not available");
  }

  void check_cover() {
    double hours_short = 0, pay_hours = 0;
    for (std::size_t tick = 0; tick < roster_.cover.planned.size(); ++tick)
      for (long at = minute_of(static_cast<int>(tick)); at < minute_of(static_cast<int>(tick) + 1); ++at) {
        const int agents = covered_[static_cast<std::size_t>(at)];
        if (agents != roster_.cover.planned[tick]) return breaches_.push_back("the cover is counted wrongly");
        const auto interval = static_cast<std::size_t>(at / minutes(problem_.demand->interval));
        hours_short += std::max(0.0, problem_.demand->agents[interval] - agents) / 60;
      }
    for (const RosterShift& shift : roster_.shifts)
      pay_hours += static_cast<double>(minutes(rules_.shifts[problem_.kinds[shift.kind].shift].paid)) / 60;
    if (problem_.demand->skills.empty() && std::abs(hours_short - roster_.hours_short) > 1e-6)
      breaches_.push_back("hours short are counted wrongly");
    if (std::abs(pay_hours - roster_.hours_paid) > 1e-6)
      breaches_.push_back("paid hours are counted wrongly");
    if (roster_.cost() < roster_.cost_bound * (1 - 1e-6) - 1e-6)
      breaches_.push_back(fmt::format("cost {} is below its bound {}", roster_.cost(), roster_.cost_bound));
  }

  const Roster& roster_;
  const Problem& problem_;
  const Rules& rules_;
  std::vector<int> covered_;  ///< by minute
  std::map<std::size_t, std::vector<Span>> of_person_;
  std::vector<std::string> breaches_;
};

}  // namespace tandem::rosters
