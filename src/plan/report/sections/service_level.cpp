#include <algorithm>
#include <cmath>

#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/share_bars.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

using Six = std::array<std::optional<double>, kpi::kServiceLevelFormulas>;

struct Span {
  double low = 1, high = 0;
  bool known() const { return low <= high; }
};
Span span_of(const Six& six) {
  Span span;
  for (const auto& value : six) {
    if (!value) continue;
    span.low = std::min(span.low, *value);
    span.high = std::max(span.high, *value);
  }
  return span;
}

void six_bars(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  ShareBars bars;
  bars.label = w.say(Text::six_formulas);
  const auto formulas = kpi::service_level_formulas();
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    const bool contract = i == contract_index(page);
    std::string title = definition_name(page, formulas[i]);
    if (contract) title += " · " + std::string(w.say(Text::contract_mark));
    const auto value = a.service_levels.overall[i];
    std::string distance;
    if (value) {
      const double points = (*value - a.options.target) * 100;
      distance = w.say(Text::points_to_target, {(points > 0 ? "+" : "") + w.number(points, 1)});
    }
    bars.rows.push_back({title, formulas[i].formula, value, page.percent(value, 2), distance, contract});
  }
  bars.target = a.options.target;
  bars.target_title = w.say(Text::target_mark, {w.percent(a.options.target, 0)});
  page.figure(Text::six_formulas, bars.draw());
}

void by_clock(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  const auto& list = a.service_levels.by_interval_of_day;
  const OpenHours open = open_hours(page);
  const int minutes = interval_minutes(page);
  LineChart chart;
  chart.size = {960, 260};
  chart.label = w.say(Text::service_level_by_clock);
  chart.x = clock_axis(open.first * minutes, open.last * minutes, 14);
  chart.y = share_axis([&](double v) { return w.percent(v, 0); }, "");
  LineSeries contract{"s1", {}, false, false}, lowest{"s6 thin", {}, false, false},
      highest{"s6 thin", {}, false, false};
  const std::size_t index = contract_index(page);
  for (int i = open.first; i < open.last && static_cast<std::size_t>(i) < list.size(); ++i) {
    const Six& six = list[static_cast<std::size_t>(i)];
    const double middle = (i + 0.5) * minutes;
    const Span span = span_of(six);
    const auto value = index < six.size() ? six[index] : std::nullopt;
    contract.points.emplace_back(middle, value);
    lowest.points.emplace_back(middle, span.known() ? std::optional(span.low) : std::nullopt);
    highest.points.emplace_back(middle, span.known() ? std::optional(span.high) : std::nullopt);
    if (!value) continue;
    chart.strips.push_back({static_cast<double>(i * minutes), static_cast<double>((i + 1) * minutes),
                            w.say(Text::tip_clock_level, {interval_name(page, i), w.percent(*value)}) +
                                w.say(Text::tip_span, {w.percent(span.low), w.percent(span.high)})});
  }
  chart.series = {lowest, highest, contract};
  chart.target = Tick{a.options.target, w.say(Text::target_mark, {w.percent(a.options.target, 0)})};
  page.figure(
      Text::service_level_by_clock, chart.draw(),
      {{"s1", std::string(w.say(Text::legend_contract))}, {"s6", std::string(w.say(Text::legend_span))}});
}

void by_month(Page& page) {
  const auto& months = page.analysis.service_levels.by_month;
  if (months.size() < 2) return;
  page.heading(Text::service_level_by_month);
  page.markup("<div class=\"scroll\"><table class=\"sortable\"><caption>");
  page.say(Text::service_level_by_month);
  page.markup("</caption><thead><tr><th scope=\"col\" class=\"w\">");
  page.say(Text::column_month);
  page.markup("</th>");
  for (const auto& formula : kpi::service_level_formulas()) {
    page.markup("<th scope=\"col\"><code>");
    page.text(formula.formula);
    page.markup("</code></th>");
  }
  page.markup("</tr></thead><tbody>");
  for (const auto& [month, six] : months) {
    page.markup("<tr><th scope=\"row\" class=\"w\">");
    page.text(page.words.month(month));
    page.markup("</th>");
    for (std::size_t i = 0; i < six.size(); ++i) {
      page.markup(i == contract_index(page) ? "<td class=\"strong\">" : "<td>");
      page.text(page.percent(six[i], 2));
      page.markup("</td>");
    }
    page.markup("</tr>");
  }
  page.markup("</tbody></table></div>");
}

void letters(Page& page) {
  const auto& t = page.analysis.total;
  const auto& rules = page.analysis.options.rules;
  const Wording& w = page.words;
  const auto& stated = page.analysis.stated;
  const auto count = [&](bool known, std::uint32_t calls) {
    return known ? w.count(calls) : std::string(kUndefined);
  };
  page.markup("<p class=\"note\">");
  page.say(Text::formula_letters,
           {count(stated.answered, t.answered), count(stated.abandoned, t.abandoned),
            threshold(page, rules.answer), count(stated.in_threshold, t.answered_in_threshold),
            count(stated.abandoned_by_wait, t.abandoned_in_threshold), threshold(page, rules.short_abandon),
            count(stated.abandoned_by_wait, t.abandoned_short)});
  page.markup("</p>");
}

}  // namespace

void write_service_level(Page& page) {
  page.open_section("service-level", Text::service_level);
  const auto& levels = page.analysis.service_levels;
  const Span span = span_of(levels.overall);
  const Wording& w = page.words;
  if (!span.known()) {
    page.unknown(page.analysis.totals_only ? Text::because_totals_only : Text::because_no_calls);
    page.close_section();
    return;
  }
  page.paragraph(Text::service_level_lead, {w.number((span.high - span.low) * 100, 1)});
  six_bars(page);
  letters(page);
  if (levels.mean_of_intervals && levels.share_of_intervals)
    page.paragraph(Text::aggregation_note,
                   {page.percent(contract_service_level(page), 2), w.percent(*levels.mean_of_intervals, 2),
                    w.percent(*levels.share_of_intervals, 1)});
  if (!levels.by_interval_of_day.empty()) by_clock(page);
  by_month(page);
  page.close_section();
}

}  // namespace tandem::report
