#include "plan/quote/look_back.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/kpi/evaluate.hpp"
#include "plan/quote/past_floor.hpp"

namespace tandem::quote {
namespace {

using std::chrono::year_month;

constexpr std::size_t kWorstMost = 10;

/// Promises that only count: the share in each month, then each of the worst hours by itself.
sla::Terms terms_of(const LookBackAsked& asked, const Zone& zone, LocalDay from,
                    std::span<const WeekHour> hours) {
  sla::Terms terms{.client = "", .currency = *Currency::parse("XXX"), .valid_from = from, .zone = &zone};
  sla::Clause whole;
  whole.name = "service level";
  whole.kpi = *kpi::find_definition("strict");
  whole.rules.answer.limit = asked.promised.within;
  whole.target = {sla::Direction::at_least, Decimal::millionths(std::llround(asked.promised.share * 1e8))};
  terms.clauses.push_back(whole);
  for (const WeekHour& hour : hours) {
    sla::Clause clause = whole;
    clause.target.value = Decimal::whole(0);
    clause.scope.hours = {};
    const auto begins = calendar::WallTime::of(hour.hour, 0);
    clause.scope.hours.days[static_cast<std::size_t>(hour.weekday)] = {
        {begins, calendar::WallTime::of(hour.hour + 1, 0)}};
    terms.clauses.push_back(std::move(clause));
  }
  return terms;
}

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

class LookingBack {
 public:
  LookingBack(const PastCalls& past, const LookBackAsked& asked, const Progress& progress)
      : past_(past), asked_(asked), progress_(progress) {}

  Result<std::optional<LookBack>> make() {
    const auto months = whole_months(past_.whole);
    if (months.empty()) return std::optional<LookBack>();
    floor_ = past_floor(past_.whole, past_.parts, past_.callers, past_.zone, months, asked_.courses);
    made_.share = asked_.promised.share;
    made_.within_seconds = asked_.promised.within.seconds();
    add_worst();
    terms_ = terms_of(asked_, past_.zone, floor_.days.front(), made_.worst);
    add_months(months);
    const Scene scene{.floor = floor_,
                      .terms = terms_,
                      .months = months,
                      .counted = {},
                      .seed = asked_.seed,
                      .threads = asked_.threads,
                      .cancelled = asked_.cancelled};
    TANDEM_TRY(see_what_was(scene));
    TANDEM_TRY(find_what_it_takes(scene));
    return std::optional(std::move(made_));
  }

 private:
  void add_worst() {
    const auto weeks =
        static_cast<std::int64_t>((past_.whole.days.back() - past_.whole.days.front()).count() / 7);
    for (const WeekHour& hour : week_hours(past_.records, past_.zone, asked_.promised.within))
      if (hour.offered >= std::max<std::int64_t>(1, weeks) && made_.worst.size() < kWorstMost)
        made_.worst.push_back(hour);
  }

  void add_months(const std::vector<year_month>& months) {
    std::map<year_month, kpi::Tally> actual;
    const kpi::Rules& rules = terms_.clauses.front().rules;
    for (const CallRecord& call : past_.records) {
      kpi::count(actual[analysis::month_of(past_.zone.day_of(call.offered_at))], rules, call);
    }
    const kpi::Definition& strict = *terms_.clauses.front().kpi;
    for (const year_month month : months)
      made_.months.push_back({.month = month,
                              .offered = actual[month].offered,
                              .service_level = kpi::evaluate(strict, actual[month])});
  }

  /// Of all months together.
  double actual_level() const {
    double in_time = 0, calls = 0;
    for (const LookBack::Month& month : made_.months) {
      in_time += month.service_level.value_or(0) * static_cast<double>(month.offered);
      calls += static_cast<double>(month.offered);
    }
    return in_time / calls;
  }
  double level_of(const Odds& odds) const {
    double in_time = 0, calls = 0;
    for (std::size_t i = 0; i < made_.months.size(); ++i) {
      const auto offered = static_cast<double>(made_.months[i].offered);
      in_time += mean_of(odds.service_levels.front()[i]) * offered;
      calls += offered;
    }
    return in_time / calls;
  }

  /// How much of the time on duty agents are there for callers: the share with which service is as it was.
  Result<void> see_what_was(const Scene& scene) {
    const std::vector<double> seen = on_duty(floor_, past_.records);
    for (LookBack::Month& month : made_.months) month.hours_seen = hours_of(floor_, seen, month.month);
    if (std::ranges::all_of(seen, [](double agents) { return agents == 0; })) return {};
    constexpr double kLeast = 0.3, kMost = 1.3, kNear = 0.01;
    constexpr int kSteps = 7;
    double low = kLeast, high = kMost;
    for (int i = 0; i < kSteps; ++i) {
      const double share = (low + high) / 2;
      TANDEM_ASSIGN(odds, odds_of(scene, staff_of(seen, share), 1, {}, {}));
      if (progress_) progress_(static_cast<std::size_t>(i), 2 * kSteps);
      const double off = level_of(odds) - actual_level();
      (off < 0 ? low : high) = share;
      if (std::abs(off) > kNear) continue;
      made_.available = share;
      for (std::size_t month = 0; month < made_.months.size(); ++month)
        made_.months[month].as_seen = mean_of(odds.service_levels.front()[month]);
    }
    return {};
  }

  /// The staff of which each month has a share of its own, so many steps of half a percent.
  Result<Staff> staff_at(const std::vector<int>& steps) const {
    const StaffFamily family{.within_seconds = asked_.promised.within.seconds(),
                             .patience_seconds = asked_.patience_seconds};
    const auto share = [&](LocalDay day) {
      const auto month = std::ranges::find(made_.months, analysis::month_of(day), &LookBack::Month::month);
      return static_cast<double>(steps[static_cast<std::size_t>(month - made_.months.begin())]) /
             kShareStepsPerUnit;
    };
    return staff_for(floor_, family, share, {}, asked_.cancelled);
  }

  /// Each month's least staff that keeps the share: bisected on one run, all months at a time, then raised
  /// where it fails in any of all runs.
  Result<void> find_what_it_takes(const Scene& scene) {
    constexpr std::size_t kSteps = 8;
    constexpr int kRaises = 5;
    std::vector<int> low(made_.months.size(), kShareStepLeast), high(made_.months.size(), kShareStepMost);
    for (std::size_t i = 0; i < kSteps; ++i) {
      std::vector<int> middle;
      for (std::size_t month = 0; month < low.size(); ++month)
        middle.push_back((low[month] + high[month]) / 2);
      TANDEM_ASSIGN(staff, staff_at(middle));
      TANDEM_ASSIGN(odds, odds_of(scene, staff, 1, {}, {}));
      if (progress_) progress_(kSteps + i, 2 * kSteps);
      for (std::size_t month = 0; month < low.size(); ++month)
        (keeps(odds, month) ? high : low)[month] = middle[month];
    }
    for (int raised = 0;; ++raised) {
      TANDEM_ASSIGN(staff, staff_at(high));
      TANDEM_ASSIGN(odds, odds_of(scene, staff, asked_.courses, {}, {}));
      made_.reached = true;
      for (std::size_t month = 0; month < high.size(); ++month) {
        if (keeps(odds, month)) continue;
        made_.reached = false;
        high[month] = std::min(kShareStepMost, high[month] + 1);
      }
      if (!made_.reached && raised < kRaises) continue;
      report(odds);
      return {};
    }
  }

  bool keeps(const Odds& odds, std::size_t month) const {
    return odds.months[month].clauses.front().probability().value_or(1) >= 1;
  }

  void report(const Odds& odds) {
    for (std::size_t i = 0; i < made_.months.size(); ++i) {
      LookBack::Month& month = made_.months[i];
      const std::vector<double>& levels = odds.service_levels.front()[i];
      month.hours = odds.months[i].agent_hours / made_.available.value_or(1);
      month.simulated = mean_of(levels);
      month.least = *std::ranges::min_element(levels);
    }
    add_worst_simulated(odds);
  }

  void add_worst_simulated(const Odds& odds) {
    const kpi::Definition& strict = *terms_.clauses.front().kpi;
    for (std::size_t hour = 0; hour < made_.worst.size(); ++hour) {
      kpi::Tally tally;
      for (const std::vector<MonthRun>& course : odds.runs)
        for (const MonthRun& run : course) tally.add(run.settlement.clauses[hour + 1].measured.tally);
      made_.worst_simulated.push_back(kpi::evaluate(strict, tally));
    }
  }

  const PastCalls& past_;
  const LookBackAsked& asked_;
  const Progress& progress_;
  Floor floor_;
  sla::Terms terms_{.client = "", .currency = *Currency::parse("XXX"), .valid_from = {}};
  LookBack made_;
};

}  // namespace

std::vector<WeekHour> week_hours(std::span<const CallRecord> calls, const Zone& zone, Duration within) {
  kpi::Rules rules;
  rules.answer.limit = within;
  constexpr std::size_t kHours = 24;
  std::array<kpi::Tally, 7 * kHours> tallies;
  analysis::WallClock clock(zone, Duration::hours(1));
  for (const CallRecord& call : calls) {
    const analysis::LocalPlace place = clock.place(call.offered_at);
    const auto weekday = static_cast<std::size_t>(analysis::weekday_of(place.day));
    kpi::count(tallies[weekday * kHours + static_cast<std::size_t>(place.interval)], rules, call);
  }
  std::vector<WeekHour> hours;
  for (std::size_t i = 0; i < tallies.size(); ++i) {
    const kpi::Tally& tally = tallies[i];
    if (tally.answered + tally.abandoned == 0) continue;
    hours.push_back({.weekday = static_cast<int>(i / kHours),
                     .hour = static_cast<int>(i % kHours),
                     .offered = tally.offered,
                     .answered = tally.answered,
                     .abandoned = tally.abandoned,
                     .in_time = tally.answered_in_threshold});
  }
  std::ranges::stable_sort(hours, {}, &WeekHour::service_level);
  return hours;
}

Result<std::optional<LookBack>> look_back(const PastCalls& past, const LookBackAsked& asked,
                                          const Progress& progress) {
  return LookingBack(past, asked, progress).make();
}

}  // namespace tandem::quote
