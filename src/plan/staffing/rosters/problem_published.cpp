// A published roster on the grid of a problem: to be looked at, or kept.
#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>

#include "core/base/check.hpp"
#include "plan/staffing/rosters/problem.hpp"

namespace tandem::rosters {
namespace {

Duration length_of(LocalTime from, LocalTime until) { return Duration::microseconds((until - from).count()); }

bool starts_as(const ShiftTemplate& shift, Duration start) {
  return start >= shift.earliest && start <= shift.latest &&
         (start - shift.earliest).microseconds() % shift.step.microseconds() == 0;
}

}  // namespace

/// The longest grid that all times of its shifts within the plan lie on.
Duration Problem::times_of(const PublishedRoster& roster) const {
  const LocalTime first(demand->first), end = first + std::chrono::days(static_cast<int>(days));
  std::int64_t grid = 0;
  for (const PublishedShift& shift : roster.shifts) {
    if (shift.from < first || shift.from >= end) continue;
    for (const LocalTime time : {shift.from, shift.until})
      grid = std::gcd(grid, length_of(first, time).microseconds());
    for (const LocalSpan& one : shift.breaks)
      for (const LocalTime time : {one.from, one.until})
        grid = std::gcd(grid, length_of(first, time).microseconds());
  }
  return Duration::microseconds(grid);
}

/// The one that it names; where it names none that the rules have, the first of its length, if there is one
/// with a start like it.
std::size_t Problem::template_of(const PublishedShift& shift) const {
  const auto& shifts = rules->shifts;
  const auto named = std::ranges::find(shifts, shift.shift, &ShiftTemplate::name);
  if (named != shifts.end()) return static_cast<std::size_t>(named - shifts.begin());
  const Duration start = length_of(shift.day(), shift.from), length = length_of(shift.from, shift.until);
  std::size_t found = Kind::kNone;
  for (std::size_t i = shifts.size(); i-- > 0;)
    if (shifts[i].length() == length &&
        (found == Kind::kNone || starts_as(shifts[i], start) || !starts_as(shifts[found], start)))
      found = i;
  return found;
}

/// Told apart by their number where it is that of the template, else by their lengths.
std::vector<PlacedBreak> Problem::breaks_of(const PublishedShift& shift, std::size_t of) const {
  std::vector<PlacedBreak> placed;
  const LocalTime first(demand->first);
  std::size_t next = 0;
  for (const LocalSpan& span : shift.breaks) {
    PlacedBreak one{.at = ticks_of(length_of(first, span.from)),
                    .length = ticks_of(length_of(span.from, span.until)),
                    .number = PlacedBreak::kNone};
    if (of != Kind::kNone) {
      const std::vector<BreakWindow>& windows = breaks[of];
      std::size_t number = next;
      if (windows.size() != shift.breaks.size())
        while (number < windows.size() && windows[number].length != one.length) ++number;
      if (number < windows.size()) {
        one.number = number;
        next = number + 1;
      }
    }
    placed.push_back(one);
  }
  return placed;
}

std::size_t Problem::kind_of(const PublishedShift& shift) {
  const std::size_t of = template_of(shift);
  Kind kind{.shift = of,
            .start = ticks_of(length_of(shift.day(), shift.from)),
            .length = ticks_of(length_of(shift.from, shift.until))};
  kind.paid = kind.length;
  if (of != Kind::kNone && ticks_of(rules->shifts[of].length()) == kind.length) {
    kind.paid = ticks_of(rules->shifts[of].paid);
  } else {
    for (const PlacedBreak& one : breaks_of(shift, of))
      if (one.number == PlacedBreak::kNone || !rules->shifts[of].breaks[one.number].paid)
        kind.paid -= one.length;
  }
  const std::string name = shift.shift.empty() ? "shift" : shift.shift;
  for (std::size_t i = 0; i < kinds.size(); ++i)
    if (kinds[i] == kind && (of != Kind::kNone || other_names_[i - rule_kinds] == name)) return i;
  kinds.push_back(kind);
  other_names_.push_back(name);
  return kinds.size() - 1;
}

/// Their people are known later.
void Problem::add_published(const PublishedRoster& roster) {
  for (const PublishedShift& shift : roster.shifts) {
    if (kinds.size() > kKindsMax) return;  // and is refused
    const auto day = (shift.day() - demand->first).count();
    if (day < 0 || day >= static_cast<std::int64_t>(days)) continue;
    const std::size_t kind = kind_of(shift);
    published.push_back(
        {published_agents_.size(), static_cast<std::size_t>(day), kind, breaks_of(shift, kinds[kind].shift)});
    published_agents_.push_back(shift.agent);
  }
}

void Problem::find_people() {
  if (published.empty()) return;
  std::map<std::string_view, std::size_t> places;
  for (std::size_t i = 0; i < people.size(); ++i) places[people[i].name] = i;
  for (RosterShift& shift : published) {
    const auto person = places.find(published_agents_[shift.person]);
    TANDEM_CHECK(person != places.end(), "the rules name the agents of a published roster");
    shift.person = person->second;
  }
  published_agents_.clear();
  std::ranges::stable_sort(published, {}, [this](const RosterShift& shift) {
    return std::tuple(shift.person, shift.day, kinds[shift.kind].start);
  });
}

Result<void> Problem::keep_published() {
  std::vector<RosterShift> kept;
  for (RosterShift& shift : published) {
    Person& person = people[shift.person];
    if (person.named != nullptr && !drops(Family::absences) &&
        is_absent(*person.named, shift.day, kinds[shift.kind])) {
      let_go.push_back(std::move(shift));
      continue;
    }
    if (person.kept.empty()) person.kept.assign(days, kOff);
    if (person.kept[shift.day] != kOff)
      return failure(ErrorCode::bad_value,
                     "the roster to keep has two shifts of {} on {}; expected one a day at most", person.name,
                     to_text(date(shift.day)));
    person.kept[shift.day] = static_cast<std::int16_t>(shift.kind);
    kept.push_back(std::move(shift));
  }
  published = std::move(kept);
  for (const RosterShift& shift : published) {
    if (!has_breaks(shift) && shift.kind < rule_kinds) continue;  // its breaks are still to be placed
    std::vector<int>& cover = kept_cover[crew_of(shift.person)];
    const auto add = [&](int from, int length, int agents) {
      for (int at = from; at < from + length; ++at)
        if (static_cast<std::size_t>(at) < cover.size()) cover[static_cast<std::size_t>(at)] += agents;
    };
    add(begins(shift.day, shift.kind), kinds[shift.kind].length, 1);
    for (const PlacedBreak& one : shift.breaks) add(one.at, one.length, -1);
  }
  keep_lines();
  return {};
}

void Problem::keep_lines() {
  for (Person& person : people) {
    if (person.kept.empty()) continue;
    for (std::size_t day = 0; day < days; ++day)
      if (person.keeps(day))
        person.locked = person.locked || !goes_with(*this, person, person.kept, day,
                                                    static_cast<std::size_t>(person.kept[day]));
    for (std::size_t day = 0; day < days; ++day) {
      for (std::size_t kind = 0; kind < rule_kinds; ++kind)
        if (may(person, day, kind) &&
            (person.locked || person.keeps(day) || !goes_with(*this, person, person.kept, day, kind)))
          person.may[day * kinds.size() + kind] = false;
      if (person.keeps(day)) person.day_open[day] = true;
    }
    // What was published is asked for no more hours.
    for (std::size_t week = 0; week < weeks.size(); ++week)
      if (const int had = week_ticks(*this, person.kept, week); had > 0)
        person.week_min_ticks[week] = std::min(person.week_min_ticks[week], had);
  }
}

}  // namespace tandem::rosters
