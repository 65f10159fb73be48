// Any bytes as a foreign table for which a mapping is asked: an error, or a mapping that can be read again.
#include "core/base/check.hpp"
#include "import_input.hpp"
#include "plan/import/mapping.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem;
  const fuzz::MemoryFile file(data, size);
  const auto suggested = importing::suggest_mapping(file.path());
  if (!suggested) {
    TANDEM_CHECK(!suggested.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  const auto written = importing::to_json(suggested->mapping);
  TANDEM_CHECK(!written.empty(), "a proposal is written");
  return 0;
}
