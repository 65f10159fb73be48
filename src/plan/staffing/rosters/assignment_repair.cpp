// What the matching of days leaves: shifts that nobody has, and agents with less than their least hours.
#include <algorithm>
#include <chrono>
#include <limits>

#include "plan/staffing/rosters/assignment.hpp"

namespace tandem::rosters {
namespace {

constexpr int kChainDepth = 3;
constexpr int kChainSteps = 60'000;
/// So many rounds without a change, and what is left stays.
constexpr int kRoundsWithout = 60;

}  // namespace

std::vector<Assignment::Place> Assignment::places_left() const {
  std::vector<Place> places;
  for (std::size_t day = 0; day < problem_.days; ++day)
    for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind)
      for (int i = 0; i < left_[slot(day, kind)]; ++i) places.push_back({day, kind});
  return places;
}

/// A shift goes to who can take it, be it one who has handed another on; or to one who hands another of its
/// own on, to the same end.
bool Assignment::place_by_chain(Place place, int depth) {
  const std::size_t first = random_.below(people_.size());
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const std::size_t person = people_[(first + i) % people_.size()];
    if (--budget_ < 0) return false;
    if (lines_[person][place.day] != kOff || !can(person, place.day, place.kind)) continue;
    lines_[person][place.day] = static_cast<std::int16_t>(place.kind);
    return true;
  }
  if (depth == 0) return false;
  for (std::size_t i = 0; i < people_.size(); ++i) {
    const std::size_t person = people_[(first + i) % people_.size()];
    if (in_chain_[person] || !active_[person][problem_.week_of[place.day]] ||
        !problem_.may(problem_.people[person], place.day, place.kind))
      continue;
    if (hand_on(person, place, depth)) return true;
    if (budget_ < 0) return false;
  }
  return false;
}

bool Assignment::hand_on(std::size_t person, Place place, int depth) {
  Line& line = lines_[person];
  in_chain_[person] = true;
  bool placed = false;
  for (std::size_t i = 0; i < problem_.days && !placed && budget_ >= 0; ++i) {
    const std::size_t day = (place.day + i) % problem_.days;
    // An agent has one shift a day.
    if (day != place.day && line[place.day] != kOff) break;
    if (line[day] == kOff || keeps(person, day) || line[day] == static_cast<std::int16_t>(place.kind))
      continue;
    const std::int16_t had = line[day];
    line[day] = kOff;
    --budget_;
    if (can(person, place.day, place.kind)) {
      line[place.day] = static_cast<std::int16_t>(place.kind);
      placed = place_by_chain({day, static_cast<std::size_t>(had)}, depth - 1);
      if (!placed) line[place.day] = kOff;
    }
    if (!placed) line[day] = had;
  }
  in_chain_[person] = false;
  return placed;
}

bool Assignment::repair_once() {
  bool changed = false;
  for (const Place place : places_left()) {
    if (stopped()) return false;
    for (int depth = 0; depth <= kChainDepth; ++depth) {
      budget_ = kChainSteps;
      if (!place_by_chain(place, depth)) continue;
      --left_[slot(place.day, place.kind)];
      changed = true;
      break;
    }
    if (options_.working) options_.working();
  }
  return changed;
}

void Assignment::repair() {
  for (int without = 0; without < kRoundsWithout && !places_left().empty() && !stopped(); ++without) {
    if (repair_once()) without = 0;
    // Another arrangement, as good, from which a chain may lead on.
    for (const Place place : places_left()) match_day(place.day, Pass::shaken);
    match_day(random_.below(problem_.days), Pass::shaken);
  }
}

int Assignment::missing(std::size_t person, std::size_t week) const {
  const int ticks = week_ticks(problem_, lines_[person], week);
  return ticks == 0 ? 0 : std::max(0, problem_.people[person].week_min_ticks[week] - ticks);
}

bool Assignment::take_from(std::size_t giver, std::size_t person, std::size_t week) {
  Line &from = lines_[giver], &to = lines_[person];
  const int least = problem_.people[giver].week_min_ticks[week];
  for (std::size_t day = problem_.weeks[week].from; day < problem_.weeks[week].until; ++day) {
    if (from[day] == kOff || keeps(giver, day) || keeps(person, day)) continue;
    const auto given = static_cast<std::size_t>(from[day]);
    const int others = week_ticks(problem_, from, week) - problem_.kinds[given].paid;
    const std::int16_t had = to[day];
    const int mine = had == kOff ? 0 : problem_.kinds[static_cast<std::size_t>(had)].paid;
    if (mine >= problem_.kinds[given].paid || (others + mine > 0 && others + mine < least)) continue;
    from[day] = kOff;
    to[day] = kOff;
    const bool fit =
        can(person, day, given) && (had == kOff || can(giver, day, static_cast<std::size_t>(had)));
    to[day] = fit ? static_cast<std::int16_t>(given) : had;
    from[day] = fit ? had : static_cast<std::int16_t>(given);
    if (fit) return true;
  }
  return false;
}

bool Assignment::take_over(std::size_t person, std::size_t week) {
  for (const std::size_t giver : people_)
    if (giver != person && missing(giver, week) == 0 && take_from(giver, person, week)) return true;
  return false;
}

/// A shift beyond the plan, or a longer one for one of the plan, the cheapest that helps.
bool Assignment::add_extra(std::size_t person, std::size_t week) {
  Line& line = lines_[person];
  const int lacking = missing(person, week);
  Place best{};
  double least = std::numeric_limits<double>::infinity();
  for (std::size_t day = problem_.weeks[week].from; day < problem_.weeks[week].until; ++day)
    for (std::size_t kind = 0; kind < problem_.kinds.size(); ++kind) {
      const std::int16_t had = line[day];
      const int more =
          problem_.kinds[kind].paid - (had == kOff ? 0 : problem_.kinds[static_cast<std::size_t>(had)].paid);
      if (more <= 0 || !can(person, day, kind)) continue;
      const double cost = problem_.pay(contract_, day, kind) -
                          (had == kOff ? 0 : problem_.pay(contract_, day, static_cast<std::size_t>(had)));
      // What does not help enough is to be followed by another.
      const double price = cost + 1e6 * std::max(0, lacking - more);
      if (price < least) {
        least = price;
        best = {day, kind};
      }
    }
  if (least == std::numeric_limits<double>::infinity()) return false;
  if (line[best.day] != kOff) ++left_[slot(best.day, static_cast<std::size_t>(line[best.day]))];
  line[best.day] = static_cast<std::int16_t>(best.kind);
  int& wanted = left_[slot(best.day, best.kind)];
  if (wanted > 0) --wanted;
  return true;
}

void Assignment::clear_week(std::size_t person, std::size_t week) {
  for (std::size_t day = problem_.weeks[week].from; day < problem_.weeks[week].until; ++day)
    if (std::int16_t& kind = lines_[person][day]; kind != kOff && !keeps(person, day)) {
      ++left_[slot(day, static_cast<std::size_t>(kind))];
      kind = kOff;
    }
  active_[person][week] = false;
}

/// By others' surplus, else by more work than was planned, else without the agent that week.
void Assignment::settle_least_hours() {
  for (std::size_t week = 0; week < problem_.weeks.size(); ++week)
    for (const std::size_t person : people_) {
      while (missing(person, week) > 0 && take_over(person, week)) {
      }
      while (missing(person, week) > 0 && add_extra(person, week)) {
      }
      if (missing(person, week) > 0) clear_week(person, week);
    }
  repair_once();
  // A chain may have taken hours from one who has just enough.
  for (std::size_t week = 0; week < problem_.weeks.size(); ++week)
    for (const std::size_t person : people_) {
      while (missing(person, week) > 0 && add_extra(person, week)) {
      }
      if (missing(person, week) > 0) clear_week(person, week);
    }
}

}  // namespace tandem::rosters
