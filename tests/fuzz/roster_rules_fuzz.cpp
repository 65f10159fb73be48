// Rules come from people: any text is rules or a list of what is wrong with them. Sound ones name only shifts
// and contracts that are there, and shifts hold their breaks.
#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/staffing/rosters/rules_json.hpp"

namespace {

using namespace tandem::rosters;

void check_shift(const ShiftTemplate& shift) {
  TANDEM_CHECK(shift.earliest <= shift.latest && shift.step > tandem::Duration(), "a shift has a start");
  TANDEM_CHECK(shift.paid > tandem::Duration(), "a shift is paid");
  tandem::Duration over;
  for (const Break& one : shift.breaks) {
    TANDEM_CHECK(one.from >= over && one.from + one.length <= one.until, "a break has room after the last");
    TANDEM_CHECK(one.until <= shift.length(), "a break is over when its shift is");
    over = one.until;
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto rules = parse_rules({reinterpret_cast<const char*>(data), size}, "rules.json");
  if (!rules) {
    TANDEM_CHECK(!rules.error().empty(), "what is no rules has faults");
    return 0;
  }
  for (const ShiftTemplate& shift : rules->shifts) check_shift(shift);
  const auto known = [&](std::size_t shift) { return shift < rules->shifts.size(); };
  for (const Contract& contract : rules->contracts) {
    TANDEM_CHECK(std::ranges::all_of(contract.shifts, known), "contracts name shifts that are there");
    TANDEM_CHECK(contract.week_min <= contract.week_max, "a week has room for its least hours");
  }
  for (const NamedAgent& agent : rules->agents) {
    TANDEM_CHECK(agent.contract < rules->contracts.size(), "agents have a contract that is there");
    TANDEM_CHECK(std::ranges::all_of(agent.preferred_shifts, known), "agents prefer shifts that are there");
  }
  return 0;
}
