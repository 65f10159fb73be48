#pragma once

#include <cstdint>
#include <cstring>
#include <utility>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace tandem::importing {

/// Compares the days of texts such as "2025-03-04T08:00:00", the separator before the clock included; 16
/// bytes of each must be readable.
class SameDay {
 public:
#if defined(__SSE2__)
  explicit SameDay(const char* first) : first_(sixteen(first)) {}
  void compare(const char* text) { same_ = _mm_and_si128(same_, _mm_cmpeq_epi8(first_, sixteen(text))); }
  bool all_same() const { return (_mm_movemask_epi8(same_) & 0x7ff) == 0x7ff; }

 private:
  static __m128i sixteen(const char* text) { return _mm_loadu_si128(reinterpret_cast<const __m128i*>(text)); }
  __m128i first_;
  __m128i same_ = _mm_set1_epi8(-1);
#else
  explicit SameDay(const char* first) : first_(first) {}
  void compare(const char* text) { same_ = same_ && std::memcmp(text, first_, 11) == 0; }
  bool all_same() const { return same_; }

 private:
  const char* first_;
  bool same_ = true;
#endif
};

/// Reads wall-clock texts, "08:00:00", as seconds of the day, two at a time; whether all of them were such
/// texts, 00:00:00 to 23:59:59, is asked at the end.
class Clocks {
 public:
#if defined(__SSE2__)

  /// Eight bytes of each are read.
  std::pair<std::int64_t, std::int64_t> read_two(const char* a, const char* b) {
    const __m128i texts = _mm_unpacklo_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(a)),
                                             _mm_loadl_epi64(reinterpret_cast<const __m128i*>(b)));
    const __m128i digits = _mm_sub_epi8(texts, both(0x30303a30303a3030));  // less "00:00:00", last byte first
    beyond_ = _mm_or_si128(beyond_, _mm_subs_epu8(digits, both(0x0905000905000902)));
    // Tens and ones, times what they are worth: hours, ten minutes, minutes, seconds; then all but the hours
    // are in seconds.
    const __m128i worth = _mm_setr_epi16(10, 1, 0, 600, 60, 0, 10, 1);
    const __m128i zero = _mm_setzero_si128();
    const __m128i of_a = _mm_madd_epi16(_mm_unpacklo_epi8(digits, zero), worth);
    const __m128i of_b = _mm_madd_epi16(_mm_unpackhi_epi8(digits, zero), worth);
    const __m128i halves =
        _mm_madd_epi16(_mm_packs_epi32(of_a, of_b), _mm_setr_epi16(3'600, 1, 1, 1, 3'600, 1, 1, 1));
    const __m128i seconds = _mm_add_epi32(halves, _mm_srli_epi64(halves, 32));
    late_ = _mm_or_si128(late_, _mm_cmpgt_epi32(seconds, _mm_set1_epi32(86'399)));
    return {_mm_cvtsi128_si32(seconds), _mm_cvtsi128_si32(_mm_unpackhi_epi64(seconds, seconds))};
  }
  bool all_good() const {
    const __m128i zero = _mm_setzero_si128();
    return _mm_movemask_epi8(_mm_cmpeq_epi8(_mm_or_si128(beyond_, late_), zero)) == 0xffff;
  }

 private:
  static __m128i both(std::uint64_t bytes) { return _mm_set1_epi64x(static_cast<long long>(bytes)); }
  __m128i beyond_ = _mm_setzero_si128();
  __m128i late_ = _mm_setzero_si128();

#else

  std::pair<std::int64_t, std::int64_t> read_two(const char* a, const char* b) { return {read(a), read(b)}; }
  bool all_good() const { return good_; }

 private:
  std::int64_t read(const char* text) {
    constexpr char kHighest[] = "29:59:59";
    for (int i = 0; i < 8; ++i)
      good_ = good_ && text[i] <= kHighest[i] && text[i] >= (kHighest[i] == ':' ? ':' : '0');
    const auto two = [text](int at) { return (text[at] - '0') * 10 + (text[at + 1] - '0'); };
    good_ = good_ && two(0) < 24;
    return (two(0) * 60 + two(3)) * 60 + two(6);
  }
  bool good_ = true;

#endif
};

}  // namespace tandem::importing
