#pragma once

#include <string>
#include <vector>

#include "plan/forecast/forecast.hpp"

namespace tandem::app {

std::string table_of(const std::vector<forecast::StreamForecast>& streams);
std::string json_of(const std::vector<forecast::StreamForecast>& streams);
/// One row an interval, as `interval-csv` is read: parts by queue where there are some, else all together.
std::string csv_of(const std::vector<forecast::StreamForecast>& streams);
/// One row an interval of each path: the calls of a day that may come.
std::string paths_csv_of(const std::vector<forecast::StreamForecast>& streams);

/// "Mon 2026-01-05"
std::string day_text(LocalDay day);
/// "07:30", so long after midnight.
std::string clock_text(Duration after_midnight);

}  // namespace tandem::app
