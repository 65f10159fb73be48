#pragma once

#include <string>
#include <vector>

#include "plan/forecast/forecast.hpp"
#include "plan/report/language/message.hpp"

namespace tandem::app {

/// The days to come as charts and tables, with their intervals, beside the last weeks that were; of each part
/// too where there are some.
std::string page_of(const std::vector<forecast::StreamForecast>& streams, report::Language language);

}  // namespace tandem::app
