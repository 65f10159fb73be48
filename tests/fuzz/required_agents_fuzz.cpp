// A table of agents by interval comes from anywhere: any text is one or an error with its place. What is read
// has every interval of every day, and written as a table it reads back the same.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/staffing/rosters/demand.hpp"

namespace {

using namespace tandem::rosters;

std::string table_of(const Demand& demand) {
  std::string text = "interval_start,agents\n";
  const std::size_t slots = demand.intervals_a_day();
  const auto minutes = static_cast<std::size_t>(demand.interval.whole_seconds() / 60);
  for (std::size_t i = 0; i < demand.agents.size(); ++i)
    text += fmt::format("{} {:02}:{:02},{:f}\n",
                        tandem::to_text(demand.first + std::chrono::days(static_cast<int>(i / slots))),
                        i % slots * minutes / 60, i % slots * minutes % 60, demand.agents[i]);
  return text;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  // Two years would only make the way back slow.
  constexpr std::size_t kDays = 42;
  const auto demand = parse_demand({reinterpret_cast<const char*>(data), size}, "required.csv",
                                   {.interval = {}, .days_max = kDays, .skills = true});
  if (!demand) {
    TANDEM_CHECK(!demand.error().message.empty(), "an error says what is wrong");
    return 0;
  }
  TANDEM_CHECK(demand->days >= 1 && demand->days <= kDays, "as many days as are asked for");
  TANDEM_CHECK(demand->agents.size() == demand->days * demand->intervals_a_day(), "every interval is there");
  const double skills = static_cast<double>(std::max<std::size_t>(1, demand->skills.size()));
  for (const double agents : demand->agents)
    TANDEM_CHECK(agents >= 0 && agents <= kAgentsRequiredMax * skills, "agents are within their range");
  TANDEM_CHECK(demand->skills.size() <= kSkillsMax && demand->by_skill.size() == demand->skills.size(),
               "skills are kept to their limit");
  for (std::size_t i = 0; i < demand->agents.size() && !demand->skills.empty(); ++i) {
    double all = 0;
    for (const auto& of : demand->by_skill) all += of[i];
    TANDEM_CHECK(std::abs(all - demand->agents[i]) <= 1e-6, "skills add up");
  }
  if (skills > 1) return 0;
  const auto again = parse_demand(table_of(*demand), "again.csv", {.interval = demand->interval});
  TANDEM_CHECK(again.has_value(), "what was read is a table");
  TANDEM_CHECK(again->first == demand->first && again->days == demand->days, "days stay as they are");
  return 0;
}
