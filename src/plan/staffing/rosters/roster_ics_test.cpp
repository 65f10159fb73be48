#include "plan/staffing/rosters/roster_ics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <libical/ical.h>

#include <memory>
#include <sstream>

#include "plan/staffing/rosters/rules_json.hpp"

namespace tandem::rosters {
namespace {

/// A name of many bytes, with all that a calendar escapes.
constexpr const char* kName = "Ольга Петровна; Иванова, из очень далёкого города \\ у моря";

struct Made {
  Rules rules;
  Demand demand;
  Roster roster;
};

std::unique_ptr<Made> made() {
  auto rules =
      parse_rules(fmt::format(R"({{"shifts": [{{"name": "night", "start": "20:00", "paid": "8h", "breaks": [
        {{"name": "lunch", "length": "30m", "from": "3h", "until": "5h"}}]}}],
      "contracts": [{{"name": "c", "agents": 1, "cost_hour": 1}}], "agents": [{{"name": "{}"}}]}})",
                              "Ольга Петровна; Иванова, из очень далёкого города \\\\ у моря"),
                  "rules.json");
  if (!rules) throw std::invalid_argument(rules.error().front().to_string());
  auto demand = parse_demand("interval_start,agents\n2026-07-05 20:00,1\n2026-07-05 22:30,1\n", "demand.csv");
  auto all = std::make_unique<Made>(Made{std::move(*rules), std::move(*demand), {}});
  auto roster = make_roster(all->demand, all->rules, {});
  if (!roster) throw std::invalid_argument(roster.error().to_string());
  all->roster = std::move(*roster);
  return all;
}

using Component = std::unique_ptr<icalcomponent, decltype(&icalcomponent_free)>;

TEST(RosterCalendar, IsReadBackByAnother) {
  const auto all = made();
  const std::string text = ics_of(all->roster, nullptr);
  const Component calendar(icalparser_parse_string(text.c_str()), icalcomponent_free);
  ASSERT_NE(calendar, nullptr);
  EXPECT_EQ(icalcomponent_count_errors(calendar.get()), 0);
  ASSERT_EQ(icalcomponent_count_components(calendar.get(), ICAL_VEVENT_COMPONENT), 1);
  icalcomponent* event = icalcomponent_get_first_component(calendar.get(), ICAL_VEVENT_COMPONENT);
  EXPECT_EQ(icalcomponent_get_summary(event), fmt::format("{}: night", kName));
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtstart(event)), "20260705T200000");
  EXPECT_STREQ(icaltime_as_ical_string(icalcomponent_get_dtend(event)), "20260706T043000");
  icalproperty* categories = icalcomponent_get_first_property(event, ICAL_CATEGORIES_PROPERTY);
  ASSERT_NE(categories, nullptr);
  EXPECT_STREQ(icalproperty_get_categories(categories), kName);
  EXPECT_THAT(icalcomponent_get_description(event),
              testing::MatchesRegex("lunch (23|00):[03]0-(23|00|01):[03]0"));
}

TEST(RosterCalendar, FoldsLinesBetweenCharacters) {
  const auto all = made();
  std::istringstream lines(ics_of(all->roster, nullptr));
  std::string line;
  while (std::getline(lines, line)) {
    ASSERT_TRUE(line.ends_with('\r'));
    EXPECT_LE(line.size(), 76U);
    const std::size_t first = line.starts_with(' ') ? 1 : 0;
    EXPECT_NE(static_cast<unsigned char>(line[first]) & 0xC0, 0x80) << line;
  }
}

TEST(RosterCalendar, IsInUtcWhereTheZoneIsKnown) {
  const auto all = made();
  const std::string text = ics_of(all->roster, *Zone::find("Europe/Berlin"));
  EXPECT_THAT(text, testing::HasSubstr("DTSTART:20260705T180000Z\r\n"));
  EXPECT_THAT(text, testing::HasSubstr("DTEND:20260706T023000Z\r\n"));
}

}  // namespace
}  // namespace tandem::rosters
