#include "plan/analysis/heat_map.hpp"

#include "plan/analysis/order_statistics.hpp"

namespace tandem::analysis {

std::vector<const ObservedDay*> telling_days(std::span<const ObservedDay> days, int weekday) {
  std::vector<const ObservedDay*> usual, open;
  for (const ObservedDay& day : days) {
    if (day.weekday() != weekday || !day.open) continue;
    open.push_back(&day);
    if (day.usual) usual.push_back(&day);
  }
  return usual.empty() ? open : usual;
}

std::optional<double> UsualWeek::calls(int weekday, int interval) const {
  const WeekCell& cell = at(weekday, interval);
  const int of_days = days[static_cast<std::size_t>(weekday)];
  if (cell.days_with_calls == 0 || of_days == 0) return std::nullopt;
  return static_cast<double>(cell.tally.offered) / of_days;
}

std::optional<double> UsualWeek::calls_to_serve(int weekday, int interval) const {
  const WeekCell& cell = at(weekday, interval);
  const int of_days = days[static_cast<std::size_t>(weekday)];
  if (cell.days_to_serve == 0 || of_days == 0) return std::nullopt;
  return static_cast<double>(cell.to_serve) / of_days;
}

UsualWeek usual_week(std::span<const ObservedDay> days, int intervals_a_day) {
  UsualWeek week;
  week.intervals = intervals_a_day;
  week.cells.resize(week.place(7, 0));
  for (int weekday = 0; weekday < 7; ++weekday) {
    const auto telling = telling_days(days, weekday);
    week.days[static_cast<std::size_t>(weekday)] = static_cast<int>(telling.size());
    for (const ObservedDay* day : telling) {
      for (const IntervalCell& from : day->cells) {
        if (from.tally.offered == 0) continue;
        WeekCell& to = week.cells[week.place(weekday, from.place.interval)];
        to.tally.add(from.tally);
        to.handled.add(from);
        ++to.days_with_calls;
        to.to_serve += from.to_serve;
        to.days_to_serve += from.to_serve > 0 ? 1 : 0;
      }
    }
  }
  return week;
}

HeatMap heat_map_of(const UsualWeek& week, std::span<const ObservedDay> days, const Figures& figures,
                    Duration interval) {
  HeatMap map;
  map.intervals = week.intervals;
  map.days = week.days;
  const std::size_t size = week.cells.size();
  map.calls.resize(size);
  map.erlangs.resize(size);
  map.service_level.resize(size);
  map.mean_wait.resize(size);
  map.required_agents.resize(size);
  map.required_headcount.resize(size);
  for (int weekday = 0; weekday < 7; ++weekday) {
    std::vector<double> totals;
    for (const ObservedDay* day : telling_days(days, weekday)) totals.push_back(day->tally.offered);
    const auto w = static_cast<std::size_t>(weekday);
    if (!totals.empty()) map.calls_per_day[w] = median(std::move(totals));
    for (int i = 0; i < week.intervals; ++i) {
      const std::size_t at = week.place(weekday, i);
      const WeekCell& cell = week.cells[at];
      map.calls[at] = week.calls(weekday, i);
      if (!map.calls[at]) continue;
      const auto handle = cell.handled.mean();
      const auto to_serve = week.calls_to_serve(weekday, i);
      if (handle && to_serve) map.erlangs[at] = *to_serve * *handle / interval.seconds();
      map.service_level[at] = figures.service_level(cell.tally);
      map.mean_wait[at] = figures.mean_wait(cell.tally);
    }
  }
  return map;
}

}  // namespace tandem::analysis
