#include "plan/import/importer.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <string>

#include "plan/import/imported_for_test.hpp"

namespace tandem::importing {
namespace {

using namespace std::string_literals;

/// One line of a queue log: a call that waits from `second` on.
std::string enters(int call, int second = 0) {
  return fmt::format("{}|c{}|q|NONE|ENTERQUEUE||1|1\n", 1'266'833'000 + second, call);
}

std::string calls(int count) {
  std::string log;
  for (int i = 0; i < count; ++i) log += enters(i);
  return log;
}

struct Unreadable {
  std::string name;
  std::string content;
  std::string error;
};
std::ostream& operator<<(std::ostream& out, const Unreadable& file) { return out << file.name; }

class ImportFilesRefuses : public testing::TestWithParam<Unreadable> {};

TEST_P(ImportFilesRefuses, WhatItCannotReadAndSaysWhy) {
  EXPECT_EQ(import_text(GetParam().content)->error, GetParam().error);
}

const std::string kFormats =
    "calls-csv, anonymous-bank, asterisk-queue-log, freeswitch-callcenter, interval-csv, tandem-events";

INSTANTIATE_TEST_SUITE_P(
    Files, ImportFilesRefuses,
    testing::Values(
        Unreadable{"Empty", "", "input: is empty (0 bytes); export or copy it again"},
        Unreadable{"BlankLines", "\n \r\n\n", "input: has nothing but blank lines; export or copy it again"},
        Unreadable{"Utf32",
                   "\xff\xfe\0\0"
                   "a\0\0\0"s,
                   "input: is text in UTF-32, which is not read; save it as UTF-8"},
        Unreadable{"Utf16WithoutMark", "c\0a\0l\0l\0"s,
                   "input: has NUL in every second or third byte; if it is text in UTF-16, save it as UTF-8"},
        Unreadable{"Pdf", "%PDF-1.7\n",
                   "input: is a PDF, not text; export the calls as text (CSV) or as .xlsx"},
        Unreadable{"OldExcel", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
                   "input: is an old Office document (.xls), not text; save it as .xlsx or CSV"},
        Unreadable{
            "Bzip2", "BZh91AY&SY",
            "input: is a bzip2 archive, not text; unpack it first; .gz, .xz and .zst are read as they are"},
        Unreadable{"Junk", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f",
                   "input: is not text: 10 of its first 10 bytes are control characters, it begins with 01 "
                   "02 03 04 05 "
                   "06 07 08; export the calls as text (CSV) or as .xlsx"},
        Unreadable{"UnknownTable", "name;age\nAnn;7\n",
                   "input: its format is not known: the first line is 'name;age'; say it with --format (" +
                       kFormats +
                       "), or have a mapping proposed for a table of calls by: tandem import "
                       "--suggest-mapping FILE"},
        Unreadable{"UnknownJson", "{\"a\":1}\n",
                   "input: its format is not known: the first line is '{\"a\":1}'; say it with --format (" +
                       kFormats +
                       "), or have a mapping proposed for a table of calls by: tandem import "
                       "--suggest-mapping FILE"},
        Unreadable{"OneLongLine", std::string(200, 'x'),
                   "input: its format is not known: the first line is '" + std::string(60, 'x') +
                       "...'; say it with --format (" + kFormats +
                       "), or have a mapping proposed for a table of calls by: tandem import "
                       "--suggest-mapping FILE"}),
    [](const auto& file) { return file.param.name; });

TEST(ImportFiles, NoFileAMissingFileAndAPatternWithoutAMatchAreErrors) {
  const FolderForTest folder;
  Directory directory;
  Imported sink;
  EXPECT_EQ(import_files({}, {}, directory, sink).error().message,
            "no file is given; name at least one, or '-' for standard input");
  EXPECT_EQ(import_paths({folder.path("no.csv")})->error,
            "no.csv: there is no such file; check its name and folder");
  EXPECT_EQ(import_paths({folder.path("*.csv")})->error,
            "*.csv: no file matches this pattern; check the name and folder");
  std::filesystem::create_symlink("loop", folder.path("loop"));  // a folder that not even root can look into
  EXPECT_EQ(import_paths({folder.path("loop/*.csv")})->error,
            fmt::format("*.csv: the folder {} cannot be read (Too many levels of symbolic links); ask for "
                        "the right to read it",
                        folder.path("loop")));
}

TEST(ImportFiles, APatternStandsForItsFilesInAlphabeticalOrder) {
  const FolderForTest folder;
  folder.write("b.log", enters(2));
  folder.write("a.log", enters(1));
  folder.write("c.txt", "no log");
  const auto imported = import_paths({folder.path("*.log")});
  EXPECT_EQ(imported->calls.size(), 2U) << imported->error;
  ASSERT_EQ(imported->directory.sources.size(), 2U);
  EXPECT_EQ(imported->directory.sources.name(SourceId(0)), folder.path("a.log"));
}

TEST(ImportFiles, AFileWhoseNameIsAPatternIsThatFile) {
  const FolderForTest folder;
  const std::string odd = folder.write("calls[1].log", enters(2));
  EXPECT_EQ(import_paths({odd})->calls.size(), 1U);
}

TEST(ImportFiles, AFileGivenTwiceIsAnError) {
  const FolderForTest folder;
  const std::string log = folder.write("a.log", enters(1));
  EXPECT_EQ(import_paths({log, log})->error, "a.log: is given twice; every call in it would count twice");
  EXPECT_EQ(import_paths({log, folder.path("*.log")})->code, ErrorCode::usage);
}

TEST(ImportFiles, AMistypedNameIsToldBeforeTheFirstFileIsRead) {
  const FolderForTest folder;
  const std::string log = folder.write("a.log", enters(1));
  const auto imported = import_paths({log, folder.path("b.log")});
  EXPECT_EQ(imported->code, ErrorCode::not_found);
  EXPECT_TRUE(imported->calls.empty());
}

TEST(ImportFiles, SeveralFilesOfSeveralFormatsAreOneImport) {
  const FolderForTest folder;
  const std::string log = folder.write("a.log", enters(1));
  const std::string json = folder.write(
      "b.json",
      R"({"cc_queue":"q","cc_queue_joined_epoch":"1700000010","cc_queue_canceled_epoch":"1700000015"})");
  const auto imported = import_paths({log, json});
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_EQ(imported->calls.size(), 2U);
  EXPECT_THAT(imported->quality->formats,
              testing::ElementsAre("asterisk-queue-log", "freeswitch-callcenter"));
}

TEST(ImportFiles, MoreRefusedRowsThanAllowedFailTheWholeWithCountsAndExamples) {
  const auto imported = import_text(calls(97) + "bad\nworse\n");
  EXPECT_EQ(imported->code, ErrorCode::bad_value);
  EXPECT_EQ(imported->error,
            "2 of 99 rows were refused (2.02 %; at most 1 % may be, --max-refused sets that): 2 x no line of "
            "a queue "
            "log\n"
            "  input:98: the line has 1 fields between bars, at least 5 are expected: time, call, queue, "
            "agent, event\n"
            "  input:99: the line has 1 fields between bars, at least 5 are expected: time, call, queue, "
            "agent, event");
}

TEST(ImportFiles, ExactlyTheShareAllowedIsAllowed) {
  const auto imported = import_text(calls(99) + "bad\n");
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_EQ(imported->quality->rows_refused, 1U);
  Options none;
  none.refused_share_max = 0;
  EXPECT_FALSE(import_text(calls(99) + "bad\n", none)->quality);
}

TEST(ImportFiles, StrictStopsAtTheFirstRefusedRow) {
  Options strict;
  strict.strict = true;
  EXPECT_EQ(import_text(calls(99) + "bad\nworse\n", strict)->error,
            "input:100: the line has 1 fields between bars, at least 5 are expected: time, call, queue, "
            "agent, event "
            "(--strict stops at the first refused row)");
}

TEST(ImportFiles, LinesOfAHundredMegabytesAndNulBytesAreRefusedOneByOne) {
  Options lenient;
  lenient.refused_share_max = 1;
  std::string text = calls(3);
  text.append(100'000'000, 'x');
  const auto imported = import_text(text + "\n1266833000|c\0|q\n"s + enters(7), lenient);
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_EQ(imported->calls.size(), 4U);
  EXPECT_EQ(imported->quality->refusals.at("line too long"), 1U);
  EXPECT_EQ(imported->quality->refusals.at("NUL byte in a line"), 1U);
  EXPECT_TRUE(imported->quality->refused_examples.front().to_string().ends_with(
      "input:4: the line has 100000000 bytes, more than the 1048576 that a line may have"));
}

TEST(ImportFiles, LinesThatAreNotUtf8AreRefusedAndNamesInMessagesAreReadable) {
  Options lenient;
  lenient.refused_share_max = 1;
  const auto imported = import_text(enters(1) + "1266833000|c2|\xef\xf0\xe8|NONE|ENTERQUEUE||1|1\n" +
                                        "1266833000|c\x1b[31m|q|NONE|ENTERQUEUE||1|1\n" + "1266833000|" +
                                        std::string(501, 'x') + "|q|NONE|ENTERQUEUE||1|1\n",
                                    lenient);
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_EQ(imported->calls.size(), 1U);
  std::vector<std::string> errors;
  for (const Error& example : imported->quality->refused_examples) errors.push_back(example.message);
  EXPECT_THAT(errors, testing::ElementsAre("byte 15 of the line, 0xef, is not UTF-8; save the file as UTF-8",
                                           "byte 13 of the line, 0x1b, is no text; is the file damaged?",
                                           "the name has 501 bytes, at most 500 are expected"));
  EXPECT_THAT(import_text("\xe4hnlich;b\n")->error, testing::HasSubstr("the first line is '?hnlich;b'; say"));
}

TEST(ImportFiles, TheUserMayStopIt) {
  std::atomic<bool> cancel = true;
  Options options;
  options.cancel = &cancel;
  EXPECT_EQ(import_text(calls(10), options)->code, ErrorCode::cancelled);
}

TEST(ImportFiles, ProgressNeverGoesBackAndKnowsTheWhole) {
  const FolderForTest folder;
  const std::string text = calls(30'000);
  const std::vector<std::string> paths = {folder.write("a.log", text), folder.write("b.log", calls(100))};
  std::vector<Progress> told;
  Options options;
  options.refused_share_max = 1;
  options.progress = [&told](const Progress& progress) { told.push_back(progress); };
  ASSERT_TRUE(import_paths(paths, options)->quality);
  ASSERT_FALSE(told.empty());
  EXPECT_TRUE(std::ranges::is_sorted(told, {}, &Progress::bytes_read));
  for (const Progress& progress : told) {
    EXPECT_EQ(progress.bytes_total, text.size() + calls(100).size());
    EXPECT_LE(progress.bytes_read, progress.bytes_total);
  }
}

TEST(ImportFiles, ACallThatWasInAnEarlierFileIsADuplicate) {
  const FolderForTest folder;
  const std::vector<std::string> paths = {folder.write("a.log", calls(200)),
                                          folder.write("b.log", enters(7) + enters(777))};
  const auto imported = import_paths(paths);
  ASSERT_TRUE(imported->quality) << imported->error;
  EXPECT_EQ(imported->calls.size(), 201U);
}

}  // namespace
}  // namespace tandem::importing
