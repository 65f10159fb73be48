// Forecasts of the North American bank's last 30 days, each from the days before it, against simple methods.
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "plan/analysis/call_table.hpp"
#include "plan/forecast/backtest.hpp"
#include "plan/import/importer.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;
using forecast::Accuracy;
using forecast::BacktestResult;
using forecast::Baseline;

const fs::path kFile = fs::path(TANDEM_REAL_DATA_DIR) / "north-american-bank" / "calls_5min.csv";

forecast::DaySeries series_by(Duration interval) {
  importing::Directory directory;
  analysis::CallTable table;
  importing::Options options;
  options.zone = &Zone::utc();  // Its clock names none.
  const std::vector<std::string> paths = {kFile.string()};
  const auto quality = importing::import_files(paths, options, directory, table);
  EXPECT_TRUE(quality) << quality.error().to_string();
  std::vector<importing::IntervalTotals> totals;
  for (const auto& shelf : table.shelves())
    totals.insert(totals.end(), shelf.totals.begin(), shelf.totals.end());
  auto series = forecast::series_of(totals, interval, Zone::utc());
  EXPECT_TRUE(series) << series.error().to_string();
  return *std::move(series);
}

/// What is asked of the forecasts: WAPE at most by horizon, and by those of simple methods.
struct Goals {
  int minutes = 30;
  std::size_t slots = 28;      ///< from 7:00
  double mean_of_6 = 0;        ///< the WAPE of that method one day ahead, exact to .0001
  double wape_max[3] = {};     ///< at 1d, 1w and 2w
  double of_naive_max = 0;     ///< of the WAPE of the same weekday's last day, at 1d
  double of_mean_max[3] = {};  ///< of that of the better mean
};

const Accuracy& of(const BacktestResult& result, Baseline method, std::size_t horizon) {
  return result.baselines[static_cast<std::size_t>(method)].horizons[horizon].accuracy;
}

void expect(const Goals& goals) {
  if (!fs::exists(kFile)) GTEST_SKIP() << "the real data is not there: " << kFile;
  const forecast::DaySeries series = series_by(Duration::minutes(goals.minutes));
  ASSERT_EQ(series.size(), 120U);
  EXPECT_EQ(series.slots, goals.slots);
  EXPECT_EQ(series.starts_at(0), Duration::hours(7));
  const auto result = forecast::backtest(series, {}, {});
  ASSERT_TRUE(result) << result.error().to_string();
  EXPECT_EQ(result->days_a_week, 5U);
  EXPECT_NEAR(*of(*result, Baseline::mean_of_6_weekdays, 0).wape(), goals.mean_of_6, 5e-5);
  ASSERT_EQ(result->horizons.size(), 3U);
  for (std::size_t i = 0; i < 3; ++i) {
    const auto& [horizon, accuracy] = result->horizons[i];
    const double wape = *accuracy.wape();
    EXPECT_LT(wape, goals.wape_max[i]) << horizon;
    for (const auto& each : result->baselines)
      EXPECT_LT(wape, *each.horizons[i].accuracy.wape()) << horizon << ": " << name_of(each.baseline);
    EXPECT_LT(wape, goals.of_naive_max * *of(*result, Baseline::seasonal_naive, i).wape()) << horizon;
    for (const Baseline mean : {Baseline::mean_of_4_weekdays, Baseline::mean_of_6_weekdays})
      EXPECT_LT(wape, goals.of_mean_max[i] * *of(*result, mean, i).wape()) << horizon;
    EXPECT_GT(*accuracy.coverage(), 0.86) << horizon;
    EXPECT_LT(*accuracy.coverage(), 0.94) << horizon;
    EXPECT_LT(std::abs(*accuracy.bias()), 0.03) << horizon;
  }
}

/// Chance alone makes forecasts of half hours 2.3 % wrong, of five minutes 5.7 %.
TEST(NorthAmericanBankForecast, ByHalfHoursIsFarCloserThanMeansOfWeekdays) {
  expect({.minutes = 30,
          .slots = 28,
          .mean_of_6 = 0.0573,
          .wape_max = {0.042, 0.045, 0.052},
          .of_naive_max = 0.65,
          .of_mean_max = {0.75, 0.8, 0.88}});
}

TEST(NorthAmericanBankForecast, ByFiveMinutesIsCloserThanMeansOfWeekdays) {
  expect({.minutes = 5,
          .slots = 169,
          .mean_of_6 = 0.0784,
          .wape_max = {0.066, 0.068, 0.073},
          .of_naive_max = 0.68,
          .of_mean_max = {0.84, 0.86, 0.9}});
}

}  // namespace
}  // namespace tandem
