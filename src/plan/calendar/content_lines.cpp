#include "plan/calendar/content_lines.hpp"

#include <algorithm>
#include <utility>

#include "plan/import/call_row_value.hpp"

namespace tandem::holidays {
namespace {

constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool is_name_character(char c) {
  return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
}

bool is_control(char c) { return (static_cast<unsigned char>(c) < 0x20 && c != '\t') || c == 0x7f; }

/// Where the value begins: after the first colon outside quotes. npos: there is none.
std::size_t colon_at(std::string_view line, std::size_t from) {
  bool quoted = false;
  for (std::size_t i = from; i < line.size(); ++i) {
    if (line[i] == '"') quoted = !quoted;
    if (line[i] == ':' && !quoted) return i;
  }
  return std::string_view::npos;
}

Result<ContentLine> parse_line(std::string_view text, const Where& where) {
  if (const auto control = std::ranges::find_if(text, is_control); control != text.end())
    return failure_at(where, ErrorCode::bad_format,
                      "there is the control character 0x{:02x}; expected text (is the file damaged?)",
                      static_cast<unsigned>(static_cast<unsigned char>(*control)));
  const auto name_end =
      static_cast<std::size_t>(std::ranges::find_if_not(text, is_name_character) - text.begin());
  const std::size_t colon = name_end < text.size() && (text[name_end] == ';' || text[name_end] == ':')
                                ? colon_at(text, name_end)
                                : std::string_view::npos;
  if (name_end == 0 || colon == std::string_view::npos)
    return failure_at(where, ErrorCode::bad_format, "'{}' is no property; expected NAME:value",
                      importing::call_row::shown_value(text));
  ContentLine line{.name = std::string(text.substr(0, name_end)), .line = where.line};
  std::ranges::transform(line.name, line.name.begin(),
                         [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
  if (colon > name_end) line.parameters = text.substr(name_end + 1, colon - name_end - 1);
  line.value = text.substr(colon + 1);
  return line;
}

}  // namespace

Result<std::vector<ContentLine>> parse_content_lines(std::string_view text, const std::string& file) {
  if (text.starts_with(kByteOrderMark)) text.remove_prefix(kByteOrderMark.size());
  std::vector<ContentLine> lines;
  std::string joined;
  Where where{.file = file};
  const auto end_line = [&]() -> Result<void> {
    if (joined.empty()) return {};
    TANDEM_ASSIGN(line, parse_line(joined, where));
    lines.push_back(std::move(line));
    joined.clear();
    return {};
  };
  for (std::uint64_t number = 1; !text.empty(); ++number) {
    std::string_view physical = text.substr(0, text.find('\n'));
    text.remove_prefix(std::min(physical.size() + 1, text.size()));
    if (physical.ends_with('\r')) physical.remove_suffix(1);
    const bool continues = physical.starts_with(' ') || physical.starts_with('\t');
    if (continues && physical.find_first_not_of(" \t") == std::string_view::npos && joined.empty()) continue;
    if (continues && joined.empty())
      return failure_at({.file = file, .line = number}, ErrorCode::bad_format,
                        "the line begins with a blank and so continues another, but there is none before it");
    if (!continues) {
      TANDEM_TRY(end_line());
      where.line = number;
    }
    joined += continues ? physical.substr(1) : physical;
  }
  TANDEM_TRY(end_line());
  return lines;
}

std::string unescaped(std::string_view value) {
  std::string text;
  for (std::size_t i = 0; i < value.size(); ++i) {
    const bool escape = value[i] == '\\' && i + 1 < value.size();
    if (escape) ++i;
    text += escape && (value[i] == 'n' || value[i] == 'N') ? '\n' : value[i];
  }
  return text;
}

bool is_icalendar(std::string_view text) {
  if (text.starts_with("\xef\xbb\xbf")) text.remove_prefix(3);
  text.remove_prefix(std::min(text.find_first_not_of(" \t\r\n"), text.size()));
  return std::ranges::equal(text.substr(0, 6), std::string_view("begin:"), {},
                            [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
}

}  // namespace tandem::holidays
