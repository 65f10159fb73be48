#include "plan/import/call_row.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plan/import/importer.hpp"
#include "plan/import/mapping.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

using testing::ElementsAre;
using testing::Pair;

std::vector<std::string_view> split(std::string_view line) {
  std::vector<std::string_view> fields;
  for (;;) {
    const std::size_t comma = line.find(',');
    fields.push_back(line.substr(0, comma));
    if (comma == std::string_view::npos) return fields;
    line.remove_prefix(comma + 1);
  }
}

/// Reads rows of one file and shows what became of them.
struct Reading {
  explicit Reading(std::string_view header, const char* zone = "UTC", const Mapping* mapping = nullptr) {
    if (zone != nullptr) options.zone = *Zone::find(zone);
    options.mapping = mapping;
    plan = plan_call_rows(split(header), ',', options, "calls.csv");
    if (plan) reader.emplace(*plan, directory, options, "calls.csv");
  }
  std::expected<CallRecord, Refusal> read(std::string_view row) {
    return reader->read(split(row), 2, quality);
  }
  std::string fault(std::string_view row) {
    const auto record = read(row);
    return record ? "taken" : record.error().error.to_string();
  }
  static std::string at(Instant t) { return t.known() ? to_iso8601(t, Zone::utc()) : "-"; }
  std::string times(std::string_view row) {
    const auto r = read(row);
    if (!r) return r.error().error.to_string();
    return fmt::format("{} {} {} {} {} {}", name_of(r->outcome), at(r->offered_at), at(r->queued_at),
                       at(r->answered_at), at(r->ended_at), at(r->wrapup_end_at));
  }

  Options options;
  Directory directory;
  Quality quality;
  Result<CallRowPlan> plan;
  std::optional<CallRowReader> reader;
};

constexpr const char* kHeader =
    "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome";

TEST(CallRow, OfAnAnsweredCallGivesAllItsParts) {
  Reading reading(kHeader);
  const auto record = reading.read(
      "c1,Acme,Billing,+44700,Ann,2025-03-04T08:00:00,2025-03-04T08:00:10,2025-03-04T08:00:30,"
      "2025-03-04T08:03:30,2025-03-04T08:04:00,answered");
  ASSERT_TRUE(record);
  EXPECT_EQ(record->outcome, Outcome::answered);
  EXPECT_EQ(record->wait(), Duration::seconds(20));
  EXPECT_EQ(record->talk(), Duration::seconds(180));
  EXPECT_EQ(record->after_call_work(), Duration::seconds(30));
  EXPECT_EQ(reading.directory.clients.name(record->client), "Acme");
  EXPECT_EQ(reading.directory.queue_name(record->queue), "Billing");
  EXPECT_EQ(reading.directory.callers.name(record->caller), "+44700");
  EXPECT_EQ(reading.directory.agents.name(record->agent), "Ann");
  EXPECT_EQ(reading.directory.sources.name(record->source), "calls.csv");
  EXPECT_FALSE(record->call.known()) << "call names were not asked for";
  EXPECT_TRUE(reading.quality.repairs.empty());
  EXPECT_TRUE(reading.quality.notes.empty());
}

TEST(CallRow, KnowsItsColumnsInAnyOrderAndCaseAndLeavesOthersOut) {
  Reading reading(" Outcome ,OFFERED_AT,region,Ended_At");
  ASSERT_TRUE(reading.plan) << reading.plan.error().to_string();
  EXPECT_THAT(reading.plan->unread, ElementsAre("region"));
  EXPECT_EQ(reading.times("Abandoned,2025-03-04 08:00,north,2025-03-04 08:01"),
            "abandoned 2025-03-04T08:00:00Z 2025-03-04T08:00:00Z - 2025-03-04T08:01:00Z -");
  note_unread_columns(*reading.plan, reading.quality);
  EXPECT_THAT(reading.quality.notes, ElementsAre(Pair("column 'region' not read", 1)));
}

TEST(CallRow, RowsThatTheMappingLeavesOutAreNoCalls) {
  const auto mapping = parse_mapping(R"({"columns": [{"field": "offered_at", "column": "start"}],
      "constants": {"outcome": "voicemail"}, "ignore_where": {"Call Type": ["Outbound", ""], "way": ["out"]}})",
                                     "map.json");
  ASSERT_TRUE(mapping) << mapping.error().to_string();
  Reading reading("start,Call Type,way,other", "UTC", &*mapping);
  ASSERT_TRUE(reading.plan) << reading.plan.error().to_string();
  EXPECT_THAT(reading.plan->unread, ElementsAre("other"));
  const auto ignored = [&](std::string_view row) {
    const auto read = reading.read(row);
    return read ? "a call" : read.error().ignored ? read.error().kind : "refused";
  };
  EXPECT_EQ(ignored("2025-03-04 08:00,Inbound,in,x"), "a call");
  EXPECT_EQ(ignored("2025-03-04 08:00, OUTBOUND ,in,x"), "'Call Type' is 'Outbound'");
  EXPECT_EQ(ignored("2025-03-04 08:00,,in,x"), "'Call Type' is ''");
  EXPECT_EQ(ignored("never,Inbound,Out,x"), "'way' is 'out'");
  EXPECT_EQ(Reading("start,way", "UTC", &*mapping).plan.error().to_string(),
            "calls.csv:1: the mapping leaves rows out by the column 'Call Type', which the file has not; its "
            "columns are: start, way");
}

TEST(CallRow, DatesThatMayHaveDayOrMonthFirstThroughoutAreNoted) {
  const auto mapping = parse_mapping(R"({"columns": [
      {"field": "offered_at", "columns": ["day", "time"], "format": "%d/%m/%Y %H:%M"}],
      "constants": {"outcome": "voicemail"}})",
                                     "map.json");
  ASSERT_TRUE(mapping) << mapping.error().to_string();
  Reading reading("day,time", "UTC", &*mapping);
  const auto notes = [&] {
    Quality quality;
    const CallRowReader* const only = &*reading.reader;
    note_unsure_dates(*reading.plan, {&only, 1}, quality);
    return quality.notes;
  };
  EXPECT_TRUE(notes().empty()) << "no date was read";
  EXPECT_TRUE(reading.read("04/03/2025,08:00"));
  EXPECT_THAT(notes(), ElementsAre(Pair("column 'day': every date may have day or month first; read as "
                                        "%d/%m/%Y %H:%M, else write %m/%d/%Y %H:%M",
                                        1)));
  EXPECT_TRUE(reading.read("14/03/2025,08:00"));
  EXPECT_TRUE(notes().empty()) << "the 14th is a day";
}

TEST(CallRow, HeaderFaultsNameWhatIsMissingOrDoubled) {
  EXPECT_EQ(
      Reading("id,start,result").plan.error().to_string(),
      "calls.csv:1: the header has no offered_at and outcome, which calls-csv needs; found: id, start, "
      "result. "
      "For another system's export, 'tandem import --suggest-mapping calls.csv' proposes how to read it");
  EXPECT_EQ(Reading("offered_at,queue").plan.error().message.substr(0, 52),
            "the header has no outcome, which calls-csv needs; fo");
  EXPECT_EQ(Reading("offered_at,outcome,queue,Queue").plan.error().to_string(),
            "calls.csv:1: column 4 (Queue): the header has this column twice, at 3 and 4; name one of them "
            "otherwise or "
            "remove it");
}

TEST(CallRow, OutcomesTellWhichTimesMustBeThere) {
  Reading reading("offered_at,queued_at,answered_at,ended_at,outcome");
  EXPECT_EQ(reading.times("2025-03-04 08:00,2025-03-04 08:01,,2025-03-04 08:02,abandoned"),
            "abandoned 2025-03-04T08:00:00Z 2025-03-04T08:01:00Z - 2025-03-04T08:02:00Z -");
  EXPECT_EQ(reading.times("2025-03-04 08:00,,,2025-03-04 08:02,abandoned"),
            "in_menu 2025-03-04T08:00:00Z - - 2025-03-04T08:02:00Z -");
  EXPECT_EQ(reading.times("2025-03-04 08:00,,,2025-03-04 08:02,out_of_hours"),
            "out_of_hours 2025-03-04T08:00:00Z - - 2025-03-04T08:02:00Z -");
  EXPECT_EQ(reading.times("2025-03-04 08:00,2025-03-04 08:00,,,unfinished"),
            "unfinished 2025-03-04T08:00:00Z 2025-03-04T08:00:00Z - - -");
  EXPECT_EQ(reading.times("2025-03-04 08:00,2025-03-04 08:00,2025-03-04 08:01,,answered"),
            "answered 2025-03-04T08:00:00Z 2025-03-04T08:00:00Z 2025-03-04T08:01:00Z - -");
  EXPECT_TRUE(reading.quality.repairs.empty());
  EXPECT_THAT(reading.quality.notes,
              ElementsAre(Pair("answered without ended_at", 1), Pair("calls that never end", 1)));
  EXPECT_EQ(reading.times("2025-03-04 08:00,,2025-03-04 08:01,2025-03-04 08:05,answered"),
            "answered 2025-03-04T08:00:00Z 2025-03-04T08:01:00Z 2025-03-04T08:01:00Z 2025-03-04T08:05:00Z -");
  EXPECT_EQ(reading.quality.repairs.at("answered without queued_at: taken as answered at once").count, 1);
}

TEST(CallRow, FaultsAreNamedExactly) {
  Reading reading("offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome,queue");
  const std::string ok =
      "2025-03-04 08:00,2025-03-04 08:01,2025-03-04 08:02,2025-03-04 08:03,2025-03-04 08:04,";
  EXPECT_EQ(reading.fault("2025-03-04 08:00,2025-03-04 08:01"),
            "calls.csv:2: the row has 2 fields; expected 7 as in the header (a broken line, or an unclosed "
            "quote before "
            "it?)");
  EXPECT_EQ(
      reading.fault(ok + "answered,q,more"),
      "calls.csv:2: the row has 8 fields; expected 7 as in the header (a ',' in a field without quotes?)");
  EXPECT_EQ(reading.fault(ok + "lost,q"),
            "calls.csv:2: column 6 (outcome): 'lost' is not a known outcome; expected answered, abandoned, "
            "overflow, "
            "callback, voicemail, out_of_hours, in_menu or unfinished");
  EXPECT_EQ(reading.fault(ok + ",q"),
            "calls.csv:2: column 6 (outcome): the outcome is blank; expected answered, abandoned, overflow, "
            "callback, "
            "voicemail, out_of_hours, in_menu or unfinished");
  EXPECT_EQ(reading.fault(",,,,,answered,q"),
            "calls.csv:2: column 1 (offered_at): offered_at is blank; expected when the call came in");
  EXPECT_EQ(
      reading.fault("03/04/2025 08:00,,,,,answered,q"),
      "calls.csv:2: column 1 (offered_at): '03/04/2025 08:00': this is not a time; expected a time such as "
      "2025-03-04T08:00:00+02:00");
  EXPECT_EQ(reading.fault("2025-03-04 08:00,2025-03-04 08:02,2025-03-04 08:01,2025-03-04 08:03,,answered,q"),
            "calls.csv:2: column 3 (answered_at): answered before queued: answered is '2025-03-04 08:01' but "
            "queued is "
            "'2025-03-04 08:02'; expected the times of a call in order");
  EXPECT_EQ(reading.fault("2025-03-04 08:00,2025-03-04 08:01,,,,answered,q"),
            "calls.csv:2: column 3 (answered_at): the outcome is answered but answered_at is blank; expected "
            "when an "
            "agent took the call");
  EXPECT_EQ(reading.fault("2025-03-04 08:00,2025-03-04 08:01,,,,abandoned,q"),
            "calls.csv:2: column 4 (ended_at): the outcome is abandoned but ended_at is blank; expected when "
            "the caller "
            "hung up");
  EXPECT_EQ(
      reading.fault(ok + "abandoned,q"),
      "calls.csv:2: column 3 (answered_at): the outcome is abandoned but answered_at is '2025-03-04 08:02'; "
      "expected it blank, or another outcome");
  EXPECT_EQ(reading.fault("2025-03-04 08:00,2025-03-04 08:01,,2025-03-06 08:02,,abandoned,q"),
            "calls.csv:2: column 4 (ended_at): a wait of 48.0 hours; expected at most 24");
  EXPECT_EQ(
      reading.fault(ok + "answered,\xc3("),
      "calls.csv:2: column 7 (queue): the byte 0xc3 at position 1 is not UTF-8; save the file as UTF-8");
  EXPECT_EQ(reading.fault(ok + std::string("answered,a\0b", 12)),
            "calls.csv:2: column 7 (queue): the byte 0x00 at position 2 is no text; is the file damaged?");
  EXPECT_TRUE(reading.quality.repairs.empty()) << "rows that are refused repair nothing";
}

TEST(CallRow, WithLocalTimeAndNoZoneAsksForOne) {
  Reading reading("offered_at,ended_at,outcome", nullptr);
  EXPECT_TRUE(reading.read("2025-03-04 08:00Z,2025-03-04T08:01+00:00,abandoned"));
  const auto refused = reading.read("2025-03-04 08:00,2025-03-04 08:01,abandoned");
  ASSERT_FALSE(refused);
  EXPECT_TRUE(refused.error().whole_import);
  EXPECT_EQ(refused.error().error.code, ErrorCode::usage);
  EXPECT_EQ(refused.error().error.to_string(),
            "calls.csv:2: column 1 (offered_at): '2025-03-04 08:00' is local time and neither it nor the "
            "file says of "
            "which zone; name it with --zone, for example --zone Europe/Berlin");
}

TEST(CallRow, InTheRepeatedHourIsReadAsTheCallThatFits) {
  Reading reading("offered_at,queued_at,answered_at,ended_at,outcome", "Europe/Berlin");
  // Nothing tells: the earlier.
  EXPECT_EQ(reading.times("2025-10-26 02:10,2025-10-26 02:11,2025-10-26 02:12,2025-10-26 02:13,answered"),
            "answered 2025-10-26T00:10:00Z 2025-10-26T00:11:00Z 2025-10-26T00:12:00Z 2025-10-26T00:13:00Z -");
  // The end after the hour tells that it was its second pass.
  EXPECT_EQ(reading.times("2025-10-26 02:50,2025-10-26 02:51,2025-10-26 02:52,2025-10-26 03:02,answered"),
            "answered 2025-10-26T01:50:00Z 2025-10-26T01:51:00Z 2025-10-26T01:52:00Z 2025-10-26T02:02:00Z -");
  // The clock was set back during the call.
  EXPECT_EQ(reading.times("2025-10-26 02:58,2025-10-26 02:59,2025-10-26 02:01,2025-10-26 02:05,answered"),
            "answered 2025-10-26T00:58:00Z 2025-10-26T00:59:00Z 2025-10-26T01:01:00Z 2025-10-26T01:05:00Z -");
  EXPECT_EQ(reading.quality.repairs.begin()->second.count, 3);
  EXPECT_EQ(reading.times("2025-03-30 01:59,2025-03-30 02:00,2025-03-30 03:01,2025-03-30 03:05,answered"),
            "answered 2025-03-30T00:59:00Z 2025-03-30T01:00:00Z 2025-03-30T01:01:00Z 2025-03-30T01:05:00Z -");
}

TEST(CallRow, OfAMappedFileTurnsLengthsIntoInstants) {
  Mapping mapping;
  mapping.columns = {{CallField::offered_at, {"Date", "Time"}, "%m/%d/%Y %H:%M:%S"},
                     {CallField::queue, {"Skill"}, {}},
                     {CallField::menu_time, {"IVR"}, {}},
                     {CallField::wait_time, {"Queue wait", "Ring"}, {}},
                     {CallField::talk_time, {"Talk"}, {}},
                     {CallField::acw_time, {"ACW"}, "seconds"},
                     {CallField::outcome, {"Disposition"}, {}}};
  mapping.outcomes = {{"Agent", "answered"}, {"Hangup", "abandoned"}, {"Test", "ignore"}};
  mapping.constants = {{"client", "Acme"}};
  Reading reading("Date,Time,Skill,IVR,Queue wait,Ring,Talk,ACW,Disposition", "UTC", &mapping);
  ASSERT_TRUE(reading.plan) << reading.plan.error().to_string();
  EXPECT_EQ(reading.times("3/4/2025,08:00:00,Billing,00:00:10,00:00:15,00:00:05,00:02:00,30,agent"),
            "answered 2025-03-04T08:00:00Z 2025-03-04T08:00:10Z 2025-03-04T08:00:30Z 2025-03-04T08:02:30Z "
            "2025-03-04T08:03:00Z");
  EXPECT_EQ(reading.times("3/4/2025,08:00:00,Billing,0,45,N/A,-,,HANGUP"),
            "abandoned 2025-03-04T08:00:00Z 2025-03-04T08:00:00Z - 2025-03-04T08:00:45Z -");
  const auto ignored = reading.read("3/4/2025,08:00:00,Billing,0,45,,,,test");
  ASSERT_FALSE(ignored);
  EXPECT_TRUE(ignored.error().ignored);
  EXPECT_EQ(ignored.error().kind, "outcome 'test'");
  EXPECT_EQ(reading.fault("3/4/2025,08:00:00,Billing,x,45,,,,agent"),
            "calls.csv:2: column 4 (IVR): 'x': this is not a number; expected a length such as 0:02:05 or "
            "seconds such "
            "as 125");
}

TEST(CallRow, MayInferTheOutcomeFromTheTimes) {
  Mapping mapping;
  mapping.columns = {{CallField::offered_at, {"start"}, "epoch_ms"},
                     {CallField::answered_at, {"answer"}, "epoch_ms"},
                     {CallField::ended_at, {"end"}, "epoch_ms"}};
  mapping.constants = {{"outcome", "infer"}};
  Reading reading("start,answer,end", nullptr, &mapping);
  EXPECT_EQ(
      reading.times("1741075200000,1741075210500,1741075300000"),
      "answered 2025-03-04T08:00:00Z 2025-03-04T08:00:00Z 2025-03-04T08:00:10.5Z 2025-03-04T08:01:40Z -");
  EXPECT_EQ(reading.times("1741075200000,0,1741075300000"),
            "abandoned 2025-03-04T08:00:00Z 2025-03-04T08:00:00Z - 2025-03-04T08:01:40Z -");
}

}  // namespace
}  // namespace tandem::importing
