#pragma once

#include <span>

#include "plan/analysis/analysis.hpp"
#include "plan/analysis/call_table.hpp"

namespace tandem::analysis {

/// What the times of the calls say about the data. Clock jumps are looked for in the order of the log, the
/// rest in `calls`, in order of their offers.
TimeQuality time_quality_of(const CallTable& table, std::span<const CallRecord> calls,
                            std::span<const SpecialDay> special_days, const Options& options);

}  // namespace tandem::analysis
