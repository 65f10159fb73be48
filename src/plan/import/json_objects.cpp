#include "plan/import/json_objects.hpp"

#include <algorithm>

namespace tandem::importing {
namespace {

constexpr std::size_t kBufferBytes = std::size_t{128} << 10;
constexpr std::size_t kJunkShown = 60;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

bool stands_between(char c) {
  return c == ' ' || c == '\t' || c == '\r' || c == '\n' || c == ',' || c == '[' || c == ']';
}

}  // namespace

/// Whether there is a byte at `at_`, after reading on where the buffer is used up.
Result<bool> JsonObjects::more() {
  if (at_ < end_) return true;
  buffer_.resize(kBufferBytes);
  TANDEM_ASSIGN(got, source_.read(buffer_));
  at_ = 0;
  end_ = got;
  if (!begun_ && std::string_view(buffer_).substr(0, got).starts_with(kByteOrderMark))
    at_ = kByteOrderMark.size();
  begun_ = true;
  return at_ < end_;
}

Result<JsonObjects::Piece> JsonObjects::next() {
  while (true) {
    TANDEM_ASSIGN(there_is, more());
    if (!there_is) return Piece{};
    const char c = buffer_[at_];
    if (c == '{') return object();
    if (!stands_between(c)) return junk();
    if (c == '\n') ++line_;
    ++at_;
  }
}

Result<JsonObjects::Piece> JsonObjects::object() {
  text_.clear();
  const std::uint64_t line = line_;
  std::size_t depth = 0;
  std::size_t bytes = 0;
  bool in_string = false;
  bool escaped = false;
  while (true) {
    TANDEM_ASSIGN(there_is, more());
    if (!there_is) return Piece{Found::cut_short, std::string_view(text_).substr(0, kJunkShown), line};
    const char c = buffer_[at_++];
    if (++bytes <= kJsonObjectBytesMax) text_ += c;
    if (c == '\n') ++line_;
    if (in_string) {
      if (!escaped && c == '"') in_string = false;
      escaped = !escaped && c == '\\';
    } else if (c == '"') {
      in_string = true;
    } else if (c == '{') {
      ++depth;
    } else if (c == '}' && --depth == 0) {
      break;
    }
  }
  if (bytes > kJsonObjectBytesMax)
    return Piece{Found::too_long, std::string_view(text_).substr(0, kJunkShown), line};
  return Piece{Found::object, text_, line};
}

/// Up to the end of the line or the next object.
Result<JsonObjects::Piece> JsonObjects::junk() {
  text_.clear();
  while (true) {
    TANDEM_ASSIGN(there_is, more());
    if (!there_is || buffer_[at_] == '\n' || buffer_[at_] == '{') return Piece{Found::junk, text_, line_};
    if (text_.size() < kJunkShown) text_ += buffer_[at_];
    ++at_;
  }
}

}  // namespace tandem::importing
