// Any text as the parts of a workbook. Mutating a packed archive would mostly break its checksums, so an
// input is the parts in plain text, each after a line "--- NAME", and is stored into a sound archive here.
// Archives that are not sound are any_input's.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "import_input.hpp"
#include "stored_archive.hpp"

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

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto options = tandem::fuzz::thorough_options();
  const auto archive = tandem::fuzz::stored_archive(parts_of({reinterpret_cast<const char*>(data), size}));
  tandem::fuzz::import_and_check(reinterpret_cast<const std::uint8_t*>(archive.data()), archive.size(),
                                 options);
  return 0;
}
