#include "plan/import/workbook_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <functional>

#include "plan/import/duplicates.hpp"
#include "plan/import/time_value.hpp"
#include "plan/import/xlsx_workbook.hpp"

namespace tandem::importing {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::Pair;

struct Records : RecordSink {
  std::vector<CallRecord> calls;
  std::vector<IntervalTotals> totals;
  Result<void> take(const Batch& batch) override {
    calls.insert(calls.end(), batch.calls.begin(), batch.calls.end());
    totals.insert(totals.end(), batch.totals.begin(), batch.totals.end());
    return {};
  }
};

/// The bytes of a workbook that `fill` wrote.
std::string workbook_bytes(const std::function<void(lxw_workbook*)>& fill, bool constant_memory = false) {
  const std::string path =
      (std::filesystem::temp_directory_path() /
       fmt::format("tandem_workbook_test_{}.xlsx",
                   ::testing::UnitTest::GetInstance()->random_seed() + static_cast<int>(::getpid())))
          .string();
  lxw_workbook_options options{};
  options.constant_memory = constant_memory ? LXW_TRUE : LXW_FALSE;
  lxw_workbook* workbook = workbook_new_opt(path.c_str(), &options);
  fill(workbook);
  workbook_close(workbook);
  std::ifstream file(path, std::ios::binary);
  std::string bytes{std::istreambuf_iterator<char>(file), {}};
  std::filesystem::remove(path);
  return bytes;
}

void write_row(lxw_worksheet* sheet, lxw_row_t row, const std::vector<std::string>& texts) {
  for (std::size_t i = 0; i < texts.size(); ++i)
    if (!texts[i].empty())
      worksheet_write_string(sheet, row, static_cast<lxw_col_t>(i), texts[i].c_str(), nullptr);
}

struct Reading {
  explicit Reading(std::string bytes, const char* zone = "UTC", const Mapping* mapping = nullptr) {
    options.zone = zone == nullptr ? nullptr : *Zone::find(zone);
    options.mapping = mapping;
    const auto source = memory_source(std::move(bytes));
    quality = import_workbook(*source, "book.xlsx", options, directory, sink, &duplicates);
  }
  std::string error() const { return quality ? "read" : quality.error().to_string(); }
  Options options;
  Directory directory;
  Records sink;
  DuplicateFinder duplicates;
  Result<Quality> quality = Quality{};
};

TEST(Workbook, GivesCallsWithDatesInCells) {
  Reading reading(workbook_bytes([](lxw_workbook* book) {
    lxw_format* date = workbook_add_format(book);
    format_set_num_format(date, "dd/mm/yyyy hh:mm:ss");
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Calls");
    write_row(
        sheet, 0,
        {"call_id", "queue", "offered_at", "queued_at", "answered_at", "ended_at", "outcome", "caller"});
    write_row(sheet, 1, {"c1", "Käse & Co <1>", "", "", "", "", "answered"});
    worksheet_write_number(sheet, 1, 2, 45720.333333333336, date);
    worksheet_write_number(sheet, 1, 3, 45720.333449074074, date);
    worksheet_write_number(sheet, 1, 4, 45720.333680555559, date);
    worksheet_write_number(sheet, 1, 5, 45720.335763888892, date);
    worksheet_write_number(sheet, 1, 7, 4915550100.0, nullptr);
    // A row without its last cells, and ISO text for times.
    write_row(sheet, 3,
              {"c2", "", "2025-03-04 09:00", "2025-03-04 09:00", "", "2025-03-04 09:01", "abandoned"});
  }));
  ASSERT_TRUE(reading.quality) << reading.error();
  ASSERT_EQ(reading.sink.calls.size(), 2U);
  const CallRecord& call = reading.sink.calls[0];
  EXPECT_EQ(to_iso8601(call.offered_at, Zone::utc()), "2025-03-04T08:00:00Z");
  EXPECT_EQ(call.wait(), Duration::seconds(20));
  EXPECT_EQ(call.talk(), Duration::seconds(180));
  EXPECT_EQ(reading.directory.queue_name(call.queue), "Käse & Co <1>");
  EXPECT_EQ(reading.directory.callers.name(call.caller), "4915550100");
  EXPECT_EQ(reading.sink.calls[1].outcome, Outcome::abandoned);
  EXPECT_EQ(reading.quality->rows_read, 2U);
  EXPECT_EQ(reading.quality->rows_used, 2U);
  EXPECT_THAT(reading.quality->formats, ElementsAre("calls-csv"));
  EXPECT_THAT(reading.quality->notes, ElementsAre(Pair("sheet 'Calls' read as calls-csv", 1)));
}

TEST(Workbook, ReadsEverySheetThatFitsAndSaysWhichDoNot) {
  const auto bytes = workbook_bytes(
      [](lxw_workbook* book) {
        write_row(workbook_add_worksheet(book, "About"), 0, {"Calls of", "Acme"});
        for (const char* name : {"January", "February"}) {
          lxw_worksheet* sheet = workbook_add_worksheet(book, name);
          write_row(sheet, 0, {"Report of calls"});
          write_row(sheet, 2, {"call_id", "offered_at", "ended_at", "outcome"});
          write_row(sheet, 3, {"same", "2025-01-04T08:00", "2025-01-04T08:01", "abandoned"});
        }
        lxw_worksheet* hidden = workbook_add_worksheet(book, "Old");
        write_row(hidden, 0, {"offered_at", "outcome"});
        worksheet_hide(hidden);
      },
      true);
  Reading reading(bytes);
  ASSERT_TRUE(reading.quality) << reading.error();
  EXPECT_EQ(reading.sink.calls.size(), 1U);
  EXPECT_EQ(reading.quality->duplicates, 1U);
  EXPECT_EQ(reading.quality->refused_examples.at(0).to_string(),
            "book.xlsx, sheet 'February':4: column 1 (call_id): the call 'same' was there before; expected "
            "every call "
            "once");
  EXPECT_THAT(reading.quality->notes,
              ElementsAre(Pair("sheet 'About' not read: no header of calls or intervals", 1),
                          Pair("sheet 'February' read as calls-csv, its header in row 3", 1),
                          Pair("sheet 'January' read as calls-csv, its header in row 3", 1),
                          Pair("sheet 'Old' is hidden: not read", 1)));
}

TEST(Workbook, GivesIntervalsAndMappedCalls) {
  const auto intervals = workbook_bytes([](lxw_workbook* book) {
    lxw_format* date = workbook_add_format(book);
    format_set_num_format_index(date, 22);
    lxw_format* length = workbook_add_format(book);
    format_set_num_format(length, "[h]:mm:ss");
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    write_row(sheet, 0, {"Start", "Calls Offered", "AHT"});
    for (int i = 0; i < 3; ++i) {
      const auto row = static_cast<lxw_row_t>(i + 1);
      worksheet_write_number(sheet, row, 0, 45720 + (16 + i) / 48.0, date);
      worksheet_write_number(sheet, row, 1, 10 + i, nullptr);
      worksheet_write_number(sheet, row, 2, 245.0 / 86'400, length);
    }
  });
  Reading reading(intervals);
  ASSERT_TRUE(reading.quality) << reading.error();
  ASSERT_EQ(reading.sink.totals.size(), 3U);
  EXPECT_EQ(reading.sink.totals[0].length, Duration::minutes(30));
  EXPECT_EQ(reading.sink.totals[2].offered, 12);
  EXPECT_EQ(reading.sink.totals[0].mean_handle_seconds, 245);

  Mapping mapping;
  mapping.columns = {{CallField::offered_at, {"When"}, {}},
                     {CallField::wait_time, {"Wait"}, {}},
                     {CallField::talk_time, {"Talk"}, {}}};
  mapping.constants = {{"outcome", "infer"}};
  const auto foreign = workbook_bytes([](lxw_workbook* book) {
    lxw_format* date = workbook_add_format(book);
    format_set_num_format(date, "yyyy\\-mm\\-dd h:mm");
    lxw_format* clock = workbook_add_format(book);
    format_set_num_format(clock, "h:mm:ss");
    lxw_worksheet* sheet = workbook_add_worksheet(book, nullptr);
    write_row(sheet, 0, {"When", "Wait", "Talk"});
    worksheet_write_number(sheet, 1, 0, 45720.375, date);
    worksheet_write_number(sheet, 1, 1, 20.0 / 86'400, clock);
    worksheet_write_number(sheet, 1, 2, 90.0 / 86'400, clock);
  });
  Reading mapped(foreign, "Europe/Berlin", &mapping);
  ASSERT_TRUE(mapped.quality) << mapped.error();
  ASSERT_EQ(mapped.sink.calls.size(), 1U);
  EXPECT_EQ(to_iso8601(mapped.sink.calls[0].answered_at, Zone::utc()), "2025-03-04T08:00:20Z");
  EXPECT_EQ(mapped.sink.calls[0].talk(), Duration::seconds(90));
}

TEST(Workbook, FailsWithItsExactFault) {
  const auto bytes = workbook_bytes([](lxw_workbook* book) {
    write_row(workbook_add_worksheet(book, "Data"), 0, {"id", "start", "result"});
  });
  EXPECT_EQ(Reading(bytes).error(),
            "book.xlsx: no sheet has the header of calls-csv or interval-csv in its first 20 rows; found: "
            "'Data': id, "
            "start, result. For another system's export, 'tandem import --suggest-mapping book.xlsx' "
            "proposes how to "
            "read it");
  EXPECT_EQ(Reading(bytes.substr(0, bytes.size() / 2)).error(),
            "book.xlsx: is a truncated or damaged workbook: its list of parts is not there; copy it again");
  EXPECT_THAT(
      Reading(workbook_bytes([](lxw_workbook* book) {
                lxw_worksheet* sheet = workbook_add_worksheet(book, "Data");
                write_row(sheet, 0, {"offered_at", "outcome"});
                write_row(sheet, 1, {"2025-03-04 08:00", "abandoned"});
              }),
              nullptr)
          .error(),
      HasSubstr("book.xlsx, sheet 'Data':2: column 1 (offered_at): '2025-03-04 08:00' is local time"));
}

TEST(Workbook, WithADamagedByteIsAnErrorOrTheSame) {
  const auto bytes = workbook_bytes([](lxw_workbook* book) {
    lxw_worksheet* sheet = workbook_add_worksheet(book, "Data");
    write_row(sheet, 0, {"offered_at", "ended_at", "outcome"});
    write_row(sheet, 1, {"2025-03-04 08:00", "2025-03-04 08:01", "abandoned"});
  });
  for (std::size_t i = 0; i < bytes.size(); i += 7) {
    std::string damaged = bytes;
    damaged[i] = static_cast<char>(damaged[i] ^ 0x55);
    const Reading reading(damaged);
    EXPECT_TRUE(!reading.quality || reading.sink.calls.size() <= 1U) << "byte " << i;
  }
}

TEST(CellKinds, AreToldFromNumberFormats) {
  using xlsx::CellKind;
  EXPECT_EQ(xlsx::kind_of_format("dd/mm/yyyy hh:mm"), CellKind::date_and_time);
  EXPECT_EQ(xlsx::kind_of_format("[$-409]m/d/yy h:mm AM/PM;@"), CellKind::date_and_time);
  EXPECT_EQ(xlsx::kind_of_format("mmm\\-yy"), CellKind::date);
  EXPECT_EQ(xlsx::kind_of_format("h:mm:ss"), CellKind::time_of_day);
  EXPECT_EQ(xlsx::kind_of_format("mm:ss.0"), CellKind::time_of_day);
  EXPECT_EQ(xlsx::kind_of_format("[h]:mm:ss"), CellKind::elapsed);
  EXPECT_EQ(xlsx::kind_of_format("0.00\" days\""), CellKind::number);
  EXPECT_EQ(xlsx::kind_of_format("[Red]#,##0"), CellKind::number);
  EXPECT_EQ(xlsx::kind_of_format("General"), CellKind::number);
}

TEST(CellTexts, AreReadInBothEpochs) {
  using xlsx::CellKind;
  EXPECT_EQ(xlsx::number_text("45720.333333333336", CellKind::date_and_time, false), "2025-03-04T08:00:00");
  EXPECT_EQ(xlsx::number_text("44258.333333333336", CellKind::date_and_time, true), "2025-03-04T08:00:00");
  EXPECT_EQ(xlsx::number_text("45720", CellKind::date, false), "2025-03-04");
  EXPECT_EQ(xlsx::number_text("0.5", CellKind::time_of_day, false), "12:00:00");
  EXPECT_EQ(xlsx::number_text("0.5", CellKind::time_of_day, true), "12:00:00");
  EXPECT_EQ(xlsx::number_text("1.5", CellKind::elapsed, false), "36:00:00");
  EXPECT_EQ(xlsx::number_text("1.5550100E+10", CellKind::number, false), "15550100000");
  EXPECT_EQ(xlsx::number_text("0.10000000000000001", CellKind::number, false), "0.1");
  EXPECT_EQ(xlsx::number_text("abc", CellKind::date, false), "abc");
}

}  // namespace
}  // namespace tandem::importing
