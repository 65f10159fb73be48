#include "plan/sample/demand.hpp"

#include <algorithm>
#include <cmath>

#include "plan/sample/purposes.hpp"

namespace tandem::sample {
namespace {

/// Gamma with mean 1 and a whole shape, as the mean of exponentials.
double busyness(Random& random, int shape) {
  double sum = 0;
  for (int i = 0; i < shape; ++i) sum += random.exponential(1);
  return sum / shape;
}

constexpr int kSharedShape = 170;  // 7.7 % from day to day, all lines alike
constexpr int kOwnShape = 160;     // 8 % for each line on top
constexpr double kMoodMemory = 0.85;
constexpr double kMoodSpread = 0.09;
/// Repeat calls and redials, which a planner knows from last year: some the same day, others any day after.
constexpr double kFollowUpsSameDay = 1.06;
constexpr double kFollowUpsLater = 0.07;
/// Most people know when nobody answers.
constexpr double kCallsWhenClosed = 0.4;

/// The first weekday on or after; faults of the network respect the sample's need to be seen.
LocalDay weekday_from(LocalDay day) {
  while (class_of(day) != DayClass::weekday) day += std::chrono::days(1);
  return day;
}

}  // namespace

Demand::Demand(std::uint64_t seed, LocalDay first_day, int days, double scale, const Zone& zone)
    : first_day_(first_day),
      scale_(scale),
      zone_(zone),
      random_(Random::stream(seed, static_cast<std::uint64_t>(Purpose::arrivals))) {
  plan_outages(days);
}

void Demand::plan_outages(int days) {
  constexpr int kDaysForOutages = 14;
  if (days < kDaysForOutages) return;
  const auto at_share = [&](double share) {
    return weekday_from(first_day_ + std::chrono::days(static_cast<int>(days * share)));
  };
  outages_ = {{.day = at_share(0.80), .from_hour = 9.6, .until_hour = 15.2, .surge = 10, .announced = 0.28},
              {.day = at_share(0.31), .from_hour = 18.3, .until_hour = 20.1, .surge = 2.4, .announced = 0.2}};
  for (Outage& outage : outages_) {
    const auto reading = [&](double hour) {
      return zone_.to_instant(LocalTime(outage.day) + std::chrono::seconds(std::lround(hour * 3600))).instant;
    };
    outage.from = reading(outage.from_hour);
    outage.until = reading(outage.until_hour);
  }
}

const Outage* Demand::outage_at(Instant at) const {
  for (const Outage& outage : outages_)
    if (at >= outage.from && at < outage.until) return &outage;
  return nullptr;
}

/// Rises within half an hour, and ebbs for two hours after.
double Demand::surge_of(Line line, LocalDay day, double hour) const {
  if (line != Line::technical) return 1;
  for (const Outage& outage : outages_) {
    if (outage.day != day || hour < outage.from_hour) continue;
    const double rise = std::min(1.0, (hour - outage.from_hour) / 0.5);
    const double ebb = hour < outage.until_hour ? 1 : std::exp(-(hour - outage.until_hour) / 0.7);
    return 1 + (outage.surge - 1) * rise * ebb;
  }
  return 1;
}

std::vector<Arrival> Demand::arrivals_of(LocalDay day) {
  const auto slots = slots_of(day, zone_);
  const double shared = busyness(random_, kSharedShape);
  std::vector<Arrival> arrivals;
  for (const Line line : kEveryLine) {
    const double level = level_of(line, day, first_day_).actual * facts_of(line).calls_per_day * shared *
                         busyness(random_, kOwnShape);
    double& mood = hour_mood_[index_of(line)];
    for (int slot = 0; slot < kSlotsPerDay; ++slot) {
      if (slot % 2 == 0)
        mood = kMoodMemory * mood + std::sqrt(1 - kMoodMemory * kMoodMemory) * kMoodSpread * random_.normal();
      const Instant from = slots[static_cast<std::size_t>(slot)];
      const Duration length = slots[static_cast<std::size_t>(slot) + 1] - from;
      const double mean = level * share_of_slot(line, slot) * std::exp(mood - kMoodSpread * kMoodSpread / 2) *
                          surge_of(line, day, slot / 2.0 + 0.25) *
                          (is_open(line, day, slot / 2.0) ? 1 : kCallsWhenClosed) * scale_ *
                          (length / Duration::minutes(30));
      for (auto left = random_.poisson(mean); left > 0; --left)
        arrivals.push_back({from + Duration::from_seconds(length.seconds() * random_.uniform()), line});
    }
  }
  std::ranges::sort(arrivals, {}, &Arrival::at);
  return arrivals;
}

std::array<double, kSlotsPerDay> Demand::planned_load(Line line, LocalDay day) const {
  const LineFacts& facts = facts_of(line);
  const double level = (level_of(line, day, first_day_).planned * kFollowUpsSameDay + kFollowUpsLater) *
                       facts.calls_per_day * scale_;
  const double handle = facts.talk.mean_seconds + facts.wrapup.mean_seconds;
  std::array<double, kSlotsPerDay> load{};
  for (int slot = 0; slot < kSlotsPerDay; ++slot) {
    if (!is_open(line, day, slot / 2.0)) continue;
    load[static_cast<std::size_t>(slot)] =
        level * share_of_slot(line, slot) * (1 - facts.leave_in_menu) * handle / 1800;
  }
  return load;
}

}  // namespace tandem::sample
