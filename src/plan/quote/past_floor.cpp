#include "plan/quote/past_floor.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <tuple>

#include "plan/twin/day_observed.hpp"

namespace tandem::quote {
namespace {

using analysis::month_of;
using forecast::DaySeries;
using std::chrono::year_month;

constexpr std::size_t kMonthsMost = 12;
constexpr std::chrono::days kMissingMost{3};

/// Of the whole's days those of some months, by place in its series.
std::vector<std::size_t> days_of(const DaySeries& series, const std::vector<year_month>& months) {
  std::vector<std::size_t> places;
  for (std::size_t day = 0; day < series.size(); ++day)
    if (std::ranges::binary_search(months, month_of(series.days[day]))) places.push_back(day);
  return places;
}

void add_expected(Floor& floor) {
  struct Mean {
    double calls = 0, days = 0;
  };
  using Kind = std::tuple<year_month, unsigned, std::size_t>;
  const auto kind_of = [&floor](std::size_t at) {
    const LocalDay day = floor.days[at / floor.slots];
    return Kind{month_of(day), std::chrono::weekday(day).c_encoding(), at % floor.slots};
  };
  std::map<Kind, Mean> means;
  for (std::size_t at = 0; at < floor.size(); ++at) {
    Mean& mean = means[kind_of(at)];
    mean.calls += floor.paths.front()[at];
    ++mean.days;
  }
  for (std::size_t at = 0; at < floor.size(); ++at) {
    const Mean& mean = means.at(kind_of(at));
    floor.expected.push_back(mean.calls / mean.days);
  }
}

/// What each queue had in each slot of the floor's days.
std::vector<std::vector<double>> counts_of(const Floor& floor, std::span<const forecast::Stream> parts) {
  std::vector<std::vector<double>> counts;
  for (const forecast::Stream& part : parts) {
    std::vector<double>& own = counts.emplace_back(floor.size());
    for (std::size_t day = 0; day < floor.days.size(); ++day) {
      const auto known = std::ranges::lower_bound(part.series.days, floor.days[day]);
      if (known == part.series.days.end() || *known != floor.days[day]) continue;
      const auto row = part.series.row(static_cast<std::size_t>(known - part.series.days.begin()));
      std::ranges::copy(row, own.begin() + static_cast<std::ptrdiff_t>(day * floor.slots));
    }
  }
  return counts;
}

void add_handle_times(Floor& floor, const DaySeries& series) {
  std::vector<double> calls(floor.slots), seconds(floor.slots);
  for (std::size_t at = 0; at < series.handled.size(); ++at) {
    calls[at % floor.slots] += series.handled[at];
    seconds[at % floor.slots] += series.handle_seconds[at];
  }
  for (std::size_t at = 0; at < floor.size(); ++at) {
    const std::size_t slot = at % floor.slots;
    floor.handle_seconds.push_back(calls[slot] > 0 ? seconds[slot] / calls[slot]
                                                   : floor.usual_handle_seconds(at));
  }
}

}  // namespace

std::vector<year_month> whole_months(const DaySeries& series) {
  std::vector<year_month> months;
  for (year_month month = month_of(series.days.front()); month <= month_of(series.days.back());
       month += std::chrono::months(1)) {
    const LocalDay first(month / std::chrono::day(1)), last(month / std::chrono::last);
    if (series.days.front() - first <= kMissingMost && last - series.days.back() <= kMissingMost)
      months.push_back(month);
  }
  if (months.size() > kMonthsMost) months.erase(months.begin(), months.end() - kMonthsMost);
  return months;
}

Floor past_floor(const DaySeries& whole, std::span<const forecast::Stream> parts,
                 const std::vector<Callers>& callers, const Zone& zone, const std::vector<year_month>& months,
                 std::size_t courses) {
  Floor floor{.zone = &zone, .interval = whole.interval, .first_slot = whole.first_slot};
  floor.slots = whole.slots;
  floor.queues = callers;
  std::vector<std::uint32_t> counts;
  for (const std::size_t day : days_of(whole, months)) {
    floor.days.push_back(whole.days[day]);
    for (const double calls : whole.row(day)) counts.push_back(static_cast<std::uint32_t>(calls));
  }
  floor.paths.assign(courses, counts);
  add_expected(floor);
  floor.shares = shares_of(counts_of(floor, parts), floor.size());
  add_handle_times(floor, whole);
  return floor;
}

std::vector<double> on_duty(const Floor& floor, std::span<const CallRecord> calls) {
  std::vector<double> agents(floor.size());
  const double length = floor.interval.seconds();
  for (const twin::DayObserved& day : twin::observe_days(calls, *floor.zone)) {
    const auto place = std::ranges::lower_bound(floor.days, day.day);
    if (place == floor.days.end() || *place != day.day) continue;
    const auto first = static_cast<std::size_t>(place - floor.days.begin()) * floor.slots;
    const auto opens = floor.zone->to_instant(
        LocalTime(day.day) +
        std::chrono::minutes(minutes_of(floor.interval) * static_cast<std::int64_t>(floor.first_slot)));
    for (const twin::DayObserved::Duty& duty : day.duty)
      for (const TimeSpan& span : duty.on_duty) {
        const double from = (span.from - opens.instant).seconds() / length;
        const double until = (span.until - opens.instant).seconds() / length;
        for (std::size_t slot = 0; slot < floor.slots; ++slot) {
          const auto at = static_cast<double>(slot);
          agents[first + slot] += std::max(0.0, std::min(until, at + 1) - std::max(from, at));
        }
      }
  }
  return agents;
}

Staff staff_of(const std::vector<double>& agents, double share) {
  Staff staff;
  double left = 0;
  for (const double here : agents) {
    if (here == 0) left = 0;  // nobody stays for the night
    const double wanted = here * share + left;
    const double whole = std::max(0.0, std::round(wanted));
    left = wanted - whole;
    staff.push_back(static_cast<std::uint32_t>(whole));
  }
  return staff;
}

double hours_of(const Floor& floor, const std::vector<double>& agents, year_month month) {
  double hours = 0;
  for (std::size_t at = 0; at < agents.size(); ++at)
    if (month_of(floor.days[at / floor.slots]) == month)
      hours += agents[at] * floor.interval.seconds() / 3600;
  return hours;
}

}  // namespace tandem::quote
