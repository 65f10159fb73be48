#pragma once

#include "core/base/result.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/analysis/call_table.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/quality.hpp"

namespace tandem::analysis {

/// Whether an analysis can be made under these options, its zone apart: an interval that divides an hour,
/// shares in their ranges, one of the six service-level formulas.
Result<void> check_options(const Options& options);

/// The whole analysis of what an import handed on: a pure function of its arguments (clock jumps apart, the
/// order of the calls does not matter). `files` and `format` of the result are the caller's to fill. Where
/// the table has no calls but totals per interval, what they cannot tell stays unknown (`totals_only`).
/// Errors: options out of range (an interval that does not divide an hour, no zone, an unknown definition or
/// client), nothing to analyse.
Result<Analysis> analyse(const CallTable& table, const importing::Directory& directory,
                         const importing::Quality& quality, const Options& options);

}  // namespace tandem::analysis
