#include "plan/forecast/day_series.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "plan/analysis/wall_clock.hpp"

namespace tandem::forecast {
namespace {

using analysis::IntervalCell;

/// By interval of the day, the first and the last that count.
struct Reach {
  int first = 0, last = -1;
  bool holds(int interval) const { return interval >= first && interval <= last; }
};

DaySeries series_within(std::span<const IntervalCell> cells, Duration interval, const Reach& reach) {
  DaySeries series{.interval = interval};
  if (reach.last < reach.first) return series;
  series.first_slot = static_cast<std::size_t>(reach.first);
  series.slots = static_cast<std::size_t>(reach.last) + 1 - series.first_slot;
  for (const IntervalCell& cell : cells) {
    if (cell.tally.offered == 0 || !reach.holds(cell.place.interval)) continue;
    const LocalDay day = analysis::local_day(cell.place.day);
    if (series.days.empty() || series.days.back() != day) {
      series.days.push_back(day);
      for (std::vector<double>* grid : {&series.counts, &series.handled, &series.handle_seconds})
        grid->resize(series.days.size() * series.slots);
    }
    const auto slot = static_cast<std::size_t>(cell.place.interval) - series.first_slot;
    const std::size_t at = (series.days.size() - 1) * series.slots + slot;
    series.counts[at] += cell.tally.offered;
    series.handled[at] += cell.handled;
    series.handle_seconds[at] += static_cast<double>(cell.handle_total) / 1e6;
  }
  return series;
}

Reach reach_of(std::span<const IntervalCell> cells, const std::set<int>& but) {
  Reach reach{.first = INT32_MAX, .last = -1};
  for (const IntervalCell& cell : cells) {
    if (cell.tally.offered == 0 || but.contains(cell.place.interval)) continue;
    reach.first = std::min(reach.first, cell.place.interval);
    reach.last = std::max(reach.last, cell.place.interval);
  }
  return reach;
}

/// How much of the time some stretches, ends by start, cover together.
Duration covered(const std::map<Instant, Instant>& ends) {
  Duration sum;
  Instant until = ends.begin()->first;
  for (const auto& [start, end] : ends) {
    if (end <= until) continue;
    sum += end - std::max(start, until);
    until = end;
  }
  return sum;
}

/// Intervals of the day that no day has the whole of.
std::set<int> never_whole(std::span<const importing::IntervalTotals> totals, analysis::WallClock clock) {
  std::map<std::pair<std::int64_t, int>, std::map<Instant, Instant>> ends_by_start;
  for (const auto& each : totals) {
    const analysis::LocalPlace place = clock.place(each.start);
    Instant& end =
        ends_by_start[{place.day, place.interval}].try_emplace(each.start, each.start).first->second;
    end = std::max(end, each.start + each.length);
  }
  std::map<int, Duration> most;
  for (const auto& [place, ends] : ends_by_start)
    most[place.second] = std::max(most[place.second], covered(ends));
  std::set<int> partly;
  for (const auto& [interval, known] : most)
    if (known < clock.interval()) partly.insert(interval);
  return partly;
}

}  // namespace

double DaySeries::total(std::size_t day) const {
  const auto counted = row(day);
  return std::accumulate(counted.begin(), counted.end(), 0.0);
}

bool DaySeries::knows_handle_time() const {
  return std::ranges::any_of(handled, [](double calls) { return calls > 0; });
}

DaySeries series_of(std::span<const IntervalCell> cells, Duration interval) {
  return series_within(cells, interval, reach_of(cells, {}));
}

DaySeries part_of(const DaySeries& whole, std::span<const IntervalCell> cells) {
  const auto first = static_cast<int>(whole.first_slot);
  return series_within(cells, whole.interval, {first, first + static_cast<int>(whole.slots) - 1});
}

Result<DaySeries> series_of(std::span<const importing::IntervalTotals> totals, Duration interval,
                            const Zone& zone) {
  Duration misfit;
  for (const auto& each : totals)
    if (interval.microseconds() % each.length.microseconds() != 0) misfit = std::max(misfit, each.length);
  if (misfit > Duration())
    return failure(ErrorCode::usage,
                   "the counts are of {:g} minutes each; ask for --interval {:g}m or a multiple of it",
                   misfit.seconds() / 60, misfit.seconds() / 60);
  const analysis::WallClock clock(zone, interval);
  const auto cells = analysis::cells_of_totals(totals, clock);
  return series_within(cells, interval, reach_of(cells, never_whole(totals, clock)));
}

}  // namespace tandem::forecast
