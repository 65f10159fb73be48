#include "plan/staffing/rosters/improvement.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace tandem::rosters {
namespace {

/// Looks at what a tick lacks: for each day of an agent, and in all. Where agents differ in skills, one takes
/// several times longer.
constexpr double kLooksADay = 20'000, kLooksMax = 40e6, kSkillLooks = 6;
/// A step that costs so many hours' pay more is still taken one time in three at first.
constexpr double kHoursAtFirst = 0.05;
/// What a wish, and an hour's change of the start from day to day, weigh: money to nobody, but where it makes
/// no other difference.
constexpr double kWish = 0.05, kChangedHour = 0.01;
constexpr double kNothing = 1e-7;

}  // namespace

Improvement::Improvement(const Problem& problem, std::vector<RosterShift> shifts,
                         const ImproveOptions& options)
    : problem_(problem),
      options_(options),
      random_(Random::stream(options.seed, 1'000'003)),
      lines_(problem.people.size(), Line(problem.days, kOff)),
      breaks_(problem.people.size() * problem.days),
      cover_(cover_of(problem, shifts)),
      costs_(problem.ticks()),
      budget_(std::min(kLooksMax, kLooksADay * static_cast<double>(problem.people.size() * problem.days)) /
              (problem.crews.size() > 1 ? kSkillLooks : 1)),
      looks_(budget_) {
  for (const Contract& contract : problem.rules->contracts)
    warmth_ = std::max(warmth_, kHoursAtFirst * contract.cost_hour);
  for (RosterShift& shift : shifts) {
    lines_[shift.person][shift.day] = static_cast<std::int16_t>(shift.kind);
    breaks_[slot({shift.person, shift.day})] = std::move(shift.breaks);
  }
  for (std::size_t tick = 0; tick < costs_.size(); ++tick)
    costs_[tick] = problem_.short_cost_tick * cover_.lacking_at(tick);
}

bool Improvement::is_fixed(Place place) const {
  const Person& person = problem_.people[place.person];
  return person.locked || person.keeps(place.day);
}

/// Simulated annealing (Kirkpatrick, Gelatt & Vecchi 1983), which ends cold.
double Improvement::run() {
  if (lines_.empty() || problem_.rule_kinds == 0) return 0;
  double more = 0;
  constexpr std::int64_t kTellEach = 4'096;
  for (std::int64_t step = 1; budget_ > 0; ++step) {
    if (step % kTellEach == 0) {
      if (options_.cancel != nullptr && *options_.cancel) break;
      if (options_.working) options_.working();
    }
    budget_ -= 1;
    more += try_all(pick());
  }
  return more;
}

/// A step at random; empty where there is none.
std::vector<Improvement::Change> Improvement::pick() {
  const Place place{random_.below(lines_.size()), random_.below(problem_.days)};
  if (is_fixed(place)) return {};
  const std::int16_t had = lines_[place.person][place.day];
  const auto kind = static_cast<std::int16_t>(random_kind());
  if (had == kOff) return {{place, kind}};
  switch (random_.below(8)) {
    case 0:
      return {{place, kOff}};
    case 1: {
      const Place other{place.person, random_.below(problem_.days)};
      if (is_fixed(other) || lines_[other.person][other.day] != kOff) return {};
      return {{place, kOff}, {other, random_.below(2) == 0 ? had : kind}};
    }
    case 2: {
      const Place other{random_.below(lines_.size()), place.day};
      if (is_fixed(other) || lines_[other.person][other.day] != kOff) return {};
      return {{place, kOff}, {other, random_.below(2) == 0 ? had : kind}};
    }
    case 3: {
      // Somebody else starts at another time as well.
      const Place other{random_.below(lines_.size()), place.day};
      if (other.person == place.person || is_fixed(other)) return {};
      return {{place, kind}, {other, static_cast<std::int16_t>(random_kind())}};
    }
    case 4:
      return {{place, had}};  // with its breaks anew
    default:
      return {{place, kind}};
  }
}

bool Improvement::keeps_least_hours(std::size_t person, std::size_t week) const {
  const int ticks = week_ticks(problem_, lines_[person], week);
  return ticks == 0 || ticks >= problem_.people[person].week_min_ticks[week];
}

/// Makes the changes in the lines, and takes them back where they break a rule.
bool Improvement::keeps_rules(const std::vector<Change>& changes) {
  std::vector<std::int16_t> had;
  for (const Change& change : changes) {
    had.push_back(lines_[change.place.person][change.place.day]);
    lines_[change.place.person][change.place.day] = change.kind;
  }
  bool keeps = true;
  for (const Change& change : changes) {
    const auto [person, day] = change.place;
    keeps = keeps && (change.kind == kOff || fits(problem_, problem_.people[person], lines_[person], day,
                                                  static_cast<std::size_t>(change.kind)));
    keeps = keeps && keeps_least_hours(person, problem_.week_of[day]);
  }
  for (std::size_t i = changes.size(); i-- > 0;)
    lines_[changes[i].place.person][changes[i].place.day] = had[i];
  return keeps;
}

/// How much more it costs then; 0 where it is not done.
double Improvement::try_all(const std::vector<Change>& changes) {
  if (changes.empty() || !keeps_rules(changes)) return 0;
  std::vector<Done> done;
  double more = 0, discomfort = 0;
  for (const Change& change : changes) {
    discomfort -= discomfort_of(change.place);
    more += replace(change, done);
    discomfort += discomfort_of(change.place);
  }
  const double cold = budget_ / looks_, worse = more + discomfort;
  if (worse < -kNothing || random_.uniform() < std::exp(-worse / (warmth_ * std::max(cold * cold, 1e-6))))
    return more;
  for (std::size_t i = done.size(); i-- > 0;) undo(done[i]);
  return 0;
}

double Improvement::discomfort_of(Place place) const {
  const Line& line = lines_[place.person];
  if (line[place.day] == kOff) return 0;
  const Kind& kind = problem_.kinds[static_cast<std::size_t>(line[place.day])];
  double discomfort = 0;
  for (const std::size_t other : {place.day - 1, place.day + 1})
    if (other < problem_.days && line[other] != kOff)
      discomfort +=
          kChangedHour *
          std::abs(problem_.hours(problem_.kinds[static_cast<std::size_t>(line[other])].start - kind.start));
  const NamedAgent* named = problem_.people[place.person].named;
  if (named == nullptr) return discomfort;
  if (!named->preferred_shifts.empty() && !std::ranges::binary_search(named->preferred_shifts, kind.shift))
    discomfort += kWish;
  if (named->preferred_days_off.test(weekday_index(problem_.date(place.day)))) discomfort += kWish;
  return discomfort;
}

double Improvement::pay_of(Place place) const {
  const std::int16_t kind = lines_[place.person][place.day];
  return kind == kOff ? 0
                      : problem_.pay(problem_.people[place.person].contract, place.day,
                                     static_cast<std::size_t>(kind));
}

/// Adds a shift with its breaks to the cover, or takes it away; costs are to be settled after.
void Improvement::put(Place place, int sign) {
  const std::int16_t kind = lines_[place.person][place.day];
  if (kind == kOff) return;
  std::vector<int>& crew = cover_.crews[problem_.crew_of(place.person)];
  const auto add = [&](int from, int length, int value) {
    for (int tick = from; tick < from + length; ++tick)
      if (const auto at = static_cast<std::size_t>(tick); at < crew.size()) {
        crew[at] += value;
        cover_.planned[at] += value;
      }
  };
  const auto at = static_cast<std::size_t>(kind);
  add(problem_.begins(place.day, at), problem_.kinds[at].length, sign);
  for (const PlacedBreak& one : breaks_[slot(place)]) add(one.at, one.length, -sign);
}

/// Of a stretch as it is now, by what is lacking.
double Improvement::stretch_cost(int from, int length) {
  double cost = 0;
  for (int tick = from; tick < from + length; ++tick) {
    const auto at = static_cast<std::size_t>(tick);
    if (at >= costs_.size() || problem_.required[at] <= 0) continue;
    budget_ -= 1;
    if (problem_.crews.size() == 1 && problem_.required_of.size() == 1) {
      cost += std::max(0.0, problem_.required[at] - (problem_.crews[0].any() ? cover_.planned[at] : 0));
      continue;
    }
    for (const double lacking : lacking_of(problem_, cover_, at)) cost += lacking;
  }
  return cost * problem_.short_cost_tick;
}

/// Brings the costs of a stretch up to date; how much more they are.
double Improvement::settle(int from, int length) {
  double more = 0;
  for (int tick = from; tick < from + length; ++tick)
    if (const auto at = static_cast<std::size_t>(tick); at < costs_.size()) {
      const double cost = stretch_cost(tick, 1);
      more += cost - costs_[at];
      costs_[at] = cost;
    }
  return more;
}

/// One after another, each where it costs least; the first of those that cost the same.
void Improvement::place_breaks(Place place) {
  const auto kind = static_cast<std::size_t>(lines_[place.person][place.day]);
  std::vector<PlacedBreak>& placed = breaks_[slot(place)];
  placed.clear();
  std::vector<int>& crew = cover_.crews[problem_.crew_of(place.person)];
  const auto absent = [&](int from, int length, int value) {
    for (int tick = from; tick < from + length; ++tick)
      if (const auto at = static_cast<std::size_t>(tick); at < crew.size()) {
        crew[at] -= value;
        cover_.planned[at] -= value;
      }
  };
  const auto& windows = problem_.breaks[problem_.kinds[kind].shift];
  const int begins = problem_.begins(place.day, kind);
  for (std::size_t number = 0; number < windows.size(); ++number) {
    const BreakWindow& window = windows[number];
    int best = begins + window.first;
    double least = 0;
    for (int at = best; at <= begins + window.last && window.first != window.last; ++at) {
      const double before = stretch_cost(at, window.length);
      absent(at, window.length, 1);
      const double cost = stretch_cost(at, window.length) - before;
      absent(at, window.length, -1);
      if (at == begins + window.first || cost < least - kNothing) {
        least = cost;
        best = at;
      }
      if (least <= kNothing) break;
    }
    placed.push_back({best, window.length, number});
    absent(best, window.length, 1);
  }
}

double Improvement::touched_cost(Place place) {
  const std::int16_t kind = lines_[place.person][place.day];
  if (kind == kOff) return 0;
  const auto at = static_cast<std::size_t>(kind);
  return settle(problem_.begins(place.day, at), problem_.kinds[at].length);
}

double Improvement::replace(const Change& change, std::vector<Done>& done) {
  const Place place = change.place;
  std::int16_t& kind = lines_[place.person][place.day];
  done.push_back({place, kind, breaks_[slot(place)]});
  double more = -pay_of(place);
  put(place, -1);
  more += touched_cost(place);
  kind = change.kind;
  breaks_[slot(place)].clear();
  if (kind != kOff) {
    put(place, 1);
    place_breaks(place);
    more += touched_cost(place);
  }
  return more + pay_of(place);
}

double Improvement::undo(const Done& done) {
  const Place place = done.place;
  put(place, -1);
  double more = touched_cost(place);
  lines_[place.person][place.day] = done.kind;
  breaks_[slot(place)] = done.breaks;
  put(place, 1);
  more += touched_cost(place);
  return more;
}

std::vector<RosterShift> Improvement::take() && {
  std::vector<RosterShift> shifts;
  for (std::size_t person = 0; person < lines_.size(); ++person)
    for (std::size_t day = 0; day < problem_.days; ++day)
      if (lines_[person][day] != kOff)
        shifts.push_back({person, day, static_cast<std::size_t>(lines_[person][day]),
                          std::move(breaks_[slot({person, day})])});
  return shifts;
}

}  // namespace tandem::rosters
