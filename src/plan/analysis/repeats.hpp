#pragma once

#include <span>
#include <string>
#include <string_view>

#include "core/events/call_record.hpp"
#include "core/kpi/rules.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/import/directory.hpp"

namespace tandem::analysis {

/// Who calls again, and how soon. Counts the offered calls whose caller is known. `calls` in order of their
/// offers.
RepeatCalls repeats_of(std::span<const CallRecord> calls, const kpi::Rules& rules,
                       const importing::Directory& directory);

/// All but the last three characters replaced by dots; of names as short as that, everything.
std::string masked(std::string_view caller);

}  // namespace tandem::analysis
