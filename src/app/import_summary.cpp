#include "app/import_summary.hpp"

#include <algorithm>

namespace tandem::app {
namespace {

constexpr std::int64_t kHourMicroseconds = 3'600'000'000;
constexpr std::int64_t kHoursAWeek = 168;

std::int64_t floor_div(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

void ImportSummary::see(Instant at, std::uint64_t count) {
  if (!first.known() || at < first) first = at;
  if (!last.known() || at > last) last = at;
  const std::int64_t hour =
      floor_div(at.microseconds() + zone_.offset_at(at).microseconds(), kHourMicroseconds);
  if (hour != last_hour_) {
    last_hour_ = hour;
    last_count_ = &calls_in_hour_[hour];
  }
  *last_count_ += count;
}

Result<void> ImportSummary::take(const importing::Batch& batch) {
  for (const CallRecord& call : batch.calls) {
    ++calls;
    ++by_outcome[static_cast<std::size_t>(call.outcome)];
    see(call.offered_at, 1);
    if (before_.known() && before_source_ == call.source) {
      const Duration back = before_ - call.offered_at;
      clock_jumps += back > kClockJumpMin && back < kClockJumpMax ? 1 : 0;
    }
    before_ = call.offered_at;
    before_source_ = call.source;
  }
  for (const importing::IntervalTotals& totals : batch.totals) {
    ++intervals;
    calls_in_intervals += totals.offered;
    see(totals.start, static_cast<std::uint64_t>(totals.offered));
  }
  agent_intervals += batch.agents.size();
  return {};
}

std::int64_t ImportSummary::days_with_calls() const {
  std::int64_t days = 0;
  std::int64_t day_before = INT64_MIN;
  for (const auto& [hour, count] : calls_in_hour_) {
    const std::int64_t day = floor_div(hour, 24);
    if (count == 0 || day == day_before) continue;
    day_before = day;
    ++days;
  }
  return days;
}

std::vector<ImportSummary::Gap> ImportSummary::gaps() const {
  std::vector<Gap> found;
  if (calls_in_hour_.empty() || intervals > 0) return found;
  const std::int64_t begin = calls_in_hour_.begin()->first;
  const std::int64_t end = calls_in_hour_.rbegin()->first + 1;
  std::array<double, kHoursAWeek> sum{};
  std::array<double, kHoursAWeek> weeks{};
  const auto slot = [](std::int64_t hour) {
    return static_cast<std::size_t>(hour - floor_div(hour, kHoursAWeek) * kHoursAWeek);
  };
  for (std::int64_t hour = begin; hour < end; ++hour) ++weeks[slot(hour)];
  for (const auto& [hour, count] : calls_in_hour_) sum[slot(hour)] += static_cast<double>(count);
  const auto instant = [this](std::int64_t hour) {
    return zone_.to_instant(LocalTime(std::chrono::microseconds(hour * kHourMicroseconds))).instant;
  };
  std::int64_t empty_from = begin;
  double usual = 0;
  for (std::int64_t hour = begin; hour <= end; ++hour) {
    const auto at = calls_in_hour_.find(hour);
    const bool empty = hour < end && (at == calls_in_hour_.end() || at->second == 0);
    if (empty) {
      if (usual == 0) empty_from = hour;  // leading hours that are usually empty are no part of the gap
      usual += sum[slot(hour)] / weeks[slot(hour)];
      continue;
    }
    if (usual >= kUsualCallsInGap && found.size() < kGapsShown)
      found.push_back({instant(empty_from), instant(hour), usual});
    usual = 0;
  }
  return found;
}

}  // namespace tandem::app
