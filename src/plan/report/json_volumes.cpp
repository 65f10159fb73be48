#include "core/base/check.hpp"
#include "plan/report/analysis_json.hpp"

namespace tandem::report {
namespace {

std::string_view name_of(analysis::DayKind kind) {
  switch (kind) {
    case analysis::DayKind::missing:
      return "missing";
    case analysis::DayKind::high_volume:
      return "high_volume";
    case analysis::DayKind::low_volume:
      return "low_volume";
    case analysis::DayKind::short_day:
      return "short_day";
    case analysis::DayKind::long_waits:
      return "long_waits";
    case analysis::DayKind::high_abandonment:
      return "high_abandonment";
  }
  TANDEM_CHECK(false, "a kind of day without a name");
}

void timeline(JsonWriter& json, const std::vector<analysis::Volume>& volumes) {
  json.key("timeline");
  json.open_array();
  for (const auto& volume : volumes) {
    json.open_object();
    json.key("start");
    instant_value(json, volume.start);
    json.member("offered", volume.offered);
    json.member("erlangs", volume.erlangs);
    json.member("service_level", volume.service_level);
    json.member("mean_wait", volume.mean_wait);
    json.member("abandonment", volume.abandonment);
    json.close_object();
  }
  json.close_array();
}

void days(JsonWriter& json, const analysis::Analysis& a) {
  json.key("days");
  json.open_array();
  for (const auto& day : a.days) {
    json.open_object();
    json.member("day", to_text(day.day));
    json.member("open", day.open);
    json.member("usually_open", day.usually_open);
    json.member("usual", day.usual);
    json.member("offered", day.offered);
    json.member("answered", day.answered);
    json.member("abandoned", day.abandoned);
    json.member("service_level", day.service_level);
    json.member("abandonment", day.abandonment);
    json.member("mean_wait", day.mean_wait);
    json.member("mean_handle", day.mean_handle);
    json.member("expected", day.expected);
    json.member("deviation", day.deviation);
    json.close_object();
  }
  json.close_array();
  json.key("special_days");
  json.open_array();
  for (const auto& day : a.special_days) {
    json.open_object();
    json.member("day", to_text(day.day));
    json.member("kind", name_of(day.kind));
    json.member("found", day.found);
    json.member("usual", day.usual);
    json.member("explanation_en", day.explanation_en);
    json.member("explanation_ru", day.explanation_ru);
    json.close_object();
  }
  json.close_array();
}

void heat_map(JsonWriter& json, const analysis::HeatMap& heat) {
  json.key("heat_map");
  json.open_object();
  json.member("intervals", heat.intervals);
  json.member("calls", heat.calls);
  json.member("erlangs", heat.erlangs);
  json.member("service_level", heat.service_level);
  json.member("mean_wait", heat.mean_wait);
  json.member("required_agents", heat.required_agents);
  json.member("required_headcount", heat.required_headcount);
  json.key("days");
  json.open_array();
  for (const int count : heat.days) json.value(count);
  json.close_array();
  json.key("calls_per_day");
  json.open_array();
  for (const auto& calls : heat.calls_per_day) json.value(calls);
  json.close_array();
  json.close_object();
}

void season(JsonWriter& json, const analysis::Season& season) {
  json.key("season");
  json.open_object();
  json.key("calls_by_month");
  json.open_object();
  for (const auto& [month, calls] : season.calls_by_month) json.member(to_text(month), calls);
  json.close_object();
  json.key("calls_per_open_day");
  json.open_object();
  for (const auto& [month, calls] : season.calls_per_open_day) json.member(to_text(month), calls);
  json.close_object();
  json.member("trend_per_month", season.trend_per_month);
  json.member("trend_low", season.trend_low);
  json.member("trend_high", season.trend_high);
  json.close_object();
}

void requirement(JsonWriter& json, const analysis::Requirement& need) {
  json.key("requirement");
  json.open_object();
  json.member("with_patience", need.with_patience);
  json.member("patience_mean", need.patience_mean);
  json.member("handle_mean", need.handle_mean);
  json.member("peak_weekday", need.peak_weekday);
  json.member("peak_interval", need.peak_interval);
  json.member("peak_agents", need.peak_agents);
  json.member("peak_headcount", need.peak_headcount);
  json.member("agent_hours_per_week", need.agent_hours_per_week);
  json.member("headcount_hours_per_week", need.headcount_hours_per_week);
  json.member("peak_calls", need.peak_calls);
  json.member("peak_erlangs", need.peak_erlangs);
  json.close_object();
}

void concurrency(JsonWriter& json, const analysis::Concurrency& c) {
  json.key("concurrency");
  json.open_object();
  json.member("peak_calls", c.peak_calls);
  json.key("peak_at");
  instant_value(json, c.peak_at);
  json.member("peak_waiting", c.peak_waiting);
  json.key("peak_waiting_at");
  instant_value(json, c.peak_waiting_at);
  json.member("busy_hour_erlangs", c.busy_hour_erlangs);
  json.key("busy_hour_start");
  instant_value(json, c.busy_hour_start);
  json.member("trunks_by_erlang_b", c.trunks_by_erlang_b);
  json.member("trunks_needed", c.trunks_needed);
  json.close_object();
}

}  // namespace

void volume_members(JsonWriter& json, const analysis::Analysis& a) {
  days(json, a);
  heat_map(json, a.heat_map);
  requirement(json, a.requirement);
  season(json, a.season);
  concurrency(json, a.concurrency);
  timeline(json, a.timeline);
}

}  // namespace tandem::report
