#include "plan/calendar/read_named_days.hpp"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/named_days_for_test.hpp"

namespace tandem::holidays {
namespace {

/// A file that is there while the test runs.
class ReadNamedDays : public testing::Test {
 protected:
  std::string read(std::string_view content) {
    std::ofstream(path_, std::ios::binary) << content;
    std::string text = named_days_for_test(read_named_days(path_, {}));
    if (text.starts_with(path_)) text.replace(0, path_.size(), "FILE");
    return text;
  }
  void TearDown() override { std::filesystem::remove(path_); }

  std::string path_ = testing::TempDir() + "tandem_named_days_" +
                      testing::UnitTest::GetInstance()->current_test_info()->name();
};

TEST_F(ReadNamedDays, TellsTheFormByWhatTheFileBeginsWith) {
  EXPECT_EQ(read("date,name\n2026-12-24,Sale\n"), "2026-12-24 Sale\n");
  EXPECT_EQ(
      read("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDTSTART:20261224\nSUMMARY:Sale\nEND:VEVENT\nEND:VCALENDAR\n"),
      "2026-12-24 Sale\n");
  EXPECT_EQ(read("\xef\xbb\xbf\r\nbegin:vcalendar\r\nend:vcalendar\r\n"), "");
}

TEST_F(ReadNamedDays, ReadsUtf16) {
  const char text[] =
      "\xff\xfe"
      "d\0a\0t\0e\0\t\0n\0a\0m\0e\0\n\0"
      "2\0"
      "0\0"
      "2\0"
      "6\0-\0"
      "0\0"
      "1\0-\0"
      "0\0"
      "2\0\t\0x\0\n\0";
  EXPECT_EQ(read(std::string_view(text, sizeof text - 1)), "2026-01-02 x\n");
}

/// What stands between the pairs of ``` of a page.
std::vector<std::string> blocks_of(const std::string& page_path) {
  std::ifstream page(page_path);
  std::vector<std::string> blocks;
  bool inside = false;
  for (std::string line; std::getline(page, line);) {
    if (line == "```") {
      inside = !inside;
      if (inside) blocks.emplace_back();
    } else if (inside) {
      blocks.back() += line + '\n';
    }
  }
  return blocks;
}

TEST_F(ReadNamedDays, ReadsTheExamplesOfTheReference) {
  const auto examples = blocks_of(TANDEM_SOURCE_DIR "/docs/reference/special-days.md");
  ASSERT_EQ(examples.size(), 3U);
  EXPECT_EQ(
      read(examples[0]),
      "2026-11-27 Black Friday\n2026-12-24 Christmas Eve, short day open\n2026-12-27 Stocktaking closed\n");
  const std::string days = read(examples[1]);
  EXPECT_TRUE(days.starts_with(
      "2024-07-06 Summer sale\n2026-07-04 Summer sale\n2026-12-24 Christmas fair\n2026-12-25 Christmas fair\n"
      "2026-12-26 Christmas fair\n2027-07-03 Summer sale\n"))
      << days;
}

TEST_F(ReadNamedDays, NamesTheFileInErrors) {
  EXPECT_EQ(read("name\n"), "FILE:1: the header has no column date; expected date and name");
  EXPECT_EQ(
      read("BEGIN:VCALENDAR\n"),
      "FILE:1: the VCALENDAR that begins here does not end; expected END:VCALENDAR (is the file cut off?)");
  EXPECT_EQ(read(std::string(kNamedDayFileBytesMax + 1, 'x')),
            "FILE: the file has more than 1000000 bytes; expected at most that many");
  EXPECT_EQ(read_named_days(path_ + ".none", {}).error().code, ErrorCode::not_found);
}

}  // namespace
}  // namespace tandem::holidays
