#include "plan/forecast/baselines.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using ::testing::DoubleEq;
using ::testing::ElementsAre;
using ::testing::Pointwise;

std::vector<double> counts_on(Baseline baseline, const DaySeries& series, std::size_t known, LocalDay day) {
  return baseline_counts(baseline, series, known, std::span(&day, 1)).front();
}

/// Monday to Friday; week w from 0 has 10 (w + 1) calls in the first slot and that weekday's number, from 0,
/// in the second.
DaySeries weeks_of_ten_more(std::size_t days) {
  return made::series(made::open_days(days), 2, [](std::size_t day, std::size_t slot) {
    return slot == 0 ? 10 * (day / 5 + 1) : day % 5;
  });
}

LocalDay next_monday(std::size_t weeks) { return made::kMonday + std::chrono::weeks(weeks); }

TEST(Baselines, SeasonalNaiveIsTheSameWeekdaysLastDay) {
  const DaySeries series = weeks_of_ten_more(40);
  const std::vector<LocalDay> week = made::open_days(45);
  for (std::size_t day = 40; day < 45; ++day)
    EXPECT_THAT(counts_on(Baseline::seasonal_naive, series, 40, week[day]),
                ElementsAre(80, static_cast<double>(day % 5)));
}

TEST(Baselines, MeansAreOfTheWeekdaysLastFourAndSixDays) {
  const DaySeries series = weeks_of_ten_more(40);
  // Weeks 5 to 8 of 50, 60, 70 and 80; weeks 3 to 8 of 30 to 80.
  EXPECT_THAT(counts_on(Baseline::mean_of_4_weekdays, series, 40, next_monday(8)), ElementsAre(65, 0));
  EXPECT_THAT(counts_on(Baseline::mean_of_6_weekdays, series, 40, next_monday(8)), ElementsAre(55, 0));
}

TEST(Baselines, OfFewerWeeksTheMeanIsOfThoseThereAre) {
  EXPECT_THAT(counts_on(Baseline::mean_of_6_weekdays, weeks_of_ten_more(10), 10, next_monday(2)),
              ElementsAre(15, 0));
}

TEST(Baselines, AnAbsentDayIsNotNoughtButTheWeekdayBeforeIt) {
  DaySeries series = weeks_of_ten_more(40);
  // Of the last Monday, week 8 with 80 calls, nothing is known.
  series.days.erase(series.days.begin() + 35);
  series.counts.erase(series.counts.begin() + 70, series.counts.begin() + 72);
  EXPECT_THAT(counts_on(Baseline::seasonal_naive, series, 39, next_monday(8)), ElementsAre(70, 0));
  EXPECT_THAT(counts_on(Baseline::mean_of_4_weekdays, series, 39, next_monday(8)), ElementsAre(55, 0));
  EXPECT_THAT(counts_on(Baseline::seasonal_naive, series, 39, next_monday(8) + std::chrono::days(1)),
              ElementsAre(80, 1));
}

TEST(Baselines, KnowNothingOfDaysAfterTheKnownOnes) {
  const DaySeries series = weeks_of_ten_more(40);
  EXPECT_THAT(counts_on(Baseline::seasonal_naive, series, 20, next_monday(8)), ElementsAre(40, 0));
  for (std::size_t i = 0; i < kBaselines; ++i)
    EXPECT_EQ(counts_on(static_cast<Baseline>(i), series, 20, next_monday(8)),
              counts_on(static_cast<Baseline>(i), weeks_of_ten_more(20), 20, next_monday(8)));
}

TEST(Baselines, OfAWeekdayNotSeenTheyExpectTheMeanOfAllDays) {
  const DaySeries series = weeks_of_ten_more(40);
  const LocalDay saturday = next_monday(8) - std::chrono::days(2);
  // 10, 20 ... 80 on five days each; 0 to 4.
  for (std::size_t i = 0; i < kBaselines; ++i)
    EXPECT_THAT(counts_on(static_cast<Baseline>(i), series, 40, saturday), ElementsAre(45, 2))
        << name_of(static_cast<Baseline>(i));
}

TEST(Baselines, HoltWintersHasNoErrorOnAWeekThatRepeats) {
  const DaySeries series = made::series(made::open_days(50, 7), 6, [](std::size_t day, std::size_t slot) {
    return 40 + day % 7 * 11 + slot * slot;
  });
  std::vector<LocalDay> coming;
  for (int i = 0; i < 7; ++i) coming.push_back(series.days[28] + std::chrono::days(i));
  const auto counts = baseline_counts(Baseline::holt_winters, series, 28, coming);
  for (std::size_t i = 0; i < 7; ++i) {
    const auto row = series.row(28 + i);
    EXPECT_THAT(counts[i], Pointwise(DoubleEq(), std::vector<double>(row.begin(), row.end())));
  }
}

/// The shift was six weeks ago; whatever steps are chosen have followed it by then.
TEST(Baselines, HoltWintersFollowsALevelThatRises) {
  const DaySeries risen = made::series(made::open_days(100), 4, [](std::size_t day, std::size_t slot) {
    return (day < 70 ? 100 : 140) + 5 * slot;
  });
  const auto counts = counts_on(Baseline::holt_winters, risen, 100, next_monday(20));
  for (std::size_t slot = 0; slot < 4; ++slot)
    EXPECT_NEAR(counts[slot], 140 + 5 * static_cast<double>(slot), 2) << slot;
}

TEST(Baselines, HoltWintersIsNeverBelowZero) {
  const DaySeries fallen =
      made::series(made::open_days(60), 3, [](std::size_t day, std::size_t) { return day < 55 ? 50 : 0; });
  for (const double count : counts_on(Baseline::holt_winters, fallen, 60, next_monday(12)))
    EXPECT_GE(count, 0);
}

TEST(Baselines, AreCountsOnAnySeries) {
  EXPECT_TRUE(rc::check([] {
    const auto slots = *rc::gen::inRange<std::size_t>(1, 5);
    const auto count = *rc::gen::inRange<std::size_t>(1, 30);
    const auto values = *rc::gen::container<std::vector<int>>(count * slots, rc::gen::inRange(0, 1'000'000));
    const auto open = *rc::gen::inRange<std::size_t>(1, 8);
    const DaySeries series =
        made::series(made::open_days(count, open), slots,
                     [&](std::size_t day, std::size_t slot) { return values[day * slots + slot]; });
    const auto baseline = static_cast<Baseline>(*rc::gen::inRange<int>(0, kBaselines));
    const auto ahead = *rc::gen::inRange(1, 15);
    const auto counts = counts_on(baseline, series, count, series.days.back() + std::chrono::days(ahead));
    RC_ASSERT(counts.size() == slots);
    for (const double each : counts) RC_ASSERT(std::isfinite(each) && each >= 0 && each < 2'000'000);
  }));
}

TEST(Baselines, HaveNamesOfTheirOwn) {
  EXPECT_EQ(name_of(Baseline::seasonal_naive), "seasonal_naive");
  EXPECT_EQ(name_of(Baseline::holt_winters), "holt_winters");
}

}  // namespace
}  // namespace tandem::forecast
