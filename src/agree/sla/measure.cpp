#include "agree/sla/measure.hpp"

#include <algorithm>
#include <map>

#include "core/base/rounding.hpp"
#include "core/calendar/compile.hpp"
#include "core/kpi/evaluate.hpp"
#include "core/kpi/interval_clock.hpp"
#include "core/kpi/wait_sample.hpp"

namespace tandem::sla {
namespace {

using std::chrono::year_month;

LocalDay first_day(year_month month) { return LocalDay(month / std::chrono::day(1)); }

/// Which cells of a month a clause looks at.
class CellFilter {
 public:
  CellFilter(const Terms& terms, const Clause& clause, const MonthOutcome& outcome)
      : terms_(terms), clause_(clause), outcome_(outcome) {
    const Instant from = start_of_day(first_day(outcome.month), *terms.zone);
    const Instant until = start_of_day(first_day(outcome.month + std::chrono::months(1)), *terms.zone);
    open_ = calendar::compile({.zone = terms.zone, .weekly = clause.scope.hours}, from, until);
  }

  bool in_scope(const Cell& cell) const {
    const auto& queues = clause_.scope.queues;
    if (!queues.empty() && std::ranges::find(queues, outcome_.queues[cell.queue.index()]) == queues.end())
      return false;
    const LocalDay day = terms_.zone->day_of(cell.from);
    const std::chrono::year_month_day date(day);
    if (date.year() / date.month() != outcome_.month || !terms_.valid_on(day)) return false;
    const auto after = std::ranges::upper_bound(open_, cell.from, {}, &TimeSpan::from);
    return after != open_.begin() && cell.from < std::prev(after)->until;
  }

  bool excluded(const Cell& cell) const {
    const LocalDay day = terms_.zone->day_of(cell.from);
    const Exclusions& exclusions = clause_.exclusions;
    const auto holds = [day](const DayRange& range) { return range.from <= day && day <= range.until; };
    return std::ranges::any_of(exclusions.days, holds) || is_over_forecast(day) || is_in_outage(cell);
  }

 private:
  bool is_over_forecast(LocalDay day) const {
    if (!clause_.exclusions.over_forecast) return false;
    const auto volume = std::ranges::find(outcome_.forecast, day, &DayVolume::day);
    if (volume == outcome_.forecast.end()) return false;
    return Wide{volume->offered} * 100 * Decimal::kUnit >
           Wide{volume->forecast} * clause_.exclusions.over_forecast->millionths();
  }
  bool is_in_outage(const Cell& cell) const {
    const auto& names = clause_.exclusions.outages;
    return std::ranges::any_of(outcome_.outages, [&](const Outage& outage) {
      return outage.from < cell.from + cell.length && cell.from < outage.until &&
             std::ranges::find(names, outage.name) != names.end();
    });
  }

  const Terms& terms_;
  const Clause& clause_;
  const MonthOutcome& outcome_;
  std::vector<TimeSpan> open_;
};

/// What one window adds up to.
struct WindowSum {
  kpi::Tally tally;
  kpi::WaitSample waits;
};

std::optional<Decimal> figure_of(const kpi::Definition& definition, WindowSum& sum) {
  if (!definition.percentile) return kpi::exact_figure(definition, sum.tally);
  if (sum.waits.size() == 0) return std::nullopt;
  return kpi::exact_figure(definition, sum.waits.percentile(*definition.percentile));
}

kpi::TimeKey key_of(Window::Each each) {
  switch (each) {
    case Window::Each::month:
      break;
    case Window::Each::day:
      return kpi::TimeKey::day;
    case Window::Each::interval:
      return kpi::TimeKey::interval;
  }
  return kpi::TimeKey::none;
}

Decimal percentage(std::uint32_t part, std::uint32_t of) {
  constexpr std::int64_t kHundredths = 10'000;
  return Decimal::millionths(rounded_quotient(Wide{part} * kHundredths, of) * (Decimal::kUnit / 100));
}

bool is_ramp_up(const Terms& terms, const Clause& clause, year_month month) {
  const std::chrono::year_month_day from(terms.valid_from);
  return month < from.year() / from.month() + std::chrono::months(clause.exclusions.ramp_up_months);
}

}  // namespace

Measurement measure(const Terms& terms, const Clause& clause, const MonthOutcome& outcome,
                    std::span<const Cell> cells) {
  Measurement measured;
  const CellFilter filter(terms, clause, outcome);
  kpi::IntervalClock clock(key_of(clause.window.each), clause.window.length, *terms.zone);
  std::map<kpi::Slot, WindowSum> windows;
  measured.ramp_up = is_ramp_up(terms, clause, outcome.month);
  for (const Cell& cell : cells) {
    if (!filter.in_scope(cell)) continue;
    if (measured.ramp_up || filter.excluded(cell)) {
      measured.calls_excluded += cell.tally.offered;
      continue;
    }
    measured.calls += cell.tally.offered;
    measured.tally.add(cell.tally);
    WindowSum& sum = windows[clock.stretch_of(cell.from).slot];
    sum.tally.add(cell.tally);
    for (const Duration wait : cell.waits) sum.waits.add(wait);
  }
  std::optional<Decimal> figure;
  for (auto& [slot, sum] : windows) {
    figure = figure_of(*clause.kpi, sum);
    if (!figure) continue;
    ++measured.windows;
    measured.windows_met += clause.target.met_by(*figure) ? 1 : 0;
  }
  if (measured.windows == 0) return measured;
  measured.figure =
      clause.window.each == Window::Each::month ? figure : percentage(measured.windows_met, measured.windows);
  return measured;
}

}  // namespace tandem::sla
