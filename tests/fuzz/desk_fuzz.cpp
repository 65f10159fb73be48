// Desks come from people: any text is a desk or a list of what is wrong with it. A sound one can be staffed:
// its work is done or not, and nobody is added while it is closed.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/staffing/blend/desk_json.hpp"
#include "plan/staffing/blend/staff_desk.hpp"

namespace {

using namespace tandem::blend;

/// Three days from a Friday on, an hour after another, with a few contacts of each channel.
DeskDemand demand_of(const Desk& desk) {
  DeskDemand demand{.first = tandem::LocalDay(std::chrono::year(2026) / 5 / 1),
                    .days = 2,
                    .days_after = 1,
                    .interval = tandem::Duration::hours(1),
                    .open = {},
                    .channels = {}};
  demand.open = open_intervals(desk, demand.first, demand.days + demand.days_after, demand.interval, {});
  for (const Channel& channel : desk.channels) {
    ChannelDemand& made = demand.channels.emplace_back();
    for (std::size_t i = 0; i < demand.size(); ++i) {
      made.contacts.push_back(static_cast<double>(i % 5));
      made.handle_seconds.push_back(channel.handle_seconds.value_or(300));
    }
    made.patience_seconds = channel.patience_seconds.value_or(120);
  }
  return demand;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto desk = parse_desk({reinterpret_cast<const char*>(data), size}, "desk.json");
  if (!desk) {
    TANDEM_CHECK(!desk.error().empty(), "what is no desk has faults");
    for (const tandem::Error& fault : desk.error())
      TANDEM_CHECK(!fault.message.empty(), "a fault says what is wrong");
    return 0;
  }
  constexpr std::size_t kChannelsFuzzed = 4;
  if (desk->channels.size() > kChannelsFuzzed) return 0;
  for (const Channel& channel : desk->channels)  // else one step takes seconds
    if (channel.handle_seconds.value_or(0) > 3600 || channel.within > tandem::Duration::days(2)) return 0;
  const DeskDemand demand = demand_of(*desk);
  const auto plan = staff_desk(*desk, demand, {});
  if (!plan) {
    TANDEM_CHECK(
        plan.error().code == tandem::ErrorCode::limit || plan.error().code == tandem::ErrorCode::bad_value,
        "a sound desk has a staff or takes more than can be calculated");
    return 0;
  }
  for (std::size_t i = 0; i < demand.size(); ++i)
    TANDEM_CHECK(demand.open[i] || plan->agents[i] == 0, "nobody works while the desk is closed");
  return 0;
}
