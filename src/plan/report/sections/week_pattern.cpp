#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

#include "plan/report/charts/heat_map.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

constexpr int kSteps = 8;  ///< colours of a scale

/// One measure of the map: its letter in the cells' classes, its values and how they are said.
struct Measure {
  char letter;
  Text title;
  const std::vector<std::optional<double>>* values;
  double largest = 0;
};

/// The level of a service level as a colour: 0..3 below the target, 4..5 above.
int service_step(double level, double target) {
  if (level >= target) return level >= target + (1 - target) * 0.6 ? 5 : 4;
  return std::clamp(static_cast<int>(std::floor(level / target * 4)), 0, 3);
}

std::vector<Measure> measures(const analysis::HeatMap& heat) {
  std::vector<Measure> all{{'a', Text::measure_calls, &heat.calls, 0},
                           {'b', Text::measure_erlangs, &heat.erlangs, 0},
                           {'c', Text::measure_service_level, &heat.service_level, 0},
                           {'d', Text::measure_wait, &heat.mean_wait, 0},
                           {'e', Text::measure_agents, &heat.required_agents, 0}};
  for (Measure& measure : all)
    for (const auto& value : *measure.values) measure.largest = std::max(measure.largest, value.value_or(0));
  std::erase_if(all, [](const Measure& measure) { return measure.largest <= 0; });
  // One odd cell must not wash out the rest: waits are scaled to their 98th percentile.
  for (Measure& measure : all) {
    if (measure.letter != 'd') continue;
    std::vector<double> known;
    for (const auto& value : *measure.values)
      if (value) known.push_back(*value);
    const auto at = known.begin() + static_cast<std::ptrdiff_t>((known.size() - 1) * 98 / 100);
    std::ranges::nth_element(known, at);
    if (*at > 0) measure.largest = *at;
  }
  return all;
}

std::string cell_tooltip(const Page& page, int weekday, int interval, std::size_t at) {
  const auto& heat = page.analysis.heat_map;
  const Wording& w = page.words;
  std::string tip =
      w.say(Text::tip_cell, {w.pick(Text::weekdays_short, weekday), interval_name(page, interval),
                             w.brief(value_at(heat.calls, at).value_or(0))});
  if (const auto erlangs = value_at(heat.erlangs, at))
    tip += w.say(Text::tip_cell_erlangs, {w.brief(*erlangs)});
  if (const auto level = value_at(heat.service_level, at))
    tip += w.say(Text::tip_service_level, {w.percent(*level, 0)});
  if (const auto wait = value_at(heat.mean_wait, at)) tip += w.say(Text::tip_wait, {w.duration(*wait)});
  const auto agents = value_at(heat.required_agents, at), people = value_at(heat.required_headcount, at);
  if (agents && people) tip += w.say(Text::tip_cell_agents, {w.brief(*agents), w.brief(*people)});
  return tip;
}

std::string cell_css(const std::vector<Measure>& all, std::size_t at, double target) {
  std::string css;
  for (const Measure& measure : all) {
    const auto value = value_at(*measure.values, at);
    if (!value) continue;
    const int step =
        measure.letter == 'c' ? service_step(*value, target) : heat_step(*value, measure.largest, kSteps);
    if (!css.empty()) css += ' ';
    css += measure.letter;
    css += static_cast<char>('0' + step);
  }
  return css;
}

HeatGrid grid(const Page& page, const std::vector<Measure>& all) {
  const auto& heat = page.analysis.heat_map;
  const Wording& w = page.words;
  const OpenHours open = open_hours(page);
  const int minutes = interval_minutes(page);
  HeatGrid grid;
  grid.label = w.say(Text::heat_label);
  for (int i = open.first; i < open.last; ++i) {
    const int at = i * minutes;
    grid.columns.push_back(at % 60 == 0 ? std::to_string(at / 60) : "");
  }
  for (int d = 0; d < 7; ++d) {
    grid.rows.emplace_back(w.pick(Text::weekdays_short, d));
    const auto calls = heat.calls_per_day[static_cast<std::size_t>(d)];
    grid.row_totals.push_back(calls ? w.number(*calls, 0) : std::string(kUndefined));
    for (int i = open.first; i < open.last; ++i) {
      const auto at = analysis::place_in_week(d, i, heat.intervals);
      HeatGrid::Cell cell;
      if (value_at(heat.calls, at)) {
        cell.css = cell_css(all, at, page.analysis.options.target);
        cell.tooltip = cell_tooltip(page, d, i, at);
      }
      grid.cells.push_back(std::move(cell));
    }
  }
  return grid;
}

void swatch(Page& page, const std::string& css, std::string_view words) {
  page.markup("<li><i class=\"" + css + "\"></i>");
  page.text(words);
  page.markup("</li>");
}

/// What the colours of one measure mean; shown while it is chosen.
void scale_legend(Page& page, const Measure& measure) {
  const Wording& w = page.words;
  page.markup(std::string("<ul class=\"scale for-") + measure.letter + "\">");
  const std::string letter(1, measure.letter);
  if (measure.letter == 'c') {
    const double target = page.analysis.options.target;
    for (int step = 0; step < 4; ++step)
      swatch(page, letter + std::to_string(step),
             w.percent(target * step / 4, 0) + "–" + w.percent(target * (step + 1) / 4, 0));
    swatch(page, "c4", w.say(Text::scale_met));
    swatch(page, "c5", w.say(Text::scale_met_by_far, {w.percent(target + (1 - target) * 0.6, 0)}));
  } else {
    page.markup("<li>0</li><li class=\"ramp\">");
    for (int step = 0; step < kSteps; ++step)
      page.markup("<i class=\"" + letter + std::to_string(step) + "\"></i>");
    page.markup("</li><li>");
    page.text(measure.letter == 'd' ? w.duration(measure.largest) + " +" : w.brief(measure.largest));
    page.markup("</li>");
  }
  page.markup("</ul>");
}

}  // namespace

void write_week_pattern(Page& page) {
  page.open_section("week", Text::week_pattern);
  const auto& heat = page.analysis.heat_map;
  const auto all = measures(heat);
  if (heat.intervals == 0 || all.empty()) {
    page.unknown(Text::because_no_calls);
    page.close_section();
    return;
  }
  page.markup("<p>");
  page.say(Text::week_pattern_lead);
  page.markup(" <span class=\"on-screen\">");
  page.say(Text::week_pattern_point);
  page.markup("</span></p>");
  page.markup("<figure class=\"heat-figure\"><figcaption>");
  page.say(Text::heat_caption);
  page.markup("</figcaption><fieldset class=\"measures\"><legend>");
  page.say(Text::measure);
  page.markup("</legend>");
  for (const Measure& measure : all) {
    const std::string id = page.address(std::string("heat-") + measure.letter);
    page.markup(fmt::format(R"(<input type="radio" class="pick-{}" name="{}" id="{}"{}/><label for="{}">)",
                            measure.letter, page.address("heat"), id,
                            &measure == &all.front() ? R"( checked="checked")" : "", id));
    page.say(measure.title);
    page.markup("</label>");
  }
  for (const Measure& measure : all) scale_legend(page, measure);
  page.markup("<div class=\"chart heat\">" + grid(page, all).draw() + "</div></fieldset></figure>");
  page.close_section();
}

}  // namespace tandem::report
