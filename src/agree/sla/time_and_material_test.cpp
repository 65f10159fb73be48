#include "agree/sla/time_and_material.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agree/sla/terms_for_test.hpp"

namespace tandem::sla {
namespace {

using ::testing::ElementsAre;

TimeAndMaterial time_with(std::string_view rest) {
  return *terms_with(
              fmt::format(R"("time_and_material": {{"rates": {{"engineer": "60", "trainer": 45.5}}, {}}})",
                          rest))
              .time_and_material;
}

TimeEntry entry(const char* role, const char* ticket, int day, int minutes) {
  return {role, ticket, LocalDay(std::chrono::days(day)), Duration::minutes(minutes)};
}

/// "role hours cents", a line each.
std::vector<std::string> lines(const TimeAndMaterial& terms, const std::vector<TimeEntry>& entries) {
  std::vector<std::string> shown;
  const auto made = lines_of(terms, entries, eur());
  for (const Line& line : *made)
    shown.push_back(
        fmt::format("{} {} {}", line.name, line.quantity->to_string(), line.amount.minor_units()));
  return shown;
}

const std::vector<TimeEntry> kThree = {entry("engineer", "7", 1, 45), entry("engineer", "7", 1, 45),
                                       entry("engineer", "7", 2, 5)};

TEST(TimeAndMaterial, IsRoundedByTheEntryTheTicketOrTheDay) {
  EXPECT_THAT(lines(time_with(R"("step": "1h", "each": "entry")"), kThree), ElementsAre("engineer 3 18000"));
  EXPECT_THAT(lines(time_with(R"("step": "1h", "each": "ticket")"), kThree), ElementsAre("engineer 2 12000"));
  EXPECT_THAT(lines(time_with(R"("step": "1h", "each": "day")"), kThree), ElementsAre("engineer 3 18000"));
  EXPECT_THAT(lines(time_with(R"("step": "0s")"), kThree), ElementsAre("engineer 1.5833 9500"));
}

TEST(TimeAndMaterial, IsRoundedUpDownOrToTheNearestStep) {
  const std::vector<TimeEntry> entries = {entry("engineer", "1", 1, 7), entry("engineer", "2", 1, 8),
                                          entry("engineer", "3", 1, 15)};
  EXPECT_THAT(lines(time_with(R"("step": "15m")"), entries), ElementsAre("engineer 0.75 4500"));
  EXPECT_THAT(lines(time_with(R"("step": "15m", "rounding": "nearest")"), entries),
              ElementsAre("engineer 0.5 3000"));
  EXPECT_THAT(lines(time_with(R"("step": "15m", "rounding": "down")"), entries),
              ElementsAre("engineer 0.25 1500"));
}

TEST(TimeAndMaterial, HasAMinimumAndALineForEachRole) {
  const std::vector<TimeEntry> entries = {entry("trainer", "1", 1, 1), entry("engineer", "1", 1, 1),
                                          entry("engineer", "1", 1, 50)};
  EXPECT_THAT(lines(time_with(R"("minimum": "30m", "each": "ticket")"), entries),
              ElementsAre("engineer 0.85 5100", "trainer 0.5 2275"));
  EXPECT_THAT(lines(time_with(R"("minimum": "30m")"), entries),
              ElementsAre("engineer 1.3333 8000", "trainer 0.5 2275"));
  EXPECT_TRUE(lines(time_with(R"("minimum": "30m")"), {}).empty());
}

TEST(TimeAndMaterial, RefusesARoleWithoutARateAndTimeThatCannotBe) {
  const TimeAndMaterial terms = time_with(R"("step": "15m")");
  EXPECT_EQ(lines_of(terms, std::vector{entry("cook", "1", 1, 5)}, eur()).error().message,
            "there is no hourly rate for 'cook'");
  EXPECT_EQ(lines_of(terms, std::vector{entry("trainer", "1", 1, -1)}, eur()).error().message,
            "-60 s were logged at one go; expected 0 to ten years");
}

}  // namespace
}  // namespace tandem::sla
