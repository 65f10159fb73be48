#include "plan/forecast/day_terms.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <numbers>

#include "plan/forecast/made_series.hpp"

namespace tandem::forecast {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using Kind = SpecialDay::Kind;

constexpr std::size_t kMonth = 4;     ///< levels of the month, the first ones
constexpr std::size_t kAfterGap = 4;  ///< the level after them

/// Twelve weeks of Mondays to Fridays, from 1 January 2024 on.
std::vector<LocalDay> history() { return made::open_days(60); }

DayEffects calendar_of(const std::vector<LocalDay>& days, const std::vector<SpecialDay>& special = {}) {
  return {days, days.size(), special};
}

double after_gap(const DayEffects& calendar, LocalDay day) {
  return calendar.terms_of(day).levels[kAfterGap];
}

TEST(DayTerms, ADayIsOfItsWeekdaysKind) {
  const DayEffects calendar = calendar_of(history());
  EXPECT_EQ(calendar.kinds(), 7U);
  // Sunday is the first of them.
  EXPECT_THAT(calendar.terms_of(made::kMonday).kinds, ElementsAre(0, 1, 0, 0, 0, 0, 0));
  EXPECT_THAT(calendar.terms_of(made::kMonday + std::chrono::days(6)).kinds,
              ElementsAre(1, 0, 0, 0, 0, 0, 0));
}

TEST(DayTerms, HolidaysAndShortDaysHaveKindsOfTheirOwnAndNamedDaysHaveNot) {
  const LocalDay eve = made::day(2024, 2, 7), holiday = made::day(2024, 2, 8), sale = made::day(2024, 2, 9);
  const DayEffects calendar = calendar_of(history(), {{eve, "eve", Kind::half},
                                                      {holiday, "eve", Kind::half},
                                                      {holiday, "feast", Kind::full},
                                                      {sale, "sale", Kind::named}});
  // Holidays are the kind after the weekdays, short days the one after that.
  EXPECT_EQ(calendar.kinds(), 9U);
  EXPECT_THAT(calendar.terms_of(eve).kinds, ElementsAre(0, 0, 0, 1, 0, 0, 0, 0, 1));
  EXPECT_THAT(calendar.terms_of(holiday).kinds, ElementsAre(0, 0, 0, 0, 1, 0, 0, 1, 0))
      << "a holiday that is the eve of another is a holiday";
  EXPECT_THAT(calendar.terms_of(sale).kinds, ElementsAre(0, 0, 0, 0, 0, 1, 0, 0, 0));
}

/// April has 30 days: at noon of the 8th a quarter of it is over, of the 23rd three quarters.
TEST(DayTerms, TheMonthIsTwoHarmonics) {
  const DayEffects calendar = calendar_of(history());
  EXPECT_EQ(calendar.levels(), 5U);
  const auto month_on = [&](unsigned day) {
    auto levels = calendar.terms_of(made::day(2024, 4, day)).levels;
    levels.resize(kMonth);
    return levels;
  };
  const auto near = [](double value) { return DoubleNear(value, 1e-12); };
  EXPECT_THAT(month_on(8), ElementsAre(near(0), near(1), near(-1), near(0)));
  EXPECT_THAT(month_on(23), ElementsAre(near(0), near(-1), near(-1), near(0)));
}

TEST(DayTerms, AMonthsEndIsItsEndHoweverLongItIs) {
  const DayEffects calendar = calendar_of(history());
  for (const LocalDay last : {made::day(2024, 2, 29), made::day(2024, 3, 31), made::day(2023, 2, 28)}) {
    const double turn = 2 * std::numbers::pi * 0.5 /
                        (last == made::day(2024, 2, 29)   ? 29
                         : last == made::day(2024, 3, 31) ? 31
                                                          : 28);
    EXPECT_NEAR(calendar.terms_of(last).levels[0], std::cos(turn), 1e-12);
    EXPECT_NEAR(calendar.terms_of(last).levels[1], -std::sin(turn), 1e-12);
  }
}

TEST(DayTerms, TheDayAfterAnAbsentOneIsAfterAGapAndTheDayAfterAWeekendIsNot) {
  std::vector<LocalDay> days = history();
  std::erase(days, made::day(2024, 1, 15));  // a Monday
  std::erase(days, made::day(2024, 1, 26));  // a Friday
  const DayEffects calendar = calendar_of(days);
  EXPECT_EQ(after_gap(calendar, made::day(2024, 1, 8)), 0) << "a Monday after a weekend as ever";
  EXPECT_EQ(after_gap(calendar, made::day(2024, 1, 16)), 1);
  EXPECT_EQ(after_gap(calendar, made::day(2024, 1, 17)), 0);
  EXPECT_EQ(after_gap(calendar, made::day(2024, 1, 29)), 1) << "the Monday after a Friday that was closed";
  EXPECT_EQ(after_gap(calendar, made::kMonday), 0) << "of what was before nothing is known";
}

TEST(DayTerms, TheDayAfterAHolidayIsAfterAGapThoughSomeCalledOnIt) {
  const DayEffects calendar = calendar_of(history(), {{made::day(2024, 1, 17), "feast", Kind::full},
                                                      {made::day(2024, 1, 24), "short", Kind::half}});
  EXPECT_EQ(after_gap(calendar, made::day(2024, 1, 18)), 1);
  EXPECT_EQ(after_gap(calendar, made::day(2024, 1, 25)), 0) << "a short day is no gap";
}

TEST(DayTerms, OneSaturdayOfWorkMakesNoGapOfTheOthers) {
  std::vector<LocalDay> days = history();
  days.push_back(made::day(2024, 3, 23));
  ASSERT_TRUE(std::ranges::is_sorted(days));
  EXPECT_EQ(after_gap(calendar_of(days), made::day(2024, 3, 18)), 0);
}

TEST(DayTerms, NamesOfTheHistoryHaveALevelEachAndOthersNone) {
  const std::vector<SpecialDay> special = {{made::day(2024, 1, 10), "sale", Kind::named},
                                           {made::day(2024, 1, 17), "bills", Kind::named},
                                           {made::day(2024, 2, 14), "bills", Kind::named},
                                           {made::day(2024, 5, 8), "bills", Kind::named},
                                           {made::day(2024, 5, 8), "unheard of", Kind::named}};
  const DayEffects calendar = calendar_of(history(), special);
  EXPECT_EQ(calendar.levels(), 7U);
  const auto names_on = [&](LocalDay day) {
    const auto levels = calendar.terms_of(day).levels;
    return std::vector(levels.begin() + 5, levels.end());
  };
  // By name: bills, sale.
  EXPECT_THAT(names_on(made::day(2024, 1, 10)), ElementsAre(0, 1));
  EXPECT_THAT(names_on(made::day(2024, 2, 14)), ElementsAre(1, 0));
  EXPECT_THAT(names_on(made::day(2024, 5, 8)), ElementsAre(1, 0));
  EXPECT_THAT(names_on(made::day(2024, 5, 9)), ElementsAre(0, 0));
}

TEST(DayTerms, DaysToComeAreOpenOrNotButTeachNothing) {
  std::vector<LocalDay> days = history();
  const std::size_t known = days.size();
  const LocalDay tuesday = made::day(2024, 3, 26);
  days.push_back(tuesday);  // Monday the 25th will be closed.
  const std::vector<SpecialDay> special = {{tuesday, "later", Kind::named}};
  const DayEffects calendar(days, known, special);
  EXPECT_EQ(after_gap(calendar, tuesday), 1);
  EXPECT_EQ(calendar.levels(), 5U) << "what a name does is not known before its day";
}

TEST(DayTerms, OfLessThan400DaysNoYearIsTold) {
  const DayEffects shorter = calendar_of({made::kMonday, made::kMonday + std::chrono::days(399)});
  EXPECT_FALSE(shorter.knows_years());
  EXPECT_EQ(shorter.levels(), 5U);
  const DayEffects longer = calendar_of({made::kMonday, made::kMonday + std::chrono::days(400)});
  EXPECT_TRUE(longer.knows_years());
  EXPECT_EQ(longer.levels(), 10U);
  EXPECT_EQ(longer.terms_of(made::kMonday).levels.size(), 10U);
}

TEST(DayTerms, TheTrendIsOfYearsFromTheLastDayAndGoesOnFor90Days) {
  const LocalDay last = made::kMonday + std::chrono::days(500);
  const DayEffects calendar = calendar_of({made::kMonday, last});
  const auto trend_at = [&](int days) { return calendar.terms_of(last + std::chrono::days(days)).levels[9]; };
  EXPECT_DOUBLE_EQ(trend_at(0), 0);
  EXPECT_DOUBLE_EQ(trend_at(-500), -500 / 365.2425);
  EXPECT_DOUBLE_EQ(trend_at(45), 45 / 365.2425);
  EXPECT_DOUBLE_EQ(trend_at(90), 90 / 365.2425);
  EXPECT_DOUBLE_EQ(trend_at(200), trend_at(90));
}

TEST(DayTerms, TheYearBeginsOnNewYearsDay) {
  const DayEffects calendar = calendar_of({made::kMonday, made::kMonday + std::chrono::days(500)});
  const auto levels = calendar.terms_of(made::day(2025, 1, 1)).levels;
  EXPECT_DOUBLE_EQ(levels[5], 1);
  EXPECT_DOUBLE_EQ(levels[6], 0);
  EXPECT_DOUBLE_EQ(levels[7], 1);
  EXPECT_DOUBLE_EQ(levels[8], 0);
  // 2 July: 182 days later, all but half of a year.
  EXPECT_NEAR(calendar.terms_of(made::day(2025, 7, 2)).levels[5], -1, 1e-3);
}

}  // namespace
}  // namespace tandem::forecast
