#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/holidays/named_day.hpp"
#include "plan/calendar/named_days_ics.hpp"

namespace tandem::holidays {

/// A client's own days from a file, "-" for standard input: an iCalendar file where it begins as one, a table
/// otherwise. Packed files and UTF-16 are read too. Errors are those of the file and of its form.
Result<std::vector<NamedDay>> read_named_days(const std::string& path, const IcsOptions& options);

}  // namespace tandem::holidays
