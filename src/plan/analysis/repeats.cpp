#include "plan/analysis/repeats.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <vector>

namespace tandem::analysis {
namespace {

constexpr std::size_t kBusiestKept = 20;
constexpr std::array kWithin = {Duration::hours(1), Duration::hours(24), Duration::hours(72)};
constexpr Duration kAfterAbandon = Duration::hours(24);

/// What is known of a caller while the calls go by.
struct Caller {
  std::int64_t calls = 0;
  Instant last;
  bool last_abandoned = false;
};

/// Of abandoned calls that the data follow for a day: how many, and how many came again within it.
struct AfterAbandon {
  std::int64_t followed = 0, repeated = 0;
};

std::vector<RepeatCalls::Busy> busiest_of(const std::vector<Caller>& callers, std::int64_t all,
                                          const importing::Directory& directory) {
  std::vector<std::uint32_t> order;
  for (std::uint32_t i = 0; i < callers.size(); ++i) {
    if (callers[i].calls > 1) order.push_back(i);
  }
  const auto name = [&](std::uint32_t i) { return directory.callers.name(CallerId(i)); };
  const auto kept = static_cast<std::ptrdiff_t>(std::min(kBusiestKept, order.size()));
  std::ranges::partial_sort(order, order.begin() + kept, [&](std::uint32_t a, std::uint32_t b) {
    return callers[a].calls != callers[b].calls ? callers[a].calls > callers[b].calls : name(a) < name(b);
  });
  order.resize(static_cast<std::size_t>(kept));
  std::vector<RepeatCalls::Busy> busiest;
  for (const std::uint32_t i : order) {
    busiest.push_back({masked(name(i)), callers[i].calls,
                       static_cast<double>(callers[i].calls) / static_cast<double>(all)});
  }
  return busiest;
}

}  // namespace

std::string masked(std::string_view caller) {
  static constexpr std::size_t kShown = 3;
  // Characters, not bytes: a name may be UTF-8.
  const auto starts = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) != 0x80U; };
  const auto length = static_cast<std::size_t>(std::ranges::count_if(caller, starts));
  std::string text;
  std::size_t seen = 0;
  const std::size_t hidden = length > kShown ? length - kShown : length;
  for (const char byte : caller) {
    seen += starts(byte) ? 1 : 0;
    if (seen > hidden) {
      text += byte;
    } else if (starts(byte)) {
      text += "\u2022";
    }
  }
  return text;
}

RepeatCalls repeats_of(std::span<const CallRecord> calls, const kpi::Rules& rules,
                       const importing::Directory& directory) {
  RepeatCalls repeats;
  std::vector<Caller> callers(directory.callers.size());
  std::array<std::int64_t, kWithin.size()> within{};
  AfterAbandon after;
  const Instant followed_until = calls.empty() ? Instant::none() : calls.back().offered_at - kAfterAbandon;
  for (const CallRecord& call : calls) {
    const kpi::CountsAs as = rules.counts[static_cast<std::size_t>(call.outcome)];
    if (as == kpi::CountsAs::left_out || !call.caller.known()) continue;
    Caller& caller = callers[call.caller.index()];
    ++repeats.calls_with_caller;
    repeats.callers += caller.calls == 0 ? 1 : 0;
    if (caller.calls > 0) {
      const Duration since = call.offered_at - caller.last;
      for (std::size_t i = 0; i < kWithin.size(); ++i) within[i] += since <= kWithin[i] ? 1 : 0;
      after.repeated += caller.last_abandoned && since <= kAfterAbandon ? 1 : 0;
    }
    ++caller.calls;
    caller.last = call.offered_at;
    caller.last_abandoned = as == kpi::CountsAs::abandoned && call.offered_at <= followed_until;
    after.followed += caller.last_abandoned ? 1 : 0;
  }
  repeats.known = repeats.calls_with_caller > 0;
  if (!repeats.known) return repeats;
  for (std::size_t i = 0; i < kWithin.size(); ++i) {
    repeats.share_within[i] = static_cast<double>(within[i]) / static_cast<double>(repeats.calls_with_caller);
  }
  if (after.followed > 0) {
    repeats.share_within_24h_after_abandon =
        static_cast<double>(after.repeated) / static_cast<double>(after.followed);
  }
  repeats.busiest = busiest_of(callers, repeats.calls_with_caller, directory);
  return repeats;
}

}  // namespace tandem::analysis
