#include "plan/analysis/calls_in_order.hpp"

#include <algorithm>
#include <cstdint>
#include <tuple>

namespace tandem::analysis {
namespace {

/// All that the analysis looks at, so that calls which tie are the same to it.
auto key_of(const CallRecord& c) {
  return std::tie(c.offered_at, c.queued_at, c.answered_at, c.ended_at, c.caller, c.queue, c.outcome, c.agent,
                  c.wrapup_end_at, c.ringing_at, c.menu_left_at, c.type, c.client, c.held);
}

bool before(const CallRecord& a, const CallRecord& b) { return key_of(a) < key_of(b); }

struct Place {
  std::int64_t at;
  const CallRecord* call;
};

std::vector<CallRecord> sorted_copy(const CallTable& table, ClientId only) {
  std::vector<Place> places;
  places.reserve(table.calls());
  for (const auto& shelf : table.shelves()) {
    for (const CallRecord& call : shelf.calls) {
      if (!only.known() || call.client == only) places.push_back({call.offered_at.microseconds(), &call});
    }
  }
  // Sorting 16 bytes with the instant at hand, not 96 with a tie of keys, is what makes this fast.
  std::ranges::sort(places, [](const Place& a, const Place& b) {
    return a.at != b.at ? a.at < b.at : before(*a.call, *b.call);
  });
  std::vector<CallRecord> sorted;
  sorted.reserve(places.size());
  for (const Place& place : places) sorted.push_back(*place.call);
  return sorted;
}

}  // namespace

CallsInOrder::CallsInOrder(const CallTable& table, ClientId only) {
  const auto shelves = table.shelves();
  if (shelves.size() == 1 && !only.known() && std::ranges::is_sorted(shelves.front().calls, before)) {
    calls_ = shelves.front().calls;
    return;
  }
  own_ = sorted_copy(table, only);
  calls_ = own_;
}

}  // namespace tandem::analysis
