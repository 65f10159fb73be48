#pragma once

#include "plan/analysis/analysis.hpp"
#include "plan/report/language/message.hpp"

namespace tandem::report {

/// "missing", "unusually many calls"...
Text kind_of_day(analysis::DayKind kind);

}  // namespace tandem::report
