#pragma once

#include <array>
#include <cstdint>
#include <cstring>

#include "core/base/zone.hpp"
#include "plan/import/local_clock.hpp"

namespace tandem::importing {

/// Reads the usual notations of an instant, eight bytes at a time: "2025-03-04T08:00:00" (T or a blank), a
/// fraction of 1 to 6 digits, then nothing, Z or +HH:MM; or ten digits of seconds since 1970. Everything else
/// it leaves to read_time(), with which it agrees on what it takes. One reader serves one thread.
class FastTime {
 public:
  /// `zone` of times without offset; null: such times are not taken.
  explicit FastTime(const Zone* zone);

  /// Up to 8 bytes before and 16 after the text must be readable. False: not taken.
  bool read(const char* text, std::size_t size, std::int64_t& microseconds) {
    if (size < kClockEnd) [[unlikely]]
      return read_epoch(text, size, microseconds);
    std::int64_t local;
    if (!read_day(text, local) || !read_clock(text + kClockBegin, local)) [[unlikely]]
      return false;
    const char* const end = text + size;
    const char* rest = text + kClockEnd;
    if (size == kClockEnd + 1 && *rest == 'Z') {
      microseconds = local;
      return true;
    }
    if (rest < end && *rest == '.') {
      if (!read_fraction(rest, end, local)) return false;
    }
    if (rest == end) return in_zone(local, microseconds);
    if (end - rest == 1) {
      microseconds = local;
      return *rest == 'Z';
    }
    return end - rest == kOffsetBytes && read_offset(rest, local, microseconds);
  }

 private:
  static constexpr std::size_t kClockBegin = 11;
  static constexpr std::size_t kClockEnd = 19;
  static constexpr std::ptrdiff_t kOffsetBytes = 6;
  static constexpr std::uint64_t kZeros = 0x3030303030303030;

  static std::uint64_t eight_bytes(const char* text) {
    std::uint64_t bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
  }
  static std::uint32_t four_bytes(const char* text) {
    std::uint32_t bytes;
    std::memcpy(&bytes, text, sizeof bytes);
    return bytes;
  }

  /// Days seen before, by their digits; the separator before the clock is part of the text compared.
  struct Day {
    std::uint64_t year_month = ~std::uint64_t{0};  ///< "2025-03-"; at first no text at all
    std::uint32_t day = 0;         ///< "-04T"
    std::int64_t microseconds = 0;
  };
  bool read_day(const char* text, std::int64_t& local) {
    const std::uint64_t year_month = eight_bytes(text);
    const std::uint32_t day = four_bytes(text + 7);
    const std::uint64_t mixed = ((year_month >> 32) ^ (std::uint64_t{day} << 8)) * 0x9e3779b97f4a7c15;
    Day& known = days_[mixed >> (64 - kDayBits)];
    if (known.year_month != year_month || known.day != day) [[unlikely]]
      if (!learn_day(text, known)) return false;
    local = known.microseconds;
    return true;
  }
  bool learn_day(const char* text, Day& day) const;

  /// "08:00:00": digits less '0' in six of eight bytes, each within its own bound.
  static bool read_clock(const char* text, std::int64_t& local) {
    // The bytes of "00:00:00", from the last to the first.
    const std::uint64_t digits = eight_bytes(text) ^ 0x30303a30303a3030;
    // Added to a digit beyond its bound (2 or 5 for tens, 9 for ones), these carry into its upper half; the
    // separators must be 0.
    const std::uint64_t over = digits + 0x060a00060a00060d;
    if (((digits | over) & 0xf0f0fff0f0fff0f0) != 0) return false;
    const std::uint64_t pairs = digits * 10 + (digits >> 8);
    const auto hours = static_cast<std::int64_t>(pairs & 0xff);
    const auto minutes = static_cast<std::int64_t>((pairs >> 24) & 0xff);
    const auto seconds = static_cast<std::int64_t>((pairs >> 48) & 0xff);
    local += ((hours * 60 + minutes) * 60 + seconds) * 1'000'000;
    return hours < 24;
  }

  /// Eight decimal digits, less '0', the first in the lowest byte (Lemire, "Quickly parsing eight digits").
  static std::uint64_t number_of(std::uint64_t digits) {
    digits = digits * 10 + (digits >> 8);
    constexpr std::uint64_t kPairs = 0x000000ff000000ff;
    return ((digits & kPairs) * 0x000f424000000064 + ((digits >> 16) & kPairs) * 0x0000271000000001) >> 32;
  }
  /// A bit in each byte that is no digit.
  static std::uint64_t not_digits(std::uint64_t digits) {
    return (digits | (digits + 0x0606060606060606)) & 0xf0f0f0f0f0f0f0f0;
  }

  static bool read_fraction(const char*& rest, const char* end, std::int64_t& local) {
    const std::uint64_t digits = eight_bytes(rest + 1) ^ kZeros;
    // A carry out of a byte that is no digit may spoil the bytes after it only.
    const std::uint64_t others = not_digits(digits);
    if (others == 0) return false;
    const int count = __builtin_ctzll(others) / 8;
    if (count < 1 || count > 6 || end - rest - 1 < count) return false;
    const std::uint64_t kept = digits & ((std::uint64_t{1} << (8 * count)) - 1);
    local += static_cast<std::int64_t>(number_of(kept) / 100);
    rest += 1 + count;
    return true;
  }

  bool read_offset(const char* rest, std::int64_t local, std::int64_t& microseconds) {
    const std::uint64_t text = eight_bytes(rest) & 0x0000ffffffffffff;
    if (text != offset_text_) [[unlikely]]
      if (!learn_offset(text)) return false;
    microseconds = local - offset_us_;
    return true;
  }
  bool learn_offset(std::uint64_t text);

  bool in_zone(std::int64_t local, std::int64_t& microseconds) {
    if (!has_zone_) return false;
    const Zone::Resolved resolved = clock_.to_instant(LocalTime(std::chrono::microseconds(local)));
    microseconds = resolved.instant.microseconds();
    return resolved.reading == Zone::Reading::unique;
  }

  static bool read_epoch(const char* text, std::size_t size, std::int64_t& microseconds) {
    if (size != 10) return false;
    const std::uint64_t first = eight_bytes(text) ^ kZeros;
    const std::uint64_t last = (eight_bytes(text + 2) ^ kZeros) >> 48;
    if ((not_digits(first) | not_digits(last)) != 0) return false;
    const std::uint64_t seconds = number_of(first) * 100 + (last & 0xff) * 10 + (last >> 8);
    constexpr std::uint64_t kEnd = 4'102'444'800;  // 2100-01-01
    microseconds = static_cast<std::int64_t>(seconds) * 1'000'000;
    return seconds < kEnd;
  }

  static constexpr int kDayBits = 9;
  std::array<Day, std::size_t{1} << kDayBits> days_{};
  LocalClock clock_;
  bool has_zone_;
  std::uint64_t offset_text_ = 0;
  std::int64_t offset_us_ = 0;
};

}  // namespace tandem::importing
