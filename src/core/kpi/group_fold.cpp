#include "core/kpi/group_fold.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

/// So many calls ahead of the one that is counted, its memory is fetched.
constexpr std::size_t kFetchAhead = 12;
/// Waits are stored in one go, when there are so many bytes of them.
constexpr std::size_t kStoreBufferBytes = std::size_t{1} << 20;
/// Fewer bytes than these are never worth storing.
constexpr std::size_t kWaitBytesMin = std::size_t{1} << 20;

/// A record of the store: where the group's record before is, how many waits of either kind follow, the
/// waits.
struct StoredHeader {
  std::uint64_t before;
  std::uint32_t usual;
  std::uint32_t unusual;
};

template <class Value>
void append_bytes(std::vector<std::byte>& to, std::span<const Value> values) {
  const auto bytes = std::as_bytes(values);
  to.insert(to.end(), bytes.begin(), bytes.end());
}

}  // namespace

GroupFold::GroupFold(const Breakdown& breakdown, const Rules& rules, const FoldLimits& limits)
    : rules_(rules), limits_(limits), table_(breakdown) {}

Result<void> GroupFold::add(std::span<const CallRecord> calls) {
  const Rules rules = rules_;  // a copy that no write to a group can change: it stays in registers
  places_.resize(calls.size());
  GroupTable::Place* const places = places_.data();
  for (std::size_t i = 0; i < calls.size(); ++i) {
    const Instant at = attributed_at(rules, calls[i]);
    places[i].group = nullptr;
    // A call without the instant that would attribute it belongs to no interval, and so to no group.
    if (!at.known()) continue;
    places[i] = table_.place_of(calls[i], at);
    const char* const lines = reinterpret_cast<const char*>(places[i].group);
    __builtin_prefetch(lines, 1);
    __builtin_prefetch(lines + sizeof(Group) / 2, 1);
  }
  for (std::size_t i = 0; i < calls.size(); ++i) {
    if (i + kFetchAhead < calls.size() && places[i + kFetchAhead].group != nullptr)
      waits_.prefetch_to_append(places[i + kFetchAhead].group->waits);
    const auto [group, number] = places[i];
    if (group == nullptr) continue;
    const Counted counted = count(group->tally, rules, calls[i]);
    if (counted.waited) waits_.append(number, group->waits, counted.wait);
  }
  if (limits_.store == nullptr || waits_.memory_bytes() <= wait_bytes_allowed()) return {};
  return store_waits();
}

std::size_t GroupFold::wait_bytes_allowed() const {
  // Below that the groups themselves take as much, and records would hold a handful of waits.
  return std::max({limits_.wait_bytes, kWaitBytesMin, table_.size() * sizeof(Group)});
}

Result<void> GroupFold::store_waits() {
  waits_.find_chunks(table_.size());
  std::vector<std::byte> buffer;
  std::vector<std::pair<std::uint32_t, std::size_t>> places;  // of each group's record in the buffer
  const auto flush = [&]() -> Result<void> {
    TANDEM_ASSIGN(begin, limits_.store->append(buffer));
    for (const auto& [number, place] : places) table_.group(number).stored = begin + place;
    buffer.clear();
    places.clear();
    return {};
  };
  WaitSample sample;
  for (std::uint32_t number = 0; number < table_.size(); ++number) {
    Group& group = table_.group(number);
    if (group.waits.empty()) continue;
    sample.clear();
    waits_.gather(number, group.waits, sample);
    group.waits = {};
    const StoredHeader header{group.stored, static_cast<std::uint32_t>(sample.usual().size()),
                              static_cast<std::uint32_t>(sample.unusual().size())};
    places.emplace_back(number, buffer.size());
    append_bytes(buffer, std::span(&header, 1));
    append_bytes(buffer, sample.usual());
    append_bytes(buffer, sample.unusual());
    if (buffer.size() >= kStoreBufferBytes) TANDEM_TRY(flush());
  }
  waits_.clear();
  return flush();
}

Result<void> GroupFold::gather(std::uint32_t number, WaitSample& into) const {
  const Group& group = table_.group(number);
  waits_.gather(number, group.waits, into);
  for (std::uint64_t place = group.stored; place != Group::kNothingStored;) {
    StoredHeader header{};
    TANDEM_TRY(limits_.store->read(place, std::as_writable_bytes(std::span(&header, 1))));
    place += sizeof header;
    const auto usual = std::as_writable_bytes(into.grow_usual(header.usual));
    TANDEM_TRY(limits_.store->read(place, usual));
    TANDEM_TRY(
        limits_.store->read(place + usual.size(), std::as_writable_bytes(into.grow_unusual(header.unusual))));
    place = header.before;
  }
  return {};
}

}  // namespace tandem::kpi
