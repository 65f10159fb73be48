#include "plan/quote/coming_floor.hpp"

#include <algorithm>
#include <utility>

#include "core/base/check.hpp"

namespace tandem::quote {
namespace {

using forecast::ComingDay;
using forecast::StreamForecast;

/// A part may have days of its own; those that the whole does not have are left out.
std::vector<double> counts_on(const Floor& floor, const StreamForecast& part) {
  std::vector<double> counts(floor.size());
  for (const ComingDay& day : part.days) {
    const auto at = std::ranges::lower_bound(floor.days, day.calls.day);
    if (at == floor.days.end() || *at != day.calls.day) continue;
    const auto first = static_cast<std::size_t>(at - floor.days.begin()) * floor.slots;
    for (std::size_t slot = 0; slot < floor.slots; ++slot) counts[first + slot] = day.calls.counts[slot];
  }
  return counts;
}

}  // namespace

Floor floor_of(const StreamForecast& whole, std::span<const StreamForecast> parts,
               std::vector<Callers> callers, const Zone& zone, LocalDay from) {
  TANDEM_CHECK(callers.size() == std::max<std::size_t>(1, parts.size()), "each queue has its callers");
  Floor floor{.zone = &zone, .interval = whole.interval, .first_slot = whole.first_slot};
  floor.queues = std::move(callers);
  floor.slots = whole.days.empty() ? 0 : whole.days.front().calls.counts.size();
  std::size_t skipped = 0;
  while (skipped < whole.days.size() && whole.days[skipped].calls.day < from) ++skipped;
  for (const ComingDay& day : std::span(whole.days).subspan(skipped)) {
    floor.days.push_back(day.calls.day);
    floor.expected.insert(floor.expected.end(), day.calls.counts.begin(), day.calls.counts.end());
    floor.handle_seconds.insert(floor.handle_seconds.end(), day.handle_seconds.begin(),
                                day.handle_seconds.end());
  }
  std::vector<std::vector<double>> of_queue;
  for (const StreamForecast& part : parts) of_queue.push_back(counts_on(floor, part));
  floor.shares = shares_of(std::move(of_queue), floor.size());
  if (floor.handle_seconds.empty())
    for (std::size_t at = 0; at < floor.size(); ++at)
      floor.handle_seconds.push_back(floor.usual_handle_seconds(at));
  for (const auto& path : whole.paths) {
    std::vector<std::uint32_t>& counts = floor.paths.emplace_back();
    for (const auto& day : std::span(path).subspan(skipped))
      counts.insert(counts.end(), day.begin(), day.end());
  }
  return floor;
}

}  // namespace tandem::quote
