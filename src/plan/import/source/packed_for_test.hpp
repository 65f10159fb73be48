#pragma once

// For tests: bytes packed the three ways that sources unpack.

#include <lzma.h>
#include <zlib.h>
#include <zstd.h>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>

#include "core/base/check.hpp"

namespace tandem::importing {

inline std::string gz(std::string_view bytes) {
  z_stream stream{};
  TANDEM_CHECK(deflateInit2(&stream, 6, Z_DEFLATED, 16 + MAX_WBITS, 8, Z_DEFAULT_STRATEGY) == Z_OK,
               "zlib starts");
  std::string packed(deflateBound(&stream, bytes.size()) + 64, '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(packed.data());
  stream.avail_out = static_cast<uInt>(packed.size());
  TANDEM_CHECK(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib packs");
  packed.resize(stream.total_out);
  deflateEnd(&stream);
  return packed;
}

inline std::string xz(std::string_view bytes) {
  std::string packed(lzma_stream_buffer_bound(bytes.size()), '\0');
  std::size_t size = 0;
  TANDEM_CHECK(lzma_easy_buffer_encode(1, LZMA_CHECK_CRC64, nullptr,
                                       reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size(),
                                       reinterpret_cast<std::uint8_t*>(packed.data()), &size,
                                       packed.size()) == LZMA_OK,
               "liblzma packs");
  packed.resize(size);
  return packed;
}

inline std::string zst(std::string_view bytes) {
  std::string packed(ZSTD_compressBound(bytes.size()), '\0');
  const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(), 3);
  TANDEM_CHECK(ZSTD_isError(size) == 0U, "zstd packs");
  packed.resize(size);
  return packed;
}

}  // namespace tandem::importing
