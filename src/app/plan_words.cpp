#include "app/plan_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "app/forecast_output.hpp"
#include "app/number_text.hpp"

namespace tandem::app {

std::string percent_text(std::optional<double> share) {
  return share ? fmt::format("{:.1f} %", *share * 100) : "-";
}

std::string whole_text(double number) {
  const std::string digits = grouped(fmt::format("{:.0f}", std::abs(number)));
  return std::round(number) < 0 ? "-" + digits : digits;
}

std::string money_text(double minor_units, Currency currency) {
  return fmt::format("{} {}", whole_text(minor_units / static_cast<double>(currency.minor_units_per_unit())),
                     currency.code());
}

std::string weekday_text(int weekday) {
  constexpr std::array<std::string_view, 7> kDays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
  return std::string(kDays[static_cast<std::size_t>(weekday)]);
}

std::string figure_text(double figure, const sla::Clause& clause) {
  switch (clause.judged_in()) {
    case kpi::Unit::share:
      return fmt::format("{:.1f} %", figure);
    case kpi::Unit::seconds:
      return fmt::format("{:.1f} s", figure);
    case kpi::Unit::count:
      break;
  }
  return whole_text(figure);
}

std::string target_text(const sla::Clause& clause) {
  const sla::Target target = clause.judged_by();
  return fmt::format("{} {}", target.direction == sla::Direction::at_least ? "at least" : "at most",
                     sla::in_words(target.value, clause.judged_in()));
}

FormulaOdds formula_odds(const PlanResult& plan, std::size_t formula) {
  const auto promise = quote::service_level_clause(plan.terms);
  if (!promise) return {};
  const sla::Clause& clause = plan.terms.clauses[*promise];
  std::vector<double> levels;
  double met = 0;
  for (const std::vector<double>& month : plan.best().odds.service_levels[formula]) {
    for (const double level : month)
      met += clause.target.met_by(Decimal::millionths(std::llround(level * 1e8))) ? 1 : 0;
    levels.insert(levels.end(), month.begin(), month.end());
  }
  FormulaOdds odds{.level = quote::spread_of(levels), .target_met = std::nullopt};
  if (!levels.empty() && clause.window.each == sla::Window::Each::month)
    odds.target_met = met / static_cast<double>(levels.size());
  return odds;
}

std::string why_not_reached(const PlanResult& plan) {
  std::string why;
  const quote::Odds& most = plan.offers.offers.back().odds;
  for (std::size_t i = 0; i < plan.terms.clauses.size(); ++i) {
    if (plan.offers.reachable[i]) continue;
    const sla::Clause& clause = plan.terms.clauses[i];
    const auto hardest = std::ranges::min_element(most.months, {}, [i](const quote::MonthOdds& month) {
      return month.clauses[i].probability().value_or(1);
    });
    const quote::ClauseOdds& odds = hardest->clauses[i];
    why += fmt::format(
        "No staff keeps '{}' with {}: it asks for {}, and even {} agent hours in all come to {} in {} on "
        "average, kept in {} of the courses.\n",
        clause.name, percent_text(plan.asked.probability), target_text(clause), whole_text(most.agent_hours),
        odds.figure ? figure_text(odds.figure->mean, clause) : "nothing", to_text(hardest->month),
        percent_text(odds.probability()));
  }
  return why;
}

std::vector<std::string> assumptions_of(const PlanResult& plan) {
  std::vector<std::string> all;
  all.push_back(fmt::format(
      "{} courses that the days may take, drawn as far from the forecast as days were before; each "
      "is simulated with the router of the live floor",
      plan.best().odds.courses));
  if (plan.floor.queues.size() > 1)
    all.push_back(fmt::format("one team takes the calls of all {} queues, the longest wait first",
                              plan.floor.queues.size()));
  all.push_back(
      plan.analysis.totals_only
          ? "talk is exponential around the mean stated, and so is patience where it is given"
          : "callers talk as long and wait as patiently as in the records; who calls again is in the "
            "forecast");
  all.push_back("outages, tickets, mail and chats take no agent's time");
  all.push_back(fmt::format("{} of paid time is spent away from the phones", percent_text(plan.shrinkage)));
  if (plan.look_back && plan.look_back->available)
    all.push_back(fmt::format(
        "hours on the phones are those in which an agent is there for callers: in the months that were, "
        "{} of the time on duty",
        percent_text(plan.look_back->available)));
  if (!plan.hour) all.push_back("no cost: say what a paid hour costs with --wage");
  if (plan.week.usual_rules)
    all.push_back(
        "shifts of 8 hours with half an hour of lunch, part time of 4 and 6 hours; your own with --rules");
  if (plan.hour && plan.week.roster)
    all.push_back(fmt::format("shifts cover {} more hours than the phones need, as in the first week",
                              percent_text(plan.hour->excess)));
  return all;
}

OfferSums sums_of(const PlanResult& plan, const quote::Offer& offer) {
  OfferSums sums;
  for (const quote::MonthOdds& month : offer.odds.months) {
    sums.penalty += month.penalty.mean;
    sums.bonus += month.bonus.mean;
    sums.total += month.total.mean;
  }
  if (plan.hour) {
    sums.cost = quote::cost_of(offer.odds, *plan.hour).sum();
    sums.margin = sums.total - *sums.cost;
  }
  return sums;
}

std::size_t agents_working(const rosters::Roster& roster) {
  std::vector<bool> works(roster.problem.people.size());
  for (const rosters::RosterShift& shift : roster.shifts) works[shift.person] = true;
  return static_cast<std::size_t>(std::ranges::count(works, true));
}

}  // namespace tandem::app
