#pragma once

#include <array>
#include <cstdint>
#include <cstring>
#include <string_view>

#include "core/base/zone.hpp"
#include "plan/import/fast_clocks.hpp"
#include "plan/import/local_clock.hpp"

namespace tandem::importing {

/// Reads the usual notations of an instant, eight bytes at a time: "2025-03-04T08:00:00" (T or a blank), a
/// fraction of 1 to 6 digits, then nothing, Z or +HH:MM; or ten digits of seconds since 1970. Everything else
/// it leaves to read_time(), with which it agrees on what it takes. One reader serves one thread.
class FastTime {
 public:
  /// `zone` of times without offset; null: such times are not taken.
  explicit FastTime(const Zone* zone);

  /// Up to 16 bytes after the text must be readable. False: not taken.
  bool read(const char* text, std::size_t size, std::int64_t& microseconds) {
    if (size < kClockEnd) [[unlikely]]
      return read_epoch(text, size, microseconds);
    std::int64_t local;
    if (!read_day(text, local) || !read_clock(text + kClockBegin, local)) [[unlikely]]
      return false;
    microseconds = local;
    return read_ending(text + kClockEnd, text + size, microseconds);
  }

  /// The same for the instants of one row, which are mostly of one day and one notation.
  template <std::size_t kCount>
  [[gnu::always_inline]] bool read_all(const std::array<std::string_view, kCount>& texts,
                                       std::array<std::int64_t, kCount>& microseconds) {
    const std::size_t size = texts[0].size();
    std::size_t other_sizes = 0;
    for (const std::string_view text : texts) other_sizes |= text.size() ^ size;
    if (other_sizes != 0 || size < kClockEnd) [[unlikely]]
      return read_each(texts, microseconds);
    return read_alike<kCount>([&texts](std::size_t i) { return texts[i].data(); }, size, microseconds);
  }

  /// The same for texts of `size` bytes that lie `stride` bytes apart, as in most rows.
  template <std::size_t kCount>
  [[gnu::always_inline]] bool read_evenly(const char* first, std::size_t size, std::size_t stride,
                                          std::array<std::int64_t, kCount>& microseconds) {
    return size >= kClockEnd &&
           read_alike<kCount>([=](std::size_t i) { return first + i * stride; }, size, microseconds);
  }

 private:
  template <std::size_t kCount>
  bool read_each(const std::array<std::string_view, kCount>& texts,
                 std::array<std::int64_t, kCount>& microseconds) {
    for (std::size_t i = 0; i < kCount; ++i)
      if (!read(texts[i].data(), texts[i].size(), microseconds[i])) return false;
    return true;
  }
  /// Texts of one size, at `text_at(i)`.
  template <std::size_t kCount, class TextAt>
  [[gnu::always_inline]] bool read_alike(const TextAt& text_at, std::size_t size,
                                         std::array<std::int64_t, kCount>& microseconds) {
    const char* const first = text_at(0);
    std::int64_t day;
    if (!read_day(first, day)) return false;
    SameDay same_day(first);
    for (std::size_t i = 1; i < kCount; ++i) same_day.compare(text_at(i));
    Clocks clocks;
    for (std::size_t i = 0; i < kCount; i += 2) {
      const std::size_t second = i + 1 < kCount ? i + 1 : i;
      const auto [a, b] = clocks.read_two(text_at(i) + kClockBegin, text_at(second) + kClockBegin);
      microseconds[i] = day + a * 1'000'000;
      microseconds[second] = day + b * 1'000'000;
    }
    if (!clocks.all_good()) [[unlikely]]
      return false;
    if (!same_day.all_same()) [[unlikely]]
      for (std::size_t i = 1; i < kCount; ++i) {
        std::int64_t its_day;
        if (!read_day(text_at(i), its_day)) return false;
        microseconds[i] += its_day - day;
      }
    return read_endings<kCount>(text_at, size, microseconds);
  }
  /// What stands after the seconds.
  template <std::size_t kCount, class TextAt>
  bool read_endings(const TextAt& text_at, std::size_t size, std::array<std::int64_t, kCount>& microseconds) {
    if (size == kClockEnd + 1) {
      int other = 0;
      for (std::size_t i = 0; i < kCount; ++i) other |= text_at(i)[kClockEnd] ^ 'Z';
      return other == 0;
    }
    if (size == kClockEnd + kThousandthsBytes + kOffsetBytes &&
        read_thousandths_and_offsets<kCount>(text_at, microseconds))
      return true;
    for (std::size_t i = 0; i < kCount; ++i)
      if (!read_ending(text_at(i) + kClockEnd, text_at(i) + size, microseconds[i])) return false;
    return true;
  }
  /// ".123+02:00" in all texts, with the offset that was read last. False: nothing was done.
  template <std::size_t kCount, class TextAt>
  bool read_thousandths_and_offsets(const TextAt& text_at, std::array<std::int64_t, kCount>& microseconds) {
    constexpr std::uint64_t kSixBytes = 0x0000ffffffffffff;
    std::array<std::int64_t, kCount> thousandths;
    std::uint64_t other = 0;
    for (std::size_t i = 0; i < kCount; ++i) {
      const char* const ending = text_at(i) + kClockEnd;
      const std::uint32_t point_and_digits = four_bytes(ending) ^ 0x3030302e;
      other |= (eight_bytes(ending + kThousandthsBytes) ^ offset_text_) & kSixBytes;
      other |= (point_and_digits | (point_and_digits + 0x06060600)) & 0xf0f0f0ff;
      thousandths[i] = (point_and_digits >> 8 & 0xff) * 100 + (point_and_digits >> 16 & 0xff) * 10 +
                       (point_and_digits >> 24);
    }
    if (other != 0) return false;
    for (std::size_t i = 0; i < kCount; ++i) microseconds[i] += thousandths[i] * 1'000 - offset_us_;
    return true;
  }

  static constexpr std::size_t kClockBegin = 11;
  static constexpr std::size_t kClockEnd = 19;
  static constexpr std::ptrdiff_t kOffsetBytes = 6;
  static constexpr std::ptrdiff_t kThousandthsBytes = 4;  ///< with their point
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
    std::uint32_t day = 0;                         ///< "-04T"
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
    Clocks clocks;
    local += clocks.read_two(text, text).first * 1'000'000;
    return clocks.all_good();
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

  /// A fraction and an offset, if any: turns local time into an instant.
  bool read_ending(const char* rest, const char* end, std::int64_t& microseconds) {
    if (end - rest == 1 && *rest == 'Z') return true;
    std::int64_t local = microseconds;
    if (rest < end && *rest == '.' && !read_fraction(rest, end, local)) return false;
    if (rest == end) return in_zone(local, microseconds);
    microseconds = local;
    if (end - rest == 1) return *rest == 'Z';
    return end - rest == kOffsetBytes && read_offset(rest, local, microseconds);
  }

  static bool read_fraction(const char*& rest, const char* end, std::int64_t& local) {
    const std::uint64_t digits = eight_bytes(rest + 1) ^ kZeros;
    // A carry out of a byte that is no digit may spoil the bytes after it only.
    const std::uint64_t others = not_digits(digits);
    if (others == 0) return false;
    const int count = __builtin_ctzll(others) / 8;
    if (count < 1 || count > 6 || end - rest - 1 < count) return false;
    if (count == 3) [[likely]] {
      const std::uint64_t thousandths =
          (digits & 0xff) * 100 + (digits >> 8 & 0xff) * 10 + (digits >> 16 & 0xff);
      local += static_cast<std::int64_t>(thousandths * 1'000);
      rest += 1 + count;
      return true;
    }
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
