#include "app/analyse_summary.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>

namespace tandem::app {
namespace {

using analysis::Analysis;
using testing::HasSubstr;
using testing::Not;

/// A Monday of a thousand calls, with everything known.
Analysis monday() {
  Analysis a;
  a.options.zone = &Zone::utc();
  a.options.interval = Duration::minutes(30);
  a.first = a.last = Instant::from_seconds(1'704'096'000);  // 2024-01-01T08:00Z
  a.open_days = 1;
  // The test vector of docs: A, B, A_T, B_T, B_S.
  a.total.offered = 1'060;
  a.service_levels.overall = {0.8113, 0.8190, 0.8208, 0.8269, 0.8302, 0.86};
  analysis::DayFigures day;
  day.day = LocalDay(std::chrono::year(2024) / std::chrono::January / std::chrono::day(1));
  a.days = {day};
  a.heat_map.calls_per_day[0] = 1'060;
  a.requirement.handle_mean = a.mean_handle = 180;
  a.requirement.peak_interval = 20;
  a.requirement.peak_calls = 100;
  a.requirement.peak_erlangs = 10;
  a.requirement.peak_agents = 14;
  a.requirement.peak_headcount = 20;
  a.mean_wait = 65;
  a.max_wait = 2'733;
  a.quality.rows_read = a.quality.rows_used = 1'060;
  return a;
}

TEST(AnalyseSummary, SaysHowManyCallsComeWhenThePeakIsAndWhomItTakes) {
  const std::string text = summary_of(monday());
  EXPECT_THAT(text, HasSubstr("1,060 calls, 2024-01-01 to 2024-01-01, 1 day with calls, times in UTC"));
  EXPECT_THAT(text, HasSubstr("a usual Mon 1,060\n"));
  EXPECT_THAT(text, HasSubstr("Mon 10:00: 100 calls in 30 min, 10 erlangs"));
  EXPECT_THAT(text, HasSubstr("takes 14 agents for 80 % within 20 s, 20 with 30 % shrinkage"));
  EXPECT_THAT(text, HasSubstr("mean 1 min 5 s"));
  EXPECT_THAT(text, HasSubstr("longest 45 min 33 s"));
}

TEST(AnalyseSummary, ShowsTheSixFormulasAndMarksTheContracts) {
  Analysis a = monday();
  a.options.definition = "answered_only";
  const std::string text = summary_of(a);
  EXPECT_THAT(text, HasSubstr("81.13 %  A_T / (A + B)\n"));
  EXPECT_THAT(text, HasSubstr("83.02 %  (A_T + B_T) / (A + B)\n"));
  EXPECT_THAT(text, HasSubstr("86.00 %  A_T / A   (the contract's)\n"));
}

TEST(AnalyseSummary, ShowsTheSixDaysThatStandOutMostInTheirOrder) {
  Analysis a = monday();
  for (int i = 0; i < 9; ++i) {
    a.special_days.push_back({a.days[0].day + std::chrono::days(i), analysis::DayKind::low_volume,
                              100.0 * (9 - i), 1'000.0, "day " + std::to_string(i), ""});
  }
  a.special_days[1].kind = analysis::DayKind::missing;
  const std::string text = summary_of(a);
  for (const char* shown :
       {"2024-01-02 Tue  day 1", "day 4", "day 5", "day 6", "day 7", "day 8", "and 3 more"}) {
    EXPECT_THAT(text, HasSubstr(shown));
  }
  for (const char* hidden : {"day 0", "day 2", "day 3"}) EXPECT_THAT(text, Not(HasSubstr(hidden)));
  EXPECT_LE(std::ranges::count(text, '\n'), 25);
}

TEST(AnalyseSummary, SaysFiguresAsTheReportDoes) {
  Analysis a = monday();
  a.mean_wait = 12.5;
  a.mean_handle = 438.5;
  a.requirement.agent_hours_per_week = 688.5;
  const std::string text = summary_of(a);
  EXPECT_THAT(text, HasSubstr("mean 13 s"));
  EXPECT_THAT(text, HasSubstr("the week takes 689 agent hours"));
  EXPECT_THAT(text, HasSubstr("handle time 7 min 19 s"));
}

TEST(AnalyseSummary, WhatIsNotKnownIsNotPrinted) {
  Analysis a = monday();
  a.service_levels.overall = {};
  a.mean_wait = a.max_wait = std::nullopt;
  a.requirement.handle_mean = a.mean_handle = std::nullopt;
  a.requirement.peak_erlangs = std::nullopt;
  a.requirement.peak_agents = 0;
  const std::string text = summary_of(a);
  EXPECT_THAT(text, Not(HasSubstr("Level")));
  EXPECT_THAT(text, Not(HasSubstr("Waits")));
  EXPECT_THAT(text, HasSubstr("Mon 10:00: 100 calls in 30 min\n"));
  EXPECT_THAT(text, HasSubstr("the data states no handle times"));
}

}  // namespace
}  // namespace tandem::app
