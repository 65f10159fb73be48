#include "app/plan_xlsx.hpp"

#include <fmt/format.h>

#include "app/forecast_output.hpp"
#include "app/plan_words.hpp"
#include "plan/report/workbook.hpp"

namespace tandem::app {
namespace {

using quote::MonthOdds;
using quote::Spread;
using report::CellStyle;
using report::Sheet;
using report::Workbook;

class PlanBook {
 public:
  PlanBook(const PlanResult& plan, Workbook& book) : plan_(plan), book_(book) {}

  void write() {
    write_promise();
    write_months();
    write_offers();
    write_formulas();
    write_what_ifs();
    write_staff();
    write_look_back();
    write_worst_hours();
    write_assumptions();
  }

 private:
  Sheet sheet(const char* name, const std::vector<Sheet::Column>& columns) {
    Sheet made(book_, name);
    made.header(columns, Sheet::Freeze::yes);
    return made;
  }
  void money(Sheet& sheet, std::optional<double> minor_units) const {
    if (minor_units) *minor_units /= static_cast<double>(plan_.terms.currency.minor_units_per_unit());
    sheet.number(minor_units, CellStyle::decimal);
  }
  static void share(Sheet& sheet, std::optional<double> value) { sheet.number(value, CellStyle::percent); }
  static void figure(Sheet& sheet, std::optional<double> value, const sla::Clause& clause) {
    if (clause.judged_in() == kpi::Unit::share)
      share(sheet, value ? std::optional(*value / 100) : std::nullopt);
    else
      sheet.number(value, clause.judged_in() == kpi::Unit::seconds ? CellStyle::seconds : CellStyle::count);
  }

  void write_promise() {
    Sheet out = sheet("Promise", {{"Clause", 24},
                                  {"Month", 10},
                                  {"Promised", 18},
                                  {"Expected", 12},
                                  {"5th percentile", 14},
                                  {"95th percentile", 14},
                                  {"Kept with", 12},
                                  {"Penalty expected", 16},
                                  {"Penalty, 1 in 20", 16}});
    for (std::size_t i = 0; i < plan_.terms.clauses.size(); ++i) {
      const sla::Clause& clause = plan_.terms.clauses[i];
      for (const MonthOdds& month : plan_.best().odds.months) {
        const quote::ClauseOdds& odds = month.clauses[i];
        const auto part = [&odds](double Spread::* which) {
          return odds.figure ? std::optional((*odds.figure).*which) : std::nullopt;
        };
        out.text(clause.name);
        out.text(to_text(month.month));
        out.text(target_text(clause));
        for (const auto which : {&Spread::mean, &Spread::low, &Spread::high})
          figure(out, part(which), clause);
        share(out, odds.probability());
        money(out, odds.penalty.mean);
        money(out, odds.penalty.high);
        out.end_row();
      }
    }
  }

  void write_months() {
    Sheet out = sheet("Months", {{"Month", 10},
                                 {"Calls", 10},
                                 {"Agent hours", 12},
                                 {"Fee", 14},
                                 {"Penalties", 12},
                                 {"Bonuses", 12},
                                 {"To be paid", 14},
                                 {"To be paid, 1 in 20", 18},
                                 {"Cost", 14},
                                 {"Margin", 14}});
    for (const MonthOdds& month : plan_.best().odds.months) {
      out.text(to_text(month.month));
      out.number(month.calls.mean, CellStyle::count);
      out.number(month.agent_hours, CellStyle::decimal);
      for (const double each :
           {month.fee.mean, month.penalty.mean, month.bonus.mean, month.total.mean, month.total.low})
        money(out, each);
      if (plan_.hour) {
        const double cost = *cost_of_month(plan_, month);
        money(out, cost);
        money(out, month.total.mean - cost);
      }
      out.end_row();
    }
  }

  void write_offers() {
    Sheet out = sheet("Offers", {{"", 10},
                                 {"Agent hours", 12},
                                 {"Hardest clause", 14},
                                 {"All, always", 12},
                                 {"Penalties", 12},
                                 {"To be paid", 14},
                                 {"Cost", 14},
                                 {"Margin", 14}});
    for (const quote::Offer& offer : plan_.offers.offers) {
      const OfferSums sums = sums_of(plan_, offer);
      out.text(&offer == &plan_.best() ? "chosen" : "");
      out.number(offer.odds.agent_hours, CellStyle::decimal);
      share(out, plan_.offers.least_probability(offer.odds));
      share(out, static_cast<double>(offer.odds.always_met) / static_cast<double>(offer.odds.courses));
      for (const std::optional<double> each :
           {std::optional(sums.penalty), std::optional(sums.total), sums.cost, sums.margin})
        money(out, each);
      out.end_row();
    }
  }

  void write_formulas() {
    Sheet out = sheet("Formulas", {{"Formula", 40},
                                   {"", 24},
                                   {"Expected", 12},
                                   {"5th percentile", 14},
                                   {"95th percentile", 14},
                                   {"Target met", 12}});
    const auto formulas = kpi::service_level_formulas();
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      const FormulaOdds odds = formula_odds(plan_, i);
      if (!odds.level) continue;
      out.text(formulas[i].name_en);
      out.text(formulas[i].formula);
      for (const double each : {odds.level->mean, odds.level->low, odds.level->high}) share(out, each);
      share(out, odds.target_met);
      out.end_row();
    }
  }

  void write_what_ifs() {
    Sheet out = sheet("What if", {{"Change", 18},
                                  {"Kept", 10},
                                  {"Penalties", 12},
                                  {"Margin", 14},
                                  {"Planned for: agent hours", 22},
                                  {"Kept", 10},
                                  {"Penalties", 12},
                                  {"Margin", 14}});
    for (const quote::WhatIf& each : plan_.what_ifs) {
      out.text(change_text(each, report::Language::en));
      share(out, each.as_is.least_probability);
      money(out, each.as_is.penalty);
      money(out, each.as_is.margin);
      out.number(each.adapted.agent_hours, CellStyle::decimal);
      share(out, each.adapted.least_probability);
      money(out, each.adapted.penalty);
      money(out, each.adapted.margin);
      out.end_row();
    }
  }

  void write_staff() {
    Sheet out = sheet("Staff", {{"Day", 12}, {"From", 8}, {"Calls", 10}, {"Agents", 8}});
    const quote::Floor& floor = plan_.floor;
    for (std::size_t at = 0; at < floor.size() && !out.full(); ++at) {
      out.day(floor.days[at / floor.slots]);
      out.text(clock_text(floor.interval * static_cast<std::int64_t>(floor.first_slot + at % floor.slots)));
      out.number(floor.expected[at], CellStyle::decimal);
      out.count(plan_.best().staff[at]);
      out.end_row();
    }
  }

  void write_look_back() {
    if (!plan_.look_back) return;
    Sheet out = sheet("Months that were", {{"Month", 10},
                                           {"Calls", 10},
                                           {"In time", 10},
                                           {"Hours on duty", 14},
                                           {"Simulated", 10},
                                           {"Hours it takes", 14},
                                           {"Simulated", 10},
                                           {"At worst", 10}});
    for (const quote::LookBack::Month& month : plan_.look_back->months) {
      out.text(to_text(month.month));
      out.count(month.offered);
      share(out, month.service_level);
      out.number(month.hours_seen, CellStyle::decimal);
      share(out, month.as_seen);
      out.number(month.hours, CellStyle::decimal);
      share(out, month.simulated);
      share(out, month.least);
      out.end_row();
    }
  }

  void write_worst_hours() {
    if (!plan_.look_back) return;
    Sheet out = sheet("Worst hours", {{"Weekday", 10},
                                      {"Hour", 8},
                                      {"Offered", 10},
                                      {"Answered", 10},
                                      {"Abandoned", 10},
                                      {"In time", 10},
                                      {"Service level", 14},
                                      {"Simulated", 10}});
    for (std::size_t i = 0; i < plan_.look_back->worst.size(); ++i) {
      const quote::WeekHour& hour = plan_.look_back->worst[i];
      out.text(weekday_text(hour.weekday));
      out.count(hour.hour);
      for (const std::int64_t each : {hour.offered, hour.answered, hour.abandoned, hour.in_time})
        out.count(each);
      share(out, hour.service_level());
      share(out, plan_.look_back->worst_simulated[i]);
      out.end_row();
    }
  }

  void write_assumptions() {
    Sheet out = sheet("Assumptions", {{"Taken for granted", 120}});
    for (const std::string& each : out_of_reach(plan_, report::Language::en))
      out.text(each, CellStyle::wrapped), out.end_row();
    for (const std::string& each : assumptions_of(plan_, report::Language::en))
      out.text(each, CellStyle::wrapped), out.end_row();
  }

  const PlanResult& plan_;
  Workbook& book_;
};

}  // namespace

Result<void> write_plan_xlsx(const PlanResult& plan, const std::string& path) {
  TANDEM_TRY(report::can_write(path));
  Workbook book(path);
  std::string title = "Plan";
  // The same plan gives the same file: its time is the last day of the records.
  const Instant last = start_of_day(plan.forecast.front().last, *plan.zone);
  book.describe(title, last);
  PlanBook(plan, book).write();
  return book.close();
}

}  // namespace tandem::app
