#include "core/calendar/hours_scanner.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::calendar {
namespace {

/// What is found is shown no longer than this in a message.
constexpr std::size_t kShownBytesMax = 20;

bool is_blank(char c) { return c == ' ' || c == '\t'; }
bool is_digit(char c) { return c >= '0' && c <= '9'; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; }
bool is_letter(char c) { return lower(c) >= 'a' && lower(c) <= 'z'; }
bool is_shown_with_others(char c) { return is_letter(c) || is_digit(c) || c == ':' || c == '-' || c == '.'; }

/// A word, a number or a sign from the beginning of the rest of a text, for a message.
std::string shown(std::string_view rest) {
  if (rest.empty()) return "the end";
  const char first = rest.front();
  if (first < ' ' || first > '~')
    return fmt::format("the byte 0x{:02x}", static_cast<unsigned>(static_cast<unsigned char>(first)));
  const auto end = std::ranges::find_if_not(rest, is_shown_with_others);
  const auto length = std::max<std::size_t>(1, static_cast<std::size_t>(end - rest.begin()));
  if (length > kShownBytesMax) return fmt::format("'{}...'", rest.substr(0, kShownBytesMax));
  return fmt::format("'{}'", rest.substr(0, length));
}

}  // namespace

bool same_word(std::string_view a, std::string_view b) { return std::ranges::equal(a, b, {}, lower, lower); }

void HoursScanner::skip_blanks() {
  while (at_ < text_.size() && is_blank(text_[at_])) ++at_;
}

bool HoursScanner::at_end() {
  skip_blanks();
  return at_ == text_.size();
}

std::uint32_t HoursScanner::column() {
  skip_blanks();
  return static_cast<std::uint32_t>(at_ + 1);
}

bool HoursScanner::take(char sign) { return take(std::string_view(&sign, 1)); }

bool HoursScanner::take(std::string_view exactly) {
  skip_blanks();
  if (!text_.substr(at_).starts_with(exactly)) return false;
  at_ += exactly.size();
  return true;
}

bool HoursScanner::take_word(std::string_view lower_case) {
  const std::size_t before = at_;
  if (same_word(take_letters().text, lower_case)) return true;
  at_ = before;
  return false;
}

template <class Belongs>
Token HoursScanner::take_while(Belongs belongs) {
  Token token{.text = {}, .column = column()};
  const std::size_t from = at_;
  while (at_ < text_.size() && belongs(text_[at_])) ++at_;
  token.text = text_.substr(from, at_ - from);
  return token;
}

Token HoursScanner::take_letters() { return take_while(is_letter); }

Token HoursScanner::take_number(std::string_view signs) {
  return take_while([signs](char c) { return is_digit(c) || signs.contains(c); });
}

Token HoursScanner::take_rest() {
  Token token = take_while([](char) { return true; });
  while (!token.text.empty() && is_blank(token.text.back())) token.text.remove_suffix(1);
  return token;
}

std::unexpected<Error> HoursScanner::expected(std::string_view what) {
  return expected_instead_of({.text = {}, .column = column()}, what);
}

std::unexpected<Error> HoursScanner::expected_instead_of(Token token, std::string_view what) const {
  return failure_at({.column = token.column}, ErrorCode::bad_format, "expected {}, found {}", what,
                    shown(text_.substr(token.column - 1)));
}

}  // namespace tandem::calendar
