#include "plan/import/mapping.hpp"

#include <gtest/gtest.h>

namespace tandem::importing {
namespace {

std::string error_of(std::string_view text) {
  const auto mapping = parse_mapping(text, "map.json");
  return mapping ? "read" : mapping.error().to_string();
}

constexpr const char* kWhole = R"({
  "notes": ["for people"],
  "columns": [
    {"field": "offered_at", "columns": ["Date", "Time"], "format": "%d/%m/%Y %H:%M:%S"},
    {"field": "queue", "column": "Skill"},
    {"field": "talk_time", "column": "Talk", "format": "hms"}
  ],
  "constants": {"client": "Acme", "outcome": "infer"},
  "outcomes": {"": "abandoned", "Handled": "answered", "Test call": "ignore"},
  "ignore_where": {"Call Type": ["Outbound", "Internal"], "Direction": [""]},
  "delimiter": ";",
  "zone": "Europe/Berlin"
})";

TEST(Mapping, IsReadWithAllItsParts) {
  const auto mapping = parse_mapping(kWhole, "map.json");
  ASSERT_TRUE(mapping) << mapping.error().to_string();
  ASSERT_EQ(mapping->columns.size(), 3U);
  EXPECT_EQ(mapping->columns[0].field, CallField::offered_at);
  EXPECT_EQ(mapping->columns[0].names, (std::vector<std::string>{"Date", "Time"}));
  EXPECT_EQ(mapping->columns[0].format, "%d/%m/%Y %H:%M:%S");
  EXPECT_FALSE(mapping->columns[1].format);
  EXPECT_EQ(mapping->constants.at("outcome"), "infer");
  EXPECT_EQ(mapping->outcomes.at("Test call"), "ignore");
  EXPECT_EQ(mapping->ignore_where.at("Call Type"), (std::vector<std::string>{"Outbound", "Internal"}));
  EXPECT_EQ(mapping->ignore_where.at("Direction"), (std::vector<std::string>{""}));
  EXPECT_EQ(mapping->delimiter, ';');
  EXPECT_EQ(mapping->zone, "Europe/Berlin");
}

TEST(Mapping, WrittenAndReadAgainIsTheSame) {
  const auto mapping = parse_mapping(kWhole, "map.json");
  const std::vector<std::string> notes = {"a \"quoted\" note", "another"};
  const std::string written = to_json(*mapping, notes);
  const auto again = parse_mapping(written, "again.json");
  ASSERT_TRUE(again) << again.error().to_string() << written;
  EXPECT_EQ(*again, *mapping);
}

TEST(Mapping, FaultsNameTheirPlaceInTheJson) {
  EXPECT_EQ(error_of("{\n\"columns\": [}"), "map.json:2: this is not JSON: syntax error");
  EXPECT_EQ(error_of("[]"), "map.json: the mapping is an array; expected an object with \"columns\"");
  EXPECT_EQ(error_of("{}"), "map.json: (columns): no column for offered_at, which every call needs");
  EXPECT_EQ(
      error_of(R"({"colums": []})"),
      "map.json: (colums): unknown; expected columns, constants, outcomes, ignore_where, delimiter, zone or "
      "notes");
  EXPECT_EQ(error_of(R"({"ignore_where": ["Outbound"]})"),
            "map.json: (ignore_where): an array; expected an object");
  EXPECT_EQ(
      error_of(R"({"ignore_where": {"Call Type": "Outbound"}})"),
      "map.json: (ignore_where.Call Type): a string; expected an array of the words whose rows are left "
      "out, such as [\"Outbound\"]");
  EXPECT_EQ(
      error_of(R"({"ignore_where": {"Call Type": []}})"),
      "map.json: (ignore_where.Call Type): an empty array; expected an array of the words whose rows are "
      "left out, such as [\"Outbound\"]");
  EXPECT_EQ(error_of(R"({"columns": [{"field": "offered", "column": "a"}]})"),
            "map.json: (columns[0].field): 'offered' is not a field; expected one of call_id, client, queue, "
            "caller, "
            "agent, offered_at, queued_at, answered_at, ended_at, wrapup_end_at, outcome, type, priority, "
            "menu_time, "
            "wait_time, ring_time, talk_time, hold_time, acw_time, handle_time");
  EXPECT_EQ(error_of(R"({"columns": [{"field": "offered_at"}]})"),
            "map.json: (columns[0].column): missing; expected the name of a column of the file");
  EXPECT_EQ(error_of(R"({"columns": [{"field": "offered_at", "column": 3}]})"),
            "map.json: (columns[0].column): a number; expected a string");
  EXPECT_EQ(
      error_of(R"({"columns": [{"field": "offered_at", "column": "a", "format": "d/m/y"}]})"),
      "map.json: (columns[0].format): 'd/m/y' is no format of a time; expected iso8601, epoch_s, epoch_ms, "
      "excel_days or a pattern such as %d/%m/%Y %H:%M:%S");
  EXPECT_EQ(
      error_of(R"({"columns": [{"field": "offered_at", "column": "a", "format": "%d/%m/%Y"}]})"),
      "map.json: (columns[0].format): the pattern '%d/%m/%Y' has no time of day; where the file keeps it in "
      "a "
      "column of its own, name both: \"columns\": [\"date\", \"time\"] with the format '%d/%m/%Y %H:%M:%S'");
  EXPECT_EQ(error_of(R"({"columns": [{"field": "talk_time", "column": "a", "format": "iso8601"}]})"),
            "map.json: (columns[0].format): 'iso8601' is no format of a length; expected seconds, "
            "milliseconds or hms");
  EXPECT_EQ(
      error_of(R"({"columns": [{"field": "queue", "column": "a"}, {"field": "queue", "column": "b"}]})"),
      "map.json: (columns[1].field): 'queue' was given before");
  EXPECT_EQ(error_of(R"({"constants": {"ended_at": "x"}})"),
            "map.json: (constants.ended_at): unknown; expected client, queue, agent, caller, type, priority "
            "or outcome");
  EXPECT_EQ(error_of(R"({"outcomes": {"Lost": "lost"}})"),
            "map.json: (outcomes.Lost): 'lost' is not an outcome; expected answered, abandoned, overflow, "
            "callback, "
            "voicemail, out_of_hours, in_menu, unfinished, or ignore");
  EXPECT_EQ(error_of(R"({"delimiter": "::"})"),
            "map.json: (delimiter): '::'; expected \",\", \";\", \"|\" or a tab (\"\\t\")");
  EXPECT_EQ(error_of(R"({"zone": "Mars/Olympus"})").substr(0, 52),
            "map.json: (zone): there is no time zone 'Mars/Olympu");
}

}  // namespace
}  // namespace tandem::importing
