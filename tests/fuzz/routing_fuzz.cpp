// A shell's facts come from phones, agents and callers in any order: whatever they are, on whatever small
// floor, the router's invariants hold, and nobody is rung who must not be.
#include <cstddef>
#include <cstdint>
#include <span>

#include "core/base/check.hpp"
#include "core/routing/random_day_for_test.hpp"

using tandem::routing::FactChoiceForTest;
using tandem::routing::RandomDayForTest;

namespace {

constexpr std::size_t kFloorBytes = 256;
constexpr std::size_t kFactsMax = 400;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  const std::span bytes(data, size);
  const bool plain = bytes[0] % 4 == 3;
  const auto floor = bytes.subspan(1, std::min(kFloorBytes, size - 1));
  auto facts = bytes.subspan(1 + floor.size());
  RandomDayForTest day(floor, plain);
  for (std::size_t left = kFactsMax; left > 0 && facts.size() >= sizeof(FactChoiceForTest); --left) {
    day.take({.kind = facts[0], .after = facts[1], .who = facts[2], .other = facts[3], .more = facts[4]});
    facts = facts.subspan(sizeof(FactChoiceForTest));
  }
  const std::string fault = day.finish();
  TANDEM_CHECK(fault.empty(), fault);
  return 0;
}
