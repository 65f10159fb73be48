#include "plan/simulation/roster.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "plan/simulation/kolmogorov_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

using routing::Fact;
using routing::FactKind;

/// One group of agents from this day on, so many days.
Model model_with(std::string_view group, std::string_view start = "2026-01-05", int days = 1,
                 std::string_view zone = "UTC") {
  return model_of(fmt::format(R"({{"start": "{}", "length": "{}d", "zone": "{}", "queues": [{{"name": "q"}}],
    "groups": [{{"name": "g", {}}}], "types": [{{"name": "t", "talk": "1m"}}]}})",
                              start, days, zone, group));
}

std::vector<Fact> facts_of(const Model& model, std::uint64_t seed = 1) {
  Roster roster(model, Random(seed));
  std::vector<Fact> facts;
  roster.sign_on_always(facts);
  while (roster.next_day_at() < model.horizon.end()) roster.plan_day(facts);
  std::ranges::stable_sort(facts, {}, &Fact::at);
  return facts;
}

/// "05T08:00 on, ready" of each agent at a local time.
std::vector<std::string> told(const Model& model, std::uint64_t seed = 1) {
  std::vector<std::string> lines;
  for (const Fact& fact : facts_of(model, seed)) {
    const LocalTime local = model.horizon.zone->to_local(fact.at);
    const auto day = std::chrono::floor<std::chrono::days>(local);
    const std::chrono::year_month_day date(day);
    const auto minutes = std::chrono::floor<std::chrono::minutes>(local - day).count();
    const char* kind = fact.kind == FactKind::agent_signed_on   ? "on"
                       : fact.kind == FactKind::agent_ready     ? "ready"
                       : fact.kind == FactKind::agent_not_ready ? "pause"
                                                                : "off";
    lines.push_back(fmt::format("{:02}T{:02}:{:02} {} {}", static_cast<unsigned>(date.day()), minutes / 60,
                                minutes % 60, fact.agent.index(), kind));
  }
  return lines;
}

using Lines = std::vector<std::string>;

TEST(Roster, HasThoseWhoAreAlwaysThereFromTheStart) {
  const Model model = model_with(R"("agents": 2)");
  EXPECT_EQ(told(model), (Lines{"05T00:00 0 on", "05T00:00 0 ready", "05T00:00 1 on", "05T00:00 1 ready"}));
  EXPECT_FALSE(Roster(model, Random(1)).next_day_at().known()) << "no day needs to be planned";
}

TEST(Roster, HasShiftsWithTheirBreaks) {
  EXPECT_EQ(told(model_with(R"("shifts": [{"agents": 1, "hours": "Mon-Fri 08:00-16:30",
      "breaks": [{"after": "2h", "for": "15m"}, {"after": "4h", "for": "45m"}]}])")),
            (Lines{"05T08:00 0 on", "05T08:00 0 ready", "05T10:00 0 pause", "05T10:15 0 ready",
                   "05T12:00 0 pause", "05T12:45 0 ready", "05T16:30 0 off"}));
}

TEST(Roster, PutsAgentsInThePlansOrder) {
  EXPECT_EQ(told(model_with(R"("agents": 1, "shifts": [{"agents": 2, "hours": "Mon 08:00-09:00"},
                                                       {"agents": 1, "hours": "Mon 08:30-09:30"}])")),
            (Lines{"05T00:00 0 on", "05T00:00 0 ready", "05T08:00 1 on", "05T08:00 1 ready", "05T08:00 2 on",
                   "05T08:00 2 ready", "05T08:30 3 on", "05T08:30 3 ready", "05T09:00 1 off",
                   "05T09:00 2 off", "05T09:30 3 off"}));
}

TEST(Roster, IsOfTheDaysOfTheWeek) {
  const auto lines =
      told(model_with(R"("shifts": [{"agents": 1, "hours": "Tue,Sat 08:00-09:00"}])", "2026-01-05", 7));
  EXPECT_EQ(lines, (Lines{"06T08:00 0 on", "06T08:00 0 ready", "06T09:00 0 off", "10T08:00 0 on",
                          "10T08:00 0 ready", "10T09:00 0 off"}));
}

TEST(Roster, LetsANightLastIntoTheNextDayAndFromTheDayBefore) {
  const std::string_view night = R"("shifts": [{"agents": 1, "hours": "Mon-Sun 22:00-06:00",
                                               "breaks": [{"after": "3h", "for": "30m"}]}])";
  EXPECT_EQ(
      told(model_with(night)),
      (Lines{"05T00:00 0 on", "05T00:00 0 ready", "05T01:00 0 pause", "05T01:30 0 ready", "05T06:00 0 off",
             "05T22:00 0 on", "05T22:00 0 ready", "06T01:00 0 pause", "06T01:30 0 ready", "06T06:00 0 off"}));
}

TEST(Roster, BeginsABreakThatTheStartFallsIntoAtTheStart) {
  EXPECT_EQ(
      told(model_with(R"("shifts": [{"agents": 1, "hours": "Sun 22:00-06:00",
                                "breaks": [{"after": "1h", "for": "30m"}, {"after": "110m", "for": "30m"}]}])")),
      (Lines{"05T00:00 0 on", "05T00:00 0 ready", "05T00:00 0 pause", "05T00:20 0 ready", "05T06:00 0 off"}));
}

TEST(Roster, EndsABreakThatOutlastsTheShiftWithIt) {
  EXPECT_EQ(
      told(model_with(
          R"("shifts": [{"agents": 1, "hours": "Mon 08:00-09:00", "breaks": [{"after": "50m", "for": "30m"}]}])")),
      (Lines{"05T08:00 0 on", "05T08:00 0 ready", "05T08:50 0 pause", "05T09:00 0 ready", "05T09:00 0 off"}));
}

TEST(Roster, IsOfTheWallClockOnDaysOnWhichItIsSet) {
  const std::string_view shift =
      R"("shifts": [{"agents": 1, "hours": "Sun 01:00-09:00", "breaks": [{"after": "4h", "for": "30m"}]}])";
  const Model spring = model_with(shift, "2024-03-31", 1, "Europe/Berlin");
  const Model autumn = model_with(shift, "2024-10-27", 1, "Europe/Berlin");
  // A break is so long after the shift's begin, whatever the clock says.
  EXPECT_EQ(told(spring), (Lines{"31T01:00 0 on", "31T01:00 0 ready", "31T06:00 0 pause", "31T06:30 0 ready",
                                 "31T09:00 0 off"}));
  EXPECT_EQ(told(autumn), (Lines{"27T01:00 0 on", "27T01:00 0 ready", "27T04:00 0 pause", "27T04:30 0 ready",
                                 "27T09:00 0 off"}));
  const auto length = [](const std::vector<Fact>& facts) { return facts.back().at - facts.front().at; };
  EXPECT_EQ(length(facts_of(spring)), Duration::hours(7));
  EXPECT_EQ(length(facts_of(autumn)), Duration::hours(9));
}

TEST(Roster, LetsAgentsComeAndGoLateAndPauseLonger) {
  EXPECT_EQ(
      told(model_with(
          R"("shifts": [{"agents": 1, "hours": "Mon 08:00-12:00", "breaks": [{"after": "2h", "for": "15m"}]}],
                               "late": "7m", "stays_on": "11m", "break_overrun": "4m")")),
      (Lines{"05T08:07 0 on", "05T08:07 0 ready", "05T10:00 0 pause", "05T10:19 0 ready", "05T12:11 0 off"}));
}

TEST(Roster, LetsWhoStaysOnIntoTheNextHoursBeginThemThen) {
  EXPECT_EQ(told(model_with(
                R"("shifts": [{"agents": 1, "hours": "Mon 08:00-12:00,12:00-16:00"}], "stays_on": "5m")")),
            (Lines{"05T08:00 0 on", "05T08:00 0 ready", "05T12:05 0 off", "05T12:05 0 on", "05T12:05 0 ready",
                   "05T16:05 0 off"}));
  const auto lines = told(model_with(
      R"("shifts": [{"agents": 1, "hours": "Mon-Sun 00:00-24:00"}], "stays_on": "5m")", "2026-01-05", 2));
  EXPECT_EQ(lines,
            (Lines{"05T00:00 0 on", "05T00:00 0 ready", "05T00:05 0 off", "05T00:05 0 on", "05T00:05 0 ready",
                   "06T00:05 0 off", "06T00:05 0 on", "06T00:05 0 ready", "07T00:05 0 off"}));
}

TEST(Roster, HasNobodyWhoIsLaterThanTheShiftIsLong) {
  EXPECT_EQ(told(model_with(R"("shifts": [{"agents": 1, "hours": "Mon 08:00-09:00"}], "late": "2h")")),
            Lines{});
}

TEST(Roster, MissesThoseWhoAreAbsentInTheirShare) {
  const Model model = model_with(
      R"("shifts": [{"agents": 100, "hours": "Mon-Sun 08:00-16:00"}], "absent": 0.15)", "2026-01-05", 50);
  const auto facts = facts_of(model, 101);
  const auto there = static_cast<double>(std::ranges::count(facts, FactKind::agent_signed_on, &Fact::kind));
  // 5000 shifts; seed 101, 99.9 %.
  EXPECT_NEAR(there, 5000 * 0.85, kNormal999 * std::sqrt(5000 * 0.15 * 0.85));
  EXPECT_EQ(std::ranges::count(facts, FactKind::agent_signed_off, &Fact::kind), there);
  EXPECT_TRUE(
      told(model_with(R"("shifts": [{"agents": 9, "hours": "Mon 08:00-16:00"}], "absent": 1)")).empty());
}

/// Of each agent: on, ready, then pauses that end, then off; never back in time.
TEST(Roster, KeepsEachAgentsOrderWhateverIsDrawn) {
  const Model model = model_with(R"("shifts": [
      {"agents": 5, "hours": "Mon-Sun 07:00-11:00,13:00-17:00", "breaks": [{"after": "1h", "for": "10m"}, {"after": "2h", "for": "40m"}]},
      {"agents": 5, "hours": "Mon-Sun 20:00-04:00", "breaks": [{"after": "4h", "for": "45m"}]}],
    "late": {"exponential": "20m"}, "stays_on": {"exponential": "10m"}, "break_overrun": {"exponential": "15m"}, "absent": 0.1)",
                                 "2024-03-25", 14, "Europe/Berlin");
  std::vector<FactKind> last(10, FactKind::agent_signed_off);
  for (const Fact& fact : facts_of(model, 102)) {
    EXPECT_GE(fact.at, model.horizon.start);
    FactKind& before = last.at(fact.agent.index());
    switch (fact.kind) {
      case FactKind::agent_signed_on:
        EXPECT_EQ(before, FactKind::agent_signed_off);
        break;
      case FactKind::agent_ready:
        EXPECT_TRUE(before == FactKind::agent_signed_on || before == FactKind::agent_not_ready);
        break;
      default:
        EXPECT_EQ(before, FactKind::agent_ready);
    }
    before = fact.kind;
  }
}

TEST(Roster, IsTheSameForTheSameSeed) {
  const Model model = model_with(
      R"("shifts": [{"agents": 20, "hours": "Mon 08:00-16:00"}], "absent": 0.3, "late": {"exponential": "5m"})");
  EXPECT_EQ(told(model, 103), told(model, 103));
  EXPECT_NE(told(model, 103), told(model, 104));
}

}  // namespace
}  // namespace tandem::simulation
