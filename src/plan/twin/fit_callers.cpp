// Patience, and which calls never queue.
#include <algorithm>
#include <array>

#include "plan/twin/curves.hpp"
#include "plan/twin/day_observed.hpp"
#include "plan/twin/fit.hpp"
#include "plan/twin/queue_length.hpp"

namespace tandem::twin {
namespace {

/// Callers who find so many waiting, or more, are looked at on their own.
constexpr std::array<std::uint32_t, 7> kAmong = {0, 1, 2, 3, 5, 7, 10};
/// With fewer waits one takes the patience of all callers of the type.
constexpr std::size_t kWaitsMin = 200;
/// A type is taken to have calls that never queue when so many are answered at once while others wait.
constexpr std::uint32_t kOthersWait = 2;
constexpr double kAtOnceMin = 0.3;

struct TypeWaits {
  Lengths all;
  std::array<Lengths, kAmong.size()> among;
  std::uint64_t calls = 0, at_once = 0;
  std::uint64_t calls_in_queue = 0, at_once_in_queue = 0;  ///< while others waited
};

std::size_t place_among(std::uint32_t waiting) {
  return static_cast<std::size_t>(std::ranges::upper_bound(kAmong, waiting) - kAmong.begin()) - 1;
}

void take(const CallRecord& call, const QueueLength& queue, TypeWaits& waits) {
  const bool abandoned = call.outcome == Outcome::abandoned;
  const Duration wait = call.wait().value_or(Duration());
  const bool at_once = !abandoned && wait <= Duration();
  const std::uint32_t others =
      queue.before(at_once || !call.queued_at.known() ? call.offered_at : call.queued_at);
  ++waits.calls;
  waits.at_once += at_once ? 1 : 0;
  if (others >= kOthersWait) {
    ++waits.calls_in_queue;
    waits.at_once_in_queue += at_once ? 1 : 0;
  }
  if (at_once) return;
  waits.all.add(wait, abandoned);
  waits.among[place_among(others)].add(wait, abandoned);
}

}  // namespace

void fit_callers(std::span<const CallRecord> calls, const QueueLength& queue, const CallSurge& surge,
                 Behaviour& behaviour) {
  std::vector<TypeWaits> types(behaviour.types.size());
  for (const CallRecord& call : calls)
    if (call.type.known() && !surge.is_surge_at(arrived_at(call)))
      take(call, queue, types[call.type.index()]);
  for (std::size_t i = 0; i < types.size(); ++i) {
    TypeBehaviour& type = behaviour.types[i];
    TypeWaits& waits = types[i];
    type.seen = waits.calls > 0;
    if (static_cast<double>(waits.at_once_in_queue) > kAtOnceMin * static_cast<double>(waits.calls_in_queue))
      type.never_queues = static_cast<double>(waits.at_once) / static_cast<double>(waits.calls);
    type.patience = hazard_of(std::move(waits.all));
    for (std::size_t k = 0; k < kAmong.size(); ++k) {
      if (waits.among[k].size() < kWaitsMin) continue;
      type.patience_among.push_back({kAmong[k], hazard_of(std::move(waits.among[k]))});
    }
  }
}

}  // namespace tandem::twin
