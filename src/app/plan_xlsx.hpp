#pragma once

#include <string>

#include "app/plan_result.hpp"

namespace tandem::app {

/// A workbook with the sheets Promise, Months, Offers, Formulas, What if, Staff, Months that were, Worst
/// hours and Assumptions; money in the terms' currency. Errors: the file cannot be written.
Result<void> write_plan_xlsx(const PlanResult& plan, const std::string& path);

}  // namespace tandem::app
