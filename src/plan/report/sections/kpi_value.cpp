#include "plan/report/sections/kpi_value.hpp"

#include <cmath>

#include "core/kpi/evaluate.hpp"
#include "plan/analysis/figures.hpp"

namespace tandem::report {

std::optional<double> kpi_value(const analysis::Analysis& a, const kpi::Definition& definition) {
  if (definition.id == "aht") return a.mean_handle;  // totals may state it as a whole
  if (!definition.percentile)
    return analysis::tellable(definition, a.stated) ? kpi::evaluate(definition, a.total) : std::nullopt;
  switch (definition.percentile_of) {
    case kpi::Waits::answered:
      return percentile(a.wait_answered, *definition.percentile);
    case kpi::Waits::abandoned:
      return percentile(a.wait_abandoned, *definition.percentile);
    case kpi::Waits::all:
      break;
  }
  if (*definition.percentile == 0.5) return a.p50_wait;
  if (*definition.percentile == 0.9) return a.p90_wait;
  if (*definition.percentile == 0.95) return a.p95_wait;
  return std::nullopt;
}

std::optional<double> percentile(const analysis::Distribution& distribution, double share) {
  for (const auto& [at, value] : distribution.percentiles)
    if (std::abs(at - share) < 1e-9) return value;
  return std::nullopt;
}

}  // namespace tandem::report
