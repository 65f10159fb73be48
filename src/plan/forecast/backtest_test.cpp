#include "plan/forecast/backtest.hpp"

#include <fmt/format.h>
#include <array>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <cmath>
#include <numbers>

#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using ::testing::HasSubstr;

std::string texts(const std::vector<Horizon>& horizons) {
  std::string all;
  for (const Horizon& each : horizons) all += each.text() + " ";
  return all;
}

TEST(ParseHorizons, TakesDaysAndWeeks) {
  EXPECT_EQ(texts(*parse_horizons("1d,1w,2w")), "1d 1w 2w ");
  EXPECT_EQ(texts(*parse_horizons("366d")), "366d ");
  EXPECT_EQ(texts(*parse_horizons("53w,7d")), "53w 7d ");
  EXPECT_FALSE(parse_horizons("2d")->front().weeks);
  EXPECT_TRUE(parse_horizons("2w")->front().weeks);
}

TEST(ParseHorizons, RefusesWhatIsNone) {
  for (const char* text : {"",
                           ",",
                           "1d,",
                           ",1d",
                           "1d,,2d",
                           "0d",
                           "0w",
                           "367d",
                           "54w",
                           "1",
                           "d",
                           "1m",
                           "1 d",
                           " 1d",
                           "-1d",
                           "+1d",
                           "1.5d",
                           "1dd",
                           "99999999999999999999d",
                           "1d;2d"}) {
    const auto horizons = parse_horizons(text);
    ASSERT_FALSE(horizons) << text;
    EXPECT_EQ(horizons.error().code, ErrorCode::usage);
    EXPECT_THAT(horizons.error().message, HasSubstr("write days ahead and weeks ahead such as 1d,1w,2w"));
  }
  EXPECT_THAT(parse_horizons("1d,soon").error().message, HasSubstr("'soon'"));
}

/// Mondays to Fridays, one slot; of week w, from 0, 10 (w + 1) calls a day.
DaySeries weeks_of_ten_more(std::size_t days) {
  return made::series(made::open_days(days), 1,
                      [](std::size_t day, std::size_t) { return 10 * (day / 5 + 1); });
}

BacktestResult result_of(const DaySeries& series, const BacktestOptions& options) {
  auto result = backtest(series, {}, options);
  EXPECT_TRUE(result) << result.error().to_string();
  return *std::move(result);
}

const std::vector<BacktestResult::Scored>& naive(const BacktestResult& result) {
  return result.baselines.front().horizons;
}

/// Of the last two of twenty weeks, with 190 and 200 calls a day, 1950 in all.
TEST(Backtest, WeeksAreForecastFromTheEndOfAWeekAndDaysFromEachDay) {
  const BacktestResult result =
      result_of(weeks_of_ten_more(100), {.origins = 10, .horizons = *parse_horizons("1d,5d,6d,1w,2w,3w")});
  EXPECT_EQ(result.days_a_week, 5U);
  EXPECT_EQ(result.known, 90U);
  ASSERT_EQ(result.baselines.size(), kBaselines);
  ASSERT_EQ(result.baselines.front().baseline, Baseline::seasonal_naive);
  EXPECT_DOUBLE_EQ(result.naive_error, 10);
  struct Expected {
    const char* horizon;
    double weeks;  ///< from the same weekday's last day
  };
  const std::vector<Expected> expected = {{"1d", 1}, {"5d", 1}, {"6d", 2}, {"1w", 1}, {"2w", 2}, {"3w", 3}};
  ASSERT_EQ(naive(result).size(), expected.size());
  for (std::size_t i = 0; i < expected.size(); ++i) {
    const auto& [horizon, accuracy] = naive(result)[i];
    EXPECT_EQ(horizon, expected[i].horizon);
    EXPECT_EQ(result.horizons[i].horizon, horizon);
    EXPECT_DOUBLE_EQ(*accuracy.wape(), 100 * expected[i].weeks / 1'950) << horizon;
    EXPECT_DOUBLE_EQ(*accuracy.bias(), -100 * expected[i].weeks / 1'950) << horizon;
    EXPECT_DOUBLE_EQ(*accuracy.rmse(), 10 * expected[i].weeks) << horizon;
    EXPECT_DOUBLE_EQ(*accuracy.mase(result.naive_error), expected[i].weeks) << horizon;
    EXPECT_EQ(accuracy.slots(), 10U);
  }
  // Means of four weeks lie one and a half weeks further back than the last.
  EXPECT_DOUBLE_EQ(*result.baselines[1].horizons[0].accuracy.rmse(), 25);
  EXPECT_DOUBLE_EQ(*result.baselines[2].horizons[0].accuracy.rmse(), 35);
}

TEST(Backtest, WeeksBeginWithTheFirstDayThatIsForecast) {
  // Origins of three days of one week and two of the next are one week.
  const BacktestResult result =
      result_of(weeks_of_ten_more(97), {.origins = 5, .horizons = *parse_horizons("1w")});
  // The days are 92 to 96: Wednesday, Thursday and Friday of 190, Monday and Tuesday of 200, all a week later
  // than what is known, of 92 days.
  EXPECT_EQ(result.days.front().forecast.day, made::open_days(97)[92]);
  EXPECT_DOUBLE_EQ(*naive(result)[0].accuracy.wape(), 50.0 / (3 * 190 + 2 * 200));
}

TEST(Backtest, EveryDayIsForecastOnceAndHeldAgainstWhatCame) {
  Random random(1);
  const DaySeries series = made::series(made::open_days(60), 4, [&](std::size_t, std::size_t slot) {
    return random.poisson(50 * static_cast<double>(slot + 1));
  });
  double now = 0;
  std::vector<double> shares;
  const BacktestResult result =
      result_of(series, {.origins = 12,
                         .horizons = *parse_horizons("1d,2w"),
                         .clock = [&now] { return now += 1; },
                         .progress = [&](double share) { shares.push_back(share); }});
  ASSERT_EQ(result.days.size(), 12U);
  RollingForecast rolling(series, {}, {});
  Accuracy accuracy;
  for (std::size_t i = 0; i < 12; ++i) {
    const auto& [forecast, actual] = result.days[i];
    const auto row = series.row(48 + i);
    EXPECT_EQ(forecast.day, series.days[48 + i]);
    EXPECT_EQ(actual, std::vector<double>(row.begin(), row.end()));
    EXPECT_EQ(forecast.counts, rolling.counts(48 + i, 1));
    EXPECT_EQ(forecast.upper, rolling.forecast(48 + i, 1).upper);
    accuracy.add(forecast.counts, actual);
    accuracy.add_interval(forecast.lower, forecast.upper, actual);
  }
  EXPECT_EQ(result.horizons[0].accuracy.wape(), accuracy.wape());
  EXPECT_EQ(result.horizons[0].accuracy.coverage(), accuracy.coverage());
  for (const auto& scored : result.horizons) EXPECT_EQ(scored.accuracy.slots(), 48U);
  EXPECT_EQ(shares.size(), 24U);
  EXPECT_TRUE(std::ranges::is_sorted(shares));
  EXPECT_DOUBLE_EQ(shares.back(), 1);
  EXPECT_GT(result.fit_seconds.size(), 12U);
  EXPECT_EQ(result.fit_seconds, std::vector<double>(result.fit_seconds.size(), 1));
}

/// A level that wanders, a month's cycle and one weekday unlike the others: means of weekdays lag behind, and
/// a level that is carried on takes what is Monday's for all days'.
TEST(Backtest, TheModelBeatsTheBaselinesWhereDaysGoByWhatItKnows) {
  const std::vector<LocalDay> days = made::open_days(150);
  std::array<double, 3> model{};
  std::array<std::array<double, 3>, kBaselines> baselines{};
  for (const std::uint64_t seed : {1U, 2U, 3U}) {
    Random random(seed);
    double level = 1;
    const DaySeries series = made::series(days, 12, [&](std::size_t day, std::size_t slot) {
      if (slot == 0) level = 1 + 0.8 * (level - 1) + 0.05 * random.normal();
      const double month = 1 + 0.15 * std::cos(2 * std::numbers::pi * made::part_of_month(days[day]));
      const double weekday = made::weekday_of(days[day]) == 0 ? 1.3 : 1;
      return random.poisson(400 * level * month * weekday * made::two_peaks(slot, 12));
    });
    const BacktestResult result = result_of(series, {.origins = 50});
    for (std::size_t i = 0; i < model.size(); ++i) {
      model[i] += *result.horizons[i].accuracy.wape();
      for (std::size_t k = 0; k < kBaselines; ++k)
        baselines[k][i] += *result.baselines[k].horizons[i].accuracy.wape();
    }
  }
  for (std::size_t k = 0; k < kBaselines; ++k)
    for (std::size_t i = 0; i < model.size(); ++i)
      EXPECT_LT(model[i], 0.95 * baselines[k][i])
          << "seeds 1 to 3, horizon " << i << ": " << name_of(static_cast<Baseline>(k));
}

TEST(Backtest, NeverLooksAhead) {
  EXPECT_TRUE(rc::check([] {
    const auto count = *rc::gen::inRange<std::size_t>(24, 40);
    const auto values = *rc::gen::container<std::vector<int>>(count * 2, rc::gen::inRange(1, 100));
    const DaySeries series = made::series(
        made::open_days(count), 2, [&](std::size_t day, std::size_t slot) { return values[day * 2 + slot]; });
    // From the day `changed` on all is otherwise.
    const auto changed = *rc::gen::inRange<std::size_t>(count - 8, count);
    DaySeries other = series;
    for (std::size_t at = changed * 2; at < other.counts.size(); ++at)
      other.counts[at] = *rc::gen::inRange(1, 100'000);
    const char* horizon = *rc::gen::element("1d", "3d", "1w", "2w");
    const BacktestOptions options{.origins = 8, .horizons = *parse_horizons(horizon)};
    const BacktestResult before = result_of(series, options), after = result_of(other, options);
    // That of the day itself is made before it.
    for (std::size_t i = 0; i < 8 && count - 8 + i <= changed; ++i) {
      RC_ASSERT(before.days[i].forecast.counts == after.days[i].forecast.counts);
      RC_ASSERT(before.days[i].forecast.lower == after.days[i].forecast.lower);
      RC_ASSERT(before.days[i].forecast.upper == after.days[i].forecast.upper);
    }
    RC_ASSERT(before.naive_error == after.naive_error);
  }));
}

TEST(Backtest, StopsWhenItIsCancelled) {
  const std::atomic<bool> at_once = true;
  const auto never_begun = backtest(weeks_of_ten_more(60), {}, {.origins = 5, .cancel = &at_once});
  ASSERT_FALSE(never_begun);
  EXPECT_EQ(never_begun.error().code, ErrorCode::cancelled);

  std::atomic<bool> cancel = false;
  int days = 0;
  const auto stopped =
      backtest(weeks_of_ten_more(60), {},
               {.origins = 5, .progress = [&](double) { cancel = ++days == 3; }, .cancel = &cancel});
  ASSERT_FALSE(stopped);
  EXPECT_EQ(stopped.error().code, ErrorCode::cancelled);
  EXPECT_EQ(days, 3);
}

TEST(Backtest, SaysHowManyDaysAreNeededWhereThereAreTooFew) {
  struct Case {
    const char* horizons;
    std::size_t needed;
  };
  // To learn from are ten at least; the farthest day is as many further ahead.
  for (const auto& [horizons, needed] : {Case{"1d", 18}, {"4d", 21}, {"1w", 18}, {"1d,3w,2w", 28}}) {
    const BacktestOptions options{.origins = 8, .horizons = *parse_horizons(horizons)};
    const auto too_few = backtest(weeks_of_ten_more(needed - 1), {}, options);
    ASSERT_FALSE(too_few) << horizons;
    EXPECT_EQ(too_few.error().code, ErrorCode::limit);
    EXPECT_THAT(
        too_few.error().message,
        HasSubstr(fmt::format("{} days with calls are too few: to forecast the last 8 so far ahead takes {};",
                              needed - 1, needed)));
    EXPECT_EQ(result_of(weeks_of_ten_more(needed), options).days.size(), 8U) << horizons;
  }
  EXPECT_FALSE(backtest(DaySeries(), {}, {}));
}

/// Of 200 and of 400 calls a slot, chance alone makes forecasts 5 % wrong.
TEST(Backtest, TellsWhatSpecialDaysDoWhereTheCalendarNamesThem) {
  Random random(1);
  const std::vector<LocalDay> days = made::open_days(120);
  const auto is_special = [](std::size_t day) { return day % 11 == 3; };
  std::vector<SpecialDay> special;
  for (std::size_t i = 0; i < days.size(); ++i)
    if (is_special(i)) special.push_back({days[i], "bills", SpecialDay::Kind::named});
  const DaySeries series = made::series(
      days, 6, [&](std::size_t day, std::size_t) { return random.poisson(is_special(day) ? 400 : 200); });
  const BacktestOptions options{.origins = 33, .horizons = *parse_horizons("1d")};
  const double blind = *backtest(series, {}, options)->horizons[0].accuracy.wape();
  const double told = *backtest(series, special, options)->horizons[0].accuracy.wape();
  EXPECT_GT(blind, 0.12);
  EXPECT_LT(told, 0.08);
}

}  // namespace
}  // namespace tandem::forecast
