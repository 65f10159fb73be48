#include "plan/forecast/launch.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "core/calendar/hours_text.hpp"
#include "plan/forecast/forecast.hpp"
#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using ::testing::HasSubstr;

LaunchTerms terms(const char* open, double contacts = 0) {
  return {.industry = *find_industry("telecom"),
          .subscribers = 100'000,
          .contacts_a_month = contacts,
          .open = *calendar::parse_weekly_hours(open),
          .interval = Duration::minutes(30)};
}

double week_of(const Launch& launch) {
  double calls = 0;
  for (int day = 0; day < 7; ++day)
    calls += made::sum_of(launch.counts_on(made::kMonday + std::chrono::days(day)));
  return calls;
}

TEST(Launch, AWeekHasTheContactsOfItsSubscribers) {
  // 100,000 x 0.2 a month of 30.436875 days.
  EXPECT_NEAR(week_of(Launch(terms("Mon-Fri 08:00-20:00"))), 20'000 / 30.436875 * 7, 1e-6);
  EXPECT_NEAR(week_of(Launch(terms("24/7", 0.5))), 50'000 / 30.436875 * 7, 1e-6);
}

TEST(Launch, HasCallsWhileItIsOpenOnly) {
  const Launch launch(terms("Mon-Fri 08:15-20:00; Sat 22:00-02:00"));
  EXPECT_EQ(launch.slots().first_slot, 0U) << "Sunday's first hours belong to Saturday";
  EXPECT_EQ(launch.slots().slots, 48U);
  const auto monday = launch.counts_on(made::kMonday);
  EXPECT_EQ(monday[15], 0);
  EXPECT_GT(monday[16], 0);
  EXPECT_LT(monday[16], monday[17] * 0.6) << "half of it is open";
  EXPECT_EQ(monday[40], 0);
  const LocalDay saturday = made::kMonday + std::chrono::days(5);
  EXPECT_EQ(launch.counts_on(saturday)[43], 0);
  EXPECT_GT(launch.counts_on(saturday)[44], 0);
  EXPECT_GT(launch.counts_on(saturday + std::chrono::days(1))[3], 0);
  EXPECT_EQ(launch.counts_on(saturday + std::chrono::days(1))[4], 0);
}

TEST(Launch, SlotsAreThoseThatAreEverOpen) {
  const Launch launch(terms("Mon-Fri 08:00-20:00"));
  EXPECT_EQ(launch.slots().first_slot, 16U);
  EXPECT_EQ(launch.slots().slots, 24U);
  EXPECT_TRUE(launch.is_open(made::kMonday));
  EXPECT_FALSE(launch.is_open(made::kMonday + std::chrono::days(6)));
}

TEST(Launch, AnUnknownIndustryNamesTheKnown) {
  const auto found = find_industry("banc");
  ASSERT_FALSE(found);
  EXPECT_THAT(found.error().message, HasSubstr("there are bank, insurance, telecom"));
}

TEST(Launch, IsKnownBetterDayByDay) {
  EXPECT_DOUBLE_EQ(Launch::level_deviation(0), std::sqrt(0.15 * 0.15 + 0.25));
  for (std::size_t days = 0; days < 20; ++days)
    EXPECT_GT(Launch::level_deviation(days), Launch::level_deviation(days + 1));
  EXPECT_NEAR(Launch::level_deviation(1000), 0.15, 0.001);
}

TEST(Launch, BeforeItsFirstDayIsOffByAFactor) {
  const Launch launch(terms("Mon-Fri 08:00-20:00"));
  const auto made = forecast_launch(launch, launch.slots(), made::kMonday, {},
                                    {.until = made::kMonday + std::chrono::days(6)});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->days.size(), 5U);
  const ComingDay& day = made->days.front();
  EXPECT_NEAR(day.total_upper / day.total, day.total / day.total_lower, 1e-9);
  EXPECT_GT(day.total_upper / day.total, 2);
  EXPECT_EQ(day.handle_seconds.front(), 330);
}

TEST(Launch, FollowsItsFirstDaysAndIsSurerOfThem) {
  const Launch launch(terms("Mon-Fri 08:00-20:00"));
  DaySeries known = launch.slots();
  // Three days with twice the calls of the terms.
  for (int day = 0; day < 3; ++day) {
    known.days.push_back(made::kMonday + std::chrono::days(day));
    for (const double calls : launch.counts_on(known.days.back())) known.counts.push_back(2 * calls);
  }
  known.handled = known.handle_seconds = std::vector<double>(known.counts.size());
  const auto made =
      forecast_launch(launch, known, made::kMonday, {}, {.until = made::kMonday + std::chrono::days(6)});
  ASSERT_TRUE(made);
  ASSERT_EQ(made->days.size(), 2U);
  const ComingDay& thursday = made->days.front();
  const double expected = 2 * made::sum_of(launch.counts_on(made::kMonday + std::chrono::days(3)));
  EXPECT_NEAR(thursday.total, expected, 0.05 * expected);
  EXPECT_LT(thursday.total_upper / thursday.total, 1.5);
}

TEST(Launch, WithoutAnOpenDayIsAnError) {
  const Launch launch(terms("Sat 08:00-12:00"));
  const auto made = forecast_launch(launch, launch.slots(), made::kMonday, {},
                                    {.until = made::kMonday + std::chrono::days(4)});
  ASSERT_FALSE(made);
  EXPECT_THAT(made.error().message, HasSubstr("no open day"));
}

}  // namespace
}  // namespace tandem::forecast
