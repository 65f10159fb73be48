#include <algorithm>
#include <cmath>
#include <functional>
#include <map>

#include "plan/report/charts/xml_text.hpp"
#include "plan/report/sections/data_points.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/special_days.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

/// One question with its answer, and the way to the section that tells more.
void ask(Page& page, Text question) {
  page.markup("<div class=\"finding\"><h3>");
  page.say(question);
  page.markup("</h3><p>");
}

void answered(Page& page, std::string_view section, Text section_title) {
  page.markup("</p>");
  if (page.tells(section)) {
    page.markup("<p class=\"more\"><a href=\"#" + page.address(section) + "\">");
    page.markup(page.words.say(Text::read_more, {page.words.say(section_title)}));
    page.markup("</a></p>");
  }
  page.markup("</div>");
}

/// Why neither waits nor a service level can be told.
Text why_unknown(const analysis::Analysis& a) {
  if (a.totals_only) return Text::because_totals_only;
  return a.total.offered > 0 ? Text::because_none_answered : Text::because_no_calls;
}

void trend(Page& page) {
  const auto& season = page.analysis.season;
  const Wording& w = page.words;
  page.markup(" ");
  if (!season.trend_per_month || !season.trend_low || !season.trend_high) {
    page.say(Text::say_trend_unknown);
    return;
  }
  const double level = *season.trend_per_month;
  const bool chance = *season.trend_low <= 0 && *season.trend_high >= 0;
  const std::string low = w.percent(*season.trend_low), high = w.percent(*season.trend_high);
  if (chance)
    page.say(Text::say_trend_none, {w.percent(level), low, high});
  else if (level > 0)
    page.say(Text::say_trend_up, {w.percent(level), low, high});
  else
    page.say(Text::say_trend_down,
             {w.percent(-level), w.percent(-*season.trend_high), w.percent(-*season.trend_low)});
}

void tell_volume(Page& page) {
  const auto& heat = page.analysis.heat_map;
  const Wording& w = page.words;
  ask(page, Text::ask_volume);
  const int usual = reference_weekday(heat);
  if (usual < 0) {
    page.say_unknown(Text::because_no_calls);
  } else {
    const auto calls = [&](int weekday) {
      return static_cast<std::int64_t>(std::llround(*heat.calls_per_day[static_cast<std::size_t>(weekday)]));
    };
    page.say(Text::say_usual_day,
             {w.pick(Text::usual_weekday_accusative, usual), w.plural(Text::n_calls, calls(usual)),
              w.plural(Text::n_usual_days, heat.days[static_cast<std::size_t>(usual)])});
    const int most = busiest_weekday(heat), least = quietest_weekday(heat);
    page.markup(" ");
    if (most != least)
      page.say(Text::say_busiest_day, {w.pick(Text::weekdays, most), w.count(calls(most)),
                                       w.pick(Text::weekdays, least), w.count(calls(least))});
  }
  trend(page);
  answered(page, "volume", Text::volume);
}

/// Most calls need not be most work: they may come when they are short.
void tell_most_calls(Page& page, std::size_t peak) {
  const auto& heat = page.analysis.heat_map;
  std::size_t most = peak;
  for (std::size_t at = 0; at < heat.calls.size(); ++at)
    if (heat.calls[at].value_or(0) > value_at(heat.calls, most).value_or(0)) most = at;
  if (most == peak) return;
  const int weekday = static_cast<int>(most) / heat.intervals,
            interval = static_cast<int>(most) % heat.intervals;
  page.markup(" ");
  page.say(Text::say_most_calls, {page.words.pick(Text::weekdays_on, weekday), interval_name(page, interval),
                                  page.words.brief(*heat.calls[most])});
}

void tell_peak(Page& page) {
  constexpr double kOnDutyMin = 0.05;  // would read as 0.0
  const auto& a = page.analysis;
  const auto& need = a.requirement;
  const Wording& w = page.words;
  ask(page, Text::ask_peak);
  if (need.peak_calls <= 0) {
    page.say_unknown(Text::because_no_calls);
  } else {
    if (need.peak_erlangs)
      page.say(Text::say_peak,
               {w.pick(Text::weekdays, need.peak_weekday), interval_name(page, need.peak_interval),
                w.brief(need.peak_calls), w.brief(*need.peak_erlangs)});
    else
      page.say(Text::say_peak_calls, {w.pick(Text::weekdays_on, need.peak_weekday),
                                      interval_name(page, need.peak_interval), w.brief(need.peak_calls)});
    page.markup(" ");
    if (!need.handle_mean)
      page.say(Text::say_agents_unknown);
    else if (need.peak_agents > 0)
      page.say(Text::say_peak_agents,
               {w.percent(a.options.target, 0), w.duration(a.options.rules.answer.limit.seconds()),
                w.plural(Text::n_agents_needed, need.peak_agents), w.percent(a.options.shrinkage, 0),
                w.plural(Text::n_people_needed, need.peak_headcount)});
    const auto at = analysis::place_in_week(need.peak_weekday, need.peak_interval, a.heat_map.intervals);
    if (a.agents.known && at < a.agents.by_weekday_interval.size() &&
        a.agents.by_weekday_interval[at].value_or(0) >= kOnDutyMin) {
      page.markup(" ");
      page.say(Text::say_peak_on_duty, {w.number(*a.agents.by_weekday_interval[at], 1)});
    }
    tell_most_calls(page, at);
    if (need.agent_hours_per_week && need.headcount_hours_per_week) {
      page.markup(" ");
      page.say(Text::say_week_hours,
               {w.number(*need.agent_hours_per_week, 0), w.number(*need.headcount_hours_per_week, 0)});
    }
  }
  answered(page, "requirement", Text::requirement);
}

void tell_wait(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  ask(page, Text::ask_wait);
  if (!a.mean_wait_answered)
    page.say_unknown(why_unknown(a));
  else
    page.say(Text::say_wait, {w.duration(*a.mean_wait_answered)});
  if (a.p50_wait && a.p90_wait && a.p95_wait && a.max_wait) {
    page.markup(" ");
    page.say(Text::say_waits, {w.duration(*a.p50_wait), w.duration(*a.p90_wait), w.duration(*a.p95_wait),
                               w.duration(*a.max_wait)});
  }
  if (a.abandonment && a.total.abandoned > 0) {
    page.markup(" ");
    if (a.mean_wait_abandoned)
      page.say(Text::say_gave_up, {w.percent(*a.abandonment), w.duration(*a.mean_wait_abandoned)});
    else
      page.say(Text::say_gave_up_count, {w.percent(*a.abandonment)});
    if (a.total.abandoned_short > 0) {
      page.markup(" ");
      page.say(Text::say_gave_up_short,
               {w.percent(static_cast<double>(a.total.abandoned_short) / a.total.abandoned),
                w.duration(a.options.rules.short_abandon.limit.seconds())});
    }
  }
  if (!a.patience.time.empty()) {
    page.markup(" ");
    if (a.patience.median)
      page.say(Text::say_patience, {w.duration(*a.patience.median)});
    else
      page.say(Text::say_patience_long, {w.duration(a.patience.time.back())});
  }
  answered(page, "waits", Text::waits);
}

void tell_service_level(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  ask(page, Text::ask_service_level);
  const auto level = contract_service_level(page);
  const auto definition = kpi::find_definition(a.options.definition);
  if (!level || !definition) {
    page.say_unknown(why_unknown(a));
  } else {
    page.say(*level >= a.options.target ? Text::say_service_met : Text::say_service_missed,
             {contract_name(page), formula_of(page, **definition), w.percent(*level, 2),
              w.duration(a.options.rules.answer.limit.seconds()), w.percent(a.options.target, 0)});
    page.markup(" ");
    page.say(Text::say_service_others);
    page.markup("</p><ul class=\"others\">");
    const auto formulas = kpi::service_level_formulas();
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      if (i == contract_index(page)) continue;
      page.markup("<li><span>");
      page.text(definition_name(page, formulas[i]));
      page.markup(" <code>");
      page.text(formulas[i].formula);
      page.markup("</code></span> <b>");
      page.text(page.percent(a.service_levels.overall[i], 2));
      page.markup("</b></li>");
    }
    page.markup("</ul><p class=\"note\">");
    const auto& rules = a.options.rules;
    page.say(Text::say_formula_letters,
             {threshold(page, rules.answer), threshold(page, rules.short_abandon)});
  }
  answered(page, "service-level", Text::service_level);
}

/// The day with its figure and how far that is from what was to be expected.
std::string day_in_short(const Page& page, const analysis::SpecialDay& special) {
  const Wording& w = page.words;
  const std::string day = w.short_day(special.day);
  const double found = special.found.value_or(0), usual = special.usual.value_or(0);
  switch (special.kind) {
    case analysis::DayKind::missing:
      return w.say(Text::say_day_figure,
                   {day, w.plural(Text::n_calls, 0), w.say(Text::say_day_expected, {w.number(usual, 0)})});
    case analysis::DayKind::long_waits:
      return w.say(Text::say_day_figure, {day, w.duration(found),
                                          usual > 0 ? w.say(Text::say_day_times, {w.number(found / usual, 1)})
                                                    : std::string(kUndefined)});
    case analysis::DayKind::high_abandonment:
      return w.say(Text::say_day_figure,
                   {day, w.percent(found), w.say(Text::say_day_usual, {w.percent(usual)})});
    case analysis::DayKind::high_volume:
    case analysis::DayKind::low_volume:
    case analysis::DayKind::short_day:
      break;
  }
  std::string difference(kUndefined);
  if (usual > 0) difference = (found > usual ? "+" : "") + w.percent(found / usual - 1, 0);
  return w.say(Text::say_day_figure,
               {day, w.plural(Text::n_calls, static_cast<std::int64_t>(found)), difference});
}

void days_of_kind(Page& page, analysis::DayKind kind, const std::vector<const analysis::SpecialDay*>& days) {
  constexpr std::size_t kNamed = 15;
  const Wording& w = page.words;
  page.markup("<li><b>");
  page.say(kind_of_day(kind));
  page.markup("</b><ul>");
  for (std::size_t i = 0; i < days.size() && i < kNamed; ++i) {
    page.markup("<li>");
    page.text(day_in_short(page, *days[i]));
    page.markup("</li>");
  }
  if (days.size() > kNamed) {
    page.markup("<li>");
    page.say(Text::say_and_more, {w.count(static_cast<std::int64_t>(days.size() - kNamed))});
    page.markup("</li>");
  }
  page.markup("</ul></li>");
}

void tell_special_days(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  ask(page, Text::ask_special);
  std::map<analysis::DayKind, std::vector<const analysis::SpecialDay*>> by_kind;
  std::vector<LocalDay> all;
  for (const auto& special : a.special_days) {
    by_kind[special.kind].push_back(&special);
    all.push_back(special.day);
  }
  std::ranges::sort(all);
  all.erase(std::ranges::unique(all).begin(), all.end());
  if (all.empty()) {
    page.say(Text::say_special_none);
  } else {
    page.say(Text::say_special_some,
             {w.plural(Text::n_days_stand, std::ssize(all)), w.plural(Text::n_of_days, std::ssize(a.days))});
    page.markup("</p><ul class=\"kinds\">");
    for (auto& [kind, days] : by_kind) {
      std::ranges::sort(days, {}, &analysis::SpecialDay::day);
      days_of_kind(page, kind, days);
    }
    page.markup("</ul><p>");
  }
  answered(page, "special-days", Text::special_days);
}

/// The largest, then what all others come to: the list adds up.
void largest_points(Page& page, std::vector<DataPoint> points) {
  constexpr std::size_t kNamed = 6;
  const auto item = [&](const std::string& words, std::uint64_t count) {
    page.markup("<li>");
    page.text(words);
    page.markup(": <b>");
    page.text(page.words.count(static_cast<std::int64_t>(count)));
    page.markup("</b></li>");
  };
  std::ranges::stable_sort(points, std::greater{}, &DataPoint::count);
  std::uint64_t others = 0;
  page.markup("</p><ul>");
  for (std::size_t i = 0; i < points.size(); ++i) {
    if (i < kNamed)
      item(capitalised(points[i].words), points[i].count);
    else
      others += points[i].count;
  }
  if (points.size() > kNamed) {
    const auto more = static_cast<std::int64_t>(points.size() - kNamed);
    item(page.words.say(Text::say_more_points, {page.words.count(more)}), others);
  }
  page.markup("</ul><p>");
}

void tell_data(Page& page) {
  const auto& q = page.analysis.quality;
  const Wording& w = page.words;
  const auto count = [&](std::uint64_t n) { return w.count(static_cast<std::int64_t>(n)); };
  ask(page, Text::ask_data);
  if (q.rows_read > 0)
    page.say(Text::say_data_used,
             {w.plural(Text::n_rows_of, static_cast<std::int64_t>(q.rows_read)),
              w.percent(static_cast<double>(q.rows_used) / static_cast<double>(q.rows_read), 2),
              count(q.rows_refused), count(q.rows_ignored)});
  auto points = data_points(page);
  std::erase_if(points, [](const DataPoint& point) { return point.kind == DataPoint::Kind::part; });
  page.markup(" ");
  if (points.empty()) {
    page.say(Text::say_data_clean);
  } else {
    page.say(Text::say_data_top);
    largest_points(page, std::move(points));
  }
  answered(page, "data-quality", Text::data_quality);
}

}  // namespace

void write_findings(Page& page) {
  page.open_section("findings", Text::findings);
  page.markup("<div class=\"findings\">");
  tell_volume(page);
  tell_peak(page);
  tell_wait(page);
  tell_service_level(page);
  tell_special_days(page);
  tell_data(page);
  page.markup("</div>");
  page.close_section();
}

}  // namespace tandem::report
