#include "plan/forecast/handle_time.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>

#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

constexpr std::size_t kSlots = 4;

/// 60 weekdays of 100 calls a slot; `mean_of(day, slot)` seconds each.
template <class MeanOf>
DaySeries handled(const MeanOf& mean_of, double calls = 100) {
  DaySeries series =
      made::series(made::open_days(60), kSlots, [&](std::size_t, std::size_t) { return calls; });
  for (std::size_t day = 0; day < series.size(); ++day)
    for (std::size_t slot = 0; slot < kSlots; ++slot) {
      series.handled.push_back(calls);
      series.handle_seconds.push_back(calls * mean_of(day, slot));
    }
  return series;
}

const LocalDay kNextMonday = made::kMonday + std::chrono::days(84);

TEST(HandleTime, IsUnknownWhereNoneWasStated) {
  DaySeries series = made::series(made::open_days(10), kSlots, [](std::size_t, std::size_t) { return 5; });
  series.handled = series.handle_seconds = std::vector<double>(series.counts.size());
  EXPECT_FALSE(HandleTime(series, 10).known());
}

TEST(HandleTime, OfEvenCallsIsWhatItWas) {
  const HandleTime time(handled([](std::size_t, std::size_t) { return 240.0; }), 60);
  ASSERT_TRUE(time.known());
  EXPECT_NEAR(time.seconds_on(kNextMonday, 1, 2), 240, 1e-9);
  EXPECT_NEAR(time.deviation(50), 0, 1e-6);
}

TEST(HandleTime, GoesByTheSlotAndTheWeekday) {
  const HandleTime time(handled([](std::size_t day, std::size_t slot) {
                          return 200.0 * (slot == 3 ? 1.5 : 1) * (day % 5 == 0 ? 1.2 : 1);
                        }),
                        60);
  const double monday = time.seconds_on(kNextMonday, 1, 0);
  const double tuesday = time.seconds_on(kNextMonday + std::chrono::days(1), 2, 0);
  EXPECT_NEAR(monday / tuesday, 1.2, 0.08);
  EXPECT_NEAR(time.seconds_on(kNextMonday, 1, 3) / monday, 1.5, 0.05);
}

TEST(HandleTime, FewCallsOfASlotTellLittleOfIt) {
  const auto mean_of = [](std::size_t, std::size_t slot) { return slot == 3 ? 400.0 : 200.0; };
  const HandleTime of_many(handled(mean_of), 60), of_few(handled(mean_of, 0.2), 60);
  const auto ratio = [](const HandleTime& time) {
    return time.seconds_on(kNextMonday, 1, 3) / time.seconds_on(kNextMonday, 1, 0);
  };
  EXPECT_GT(ratio(of_many), 1.9);
  EXPECT_LT(ratio(of_few), 1.1);
}

TEST(HandleTime, ALevelOfTheLastDaysIsKeptAndFades) {
  const HandleTime time(handled([](std::size_t day, std::size_t) { return day < 50 ? 200.0 : 260.0; }), 60);
  const double tomorrow = time.seconds_on(kNextMonday, 1, 0), later = time.seconds_on(kNextMonday, 60, 0);
  EXPECT_GT(tomorrow, later);
  EXPECT_GT(tomorrow, 225);
  EXPECT_LT(tomorrow, 265);
}

TEST(HandleTime, TellsHowMeansOfCallsDiffer) {
  // Exponential calls of 300 s: of the mean of n calls, the deviation is 1 / sqrt(n). Seed 5.
  Random random(5);
  const HandleTime time(handled(
                            [&](std::size_t, std::size_t) {
                              double sum = 0;
                              for (int i = 0; i < 25; ++i) sum += random.exponential(300);
                              return sum / 25;
                            },
                            25),
                        60);
  EXPECT_NEAR(time.deviation(25), 0.2, 0.03);
}

}  // namespace
}  // namespace tandem::forecast
