#include "plan/import/text_form.hpp"

#include <algorithm>
#include <cstdint>

namespace tandem::importing {
namespace {

/// The length of the valid UTF-8 character at the start, 0 where there is none (RFC 3629, section 4).
std::size_t character_length(std::string_view text) {
  const auto byte = [text](std::size_t i) {
    return i < text.size() ? static_cast<std::uint8_t>(text[i]) : std::uint8_t{0};
  };
  const auto within = [](std::uint8_t b, std::uint8_t low, std::uint8_t high) {
    return b >= low && b <= high;
  };
  const auto tail = [&](std::size_t i) { return within(byte(i), 0x80, 0xbf); };
  const std::uint8_t lead = byte(0);
  if (lead < 0x80) return 1;
  if (within(lead, 0xc2, 0xdf)) return tail(1) ? 2 : 0;
  if (within(lead, 0xe0, 0xef)) {
    const std::uint8_t low = lead == 0xe0 ? 0xa0 : 0x80;
    const std::uint8_t high = lead == 0xed ? 0x9f : 0xbf;
    return within(byte(1), low, high) && tail(2) ? 3 : 0;
  }
  if (within(lead, 0xf0, 0xf4)) {
    const std::uint8_t low = lead == 0xf0 ? 0x90 : 0x80;
    const std::uint8_t high = lead == 0xf4 ? 0x8f : 0xbf;
    return within(byte(1), low, high) && tail(2) && tail(3) ? 4 : 0;
  }
  return 0;
}

}  // namespace

TextForm form_of(std::string_view text) {
  TextForm form;
  for (std::size_t i = 0; i < text.size();) {
    const auto byte = static_cast<std::uint8_t>(text[i]);
    if (byte >= 0x20 && byte < 0x7f) {
      ++i;
      continue;
    }
    if (byte < 0x80) {
      if (byte == '\t' || byte == '\n' || byte == '\r') {
        ++i;
        continue;
      }
      return {false, true, true, i};
    }
    const std::size_t length = character_length(text.substr(i));
    if (length == 0) return {false, false, false, i};
    i += length;
  }
  return form;
}

std::size_t control_at(std::string_view text) {
  const auto found = std::ranges::find_if(text, [](char c) {
    return static_cast<std::uint8_t>(c) < 0x20 || static_cast<std::uint8_t>(c) == 0x7f;
  });
  return found == text.end() ? std::string_view::npos : static_cast<std::size_t>(found - text.begin());
}

std::size_t whole_characters(std::string_view text, std::size_t limit) {
  std::size_t size = std::min(text.size(), limit);
  while (size > 0 && size < text.size() && (static_cast<std::uint8_t>(text[size]) & 0xc0) == 0x80) --size;
  return size;
}

}  // namespace tandem::importing
