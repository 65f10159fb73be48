#include "plan/import/call_row_value.hpp"

#include <algorithm>

#include "plan/import/text_form.hpp"

namespace tandem::importing::call_row {
namespace {

constexpr std::string_view kTimeExpected = "expected a time such as 2025-03-04T08:00:00+02:00";

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool same_word(std::string_view text, std::string_view lower_case_word) {
  return text.size() == lower_case_word.size() && std::ranges::equal(text, lower_case_word, {}, lower);
}
bool same_but_for_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::ranges::equal(a, b, {}, lower, lower);
}

std::string time_expected(const CallRowPlan::Column& column) {
  switch (column.format) {
    case ValueFormat::epoch_s:
      return "expected seconds since 1970 such as 1741068000";
    case ValueFormat::epoch_ms:
      return "expected milliseconds since 1970 such as 1741068000000";
    case ValueFormat::excel_days:
      return "expected a spreadsheet's day number such as 45720.333333";
    case ValueFormat::pattern:
      return fmt::format("expected {} as in {}", column.pattern->text(), column.pattern->example());
    default:
      return std::string(kTimeExpected);
  }
}

std::string_view length_expected(ValueFormat format) {
  switch (format) {
    case ValueFormat::seconds:
      return "expected seconds such as 12.5";
    case ValueFormat::milliseconds:
      return "expected milliseconds such as 12500";
    default:
      return "expected a length such as 0:02:05 or seconds such as 125";
  }
}

}  // namespace

std::string shown_value(std::string_view text) {
  constexpr std::size_t kShownMax = 60;
  const bool cut = text.size() > kShownMax;
  std::string value(cut ? text.substr(0, whole_characters(text, kShownMax)) : text);
  std::ranges::replace_if(
      value, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; }, '?');
  if (!form_of(value).utf8)
    std::ranges::replace_if(value, [](char c) { return static_cast<unsigned char>(c) >= 0x80; }, '?');
  return cut ? value + "..." : value;
}

std::string_view RowText::text(CallField field) const {
  if (const auto* column = plan.column(field)) {
    std::string_view value = without_outer_blanks(fields[column->position]);
    for (std::size_t i = 0; value.empty() && i < column->more_positions.size(); ++i)
      value = without_outer_blanks(fields[column->more_positions[i]]);
    if (!value.empty()) return value;
  }
  for (const auto& [constant_field, value] : plan.constants)
    if (constant_field == field) return value;
  return {};
}

std::string joined_text(const CallRowPlan::Column& column, std::span<const std::string_view> fields) {
  std::string text(without_outer_blanks(fields[column.position]));
  for (const std::uint32_t position : column.more_positions) {
    text += ' ';
    text += without_outer_blanks(fields[position]);
  }
  return std::string(without_outer_blanks(text));
}

std::string_view RowReading::joined(const CallRowPlan::Column& column) {
  const std::string_view first = without_outer_blanks(fields[column.position]);
  if (column.more_positions.empty()) return first;
  joined_ = joined_text(column, fields);
  return joined_;
}

bool RowReading::is_blank_value(std::string_view text) const {
  if (text.empty()) return true;
  if (!plan.mapped) return false;
  return text == "-" || text == "--" || same_word(text, "null") || same_word(text, "n/a") ||
         same_word(text, "none");
}

ValueResult<ClockReading> RowReading::clock(const CallRowPlan::Column& column, std::string_view text) const {
  switch (column.format) {
    case ValueFormat::epoch_s:
      return read_epoch(text, Duration::seconds(1));
    case ValueFormat::epoch_ms:
      return read_epoch(text, Duration::milliseconds(1));
    case ValueFormat::excel_days:
      return read_excel_days(text);
    case ValueFormat::pattern:
      return column.pattern->read(text);
    default:
      return read_time(text);
  }
}

std::expected<std::optional<TimeReading>, Refusal> RowReading::instant(CallField field) {
  const auto* column = plan.column(field);
  if (column == nullptr) return std::nullopt;
  const std::string_view text = joined(*column);
  if (is_blank_value(text)) return std::nullopt;
  const bool epoch = column->format == ValueFormat::epoch_s || column->format == ValueFormat::epoch_ms;
  if (epoch && text.find_first_not_of("0.,") == std::string_view::npos) return std::nullopt;
  const auto reading = clock(*column, text);
  if (!reading)
    return std::unexpected(
        refusal("not a time", field,
                fmt::format("'{}': {}; {}", shown_value(text), reading.error(), time_expected(*column))));
  auto instant = to_instant(*reading, plan.zone);
  if (instant) return instant;
  Refusal asks =
      refusal("local time without a zone", field,
              fmt::format("'{}' is local time and neither it nor the file says of which zone; name it with "
                          "--zone, for example --zone Europe/Berlin",
                          shown_value(text)));
  asks.error.code = ErrorCode::usage;
  asks.whole_import = true;
  return std::unexpected(std::move(asks));
}

std::expected<std::optional<Duration>, Refusal> RowReading::length(CallField field) {
  const auto* column = plan.column(field);
  if (column == nullptr) return std::nullopt;
  std::optional<Duration> total;
  const auto add = [&](std::uint32_t position) -> std::optional<Refusal> {
    const std::string_view text = without_outer_blanks(fields[position]);
    if (is_blank_value(text)) return std::nullopt;
    const auto length = column->format == ValueFormat::seconds ? read_number_of(text, Duration::seconds(1))
                        : column->format == ValueFormat::milliseconds
                            ? read_number_of(text, Duration::milliseconds(1))
                            : read_hms(text);
    if (!length)
      return refusal(
          "not a length", field,
          fmt::format("'{}': {}; {}", shown_value(text), length.error(), length_expected(column->format)));
    total = total.value_or(Duration()) + *length;
    return std::nullopt;
  };
  if (auto fault = add(column->position)) return std::unexpected(std::move(*fault));
  for (const std::uint32_t position : column->more_positions)
    if (auto fault = add(position)) return std::unexpected(std::move(*fault));
  return total;
}

std::expected<std::optional<Outcome>, Refusal> RowReading::outcome() {
  if (plan.infer_outcome && !has(CallField::outcome)) return std::nullopt;
  const std::string_view word = text_.text(CallField::outcome);
  for (const auto& [known, outcome] : plan.outcome_words) {
    if (!same_word(word, known)) continue;
    if (outcome) return outcome;
    Refusal ignored =
        refusal(fmt::format("outcome '{}'", known), CallField::outcome, "the mapping ignores this word");
    ignored.ignored = true;
    return std::unexpected(std::move(ignored));
  }
  if (plan.infer_outcome && word.empty()) return std::nullopt;
  constexpr std::string_view kExpected =
      "expected answered, abandoned, overflow, callback, voicemail, out_of_hours, in_menu or unfinished";
  if (word.empty())
    return std::unexpected(
        refusal("no outcome", CallField::outcome, fmt::format("the outcome is blank; {}", kExpected)));
  return std::unexpected(
      refusal("unknown outcome", CallField::outcome,
              fmt::format("'{}' is not a known outcome; {}{}", shown_value(word), kExpected,
                          plan.mapped ? ", or a word under the mapping's \"outcomes\"" : "")));
}

std::optional<Refusal> RowReading::check_ignored() const {
  for (const CallRowPlan::IgnoreWhere& rule : plan.ignore_where) {
    const std::string_view found = without_outer_blanks(fields[rule.position]);
    for (const std::string& word : rule.words) {
      if (!same_but_for_case(found, without_outer_blanks(word))) continue;
      Refusal ignored =
          refusal_of_row(fmt::format("'{}' is '{}'", rule.name, word), "the mapping ignores it");
      ignored.ignored = true;
      return ignored;
    }
  }
  return std::nullopt;
}

std::expected<std::uint8_t, Refusal> RowReading::priority() {
  const std::string_view text = text_.text(CallField::priority);
  if (text.empty()) return std::uint8_t{0};
  unsigned value = 0;
  for (const char c : text)
    value = c >= '0' && c <= '9' && value < 1'000 ? value * 10 + static_cast<unsigned>(c - '0') : 1'000;
  if (value <= 255) return static_cast<std::uint8_t>(value);
  return std::unexpected(
      refusal("not a priority", CallField::priority,
              fmt::format("'{}'; expected a whole number from 0 to 255", shown_value(text))));
}

std::optional<Refusal> RowReading::check_names() {
  for (const CallField field : {CallField::call_id, CallField::client, CallField::queue, CallField::caller,
                                CallField::agent, CallField::type}) {
    const std::string_view name = text_.text(field);
    const TextForm form = form_of(name);
    const std::size_t control = control_at(name);
    if (form.plain && control == std::string_view::npos && name.size() <= kNameBytesMax) continue;
    if (name.size() > kNameBytesMax)
      return refusal("name too long", field,
                     fmt::format("'{}' has {} bytes; expected at most {}", shown_value(name), name.size(),
                                 kNameBytesMax));
    if (form.plain || control <= form.at)
      return refusal("control character", field,
                     fmt::format("the byte 0x{:02x} at position {} is no text; is the file damaged?",
                                 static_cast<unsigned char>(name[control]), control + 1));
    if (!form.utf8)
      return refusal("not UTF-8", field,
                     fmt::format("the byte 0x{:02x} at position {} is not UTF-8; save the file as UTF-8",
                                 static_cast<unsigned char>(name[form.at]), form.at + 1));
  }
  return std::nullopt;
}

Where RowReading::place(CallField field) const {
  const auto* column = plan.column(field);
  if (column == nullptr) return {file_, line_, 0, std::string(name_of(field))};
  return {file_, line_, column->position + 1, column->name};
}

Refusal RowReading::refusal(std::string kind, CallField field, std::string message) const {
  return {std::move(kind), Error{ErrorCode::bad_value, std::move(message), place(field)}};
}

Refusal RowReading::refusal_of_row(std::string kind, std::string message) const {
  return {std::move(kind), Error{ErrorCode::bad_format, std::move(message), {file_, line_, 0, {}}}};
}

void RowReading::repaired(const char* kind, CallField field, std::string message) {
  repairs_.push_back({kind, Error{ErrorCode::bad_value, std::move(message), place(field)}});
}

std::string RowReading::shown(CallField field) {
  const auto* column = plan.column(field);
  return column == nullptr ? std::string() : shown_value(joined(*column));
}

std::string RowReading::shown(CallField field, Instant at) {
  std::string text = shown(field);
  return text.empty() ? to_iso8601(at, Zone::utc()) : fmt::format("'{}'", text);
}

void RowReading::count_in(Quality& quality) {
  for (Kept& kept : repairs_) quality.repaired(kept.kind, std::move(kept.error));
  for (const std::string& kind : notes_) ++quality.notes[kind];
}

}  // namespace tandem::importing::call_row
