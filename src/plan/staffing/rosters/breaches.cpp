#include "plan/staffing/rosters/breaches.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <optional>
#include <span>

namespace tandem::rosters {
namespace {

constexpr std::string_view kNothing = "–";

std::string clock_text(Duration time) {
  const std::int64_t minutes = time.whole_seconds() / 60 % (24 * 60);
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

std::string hours_text(Duration length) { return fmt::format("{:.4g} h", length.seconds() / 3600); }

std::string weekdays_text(Weekdays days) {
  constexpr std::array<std::string_view, 7> kNames = {"sun", "mon", "tue", "wed", "thu", "fri", "sat"};
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if (days.test(i)) names.push_back(kNames[i]);
  return names.empty() ? std::string(kNothing) : fmt::format("{}", fmt::join(names, ", "));
}

/// Goes through the shifts of one person.
class PersonCheck {
 public:
  PersonCheck(const Problem& problem, std::size_t person, std::span<const RosterShift> shifts,
              std::vector<Breach>& breaches)
      : problem_(problem),
        rules_(*problem.rules),
        index_(person),
        person_(problem.people[person]),
        contract_(problem.rules->contracts[person_.contract]),
        shifts_(shifts),
        breaches_(breaches) {}

  void check() {
    for (const RosterShift& shift : shifts_) {
      check_shift(shift);
      check_breaks(shift);
      check_absence(shift);
    }
    check_sequence();
    check_days_in_row();
    check_weeks();
    if (rules_.weekends) check_weekends();
  }

 private:
  void off(std::size_t day, std::string_view rule, std::string found, std::string allowed) {
    breaches_.push_back({index_, day, rule, std::move(found), std::move(allowed)});
  }
  int begins(const RosterShift& shift) const { return problem_.begins(shift.day, shift.kind); }
  int ends(const RosterShift& shift) const { return begins(shift) + problem_.kinds[shift.kind].length; }
  Duration time(int ticks) const { return problem_.tick * ticks; }
  std::string span_text(int from, int until) const {
    return fmt::format("{}-{}", clock_text(time(from)), clock_text(time(until)));
  }
  std::string span_text(const RosterShift& shift) const { return span_text(begins(shift), ends(shift)); }

  void check_shift(const RosterShift& shift) {
    const Kind& kind = problem_.kinds[shift.kind];
    const std::size_t weekday = weekday_index(problem_.date(shift.day));
    Weekdays today;
    today.set(weekday);
    if (!contract_.days.test(weekday))
      off(shift.day, "contracts[].days", weekdays_text(today), weekdays_text(contract_.days));
    if (kind.shift == Kind::kNone) {
      std::vector<std::string_view> names;
      for (const ShiftTemplate& one : rules_.shifts) names.push_back(one.name);
      off(shift.day, "shifts", fmt::format("{} {}", problem_.shift_name(shift.kind), span_text(shift)),
          fmt::format("{}", fmt::join(names, ", ")));
      return;
    }
    const ShiftTemplate& terms = rules_.shifts[kind.shift];
    if (!std::ranges::binary_search(contract_.shifts, kind.shift)) {
      std::vector<std::string_view> names;
      for (const std::size_t one : contract_.shifts) names.push_back(rules_.shifts[one].name);
      off(shift.day, "contracts[].shifts", terms.name,
          names.empty() ? std::string(kNothing) : fmt::format("{}", fmt::join(names, ", ")));
    }
    if (!terms.days.test(weekday))
      off(shift.day, "shifts[].days", weekdays_text(today), weekdays_text(terms.days));
    const Duration start = time(kind.start);
    if (start < terms.earliest || start > terms.latest ||
        (start - terms.earliest).microseconds() % terms.step.microseconds() != 0)
      off(shift.day, "shifts[].start", clock_text(start),
          terms.earliest == terms.latest
              ? clock_text(terms.earliest)
              : fmt::format("{}-{}, {:g} h", clock_text(terms.earliest), clock_text(terms.latest),
                            terms.step.seconds() / 3600));
    if (time(kind.length) != terms.length())
      off(shift.day, "shifts[].paid", hours_text(time(kind.length)), hours_text(terms.length()));
  }

  void check_breaks(const RosterShift& shift) {
    const std::size_t of = problem_.kinds[shift.kind].shift;
    const auto count = of == Kind::kNone ? 0 : problem_.breaks[of].size();
    std::vector<bool> has(count);
    for (const PlacedBreak& one : shift.breaks) {
      const std::string found = span_text(one.at, one.at + one.length);
      if (one.number == PlacedBreak::kNone) {
        if (of != Kind::kNone) off(shift.day, "shifts[].breaks", found, std::string(kNothing));
        continue;
      }
      has[one.number] = true;
      const BreakWindow& window = problem_.breaks[of][one.number];
      const int after = one.at - begins(shift);
      if (one.length != window.length || after < window.first || after > window.last)
        off(shift.day, "shifts[].breaks", found, window_text(shift, one.number));
    }
    for (std::size_t number = 0; number < count; ++number)
      if (!has[number]) off(shift.day, "shifts[].breaks", std::string(kNothing), window_text(shift, number));
  }

  std::string window_text(const RosterShift& shift, std::size_t number) const {
    const std::size_t of = problem_.kinds[shift.kind].shift;
    const BreakWindow& window = problem_.breaks[of][number];
    return fmt::format("{} {} {}", rules_.shifts[of].breaks[number].name, hours_text(time(window.length)),
                       span_text(begins(shift) + window.first, begins(shift) + window.last + window.length));
  }

  void check_absence(const RosterShift& shift) {
    const NamedAgent* named = person_.named;
    if (named == nullptr || !problem_.is_absent(*named, shift.day, problem_.kinds[shift.kind])) return;
    const NamedAgent on_leave{.leave = named->leave};
    const bool leave = problem_.is_absent(on_leave, shift.day, problem_.kinds[shift.kind]);
    off(shift.day, leave ? "agents[].leave" : "agents[].unavailable", span_text(shift),
        std::string(kNothing));
  }

  void check_sequence() {
    const LocalTime first(problem_.demand->first);
    for (std::size_t i = 0; i < shifts_.size(); ++i) {
      const RosterShift& shift = shifts_[i];
      std::optional<Duration> since;
      if (i > 0) {
        since = time(begins(shift) - ends(shifts_[i - 1]));
        if (shift.day == shifts_[i - 1].day)
          off(shift.day, *since < Duration() ? "one shift at a time" : "one shift a day",
              fmt::format("{}, {}", span_text(shifts_[i - 1]), span_text(shift)), "1");
      } else if (person_.past.worked_until != LocalTime::min()) {
        since = time(begins(shift)) + Duration::microseconds((first - person_.past.worked_until).count());
      }
      if (since && *since < rules_.rest && (i == 0 || shift.day != shifts_[i - 1].day))
        off(shift.day, "rest", hours_text(*since), "≥ " + hours_text(rules_.rest));
    }
  }

  bool works_on(std::size_t day) const {
    return std::ranges::any_of(shifts_, [day](const RosterShift& shift) { return shift.day == day; });
  }

  void check_days_in_row() {
    std::size_t in_row = person_.past.days_in_row;
    for (std::size_t day = 0; day <= problem_.days; ++day) {
      if (day < problem_.days && works_on(day)) {
        ++in_row;
        continue;
      }
      // Told once, of the last day.
      if (day > 0 && works_on(day - 1) && in_row > rules_.days_in_row_max)
        off(day - 1, "days_in_row_max", fmt::format("{}", in_row),
            fmt::format("≤ {}", rules_.days_in_row_max));
      in_row = 0;
    }
  }

  void check_weeks() {
    for (std::size_t week = 0; week < problem_.weeks.size(); ++week) {
      const Week& days = problem_.weeks[week];
      int ticks = 0;
      std::uint32_t worked = week == 0 ? person_.past.week_days : 0;
      for (const RosterShift& shift : shifts_)
        if (problem_.week_of[shift.day] == week) ticks += problem_.kinds[shift.kind].paid;
      std::uint32_t planned = 0;
      for (std::size_t day = days.from; day < days.until; ++day) planned += works_on(day) ? 1 : 0;
      if (planned == 0) continue;
      worked += planned;
      const Duration paid = time(ticks) + (week == 0 ? person_.past.week_paid : Duration());
      if (paid > contract_.week_max)
        off(days.from, "contracts[].hours_max", hours_text(paid), "≤ " + hours_text(contract_.week_max));
      if (worked > contract_.days_max)
        off(days.from, "contracts[].days_max", fmt::format("{}", worked),
            fmt::format("≤ {}", contract_.days_max));
      if (const int least = person_.week_min_ticks[week]; ticks < least)
        off(days.from, "contracts[].hours_min", hours_text(time(ticks)), "≥ " + hours_text(time(least)));
    }
  }

  /// Of any weekends one after another; those that end with one of the plan that is worked tell all.
  void check_weekends() {
    const auto works = [&](std::ptrdiff_t weekend) {
      const Past& past = person_.past;
      if (weekend < 0)
        return -weekend <= std::ssize(past.weekends) && past.weekends[static_cast<std::size_t>(-weekend - 1)];
      const auto& days = problem_.weekends[static_cast<std::size_t>(weekend)];
      return (weekend == 0 && past.this_weekend) ||
             std::ranges::any_of(days, [this](std::size_t day) { return works_on(day); });
    };
    const auto of = static_cast<std::ptrdiff_t>(rules_.weekends->of);
    for (std::ptrdiff_t last = 0; last < std::ssize(problem_.weekends); ++last) {
      const auto& days = problem_.weekends[static_cast<std::size_t>(last)];
      const auto day = std::ranges::find_if(days, [this](std::size_t one) { return works_on(one); });
      if (day == days.end()) continue;
      std::uint32_t count = 0;
      for (std::ptrdiff_t one = last - of + 1; one <= last; ++one) count += works(one) ? 1 : 0;
      if (count > rules_.weekends->worked_max)
        off(*day, "weekends", fmt::format("{}", count),
            fmt::format("≤ {} / {}", rules_.weekends->worked_max, rules_.weekends->of));
    }
  }

  const Problem& problem_;
  const Rules& rules_;
  std::size_t index_;
  const Person& person_;
  const Contract& contract_;
  std::span<const RosterShift> shifts_;
  std::vector<Breach>& breaches_;
};

}  // namespace

std::vector<Breach> find_breaches(const Problem& problem, const std::vector<RosterShift>& shifts) {
  std::vector<Breach> breaches;
  for (std::size_t from = 0; from < shifts.size();) {
    std::size_t until = from;
    while (until < shifts.size() && shifts[until].person == shifts[from].person) ++until;
    PersonCheck(problem, shifts[from].person, std::span(shifts).subspan(from, until - from), breaches)
        .check();
    from = until;
  }
  std::ranges::stable_sort(breaches, {}, [](const Breach& one) { return std::pair(one.person, one.day); });
  return breaches;
}

}  // namespace tandem::rosters
