#include "plan/report/json_writer.hpp"

#include <array>
#include <charconv>
#include <cmath>

#include "plan/report/charts/xml_text.hpp"

namespace tandem::report {

void JsonWriter::before_value() {
  if (after_key_) {
    after_key_ = false;
    return;
  }
  if (has_items_.empty()) return;
  if (has_items_.back()) out_ += ',';
  has_items_.back() = true;
  if (has_items_.size() <= kLevelsOnLines) out_ += '\n';
}

void JsonWriter::open(char bracket) {
  before_value();
  out_ += bracket;
  has_items_.push_back(false);
}

void JsonWriter::close(char bracket) {
  const bool lines = has_items_.back() && has_items_.size() <= kLevelsOnLines;
  has_items_.pop_back();
  if (lines) out_ += '\n';
  out_ += bracket;
  if (has_items_.empty()) out_ += '\n';
}

void JsonWriter::key(std::string_view name) {
  value(name);
  out_ += ':';
  after_key_ = true;
}

void JsonWriter::value(std::string_view text) {
  constexpr std::string_view kHex = "0123456789abcdef";
  before_value();
  out_ += '"';
  for (std::size_t i = 0; i < text.size();) {
    const char c = text[i];
    if (c == '"' || c == '\\') {
      out_ += '\\';
      out_ += c;
      ++i;
    } else if (static_cast<unsigned char>(c) < 0x20) {
      out_ += "\\u00";
      out_ += kHex[static_cast<unsigned char>(c) >> 4];
      out_ += kHex[static_cast<unsigned char>(c) & 15];
      ++i;
    } else {
      const std::size_t length = utf8_length(text.substr(i));
      out_ += length == 0 ? std::string_view("\ufffd") : text.substr(i, length);
      i += length == 0 ? 1 : length;
    }
  }
  out_ += '"';
}

void JsonWriter::value(bool truth) {
  before_value();
  out_ += truth ? "true" : "false";
}

void JsonWriter::value(double number) {
  if (!std::isfinite(number)) {
    null();
    return;
  }
  before_value();
  std::array<char, 32> digits;
  const auto end = std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr;
  out_.append(digits.data(), end);
}

void JsonWriter::value(std::int64_t number) {
  before_value();
  std::array<char, 24> digits;
  out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void JsonWriter::value(std::uint64_t number) {
  before_value();
  std::array<char, 24> digits;
  out_.append(digits.data(), std::to_chars(digits.data(), digits.data() + digits.size(), number).ptr);
}

void JsonWriter::null() {
  before_value();
  out_ += "null";
}

void JsonWriter::written_value(std::string_view json) {
  before_value();
  out_ += json;
}

}  // namespace tandem::report
