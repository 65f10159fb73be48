#pragma once

#include "plan/analysis/analysis.hpp"

namespace tandem::report {

/// For tests: five weeks of a small help desk, two clients, three queues, a missing day, an outage and the
/// clock change of spring, with every part of the analysis filled. The same every time.
analysis::Analysis sample_analysis();

}  // namespace tandem::report
