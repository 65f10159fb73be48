#include "plan/analysis/interval_cells.hpp"

#include <algorithm>
#include <cmath>
#include <tuple>

#include "core/base/check.hpp"

namespace tandem::analysis {
namespace {

Instant next_quarter_hour(Instant at) {
  constexpr std::int64_t kQuarter = Duration::minutes(15).microseconds();
  const std::int64_t past = at.microseconds() % kQuarter;
  return at + Duration::microseconds(kQuarter - (past < 0 ? past + kQuarter : past));
}

IntervalCell& cell_at(std::vector<IntervalCell>& cells, const LocalPlace& place) {
  if (cells.empty() || cells.back().place != place) cells.push_back({.place = place});
  return cells.back();
}

void add_call(IntervalCell& cell, const kpi::Rules& rules, const CallRecord& call) {
  const auto counted = kpi::count(cell.tally, rules, call);
  const bool nobodys = call.outcome == Outcome::out_of_hours || call.outcome == Outcome::voicemail;
  cell.to_serve += counted.as != kpi::CountsAs::left_out && !nobodys ? 1 : 0;
  if (counted.as != kpi::CountsAs::answered) return;
  const auto handle = handle_of(call);
  if (!handle || *handle > kVeryLongCall) return;
  ++cell.handled;
  cell.handle_total += handle->microseconds();
}

/// Interval by interval in order of the instants that the rules attribute calls to.
std::vector<IntervalCell> count_by_attribution(std::span<const CallRecord> calls, const kpi::Rules& rules,
                                               WallClock& clock) {
  struct Attributed {
    Instant at;
    const CallRecord* call;
  };
  std::vector<Attributed> attributed;
  attributed.reserve(calls.size());
  for (const CallRecord& call : calls) {
    const Instant at = kpi::attributed_at(rules, call);
    if (at.known()) attributed.push_back({at, &call});
  }
  std::ranges::stable_sort(attributed, {}, &Attributed::at);
  std::vector<IntervalCell> cells;
  for (const auto& [at, call] : attributed) add_call(cell_at(cells, clock.place(at)), rules, *call);
  return cells;
}

std::uint32_t whole(std::int64_t count) {
  TANDEM_CHECK(count >= 0 && count <= UINT32_MAX, "an interval's total is no count of calls");
  return static_cast<std::uint32_t>(count);
}

std::int64_t microseconds_of(double mean_seconds, std::int64_t calls) {
  return std::llround(mean_seconds * 1e6 * static_cast<double>(calls));
}

void add_totals(IntervalCell& cell, const importing::IntervalTotals& totals) {
  kpi::Tally tally;
  tally.offered = whole(totals.offered);
  const std::int64_t answered = totals.answered.value_or(0);
  tally.answered = whole(answered);
  tally.abandoned = whole(totals.abandoned.value_or(0));
  tally.answered_in_threshold = whole(totals.answered_in_threshold.value_or(0));
  if (totals.mean_wait_seconds) {
    tally.wait_answered_total = microseconds_of(*totals.mean_wait_seconds, answered);
  }
  // Means weigh by the answered; where those are not stated, by the offered.
  const std::int64_t handled = totals.answered.value_or(totals.offered);
  if (totals.mean_talk_seconds) {
    tally.talk_known = whole(handled);
    tally.talk_total = microseconds_of(*totals.mean_talk_seconds, handled);
  }
  if (totals.mean_talk_seconds && totals.mean_acw_seconds) {
    tally.acw_known = whole(handled);
    tally.acw_total = microseconds_of(*totals.mean_acw_seconds, handled);
  }
  cell.tally.add(tally);
  cell.to_serve += tally.offered;
  const auto handle =
      totals.mean_handle_seconds
          ? totals.mean_handle_seconds
          : (totals.mean_talk_seconds
                 ? std::optional(*totals.mean_talk_seconds + totals.mean_acw_seconds.value_or(0))
                 : std::nullopt);
  if (!handle) return;
  cell.handled += whole(handled);
  cell.handle_total += microseconds_of(*handle, handled);
}

}  // namespace

std::optional<Duration> handle_of(const CallRecord& call) {
  const auto talk = call.talk();
  if (!talk) return std::nullopt;
  return *talk + call.after_call_work().value_or(Duration());
}

std::vector<IntervalCell> count_by_interval(std::span<const CallRecord> calls, const kpi::Rules& rules,
                                            WallClock clock) {
  if (rules.attribution != kpi::Attribution::offered) return count_by_attribution(calls, rules, clock);
  std::vector<IntervalCell> cells;
  Instant until = calls.empty() ? Instant::none() : calls.front().offered_at;
  for (const CallRecord& call : calls) {
    // Within an interval the wall need not be read again; a clock change ends an interval early or late, and
    // is met by reading at each quarter of an hour, on which all of them fall.
    if (call.offered_at >= until) {
      const LocalPlace place = clock.place(call.offered_at);
      cell_at(cells, place);
      until = std::min(place.start + clock.interval(), next_quarter_hour(call.offered_at));
    }
    add_call(cells.back(), rules, call);
  }
  return cells;
}

std::vector<IntervalCell> cells_of_totals(std::span<const importing::IntervalTotals> totals,
                                          WallClock clock) {
  std::vector<const importing::IntervalTotals*> order;
  order.reserve(totals.size());
  for (const auto& interval : totals) order.push_back(&interval);
  std::ranges::sort(order, [](const auto* a, const auto* b) {
    return std::tie(a->start, a->client, a->queue) < std::tie(b->start, b->client, b->queue);
  });
  std::vector<IntervalCell> cells;
  for (const auto* interval : order) {
    if (interval->offered == 0) continue;
    add_totals(cell_at(cells, clock.place(interval->start)), *interval);
  }
  return cells;
}

Stated stated_by(std::span<const importing::IntervalTotals> totals) {
  Stated stated;
  stated.waits = stated.abandoned_by_wait = false;
  for (const auto& interval : totals) {
    if (interval.offered == 0) continue;
    stated.answered &= interval.answered.has_value();
    stated.abandoned &= interval.abandoned.has_value();
    stated.in_threshold &= interval.answered_in_threshold.has_value();
    stated.mean_wait_of_answered &= interval.mean_wait_seconds.has_value() || interval.answered == 0;
  }
  return stated;
}

}  // namespace tandem::analysis
