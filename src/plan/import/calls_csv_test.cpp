#include "plan/import/calls_csv.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <unistd.h>

#include <cstdlib>

#include "plan/import/calls_csv_reference.hpp"
#include "plan/import/duplicates.hpp"

namespace tandem::importing {
namespace {

using testing::HasSubstr;

constexpr std::string_view kHeader =
    "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n";
constexpr std::string_view kAnswered =
    "c1,Acme,Billing,+44700,Ann,2025-03-04T08:00:00Z,2025-03-04T08:00:10Z,2025-03-04T08:00:30Z,"
    "2025-03-04T08:03:30Z,2025-03-04T08:04:00Z,answered\n";

/// A plain file that is gone with its object.
class File {
 public:
  explicit File(std::string_view bytes) {
    char name[] = "/tmp/tandem-calls-XXXXXX";
    const int descriptor = ::mkstemp(name);
    path_ = name;
    EXPECT_EQ(::write(descriptor, bytes.data(), bytes.size()), static_cast<ssize_t>(bytes.size()));
    ::close(descriptor);
  }
  ~File() { ::unlink(path_.c_str()); }
  std::unique_ptr<ByteSource> open() const { return std::move(*open_source(path_)); }

 private:
  std::string path_;
};

Options options_of(unsigned threads, const char* zone = "Europe/Berlin") {
  Options options;
  if (zone != nullptr) options.zone = *Zone::find(zone);
  options.threads = threads;
  options.wanted.call_names = true;
  return options;
}

ImportAsText import(ByteSource& source, const Options& options, DuplicateFinder* duplicates = nullptr) {
  Directory directory;
  CallsAsText calls(directory);
  return as_text(import_calls_csv(source, "calls.csv", options, directory, calls, duplicates), calls);
}

ImportAsText import(const std::string& bytes, const Options& options = options_of(1)) {
  const auto source = memory_source(bytes);
  return import(*source, options);
}

TEST(CallsCsv, ReadsTheSameWithByteOrderMarkLineEndsDelimitersAndQuotes) {
  const std::string plain = std::string(kHeader) + std::string(kAnswered);
  const ImportAsText expected = import(plain);
  EXPECT_THAT(expected.summary, HasSubstr("read 1 used 1"));
  EXPECT_EQ(import("\xef\xbb\xbf" + plain), expected);
  std::string other;
  for (const char c : plain) other += c == '\n' ? std::string("\r\n") : std::string(1, c);
  EXPECT_EQ(import(other), expected);
  for (const char delimiter : {';', '\t', '|'}) {
    other = plain;
    std::ranges::replace(other, ',', delimiter);
    EXPECT_EQ(import(other), expected) << delimiter;
  }
  other = "\"";
  for (const char c : plain) other += c == ',' ? "\",\"" : c == '\n' ? "\"\n\"" : std::string(1, c);
  other.pop_back();
  EXPECT_EQ(import(other), expected);
}

TEST(CallsCsv, ALineOfSepNamesTheDelimiter) {
  const std::string plain = std::string(kHeader) + std::string(kAnswered);
  std::string other = plain;
  std::ranges::replace(other, ',', ';');
  const ImportAsText expected = import(plain);
  EXPECT_EQ(import("\xef\xbb\xbfsep=;\r\n" + other), expected);
  const File file("sep=;\n" + other + "broken\n");
  const auto source = file.open();
  EXPECT_THAT(import(*source, options_of(2)).summary, HasSubstr("calls.csv:4: the row has 1 fields"));
}

TEST(CallsCsv, RefusesARowBeyondTheLimitAndReadsOn) {
  const std::string bytes = std::string(kHeader) + std::string(kAnswered) + std::string(5'000'000, 'x') +
                            "\n" + std::string(kAnswered) + "\"open," + std::string(kAnswered) +
                            std::string(kAnswered);
  const File file(bytes);
  for (const unsigned threads : {1U, 3U}) {
    const auto source = file.open();
    const ImportAsText found = import(*source, options_of(threads));
    EXPECT_EQ(
        found.summary,
        "read 5 used 3 refused 2 ignored 0 duplicates 0\n"
        "calls.csv:3: the row has more than 1048576 bytes, the most that a row may have; is this a table "
        "of calls?\n"
        "calls.csv:5: a quoted field is not closed, or text follows its closing quote; expected quotes "
        "within a field doubled\n");
    EXPECT_EQ(import(bytes, options_of(threads)), found);
  }
}

TEST(CallsCsv, RefusesNamesWithTabsAndLineEnds) {
  const auto summary_with = [](std::string_view name, bool call_names) {
    std::string row(kAnswered);
    row.replace(0, 2, name);
    Options options = options_of(1);
    options.wanted.call_names = call_names;
    return import(std::string(kHeader) + row, options).summary;
  };
  for (const bool call_names : {false, true}) {
    EXPECT_THAT(
        summary_with("\"Q\n1\"", call_names),
        HasSubstr("calls.csv:2: column 1 (call_id): the byte 0x0a at position 2 is no text; is the file "
                  "damaged?"));
    EXPECT_THAT(summary_with("Q\t1", call_names), HasSubstr("the byte 0x09 at position 2 is no text"));
  }
}

TEST(CallsCsv, OfAHeaderAloneHoldsNoRows) {
  EXPECT_EQ(import(std::string(kHeader)).summary, "read 0 used 0 refused 0 ignored 0 duplicates 0\n");
  EXPECT_EQ(import(std::string(kHeader.substr(0, kHeader.size() - 1))).summary,
            "read 0 used 0 refused 0 ignored 0 duplicates 0\n");
}

TEST(CallsCsv, NamesTheLineOfEveryRefusedRow) {
  std::string bytes(kHeader);
  for (int i = 0; i < 20'000; ++i) {
    bytes += kAnswered;
    if (i % 1'000 == 0) bytes += "\"two\nlines\",x\n";
  }
  const File file(bytes);
  const auto source = file.open();
  const ImportAsText found = import(*source, options_of(3));
  EXPECT_THAT(found.summary, HasSubstr("read 20020 used 20000 refused 20"));
  EXPECT_THAT(found.summary, HasSubstr("calls.csv:3: the row has 2 fields; expected 11"));
  EXPECT_THAT(found.summary, HasSubstr("calls.csv:1005: the row has 2 fields"));
}

TEST(CallsCsv, UnderStrictFailsWithTheFirstRefusedRowWhateverTheNumberOfThreads) {
  std::string bytes(kHeader);
  for (int i = 0; i < 30'000; ++i) bytes += i % 7'000 == 5'000 ? "broken\n" : std::string(kAnswered);
  const File file(bytes);
  for (const unsigned threads : {1U, 2U, 4U}) {
    Options options = options_of(threads);
    options.strict = true;
    const auto source = file.open();
    EXPECT_THAT(import(*source, options).summary, HasSubstr("calls.csv:5002: the row has 1 fields"));
  }
}

TEST(CallsCsv, AsksForAZoneOnlyWhereATimeHasNoOffset) {
  EXPECT_THAT(import(std::string(kHeader) + std::string(kAnswered), options_of(1, nullptr)).summary,
              HasSubstr("used 1"));
  std::string local(kAnswered);
  std::erase(local, 'Z');
  EXPECT_THAT(import(std::string(kHeader) + local, options_of(1, nullptr)).summary,
              HasSubstr("name it with --zone"));
}

TEST(CallsCsv, RefusesTheLaterOfTwoCallsOfOneName) {
  const std::string bytes = std::string(kHeader) + std::string(kAnswered) + "c2" +
                            std::string(kAnswered.substr(2)) + std::string(kAnswered);
  DuplicateFinder duplicates;
  const auto source = memory_source(bytes);
  const ImportAsText found = import(*source, options_of(2), &duplicates);
  EXPECT_THAT(found.summary, HasSubstr("read 3 used 2 refused 1 ignored 0 duplicates 1"));
  EXPECT_THAT(found.summary, HasSubstr("calls.csv:4: column 1 (call_id): the call 'c1' was there before"));
}

TEST(CallsCsv, StopsWhenCancelled) {
  const std::atomic<bool> cancel = true;
  Options options = options_of(2);
  options.cancel = &cancel;
  EXPECT_THAT(import(std::string(kHeader) + std::string(kAnswered), options).summary,
              HasSubstr("stopped by the user"));
}

/// A row of calls-csv, mostly clean, with a fault now and then.
std::string arbitrary_row() {
  const auto rarely = [] { return *rc::gen::inRange(0, 12) == 0; };
  const auto time = [&](int second) {
    if (rarely())
      return *rc::gen::element<std::string>("", "soon", "2025-03-04", " 2025-03-04T08:00:00Z", "1741068000");
    std::string text = fmt::format("2025-03-{:02}T{:02}:{:02}:{:02}", rarely() ? 30 : 4, second / 3600,
                                   second / 60 % 60, second % 60);
    if (rarely()) text += ".25";
    return text + *rc::gen::element<std::string>("Z", "Z", "Z", "", "+01:00", "-05:30");
  };
  const int begin = *rc::gen::inRange(0, 80'000);
  const int queued = begin + *rc::gen::inRange(-1, 20);
  const int answered = queued + *rc::gen::inRange(-1, 90);
  const int ended = answered + *rc::gen::inRange(-1, 900);
  const bool is_answered = *rc::gen::arbitrary<bool>();
  const auto name = [&](const char* usual) {
    return rarely() ? *rc::gen::element<std::string>("", " padded ", "a \"\"b", "\xd0\x90\xd0\xb1\xd0\xb2",
                                                     "\xff", "x\x01y", "a name of more than sixteen bytes",
                                                     "t\tb", "d\x7f")
                    : std::string(usual);
  };
  std::vector<std::string> fields = {
      name("c1"),
      name("Acme"),
      name("Billing"),
      name("+44700"),
      name("Ann"),
      time(std::max(0, begin)),
      rarely() ? "" : time(std::max(0, queued)),
      is_answered != rarely() ? time(std::max(0, answered)) : "",
      time(std::max(0, ended)),
      is_answered != rarely() ? time(std::max(0, ended) + 30) : "",
      is_answered ? "answered"
                  : *rc::gen::element<std::string>("abandoned", "overflow", "callback", "out_of_hours",
                                                   "Voicemail", "lost")};
  if (rarely()) fields.pop_back();
  std::string row;
  for (std::size_t i = 0; i < fields.size(); ++i) {
    const bool quoted = rarely() || fields[i].find('"') != std::string::npos;
    row += (i == 0 ? "" : ",") + (quoted ? "\"" + fields[i] + "\"" : fields[i]);
  }
  if (rarely()) row += *rc::gen::element<std::string>("\"", ",", "\r");
  return row + (rarely() ? "\r\n" : "\n");
}

TEST(CallsCsv, TheFastPathAgreesWithTheCarefulReader) {
  EXPECT_TRUE(rc::check("rows clean and faulty, one to three workers, a file and a stream", [] {
    std::string bytes(kHeader);
    for (int i = *rc::gen::inRange(1, 40); i > 0; --i) bytes += arbitrary_row();
    Options options = options_of(*rc::gen::inRange(1U, 4U));
    options.wanted.call_names = *rc::gen::arbitrary<bool>();
    const ImportAsText expected = read_all_carefully(bytes, options, "calls.csv");
    RC_ASSERT(import(bytes, options) == expected);
    const File file(bytes);
    const auto source = file.open();
    RC_ASSERT(import(*source, options) == expected);
  }));
}

}  // namespace
}  // namespace tandem::importing
