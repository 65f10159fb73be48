#include "plan/report/sections/told.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <utility>

#include "core/kpi/definition.hpp"

namespace tandem::report {
namespace {

/// Formulas that the catalogue prints in English words.
constexpr std::array<std::pair<std::string_view, Text>, 17> kWordedFormulas{{
    {"mean_wait", Text::formula_mean_wait},
    {"mean_wait_answered", Text::formula_mean_wait_answered},
    {"mean_wait_abandoned", Text::formula_mean_wait_abandoned},
    {"max_wait", Text::formula_max_wait},
    {"aht", Text::formula_aht},
    {"mean_talk", Text::formula_mean_talk},
    {"mean_talk_without_hold", Text::formula_mean_talk_without_hold},
    {"mean_hold", Text::formula_mean_hold},
    {"mean_acw", Text::formula_mean_acw},
    {"mean_acw_present", Text::formula_mean_acw_present},
    {"p50_wait", Text::formula_p50_wait},
    {"p90_wait", Text::formula_p90_wait},
    {"p95_wait", Text::formula_p95_wait},
    {"p90_wait_answered", Text::formula_p90_wait_answered},
    {"p90_wait_abandoned", Text::formula_p90_wait_abandoned},
    {"offered", Text::formula_offered},
    {"abandoned_ringing_share", Text::formula_abandoned_ringing},
}};

}  // namespace

std::string threshold(const Page& page, const kpi::Threshold& threshold) {
  const bool at_most = threshold.comparison == kpi::Threshold::Comparison::at_most;
  return (at_most ? "≤\u00a0" : "<\u00a0") + page.words.duration(threshold.limit.seconds());
}

std::string capitalised(std::string_view words) {
  std::string out(words);
  if (out.empty()) return out;
  if (out[0] >= 'a' && out[0] <= 'z') out[0] = static_cast<char>(out[0] - 32);
  // Russian lower case а-п is D0 B0..BF, р-я D1 80..8F; the capitals are D0 90..AF.
  const auto lead = static_cast<unsigned char>(out[0]);
  const auto trail = out.size() > 1 ? static_cast<unsigned char>(out[1]) : 0;
  if (lead == 0xd0 && trail >= 0xb0) out[1] = static_cast<char>(trail - 0x20);
  if (lead == 0xd1 && trail <= 0x8f) {
    out[0] = static_cast<char>(0xd0);
    out[1] = static_cast<char>(trail + 0x20);
  }
  return out;
}

std::string target_name(const Page& page) {
  const auto& options = page.analysis.options;
  return page.words.brief(std::round(options.target * 1e4) / 100) + "/" +
         page.words.brief(options.rules.answer.limit.seconds());
}

std::string definition_name(const Page& page, const kpi::Definition& definition) {
  return page.words.language() == Language::ru ? definition.name_ru : definition.name_en;
}

std::string contract_name(const Page& page) {
  const auto found = kpi::find_definition(page.analysis.options.definition);
  return found ? definition_name(page, **found) : page.analysis.options.definition;
}

std::string formula_of(const Page& page, const kpi::Definition& definition) {
  for (const auto& [id, text] : kWordedFormulas)
    if (definition.id == id) return std::string(page.words.say(text));
  return definition.formula;
}

std::size_t contract_index(const Page& page) {
  const auto formulas = kpi::service_level_formulas();
  const auto at = std::ranges::find(formulas, page.analysis.options.definition, &kpi::Definition::id);
  return static_cast<std::size_t>(at - formulas.begin());
}

std::optional<double> contract_service_level(const Page& page) {
  const std::size_t index = contract_index(page);
  if (index >= kpi::kServiceLevelFormulas) return std::nullopt;
  return page.analysis.service_levels.overall[index];
}

int interval_minutes(const Page& page) {
  return static_cast<int>(page.analysis.options.interval.whole_seconds() / 60);
}

std::string interval_name(const Page& page, int interval) {
  const int minutes = interval_minutes(page);
  return Wording::clock_range(interval * minutes, (interval + 1) * minutes);
}

OpenHours open_hours(const Page& page) {
  // Leading and trailing intervals that hold together less of the week's calls than this are left out.
  constexpr double kNegligible = 0.004;
  const auto& heat = page.analysis.heat_map;
  std::vector<double> calls(static_cast<std::size_t>(heat.intervals), 0.0);
  double all = 0;
  for (std::size_t at = 0; at < heat.calls.size(); ++at) {
    const double here = heat.calls[at].value_or(0);
    calls[at % static_cast<std::size_t>(heat.intervals)] += here;
    all += here;
  }
  if (!(all > 0)) return {0, heat.intervals};
  OpenHours open{0, heat.intervals};
  double before = 0, after = 0;
  while (before + calls[static_cast<std::size_t>(open.first)] <= kNegligible * all)
    before += calls[static_cast<std::size_t>(open.first++)];
  while (after + calls[static_cast<std::size_t>(open.last - 1)] <= kNegligible * all)
    after += calls[static_cast<std::size_t>(--open.last)];
  // Whole hours, so that the clock under a chart starts at one.
  const int an_hour = std::max(1, 60 / std::max(1, interval_minutes(page)));
  open.first = open.first / an_hour * an_hour;
  open.last = std::min(heat.intervals, (open.last + an_hour - 1) / an_hour * an_hour);
  double shown = 0;
  for (int i = open.first; i < open.last; ++i) shown += calls[static_cast<std::size_t>(i)];
  open.outside = 1 - shown / all;
  return open;
}

std::optional<double> value_at(const std::vector<std::optional<double>>& values, std::size_t at) {
  return at < values.size() ? values[at] : std::nullopt;
}

int busiest_weekday(const analysis::HeatMap& heat) {
  int best = -1;
  for (int d = 0; d < 7; ++d) {
    const auto calls = heat.calls_per_day[static_cast<std::size_t>(d)];
    if (calls && (best < 0 || *calls > *heat.calls_per_day[static_cast<std::size_t>(best)])) best = d;
  }
  return best;
}

int quietest_weekday(const analysis::HeatMap& heat) {
  int best = -1;
  for (int d = 0; d < 7; ++d) {
    const auto calls = heat.calls_per_day[static_cast<std::size_t>(d)];
    if (calls && *calls > 0 && (best < 0 || *calls < *heat.calls_per_day[static_cast<std::size_t>(best)]))
      best = d;
  }
  return best;
}

int reference_weekday(const analysis::HeatMap& heat) {
  for (int d = 0; d < 7; ++d)
    if (heat.calls_per_day[static_cast<std::size_t>(d)].value_or(0) > 0) return d;
  return -1;
}

std::string moment(const Page& page, Instant at) {
  if (!at.known() || page.analysis.options.zone == nullptr) return std::string(kUndefined);
  return page.words.moment(page.analysis.options.zone->to_local(at));
}

}  // namespace tandem::report
