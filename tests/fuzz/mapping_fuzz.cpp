// Any bytes as a mapping file: an error, or a mapping that is the same after it was written and read again.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/import/mapping.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem::importing;
  const auto mapping = parse_mapping({reinterpret_cast<const char*>(data), size}, "mapping.json");
  if (!mapping) {
    TANDEM_CHECK(!mapping.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const auto written = to_json(*mapping);
  const auto again = parse_mapping(written, "mapping.json");
  TANDEM_CHECK(again && to_json(*again) == written, "a mapping survives being written and read");
  return 0;
}
