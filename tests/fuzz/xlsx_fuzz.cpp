// Any text as the parts of a workbook. Mutating a packed archive would mostly break its checksums, so an
// input is the parts in plain text, each after a line "--- NAME", and is stored into a sound archive here.
// Archives that are not sound are any_input's.
#include <zlib.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import_input.hpp"

namespace {

constexpr std::string_view kPart = "--- ";

std::vector<std::pair<std::string, std::string>> parts_of(std::string_view text) {
  std::vector<std::pair<std::string, std::string>> parts;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    const auto line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (line.starts_with(kPart)) {
      parts.emplace_back(line.substr(kPart.size()), "");
    } else if (!parts.empty()) {
      parts.back().second.append(line).append(1, '\n');
    }
  }
  return parts;
}

void put(std::string& out, std::uint32_t value, int bytes) {
  for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFF);
}

/// What a file's header in the archive and its entry in the directory have in common (APPNOTE.TXT, 4.3.7).
std::string description(const std::string& name, const std::string& content) {
  std::string out;
  put(out, 20, 2);  // version needed
  put(out, 0, 8);   // flags, stored, no time
  const auto* bytes = reinterpret_cast<const Bytef*>(content.data());
  put(out, static_cast<std::uint32_t>(crc32(0, bytes, static_cast<uInt>(content.size()))), 4);
  put(out, static_cast<std::uint32_t>(content.size()), 4);
  put(out, static_cast<std::uint32_t>(content.size()), 4);
  put(out, static_cast<std::uint32_t>(name.size() & 0xFFFF), 2);
  put(out, 0, 2);  // no extra field
  return out;
}

std::string stored(const std::vector<std::pair<std::string, std::string>>& parts) {
  std::string out;
  std::string directory;
  for (const auto& [name, content] : parts) {
    const auto at = static_cast<std::uint32_t>(out.size());
    const auto described = description(name, content);
    out += "PK\x03\x04" + described + name.substr(0, 0xFFFF) + content;
    directory += "PK\x01\x02";
    put(directory, 20, 2);  // made by
    directory += described;
    put(directory, 0, 10);  // no comment, disk, attributes
    put(directory, at, 4);
    directory += name.substr(0, 0xFFFF);
  }
  const auto directory_at = static_cast<std::uint32_t>(out.size());
  out += directory + "PK\x05\x06";
  put(out, 0, 4);
  put(out, static_cast<std::uint32_t>(parts.size() & 0xFFFF), 2);
  put(out, static_cast<std::uint32_t>(parts.size() & 0xFFFF), 2);
  put(out, static_cast<std::uint32_t>(directory.size()), 4);
  put(out, directory_at, 4);
  put(out, 0, 2);
  return out;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto options = tandem::fuzz::thorough_options();
  const auto archive = stored(parts_of({reinterpret_cast<const char*>(data), size}));
  tandem::fuzz::import_and_check(reinterpret_cast<const std::uint8_t*>(archive.data()), archive.size(),
                                 options);
  return 0;
}
