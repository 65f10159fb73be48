#include <fmt/format.h>

#include <cmath>

#include "app/analyse_summary.hpp"
#include "app/forecast_output.hpp"
#include "app/plan_output.hpp"
#include "app/plan_words.hpp"
#include "app/text_table.hpp"

namespace tandem::app {
namespace {

using quote::MonthOdds;
using quote::Offer;
using quote::Spread;

std::string range_text(const std::optional<Spread>& spread, const sla::Clause& clause) {
  if (!spread) return "-";
  return fmt::format("{} .. {}", figure_text(spread->low, clause), figure_text(spread->high, clause));
}

std::string promise_text(const PlanResult& plan) {
  const Offer& best = plan.best();
  const std::string months = plan.months.size() == 1 ? to_text(plan.months.front())
                                                     : fmt::format("{} to {}", to_text(plan.months.front()),
                                                                   to_text(plan.months.back()));
  std::string text = fmt::format("{}, {}: {} calls expected\n\n", plan.terms.client, months,
                                 whole_text(plan.expected_calls()));
  const std::string hours = whole_text(best.odds.agent_hours / static_cast<double>(plan.months.size()));
  text += fmt::format(
      "{} agent hours a month on the phones keep every {} in every month with a probability of {} or more.\n",
      hours, plan.offers.reached() ? "clause" : "other clause",
      percent_text(plan.offers.least_probability(best.odds)));
  for (const std::string& each : out_of_reach(plan, report::Language::en)) text += each + "\n";
  return text;
}

std::string clauses_text(const PlanResult& plan) {
  TextTable table(
      {"clause", "month", "promised", "expected", "9 months in 10", "kept", "penalty", "1 in 20"});
  for (std::size_t i = 0; i < plan.terms.clauses.size(); ++i) {
    const sla::Clause& clause = plan.terms.clauses[i];
    for (const MonthOdds& month : plan.best().odds.months) {
      const quote::ClauseOdds& odds = month.clauses[i];
      table.add({clause.name, to_text(month.month), target_text(clause),
                 odds.figure ? figure_text(odds.figure->mean, clause) : "-", range_text(odds.figure, clause),
                 odds.judged > 0 ? percent_text(odds.probability()) : "not judged",
                 money_text(odds.penalty.mean, plan.terms.currency),
                 money_text(odds.penalty.high, plan.terms.currency)});
    }
  }
  return table.text();
}

std::string money_table(const PlanResult& plan) {
  const Currency currency = plan.terms.currency;
  std::vector<std::string> header = {"month",     "calls",   "agent hours", "fee",
                                     "penalties", "bonuses", "to be paid"};
  if (plan.hour) header.insert(header.end(), {"cost", "margin", "1 in 20"});
  TextTable table(std::move(header));
  for (const MonthOdds& month : plan.best().odds.months) {
    std::vector<std::string> row = {to_text(month.month),
                                    whole_text(month.calls.mean),
                                    whole_text(month.agent_hours),
                                    money_text(month.fee.mean, currency),
                                    money_text(month.penalty.mean, currency),
                                    money_text(month.bonus.mean, currency),
                                    money_text(month.total.mean, currency)};
    if (plan.hour) {
      const double cost = *cost_of_month(plan, month);
      row.insert(row.end(), {money_text(cost, currency), money_text(month.total.mean - cost, currency),
                             money_text(month.total.low - cost, currency)});
    }
    table.add(std::move(row));
  }
  return table.text();
}

std::string frontier_text(const PlanResult& plan) {
  const Currency currency = plan.terms.currency;
  std::vector<std::string> header = {"",          "agent hours", "hardest clause kept", "all kept always",
                                     "penalties", "to be paid"};
  if (plan.hour) header.insert(header.end(), {"cost", "margin"});
  TextTable table(std::move(header));
  for (std::size_t i = 0; i < plan.offers.offers.size(); ++i) {
    const Offer& offer = plan.offers.offers[i];
    const OfferSums sums = sums_of(plan, offer);
    std::vector<std::string> row = {
        i == plan.offers.chosen ? "chosen" : "",
        whole_text(offer.odds.agent_hours),
        percent_text(plan.offers.least_probability(offer.odds)),
        percent_text(static_cast<double>(offer.odds.always_met) / static_cast<double>(offer.odds.courses)),
        money_text(sums.penalty, currency),
        money_text(sums.total, currency)};
    if (sums.cost)
      row.insert(row.end(), {money_text(*sums.cost, currency), money_text(*sums.margin, currency)});
    table.add(std::move(row));
  }
  return table.text();
}

std::string formulas_text(const PlanResult& plan) {
  if (!quote::service_level_clause(plan.terms)) return "";
  TextTable table({"formula", "", "expected", "9 months in 10", "target met"});
  const auto formulas = kpi::service_level_formulas();
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    const FormulaOdds odds = formula_odds(plan, i);
    if (!odds.level) continue;
    table.add({formulas[i].name_en, formulas[i].formula, percent_text(odds.level->mean),
               fmt::format("{} .. {}", percent_text(odds.level->low), percent_text(odds.level->high)),
               percent_text(odds.target_met)});
  }
  return "\nThe same calls under the six formulas\n" + table.text();
}

std::string what_ifs_text(const PlanResult& plan) {
  const Currency currency = plan.terms.currency;
  std::vector<std::string> header = {"what if", "kept", "penalties"};
  if (plan.hour) header.emplace_back("margin");
  header.insert(header.end(), {"planned for: agent hours", "kept"});
  if (plan.hour) header.emplace_back("margin");
  TextTable table(std::move(header));
  for (const quote::WhatIf& each : plan.what_ifs) {
    std::vector<std::string> row = {change_text(each, report::Language::en),
                                    percent_text(each.as_is.least_probability),
                                    money_text(each.as_is.penalty, currency)};
    if (each.as_is.margin) row.push_back(money_text(*each.as_is.margin, currency));
    row.push_back(whole_text(each.adapted.agent_hours));
    row.push_back(percent_text(each.adapted.least_probability));
    if (each.adapted.margin) row.push_back(money_text(*each.adapted.margin, currency));
    table.add(std::move(row));
  }
  return "\nWhat if (all months together)\n" + table.text();
}

std::string desk_text(const PlanResult& plan) {
  if (!plan.desk) return "";
  const blend::Desk& desk = plan.desk->desk();
  TextTable table({"channel", "a month", "hours", "in time", "asked for", "kept"});
  const quote::OtherWork all = plan.desk->all_months();
  const auto months = static_cast<double>(plan.months.size());
  for (std::size_t i = 0; i < desk.channels.size(); ++i) {
    const blend::ChannelPlan& of = plan.desk->plan().channels[i];
    if (i == plan.desk->calls) continue;
    table.add({desk.channels[i].name, whole_text(of.contacts / months), whole_text(of.hours / months),
               percent_text(of.in_time), percent_text(desk.channels[i].share), percent_text(of.kept)});
  }
  std::string missed;
  for (const std::string& each : shortfalls_of(plan.desk->blend, report::Language::en)) missed += each + "\n";
  return fmt::format(
             "\nChats, tickets and mail\n{}\n{} agent hours a month beside those on the phones, who do {} "
             "hours of "
             "tickets while no call is there.\n",
             table.text(), whole_text(all.added_hours / months), whole_text(all.idle_hours / months)) +
         missed;
}

std::string supply_text(const PlanResult& plan) {
  std::string text;
  if (plan.people) text += "\nPeople\n" + table_of(*plan.people);
  if (plan.sites) text += "\nWhere calls are taken\n" + table_of(*plan.sites);
  return text;
}

std::string look_back_text(const PlanResult& plan) {
  if (!plan.look_back) return "";
  const quote::LookBack& back = *plan.look_back;
  std::string text =
      fmt::format("\nThe months that were: {:g} % within {:g} s\n", back.share * 100, back.within_seconds);
  TextTable months(
      {"month", "calls", "in time", "hours on duty", "simulated", "hours it takes", "simulated", "at worst"});
  for (const quote::LookBack::Month& month : back.months)
    months.add({to_text(month.month), whole_text(static_cast<double>(month.offered)),
                percent_text(month.service_level), whole_text(month.hours_seen), percent_text(month.as_seen),
                whole_text(month.hours), percent_text(month.simulated), percent_text(month.least)});
  text += months.text();
  TextTable worst({"worst hours", "calls", "in time", "with those agents"});
  for (std::size_t i = 0; i < back.worst.size(); ++i)
    worst.add({fmt::format("{} {:02}:00", weekday_text(back.worst[i].weekday), back.worst[i].hour),
               whole_text(static_cast<double>(back.worst[i].offered)),
               percent_text(back.worst[i].service_level()), percent_text(back.worst_simulated[i])});
  return text + "\n" + worst.text();
}

std::string week_text(const PlanResult& plan) {
  if (!plan.week.roster) return "";
  const rosters::Roster& roster = *plan.week.roster;
  return fmt::format(
      "\nFirst week, from {}: {} agents in {} shifts, {:.0f} paid hours for {:.0f} required; {:.1f} hours "
      "short; at most {} above the least cost there can be\n",
      day_text(plan.week.demand.first), agents_working(roster), roster.shifts.size(), roster.hours_paid,
      roster.hours_required, roster.hours_short, percent_text(std::max(0.0, roster.gap())));
}

}  // namespace

std::string text_of(const PlanResult& plan) {
  std::string text = promise_text(plan);
  text += "\n" + clauses_text(plan) + "\n" + money_table(plan);
  text += "\nMore or less of a promise (all months together)\n" + frontier_text(plan);
  text += formulas_text(plan) + what_ifs_text(plan);
  text += desk_text(plan);
  text += "\nThe calls that came\n" + summary_of(plan.past);
  text += week_text(plan) + supply_text(plan);
  text += look_back_text(plan);
  text += "\nTaken for granted\n";
  for (const std::string& each : assumptions_of(plan, report::Language::en)) text += "  - " + each + "\n";
  return text;
}

}  // namespace tandem::app
