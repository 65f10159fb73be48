#include "plan/twin/queue_length.hpp"

#include <algorithm>

namespace tandem::twin {

QueueLength::QueueLength(std::span<const CallRecord> calls) {
  for (const CallRecord& call : calls) {
    const auto wait = call.wait();
    if (!wait || *wait <= Duration()) continue;
    changes_.push_back({call.queued_at, +1});
    changes_.push_back({call.queued_at + *wait, -1});
  }
  std::ranges::stable_sort(changes_, {}, &Change::at);
  std::size_t kept = 0;
  std::int32_t waiting = 0;
  for (const Change& change : changes_) {
    waiting += change.waiting;
    if (kept > 0 && changes_[kept - 1].at == change.at)
      changes_[kept - 1].waiting = waiting;
    else
      changes_[kept++] = {change.at, waiting};
  }
  changes_.resize(kept);
}

std::uint32_t QueueLength::before(Instant at) const {
  const auto after = std::ranges::lower_bound(changes_, at, {}, &Change::at);
  return after == changes_.begin() ? 0 : static_cast<std::uint32_t>((after - 1)->waiting);
}

Instant QueueLength::empty_from(Instant at) const {
  auto next = std::ranges::upper_bound(changes_, at, {}, &Change::at);
  if (next == changes_.begin() || (next - 1)->waiting == 0) return at;
  while (next != changes_.end() && next->waiting > 0) ++next;
  return next == changes_.end() ? at : next->at;
}

}  // namespace tandem::twin
