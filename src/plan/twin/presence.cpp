#include "plan/twin/presence.hpp"

#include <algorithm>

namespace tandem::twin {
namespace {

/// Who waited for calls so long was away, however few came.
constexpr Duration kIdleMax = Duration::hours(1);
/// Of calls that were shared out evenly, one who missed so many was not there.
constexpr double kCallsMissedMin = 2;
/// How far around an instant one looks for how busy it was.
constexpr Duration kAround = Duration::minutes(15);
/// Nobody waits longer than that before a first call, or after a last.
constexpr Duration kWaitMax = Duration::minutes(15);
/// Who comes takes one call at least, most of the time.
constexpr Duration kPresentMin = Duration::seconds(30);

}  // namespace

Presence::Presence(const DayObserved& day, const Behaviour& behaviour) : day_(day), behaviour_(behaviour) {
  if (day.duty.empty()) return;
  open_ = day.duty.front().on_duty.front();
  for (const DayObserved::Duty& duty : day.duty) {
    open_.from = std::min(open_.from, duty.on_duty.front().from);
    open_.until = std::max(open_.until, duty.on_duty.back().until);
  }
}

std::size_t Presence::arrivals_between(Instant from, Instant until) const {
  const auto first = std::ranges::lower_bound(day_.arrivals, from, {}, &DayObserved::Arrival::at);
  const auto last = std::ranges::lower_bound(day_.arrivals, until, {}, &DayObserved::Arrival::at);
  return static_cast<std::size_t>(last - first);
}

/// How many agents were on duty between two instants, on average.
double Presence::on_duty_between(Instant from, Instant until) const {
  Duration all;
  for (const DayObserved::Duty& duty : day_.duty)
    for (const TimeSpan& span : duty.on_duty)
      all = all + std::max(Duration(), std::min(span.until, until) - std::max(span.from, from));
  return all / (until - from);
}

double Presence::load(Instant from, Instant until) const {
  const double agents = std::max(1.0, on_duty_between(from, until));
  const double calls = std::max(0.5, static_cast<double>(arrivals_between(from, until)));
  return calls * std::max(1.0, behaviour_.service_length.mean) / (agents * (until - from).seconds());
}

/// What agents do not work, they wait: of each call's share, as little of it as their pick-up takes.
Presence::Load Presence::load_near(Instant at) const {
  const double busy = std::min(1.0, load(at - kAround, at + kAround));
  const double service = std::max(1.0, behaviour_.service_length.mean);
  return {busy, service * (1 - busy) / busy + behaviour_.between_calls.mean_seconds()};
}

/// Who was on no call for a while when few came may have sat there and waited: away is who would have had
/// several, had they been shared out evenly.
bool Presence::would_hardly_be_missed(Instant from, Instant until) const {
  if (until <= from || until - from > kIdleMax) return false;
  return static_cast<double>(arrivals_between(from, until)) / (1 + on_duty_between(from, until)) <
         kCallsMissedMin;
}

std::vector<TimeSpan> Presence::without_short_absence(const std::vector<TimeSpan>& on_duty) const {
  std::vector<TimeSpan> present;
  for (const TimeSpan& span : on_duty) {
    if (!present.empty()) {
      const Instant from = present.back().until;
      if (would_hardly_be_missed(from, span.from)) {
        present.back().until = span.until;
        continue;
      }
    }
    present.push_back(span);
  }
  return present;
}

/// Who was found free had waited as long as free agents do; who was busy at the end had taken the last call
/// as much earlier as is left of a service on average: nobody takes another one and is still gone by then.
std::vector<TimeSpan> Presence::of(const std::vector<TimeSpan>& on_duty) const {
  const std::vector<TimeSpan> seen = without_short_absence(on_duty);
  const double left = behaviour_.service_length.left;
  std::vector<TimeSpan> present;
  if (seen.empty()) return present;
  for (std::size_t i = 0; i < seen.size(); ++i) {
    const Load first = load_near(seen[i].from), last = load_near(seen[i].until);
    const Duration before = i == 0 ? kWaitMax : (seen[i].from - seen[i - 1].until) / 2;
    const Duration after = i + 1 == seen.size() ? kWaitMax : (seen[i + 1].from - seen[i].until) / 2;
    const auto waits = [](const Load& load, Duration most) {
      return std::min({Duration::from_seconds((1 - load.busy) * load.idle_seconds), most, kWaitMax});
    };
    const Instant from = seen[i].from - waits(first, before);
    const Instant until = std::max(
        seen[i].until + waits(last, after) - Duration::from_seconds(last.busy * left), from + kPresentMin);
    if (!present.empty() && from <= present.back().until)
      present.back().until = std::max(present.back().until, until);
    else
      present.push_back({from, until});
  }
  // Who opens the day, and who closes it, is not always who has the first call and the last.
  if (would_hardly_be_missed(open_.from, seen.front().from))
    present.front().from = std::min(present.front().from, open_.from);
  if (would_hardly_be_missed(seen.back().until, open_.until))
    present.back().until = std::max(present.back().until, open_.until);
  return present;
}

}  // namespace tandem::twin
