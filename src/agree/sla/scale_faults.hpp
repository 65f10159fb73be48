#pragma once

#include <string>

#include "agree/sla/clause.hpp"
#include "agree/sla/fault_list.hpp"

namespace tandem::sla {

/// What contradicts itself in a clause's penalty or bonus, which stands at `path`.
void add_faults_of(const Scale& scale, const Clause& clause, Side side, const std::string& path,
                   FaultList& faults);

/// What the first step that takes anything takes, where that is more than a cap; nothing where it is not, or
/// the two do not compare.
std::optional<Charge> above_cap(const Scale& scale, const Charge& cap);

}  // namespace tandem::sla
