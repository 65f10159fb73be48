#include "plan/quote/look_back.hpp"

#include <gtest/gtest.h>

#include <algorithm>

#include "plan/analysis/interval_cells.hpp"
#include "plan/analysis/made_calls.hpp"
#include "plan/quote/past_floor.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::quote {
namespace {

namespace made = analysis::made;

const std::atomic<bool> kNotCancelled = false;
const Zone& kZone = made::zone("UTC");

/// One day's calls from 8 to 12, exponential, served by so many agents in the order of their coming: a queue
/// that nobody leaves, with its waits.
class Day {
 public:
  Day(Instant opens, std::size_t agents) : opens_(opens), free_(agents, opens) {}

  void serve(std::vector<CallRecord>& calls, double calls_an_hour, Random& random) {
    Instant at = opens_;
    for (;;) {
      at = at + Duration::from_seconds(random.exponential(3600 / calls_an_hour));
      if (at >= opens_ + Duration::hours(4)) return;
      const auto agent = std::ranges::min_element(free_);
      const Instant answered = std::max(at, *agent);
      const double talk = random.exponential(kTalk);
      *agent = answered + Duration::from_seconds(talk);
      CallRecord call = made::answered(at, 0, 0);
      call.answered_at = answered;
      call.ended_at = call.wrapup_end_at = *agent;
      call.agent = AgentId(static_cast<std::uint32_t>(agent - free_.begin()));
      calls.push_back(call);
    }
  }
  static constexpr double kTalk = 180;

 private:
  Instant opens_;
  std::vector<Instant> free_;
};

/// January 2024 with four agents, who are too few.
std::vector<CallRecord> january() {
  Random random(21);
  std::vector<CallRecord> calls;
  for (int day = 1; day <= 31; ++day)
    Day(made::at(kZone, 2024, 1, static_cast<unsigned>(day), 8, 0), 4).serve(calls, 62, random);
  return calls;
}

struct Told {
  std::vector<CallRecord> calls;
  forecast::DaySeries series;
  std::vector<Callers> callers;
  LookBack back;
};

const Told& told() {
  static const Told kTold = [] {
    Told made{.calls = january()};
    const Duration half_hour = Duration::minutes(30);
    const auto cells = analysis::count_by_interval(made.calls, {}, {kZone, half_hour});
    made.series = forecast::series_of(cells, half_hour);
    made.callers = {*callers_of("all", made.calls, cells, half_hour)};
    const PastCalls past{made.calls, made.series, {}, made.callers, kZone};
    const LookBackAsked asked{.promised = {.share = 0.8}, .cancelled = kNotCancelled};
    made.back = **look_back(past, asked, {});
    return made;
  }();
  return kTold;
}

TEST(WeekHours, AreThoseCountedFromTheRecords) {
  const std::vector<CallRecord> calls = january();
  const auto hours = week_hours(calls, kZone, Duration::seconds(20));
  ASSERT_EQ(hours.size(), 28U) << "four hours of seven days";
  for (std::size_t i = 1; i < hours.size(); ++i)
    EXPECT_LE(hours[i - 1].service_level(), hours[i].service_level());
  const WeekHour& worst = hours.front();
  std::int64_t offered = 0, in_time = 0;
  for (const CallRecord& call : calls) {
    const LocalTime local = kZone.to_local(call.offered_at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const auto hour = std::chrono::floor<std::chrono::hours>(local - day).count();
    if (std::chrono::weekday(LocalDay(day)).iso_encoding() - 1 != static_cast<unsigned>(worst.weekday) ||
        hour != worst.hour)
      continue;
    ++offered;
    in_time += *call.wait() <= Duration::seconds(20) ? 1 : 0;
  }
  EXPECT_EQ(worst.offered, offered);
  EXPECT_EQ(worst.in_time, in_time);
}

/// The agents of the records work all the time that the simulation gives them; so near to all of it is what
/// it finds, and the month's service level again, a point being what it looks for.
TEST(LookBack, FindsTheServiceLevelOfTheRecordsWithTheAgentsWhoWereThere) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const LookBack& back = told().back;
  ASSERT_EQ(back.months.size(), 1U);
  ASSERT_TRUE(back.available);
  EXPECT_NEAR(*back.available, 1, 0.08);
  EXPECT_NEAR(*back.months[0].as_seen, *back.months[0].service_level, 0.011);
  EXPECT_NEAR(back.months[0].hours_seen, 31 * 4 * 4, 31 * 4 * 4 * 0.05);
}

TEST(LookBack, WhatItTakesKeepsTheShareInEveryRunAndIsMore) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const LookBack& back = told().back;
  EXPECT_LT(*back.months[0].service_level, 0.8) << "the records tell nothing: service was good";
  EXPECT_TRUE(back.reached);
  EXPECT_GE(back.months[0].least, 0.8);
  EXPECT_LT(back.months[0].simulated, 0.87) << "far more than it takes";
  EXPECT_GT(back.months[0].hours, back.months[0].hours_seen);
  ASSERT_EQ(back.worst.size(), 10U);
  for (std::size_t i = 0; i < back.worst.size(); ++i)
    EXPECT_GT(*back.worst_simulated[i], back.worst[i].service_level());
}

TEST(WholeMonths, MayLackThreeDaysAtAnEndAndNoMore) {
  using namespace std::chrono;
  forecast::DaySeries series;
  series.days = {LocalDay(2024y / 1 / 4), LocalDay(2024y / 2 / 10), LocalDay(2024y / 3 / 28)};
  EXPECT_EQ(whole_months(series), (std::vector{2024y / 1, 2024y / 2, 2024y / 3}));
  series.days.back() = LocalDay(2024y / 3 / 27);
  EXPECT_EQ(whole_months(series).size(), 2U);
  series.days.front() = LocalDay(2024y / 1 / 5);
  EXPECT_EQ(whole_months(series), (std::vector{2024y / 2}));
}

TEST(StaffOf, WhatIsRoundedOffGoesToTheNextSlotAndNobodyStaysForTheNight) {
  EXPECT_EQ(staff_of({5, 5, 5, 5, 0, 5}, 0.5), (Staff{3, 2, 3, 2, 0, 3}));
}

}  // namespace
}  // namespace tandem::quote
