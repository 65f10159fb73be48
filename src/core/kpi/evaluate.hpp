#pragma once

#include <optional>
#include <span>
#include <string>

#include "core/base/decimal.hpp"
#include "core/base/duration.hpp"
#include "core/kpi/definition.hpp"
#include "core/kpi/tally.hpp"

namespace tandem::kpi {

/// The figure of a ratio or sum over one group: a share in 0..1, seconds, or a count. Nothing (null, never
/// 100 %) where the denominator is 0 or what the figure is made of was never known. Percentiles need the
/// waits: see WaitSamples.
std::optional<double> evaluate(const Definition& definition, const Tally& tally);

/// One figure for a day or month from its intervals, by the definition's aggregation. Empty intervals do not
/// take part.
std::optional<double> aggregate(const Definition& definition, std::span<const Tally> intervals);

/// The figure as contracts round it: shares as a percentage with the definition's decimals ("81.13"),
/// seconds, counts. An undefined figure is "".
std::string rounded(const Definition& definition, std::optional<double> value);

/// The same figure, exactly as rounded() writes it: in percent, seconds or calls. What contracts are judged
/// by: a figure that reads 80.00 % is 80 %.
std::optional<Decimal> exact_figure(const Definition& definition, const Tally& tally);
/// Of a percentile, which is a wait.
Decimal exact_figure(const Definition& definition, Duration percentile);

}  // namespace tandem::kpi
