#pragma once

#include <span>

#include "core/base/result.hpp"
#include "core/events/call_record.hpp"
#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// How many calls there were at once: in the system, from offer to end, and waiting, from the queue to the
/// answer or end. One that ends at an instant makes room for one that begins then. `calls` in order of their
/// offers, those that end in the menu too: they hold a trunk. Calls without an end are left out.
Result<Concurrency> concurrency_of(std::span<const CallRecord> calls);

}  // namespace tandem::analysis
