#include "core/kpi/grouping.hpp"

#include <new>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

constexpr std::size_t kPagesAtFirst = 256;
constexpr std::uint64_t kMultiplier = 0x9e3779b97f4a7c15;

std::size_t page_hash(std::uint64_t series_and_period, std::int64_t number) {
  std::uint64_t mixed = (series_and_period ^ (static_cast<std::uint64_t>(number) << 17)) * kMultiplier;
  mixed ^= mixed >> 29;
  return (mixed * kMultiplier) >> 32;
}

}  // namespace

std::size_t SeriesHash::operator()(const Series& series) const {
  std::uint64_t mixed = (std::uint64_t{series.client.index()} << 32 | series.queue.index()) * kMultiplier;
  mixed ^= mixed >> 32;
  mixed = (mixed ^ (std::uint64_t{series.type.index()} << 32 | series.agent.index())) * kMultiplier;
  return mixed ^ (mixed >> 32);
}

GroupTable::GroupTable(const Breakdown& breakdown)
    : breakdown_(breakdown),
      by_queue_only_(breakdown.queue && !breakdown.type && !breakdown.agent),
      client_mask_(breakdown.client ? 0 : kNone),
      clock_(breakdown.time, breakdown.interval, *breakdown.zone),
      pages_(kPagesAtFirst) {}

std::uint32_t GroupTable::other_series_of(const CallRecord& call) {
  Series wanted;
  if (breakdown_.client) wanted.client = call.client;
  if (breakdown_.queue) wanted.queue = call.queue;
  if (breakdown_.type) wanted.type = call.type;
  if (breakdown_.agent) wanted.agent = call.agent;
  const auto [place, is_new] =
      series_numbers_.try_emplace(wanted, static_cast<std::uint32_t>(series_.size()));
  if (is_new) {
    TANDEM_CHECK(series_.size() < kNone, "there are at most 2^32 - 2 series");
    series_.push_back(wanted);
    recent_.emplace_back();
  }
  if (by_queue_only_ && call.queue.known()) {
    if (call.queue.index() >= series_of_queue_.size()) series_of_queue_.resize(call.queue.index() + 1, kNone);
    series_of_queue_[call.queue.index()] = place->second;
  }
  return place->second;
}

GroupTable::Place GroupTable::other_place_of(const CallRecord& call, Instant at) {
  const std::uint32_t series = series_of(call);
  Recent& recent = recent_[series];
  if (!recent.holds(at)) {
    const IntervalClock::Stretch stretch = clock_.stretch_of(at);
    const std::uint32_t number = group_number(series, stretch.slot);
    recent = {stretch.from, stretch.until, &group(number), number, call.client.index() | client_mask_};
  }
  if (by_queue_only_ && call.queue.known()) {
    if (call.queue.index() >= recent_of_queue_.size()) recent_of_queue_.resize(call.queue.index() + 1);
    recent_of_queue_[call.queue.index()] = recent;
  }
  return {recent.group, recent.number};
}

std::uint32_t GroupTable::group_number(std::uint32_t series, const Slot& slot) {
  std::uint32_t& group = group_of_slot(series, slot);
  if (group != kNone) return group;
  TANDEM_CHECK(keys_.size() < kNone, "there are at most 2^32 - 2 groups");
  group = size();
  if (group % kGroupsASegment == 0) segments_.push_back(allocate_large_pages(1));
  new (&group_at(group)) Group();
  keys_.push_back({series, slot});
  return group;
}

std::uint32_t& GroupTable::group_of_slot(std::uint32_t series, const Slot& slot) {
  const std::uint64_t series_and_period = std::uint64_t{series} << 32 | slot.period;
  const std::int64_t number = slot.index >> 6;
  static_assert(kSlotsAPage == 64);
  const auto within = static_cast<std::uint32_t>(slot.index & (kSlotsAPage - 1));
  for (std::size_t at = page_hash(series_and_period, number) & (pages_.size() - 1);;
       at = (at + 1) & (pages_.size() - 1)) {
    Page& page = pages_[at];
    if (page.groups == kNone) {
      page = {series_and_period, number, static_cast<std::uint32_t>(page_groups_.size())};
      page_groups_.resize(page_groups_.size() + kSlotsAPage, kNone);
      const std::uint32_t place = page.groups + within;
      if (2 * ++page_count_ > pages_.size()) grow_pages();
      return page_groups_[place];
    }
    if (page.series_and_period == series_and_period && page.number == number)
      return page_groups_[page.groups + within];
  }
}

void GroupTable::grow_pages() {
  std::vector<Page> fewer(pages_.size() * 2);
  fewer.swap(pages_);
  for (const Page& page : fewer) {
    if (page.groups == kNone) continue;
    std::size_t at = page_hash(page.series_and_period, page.number) & (pages_.size() - 1);
    while (pages_[at].groups != kNone) at = (at + 1) & (pages_.size() - 1);
    pages_[at] = page;
  }
}

std::size_t GroupTable::memory_bytes() const {
  return segments_.size() * kLargePageBytes + keys_.capacity() * sizeof(Key) +
         pages_.capacity() * sizeof(Page) + page_groups_.capacity() * sizeof(std::uint32_t) +
         series_.capacity() * (sizeof(Series) + sizeof(Recent));
}

}  // namespace tandem::kpi
