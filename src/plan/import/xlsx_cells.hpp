#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "plan/import/zip_archive.hpp"

/// The parts of a workbook (ECMA-376, part 1, chapter 18) that turn its cells into text.
namespace tandem::importing::xlsx {

/// A workbook may have so many bytes packed, and its parts so many unpacked: an archive made to fill the
/// memory stops there.
inline constexpr std::size_t kWorkbookBytesMax = std::size_t{256} << 20;
inline constexpr std::size_t kSmallPartBytesMax = std::size_t{16} << 20;
inline constexpr std::size_t kSharedTextBytesMax = std::size_t{512} << 20;
inline constexpr std::size_t kSheetBytesMax = std::size_t{4} << 30;
/// One row or shared text, in XML.
inline constexpr std::size_t kElementBytesMax = std::size_t{4} << 20;

/// The elements of one name of a part, one after another, without holding the part: rows of a sheet, shared
/// texts. The elements must not nest.
class Elements {
 public:
  Elements(ZipArchive& archive, std::string name, std::size_t part_limit)
      : archive_(archive), name_(std::move(name)), limit_(part_limit) {}
  /// The element with its tags, good until the next call; empty at the end of the part. Errors: an element or
  /// part beyond the limits, one that is not closed.
  Result<std::string_view> next();

 private:
  Result<bool> fill();
  std::size_t find_start() const;
  std::size_t find_end(std::size_t start) const;

  ZipArchive& archive_;
  std::string name_;
  std::size_t limit_;
  std::string buffer_;
  std::size_t taken_ = 0;
  std::size_t unpacked_ = 0;
};

/// What the number in a cell stands for, by the cell's style.
enum class CellKind : std::uint8_t { number, date, time_of_day, date_and_time, elapsed };

/// The kinds of a workbook's cell styles, in their order.
Result<std::vector<CellKind>> read_styles(ZipArchive& archive, const std::string& part);
/// The texts that cells share.
Result<std::vector<std::string>> read_shared_texts(ZipArchive& archive, const std::string& part);

/// "2025-03-04T08:00:00.25", "2025-03-04", "8:00:00" or the number itself; text that is no number as it is.
std::string number_text(std::string_view raw, CellKind kind, bool from_1904);

/// What a custom number format shows (ECMA-376, 18.8.31): "dd/mm/yyyy hh:mm" is a date and time.
CellKind kind_of_format(std::string_view code);

}  // namespace tandem::importing::xlsx
