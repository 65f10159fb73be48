#pragma once

#include <xlsxwriter.h>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace tandem::report {

/// How a cell shows its number.
enum class CellStyle : std::uint8_t {
  text,
  bold,
  title,
  heading,
  count,
  decimal,
  percent,
  seconds,
  day,
  moment,
  wrapped
};
inline constexpr std::size_t kCellStyles = 11;

/// Whether a file can be written, tried before a workbook is made of it: the library prints its own
/// complaint.
Result<void> can_write(const std::string& path);

/// A spreadsheet file being made: owns libxlsxwriter's workbook until close() writes it.
class Workbook {
 public:
  explicit Workbook(const std::string& path);
  Workbook(const Workbook&) = delete;
  Workbook& operator=(const Workbook&) = delete;
  ~Workbook();
  /// `at`: when it was made, as the file says; none() for no matter when. The library would note the time of
  /// writing; what is the same shall give the same file.
  void describe(std::string title, Instant at);
  /// Errors: the file cannot be written.
  Result<void> close();

  lxw_workbook* book() { return book_; }
  lxw_format* format(CellStyle style) { return formats_[static_cast<std::size_t>(style)]; }

 private:
  void make_formats();
  std::string path_;
  lxw_workbook* book_;
  std::array<lxw_format*, kCellStyles> formats_{};
};

/// One sheet, written cell by cell from left to right, row by row. Text is written as text, never as a
/// formula, cut at what a cell can hold.
class Sheet {
 public:
  /// A cell holds at most 32,767 characters, a sheet 1,048,576 rows; rows beyond are left out.
  static constexpr std::size_t kTextMax = 32'767;
  static constexpr lxw_row_t kRowsMax = 1'048'576;

  struct Column {
    const char* title;
    double width;
  };
  Sheet(Workbook& workbook, const char* name);

  void widths(const std::vector<double>& list);
  /// A row of column titles at the cursor; `frozen`: it stays in sight.
  enum class Freeze : std::uint8_t { no, yes };
  void header(const std::vector<Column>& columns, Freeze freeze);
  void text(std::string_view words, CellStyle style = CellStyle::text);
  void number(std::optional<double> value, CellStyle style);
  void count(std::int64_t value) { number(static_cast<double>(value), CellStyle::count); }
  void day(LocalDay day);
  void moment(Instant at, const Zone& zone);
  void end_row();
  bool full() const { return row_ >= kRowsMax; }
  lxw_row_t row() const { return row_; }
  lxw_worksheet* sheet() { return sheet_; }

 private:
  Workbook& workbook_;
  lxw_worksheet* sheet_;
  lxw_row_t row_ = 0;
  lxw_col_t column_ = 0;
};

}  // namespace tandem::report
