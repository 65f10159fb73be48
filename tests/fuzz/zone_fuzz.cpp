// Zone names come from command lines, mappings and files: any text is a zone or an error, and a zone's
// periods hold together.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "core/base/zone.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto zone = tandem::Zone::find({reinterpret_cast<const char*>(data), size});
  if (!zone) {
    TANDEM_CHECK(!zone.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const auto& periods = (*zone)->periods();
  TANDEM_CHECK(!periods.empty(), "a zone has at least one period");
  for (std::size_t i = 1; i < periods.size(); ++i) {
    TANDEM_CHECK(periods[i - 1].until == periods[i].from, "periods follow each other without holes");
  }
  return 0;
}
