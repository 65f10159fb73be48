#include "plan/import/csv_row.hpp"

#include <array>

namespace tandem::importing {
namespace {

constexpr auto kNowhere = std::string_view::npos;

/// Where the quoted field that opens at `open` is over: the position after its closing mark. Nowhere if no
/// mark closes it within `bytes`.
std::size_t after_closing_mark(std::string_view bytes, std::size_t open) {
  std::size_t at = open + 1;
  for (;;) {
    at = bytes.find('"', at);
    if (at == kNowhere) return kNowhere;
    if (at + 1 == bytes.size() || bytes[at + 1] != '"') return at + 1;
    at += 2;
  }
}

RowEnd malformed_line(std::string_view bytes, bool input_ends) {
  const std::size_t end = bytes.find('\n');
  if (end != kNowhere) return {RowEnd::Kind::malformed, end};
  return input_ends ? RowEnd{RowEnd::Kind::malformed, bytes.size()} : RowEnd{};
}

}  // namespace

RowEnd find_row_end(std::string_view bytes, char delimiter, bool input_ends) {
  std::size_t at = 0;
  for (;;) {
    if (at < bytes.size() && bytes[at] == '"') {
      at = after_closing_mark(bytes, at);
      if (at == kNowhere) return input_ends ? malformed_line(bytes, true) : RowEnd{};
      if (at == bytes.size()) return input_ends ? RowEnd{RowEnd::Kind::complete, at} : RowEnd{};
      if (bytes[at] == '\r' && at + 1 == bytes.size() && !input_ends) return {};
      const bool row_over =
          bytes[at] == '\n' || (bytes[at] == '\r' && (at + 1 == bytes.size() || bytes[at + 1] == '\n'));
      if (!row_over && bytes[at] != delimiter) return malformed_line(bytes, input_ends);
    }
    while (at < bytes.size() && bytes[at] != delimiter && bytes[at] != '\n') ++at;
    if (at == bytes.size()) return input_ends ? RowEnd{RowEnd::Kind::complete, at} : RowEnd{};
    if (bytes[at] == '\n') return {RowEnd::Kind::complete, at};
    ++at;
  }
}

bool RowFields::split(std::string_view row, char delimiter) {
  fields_.clear();
  unescaped_.clear();
  if (row.ends_with('\r')) row.remove_suffix(1);
  std::size_t at = 0;
  for (;;) {
    if (at < row.size() && row[at] == '"') {
      const std::size_t after = after_closing_mark(row, at);
      if (after == kNowhere || (after < row.size() && row[after] != delimiter)) return false;
      fields_.push_back(unescaped(row.substr(at + 1, after - at - 2)));
      at = after;
    } else {
      const std::size_t after = std::min(row.find(delimiter, at), row.size());
      fields_.push_back(row.substr(at, after - at));
      at = after;
    }
    if (at == row.size()) return true;
    ++at;
  }
}

std::string_view RowFields::unescaped(std::string_view quoted) {
  if (quoted.find('"') == kNowhere) return quoted;
  std::string& text = unescaped_.emplace_back();
  for (std::size_t at = 0; at < quoted.size(); ++at) {
    text += quoted[at];
    if (quoted[at] == '"') ++at;
  }
  return text;
}

char delimiter_of(std::string_view header) {
  constexpr std::array kDelimiters = {',', ';', '\t', '|'};
  std::array<std::size_t, kDelimiters.size()> seen{};
  bool inside = false;
  for (const char c : header) {
    if (c == '"') inside = !inside;
    for (std::size_t i = 0; i < kDelimiters.size() && !inside; ++i) seen[i] += c == kDelimiters[i] ? 1 : 0;
  }
  std::size_t best = 0;
  for (std::size_t i = 1; i < kDelimiters.size(); ++i)
    if (seen[i] > seen[best]) best = i;
  return kDelimiters[best];
}

}  // namespace tandem::importing
