// Any bytes as a file whose format must be told from its content: packed, a workbook, or text of some format.
#include "import_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto options = tandem::fuzz::thorough_options();
  tandem::fuzz::import_and_check(data, size, options);
  return 0;
}
