#include "plan/analysis/slices.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

#include "plan/analysis/order_statistics.hpp"

namespace tandem::analysis {
namespace {

/// Tallies and waits by a dense key of the call. One pass over the calls, one over the waits.
class Grouping {
 public:
  explicit Grouping(std::size_t groups) : tallies_(groups), starts_(groups + 1, 0) {}

  template <class KeyOf>
  void count(std::span<const CallRecord> calls, const kpi::Rules& rules, KeyOf key_of) {
    waits_.reserve(calls.size());
    for (const CallRecord& call : calls) {
      const std::size_t group = key_of(call);
      const auto counted = kpi::count(tallies_[group], rules, call);
      if (!counted.waited) continue;
      ++starts_[group + 1];
      waits_.push_back({counted.wait.microseconds(), static_cast<std::uint32_t>(group)});
    }
    gather_waits();
  }

  const kpi::Tally& tally(std::size_t group) const { return tallies_[group]; }
  std::optional<double> p90_wait(std::size_t group) {
    const std::span waits(gathered_.data() + starts_[group], starts_[group + 1] - starts_[group]);
    if (waits.empty()) return std::nullopt;
    const auto at = waits.begin() + static_cast<std::ptrdiff_t>(nearest_rank(waits.size(), 0.9));
    std::nth_element(waits.begin(), at, waits.end());
    return static_cast<double>(*at) / 1e6;
  }

 private:
  struct Wait {
    std::int64_t microseconds;
    std::uint32_t group;
  };
  void gather_waits() {
    for (std::size_t g = 1; g < starts_.size(); ++g) starts_[g] += starts_[g - 1];
    std::vector<std::size_t> next(starts_.begin(), starts_.end() - 1);
    gathered_.resize(waits_.size());
    for (const Wait& wait : waits_) gathered_[next[wait.group]++] = wait.microseconds;
  }

  std::vector<kpi::Tally> tallies_;
  std::vector<Wait> waits_;
  std::vector<std::size_t> starts_;  ///< of each group in gathered_, and the end
  std::vector<std::int64_t> gathered_;
};

/// Ids are 0 .. names - 1 and none(), which is the last group.
template <class IdType>
std::size_t group_of(IdType id, std::size_t names) {
  return id.known() ? id.index() : names;
}

template <class NameOf>
std::vector<Slice> slices_from(Grouping& grouping, std::size_t groups, const Figures& figures,
                               NameOf name_of) {
  std::int64_t offered = 0;
  for (std::size_t g = 0; g < groups; ++g) offered += grouping.tally(g).offered;
  std::vector<Slice> slices;
  for (std::size_t g = 0; g < groups; ++g) {
    const kpi::Tally& tally = grouping.tally(g);
    if (tally.offered == 0) continue;
    Slice slice;
    name_of(g, slice);
    slice.tally = tally;
    slice.share = offered == 0 ? 0 : tally.offered / static_cast<double>(offered);
    slice.service_levels = figures.service_levels(tally);
    slice.mean_wait = figures.mean_wait(tally);
    slice.mean_handle = figures.mean_handle(tally);
    slice.abandonment = figures.abandonment(tally);
    slice.p90_wait = grouping.p90_wait(g);
    slices.push_back(std::move(slice));
  }
  return slices;
}

std::vector<Slice> largest_first(std::vector<Slice> slices) {
  std::ranges::stable_sort(slices, [](const Slice& a, const Slice& b) {
    if (a.tally.offered != b.tally.offered) return a.tally.offered > b.tally.offered;
    return std::tie(a.client, a.name) < std::tie(b.client, b.name);
  });
  return slices;
}

}  // namespace

std::vector<Slice> slices_by_client(std::span<const CallRecord> calls, const importing::Directory& directory,
                                    const Options& options, const Figures& figures) {
  const std::size_t names = directory.clients.size();
  Grouping grouping(names + 1);
  grouping.count(calls, options.rules, [names](const CallRecord& c) { return group_of(c.client, names); });
  return largest_first(slices_from(grouping, names + 1, figures, [&](std::size_t g, Slice& slice) {
    if (g < names)
      slice.client = slice.name = directory.clients.name(ClientId(static_cast<std::uint32_t>(g)));
  }));
}

std::vector<Slice> slices_by_queue(std::span<const CallRecord> calls, const importing::Directory& directory,
                                   const Options& options, const Figures& figures) {
  const std::size_t names = directory.queues();
  Grouping grouping(names + 1);
  grouping.count(calls, options.rules, [names](const CallRecord& c) { return group_of(c.queue, names); });
  return largest_first(slices_from(grouping, names + 1, figures, [&](std::size_t g, Slice& slice) {
    if (g == names) return;
    const QueueId id(static_cast<std::uint32_t>(g));
    slice.name = directory.queue_name(id);
    slice.client = directory.clients.name(directory.queue_client(id));
  }));
}

std::vector<Slice> slices_by_type(std::span<const CallRecord> calls, const importing::Directory& directory,
                                  const Options& options, const Figures& figures) {
  const std::size_t names = directory.types.size();
  if (names == 0) return {};
  Grouping grouping(names + 1);
  grouping.count(calls, options.rules, [names](const CallRecord& c) { return group_of(c.type, names); });
  return largest_first(slices_from(grouping, names + 1, figures, [&](std::size_t g, Slice& slice) {
    if (g < names) slice.name = directory.types.name(CallTypeId(static_cast<std::uint32_t>(g)));
  }));
}

std::vector<Slice> slices_by_hour(std::span<const CallRecord> calls, const Options& options,
                                  const Figures& figures) {
  WallClock clock(*options.zone, Duration::hours(1));
  Grouping grouping(24);
  grouping.count(calls, options.rules, [&clock](const CallRecord& call) {
    return static_cast<std::size_t>(clock.place(call.offered_at).interval);
  });
  return slices_from(grouping, 24, figures,
                     [](std::size_t g, Slice& slice) { slice.name = fmt::format("{:02}:00", g); });
}

}  // namespace tandem::analysis
