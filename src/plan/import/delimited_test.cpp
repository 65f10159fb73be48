#include "plan/import/delimited.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "plan/import/calls_csv.hpp"

namespace tandem::importing {
namespace {

using Table = std::vector<std::vector<std::string>>;

Result<Table> read_all(std::string text, std::optional<char> delimiter = std::nullopt) {
  const auto source = memory_source(std::move(text));
  DelimitedReader reader(*source, "table.csv", delimiter);
  Table table;
  for (;;) {
    TANDEM_ASSIGN(row, reader.next());
    if (!row) return table;
    table.emplace_back(row->fields.begin(), row->fields.end());
  }
}
std::string error_of(std::string text) {
  const auto table = read_all(std::move(text));
  return table ? "read" : table.error().to_string();
}

TEST(Delimited, ReadsQuotesLineEndsAndAByteOrderMark) {
  EXPECT_EQ(*read_all("\xef\xbb\xbf"
                      "a,b\r\n\"1,\"\"2\"\"\nx\",3\r\n\r\n4,\n"),
            (Table{{"a", "b"}, {"1,\"2\"\nx", "3"}, {"4", ""}}));
}

TEST(Delimited, TellsTheDelimiterFromRowsThatAgree) {
  EXPECT_EQ(*read_all("a;b\n1,5;2\n"), (Table{{"a", "b"}, {"1,5", "2"}}));
  EXPECT_EQ(*read_all("a\tb\n\"1;2\"\t3\n"), (Table{{"a", "b"}, {"1;2", "3"}}));
  EXPECT_EQ(*read_all("a|b|c\n1|2|3"), (Table{{"a", "b", "c"}, {"1", "2", "3"}}));
  EXPECT_EQ(*read_all("sep=;\r\na;b\n"), (Table{{"a", "b"}}));
  EXPECT_EQ(*read_all("alone\n"), (Table{{"alone"}}));
}

TEST(Delimited, NamesWhatIsBroken) {
  EXPECT_EQ(error_of("a,b\n1,\"2\n3,4\n"), "table.csv:2: a quote that begins in this row is never closed");
  EXPECT_EQ(error_of("a,b\n1,\"2\"x\n"),
            "table.csv:2: in field 2 'x' follows a closing quote; expected a delimiter (a quote inside "
            "quotes is written "
            "twice)");
  EXPECT_EQ(error_of("a,b\n\"" + std::string(kRowBytesMax + 1, 'x')),
            "table.csv:2: the row that begins here has more than 1048576 bytes; is there a quote that is "
            "never closed?");
  EXPECT_EQ(error_of(std::string(kFieldsMax, ',')), "table.csv:1: the row has more than 4096 fields");
}

RC_GTEST_PROP(Delimited, ReadsBackEveryTableThatIsWrittenWithQuotes, ()) {
  const auto width = *rc::gen::inRange<std::size_t>(1, 6);
  const auto table = *rc::gen::container<Table>(rc::gen::container<std::vector<std::string>>(
      width, rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab,;\"\n '|\t0")))));
  std::string text;
  for (const auto& row : table) {
    for (std::size_t i = 0; i < row.size(); ++i) {
      text += i == 0 ? "\"" : ",\"";
      for (const char c : row[i]) text += c == '"' ? std::string("\"\"") : std::string(1, c);
      text += '"';
    }
    text += "\r\n";
  }
  Table expected;
  for (const auto& row : table)
    if (std::ranges::any_of(
            row, [](const std::string& f) { return f.find_first_not_of(" \t\r\n") != std::string::npos; }))
      expected.push_back(row);
  RC_ASSERT(*read_all(text, ',') == expected);
}

RC_GTEST_PROP(Delimited, NeverFailsOnAnyTextButWithAnError, (const std::string& text)) {
  (void)read_all(text);
}

}  // namespace
}  // namespace tandem::importing
