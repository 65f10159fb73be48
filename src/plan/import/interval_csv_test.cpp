#include "plan/import/interval_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "plan/import/time_value.hpp"

namespace tandem::importing {
namespace {

using testing::ElementsAre;
using testing::Pair;

struct Totals : RecordSink {
  std::vector<IntervalTotals> all;
  Result<void> take(const Batch& batch) override {
    all.insert(all.end(), batch.totals.begin(), batch.totals.end());
    return {};
  }
};

struct Reading {
  explicit Reading(std::string text, const char* zone = "UTC", bool strict = false) {
    if (zone != nullptr) options.zone = *Zone::find(zone);
    options.strict = strict;
    const auto source = memory_source(std::move(text));
    quality = import_interval_csv(*source, "totals.csv", options, directory, sink);
  }
  std::string error() const { return quality ? "read" : quality.error().to_string(); }
  /// The only refusal.
  std::string refusal() const {
    if (!quality) return error();
    return quality->refused_examples.empty() ? "none" : quality->refused_examples.front().to_string();
  }
  Options options;
  Directory directory;
  Totals sink;
  Result<Quality> quality = Quality{};
};

TEST(IntervalCsv, ReadsEveryColumn) {
  Reading reading(
      "interval_start,interval_minutes,client,queue,offered,answered,abandoned,answered_in_threshold,mean_"
      "wait,"
      "mean_handle,mean_talk,mean_acw\n"
      "2025-03-04T08:00+02:00,30,Acme,Billing,120,110,10,90,12.5,240,200,0:00:40\n");
  ASSERT_TRUE(reading.quality) << reading.error();
  ASSERT_EQ(reading.sink.all.size(), 1U);
  const IntervalTotals& t = reading.sink.all[0];
  EXPECT_EQ(to_iso8601(t.start, Zone::utc()), "2025-03-04T06:00:00Z");
  EXPECT_EQ(t.length, Duration::minutes(30));
  EXPECT_EQ(reading.directory.clients.name(t.client), "Acme");
  EXPECT_EQ(reading.directory.queue_name(t.queue), "Billing");
  EXPECT_EQ(t.offered, 120);
  EXPECT_EQ(t.answered, 110);
  EXPECT_EQ(t.abandoned, 10);
  EXPECT_EQ(t.answered_in_threshold, 90);
  EXPECT_EQ(t.mean_wait_seconds, 12.5);
  EXPECT_EQ(t.mean_handle_seconds, 240);
  EXPECT_EQ(t.mean_talk_seconds, 200);
  EXPECT_EQ(t.mean_acw_seconds, 40);
}

TEST(IntervalCsv, KnowsUsualNamesAndTellsTheLengthFromTheStarts) {
  Reading reading(
      "Date;Time;Skill Name;Calls Offered;Handled;ASA;Avg Talk Time;Avg ACW;Region\r\n"
      "2025-03-04;08:15;A;5;4;10;100;20;north\r\n"
      "2025-03-04;08:00;A;3;;;;;north\r\n"
      ";;;;;;;;\r\n"
      "2025-03-04;08:30;A;0;0;;;;north\r\n");
  ASSERT_TRUE(reading.quality) << reading.error();
  ASSERT_EQ(reading.sink.all.size(), 3U);
  EXPECT_EQ(reading.sink.all[0].length, Duration::minutes(15));
  EXPECT_EQ(reading.sink.all[0].mean_handle_seconds, 120);
  EXPECT_FALSE(reading.sink.all[1].answered);
  EXPECT_EQ(reading.quality->rows_read, 3U);
  EXPECT_EQ(reading.quality->rows_used, 3U);
  EXPECT_THAT(reading.quality->notes, ElementsAre(Pair("column 'Region' not read", 1)));
}

TEST(IntervalCsv, OfDaysKeepsTheLocalDay) {
  Reading reading("date,calls\n2025-03-29,10\n2025-03-30,11\n2025-03-31,12\n", "Europe/Berlin");
  ASSERT_TRUE(reading.quality) << reading.error();
  EXPECT_EQ(reading.sink.all[0].length, Duration::days(1));
  EXPECT_EQ(to_iso8601(reading.sink.all[2].start, Zone::utc()), "2025-03-30T22:00:00Z");
}

TEST(IntervalCsv, RefusesRowsWithTheirExactFault) {
  const std::string head = "interval_start,interval_minutes,offered,answered,answered_in_threshold\n";
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,30,many,1,1\n").refusal(),
            "totals.csv:2: column 3 (offered): 'many'; expected a whole number of calls such as 120");
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,30,,1,1\n").refusal(),
            "totals.csv:2: column 3 (offered): blank; expected the number of calls, 0 for none");
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,30,5,4,5\n").refusal(),
            "totals.csv:2: column 5 (answered_in_threshold): 5 answered within the threshold but 4 answered; "
            "expected at "
            "most that");
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,2000,5,4,4\n").refusal(),
            "totals.csv:2: column 2 (interval_minutes): the interval would last 2000 minutes; expected more "
            "than 0 and at "
            "most a day");
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,30,5,4\n").refusal(),
            "totals.csv:2: the row has 4 fields; expected 5 as in the header");
  EXPECT_EQ(
      Reading(head + "4.3.25 8:00,30,5,4,4\n").refusal(),
      "totals.csv:2: column 1 (interval_start): '4.3.25 8:00': this is not a time; expected a time such as "
      "2025-03-04T08:00");
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,30,5,4,4\n2025-03-04 08:00,30,5,4,4\n").refusal(),
            "totals.csv:3: the interval '2025-03-04 08:00' of this client and queue was there before");
  EXPECT_EQ(Reading(head + "2025-03-04 08:00,30,x,4,4\n", "UTC", true).error(),
            "totals.csv:2: column 3 (offered): 'x'; expected a whole number of calls such as 120 (--strict "
            "stops at the "
            "first refused row)");
}

TEST(IntervalCsv, FailsAsAWholeWhereNoRowCouldBeRead) {
  EXPECT_EQ(
      Reading("start,queue\n").error(),
      "totals.csv:1: the header has no offered (or calls), which interval-csv needs; found: start, queue");
  EXPECT_EQ(Reading("start,calls,volume\n").error(),
            "totals.csv:1: column 3 (volume): the header gives offered twice, here and in column 2 (calls); "
            "remove one");
  EXPECT_EQ(Reading("start,calls\n2025-03-04 08:00,1\n", nullptr).error(),
            "totals.csv:2: column 1 (start): '2025-03-04 08:00' is local time and the file does not say of "
            "which zone; "
            "name it with --zone, for example --zone Europe/Berlin");
  EXPECT_EQ(Reading("start,calls\n2025-03-04 08:00,1\n").error(),
            "totals.csv:2: the length of the intervals cannot be told from their starts (all rows start "
            "together); add a "
            "column interval_minutes or interval_end");
  EXPECT_EQ(Reading("start,calls\n\"2025-03-04 08:00,1\n").error(),
            "totals.csv:2: a quote that begins in this row is never closed");
}

TEST(IntervalCsv, ReadsTheNorthAmericanBanksCounts) {
  const std::string path = TANDEM_SOURCE_DIR "/../shared/data/north-american-bank/calls_5min.csv";
  if (!std::filesystem::exists(path)) GTEST_SKIP() << "real data is absent: " << path;
  std::ifstream file(path);
  const std::string text{std::istreambuf_iterator<char>(file), {}};
  Reading reading(text, "America/New_York");
  ASSERT_TRUE(reading.quality) << reading.error();
  EXPECT_EQ(reading.quality->rows_refused, 0U);
  EXPECT_EQ(reading.sink.all.size(), 120U * 169U);
  EXPECT_EQ(reading.sink.all.front().length, Duration::minutes(5));
  EXPECT_EQ(reading.sink.all.front().offered, 111);
}

}  // namespace
}  // namespace tandem::importing
