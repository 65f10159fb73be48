#pragma once

/// The standard normal distribution.
namespace tandem::analysis {

double normal_cdf(double z);
/// Of p in (0, 1), to full double precision (Wichura 1988, AS 241).
double normal_quantile(double p);

}  // namespace tandem::analysis
