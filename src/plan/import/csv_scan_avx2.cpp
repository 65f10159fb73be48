// Compiled for AVX2, BMI and PCLMUL (cmake/Processors.cmake); run only where the processor has them.
#include "plan/import/csv_scan_variants.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

#include "plan/import/csv_scan_loop.hpp"

namespace tandem::importing {
namespace {

class Chunk {
 public:
  using Odd = __m256i;
  static Odd no_odd() { return _mm256_setzero_si256(); }
  static bool any_odd(Odd odd) { return _mm256_movemask_epi8(odd) != 0; }

  Chunk(char delimiter, std::uint32_t) : delimiter_(_mm256_set1_epi8(delimiter)) {}

  ChunkMasks masks(const char* data, std::uint64_t valid, Odd& odd) const {
    __m256i low = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data));
    __m256i high = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(data + 32));
    if (valid != ~std::uint64_t{0}) [[unlikely]] {
      low = _mm256_blendv_epi8(_mm256_set1_epi8(' '), low, bytes_of(static_cast<std::uint32_t>(valid)));
      high =
          _mm256_blendv_epi8(_mm256_set1_epi8(' '), high, bytes_of(static_cast<std::uint32_t>(valid >> 32)));
    }
    const Half first(low, delimiter_);
    const Half second(high, delimiter_);
    odd = _mm256_or_si256(odd, _mm256_or_si256(first.odd, second.odd));
    return {bits(first.delimiters, second.delimiters), bits(first.line_feeds, second.line_feeds),
            bits(first.carriage_returns, second.carriage_returns), bits(first.quotes, second.quotes)};
  }

  static std::uint64_t prefix_xor(std::uint64_t bits) {
    const __m128i ones = _mm_set1_epi8(static_cast<char>(0xff));
    const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), ones, 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }

  static std::uint32_t* write_positions(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
    const auto count = static_cast<std::uint32_t>(__builtin_popcountll(bits));
    // Eight at once, wanted or not: how many there are is unpredictable, that they are few is not.
    for (int i = 0; i < 8; ++i) {
      to[i] = base + static_cast<std::uint32_t>(_tzcnt_u64(bits));
      bits = _blsr_u64(bits);
    }
    if (count > 8) [[unlikely]]
      for (std::uint32_t i = 8; i < count; ++i) {
        to[i] = base + static_cast<std::uint32_t>(_tzcnt_u64(bits));
        bits = _blsr_u64(bits);
      }
    return to + count;
  }

 private:
  struct Half {
    Half(__m256i bytes, __m256i delimiter)
        : delimiters(_mm256_cmpeq_epi8(bytes, delimiter)),
          line_feeds(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\n'))),
          carriage_returns(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('\r'))),
          quotes(_mm256_cmpeq_epi8(bytes, _mm256_set1_epi8('"'))) {
      // From blank to tilde, moved to the lowest signed numbers.
      const __m256i moved = _mm256_add_epi8(bytes, _mm256_set1_epi8(0x60));
      const __m256i unprintable = _mm256_cmpgt_epi8(moved, _mm256_set1_epi8(-34));
      const __m256i known = _mm256_or_si256(_mm256_or_si256(delimiters, line_feeds), carriage_returns);
      odd = _mm256_andnot_si256(known, unprintable);
    }
    __m256i delimiters, line_feeds, carriage_returns, quotes, odd;
  };

  static std::uint64_t bits(__m256i low, __m256i high) {
    return static_cast<std::uint32_t>(_mm256_movemask_epi8(low)) |
           std::uint64_t{static_cast<std::uint32_t>(_mm256_movemask_epi8(high))} << 32;
  }
  /// A byte of ones for every bit.
  static __m256i bytes_of(std::uint32_t bits) {
    const __m256i spread =
        _mm256_shuffle_epi8(_mm256_set1_epi32(static_cast<int>(bits)),
                            _mm256_setr_epi8(0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 2, 2, 2, 2,
                                             2, 2, 3, 3, 3, 3, 3, 3, 3, 3));
    const __m256i one_each = _mm256_set1_epi64x(static_cast<long long>(0x8040201008040201));
    return _mm256_cmpeq_epi8(_mm256_and_si256(spread, one_each), one_each);
  }
  __m256i delimiter_;
};

}  // namespace

ScanFindings scan_avx2(const ScanTask& task) { return scan_with<Chunk>(task); }

}  // namespace tandem::importing
#endif
