#include "plan/quote/odds.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>
#include <utility>

#include "core/base/share_out.hpp"
#include "core/kpi/evaluate.hpp"

namespace tandem::quote {
namespace {

double units_of(const Money& money) { return static_cast<double>(money.minor_units()); }

/// The figures of one month over all courses.
class MonthFold {
 public:
  explicit MonthFold(const sla::Terms& terms) : clauses_(terms.clauses.size()) {}

  /// Whether every clause that was judged is kept.
  bool add(const MonthRun& run) {
    bool kept = true;
    for (std::size_t i = 0; i < clauses_.size(); ++i) kept &= add(clauses_[i], run.settlement.clauses[i]);
    all_met_ += kept ? 1 : 0;
    calls_.push_back(static_cast<double>(run.calls));
    fee_.push_back(units_of(run.settlement.fee));
    penalty_.push_back(units_of(run.settlement.penalty));
    bonus_.push_back(units_of(run.settlement.bonus));
    total_.push_back(units_of(run.settlement.total));
    handle_hours_ += run.handle_hours;
    return kept;
  }

  MonthOdds finish(std::chrono::year_month month, double agent_hours) {
    MonthOdds odds{.month = month, .all_met = all_met_, .agent_hours = agent_hours};
    odds.handle_hours = handle_hours_ / static_cast<double>(fee_.size());
    odds.calls = *spread_of(calls_);
    odds.fee = *spread_of(fee_);
    odds.penalty = *spread_of(penalty_);
    odds.bonus = *spread_of(bonus_);
    odds.total = *spread_of(total_);
    for (Clause& clause : clauses_)
      odds.clauses.push_back({.figure = spread_of(clause.figures),
                              .judged = clause.judged,
                              .met = clause.met,
                              .penalty = *spread_of(clause.penalty),
                              .bonus = *spread_of(clause.bonus)});
    return odds;
  }

 private:
  struct Clause {
    std::vector<double> figures, penalty, bonus;
    std::size_t judged = 0, met = 0;
  };

  static bool add(Clause& clause, const sla::ClauseResult& result) {
    constexpr double kMillion = 1e6;
    if (result.measured.figure)
      clause.figures.push_back(static_cast<double>(result.measured.figure->millionths()) / kMillion);
    clause.penalty.push_back(units_of(result.penalty.amount));
    clause.bonus.push_back(units_of(result.bonus.amount));
    if (result.verdict == sla::Verdict::not_judged) return true;
    ++clause.judged;
    const bool met = result.verdict == sla::Verdict::met;
    clause.met += met ? 1 : 0;
    return met;
  }

  std::vector<Clause> clauses_;
  std::size_t all_met_ = 0;
  std::vector<double> calls_, fee_, penalty_, bonus_, total_;
  double handle_hours_ = 0;
};

}  // namespace

std::optional<std::size_t> service_level_clause(const sla::Terms& terms) {
  for (std::size_t i = 0; i < terms.clauses.size(); ++i)
    if (kpi::uses_answer_threshold(*terms.clauses[i].kpi)) return i;
  return std::nullopt;
}

PromisedLevel promised_level(const sla::Terms& terms) {
  PromisedLevel level;
  const auto promise = service_level_clause(terms);
  if (!promise) return level;
  const sla::Clause& clause = terms.clauses[*promise];
  constexpr double kMillionthsOfPercent = 1e8;
  const double share = static_cast<double>(clause.target.value.millionths()) / kMillionthsOfPercent;
  level.within = clause.rules.answer.limit;
  if (share > 0 && share < 1) level.share = share;
  return level;
}

std::optional<Spread> spread_of(std::vector<double> values) {
  if (values.empty()) return std::nullopt;
  std::ranges::sort(values);
  const auto at = [&values](double share) {
    const double rank = std::ceil(share * static_cast<double>(values.size()) - 1e-9);
    return values[std::min(values.size(), std::max<std::size_t>(1, static_cast<std::size_t>(rank))) - 1];
  };
  const double mean = std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
  return Spread{.mean = mean, .low = at(0.05), .middle = at(0.5), .high = at(0.95)};
}

Odds fold(const Scene& scene, const Staff& staff, std::vector<std::vector<MonthRun>> runs) {
  const auto formulas = kpi::service_level_formulas();
  const auto promise = service_level_clause(scene.terms);
  Odds odds{.courses = runs.size()};
  odds.service_levels.resize(formulas.size());
  std::vector<MonthFold> months(scene.months.size(), MonthFold(scene.terms));
  for (const std::vector<MonthRun>& run : runs) {
    bool kept = true;
    for (std::size_t month = 0; month < run.size(); ++month) kept &= months[month].add(run[month]);
    odds.always_met += kept ? 1 : 0;
  }
  for (std::size_t month = 0; month < months.size(); ++month) {
    const double hours = agent_hours(scene.floor, staff, scene.months[month]);
    odds.months.push_back(months[month].finish(scene.months[month], hours));
    odds.agent_hours += hours;
    for (std::size_t formula = 0; formula < formulas.size(); ++formula) {
      std::vector<double>& levels = odds.service_levels[formula].emplace_back();
      if (!promise) continue;
      for (const std::vector<MonthRun>& run : runs) {
        const kpi::Tally& tally = run[month].settlement.clauses[*promise].measured.tally;
        if (const auto level = kpi::evaluate(formulas[formula], tally)) levels.push_back(*level);
      }
    }
  }
  odds.runs = std::move(runs);
  return odds;
}

Odds under(const sla::Terms& terms, const Scene& scene, const Staff& staff, const Odds& odds) {
  const Scene other{.floor = scene.floor,
                    .terms = terms,
                    .months = scene.months,
                    .counted = scene.counted,
                    .cancelled = scene.cancelled};
  std::vector<std::vector<MonthRun>> runs = odds.runs;
  for (std::vector<MonthRun>& course : runs)
    for (MonthRun& run : course) {
      std::vector<sla::Measurement> measured;
      for (sla::ClauseResult& clause : run.settlement.clauses) measured.push_back(std::move(clause.measured));
      std::erase_if(run.settlement.lines, [](const sla::Line& line) {
        using Kind = sla::Line::Kind;
        return line.kind == Kind::penalty || line.kind == Kind::bonus || line.kind == Kind::cap;
      });
      run.settlement = sla::settle(terms, std::move(measured), std::move(run.settlement.lines));
    }
  return fold(other, staff, std::move(runs));
}

double Odds::least_probability(const std::vector<bool>& asked) const {
  double least = 1;
  for (const MonthOdds& month : months)
    for (std::size_t i = 0; i < month.clauses.size(); ++i)
      if (asked.empty() || asked[i]) least = std::min(least, month.clauses[i].probability().value_or(1));
  return least;
}

Result<Odds> odds_of(const Scene& scene, const Staff& staff, std::size_t courses, const Variation& variation,
                     const Progress& progress) {
  std::vector<std::vector<MonthRun>> runs(courses);
  std::mutex mutex;
  std::size_t done = 0;
  TANDEM_TRY(try_share_out(scene.threads, courses, [&](unsigned, std::size_t course) -> Result<void> {
    TANDEM_ASSIGN(run, run_course(scene, staff, course, variation));
    runs[course] = std::move(run);
    const std::lock_guard lock(mutex);
    if (progress) progress(++done, courses);
    return {};
  }));
  return fold(scene, staff, std::move(runs));
}

}  // namespace tandem::quote
