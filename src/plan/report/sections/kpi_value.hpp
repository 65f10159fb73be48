#pragma once

#include <optional>

#include "core/kpi/definition.hpp"
#include "plan/analysis/analysis.hpp"

namespace tandem::report {

/// A KPI over the whole analysis. Percentiles of waits come from the analysis, which saw every wait; all else
/// from the totals.
std::optional<double> kpi_value(const analysis::Analysis& analysis, const kpi::Definition& definition);

/// The nearest-rank percentile kept in a distribution; nothing where it was not kept.
std::optional<double> percentile(const analysis::Distribution& distribution, double share);

}  // namespace tandem::report
