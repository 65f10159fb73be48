// Compiled for AVX-512 with byte compression (VBMI2; cmake/Processors.cmake); run only where the processor
// has it.
#include "plan/import/csv_scan_variants.hpp"

#if defined(__x86_64__)
#include <immintrin.h>

#include "plan/import/csv_scan_loop.hpp"

namespace tandem::importing {
namespace {

class Chunk {
 public:
  using Odd = std::uint64_t;
  static Odd no_odd() { return 0; }
  static bool any_odd(Odd odd) { return odd != 0; }

  Chunk(char delimiter, std::uint32_t from)
      : delimiter_(_mm512_set1_epi8(delimiter)), bases_(_mm512_set1_epi32(static_cast<int>(from))) {}

  ChunkMasks masks(const char* data, std::uint64_t valid, Odd& odd) const {
    const __m512i bytes = _mm512_mask_loadu_epi8(_mm512_set1_epi8(' '), valid, data);
    ChunkMasks masks{_mm512_cmpeq_epi8_mask(bytes, delimiter_),
                     _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\n')), 0,
                     _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('"'))};
    // From blank to tilde, moved to the lowest numbers.
    const __m512i moved = _mm512_sub_epi8(bytes, _mm512_set1_epi8(0x20));
    std::uint64_t unprintable = _mm512_cmpgt_epu8_mask(moved, _mm512_set1_epi8(0x5e));
    // Goes on in a general register: moving the others to a mask register would cost the port that compares.
    asm("" : "+r"(unprintable));
    const std::uint64_t unusual = unprintable & ~(masks.delimiters | masks.line_feeds);
    if (unusual != 0) [[unlikely]] {
      masks.carriage_returns = _mm512_cmpeq_epi8_mask(bytes, _mm512_set1_epi8('\r'));
      odd |= unusual & ~masks.carriage_returns;
    }
    return masks;
  }

  static std::uint64_t prefix_xor(std::uint64_t bits) {
    const __m128i ones = _mm_set1_epi8(static_cast<char>(0xff));
    const __m128i product = _mm_clmulepi64_si128(_mm_set_epi64x(0, static_cast<long long>(bits)), ones, 0);
    return static_cast<std::uint64_t>(_mm_cvtsi128_si64(product));
  }

  /// Called for one chunk after the other.
  std::uint32_t* write_positions(std::uint64_t bits, std::uint32_t, std::uint32_t* to) {
    const auto count = static_cast<std::uint32_t>(__builtin_popcountll(bits));
    const __m512i positions = _mm512_maskz_compress_epi8(bits, byte_numbers());
    _mm512_storeu_si512(to,
                        _mm512_add_epi32(bases_, _mm512_cvtepu8_epi32(_mm512_castsi512_si128(positions))));
    if (count > 16) [[unlikely]] {
      _mm512_storeu_si512(
          to + 16, _mm512_add_epi32(bases_, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(positions, 1))));
      _mm512_storeu_si512(
          to + 32, _mm512_add_epi32(bases_, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(positions, 2))));
      _mm512_storeu_si512(
          to + 48, _mm512_add_epi32(bases_, _mm512_cvtepu8_epi32(_mm512_extracti32x4_epi32(positions, 3))));
    }
    bases_ = _mm512_add_epi32(bases_, _mm512_set1_epi32(64));
    return to + count;
  }

 private:
  static __m512i byte_numbers() {
    alignas(64) static constexpr struct Numbers {
      constexpr Numbers() {
        for (int i = 0; i < 64; ++i) number[i] = static_cast<char>(i);
      }
      char number[64]{};
    } kNumbers;
    return _mm512_load_si512(kNumbers.number);
  }
  __m512i delimiter_;
  __m512i bases_;  ///< where the chunk begins, in each place
};

}  // namespace

ScanFindings scan_avx512(const ScanTask& task) { return scan_with<Chunk>(task); }

}  // namespace tandem::importing
#endif
