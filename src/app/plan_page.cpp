#include "app/plan_page.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/plan_html.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/share_bars.hpp"
#include "plan/report/charts/xml_text.hpp"

namespace tandem::app {

using quote::MonthOdds;
using quote::Offer;
using quote::Spread;
using report::Language;

std::string PlanPage::write() {
  write_masthead();
  write_promise();
  write_money();
  write_offers();
  write_what_ifs();
  write_formulas();
  write_past();
  write_calls();
  write_staff();
  write_desk();
  write_week();
  write_people();
  write_sites();
  write_look_back();
  write_assumptions();
  return std::move(*this).finish();
}

std::string PlanPage::money(double minor_units) const {
  const auto unit = static_cast<double>(plan_.terms.currency.minor_units_per_unit());
  return fmt::format("{}\u00a0{}", words.number(minor_units / unit, 0), plan_.terms.currency.code());
}

std::string PlanPage::count(double value) const { return words.count(std::llround(value)); }

std::string PlanPage::figure(double value, const sla::Clause& clause) const {
  switch (clause.judged_in()) {
    case kpi::Unit::share:
      return words.percent(value / 100);
    case kpi::Unit::seconds:
      return words.duration(value);
    case kpi::Unit::count:
      break;
  }
  return count(value);
}

std::string PlanPage::between(const std::optional<Spread>& spread, const sla::Clause& clause) const {
  if (!spread) return "–";
  return fmt::format("{} … {}", figure(spread->low, clause), figure(spread->high, clause));
}

void PlanPage::write_masthead() {
  const quote::Odds& odds = plan_.best().odds;
  const OfferSums sums = sums_of(plan_, plan_.best());
  const std::string span =
      fmt::format("{} – {}", words.month(plan_.months.front()), words.month(plan_.months.back()));
  const std::string title = fmt::format("{}: {}", report::escaped(plan_.terms.client),
                                        say("what can be promised", "что можно обещать"));
  open({.eyebrow = "Tandem plan",
        .title = title,
        .lead = say("What is promised, how likely it is to be kept, what it costs, and how it is done.",
                    "Что обещано, с какой вероятностью это выполнимо, сколько стоит и как делается."),
        .style = ""});
  fact(say("Months", "Месяцы"), span);
  fact(say("Calls expected", "Ожидается звонков"), count(plan_.expected_calls()));
  fact(say("Hardest clause kept with", "Труднейшее условие выполнено с вероятностью"),
       share(plan_.offers.least_probability(odds)));
  fact(say("Agent hours a month", "Часов на линии в месяц"), count(odds.agent_hours / months()));
  fact(say("To be paid a month", "К оплате в месяц"), money(sums.total / months()));
  fact(say("Penalties expected a month", "Ожидаемые штрафы в месяц"), money(sums.penalty / months()));
  if (sums.margin) fact(say("Margin a month", "Маржа в месяц"), money(*sums.margin / months()));
  close_masthead();
}

void PlanPage::write_promise() {
  heading(say("The promise and its odds", "Обещание и его вероятность"));
  for (const std::string& each : out_of_reach(plan_, words.language())) paragraph(report::escaped(each));
  table_head({say("Clause", "Условие"), say("Month", "Месяц"), say("Promised", "Обещано"),
              say("Expected", "Ожидается"), say("Nine months in ten", "Девять месяцев из десяти"),
              say("Kept with", "Вероятность"), say("Penalty expected", "Ожидаемый штраф"),
              say("One in twenty, at least", "В одном из двадцати, от")});
  for (std::size_t i = 0; i < plan_.terms.clauses.size(); ++i) {
    const sla::Clause& clause = plan_.terms.clauses[i];
    for (const MonthOdds& month : plan_.best().odds.months) {
      const quote::ClauseOdds& odds = month.clauses[i];
      open_row(clause.name);
      cell(words.short_month(month.month));
      cell(target_text(clause, words.language()));
      cell(odds.figure ? figure(odds.figure->mean, clause) : "–");
      cell(between(odds.figure, clause));
      cell(odds.judged > 0 ? share(odds.probability()) : std::string(say("not judged", "не оценивается")));
      cell(money(odds.penalty.mean));
      cell(money(odds.penalty.high));
      close_row();
    }
  }
  close_table();
  close_section();
}

void PlanPage::write_money() {
  heading(say("Month by month", "По месяцам"));
  std::vector<std::string_view> columns = {
      say("Month", "Месяц"),        say("Calls", "Звонков"),    say("Agent hours", "Часов на линии"),
      say("Fee", "Плата"),          say("Penalties", "Штрафы"), say("Bonuses", "Премии"),
      say("To be paid", "К оплате")};
  if (plan_.hour)
    columns.insert(columns.end(), {say("Cost", "Затраты"), say("Margin", "Маржа"),
                                   say("One in twenty, at most", "В одном из двадцати, до")});
  table_head(columns);
  for (const MonthOdds& month : plan_.best().odds.months) {
    open_row(words.short_month(month.month));
    cell(count(month.calls.mean));
    cell(count(month.agent_hours));
    for (const Spread* each : {&month.fee, &month.penalty, &month.bonus, &month.total})
      cell(money(each->mean));
    if (plan_.hour) {
      const double cost = *cost_of_month(plan_, month);
      for (const double each : {cost, month.total.mean - cost, month.total.low - cost}) cell(money(each));
    }
    close_row();
  }
  close_table();
  if (plan_.hour)
    write_activities();
  else
    paragraph(say("Without --wage there is no cost and no margin.", "Без --wage нет ни затрат, ни маржи."));
  close_section();
}

void PlanPage::write_activities() {
  const quote::Cost cost = quote::cost_of(plan_.best().odds, *plan_.hour);
  const std::array<std::string_view, quote::kActivities> names = {
      say("Talk and after-call work", "Разговоры и работа после звонка"),
      say("Chats, tickets and mail", "Чаты, заявки и почта"),
      say("Waiting for the next call", "Ожидание следующего звонка"),
      say("Shifts longer than needed", "Смены длиннее нужного"), say("Away from the phones", "Не на линии")};
  table_head({say("What is paid for, all months", "За что платят, все месяцы"), say("Cost", "Затраты"),
              say("Share", "Доля")});
  for (std::size_t i = 0; i < names.size(); ++i) {
    if (static_cast<quote::Activity>(i) == quote::Activity::other && !plan_.desk) continue;
    open_row(names[i]);
    cell(money(cost.by_activity[i]));
    cell(share(cost.by_activity[i] / cost.sum()));
    close_row();
  }
  close_table();
}

/// How likely the promise is kept, by how many agent hours a month there are.
std::string PlanPage::odds_chart() const {
  report::LineChart chart;
  chart.label = say("Probability by agent hours", "Вероятность в зависимости от часов на линии");
  report::LineSeries hardest{.css = "s1"}, always{.css = "s2"};
  const auto& offers = plan_.offers.offers;
  const auto hours = [this](const Offer& offer) { return offer.odds.agent_hours / months(); };
  // The largest staff shows what can be reached at all, and is far off.
  const std::size_t shown =
      offers.size() > 2 && plan_.offers.chosen + 1 < offers.size() ? offers.size() - 1 : offers.size();
  for (std::size_t i = 0; i < shown; ++i) {
    const Offer& offer = offers[i];
    const double all = static_cast<double>(offer.odds.always_met) / static_cast<double>(offer.odds.courses);
    hardest.points.emplace_back(hours(offer), plan_.offers.least_probability(offer.odds));
    always.points.emplace_back(hours(offer), all);
    const double from = i == 0 ? hours(offer) : (hours(offers[i - 1]) + hours(offer)) / 2;
    const double until = i + 1 == shown ? hours(offer) : (hours(offers[i + 1]) + hours(offer)) / 2;
    chart.strips.push_back(
        {from, until,
         fmt::format("{} {}\n{}", count(hours(offer)), say("agent hours a month", "часов в месяц"),
                     share(plan_.offers.least_probability(offer.odds)))});
  }
  chart.x = {hours(offers.front()), std::max(hours(offers[shown - 1]), hours(offers.front()) + 1), {}, ""};
  constexpr int kTicks = 5;
  for (int i = 0; i <= kTicks; ++i) {
    const double at = chart.x.low + (chart.x.high - chart.x.low) * i / kTicks;
    chart.x.ticks.push_back({at, count(at)});
  }
  chart.separators = {hours(plan_.best())};
  chart.y = report::share_axis([this](double value) { return words.percent(value, 0); }, "");
  chart.target = report::Tick{plan_.asked.probability, std::string(say("asked for", "задано"))};
  chart.series = {std::move(hardest), std::move(always)};
  return chart.draw();
}

void PlanPage::write_offers() {
  heading(say("More or less of a promise", "Больше или меньше обещать"));
  PlainPage::figure(
      say("Agent hours a month and how likely the promise is kept; the upright line is the staff chosen",
          "Часы на линии в месяц и вероятность выполнения; вертикальная линия - выбранный штат"),
      odds_chart(),
      {{"s1", say("hardest clause and month", "труднейшие условие и месяц")},
       {"s2", say("every clause in every month", "все условия во все месяцы")}});
  std::vector<std::string_view> columns = {say("Staff", "Штат"),
                                           say("Agent hours", "Часов на линии"),
                                           say("Hardest clause", "Труднейшее условие"),
                                           say("All, always", "Все и всегда"),
                                           say("Penalties", "Штрафы"),
                                           say("To be paid", "К оплате")};
  if (plan_.hour) columns.insert(columns.end(), {say("Cost", "Затраты"), say("Margin", "Маржа")});
  table_head(columns);
  for (const Offer& offer : plan_.offers.offers) {
    const OfferSums sums = sums_of(plan_, offer);
    open_row(&offer == &plan_.best() ? say("chosen", "выбран") : "");
    cell(count(offer.odds.agent_hours));
    cell(share(plan_.offers.least_probability(offer.odds)));
    cell(share(static_cast<double>(offer.odds.always_met) / static_cast<double>(offer.odds.courses)));
    cell(money(sums.penalty));
    cell(money(sums.total));
    if (sums.cost) cell(money(*sums.cost)), cell(money(*sums.margin));
    close_row();
  }
  close_table();
  close_section();
}

void PlanPage::write_formulas() {
  const auto promise = quote::service_level_clause(plan_.terms);
  if (!promise) return;
  const sla::Clause& clause = plan_.terms.clauses[*promise];
  heading(say("The same calls under six formulas", "Те же звонки по шести формулам"));
  paragraph(
      say("What is negotiated as a service level depends on what is done with calls that were given up.",
          "Каким выйдет уровень обслуживания, зависит от того, что делают с потерянными звонками."));
  report::ShareBars bars;
  bars.label = say("Service level by formula", "Уровень обслуживания по формулам");
  const auto formulas = kpi::service_level_formulas();
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    const FormulaOdds odds = formula_odds(plan_, i);
    if (!odds.level) continue;
    bars.rows.push_back(
        {.title = words.language() == Language::en ? formulas[i].name_en : formulas[i].name_ru,
         .formula = formulas[i].formula,
         .share = odds.level->mean,
         .figure = share(odds.level->mean),
         .distance =
             odds.target_met ? fmt::format("{} {}", say("kept", "выполнено"), share(odds.target_met)) : "",
         .emphasised = formulas[i].id == clause.kpi->id});
  }
  if (clause.kpi->unit == kpi::Unit::share) {
    bars.target = static_cast<double>(clause.target.value.millionths()) / 1e8;
    bars.target_title =
        target_text(sla::Clause{.kpi = clause.kpi, .target = clause.target}, words.language());
  }
  PlainPage::figure(say("Expected of a month", "Ожидается за месяц"), bars.draw(), {});
  close_section();
}

void PlanPage::write_what_ifs() {
  heading(say("What if", "Что, если"));
  std::vector<std::string_view> columns = {say("Change", "Изменение"),
                                           say("Hardest clause kept", "Труднейшее условие"),
                                           say("Penalties", "Штрафы")};
  if (plan_.hour) columns.push_back(say("Margin", "Маржа"));
  columns.insert(columns.end(), {say("Planned for: agent hours", "С новым штатом: часов"),
                                 say("Hardest clause kept", "Труднейшее условие")});
  if (plan_.hour) columns.push_back(say("Margin", "Маржа"));
  table_head(columns);
  for (const quote::WhatIf& each : plan_.what_ifs) {
    open_row(change_text(each, words.language()));
    cell(share(each.as_is.least_probability));
    cell(money(each.as_is.penalty));
    if (each.as_is.margin) cell(money(*each.as_is.margin));
    cell(count(each.adapted.agent_hours));
    cell(share(each.adapted.least_probability));
    if (each.adapted.margin) cell(money(*each.adapted.margin));
    close_row();
  }
  close_table();
  close_section();
}

std::string page_of(const PlanResult& plan, Language language) { return PlanPage(plan, language).write(); }

}  // namespace tandem::app
