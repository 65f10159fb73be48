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

}  // namespace

std::optional<double> evaluate(const Definition& definition, const Tally& tally) {
  TANDEM_CHECK(!definition.percentile, "a percentile needs the waits, not their sums");
  const auto known = [&](const Term& term) { return was_known(term.measure, tally); };
  // A mean handle time counts after-call work where the log states it: of what is added up, only the whole
  // being unknown makes the figure null. What is taken away must be known.
  if (std::ranges::none_of(definition.numerator, known)) return std::nullopt;
  const auto taken_unknown = [&](const Term& term) { return term.sign < 0 && !known(term); };
  if (std::ranges::any_of(definition.numerator, taken_unknown)) return std::nullopt;
  const bool time = is_time(definition.numerator.front().measure);
  const double numerator = static_cast<double>(sum(definition.numerator, tally)) / (time ? 1e6 : 1.0);
  if (definition.denominator.empty()) return numerator;
  const std::int64_t denominator = sum(definition.denominator, tally);
  if (denominator == 0) return std::nullopt;
  return numerator / static_cast<double>(denominator);
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
  const int decimals = definition.unit == Unit::count ? 0 : definition.rounding.decimals;
  if (definition.rounding.mode == Rounding::Mode::half_away_from_zero) return decimal_text(shown, decimals);
  const double scale = std::pow(10.0, decimals);
  // A ratio such as 1/800 is a little off in binary: a few ulp short of a whole number is that number.
  const double nudge = std::fabs(shown * scale) * 4e-16;
  const bool up = definition.rounding.mode == Rounding::Mode::up;
  const double scaled = up ? std::ceil(shown * scale - nudge) : std::floor(shown * scale + nudge);
  return fmt::format("{:.{}f}", scaled / scale, decimals);
}

}  // namespace tandem::kpi
