#include "plan/import/source/utf16.hpp"

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace tandem::importing {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kReadBytes = std::size_t{64} << 10;
/// A byte that UTF-8 never has.
constexpr char kNoCharacter = '\xff';

bool is_high_surrogate(std::uint32_t unit) { return unit >= 0xd800 && unit < 0xdc00; }
bool is_low_surrogate(std::uint32_t unit) { return unit >= 0xdc00 && unit < 0xe000; }

/// RFC 3629, section 3.
void append_utf8(std::string& text, std::uint32_t character) {
  const auto tail = [&](unsigned shift) { text += static_cast<char>(0x80 | (character >> shift & 0x3f)); };
  if (character < 0x80) {
    text += static_cast<char>(character);
  } else if (character < 0x800) {
    text += static_cast<char>(0xc0 | character >> 6);
    tail(0);
  } else if (character < 0x10000) {
    text += static_cast<char>(0xe0 | character >> 12);
    tail(6);
    tail(0);
  } else {
    text += static_cast<char>(0xf0 | character >> 18);
    tail(12);
    tail(6);
    tail(0);
  }
}

class Utf16Source final : public ByteSource {
 public:
  explicit Utf16Source(std::unique_ptr<ByteSource> source) : source_(std::move(source)) {}

  Result<std::size_t> read(std::span<char> into) override {
    std::size_t given = 0;
    while (given < into.size()) {
      if (given_ == text_.size()) {
        TANDEM_ASSIGN(more, read_on());
        if (!more) break;
        continue;
      }
      const std::size_t count = std::min(into.size() - given, text_.size() - given_);
      std::copy_n(text_.data() + given_, count, into.data() + given);
      given += count;
      given_ += count;
    }
    return given;
  }
  std::uint64_t size_on_disk() const override { return source_->size_on_disk(); }
  std::uint64_t consumed_on_disk() const override { return source_->consumed_on_disk(); }

 private:
  /// False at the end.
  Result<bool> read_on() {
    text_.clear();
    given_ = 0;
    if (over_) return false;
    std::vector<char> bytes(kReadBytes);
    TANDEM_ASSIGN(came, source_->read(bytes));
    over_ = came < bytes.size();
    std::size_t at = 0;
    if (!begun_) {
      begun_ = true;
      big_endian_ = bytes[0] == '\xfe';
      at = 2;
    }
    for (; at + 1 < came; at += 2) {
      const std::uint32_t first = static_cast<unsigned char>(bytes[at]);
      const std::uint32_t second = static_cast<unsigned char>(bytes[at + 1]);
      take(big_endian_ ? first << 8 | second : second << 8 | first);
    }
    // Half a character, at the end alone: pieces have an even number of bytes.
    if (over_ && (at < came || pending_ != 0)) text_ += kNoCharacter;
    return true;
  }

  void take(std::uint32_t unit) {
    if (pending_ != 0 && is_low_surrogate(unit)) {
      append_utf8(text_, 0x10000 + ((pending_ - 0xd800) << 10) + (unit - 0xdc00));
      pending_ = 0;
      return;
    }
    if (pending_ != 0) text_ += kNoCharacter;
    pending_ = is_high_surrogate(unit) ? unit : 0;
    if (pending_ != 0) return;
    if (is_low_surrogate(unit))
      text_ += kNoCharacter;
    else
      append_utf8(text_, unit);
  }

  std::unique_ptr<ByteSource> source_;
  std::string text_;  ///< what is not given yet begins at given_
  std::size_t given_ = 0;
  std::uint32_t pending_ = 0;  ///< a high surrogate whose low one is to come
  bool begun_ = false;
  bool big_endian_ = false;
  bool over_ = false;
};

}  // namespace

bool is_utf16(std::string_view start) {
  if (start.starts_with("\xff\xfe\0\0"sv)) return false;
  return start.starts_with("\xff\xfe"sv) || start.starts_with("\xfe\xff"sv);
}

std::unique_ptr<ByteSource> from_utf16(std::unique_ptr<ByteSource> source) {
  return std::make_unique<Utf16Source>(std::move(source));
}

}  // namespace tandem::importing
