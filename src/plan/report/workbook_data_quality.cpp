#include "plan/report/language/wording.hpp"
#include "plan/report/sections/data_points.hpp"
#include "plan/report/workbook_sheets.hpp"

namespace tandem::report {
namespace {

void count_row(Sheet& sheet, std::string_view title, std::uint64_t count) {
  sheet.text(title);
  sheet.number(static_cast<double>(count), CellStyle::count);
  sheet.end_row();
}

std::string_view done_with(DataPoint::Kind kind) {
  switch (kind) {
    case DataPoint::Kind::refused:
      return "refused";
    case DataPoint::Kind::repaired:
      return "repaired";
    case DataPoint::Kind::ignored:
    case DataPoint::Kind::part:
      return "left out";
    case DataPoint::Kind::time:
    case DataPoint::Kind::calls:
    case DataPoint::Kind::note:
      break;
  }
  return "kept as it is";
}

void example(Sheet& sheet, std::string_view kind, const Error& error) {
  sheet.text(kind);
  sheet.text(error.where.file.substr(error.where.file.find_last_of('/') + 1));
  sheet.number(error.where.line > 0 ? std::optional(static_cast<double>(error.where.line)) : std::nullopt,
               CellStyle::count);
  sheet.number(error.where.column > 0 ? std::optional(static_cast<double>(error.where.column)) : std::nullopt,
               CellStyle::count);
  sheet.text(error.where.field);
  sheet.text(error.message);
  sheet.end_row();
}

}  // namespace

void data_quality_sheet(Workbook& workbook, const analysis::Analysis& a) {
  Sheet sheet(workbook, "Data quality");
  sheet.widths({58, 22, 12, 10, 18, 80});
  const auto& q = a.quality;
  sheet.text("Data quality", CellStyle::title);
  sheet.end_row();
  count_row(sheet, "Rows read", q.rows_read);
  count_row(sheet, "Used", q.rows_used);
  count_row(sheet, "No calls by the format's rules", q.rows_ignored);
  count_row(sheet, "Refused", q.rows_refused);
  count_row(sheet, "of them duplicates", q.duplicates);
  sheet.end_row();
  sheet.header({{"What is off", 58}, {"What was done", 22}, {"Count", 12}}, Sheet::Freeze::no);
  const Page page(a, Language::en);
  for (const DataPoint& point : data_points(page)) {
    sheet.text(point.words);
    sheet.text(done_with(point.kind));
    sheet.number(static_cast<double>(point.count), CellStyle::count);
    sheet.end_row();
  }
  sheet.end_row();
  sheet.header({{"Examples", 58}, {"File", 22}, {"Line", 12}, {"Column", 10}, {"Field", 18}, {"Message", 80}},
               Sheet::Freeze::no);
  for (const Error& error : q.refused_examples) example(sheet, "refused", error);
  for (const auto& [kind, repair] : q.repairs)
    for (const Error& error : repair.examples) example(sheet, kind, error);
}

}  // namespace tandem::report
