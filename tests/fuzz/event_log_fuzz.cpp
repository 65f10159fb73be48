// Any bytes as a log of Tandem's own events.
#include "import_input.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const auto options = [] {
    auto made = tandem::fuzz::thorough_options();
    made.format = tandem::importing::Format::tandem_events;
    return made;
  }();
  tandem::fuzz::import_and_check(data, size, options);
  return 0;
}
