#include "plan/report/analysis_json.hpp"

namespace tandem::report {
namespace {

void slices(JsonWriter& json, std::string_view name, const std::vector<analysis::Slice>& list) {
  json.key(name);
  json.open_array();
  for (const auto& slice : list) {
    json.open_object();
    json.member("client", slice.client);
    json.member("name", slice.name);
    json.member("share", slice.share);
    json.key("tally");
    tally_value(json, slice.tally);
    json.key("service_levels");
    service_levels_value(json, slice.service_levels);
    json.member("mean_wait", slice.mean_wait);
    json.member("mean_handle", slice.mean_handle);
    json.member("abandonment", slice.abandonment);
    json.member("p90_wait", slice.p90_wait);
    json.close_object();
  }
  json.close_array();
}

void repeats(JsonWriter& json, const analysis::RepeatCalls& repeats) {
  json.key("repeats");
  json.open_object();
  json.member("known", repeats.known);
  json.member("callers", repeats.callers);
  json.member("calls_with_caller", repeats.calls_with_caller);
  json.key("share_within");
  json.open_object();
  json.member("1_h", repeats.share_within[0]);
  json.member("24_h", repeats.share_within[1]);
  json.member("72_h", repeats.share_within[2]);
  json.close_object();
  json.member("share_within_24h_after_abandon", repeats.share_within_24h_after_abandon);
  json.key("busiest");
  json.open_array();
  for (const auto& caller : repeats.busiest) {
    json.open_object();
    json.member("caller", caller.caller);
    json.member("calls", caller.calls);
    json.member("share", caller.share);
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

void agents(JsonWriter& json, const analysis::AgentsOnDuty& agents) {
  json.key("agents");
  json.open_object();
  json.member("known", agents.known);
  json.member("agents", agents.agents);
  json.member("occupancy", agents.occupancy);
  json.member("calls_per_hour", agents.calls_per_hour);
  json.member("by_weekday_interval", agents.by_weekday_interval);
  json.key("list");
  json.open_array();
  for (const auto& agent : agents.list) {
    json.open_object();
    json.member("name", agent.name);
    json.member("calls", agent.calls);
    json.member("talk_hours", agent.talk_hours);
    json.member("handle_hours", agent.handle_hours);
    json.member("duty_hours", agent.duty_hours);
    json.member("occupancy", agent.occupancy);
    json.member("mean_talk", agent.mean_talk);
    json.member("days", agent.days);
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

void service_levels(JsonWriter& json, const analysis::ServiceLevels& levels) {
  json.key("service_levels");
  json.open_object();
  json.key("overall");
  service_levels_value(json, levels.overall);
  json.key("by_interval_of_day");
  json.open_array();
  for (const auto& six : levels.by_interval_of_day) service_levels_value(json, six);
  json.close_array();
  json.key("by_month");
  json.open_object();
  for (const auto& [month, six] : levels.by_month) {
    json.key(to_text(month));
    service_levels_value(json, six);
  }
  json.close_object();
  json.member("mean_of_intervals", levels.mean_of_intervals);
  json.member("share_of_intervals", levels.share_of_intervals);
  json.close_object();
}

}  // namespace

void slice_members(JsonWriter& json, const analysis::Analysis& a) {
  service_levels(json, a.service_levels);
  slices(json, "clients", a.clients);
  slices(json, "queues", a.queues);
  slices(json, "types", a.types);
  slices(json, "hours", a.hours);
  repeats(json, a.repeats);
  agents(json, a.agents);
}

}  // namespace tandem::report
