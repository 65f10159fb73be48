#include <fmt/format.h>

#include "agree/sla/limits.hpp"
#include "agree/sla/terms_json_parts.hpp"
#include "core/calendar/hours_text.hpp"
#include "core/events/call_record.hpp"

namespace tandem::sla {
namespace {

constexpr std::uint32_t kVersionMax = 1'000;
constexpr std::uint32_t kMonthsMax = 120;

/// "20s", or {"at_most": "20s"} or {"under": "20s"}.
void read_threshold(const JsonNode& node, kpi::Threshold& threshold) {
  if (!node.is_object()) {
    threshold.limit = node.length();
    return;
  }
  node.members({"at_most", "under"});
  const auto under = node.find("under");
  if (under && node.find("at_most")) under->fault("stands beside at_most; keep one");
  threshold.comparison = under ? kpi::Threshold::Comparison::under : kpi::Threshold::Comparison::at_most;
  threshold.limit = (under ? *under : node.must("at_most")).length();
}

void read_counts(const JsonNode& node, kpi::Rules& rules) {
  for (const auto& [name, member] : node.all_members()) {
    const auto outcome = outcome_from(name);
    if (!outcome)
      member.fault(
          "is no outcome of a call; expected answered, abandoned, overflow, callback, voicemail, "
          "out_of_hours, "
          "in_menu or unfinished");
    else
      rules.counts[static_cast<std::size_t>(*outcome)] =
          static_cast<kpi::CountsAs>(member.one_of({"left_out", "offered", "answered", "abandoned"}));
  }
}

/// T and S belong to the figures that depend on them, and those name them.
void read_thresholds(const JsonNode& node, const kpi::Definition& kpi, kpi::Rules& rules) {
  const auto read = [&](const char* name, bool used, kpi::Threshold& threshold) {
    const auto member = node.find(name);
    if (member && !used)
      member->fault(fmt::format("has no part in '{}', which is {}", kpi.id, kpi.formula));
    else if (used)
      read_threshold(node.must(name), threshold);
  };
  read("threshold", kpi::uses_answer_threshold(kpi), rules.answer);
  read("short", kpi::uses_short_abandons(kpi), rules.short_abandon);
}

/// Whether the KPI is known: without it no figure of the clause can be read.
bool read_kpi(const JsonNode& node, Clause& clause) {
  node.members(
      {"definition", "version", "threshold", "short", "clock", "ring_time", "attribution", "counts"});
  const JsonNode name = node.must("definition");
  const JsonNode version = node.must("version");
  const std::uint32_t number = version.count(1, kVersionMax);
  if (!name.is_text()) {
    (void)name.text();
    return false;
  }
  if (const auto known = kpi::find_definition(name.text()); !known) {
    name.fault(known.error().message);
    return false;
  }
  const auto found = kpi::find_definition(name.text(), static_cast<int>(number));
  if (!found) {
    version.fault(found.error().message);
    return false;
  }
  clause.kpi = *found;
  read_thresholds(node, *clause.kpi, clause.rules);
  if (const auto clock = node.find("clock"))
    clause.rules.clock = static_cast<kpi::Clock>(clock->one_of({"offered", "menu_left", "queued"}));
  if (const auto ring = node.find("ring_time")) clause.rules.ring_time_counts = ring->flag();
  if (const auto to = node.find("attribution"))
    clause.rules.attribution =
        static_cast<kpi::Attribution>(to->one_of({"offered", "answered", "service_level_event"}));
  if (const auto counts = node.find("counts")) read_counts(*counts, clause.rules);
  return true;
}

Target read_target(const JsonNode& node, kpi::Unit unit) {
  node.members({"at_least", "at_most"});
  const auto most = node.find("at_most");
  if (most && node.find("at_least")) most->fault("stands beside at_least; keep one");
  if (most) return {Direction::at_most, read_figure(*most, unit)};
  return {Direction::at_least, read_figure(node.must("at_least"), unit)};
}

Window read_window(const JsonNode& node) {
  node.members({"each", "length", "met"});
  Window window;
  window.each = static_cast<Window::Each>(node.must("each").one_of({"month", "day", "interval"}));
  const auto length = node.find("length");
  if (window.each == Window::Each::interval)
    window.length = node.must("length").length();
  else if (length)
    length->fault("stands without intervals");
  if (window.each != Window::Each::month)
    window.met = node.must("met").percent(Decimal::whole(100));
  else if (const auto met = node.find("met"))
    met->fault("stands without days or intervals: a month has one figure");
  return window;
}

Scope read_scope(const JsonNode& node) {
  node.members({"queues", "hours"});
  Scope scope;
  if (const auto queues = node.find("queues")) {
    for (const JsonNode& item : queues->items(kListMax)) scope.queues.push_back(item.text());
    if (scope.queues.empty() && queues->is_list())
      queues->fault("is empty: name the queues, or leave it out");
  }
  if (const auto hours = node.find("hours")) {
    const std::string text = hours->text();
    const auto weekly = calendar::parse_weekly_hours(text);
    if (weekly)
      scope.hours = *weekly;
    else if (hours->is_text())
      hours->fault(weekly.error().to_string());
  }
  return scope;
}

DayRange read_days(const JsonNode& node) {
  if (!node.is_object()) {
    const LocalDay day = node.day().value_or(LocalDay());
    return {day, day};
  }
  node.members({"from", "until"});
  return {node.must("from").day().value_or(LocalDay()), node.must("until").day().value_or(LocalDay())};
}

Exclusions read_exclusions(const JsonNode& node) {
  constexpr Decimal kPercentMax = Decimal::whole(1'000);
  node.members({"days", "over_forecast", "outages", "ramp_up_months"});
  Exclusions exclusions;
  if (const auto days = node.find("days"))
    for (const JsonNode& item : days->items(kListMax)) exclusions.days.push_back(read_days(item));
  if (const auto over = node.find("over_forecast")) exclusions.over_forecast = over->percent(kPercentMax);
  if (const auto outages = node.find("outages"))
    for (const JsonNode& item : outages->items(kListMax)) exclusions.outages.push_back(item.text());
  if (const auto months = node.find("ramp_up_months"))
    exclusions.ramp_up_months = static_cast<int>(months->count(0, kMonthsMax));
  return exclusions;
}

}  // namespace

Clause read_clause(const JsonNode& node, Currency currency) {
  node.members({"name", "kpi", "target", "window", "scope", "exclusions", "penalty", "bonus"});
  Clause clause;
  clause.name = node.must("name").text();
  if (const auto window = node.find("window")) clause.window = read_window(*window);
  if (const auto scope = node.find("scope")) clause.scope = read_scope(*scope);
  if (const auto exclusions = node.find("exclusions")) clause.exclusions = read_exclusions(*exclusions);
  if (!read_kpi(node.must("kpi"), clause)) return clause;
  clause.target = read_target(node.must("target"), clause.kpi->unit);
  if (const auto penalty = node.find("penalty")) clause.penalty = read_scale(*penalty, clause, currency);
  if (const auto bonus = node.find("bonus")) clause.bonus = read_scale(*bonus, clause, currency);
  return clause;
}

}  // namespace tandem::sla
