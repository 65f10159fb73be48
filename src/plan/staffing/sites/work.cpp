#include "plan/staffing/sites/work.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

#include "core/base/time_span.hpp"
#include "core/calendar/compile.hpp"

namespace tandem::sites {
namespace {

namespace chr = std::chrono;

/// All offsets of today's zones are whole quarters, and so are nearly all hours that people work.
constexpr Duration kQuarter = Duration::minutes(15);
constexpr std::size_t kIntervalsMax = 300'000;  ///< two years of quarters are 70,176

Duration time_of_day(LocalTime local) {
  return Duration::microseconds((local - chr::floor<chr::days>(local)).count());
}

/// What a site's clock says of an instant.
class SiteClock {
 public:
  SiteClock(const Site& site, Instant from, Instant until) : site_(site) {
    const int first = year_of(site.zone->day_of(from)), last = year_of(site.zone->day_of(until));
    if (site.country)
      for (int year = std::max(first, holidays::kYearMin); year <= std::min(last, holidays::kYearMax); ++year)
        for (const holidays::Holiday& holiday : holidays::holidays_of(*site.country, year))
          if (holiday.kind != holidays::Holiday::Kind::half) holidays_.push_back(holiday.day);
    holidays_.insert(holidays_.end(), site.own_holidays.begin(), site.own_holidays.end());
    std::ranges::sort(holidays_);
    const auto [repeated, end] = std::ranges::unique(holidays_);
    holidays_.erase(repeated, end);
    open_ = calendar::compile(opening_hours(first, last), from, until);
  }

  /// Of a piece; asked in order of time.
  SiteState at(Instant from, Instant until) {
    while (next_ < open_.size() && open_[next_].until <= from) ++next_;
    const LocalTime local = site_.zone->to_local(from);
    SiteState state;
    state.open = next_ < open_.size() && open_[next_].from <= from && open_[next_].until >= until;
    const Duration time = time_of_day(local);
    const Duration begins = Duration::minutes(site_.premiums.night_from.minutes());
    const Duration ends = Duration::minutes(site_.premiums.night_until.minutes());
    state.night = begins <= ends ? time >= begins && time < ends : time >= begins || time < ends;
    state.day = kind_of(chr::floor<chr::days>(local));
    return state;
  }

 private:
  static int year_of(LocalDay day) { return static_cast<int>(chr::year_month_day(day).year()); }

  calendar::OpeningHours opening_hours(int first, int last) const {
    calendar::OpeningHours hours{.zone = site_.zone, .weekly = site_.hours, .special_days = {}};
    if (!site_.closed_on_holidays) return hours;
    for (const LocalDay day : holidays_) {
      const chr::year_month_day date(day);
      if (year_of(day) >= first && year_of(day) <= last)
        hours.special_days.push_back({.date = date.month() / date.day(),
                                      .year = date.year(),
                                      .spans = {},
                                      .from_midnight = true,
                                      .name = {}});
    }
    return hours;
  }

  /// Of a weekend that is a holiday, the one with the higher premium.
  DayKind kind_of(LocalDay day) const {
    const chr::weekday weekday(day);
    const Premiums& premiums = site_.premiums;
    const DayKind kind = weekday == chr::Sunday     ? DayKind::sunday
                         : weekday == chr::Saturday ? DayKind::saturday
                                                    : DayKind::weekday;
    if (!std::ranges::binary_search(holidays_, day)) return kind;
    const double weekend = kind == DayKind::sunday     ? premiums.sunday
                           : kind == DayKind::saturday ? premiums.saturday
                                                       : 0;
    return premiums.holiday >= weekend ? DayKind::holiday : kind;
  }

  const Site& site_;
  std::vector<LocalDay> holidays_;
  std::vector<TimeSpan> open_;
  std::size_t next_ = 0;
};

Result<void> check(const Work& work) {
  const Series& series = work.required;
  if (work.zone == nullptr) return failure(ErrorCode::bad_value, "the work has no zone");
  if (series.agents.empty()) return failure(ErrorCode::bad_value, "no interval is required");
  if (series.agents.size() > kIntervalsMax)
    return failure(ErrorCode::limit, "{} intervals are required; expected {} at most", series.agents.size(),
                   kIntervalsMax);
  if (!series.from.known() || series.interval <= Duration() || series.interval > Duration::days(1))
    return failure(ErrorCode::bad_value, "the intervals last {} s; expected a day at most",
                   series.interval.seconds());
  for (const double agents : series.agents)
    if (!(agents >= 0 && agents <= rosters::kAgentsRequiredMax))
      return failure(ErrorCode::bad_value, "{} agents are required; expected 0 to {}", agents,
                     rosters::kAgentsRequiredMax);
  for (const double shrinkage : work.shrinkage)
    if (!(shrinkage >= 0 && shrinkage < 1))
      return failure(ErrorCode::bad_value, "shrinkage is {}; expected 0 to less than 1", shrinkage);
  return {};
}

class GridMaker {
 public:
  GridMaker(const Work& work, std::span<const Site> sites) : work_(work) {
    const Series& series = work.required;
    grid_.from = series.from;
    grid_.piece = Duration::microseconds(std::gcd(series.interval.microseconds(), kQuarter.microseconds()));
    const Instant until = series.from + series.interval * static_cast<std::int64_t>(series.agents.size());
    for (const Site& site : sites) clocks_.emplace_back(site, series.from, until);
  }

  Grid make() && {
    const Series& series = work_.required;
    const auto pieces = static_cast<std::size_t>(series.interval / grid_.piece);
    Instant at = series.from;
    for (const double agents : series.agents)
      for (std::size_t i = 0; i < pieces; ++i, at = at + grid_.piece) add(at, agents);
    return std::move(grid_);
  }

 private:
  void add(Instant at, double agents) {
    const chr::year_month_day date(work_.zone->day_of(at));
    const chr::year_month month = date.year() / date.month();
    if (grid_.months.empty() || grid_.months.back().month != month) open_month(month);
    grid_.months.back().share += grid_.piece / month_length_;
    std::uint64_t states = 0;
    for (std::size_t site = 0; site < clocks_.size(); ++site) {
      const SiteState state = clocks_[site].at(at, at + grid_.piece);
      const auto bits =
          (state.open ? 1U : 0U) | (state.night ? 2U : 0U) | static_cast<unsigned>(state.day) << 2U;
      states |= std::uint64_t{bits} << (4 * site);
    }
    if (agents == 0) return grid_.cell_of.push_back(Grid::kNobody);
    const auto [found, is_new] = numbers_.try_emplace({grid_.months.size() - 1, states, agents},
                                                      static_cast<std::uint32_t>(grid_.cells.size()));
    if (is_new) grid_.cells.push_back({grid_.months.size() - 1, agents, 0, states});
    grid_.cells[found->second].hours += grid_.piece / Duration::hours(1);
    grid_.cell_of.push_back(found->second);
  }

  void open_month(chr::year_month month) {
    grid_.months.push_back({month});
    month_length_ = start_of_day(LocalDay((month + chr::months(1)) / 1), *work_.zone) -
                    start_of_day(LocalDay(month / 1), *work_.zone);
  }

  const Work& work_;
  std::vector<SiteClock> clocks_;
  Grid grid_;
  Duration month_length_;
  std::map<std::tuple<std::size_t, std::uint64_t, double>, std::uint32_t> numbers_;
};

}  // namespace

Series series_of(const rosters::Demand& demand, const Zone& zone) {
  Series series{.from = start_of_day(demand.first, zone), .interval = demand.interval, .agents = {}};
  const Instant until = start_of_day(demand.first + chr::days(demand.days), zone);
  for (Instant at = series.from; at < until; at = at + demand.interval) {
    const LocalTime local = zone.to_local(at);
    const auto day = static_cast<std::size_t>((chr::floor<chr::days>(local) - demand.first).count());
    const auto slot = static_cast<std::size_t>(time_of_day(local) / demand.interval);
    series.agents.push_back(demand.agents[day * demand.intervals_a_day() + slot]);
  }
  return series;
}

Result<Grid> grid_of(const Work& work, std::span<const Site> sites) {
  TANDEM_TRY(check(work));
  return GridMaker(work, sites).make();
}

}  // namespace tandem::sites
