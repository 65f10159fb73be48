#include "stored_archive.hpp"

#include <zlib.h>

#include <cstdint>

namespace tandem::fuzz {
namespace {

constexpr std::size_t kNameBytesMax = 0xFFFF;

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(i < 4 ? value >> (8 * i) & 0xFF : 0);
}

/// What a part's header and its entry in the archive's directory have in common (APPNOTE.TXT, 4.3.7).
std::string description(const std::string& name, const std::string& content) {
  std::string out;
  put(out, 20, 2);  // version needed
  put(out, 0, 8);   // flags, stored, no time
  const auto* bytes = reinterpret_cast<const Bytef*>(content.data());
  put(out, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(content.size()))), 4);
  put(out, static_cast<std::uint32_t>(content.size()), 4);
  put(out, static_cast<std::uint32_t>(content.size()), 4);
  put(out, static_cast<std::uint32_t>(name.size()), 2);
  put(out, 0, 2);  // no extra field
  return out;
}

}  // namespace

std::string stored_archive(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out;
  std::string directory;
  for (const auto& [whole_name, content] : parts) {
    const auto at = static_cast<std::uint32_t>(out.size());
    const auto name = whole_name.substr(0, kNameBytesMax);
    const auto described = description(name, content);
    out += "PK\x03\x04";
    out += described;
    out += name;
    out += content;
    directory += "PK\x01\x02";
    put(directory, 20, 2);  // made by
    directory += described;
    put(directory, 0, 10);  // no comment, disk, attributes
    put(directory, at, 4);
    directory += name;
  }
  const auto directory_at = static_cast<std::uint32_t>(out.size());
  const auto count = static_cast<std::uint32_t>(parts.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);  // one disk
  put(out, count, 2);
  put(out, count, 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, directory_at, 4);
  put(out, 0, 2);  // no comment
  return out;
}

}  // namespace tandem::fuzz
