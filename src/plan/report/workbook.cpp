#include "plan/report/workbook.hpp"

#include <cerrno>
#include <chrono>
#include <cstdio>
#include <cstring>

#include "plan/report/charts/xml_text.hpp"

namespace tandem::report {
namespace {

/// Days since 1899-12-30, Excel's epoch; exact for every date after February 1900.
double excel_date(LocalTime time) {
  constexpr double kUnixEpoch = 25'569, kMicrosecondsADay = 86'400e6;
  return static_cast<double>(time.time_since_epoch().count()) / kMicrosecondsADay + kUnixEpoch;
}

/// Cut between characters.
std::string cut(std::string text, std::size_t most) {
  if (text.size() <= most) return text;
  while (most > 0 && (static_cast<unsigned char>(text[most]) & 0xc0) == 0x80) --most;
  text.resize(most);
  return text;
}

}  // namespace

Result<void> can_write(const std::string& path) {
  if (std::FILE* const file = std::fopen(path.c_str(), "wb"); file != nullptr) {
    std::fclose(file);
    return {};
  }
  return failure_at({.file = path, .line = 0, .column = 0, .field = {}}, ErrorCode::unreadable,
                    "the workbook cannot be written ({}); check that the folder exists and may be written to",
                    std::strerror(errno));
}

Workbook::Workbook(const std::string& path) : path_(path), book_(workbook_new(path.c_str())) {
  make_formats();
}

Workbook::~Workbook() {
  // Only an error before close() gets here with the book open; closing is the library's only way to free it.
  if (book_ != nullptr) workbook_close(book_);
}

void Workbook::describe(std::string title, Instant at) {
  lxw_doc_properties properties{};
  std::string company = "Tandem";
  properties.title = title.data();
  properties.company = company.data();
  properties.created = at.known() ? static_cast<time_t>(at.microseconds() / 1'000'000) : time_t{1};
  workbook_set_properties(book_, &properties);
}

Result<void> Workbook::close() {
  const lxw_error error = workbook_close(book_);
  book_ = nullptr;
  if (error == LXW_NO_ERROR) return {};
  return failure_at({.file = path_}, ErrorCode::unreadable,
                    "the workbook cannot be written ({}); check that there is room", lxw_strerror(error));
}

void Workbook::make_formats() {
  for (lxw_format*& format : formats_) format = workbook_add_format(book_);
  const auto number = [this](CellStyle style, const char* shape) {
    format_set_num_format(format(style), shape);
  };
  number(CellStyle::count, "#,##0");
  number(CellStyle::decimal, "#,##0.00");
  number(CellStyle::percent, "0.00%");
  number(CellStyle::seconds, "#,##0.0");
  number(CellStyle::day, "ddd yyyy-mm-dd");
  number(CellStyle::moment, "yyyy-mm-dd hh:mm");
  format_set_align(format(CellStyle::day), LXW_ALIGN_LEFT);
  format_set_align(format(CellStyle::moment), LXW_ALIGN_LEFT);
  format_set_bold(format(CellStyle::bold));
  format_set_bold(format(CellStyle::title));
  format_set_font_size(format(CellStyle::title), 16);
  format_set_text_wrap(format(CellStyle::wrapped));
  format_set_align(format(CellStyle::wrapped), LXW_ALIGN_VERTICAL_TOP);
  lxw_format* const heading = format(CellStyle::heading);
  format_set_bold(heading);
  format_set_bg_color(heading, 0xDBE8F6);
  format_set_bottom(heading, LXW_BORDER_THIN);
  format_set_text_wrap(heading);
  format_set_align(heading, LXW_ALIGN_VERTICAL_TOP);
}

Sheet::Sheet(Workbook& workbook, const char* name)
    : workbook_(workbook), sheet_(workbook_add_worksheet(workbook.book(), name)) {
  worksheet_set_landscape(sheet_);
  worksheet_set_paper(sheet_, 9);  // A4
  worksheet_fit_to_pages(sheet_, 1, 0);
}

void Sheet::widths(const std::vector<double>& list) {
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    worksheet_set_column(sheet_, column, column, list[i], nullptr);
  }
}

void Sheet::header(const std::vector<Column>& columns, Freeze freeze) {
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto column = static_cast<lxw_col_t>(i);
    if (freeze == Freeze::yes) worksheet_set_column(sheet_, column, column, columns[i].width, nullptr);
    text(columns[i].title, CellStyle::heading);
  }
  end_row();
  if (freeze == Freeze::yes) {
    worksheet_freeze_panes(sheet_, row_, 1);
    worksheet_repeat_rows(sheet_, row_ - 1, row_ - 1);
  }
}

void Sheet::text(std::string_view words, CellStyle style) {
  if (!full())
    worksheet_write_string(sheet_, row_, column_, cut(printable(words), kTextMax).c_str(),
                           workbook_.format(style));
  ++column_;
}

void Sheet::number(std::optional<double> value, CellStyle style) {
  if (value && !full()) worksheet_write_number(sheet_, row_, column_, *value, workbook_.format(style));
  ++column_;
}

void Sheet::day(LocalDay day) { number(excel_date(LocalTime(day)), CellStyle::day); }

void Sheet::moment(Instant at, const Zone& zone) {
  number(at.known() ? std::optional(excel_date(zone.to_local(at))) : std::nullopt, CellStyle::moment);
}

void Sheet::end_row() {
  ++row_;
  column_ = 0;
}

}  // namespace tandem::report
