#include "plan/import/source/line_reader.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <string>
#include <vector>

namespace tandem::importing {
namespace {

using namespace std::string_literals;

struct Kept {
  std::string text;
  std::uint64_t number = 0;
  std::uint64_t bytes = 0;
  Line::Fault fault = Line::Fault::none;
  friend bool operator==(const Kept&, const Kept&) = default;
};

std::vector<Kept> lines_of(std::string bytes) {
  const auto source = memory_source(std::move(bytes));
  LineReader reader(*source);
  std::vector<Kept> lines;
  Line line;
  while (reader.next(line).value())
    lines.push_back({std::string(line.text.substr(0, 100)), line.number, line.bytes, line.fault});
  return lines;
}

TEST(LineReader, LinesEndInLfOrCrlfAndTheLastNeedsNoEnd) {
  const std::vector<Kept> expected = {{"a", 1, 1}, {"", 2, 0}, {"b c", 3, 3}, {"d", 4, 1}};
  EXPECT_EQ(lines_of("a\n\nb c\r\nd"), expected);
  EXPECT_EQ(lines_of("a\r\n\r\nb c\nd\r\n"), expected);
}

TEST(LineReader, NothingHasNoLines) { EXPECT_TRUE(lines_of("").empty()); }

TEST(LineReader, AByteOrderMarkIsLeftOut) {
  EXPECT_EQ(lines_of("\xef\xbb\xbf"
                     "a\n")
                .front()
                .text,
            "a");
}

TEST(LineReader, ANulByteIsAFaultOfItsLineAlone) {
  const auto source = memory_source("a\nb\0c\nd\n"s);
  LineReader reader(*source);
  Line line;
  ASSERT_TRUE(reader.next(line).value());
  ASSERT_TRUE(reader.next(line).value());
  EXPECT_EQ(line.fault, Line::Fault::nul_byte);
  EXPECT_EQ(fault_error(line, "f.csv").to_string(),
            "f.csv:2: byte 2 of the line is NUL, which no text has; is the file damaged?");
  ASSERT_TRUE(reader.next(line).value());
  EXPECT_EQ(line.text, "d");
  EXPECT_EQ(line.fault, Line::Fault::none);
}

TEST(LineReader, ALineMayBeAsLongAsTheLimitAndNoLonger) {
  const std::string longest(kLineBytesMax, 'x');
  auto lines = lines_of("a\n" + longest + "\r\nb\n");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1].fault, Line::Fault::none);
  EXPECT_EQ(lines[1].bytes, kLineBytesMax);
  lines = lines_of("a\n" + longest + "x\nb\n");
  ASSERT_EQ(lines.size(), 3U);
  EXPECT_EQ(lines[1].fault, Line::Fault::too_long);
  EXPECT_EQ(lines[2], (Kept{"b", 3, 1}));
}

TEST(LineReader, TheRestOfALineOfAHundredMegabytesIsPassedOver) {
  const std::size_t length = 100'000'000;
  std::string text = "a\n";
  text.append(length, 'x');
  const auto lines = lines_of(text + "\nb\nc");
  ASSERT_EQ(lines.size(), 4U);
  EXPECT_EQ(lines[1], (Kept{std::string(100, 'x'), 2, length, Line::Fault::too_long}));
  EXPECT_EQ(lines[2], (Kept{"b", 3, 1}));
  EXPECT_EQ(lines[3], (Kept{"c", 4, 1}));
}

RC_GTEST_PROP(LineReader, LinesAreThoseOfTheText, ()) {
  const auto texts = *rc::gen::container<std::vector<std::string>>(
      rc::gen::container<std::string>(rc::gen::elementOf("abc;, \t"s)));
  std::string bytes;
  for (const std::string& text : texts) bytes += text + (*rc::gen::arbitrary<bool>() ? "\n" : "\r\n");
  const auto lines = lines_of(bytes);
  RC_ASSERT(lines.size() == texts.size());
  for (std::size_t i = 0; i < texts.size(); ++i)
    RC_ASSERT(lines[i] == (Kept{texts[i], i + 1, texts[i].size()}));
}

}  // namespace
}  // namespace tandem::importing
