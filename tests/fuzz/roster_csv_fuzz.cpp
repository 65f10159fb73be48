// A roster's table comes from anywhere: any text is one or an error with its file. What is read is of shifts
// that a roster can hold, and the rules of any problem can be held against it.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "published_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem::rosters;
  check_published(parse_published_csv({reinterpret_cast<const char*>(data), size}, "roster.csv"),
                  "roster.csv");
  return 0;
}
