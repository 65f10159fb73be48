#include "plan/forecast/coming_days.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using std::chrono::days;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

DaySeries weekdays_of(std::size_t weeks, LocalDay but = LocalDay()) {
  std::vector<LocalDay> open = made::open_days(5 * weeks);
  std::erase(open, but);
  return made::series(std::move(open), 1, [](std::size_t, std::size_t) { return 10; });
}

TEST(ComingDays, AreThoseOfTheWeekdaysThatUsuallyHaveCalls) {
  const DaySeries history = weekdays_of(6);  // until Friday, 9 February 2024
  EXPECT_THAT(coming_days(history, made::day(2024, 2, 13), {}),
              ElementsAre(made::day(2024, 2, 12), made::day(2024, 2, 13)));
  EXPECT_THAT(coming_days(history, made::day(2024, 2, 11), {}), IsEmpty()) << "a weekend";
}

TEST(ComingDays, AWeekdayThatHadCallsOnceIsClosedAsARule) {
  DaySeries history = weekdays_of(6);
  history.days.insert(history.days.begin() + 5, made::kMonday + days(5));
  history.counts.push_back(10);
  EXPECT_THAT(coming_days(history, made::day(2024, 2, 12), {}), ElementsAre(made::day(2024, 2, 12)));
}

TEST(ComingDays, LeaveOutHolidaysWherePastOnesHadNoCalls) {
  const std::vector<SpecialDay> holidays = {{made::day(2024, 1, 10), "Founders", SpecialDay::Kind::full},
                                            {made::day(2024, 2, 12), "Harvest", SpecialDay::Kind::full}};
  const LocalDay until = made::day(2024, 2, 13);
  EXPECT_THAT(coming_days(weekdays_of(6, made::day(2024, 1, 10)), until, holidays),
              ElementsAre(made::day(2024, 2, 13)));
  EXPECT_THAT(coming_days(weekdays_of(6), until, holidays),
              ElementsAre(made::day(2024, 2, 12), made::day(2024, 2, 13)));
}

TEST(ComingDays, LeaveOutWhatTheCalendarCallsClosed) {
  const std::vector<SpecialDay> closed = {
      {made::day(2024, 2, 12), "Stocktaking", SpecialDay::Kind::named, true}};
  EXPECT_THAT(coming_days(weekdays_of(6), made::day(2024, 2, 13), closed),
              ElementsAre(made::day(2024, 2, 13)));
}

}  // namespace
}  // namespace tandem::forecast
