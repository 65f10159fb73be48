#include "plan/analysis/days.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>

#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

using testing::HasSubstr;

const Zone& kZone = made::zone("Europe/Berlin");

/// Eight weeks from 2024-01-01 (a Monday), Monday to Friday, a call every `every` from 8:00 to 18:00; `until`
/// of each day may be changed, 0 is closed.
struct Desk {
  std::map<int, int> until_hour;  ///< by day from 0
  std::map<int, int> copies;      ///< so many calls where there is one
  std::vector<CallRecord> calls() const {
    std::vector<CallRecord> all;
    for (int day = 0; day < 56; ++day) {
      if (day % 7 >= 5) continue;
      const int until = until_hour.contains(day) ? until_hour.at(day) : 18;
      const Instant opens = made::at(kZone, 2024, 1, 1, 8) + Duration::days(day);
      for (Instant t = opens; t < opens + Duration::hours(until - 8); t = t + Duration::minutes(2)) {
        for (int i = 0; i < (copies.contains(day) ? copies.at(day) : 1); ++i) {
          all.push_back(made::answered(t, 10, 60));
        }
      }
    }
    return all;
  }
};

/// The days point into the cells.
struct Found {
  std::vector<IntervalCell> cells;
  std::vector<ObservedDay> days;
  std::vector<SpecialDay> special;
};
Found found_in(const std::vector<CallRecord>& calls) {
  Options options;
  options.zone = &kZone;
  Found found;
  found.cells = count_by_interval(calls, options.rules, {kZone, options.interval});
  found.days = *days_of(found.cells);
  found.special = find_special_days(found.days, *Figures::of(options, {}), 48);
  return found;
}

LocalDay day_of(int number) {
  return LocalDay(std::chrono::year(2024) / std::chrono::January / std::chrono::day(1)) +
         std::chrono::days(number);
}

TEST(Days, UsualWeeksHaveNoSpecialDayAndWeekendsAreNotMissing) {
  const auto found = found_in(Desk{}.calls());
  EXPECT_TRUE(found.special.empty());
  EXPECT_EQ(found.days.size(), 54U);  // the data end on a Friday
  EXPECT_TRUE(found.days[0].open && found.days[0].usual && found.days[0].usually_open);
  EXPECT_FALSE(found.days[5].open || found.days[5].usually_open);
  EXPECT_NEAR(*found.days[0].expected, 300, 1e-6);
}

TEST(Days, AWeekdayWithoutCallsIsMissing) {
  const auto found = found_in(Desk{.until_hour = {{15, 8}}}.calls());
  ASSERT_EQ(found.special.size(), 1U);
  EXPECT_EQ(found.special[0].day, day_of(15));
  EXPECT_EQ(found.special[0].kind, DayKind::missing);
  EXPECT_EQ(
      found.special[0].explanation_en,
      "No calls; about 300 were expected on a Tuesday of that week. Closed, or the records are missing.");
  EXPECT_EQ(found.special[0].explanation_ru,
            "Нет звонков; для вторника той недели ожидалось около 300. Выходной, или записи отсутствуют.");
}

TEST(Days, ADayThatEndsAtNoonIsShortNotMerelyQuiet) {
  const auto found = found_in(Desk{.until_hour = {{9, 12}}}.calls());
  ASSERT_EQ(found.special.size(), 1U);
  EXPECT_EQ(found.special[0].kind, DayKind::short_day);
  EXPECT_EQ(found.special[0].explanation_en,
            "Calls only from 08:00 to 12:00 (usually 08:00 to 18:00): 120, 60 % fewer than the 300 expected "
            "in that week.");
  EXPECT_FALSE(found.days[9].usual);
}

TEST(Days, ADayOfThreeTimesTheCallsIsHigh) {
  const auto found = found_in(Desk{.copies = {{22, 3}}}.calls());
  ASSERT_EQ(found.special.size(), 1U);
  EXPECT_EQ(found.special[0].kind, DayKind::high_volume);
  EXPECT_EQ(found.special[0].explanation_en,
            "900 calls, 200 % more than the 300 expected on a Tuesday of that week.");
  EXPECT_EQ(found.special[0].found, 900);
}

TEST(Days, LongWaitsAndManyAbandonsStandOut) {
  auto calls = Desk{}.calls();
  const Instant from = made::at(kZone, 2024, 1, 23), until = from + Duration::days(1);
  int i = 0;
  for (CallRecord& call : calls) {
    if (call.offered_at < from || call.offered_at >= until) continue;
    call = ++i % 3 == 0 ? made::abandoned(call.offered_at, 200) : made::answered(call.offered_at, 120, 60);
  }
  const auto found = found_in(calls);
  ASSERT_EQ(found.special.size(), 2U);
  EXPECT_EQ(found.special[0].kind, DayKind::long_waits);
  EXPECT_EQ(found.special[0].day, day_of(22));
  EXPECT_EQ(found.special[1].kind, DayKind::high_abandonment);
  EXPECT_THAT(found.special[1].explanation_en, HasSubstr("33 % of calls abandoned"));
  EXPECT_TRUE(found.days[22].usual) << "its volume is what it always is";
}

TEST(Days, AFirstDayThatBeginsInTheAfternoonIsSaidToBeTheEdgeOfTheData) {
  auto calls = Desk{}.calls();
  std::erase_if(calls,
                [](const CallRecord& call) { return call.offered_at < made::at(kZone, 2024, 1, 1, 15); });
  const auto found = found_in(calls);
  ASSERT_EQ(found.special.size(), 1U);
  EXPECT_THAT(found.special[0].explanation_en, HasSubstr("The data begin on this day"));
}

TEST(Days, ThreeMonthsWithoutCallsAreNoNinetyMissingDays) {
  auto calls = Desk{}.calls();
  for (CallRecord call : Desk{}.calls()) {
    call.offered_at = call.offered_at + Duration::days(20 * 7);
    call.queued_at = call.offered_at;
    call.answered_at = call.ended_at = call.wrapup_end_at = call.offered_at + Duration::seconds(10);
    calls.push_back(call);
  }
  for (const SpecialDay& day : found_in(calls).special) EXPECT_NE(day.kind, DayKind::missing);
}

TEST(Days, AWrongDateCenturiesAgoIsAnErrorThatSaysWhatToLookFor) {
  auto calls = Desk{}.calls();
  calls.insert(calls.begin(), made::answered(made::at(kZone, 1901, 1, 1), 1, 1));
  Options options;
  const auto cells = count_by_interval(calls, options.rules, {kZone, options.interval});
  const auto days = days_of(cells);
  ASSERT_FALSE(days);
  EXPECT_THAT(days.error().message, HasSubstr("look for a wrong date"));
}

}  // namespace
}  // namespace tandem::analysis
