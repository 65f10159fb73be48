#include "plan/staffing/blend/desk_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

namespace tandem::blend {
namespace {

using testing::HasSubstr;

constexpr const char* kDesk = R"({
  "zone": "Europe/Berlin", "hours": "Mon-Fri 08:00-18:00", "seats": 40, "occupancy_max": "85%",
  "channels": [
    {"name": "phone", "kind": "call", "records": "calls.csv", "target": "80/20", "patience": "3m"},
    {"name": "chat", "kind": "chat", "records": ["a.csv", "b.csv"], "target": "90/1m", "handle": "8m",
     "at_once": 3, "slowdown": "20%", "patience": "never"},
    {"name": "mail", "kind": "work", "records": "mail.csv", "target": "95 % within 8h", "handle": "6m",
     "deadline_runs": "open", "backlog": 120}]})";

/// The desk with one text instead of another, and its faults as "path: message".
std::vector<std::string> faults_with(const std::string& what, const std::string& instead) {
  std::string text = kDesk;
  const auto at = text.find(what);
  EXPECT_NE(at, std::string::npos) << what;
  text.replace(at, what.size(), instead);
  std::vector<std::string> faults;
  const auto read = parse_desk(text, "desk.json");
  if (!read)
    for (const Error& fault : read.error()) faults.push_back(fault.where.field + ": " + fault.message);
  return faults;
}

void expect_fault(const std::string& what, const std::string& instead, const std::string& path,
                  const std::string& message) {
  const auto faults = faults_with(what, instead);
  EXPECT_THAT(faults, testing::Contains(testing::AllOf(testing::StartsWith(path + ":"), HasSubstr(message))))
      << instead;
}

TEST(DeskJson, ReadsWhatIsWritten) {
  const auto desk = parse_desk(kDesk, "desk.json");
  ASSERT_TRUE(desk.has_value());
  EXPECT_EQ(desk->zone->name(), "Europe/Berlin");
  EXPECT_EQ(desk->seats, 40U);
  EXPECT_EQ(desk->occupancy_max, 0.85);
  EXPECT_TRUE(desk->interruptible);
  ASSERT_EQ(desk->channels.size(), 3U);
  const Channel& phone = desk->channels[0];
  EXPECT_EQ(phone.share, 0.8);
  EXPECT_EQ(phone.within, Duration::seconds(20));
  EXPECT_EQ(phone.patience_seconds, 180);
  const Channel& chat = desk->channels[1];
  EXPECT_EQ(chat.records, (std::vector<std::string>{"a.csv", "b.csv"}));
  EXPECT_EQ(chat.at_once, 3U);
  EXPECT_EQ(chat.slowdown, 0.2);
  EXPECT_TRUE(chat.nobody_gives_up);
  const Channel& mail = desk->channels[2];
  EXPECT_EQ(mail.kind, Channel::Kind::work);
  EXPECT_EQ(mail.share, 0.95);
  EXPECT_EQ(mail.within, Duration::hours(8));
  EXPECT_TRUE(mail.of_opening_time);
  EXPECT_EQ(mail.backlog, 120);
}

TEST(DeskJson, SaysWhereAndWhatIsWrong) {
  expect_fault("\"seats\": 40", "\"seats\": 0", "seats", "is 0; expected a whole number from 1");
  expect_fault("\"85%\"", "\"5%\"", "occupancy_max", "expected a share from 10% to 100%");
  expect_fault("Europe/Berlin", "Europe/Berlim", "zone", "Europe/Berlim");
  expect_fault("Mon-Fri 08:00-18:00", "Mon-Fry 08:00-18:00", "hours", "expected hours such as");
  expect_fault("Mon-Fri 08:00-18:00", "Mon closed", "hours", "in which the desk is open");
  expect_fault("\"kind\": \"chat\"", "\"kind\": \"chats\"", "channels[1].kind",
               "expected one of call, chat, work");
  expect_fault("\"80/20\"", "\"80\"", "channels[0].target", "expected a target such as");
  expect_fault("\"80/20\"", "\"100/20\"", "channels[0].target", "expected a target such as");
  expect_fault("\"80/20\"", "\"80/2d\"", "channels[0].target", "from 0s to 1d");
  expect_fault("95 % within 8h", "95 % within 40d", "channels[2].target", "from 1m to 30d");
  expect_fault("\"name\": \"mail\"", "\"name\": \"phone\"", "channels[2].name", "phone");
  expect_fault("\"records\": \"calls.csv\"", "\"records\": []", "channels[0].records", "a file's name");
  expect_fault("\"records\": \"calls.csv\", ", "", "channels[0].records", "is missing");
  expect_fault("\"at_once\": 3", "\"at_once\": 30", "channels[1].at_once", "from 1 to 20");
  expect_fault("\"handle\": \"6m\"", "\"handle\": \"0s\"", "channels[2].handle", "from 1s to 7d");
  expect_fault("\"patience\": \"3m\"", "\"at_once\": 2", "channels[0].at_once",
               "is of a channel of kind chat; this is call");
  expect_fault("\"backlog\": 120", "\"patience\": \"3m\"", "channels[2].patience", "tickets wait");
  expect_fault("\"seats\"", "\"chairs\"", "chairs", "is not known; expected $schema, notes");
}

TEST(DeskJson, TellsAllFaultsAtOnce) {
  const auto read =
      parse_desk(R"({"zone": 7, "channels": [{"name": "", "kind": "mail", "records": 1}]})", "d");
  ASSERT_FALSE(read.has_value());
  EXPECT_GE(read.error().size(), 5U);
  EXPECT_FALSE(parse_desk("[]", "d"));
  EXPECT_FALSE(parse_desk("{", "d"));
  EXPECT_FALSE(parse_desk(R"({"zone": "UTC", "channels": []})", "d"));
  EXPECT_FALSE(parse_desk(std::string(kDeskBytesMax + 1, ' '), "d"));
}

}  // namespace
}  // namespace tandem::blend
