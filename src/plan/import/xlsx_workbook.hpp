#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "plan/import/row_source.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/xlsx_cells.hpp"
#include "plan/import/zip_archive.hpp"

namespace tandem::importing::xlsx {

struct Sheet {
  std::string name;
  std::string part;  ///< "xl/worksheets/sheet1.xml"
  bool hidden = false;
};

/// An .xlsx workbook: its sheets, and what their cells need to become text. Holds the packed bytes and the
/// shared texts; sheets are unpacked as they are read, one at a time.
class Workbook {
 public:
  /// Errors: more than kWorkbookBytesMax, damaged, encrypted, no spreadsheet.
  static Result<Workbook> open(ByteSource& source, const std::string& file);
  const std::vector<Sheet>& sheets() const { return sheets_; }
  const std::string& file() const { return archive_.file(); }

 private:
  friend class SheetRows;
  explicit Workbook(ZipArchive archive) : archive_(std::move(archive)) {}
  Result<void> read_sheets(const std::string& part);
  ZipArchive archive_;
  std::vector<Sheet> sheets_;
  std::vector<CellKind> styles_;
  std::vector<std::string> shared_texts_;
  bool from_1904_ = false;
};

/// The rows of a sheet as text, blank ones left out; `line` is the row's number in the sheet.
class SheetRows : public RowSource {
 public:
  /// Begins at the first row. Reading one sheet ends the reading of another.
  static Result<SheetRows> begin(Workbook& workbook, const Sheet& sheet);
  Result<std::optional<Row>> next() override;
  char delimiter() const override { return ','; }
  /// Blank cells at the end of a row are not stored: from now on rows have at least so many fields.
  void set_width(std::size_t fields) { width_ = fields; }

 private:
  SheetRows(Workbook& workbook, const Sheet& sheet)
      : workbook_(&workbook), sheet_(&sheet), elements_(workbook.archive_, "row", kSheetBytesMax) {}
  Result<std::string> cell_text(std::string_view type, std::string_view style, std::string_view value) const;
  std::unexpected<Error> damaged(std::string message) const;

  Workbook* workbook_;
  const Sheet* sheet_;
  Elements elements_;
  std::size_t width_ = 0;
  std::uint64_t line_ = 0;
  std::vector<std::string> texts_;
  std::vector<std::string_view> fields_;
};

/// "book.xlsx, sheet 'Calls'", for errors.
std::string place_of(const std::string& file, const Sheet& sheet);

}  // namespace tandem::importing::xlsx
