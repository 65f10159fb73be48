#include "plan/import/anonymous_bank_row.hpp"

#include <charconv>
#include <optional>

#include "plan/import/call_row.hpp"
#include "plan/import/call_row_value.hpp"

namespace tandem::importing {
namespace {

constexpr std::array<std::string_view, kBankColumns> kNames = {
    "vru+line",  "call_id",   "customer_id", "priority", "type",   "date",
    "vru_entry", "vru_exit",  "vru_time",    "q_start",  "q_exit", "q_time",
    "outcome",   "ser_start", "ser_exit",    "ser_time", "server"};

/// A part of a call that takes longer than a day is a fault of the log.
constexpr std::int32_t kSecondsMax = 86'400;

using Fields = std::array<std::string_view, kBankColumns>;

std::string_view trimmed(std::string_view text) {
  const std::size_t first = text.find_first_not_of(' ');
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(' ') - first + 1);
}

/// The number of fields there are, of which at most kBankColumns are stored.
std::size_t split_at_tabs(std::string_view line, Fields& fields) {
  std::size_t count = 0;
  while (true) {
    const std::size_t end = line.find('\t');
    if (count < kBankColumns) fields[count] = line.substr(0, end);
    ++count;
    if (end == std::string_view::npos) return count;
    line.remove_prefix(end + 1);
  }
}

/// Sixteen fields where two are joined by blanks: takes them apart. False where not exactly one field has
/// blanks inside.
bool split_at_blanks(Fields& fields) {
  constexpr std::string_view kBlanks = "  ";
  std::optional<std::size_t> joined;
  for (std::size_t i = 0; i + 1 < kBankColumns; ++i) {
    if (trimmed(fields[i]).find(kBlanks) == std::string_view::npos) continue;
    if (joined) return false;
    joined = i;
  }
  if (!joined) return false;
  for (std::size_t i = kBankColumns - 1; i > *joined + 1; --i) fields[i] = fields[i - 1];
  const std::string_view both = trimmed(fields[*joined]);
  const std::size_t blanks = both.find(kBlanks);
  fields[*joined] = both.substr(0, blanks);
  fields[*joined + 1] = trimmed(both.substr(blanks));
  return true;
}

bool digit(char c) { return c >= '0' && c <= '9'; }

std::optional<int> two_digits(std::string_view text) {
  if (text.size() != 2 || !digit(text[0]) || !digit(text[1])) return std::nullopt;
  return (text[0] - '0') * 10 + (text[1] - '0');
}

/// "H:MM:SS" or "HH:MM:SS", 0:00:00 to 23:59:59.
std::optional<std::chrono::seconds> time_of_day(std::string_view text) {
  if (text.size() < 7 || text.size() > 8) return std::nullopt;
  const std::size_t colon = text.size() - 6;
  if (text[colon] != ':' || text[colon + 3] != ':') return std::nullopt;
  int hour = 0;
  for (const char c : text.substr(0, colon)) {
    if (!digit(c)) return std::nullopt;
    hour = hour * 10 + (c - '0');
  }
  const auto minute = two_digits(text.substr(colon + 1, 2));
  const auto second = two_digits(text.substr(colon + 4, 2));
  if (!minute || !second || hour > 23 || *minute > 59 || *second > 59) return std::nullopt;
  return std::chrono::seconds(hour * 3600 + *minute * 60 + *second);
}

/// "YYMMDD"; years 70 to 99 are of the last century.
std::optional<std::chrono::local_days> day_of(std::string_view text) {
  if (text.size() != 6) return std::nullopt;
  const auto year = two_digits(text.substr(0, 2));
  const auto month = two_digits(text.substr(2, 2));
  const auto day = two_digits(text.substr(4, 2));
  if (!year || !month || !day) return std::nullopt;
  const std::chrono::year_month_day date{std::chrono::year(*year >= 70 ? 1900 + *year : 2000 + *year),
                                         std::chrono::month(static_cast<unsigned>(*month)),
                                         std::chrono::day(static_cast<unsigned>(*day))};
  if (!date.ok()) return std::nullopt;
  return std::chrono::local_days(date);
}

template <class Integer>
std::optional<Integer> whole_number(std::string_view text) {
  Integer value{};
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (fault != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Reads the fields of one row, one call a field; after the first that does not fit the rest count for
/// nothing.
class RowParser {
 public:
  RowParser(const Fields& fields, std::uint64_t number, const std::string& file)
      : fields_(fields), number_(number), file_(file) {}

  std::string_view text(BankColumn column) const {
    return trimmed(fields_[static_cast<std::size_t>(column)]);
  }

  std::string_view name(BankColumn column) {
    const std::string_view found = text(column);
    if (found.size() > kNameBytesMax) refuse(column, "a name of at most 500 bytes");
    return found;
  }
  std::string_view some_name(BankColumn column) {
    const std::string_view found = name(column);
    if (found.empty()) refuse(column, "something");
    return found;
  }
  std::chrono::seconds time(BankColumn column) {
    const auto value = time_of_day(text(column));
    if (!value) refuse(column, "a time of day such as 7:02:47");
    return value.value_or(std::chrono::seconds(0));
  }
  std::chrono::seconds length(BankColumn column, bool negative_too) {
    const auto value = whole_number<std::int32_t>(text(column));
    if (!value || *value > kSecondsMax || *value < (negative_too ? -kSecondsMax : 0))
      refuse(column, negative_too ? "a whole number of seconds, at most a day"
                                  : "a whole number of seconds from 0 to 86400");
    return std::chrono::seconds(value.value_or(0));
  }
  std::chrono::local_days day() {
    const auto value = day_of(text(BankColumn::date));
    if (!value) refuse(BankColumn::date, "a date YYMMDD");
    return value.value_or(std::chrono::local_days());
  }
  std::uint8_t priority() {
    const auto value = whole_number<std::uint8_t>(text(BankColumn::priority));
    if (!value) refuse(BankColumn::priority, "a number from 0 to 255");
    return value.value_or(0);
  }
  BankOutcome outcome() {
    const std::string_view word = text(BankColumn::outcome);
    if (word == "AGENT") return BankOutcome::agent;
    if (word == "HANG") return BankOutcome::hang;
    if (word != "PHANTOM") refuse(BankColumn::outcome, "AGENT, HANG or PHANTOM");
    return BankOutcome::phantom;
  }
  std::optional<BankRefusal> refusal() && { return std::move(refusal_); }

 private:
  void refuse(BankColumn column, std::string_view expected) {
    if (refusal_) return;
    const auto position = static_cast<std::uint32_t>(column);
    const std::string_view name = kNames[position];
    refusal_ = BankRefusal{
        fmt::format("{} cannot be read", name),
        Error{
            ErrorCode::bad_value,
            fmt::format("'{}' was found, {} is expected", call_row::shown_value(fields_[position]), expected),
            {.file = file_, .line = number_, .column = position + 1, .field = std::string(name)}}};
  }

  const Fields& fields_;
  std::uint64_t number_;
  const std::string& file_;
  std::optional<BankRefusal> refusal_;
};

}  // namespace

std::string_view name_of(BankColumn column) { return kNames[static_cast<std::size_t>(column)]; }

bool is_bank_header(std::string_view line) { return line.starts_with("vru+line"); }

std::expected<BankRow, BankRefusal> read_bank_row(std::string_view line, std::uint64_t number,
                                                  const std::string& file) {
  Fields fields;
  const std::size_t count = split_at_tabs(line, fields);
  const bool joined = count + 1 == kBankColumns && split_at_blanks(fields);
  if (count != kBankColumns && !joined)
    return std::unexpected(BankRefusal{
        "wrong number of fields",
        Error{ErrorCode::bad_format,
              fmt::format("the row has {} fields between tabs, {} are expected", count, kBankColumns),
              {.file = file, .line = number}}});
  RowParser parser(fields, number, file);
  BankRow row;
  row.line = parser.some_name(BankColumn::line);
  row.call_id = parser.some_name(BankColumn::call_id);
  row.customer_id = parser.name(BankColumn::customer_id);
  row.priority = parser.priority();
  row.type = parser.some_name(BankColumn::type);
  row.blanks_in_type = row.type.size() != fields[static_cast<std::size_t>(BankColumn::type)].size();
  row.day = parser.day();
  row.month = parser.text(BankColumn::date).substr(0, 4);
  row.vru_entry = parser.time(BankColumn::vru_entry);
  row.vru_exit = parser.time(BankColumn::vru_exit);
  row.vru_time = parser.length(BankColumn::vru_time, true);
  row.q_start = parser.time(BankColumn::q_start);
  row.q_exit = parser.time(BankColumn::q_exit);
  row.q_time = parser.length(BankColumn::q_time, false);
  row.outcome = parser.outcome();
  row.ser_start = parser.time(BankColumn::ser_start);
  row.ser_exit = parser.time(BankColumn::ser_exit);
  row.ser_time = parser.length(BankColumn::ser_time, false);
  row.server = parser.name(BankColumn::server);
  row.blanks_for_a_tab = joined;
  if (auto refusal = std::move(parser).refusal()) return std::unexpected(std::move(*refusal));
  return row;
}

}  // namespace tandem::importing
