#include "plan/twin/calibrate.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace tandem::twin {
namespace {

using simulation::Distribution;

struct Setting {
  double share = 0;  ///< of the times when an agent has ended a call and nobody waits
  double pause_seconds = 0;
};

/// Differences that count for as much as one another.
constexpr double kServiceLevelApart = 0.02, kAbandonmentApart = 0.015, kWaitApart = 0.1;

double apart(const DayFigures& actual, const DayFigures& simulated) {
  const auto between = [](std::optional<double> a, std::optional<double> b, double unit) {
    return a && b ? std::pow((*a - *b) / unit, 2) : 0.0;
  };
  const double wait = actual.mean_wait_answered().value_or(0);
  return between(actual.service_level(), simulated.service_level(), kServiceLevelApart) +
         between(actual.abandonment(), simulated.abandonment(), kAbandonmentApart) +
         between(actual.mean_wait_answered(), simulated.mean_wait_answered(),
                 kWaitApart * std::max(1.0, wait));
}

/// All days together, and each by itself in the measure of its calls.
double apart(const std::vector<DayFigures>& actual, const std::vector<DayFigures>& simulated) {
  DayFigures all_actual, all_simulated;
  double days = 0, calls = 0;
  for (std::size_t i = 0; i < actual.size(); ++i) {
    all_actual.add(actual[i]);
    all_simulated.add(simulated[i]);
    days += actual[i].offered() * apart(actual[i], simulated[i]);
    calls += actual[i].offered();
  }
  return apart(all_actual, all_simulated) + (calls > 0 ? days / calls : 0);
}

/// Who goes on waiting for a call takes a pause after so long, on average.
constexpr Duration kIdleMean = Duration::minutes(12);

Behaviour with(const Behaviour& behaviour, const Setting& setting) {
  Behaviour changed = behaviour;
  if (setting.share > 0)
    changed.pauses = {Distribution::exponential(kIdleMean).with_zeros(setting.share),
                      Distribution::exponential(Duration::from_seconds(setting.pause_seconds))};
  return changed;
}

constexpr std::array kShares = {0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7};

/// Where a parabola through the least of the distances and its neighbours is least: between shares that were
/// tried, where chance alone says which of two is the better.
double best_share(const std::array<double, kShares.size()>& distances) {
  const auto at = static_cast<std::size_t>(std::ranges::min_element(distances) - distances.begin());
  if (at == 0 || at + 1 == kShares.size()) return kShares[at];
  const double before = distances[at - 1] - distances[at], after = distances[at + 1] - distances[at];
  const double step = kShares[at + 1] - kShares[at];
  return before + after > 0 ? kShares[at] + step / 2 * (before - after) / (before + after) : kShares[at];
}

/// Pauses when nobody waits, by those that the log shows while somebody does.
constexpr double kShorter = 0.5;

/// A pause is as long as those that the log shows: longer than what it takes to get to the next call, while
/// somebody waits.
double pause_seconds(const Behaviour& behaviour) {
  constexpr int kDraws = 50'000;
  constexpr Duration kPauseMin = Duration::seconds(30), kPauseMax = Duration::minutes(15);
  Random random(1);
  double sum = 0, pauses = 0;
  for (int i = 0; i < kDraws; ++i) {
    const Duration gap = behaviour.between_calls.draw(random);
    if (gap < kPauseMin || gap == Distribution::kForever) continue;
    sum += std::min(gap, kPauseMax).seconds();
    pauses += 1;
  }
  return pauses > 0 ? sum / pauses : kPauseMin.seconds();
}

/// As often is each setting tried: what differs between two must not be chance.
constexpr std::uint32_t kReplications = 10;

}  // namespace

Result<Behaviour> calibrate(const std::vector<DayObserved>& days, const std::vector<DayFigures>& actual,
                            const SimulateDays& how, const std::atomic<bool>& cancelled) {
  const double seconds = kShorter * pause_seconds(how.behaviour);
  std::array<double, kShares.size()> distances{};
  for (std::size_t i = 0; i < kShares.size(); ++i) {
    const Behaviour tried = with(how.behaviour, {kShares[i], seconds});
    const SimulateDays once{.behaviour = tried,
                            .zone = how.zone,
                            .rules = how.rules,
                            .replications = kReplications,
                            .seed = how.seed,
                            .threads = how.threads};
    TANDEM_ASSIGN(simulated, simulate(days, once, cancelled));
    distances[i] = apart(actual, simulated);
  }
  return with(how.behaviour, {best_share(distances), seconds});
}

}  // namespace tandem::twin
