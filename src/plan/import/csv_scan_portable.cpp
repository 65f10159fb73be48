// Runs on every processor: SSE2, which each x86-64 has, or plain 64-bit words.
#include <cstring>

#include "plan/import/csv_scan_loop.hpp"
#include "plan/import/csv_scan_variants.hpp"

#if defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace tandem::importing {
namespace {

struct PortableBits {
  static std::uint64_t prefix_xor(std::uint64_t bits) {
    for (int shift = 1; shift < 64; shift *= 2) bits ^= bits << shift;
    return bits;
  }
  static std::uint32_t* write_positions(std::uint64_t bits, std::uint32_t base, std::uint32_t* to) {
    for (; bits != 0; bits &= bits - 1) *to++ = base + static_cast<std::uint32_t>(__builtin_ctzll(bits));
    return to;
  }
  using Odd = std::uint64_t;
  static Odd no_odd() { return 0; }
  static bool any_odd(Odd odd) { return odd != 0; }
};

#if defined(__x86_64__)

class Chunk : public PortableBits {
 public:
  Chunk(char delimiter, std::uint32_t) : delimiter_(_mm_set1_epi8(delimiter)) {}
  ChunkMasks masks(const char* data, std::uint64_t valid, Odd& odd) const {
    ChunkMasks masks{0, 0, 0, 0};
    std::uint64_t unprintable = 0;
    for (int i = 0; i < 4; ++i) {
      const __m128i bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(data + 16 * i));
      masks.delimiters |= bits(_mm_cmpeq_epi8(bytes, delimiter_)) << (16 * i);
      masks.line_feeds |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\n'))) << (16 * i);
      masks.carriage_returns |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('\r'))) << (16 * i);
      masks.quotes |= bits(_mm_cmpeq_epi8(bytes, _mm_set1_epi8('"'))) << (16 * i);
      // From blank to tilde, moved to the lowest signed numbers.
      const __m128i moved = _mm_add_epi8(bytes, _mm_set1_epi8(0x60));
      unprintable |= bits(_mm_cmpgt_epi8(moved, _mm_set1_epi8(-34))) << (16 * i);
    }
    masks.delimiters &= valid;
    masks.line_feeds &= valid;
    masks.quotes &= valid;
    odd |= unprintable & ~(masks.delimiters | masks.line_feeds | masks.carriage_returns) & valid;
    return masks;
  }

 private:
  static std::uint64_t bits(__m128i equal) { return static_cast<std::uint32_t>(_mm_movemask_epi8(equal)); }
  __m128i delimiter_;
};

#else

class Chunk : public PortableBits {
 public:
  Chunk(char delimiter, std::uint32_t) : delimiter_(delimiter) {}
  ChunkMasks masks(const char* data, std::uint64_t valid, Odd& odd) const {
    ChunkMasks masks{0, 0, 0, 0};
    std::uint64_t unprintable = 0;
    for (int i = 0; i < 64; ++i) {
      const std::uint64_t bit = std::uint64_t{1} << i;
      const char c = data[i];
      masks.delimiters |= c == delimiter_ ? bit : 0;
      masks.line_feeds |= c == '\n' ? bit : 0;
      masks.carriage_returns |= c == '\r' ? bit : 0;
      masks.quotes |= c == '"' ? bit : 0;
      unprintable |= c < 0x20 || c > 0x7e ? bit : 0;
    }
    masks.delimiters &= valid;
    masks.line_feeds &= valid;
    masks.quotes &= valid;
    odd |= unprintable & ~(masks.delimiters | masks.line_feeds | masks.carriage_returns) & valid;
    return masks;
  }

 private:
  char delimiter_;
};

#endif

}  // namespace

ScanFindings scan_portably(const ScanTask& task) { return scan_with<Chunk>(task); }

}  // namespace tandem::importing
