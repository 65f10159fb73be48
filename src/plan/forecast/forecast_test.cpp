#include "plan/forecast/forecast.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <numeric>

#include "plan/forecast/made_series.hpp"
#include "plan/forecast/sample_paths.hpp"

namespace tandem::forecast {
namespace {

using std::chrono::weeks;
using ::testing::HasSubstr;
using ::testing::SizeIs;

constexpr std::size_t kSlots = 10;

/// Weekdays of Poisson counts about a level that is off by 6 % a day, half of which lasts until the next.
DaySeries office(std::size_t days, double calls, std::uint64_t seed) {
  Random random(seed);
  double level = 0;
  DaySeries series = made::series(made::open_days(days), kSlots, [&](std::size_t, std::size_t slot) {
    if (slot == 0) level = 0.5 * level + 0.052 * random.normal();
    return random.poisson(calls * (1 + level) * made::two_peaks(slot, kSlots));
  });
  series.handled = series.handle_seconds = std::vector<double>(series.counts.size());
  return series;
}

Stream whole(std::size_t days, double calls = 200) { return {"all", office(days, calls, 1)}; }

ForecastOptions two_weeks_after(const Stream& stream) {
  return {.until = stream.series.days.back() + weeks(2)};
}

TEST(Forecast, OfPartsIsOfTheSameDaysAsOfAll) {
  const Stream all = whole(100);
  Stream ended = all;
  ended.name = "ended";
  ended.series.days.resize(80);
  for (auto* grid : {&ended.series.counts, &ended.series.handled, &ended.series.handle_seconds})
    grid->resize(80 * kSlots);
  const std::vector<Stream> parts = {ended};
  const auto made = forecast_days(all, parts, {}, two_weeks_after(all));
  ASSERT_TRUE(made);
  ASSERT_THAT(*made, SizeIs(2));
  ASSERT_THAT((*made)[1].days, SizeIs(10));
  for (std::size_t day = 0; day < 10; ++day)
    EXPECT_EQ((*made)[0].days[day].calls.day, (*made)[1].days[day].calls.day);
}

TEST(Forecast, APartOfAFewDaysHasTheProfileOfTheWhole) {
  const Stream all = whole(100, 400);
  // A tenth of all, seen on the last three days only, with its own noise.
  Stream young{"young", all.series};
  Random random(9);
  young.series.days.assign(all.series.days.end() - 3, all.series.days.end());
  young.series.counts.clear();
  for (std::size_t at = 97 * kSlots; at < 100 * kSlots; ++at)
    young.series.counts.push_back(static_cast<double>(random.poisson(all.series.counts[at] / 10)));
  young.series.handled = young.series.handle_seconds = std::vector<double>(young.series.counts.size());
  const std::vector<Stream> parts = {young};
  const auto made = forecast_days(all, parts, {}, two_weeks_after(all));
  ASSERT_TRUE(made);
  for (std::size_t day = 0; day < 10; ++day) {
    const DayForecast &of_all = (*made)[0].days[day].calls, &of_young = (*made)[1].days[day].calls;
    EXPECT_NEAR(made::sum_of(of_young.counts), made::sum_of(of_all.counts) / 10,
                0.15 * made::sum_of(of_all.counts) / 10);
    // Of one slot three days of 20 to 60 calls tell little: it is closer to the whole's than to that.
    for (std::size_t slot = 0; slot < kSlots; ++slot)
      EXPECT_NEAR(of_young.counts[slot] / made::sum_of(of_young.counts),
                  of_all.counts[slot] / made::sum_of(of_all.counts), 0.025);
  }
}

TEST(Forecast, ShowsDaysThatWereUnlikeOthers) {
  Stream all = whole(100);
  for (std::size_t slot = 0; slot < kSlots; ++slot) all.series.counts[60 * kSlots + slot] /= 8;
  const auto made = forecast_days(all, {}, {}, two_weeks_after(all));
  ASSERT_TRUE(made);
  ASSERT_THAT(made->front().unusual, SizeIs(1));
  const UnusualDay& outage = made->front().unusual.front();
  EXPECT_EQ(outage.day, all.series.days[60]);
  EXPECT_LT(outage.calls, outage.usual / 5);
}

TEST(Forecast, OfTooFewDaysOrNoneToComeIsAnError) {
  const Stream few = whole(9);
  EXPECT_THAT(forecast_days(few, {}, {}, two_weeks_after(few)).error().message,
              HasSubstr("9 days with calls are too few"));
  const Stream all = whole(100);
  EXPECT_THAT(forecast_days(all, {}, {}, {.until = all.series.days.back()}).error().message,
              HasSubstr("no day is to be expected"));
}

TEST(Forecast, StopsWhenItIsCancelled) {
  const Stream all = whole(40);
  const std::atomic<bool> cancelled = true;
  ForecastOptions options = two_weeks_after(all);
  options.cancel = &cancelled;
  EXPECT_EQ(forecast_days(all, {}, {}, options).error().code, ErrorCode::cancelled);
}

/// Means and deviations of a day's total over many paths.
struct Totals {
  double mean = 0, deviation = 0, within = 0, with_next = 0;
};

Totals totals_of(const StreamForecast& made, std::size_t day) {
  Totals totals;
  const auto total = [&](std::size_t path, std::size_t at) {
    const auto& counts = made.paths[path][at];
    return std::accumulate(counts.begin(), counts.end(), 0.0);
  };
  const auto count = static_cast<double>(made.paths.size());
  double next = 0, next_squares = 0, squares = 0, product = 0;
  for (std::size_t path = 0; path < made.paths.size(); ++path) {
    const double here = total(path, day), after = total(path, day + 1);
    totals.mean += here / count;
    next += after / count;
    squares += here * here / count;
    next_squares += after * after / count;
    product += here * after / count;
    const ComingDay& of = made.days[day];
    totals.within += here >= of.total_lower && here <= of.total_upper ? 1 / count : 0;
  }
  totals.deviation = std::sqrt(squares - totals.mean * totals.mean);
  totals.with_next =
      (product - totals.mean * next) / (totals.deviation * std::sqrt(next_squares - next * next));
  return totals;
}

TEST(SamplePaths, AreAsFarOffAsTheIntervalSays) {
  const Stream all = whole(150);
  ForecastOptions options = two_weeks_after(all);
  options.paths = 4'000;
  const auto made = forecast_days(all, {}, {}, options);
  ASSERT_TRUE(made);
  for (const std::size_t day : {0U, 4U, 8U}) {
    const Totals totals = totals_of(made->front(), day);
    // Of 4,000 paths the share within 90 % is off by 0.5 points; the interval's own shape by some more.
    EXPECT_NEAR(totals.within, 0.9, 0.04) << day;
    EXPECT_NEAR(totals.mean, made->front().days[day].total, 0.01 * totals.mean) << day;
  }
  EXPECT_GT(totals_of(made->front(), 0).with_next, 0.2)
      << "a busy day is followed by one more often than not";
}

TEST(SamplePaths, OfOneSeedAreTheSame) {
  const Stream all = whole(60);
  ForecastOptions options = two_weeks_after(all);
  options.paths = 3;
  const auto once = forecast_days(all, {}, {}, options), again = forecast_days(all, {}, {}, options);
  EXPECT_EQ(once->front().paths, again->front().paths);
  options.seed = 2;
  EXPECT_NE(once->front().paths, forecast_days(all, {}, {}, options)->front().paths);
}

TEST(SamplePaths, HoldForAnySeries) {
  EXPECT_TRUE(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(10, 30);
    const auto values = *rc::gen::container<std::vector<int>>(count * 2, rc::gen::inRange(0, 100'000));
    Stream any{"all", made::series(made::open_days(count), 2, [&](std::size_t day, std::size_t slot) {
                 return values[day * 2 + slot];
               })};
    any.series.handled = any.series.handle_seconds = std::vector<double>(any.series.counts.size());
    ForecastOptions options = two_weeks_after(any);
    options.paths = 2;
    const auto made = forecast_days(any, {}, {}, options);
    RC_ASSERT(made.has_value());
    for (const ComingDay& day : made->front().days) {
      RC_ASSERT(std::isfinite(day.total) && day.total_lower <= day.total && day.total <= day.total_upper);
      for (const double calls : day.calls.counts) RC_ASSERT(calls >= 0 && std::isfinite(calls));
    }
    RC_ASSERT(made->front().paths.size() == 2U);
  }));
}

}  // namespace
}  // namespace tandem::forecast
