#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "core/base/result.hpp"
#include "core/events/call_record.hpp"
#include "core/kpi/interval_clock.hpp"
#include "core/kpi/rules.hpp"
#include "core/kpi/tally.hpp"
#include "core/kpi/wait_arena.hpp"

namespace tandem::kpi {

/// By what calls are grouped: any of the names, and at most one stretch of time.
struct Breakdown {
  bool client = false;
  bool queue = false;
  bool type = false;
  bool agent = false;
  TimeKey time = TimeKey::none;
  Duration interval = Duration::minutes(30);  ///< of TimeKey::interval
  const Zone* zone = &Zone::utc();  ///< whose clock and calendar tell intervals, days, weeks, months
};

/// The names of a group; none() where the breakdown does not ask for them, or the call has none.
struct Series {
  ClientId client;
  QueueId queue;
  CallTypeId type;
  AgentId agent;
  friend auto operator<=>(const Series&, const Series&) = default;
};
struct SeriesHash {
  std::size_t operator()(const Series& series) const;
};

/// Where waits go when memory is short: an append-only store of records, written by one worker, read by any.
class WaitStore {
 public:
  virtual ~WaitStore() = default;
  /// Appends and returns the place to read from.
  virtual Result<std::uint64_t> append(std::span<const std::byte> bytes) = 0;
  virtual Result<void> read(std::uint64_t place, std::span<std::byte> into) const = 0;
};

/// One group as its worker sees it: two cache lines.
struct alignas(128) Group {
  static constexpr std::uint64_t kNothingStored = UINT64_MAX;
  Tally tally;
  WaitArena::Chain waits;
  std::uint64_t stored = kNothingStored;  ///< the last record of its waits in the store
};
static_assert(sizeof(Group) == 128);

/// The groups of the calls one worker has seen, numbered from 0 in order of first sight.
class GroupTable {
 public:
  explicit GroupTable(const Breakdown& breakdown);

  struct Place {
    Group* group = nullptr;
    std::uint32_t number = 0;
  };
  /// The group that a call with this instant belongs to; a new one where it is the first.
  Place place_of(const CallRecord& call, Instant at) {
    const std::uint32_t queue = call.queue.index();
    if (queue < recent_of_queue_.size()) [[likely]] {
      const Recent& recent = recent_of_queue_[queue];
      if (recent.client == (call.client.index() | client_mask_) && recent.holds(at)) [[likely]]
        return {recent.group, recent.number};
    }
    return other_place_of(call, at);
  }
  Group& group(std::uint32_t number) { return group_at(number); }
  const Group& group(std::uint32_t number) const { return group_at(number); }
  std::uint32_t size() const { return static_cast<std::uint32_t>(keys_.size()); }
  std::uint32_t series_number(std::uint32_t number) const { return keys_[number].series; }
  std::span<const Series> all_series() const { return series_; }
  const Slot& slot(std::uint32_t number) const { return keys_[number].slot; }
  std::size_t memory_bytes() const;

 private:
  static constexpr std::uint32_t kNone = UINT32_MAX;
  static constexpr std::uint32_t kGroupsASegment = kLargePageBytes / sizeof(Group);
  struct Key {
    std::uint32_t series;
    Slot slot;
  };
  /// The stretch that the last call of a series, or of a queue, was in.
  struct Recent {
    std::int64_t from = 0;
    std::int64_t until = 0;
    Group* group = nullptr;
    std::uint32_t number = 0;
    std::uint32_t client = 0;  ///< kNone where clients are not told apart
    bool holds(Instant at) const { return at.microseconds() >= from && at.microseconds() < until; }
  };
  /// The groups of 64 neighbouring slots of one series.
  static constexpr std::int64_t kSlotsAPage = 64;
  struct Page {
    std::uint64_t series_and_period = 0;
    std::int64_t number = 0;
    std::uint32_t groups = kNone;  ///< place in page_groups_
  };

  Group& group_at(std::uint32_t number) const {
    return reinterpret_cast<Group*>(segments_[number / kGroupsASegment].get())[number % kGroupsASegment];
  }
  std::uint32_t series_of(const CallRecord& call) {
    if (by_queue_only_ && call.queue.known()) [[likely]] {
      if (call.queue.index() < series_of_queue_.size()) [[likely]] {
        const std::uint32_t series = series_of_queue_[call.queue.index()];
        if (series != kNone && series_[series].client == (breakdown_.client ? call.client : ClientId()))
            [[likely]]
          return series;
      }
    }
    return other_series_of(call);
  }
  std::uint32_t other_series_of(const CallRecord& call);
  Place other_place_of(const CallRecord& call, Instant at);
  std::uint32_t group_number(std::uint32_t series, const Slot& slot);
  std::uint32_t& group_of_slot(std::uint32_t series, const Slot& slot);
  void grow_pages();

  Breakdown breakdown_;
  bool by_queue_only_;  ///< a queue's number tells the series
  std::uint32_t client_mask_;
  IntervalClock clock_;
  std::vector<Series> series_;
  std::vector<Recent> recent_;           ///< by series
  std::vector<Recent> recent_of_queue_;  ///< empty unless by_queue_only_
  std::vector<std::uint32_t> series_of_queue_;
  std::unordered_map<Series, std::uint32_t, SeriesHash> series_numbers_;
  std::vector<Page> pages_;  ///< a hash table, a power of two in size, at most half full
  std::size_t page_count_ = 0;
  std::vector<std::uint32_t> page_groups_;
  std::vector<Key> keys_;
  std::vector<LargePages> segments_;
};

}  // namespace tandem::kpi
