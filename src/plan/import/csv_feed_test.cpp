#include "plan/import/csv_feed.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <mutex>
#include <thread>

#include "plan/import/calls_csv.hpp"
#include "plan/import/csv_row.hpp"

namespace tandem::importing {
namespace {

struct FoundRow {
  std::uint64_t line;
  std::string text;
  auto operator<=>(const FoundRow&) const = default;
};
void showValue(const FoundRow& row, std::ostream& to) { to << row.line << ": " << row.text; }

/// A file without a name; read through a source as import does.
class TemporaryFile final : public ByteSource {
 public:
  explicit TemporaryFile(const std::string& bytes) {
    char name[] = "/tmp/tandem-feed-XXXXXX";
    descriptor_ = ::mkstemp(name);
    ::unlink(name);
    EXPECT_EQ(::write(descriptor_, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
  }
  ~TemporaryFile() override { ::close(descriptor_); }
  Result<std::size_t> read(std::span<char>) override { return 0; }
  int file_descriptor() const override { return descriptor_; }
  std::uint64_t size_on_disk() const override { return 0; }
  std::uint64_t consumed_on_disk() const override { return 0; }

 private:
  int descriptor_;
};

/// The rows by the letter, one after another.
std::vector<FoundRow> rows_by_the_letter(const std::string& bytes, const CsvHead& head) {
  std::vector<FoundRow> rows;
  std::uint64_t line = head.rows_line;
  for (std::size_t at = head.header_end + 1; at < bytes.size();) {
    const std::string_view rest = std::string_view(bytes).substr(at);
    const RowEnd row = find_row_end(rest, ',', true);
    rows.push_back({line, std::string(rest.substr(0, row.end))});
    line += static_cast<std::uint64_t>(std::ranges::count(rest.substr(0, row.end + 1), '\n'));
    at += row.end + 1;
  }
  return rows;
}

std::vector<FoundRow> rows_of(CsvFeed& feed, unsigned threads, ScanFunction scan) {
  std::vector<FoundRow> rows;
  std::mutex guard;
  const auto work = [&] {
    CsvBlock block(',', scan);
    CsvFeed::Piece piece;
    for (;;) {
      const auto more = feed.next(block, piece);
      ASSERT_TRUE(more) << more.error().to_string();
      if (!*more) return;
      std::vector<FoundRow> found;
      std::size_t begin = piece.from;
      std::uint64_t line = piece.first_line;
      for (const std::uint32_t end : block.row_ends()) {
        found.push_back({line, std::string(block.data() + begin, end - begin)});
        line += 1 + static_cast<std::uint64_t>(std::count(block.data() + begin, block.data() + end, '\n'));
        begin = end + 1;
      }
      const std::lock_guard lock(guard);
      rows.insert(rows.end(), found.begin(), found.end());
    }
  };
  {
    std::vector<std::jthread> running;
    for (unsigned i = 1; i < threads; ++i) running.emplace_back(work);
    work();
  }
  std::ranges::sort(rows, {}, &FoundRow::line);
  return rows;
}

void expect_rows_by_the_letter(const std::string& bytes, std::size_t block_bytes, unsigned threads) {
  TemporaryFile file(bytes);
  const auto head = read_csv_head(file, "t.csv");
  RC_ASSERT(head.has_value());
  const auto expected = rows_by_the_letter(bytes, *head);
  for (const ScanVariant& variant : scan_variants()) {
    auto parallel = parallel_csv_feed(file.file_descriptor(), *head, "t.csv", block_bytes);
    RC_ASSERT(parallel.has_value());
    RC_ASSERT(rows_of(**parallel, threads, variant.scan) == expected);
    const auto source = memory_source(bytes);
    const auto same_head = read_csv_head(*source, "t.csv");
    const auto sequential = sequential_csv_feed(*source, *same_head, block_bytes);
    RC_ASSERT(rows_of(*sequential, threads, variant.scan) == expected);
  }
}

std::string text_of(std::string_view alphabet, const std::vector<std::size_t>& picks) {
  std::string text;
  for (const std::size_t pick : picks) text += alphabet[pick % alphabet.size()];
  return text;
}

TEST(CsvFeed, FindsTheSameRowsWhereverBlocksEndAndQuotesGoWrong) {
  EXPECT_TRUE(rc::check("any mixture of quotes, delimiters and line ends", [] {
    const auto picks = *rc::gen::scale(8.0, rc::gen::arbitrary<std::vector<std::size_t>>());
    const std::string bytes = "a,b\n" + text_of("xxyyzz,,\"\n\r", picks);
    expect_rows_by_the_letter(bytes, *rc::gen::inRange<std::size_t>(16, 200), *rc::gen::inRange(1U, 4U));
  }));
}

TEST(CsvFeed, FindsQuotedRowsThatSpanBlocks) {
  EXPECT_TRUE(rc::check("fields with line feeds, delimiters and doubled quotes", [] {
    std::string bytes = "a,b\n";
    for (int i = *rc::gen::inRange(1, 60); i > 0; --i) {
      const auto picks = *rc::gen::arbitrary<std::vector<std::size_t>>();
      std::string field = text_of("abc,\n", picks);
      if (*rc::gen::arbitrary<bool>()) field += "\"\"";
      bytes += "\"" + field + "\",plain" + (*rc::gen::arbitrary<bool>() ? "\r\n" : "\n");
    }
    expect_rows_by_the_letter(bytes, *rc::gen::inRange<std::size_t>(16, 500), *rc::gen::inRange(1U, 4U));
  }));
}

TEST(CsvFeed, TakesALastRowWithoutALineFeed) {
  expect_rows_by_the_letter("a,b\n1,2\n3,4", kCsvBlockBytes, 2);
  expect_rows_by_the_letter("a,b\n1,2\n\"3\",\"4\"", kCsvBlockBytes, 2);
  expect_rows_by_the_letter("a,b\n1,2\n\"3", kCsvBlockBytes, 2);
}

TEST(CsvFeed, PassesOverAByteOrderMarkAndBlankLinesBeforeTheHeader) {
  const auto source = memory_source("\xef\xbb\xbf\r\n\nname,\"queue\"\r\nrow\n");
  const auto head = read_csv_head(*source, "t.csv");
  ASSERT_TRUE(head);
  EXPECT_EQ(head->header(), "name,\"queue\"\r");
  EXPECT_EQ(head->header_line, 3);
  EXPECT_EQ(head->rows_line, 4);
}

/// Line, length (up to one that is too long) and first byte of each row.
std::string outline_of(const std::vector<FoundRow>& rows) {
  std::string text;
  for (const FoundRow& row : rows)
    text += fmt::format("{}: {} x {}\n", row.line, std::min(row.text.size(), kRowBytesMax + 1),
                        row.text.substr(0, 1));
  return text;
}

TEST(CsvFeed, CutsRowsBeyondTheLimitAndReadsOn) {
  for (const char* end : {"\n3,4\n5,6", "\n3,4\n5,6\n", ""}) {
    const std::string bytes = "a,b\n1,2\n" + std::string(kRowBytesMax * 3, 'x') + "\n\"7\",8\n\"" +
                              std::string(kRowBytesMax + 1, 'y') + end;
    std::string expected =
        fmt::format("2: 3 x 1\n3: {} x x\n4: 5 x \"\n5: {} x \"\n", kRowBytesMax + 1, kRowBytesMax + 1);
    if (*end != 0) expected += "6: 3 x 3\n7: 3 x 5\n";
    TemporaryFile file(bytes);
    const auto head = read_csv_head(file, "t.csv");
    for (const std::size_t block_bytes : {std::size_t{100}, kCsvBlockBytes, kRowBytesMax * 8}) {
      for (const unsigned threads : {1U, 2U}) {
        const auto feed = parallel_csv_feed(file.file_descriptor(), *head, "t.csv", block_bytes);
        EXPECT_EQ(outline_of(rows_of(**feed, threads, scan_variants().front().scan)), expected);
        const auto source = memory_source(bytes);
        const auto sequential = sequential_csv_feed(*source, *read_csv_head(*source, "t.csv"), block_bytes);
        EXPECT_EQ(outline_of(rows_of(*sequential, threads, scan_variants().front().scan)), expected);
      }
    }
  }
}

TEST(CsvFeed, AnUnclosedQuoteCostsItsLineAlone) {
  std::string bytes = "a,b\n1,2\n\"open,2\n";
  for (int i = 0; i < 200'000; ++i) bytes += "good,row\n";
  TemporaryFile file(bytes);
  const auto head = read_csv_head(file, "t.csv");
  auto feed = parallel_csv_feed(file.file_descriptor(), *head, "t.csv");
  const auto rows = rows_of(**feed, 2, scan_variants().front().scan);
  ASSERT_EQ(rows.size(), 200'002);
  EXPECT_EQ(rows[1].text, "\"open,2");
  EXPECT_EQ(rows[200'001].line, 200'003);
}

}  // namespace
}  // namespace tandem::importing
