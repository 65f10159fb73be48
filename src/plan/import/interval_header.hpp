#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"

/// The header of interval-csv: which column holds what.
namespace tandem::importing::interval {

/// What a table of intervals can tell; `date` and `time` together stand for `start`.
enum class Field : std::uint8_t {
  start,
  date,
  time,
  end,
  minutes,
  client,
  queue,
  offered,
  answered,
  abandoned,
  answered_in_threshold,
  mean_wait,
  mean_handle,
  mean_talk,
  mean_acw
};
constexpr std::size_t kFields = 15;

/// The name by which Tandem itself writes the field.
std::string_view own_name(Field field);
/// By its own or another usual name; blanks, hyphens and dots count as underscores, case does not count.
std::optional<Field> field_of(std::string_view header);

/// Which column holds what.
struct Columns {
  std::array<std::optional<std::size_t>, kFields> position;
  std::vector<std::string> names;
  std::vector<std::string> unread;

  std::optional<std::size_t> of(Field field) const { return position[static_cast<std::size_t>(field)]; }
  bool has(Field field) const { return of(field).has_value(); }
};

/// Errors: a field given twice, no start or no count of calls.
Result<Columns> read_header(std::span<const std::string_view> header, const std::string& file,
                            std::uint64_t line);

}  // namespace tandem::importing::interval
