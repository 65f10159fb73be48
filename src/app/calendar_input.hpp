#pragma once

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/forecast/day_terms.hpp"

namespace CLI {
class App;
}

namespace tandem::app {

/// Which days are more than their weekday.
struct CalendarArguments {
  std::string countries;     ///< "DE,GB"; "": the one of the zone; "none"
  std::string special_days;  ///< a file of the client's own
};
void add_calendar_options(CLI::App& command, CalendarArguments& arguments);

/// Of all years from one day until another. `zone`: null where it is not known.
Result<std::vector<forecast::SpecialDay>> special_days(const CalendarArguments& arguments, const Zone* zone,
                                                       LocalDay from, LocalDay until);

}  // namespace tandem::app
