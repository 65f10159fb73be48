#include "plan/import/xlsx_cells.hpp"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <cmath>
#include <map>
#include <pugixml.hpp>

#include "plan/import/xlsx_names.hpp"

namespace tandem::importing::xlsx {
namespace {

constexpr std::size_t kReadBytes = std::size_t{1} << 16;
constexpr double kSerialMax = 2'958'466;  // 9999-12-31
constexpr double kDaysFrom1900To1904 = 1'462;

/// A clock reading of `milliseconds` within a day or longer.
std::string hms_text(std::int64_t milliseconds) {
  const std::int64_t seconds = milliseconds / 1'000;
  std::string text = fmt::format("{}:{:02}:{:02}", seconds / 3'600, seconds / 60 % 60, seconds % 60);
  if (const std::int64_t fraction = milliseconds % 1'000; fraction != 0) {
    text += fmt::format(".{:03}", fraction);
    while (text.back() == '0') text.pop_back();
  }
  return text;
}

std::string date_text(std::int64_t serial) {
  constexpr std::int64_t kSerialOf1970 = 25'569;
  const std::chrono::year_month_day day{std::chrono::sys_days(std::chrono::days(serial - kSerialOf1970))};
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(day.year()), static_cast<unsigned>(day.month()),
                     static_cast<unsigned>(day.day()));
}

/// 1.5E+10 as people write it.
std::string plain_number(std::string_view raw, double value) {
  if (raw.find_first_of("eE") == std::string_view::npos && raw.size() < 16) return std::string(raw);
  if (value == std::floor(value) && std::abs(value) < 1e15)
    return fmt::format("{}", static_cast<std::int64_t>(value));
  const std::string text = fmt::format("{}", value);
  return text.find('e') == std::string::npos ? text : fmt::format("{:.9f}", value);
}

CellKind kind_of_builtin(unsigned id) {
  if (id >= 14 && id <= 17) return CellKind::date;
  if (id >= 18 && id <= 21) return CellKind::time_of_day;
  if (id == 22) return CellKind::date_and_time;
  if (id == 45 || id == 47) return CellKind::time_of_day;
  if (id == 46) return CellKind::elapsed;
  return CellKind::number;
}

}  // namespace

Result<bool> Elements::fill() {
  buffer_.erase(0, taken_);
  taken_ = 0;
  const std::size_t before = buffer_.size();
  buffer_.resize(before + kReadBytes);
  TANDEM_ASSIGN(count, archive_.read(std::span(buffer_).subspan(before)));
  buffer_.resize(before + count);
  unpacked_ += count;
  if (unpacked_ > limit_)
    return failure_at({archive_.file(), 0, 0, {}}, ErrorCode::limit,
                      "a part of the workbook unpacks to more than {} MB; save the sheet as CSV",
                      limit_ >> 20);
  return count > 0;
}

/// Where "<row" or "<x:row", followed by a blank, '>' or '/', begins.
std::size_t Elements::find_start() const {
  for (std::size_t at = buffer_.find(name_, taken_); at != std::string::npos;
       at = buffer_.find(name_, at + 1)) {
    const std::size_t after = at + name_.size();
    if (after >= buffer_.size()) return std::string::npos;
    const char next = buffer_[after];
    if (next != ' ' && next != '>' && next != '/' && next != '\n' && next != '\r' && next != '\t') continue;
    std::size_t open = at;
    if (open > taken_ && buffer_[open - 1] == ':')
      for (--open; open > taken_ && buffer_[open - 1] != '<' && at - open < 32;) --open;
    if (open > taken_ && buffer_[open - 1] == '<') return open - 1;
  }
  return std::string::npos;
}

std::size_t Elements::find_end(std::size_t start) const {
  const std::size_t tag_end = buffer_.find('>', start);
  if (tag_end == std::string::npos) return std::string::npos;
  if (buffer_[tag_end - 1] == '/') return tag_end + 1;
  const std::size_t name_at = buffer_.find(name_, start);
  const std::string closing = "</" + buffer_.substr(start + 1, name_at + name_.size() - start - 1);
  const std::size_t close = buffer_.find(closing, tag_end);
  if (close == std::string::npos) return std::string::npos;
  const std::size_t end = buffer_.find('>', close);
  return end == std::string::npos ? end : end + 1;
}

Result<std::string_view> Elements::next() {
  for (;;) {
    const std::size_t start = find_start();
    if (start != std::string::npos) {
      taken_ = start;
      if (const std::size_t end = find_end(start); end != std::string::npos) {
        taken_ = end;
        return std::string_view(buffer_).substr(start, end - start);
      }
      if (buffer_.size() - start > kElementBytesMax)
        return failure_at({archive_.file(), 0, 0, {}}, ErrorCode::limit,
                          "the workbook has a <{}> of more than {} bytes; save the sheet as CSV", name_,
                          kElementBytesMax);
    } else {
      // What may be the beginning of a tag is kept.
      taken_ = std::max(taken_, buffer_.size() - std::min<std::size_t>(buffer_.size(), name_.size() + 40));
    }
    TANDEM_ASSIGN(more, fill());
    if (more) continue;
    if (start == std::string::npos) return std::string_view();
    return failure_at({archive_.file(), 0, 0, {}}, ErrorCode::bad_format,
                      "is a damaged workbook: a <{}> is not closed; save it again", name_);
  }
}

CellKind kind_of_format(std::string_view code) {
  bool day = false;
  bool clock = false;
  bool elapsed = false;
  bool month_or_minute = false;
  bool in_quotes = false;
  for (std::size_t i = 0; i < code.size(); ++i) {
    const char c = code[i];
    if (c == '"') in_quotes = !in_quotes;
    if (in_quotes) continue;
    if (c == '\\' || c == '_' || c == '*') {
      ++i;
    } else if (c == ';') {
      break;  // the format of negative numbers
    } else if (c == '[') {
      const std::size_t close = code.find(']', i);
      if (close == std::string_view::npos) break;
      const std::string_view inside = code.substr(i + 1, close - i - 1);
      elapsed |= !inside.empty() && inside.find_first_not_of("hHmMsS") == std::string_view::npos;
      i = close;
    } else if (c == 'y' || c == 'Y' || c == 'd' || c == 'D') {
      day = true;
    } else if (c == 'h' || c == 'H' || c == 's' || c == 'S') {
      clock = true;
    } else if (c == 'm' || c == 'M') {
      month_or_minute = true;
    } else if (c == 'G' || c == 'g') {
      return CellKind::number;  // General
    }
  }
  if (elapsed) return CellKind::elapsed;
  if (day && clock) return CellKind::date_and_time;
  if (day || (month_or_minute && !clock)) return CellKind::date;
  return clock ? CellKind::time_of_day : CellKind::number;
}

std::string number_text(std::string_view raw, CellKind kind, bool from_1904) {
  double value = 0;
  const auto [end, error] = std::from_chars(raw.data(), raw.data() + raw.size(), value);
  if (error != std::errc() || end != raw.data() + raw.size() || !std::isfinite(value))
    return std::string(raw);
  if (kind == CellKind::number || value < 0 || value >= kSerialMax) return plain_number(raw, value);
  constexpr double kDayMilliseconds = 86'400'000;
  if (kind == CellKind::elapsed) return hms_text(std::llround(value * kDayMilliseconds));
  if (from_1904) value += kDaysFrom1900To1904;
  const auto milliseconds = std::llround(value * kDayMilliseconds);
  const std::int64_t day = milliseconds / 86'400'000;
  const std::int64_t in_day = milliseconds % 86'400'000;
  // A time of day is a fraction of day 0, and so is a length formatted as one.
  if (day == 0 || (kind == CellKind::time_of_day && from_1904 && value < kDaysFrom1900To1904 + 1))
    return hms_text(in_day);
  if (kind == CellKind::date && in_day == 0) return date_text(day);
  std::string clock = hms_text(in_day);
  if (clock.find(':') == 1) clock.insert(0, 1, '0');
  return date_text(day) + "T" + clock;
}

Result<std::vector<CellKind>> read_styles(ZipArchive& archive, const std::string& part) {
  TANDEM_ASSIGN(text, archive.read_all(part, kSmallPartBytesMax));
  pugi::xml_document document;
  if (!document.load_buffer_inplace(text.data(), text.size()))
    return failure_at({archive.file(), 0, 0, {}}, ErrorCode::bad_format,
                      "is a damaged workbook: its styles are not XML; save it again");
  const pugi::xml_node root = document.document_element();
  std::map<unsigned, CellKind> custom;
  for (const pugi::xml_node format : child_named(root, "numFmts"))
    custom[format.attribute("numFmtId").as_uint()] =
        kind_of_format(format.attribute("formatCode").as_string());
  std::vector<CellKind> kinds;
  for (const pugi::xml_node style : child_named(root, "cellXfs")) {
    const unsigned id = style.attribute("numFmtId").as_uint();
    const auto own = custom.find(id);
    kinds.push_back(own != custom.end() ? own->second : kind_of_builtin(id));
  }
  return kinds;
}

Result<std::vector<std::string>> read_shared_texts(ZipArchive& archive, const std::string& part) {
  TANDEM_TRY(archive.begin(part));
  Elements elements(archive, "si", kSharedTextBytesMax);
  std::vector<std::string> texts;
  pugi::xml_document document;
  for (;;) {
    TANDEM_ASSIGN(element, elements.next());
    if (element.empty()) return texts;
    if (!document.load_buffer(element.data(), element.size(),
                              pugi::parse_default | pugi::parse_ws_pcdata_single))
      return failure_at({archive.file(), 0, 0, {}}, ErrorCode::bad_format,
                        "is a damaged workbook: its shared text {} is not XML; save it again",
                        texts.size() + 1);
    texts.push_back(text_within(document.document_element()));
  }
}

}  // namespace tandem::importing::xlsx
