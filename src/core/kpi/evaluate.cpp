#include "core/kpi/evaluate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/check.hpp"
#include "core/base/rounding.hpp"

namespace tandem::kpi {
namespace {

bool is_time(Measure measure) { return measure >= Measure::wait_answered_total; }

/// Where what a term adds up was never stated, its sum is not 0 but unknown.
bool was_known(Measure measure, const Tally& tally) {
  switch (measure) {
    case Measure::talk_total:
      return tally.talk_known > 0;
    case Measure::held_total:
      return tally.hold_stated();
    case Measure::abandoned_ringing:
      return tally.ringing_stated();
    case Measure::acw_total:
    case Measure::acw_present:
      return tally.acw_known > 0;
    case Measure::wait_max:
      return tally.wait_max >= 0;
    default:
      return true;
  }
}

std::int64_t sum(std::span<const Term> terms, const Tally& tally) {
  std::int64_t total = 0;
  for (const Term& term : terms) total += term.sign * tally.value(term.measure);
  return total;
}

/// A figure before it is divided: times in microseconds.
struct Ratio {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  bool time = false;
};

std::optional<Ratio> ratio_of(const Definition& definition, const Tally& tally) {
  TANDEM_CHECK(!definition.percentile, "a percentile needs the waits, not their sums");
  const auto known = [&](const Term& term) { return was_known(term.measure, tally); };
  // A mean handle time counts after-call work where the log states it: of what is added up, only the whole
  // being unknown makes the figure null. What is taken away must be known.
  if (std::ranges::none_of(definition.numerator, known)) return std::nullopt;
  const auto taken_unknown = [&](const Term& term) { return term.sign < 0 && !known(term); };
  if (std::ranges::any_of(definition.numerator, taken_unknown)) return std::nullopt;
  Ratio ratio{.numerator = sum(definition.numerator, tally),
              .time = is_time(definition.numerator.front().measure)};
  if (definition.denominator.empty()) return ratio;
  ratio.denominator = sum(definition.denominator, tally);
  if (ratio.denominator == 0) return std::nullopt;
  return ratio;
}

int decimals_of(const Definition& definition) {
  return definition.unit == Unit::count ? 0 : definition.rounding.decimals;
}

/// Numerator / denominator as the definition rounds it.
Decimal rounded_exactly(const Definition& definition, Wide numerator, Wide denominator) {
  constexpr int kPlaces = 6;
  const int decimals = decimals_of(definition);
  TANDEM_CHECK(decimals >= 0 && decimals <= kPlaces, "a KPI is rounded to six decimals at most");
  std::int64_t step = Decimal::kUnit;
  for (int i = 0; i < decimals; ++i) step /= 10;
  numerator *= Decimal::kUnit / step;
  const Wide rest = numerator % denominator;
  const Wide down = numerator / denominator - (rest < 0 ? 1 : 0);
  switch (definition.rounding.mode) {
    case Rounding::Mode::down:
      return Decimal::millionths(static_cast<std::int64_t>(down) * step);
    case Rounding::Mode::up:
      return Decimal::millionths(static_cast<std::int64_t>(down + (rest != 0 ? 1 : 0)) * step);
    case Rounding::Mode::half_away_from_zero:
      break;
  }
  return Decimal::millionths(rounded_quotient(numerator, denominator) * step);
}

}  // namespace

std::optional<double> evaluate(const Definition& definition, const Tally& tally) {
  const auto ratio = ratio_of(definition, tally);
  if (!ratio) return std::nullopt;
  const double numerator = static_cast<double>(ratio->numerator) / (ratio->time ? 1e6 : 1.0);
  return definition.denominator.empty() ? numerator : numerator / static_cast<double>(ratio->denominator);
}

std::optional<Decimal> exact_figure(const Definition& definition, const Tally& tally) {
  const auto ratio = ratio_of(definition, tally);
  if (!ratio) return std::nullopt;
  const Wide sign = ratio->denominator < 0 ? -1 : 1;  // more short abandons than calls offered
  const Wide denominator = sign * ratio->denominator;
  return rounded_exactly(definition, sign * ratio->numerator * (definition.unit == Unit::share ? 100 : 1),
                         denominator * (ratio->time ? 1'000'000 : 1));
}

Decimal exact_figure(const Definition& definition, Duration percentile) {
  return rounded_exactly(definition, percentile.microseconds(), 1'000'000);
}

std::optional<double> aggregate(const Definition& definition, std::span<const Tally> intervals) {
  if (definition.aggregation == Aggregation::pooled) {
    Tally pooled;
    for (const Tally& interval : intervals) pooled.add(interval);
    return evaluate(definition, pooled);
  }
  const bool share = definition.aggregation == Aggregation::share_of_intervals;
  TANDEM_CHECK(!share || definition.interval_target, "a share of intervals needs the target they must meet");
  double total = 0;
  int defined = 0;
  for (const Tally& interval : intervals) {
    const auto value = evaluate(definition, interval);
    if (!value) continue;
    ++defined;
    total += share ? (*value >= *definition.interval_target ? 1 : 0) : *value;
  }
  if (defined == 0) return std::nullopt;
  return total / defined;
}

std::string rounded(const Definition& definition, std::optional<double> value) {
  if (!value) return "";
  const double shown = definition.unit == Unit::share ? *value * 100 : *value;
  const int decimals = decimals_of(definition);
  if (definition.rounding.mode == Rounding::Mode::half_away_from_zero) return decimal_text(shown, decimals);
  const double scale = std::pow(10.0, decimals);
  // A ratio such as 1/800 is a little off in binary: a few ulp short of a whole number is that number.
  const double nudge = std::fabs(shown * scale) * 4e-16;
  const bool up = definition.rounding.mode == Rounding::Mode::up;
  const double scaled = up ? std::ceil(shown * scale - nudge) : std::floor(shown * scale + nudge);
  return fmt::format("{:.{}f}", scaled / scale, decimals);
}

}  // namespace tandem::kpi
