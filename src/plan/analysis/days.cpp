#include "plan/analysis/days.hpp"

#include <array>

namespace tandem::analysis {
namespace {

/// A weekday is usually open when more than half of its days had calls.
void learn_open_weekdays(std::vector<ObservedDay>& days) {
  std::array<int, 7> all{}, open{};
  for (const ObservedDay& day : days) {
    const auto w = static_cast<std::size_t>(day.weekday());
    ++all[w];
    open[w] += day.open ? 1 : 0;
  }
  for (ObservedDay& day : days) {
    const auto w = static_cast<std::size_t>(day.weekday());
    day.usually_open = 2 * open[w] > all[w];
  }
}

}  // namespace

Result<std::vector<ObservedDay>> days_of(std::span<const IntervalCell> cells) {
  std::vector<ObservedDay> days;
  if (cells.empty()) return days;
  const std::int64_t first = cells.front().place.day, last = cells.back().place.day;
  if (last - first >= kDaysMax) {
    return failure(ErrorCode::bad_value,
                   "the calls span {} days, more than {}: look for a wrong date in the first or last of them",
                   last - first + 1, kDaysMax);
  }
  days.resize(static_cast<std::size_t>(last - first + 1));
  for (std::size_t i = 0; i < days.size(); ++i) days[i].number = first + static_cast<std::int64_t>(i);
  for (std::size_t from = 0, until = 0; from < cells.size(); from = until) {
    ObservedDay& day = days[static_cast<std::size_t>(cells[from].place.day - first)];
    for (; until < cells.size() && cells[until].place.day == day.number; ++until) {
      day.tally.add(cells[until].tally);
      day.handled.add(cells[until]);
    }
    day.cells = cells.subspan(from, until - from);
    day.open = day.tally.offered > 0;
  }
  learn_open_weekdays(days);
  return days;
}

std::vector<DayFigures> figures_of_days(std::span<const ObservedDay> days, const Figures& figures) {
  std::vector<DayFigures> all;
  all.reserve(days.size());
  for (const ObservedDay& day : days) {
    DayFigures f;
    f.day = local_day(day.number);
    f.open = day.open;
    f.usually_open = day.usually_open;
    f.usual = day.usual;
    f.offered = day.tally.offered;
    f.answered = day.tally.answered;
    f.abandoned = day.tally.abandoned;
    f.service_level = figures.service_level(day.tally);
    f.abandonment = figures.abandonment(day.tally);
    f.mean_wait = figures.mean_wait(day.tally);
    f.mean_handle = figures.mean_handle(day.tally);
    if (!f.mean_handle) f.mean_handle = day.handled.mean();
    f.expected = day.usually_open || day.open ? day.expected.value_or(0) : 0;
    f.deviation = day.deviation;
    all.push_back(f);
  }
  return all;
}

}  // namespace tandem::analysis
