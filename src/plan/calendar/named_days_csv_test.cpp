#include "plan/calendar/named_days_csv.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <set>

#include "plan/calendar/named_day_file.hpp"
#include "plan/calendar/named_days_for_test.hpp"

namespace tandem::holidays {
namespace {

std::string read(std::string_view text) {
  return named_days_for_test(parse_named_days_csv(text, "days.csv"));
}

TEST(NamedDaysCsv, AreGivenInOrderOfDayAndName) {
  EXPECT_EQ(read("date,name,closed\n"
                 "2026-12-27,Stocktaking,yes\n"
                 "2026-12-24,\"Christmas Eve, \"\"short\"\" day\",no\n"
                 "2026-12-24,Annual sale,\n"),
            "2026-12-24 Annual sale\n"
            "2026-12-24 Christmas Eve, \"short\" day open\n"
            "2026-12-27 Stocktaking closed\n");
}

TEST(NamedDaysCsv, MayLeaveOutWhetherTheyAreClosed) {
  EXPECT_EQ(read("date,name\n2026-12-24,Short day\n"), "2026-12-24 Short day\n");
  EXPECT_EQ(read("date,name\n"), "");
}

TEST(NamedDaysCsv, MayHaveTheirColumnsInAnyOrderAndForm) {
  EXPECT_EQ(
      read("\xef\xbb\xbf Closed ;NAME;Date\r\n TRUE ; Sale ; 2026-03-01 \r\n\r\nFalse;Audit;2026-03-02"),
      "2026-03-01 Sale closed\n2026-03-02 Audit open\n");
  EXPECT_EQ(read("date\tname\n1970-01-01\tFirst\n2099-12-31\tLast\n"), "1970-01-01 First\n2099-12-31 Last\n");
}

TEST(NamedDaysCsv, MayHaveOneNameOnManyDaysAndManyOnOne) {
  EXPECT_EQ(read("date,name\n2026-03-01,Sale\n2026-03-02,Sale\n2026-03-01,Audit\n"),
            "2026-03-01 Audit\n2026-03-01 Sale\n2026-03-02 Sale\n");
}

TEST(NamedDaysCsv, SayWhereTheyAreBroken) {
  struct Broken {
    std::string_view text;
    std::string_view error;
  };
  constexpr Broken kBroken[] = {
      {"", "days.csv: the file is blank; expected a header such as date,name,closed"},
      {"\n\n", "days.csv: the file is blank; expected a header such as date,name,closed"},
      {"2026-12-24,Sale\n",
       "days.csv:1: column 1: there is no column '2026-12-24'; expected date, name and, where it is wanted, "
       "closed"},
      {"date,name,open\n",
       "days.csv:1: column 3: there is no column 'open'; expected date, name and, where it is wanted, "
       "closed"},
      {"date,name,\n",
       "days.csv:1: column 3: there is no column ''; expected date, name and, where it is wanted, closed"},
      {"date,name,Date\n", "days.csv:1: column 3: the column date is there a second time; expected it once"},
      {"date,closed\n", "days.csv:1: the header has no column name; expected date and name"},
      {"name\n", "days.csv:1: the header has no column date; expected date and name"},
      {"date,name\n2026-12-24,New Year, observed\n",
       "days.csv:2: the row has 3 fields and the header 2; put a name with ',' in it into quotes"},
      {"date,name,closed\n2026-12-24,Sale\n",
       "days.csv:2: the row has 2 fields and the header 3; put a name with ',' in it into quotes"},
      {"date,name\n24.12.2026,Sale\n",
       "days.csv:2: column 1 (date): '24.12.2026' is no date; expected one such as 2026-12-24"},
      {"date,name\n,Sale\n", "days.csv:2: column 1 (date): '' is no date; expected one such as 2026-12-24"},
      {"name,date\nSale,2026-02-30\n",
       "days.csv:2: column 2 (date): 2026-02-30 is no date of the calendar; expected one such as 2026-12-24"},
      {"date,name\n1969-12-31,Sale\n",
       "days.csv:2: column 1 (date): 1969-12-31 is out of range; expected a year from 1970 to 2099"},
      {"date,name\n2100-01-01,Sale\n",
       "days.csv:2: column 1 (date): 2100-01-01 is out of range; expected a year from 1970 to 2099"},
      {"date,name\n\n2026-12-24, \n",
       "days.csv:3: column 2 (name): the name is blank; expected what the day is called"},
      {"date,name\n2026-12-24,a\x01z\n",
       "days.csv:2: column 2 (name): the byte 0x01 at position 2 is no text; is the file damaged?"},
      {"date,name\n2026-12-24,caf\xe9\n",
       "days.csv:2: column 2 (name): the byte 0xe9 at position 4 is not UTF-8; save the file as UTF-8"},
      {"date,name\n2026-12-24,\"two\nlines\"\n",
       "days.csv:2: column 2 (name): the byte 0x0a at position 4 is no text; is the file damaged?"},
      {"date,name,closed\n2026-12-24,Sale,maybe\n",
       "days.csv:2: column 3 (closed): 'maybe' is neither yes nor no; expected yes, no, true, false or "
       "nothing"},
      {"date,name\n2026-12-24,Sale\n2026-12-25,Sale\n2026-12-24, Sale\n",
       "days.csv:4: column 2 (name): 2026-12-24 is named 'Sale' a second time, first in line 2; expected it "
       "once"},
      {"date,name\n2026-12-24,\"Sale\n", "days.csv:2: a quote that begins in this row is never closed"},
  };
  for (const auto& [text, error] : kBroken) EXPECT_EQ(read(text), error) << text;
}

TEST(NamedDaysCsv, HaveLimits) {
  std::string text = "date,name\n";
  for (std::size_t i = 0; i < kNamedDaysMax; ++i) text += fmt::format("2026-12-24,{}\n", i);
  EXPECT_EQ(parse_named_days_csv(text, "days.csv")->size(), kNamedDaysMax);
  EXPECT_EQ(read(text + "2026-12-24,more\n"),
            "days.csv:10002: the file has more than 10000 days; expected at most that many");
  EXPECT_EQ(read(std::string(kNamedDayFileBytesMax + 1, '\n')),
            "days.csv: the file has more than 1000000 bytes; expected at most that many");
  EXPECT_EQ(read("date,name\n2026-12-24," + std::string(501, 'x')),
            "days.csv:2: column 2 (name): the name has 501 bytes, at most 500 are expected");
}

RC_GTEST_PROP(NamedDaysCsv, ReadBackWhatIsWritten, ()) {
  const auto character = rc::gen::elementOf(std::string("ab ,;\"'\xc3"));
  std::set<std::pair<LocalDay, std::string>> days;
  for (const int number : *rc::gen::container<std::vector<int>>(rc::gen::inRange(0, 47'000))) {
    std::string name = "n";
    for (const char c : *rc::gen::container<std::string>(character))
      name += c == '\xc3' ? "\xc3\xa9" : std::string(1, c);
    days.emplace(LocalDay(std::chrono::days(number)), name + 'n');
  }
  std::string text = "date,name\n";
  for (const auto& [day, name] : days) {
    text += to_text(day) + ",\"";
    for (const char c : name) text += c == '"' ? "\"\"" : std::string(1, c);
    text += "\"\n";
  }
  const auto read = parse_named_days_csv(text, "days.csv");
  RC_LOG() << text;
  RC_ASSERT(read.has_value());
  std::set<std::pair<LocalDay, std::string>> found;
  for (const NamedDay& day : *read) found.emplace(day.day, day.name);
  RC_ASSERT((found == days));
}

}  // namespace
}  // namespace tandem::holidays
