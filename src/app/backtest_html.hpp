#pragma once

#include <string>

#include "app/backtest_output.hpp"
#include "plan/report/language/message.hpp"

namespace tandem::app {

/// How good the forecasts were: beside simple methods, day by day, and the last days by interval.
std::string page_of(const forecast::BacktestResult& result, const BacktestInput& input,
                    report::Language language);

}  // namespace tandem::app
