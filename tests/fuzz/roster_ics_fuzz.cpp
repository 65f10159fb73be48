// A roster's calendar comes from anywhere: any text is one or an error with its file. The first byte chooses
// whether the agents' clock is known.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "published_checks.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace tandem::rosters;
  if (size == 0) return 0;
  static const tandem::Zone* const kBerlin = *tandem::Zone::find("Europe/Berlin");
  const PublishedOptions options{.zone = data[0] % 2 == 1 ? kBerlin : nullptr,
                                 .last = tandem::LocalDay(std::chrono::year(2026) / 2 / 1)};
  check_published(
      parse_published_ics({reinterpret_cast<const char*>(data) + 1, size - 1}, "roster.ics", options),
      "roster.ics");
  return 0;
}
