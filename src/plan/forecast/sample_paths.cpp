#include "plan/forecast/sample_paths.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem::forecast {
namespace {

constexpr std::size_t kDaysLookedAt = 60, kKnownMin = 15;
/// Below that many shapes of past days, slots vary on their own.
constexpr std::size_t kShapesMin = 5;
/// Where errors of days that follow each other cannot be told.
constexpr double kLastingUnknown = 0.5;
/// A slot's count of fewer is as good as Poisson's.
constexpr double kFew = 4;
/// No level is farther off.
constexpr double kLevelMax = 0.9;

double sum_of(std::span<const double> values) { return std::accumulate(values.begin(), values.end(), 0.0); }

}  // namespace

SamplePaths::SamplePaths(RollingForecast& forecasts, std::size_t known, std::size_t days) {
  for (std::size_t ahead = 1; ahead <= days; ++ahead) {
    const Spread spread = forecasts.spread(known, ahead);
    const std::vector<double>& counts = forecasts.counts(known, ahead);
    // Shapes of past days add up to nothing, so that the chance of the whole day is its level's.
    days_.push_back(
        {counts, std::hypot(spread.level, std::sqrt(spread.chance / std::max(sum_of(counts), 1.0)))});
  }
  chance_ = forecasts.spread(known, 1).chance;
  learn(forecasts, known);
}

void SamplePaths::learn(RollingForecast& forecasts, std::size_t known) {
  double product = 0, square = 0;
  const std::size_t from =
      std::max(kKnownMin, known > kDaysLookedAt ? known - kDaysLookedAt : std::size_t{0});
  for (std::size_t origin = from; origin < known; ++origin) {
    const auto actual = forecasts.series().row(origin);
    const std::vector<double>& counts = forecasts.counts(origin, 1);
    const double level = sum_of(actual) / std::max(sum_of(counts), 1.0);
    std::vector<double> shape;
    for (std::size_t slot = 0; slot < counts.size(); ++slot) {
      const double mean = counts[slot] * level;
      shape.push_back(mean >= kFew ? (actual[slot] - mean) / std::sqrt(mean) : 0);
    }
    shapes_.push_back(std::move(shape));
    if (origin + 1 >= known) continue;
    const double next =
        forecasts.series().total(origin + 1) / std::max(sum_of(forecasts.counts(origin, 2)), 1.0);
    product += (level - 1) * (next - 1);
    square += ((level - 1) * (level - 1) + (next - 1) * (next - 1)) / 2;
  }
  lasting_ =
      shapes_.size() < kShapesMin || square <= 0 ? kLastingUnknown : std::clamp(product / square, 0.0, 0.95);
}

std::uint32_t SamplePaths::draw_count(double mean, double apart, Random& random) const {
  if (mean < kFew) return static_cast<std::uint32_t>(random.poisson(mean));
  const double count = std::max(0.0, mean + apart * std::sqrt(mean));
  // Up or down by chance, so that the mean stays what it is.
  return static_cast<std::uint32_t>(count + random.uniform());
}

std::vector<std::vector<std::uint32_t>> SamplePaths::draw(Random& random) const {
  std::vector<std::vector<std::uint32_t>> path;
  double level = random.normal();
  for (const Day& day : days_) {
    const double above = std::clamp(level * day.level, -kLevelMax, kLevelMax);
    const bool by_shape = shapes_.size() >= kShapesMin;
    const std::size_t like = by_shape ? random.below(shapes_.size()) : 0;
    std::vector<std::uint32_t> counts;
    for (std::size_t slot = 0; slot < day.counts.size(); ++slot) {
      const double apart = by_shape ? shapes_[like][slot] : std::sqrt(chance_) * random.normal();
      counts.push_back(draw_count(day.counts[slot] * (1 + above), apart, random));
    }
    path.push_back(std::move(counts));
    level = lasting_ * level + std::sqrt(1 - lasting_ * lasting_) * random.normal();
  }
  return path;
}

}  // namespace tandem::forecast
