#pragma once

#include <string>

#include "plan/forecast/backtest.hpp"

namespace tandem::app {

/// What a backtest was made of, beside its result.
struct BacktestInput {
  Duration interval;
  std::size_t days = 0;
  LocalDay first, last;  ///< that are forecast
};

std::string table_of(const forecast::BacktestResult& result, const BacktestInput& input);
std::string json_of(const forecast::BacktestResult& result, const BacktestInput& input);

}  // namespace tandem::app
