#pragma once

#include <memory>

#include "plan/import/source/byte_source.hpp"
#include "plan/import/source/raw_file.hpp"

namespace tandem::importing {

/// An unpacker holds so many packed bytes at a time.
inline constexpr std::size_t kPackedBufferBytes = std::size_t{128} << 10;
/// An archive whose own window asks for more memory than this is refused.
inline constexpr std::uint64_t kUnpackMemoryMax = std::uint64_t{256} << 20;

/// Each unpacks one packed file as it is read, whatever its length, with all the members that it is made of.
std::unique_ptr<ByteSource> unpack_gz(std::unique_ptr<RawFile> packed);
std::unique_ptr<ByteSource> unpack_xz(std::unique_ptr<RawFile> packed);
std::unique_ptr<ByteSource> unpack_zst(std::unique_ptr<RawFile> packed);

}  // namespace tandem::importing
