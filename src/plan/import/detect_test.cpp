#include "plan/import/detect.hpp"

#include <gtest/gtest.h>

#include <string>

namespace tandem::importing {
namespace {

struct Known {
  std::string name;
  std::string start;
  Format format;
};
std::ostream& operator<<(std::ostream& out, const Known& known) { return out << known.name; }

class DetectFormat : public testing::TestWithParam<Known> {};

TEST_P(DetectFormat, IsToldByTheBeginning) {
  const auto format = detect_format(GetParam().start, "f");
  ASSERT_TRUE(format) << format.error().to_string();
  EXPECT_EQ(*format, GetParam().format);
  const auto with_mark = detect_format("\xef\xbb\xbf" + GetParam().start, "f");
  ASSERT_TRUE(with_mark) << with_mark.error().to_string();
  EXPECT_EQ(*with_mark, GetParam().format);
}

INSTANTIATE_TEST_SUITE_P(
    Starts, DetectFormat,
    testing::Values(
        Known{"OwnHeader",
              "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,"
              "outcome\n",
              Format::calls_csv},
        Known{"OwnHeaderInAnyOrder", "Outcome;\"OFFERED_AT\"\r\n", Format::calls_csv},
        Known{"Excel", "sep=;\noutcome;offered_at\n", Format::calls_csv},
        Known{"BlankLinesFirst", "\n\noutcome,offered_at\n", Format::calls_csv},
        Known{"Bank", "vru+line\tcall_id\tcustomer_id\n", Format::anonymous_bank},
        Known{"BankWithoutHeader",
              "AA0101\t1\t0\t0\tPS\t990201\t7:00:00\t7:00:06\t6\t0:00:00\t0:00:00\t0\tAGENT\t7:00:06\t7:01:"
              "00\t54\tAVI\n",
              Format::anonymous_bank},
        Known{"QueueLog", "1266833361|NONE|NONE|NONE|QUEUESTART|\n", Format::asterisk_queue_log},
        Known{"QueueLogWithFraction", "1266833361.25|1.2|q|NONE|ENTERQUEUE||5\n", Format::asterisk_queue_log},
        Known{"FreeswitchTable", "uuid,cc_queue,cc_queue_joined_epoch\n", Format::freeswitch_callcenter},
        Known{"FreeswitchDocument", "{\"variables\":{\"cc_queue\":\"q\"}}\n", Format::freeswitch_callcenter},
        Known{"FreeswitchEvents", "{\"CC-Queue\":\"q\",\"CC-Action\":\"member-queue-end\"}\n",
              Format::freeswitch_callcenter},
        Known{"Intervals", "interval_start,queue,offered,answered\n", Format::interval_csv},
        Known{"IntervalsWithCalls", "interval_start,calls\n2003-03-03 07:00:00,111\n", Format::interval_csv}),
    [](const auto& known) { return known.param.name; });

TEST(DetectFormat, NamesOfFormatsAreThoseOfTheOption) {
  for (const Format format : {Format::calls_csv, Format::anonymous_bank, Format::asterisk_queue_log,
                              Format::freeswitch_callcenter, Format::interval_csv, Format::tandem_events})
    EXPECT_EQ(format_from(name_of(format)), format);
  EXPECT_FALSE(format_from("calls_csv"));
}

TEST(DetectFormat, AnEventLogIsToldByItsFirstBytes) {
  EXPECT_EQ(detect_format("tandem-events 1\nevents\n", "f").value(), Format::tandem_events);
  EXPECT_TRUE(is_event_log("tandem-events 2\n")) << "of another version: its reader says so";
  EXPECT_FALSE(is_event_log("tandem\n"));
}

TEST(DetectFormat, ATextWithARareControlCharacterIsText) {
  EXPECT_TRUE(check_text(std::string(100, 'x') + '\0' + std::string(100, 'y'), "f"));
  EXPECT_FALSE(
      check_text("abc\x01"
                 "def\x02",
                 "f"));
}

}  // namespace
}  // namespace tandem::importing
