#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "plan/import/call_row.hpp"

/// The pieces of CallRowReader: the values of one row's fields, and what is said about them.
namespace tandem::importing::call_row {

/// Names of each kind whose ids a reader remembers by itself.
inline constexpr std::size_t kNamesRemembered = 100'000;

/// The texts of a row's fields, by field, constants of the mapping included.
struct RowText {
  const CallRowPlan& plan;
  std::span<const std::string_view> fields;

  /// Without outer blanks; "" where the file has no such field.
  std::string_view text(CallField field) const;
};

/// One row while it is read: gives its values, words its faults, and keeps its repairs and notes back until
/// the row is known to be taken.
class RowReading {
 public:
  RowReading(const CallRowPlan& row_plan, std::span<const std::string_view> row_fields,
             const std::string& file, std::uint64_t line)
      : plan(row_plan), fields(row_fields), file_(file), line_(line), text_{row_plan, row_fields} {}

  const CallRowPlan& plan;
  const std::span<const std::string_view> fields;

  bool has(CallField field) const { return plan.column(field) != nullptr; }
  /// The instant of a field, nothing where it is blank or not there.
  std::expected<std::optional<TimeReading>, Refusal> instant(CallField field);
  std::expected<std::optional<Duration>, Refusal> length(CallField field);
  /// Nothing where the plan says to infer it.
  std::expected<std::optional<Outcome>, Refusal> outcome();
  std::expected<std::uint8_t, Refusal> priority();
  /// Where the mapping says that such rows are no calls.
  std::optional<Refusal> check_ignored() const;
  /// Names that are too long, hold control characters or are not UTF-8.
  std::optional<Refusal> check_names();

  Refusal refusal(std::string kind, CallField field, std::string message) const;
  Refusal refusal_of_row(std::string kind, std::string message) const;
  void repaired(const char* kind, CallField field, std::string message);
  void noted(std::string kind) { notes_.push_back(std::move(kind)); }
  /// The text of a field for a message: shortened, without control characters.
  std::string shown(CallField field);
  /// The text of a field in quotes or, where it was not given, the instant in UTC.
  std::string shown(CallField field, Instant at);

  void count_in(Quality& quality);

 private:
  struct Kept {
    const char* kind;
    Error error;
  };
  Where place(CallField field) const;
  /// All columns of the field; the parts of an instant joined.
  std::string_view joined(const CallRowPlan::Column& column);
  bool is_blank_value(std::string_view text) const;
  ValueResult<ClockReading> clock(const CallRowPlan::Column& column, std::string_view text) const;

  const std::string& file_;
  std::uint64_t line_;
  RowText text_;
  std::string joined_;
  std::vector<Kept> repairs_;
  std::vector<std::string> notes_;
};

/// The parts of a field that is in several columns, with a blank between them.
std::string joined_text(const CallRowPlan::Column& column, std::span<const std::string_view> fields);

/// A value for an error text: at most 60 bytes, control characters as '?'.
std::string shown_value(std::string_view text);

}  // namespace tandem::importing::call_row
