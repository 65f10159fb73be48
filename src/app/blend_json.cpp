#include "app/blend_output.hpp"
#include "app/forecast_output.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using blend::Channel;
using blend::ChannelPlan;
using report::JsonWriter;

void write_estimate(JsonWriter& json, std::string_view name,
                    const std::optional<simulation::Estimate>& found) {
  json.key(name);
  if (!found) return json.null();
  json.open_object();
  json.member("estimate", found->value);
  json.member("half_width", found->half_width);
  json.close_object();
}

void write_channel(JsonWriter& json, const BlendResult& result, std::size_t number) {
  const Channel& channel = result.input.desk.channels[number];
  const ChannelPlan& plan = result.made.plan.channels[number];
  json.open_object();
  json.member("name", channel.name);
  json.member("kind", name_of(channel.kind));
  json.key("target");
  json.open_object();
  json.member("share", channel.share);
  json.member("within_seconds", channel.within.seconds());
  json.member("of_opening_time", channel.of_opening_time);
  json.close_object();
  json.member("contacts", plan.contacts);
  json.member("contacts_closed", plan.contacts_closed);
  json.member("hours", plan.hours);
  json.member("in_time", plan.in_time);
  json.member("kept", plan.kept);
  if (channel.is_live()) {
    json.member("patience_seconds", result.input.demand.channels[number].patience_seconds);
    json.member("mean_wait_seconds", plan.mean_wait);
    json.member("abandoned", plan.p_abandon);
    json.member("busy", plan.busy);
    json.member("short_of_seats", plan.short_of_seats);
  } else {
    json.member("out_of_reach", plan.out_of_reach);
  }
  if (channel.kind == Channel::Kind::chat) {
    json.member("at_once_most", channel.at_once);
    json.member("at_once_mean", plan.at_once);
  }
  json.key("simulated");
  if (result.made.check) {
    const blend::CheckedChannel& found = result.made.check->channels[number];
    json.open_object();
    write_estimate(json, "in_time", found.in_time);
    write_estimate(json, "mean_wait_seconds", found.mean_wait);
    write_estimate(json, "abandoned", found.p_abandon);
    json.close_object();
  } else {
    json.null();
  }
  json.close_object();
}

void write_interval(JsonWriter& json, const BlendResult& result, std::size_t at) {
  const blend::DeskDemand& demand = result.input.demand;
  const blend::DeskPlan& plan = result.made.plan;
  json.open_object();
  json.member("start",
              clock_text(demand.interval * static_cast<std::int64_t>(at % demand.intervals_a_day())));
  json.member("open", static_cast<bool>(demand.open[at]));
  json.member("agents", plan.agents[at]);
  json.member("added_for_work", plan.added[at]);
  json.member("backlog_hours", plan.backlog.hours[at]);
  json.member("late_hours", plan.backlog.over_due[at]);
  json.key("channels");
  json.open_array();
  for (std::size_t i = 0; i < demand.channels.size(); ++i) {
    json.open_object();
    json.member("contacts", demand.channels[i].contacts[at]);
    if (result.input.desk.channels[i].is_live()) {
      json.member("agents", plan.channels[i].agents[at]);
      json.member("service_level", plan.channels[i].intervals[at].service_level);
    }
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

void write_days(JsonWriter& json, const BlendResult& result) {
  const blend::DeskDemand& demand = result.input.demand;
  json.key("days");
  json.open_array();
  std::size_t at = 0;
  for (const BlendDay& day : days_of(result)) {
    json.open_object();
    json.member("day", to_text(day.day));
    json.member("calls", day.calls);
    json.member("chats", day.chats);
    json.member("tickets", day.tickets);
    json.member("agent_hours", day.hours);
    json.member("added_hours", day.added_hours);
    json.member("most_agents", day.most);
    json.member("backlog_hours", day.backlog_hours);
    json.key("intervals");
    json.open_array();
    for (std::size_t slot = 0; slot < demand.intervals_a_day(); ++slot) write_interval(json, result, at++);
    json.close_array();
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string json_of(const BlendResult& result) {
  const blend::DeskPlan& plan = result.made.plan;
  const blend::DeskDemand& demand = result.input.demand;
  JsonWriter json;
  json.open_object();
  json.member("name", result.input.desk.name);
  json.member("zone", result.input.desk.zone->name());
  json.member("interval", demand.interval.seconds());
  json.member("probability", result.input.probability);
  json.member("shrinkage", result.input.shrinkage);
  json.member("occupancy_max", result.input.desk.occupancy_max);
  json.member("interruptible", result.input.desk.interruptible);
  json.member("reserve", plan.reserve);
  json.member("agent_hours", plan.agent_hours);
  json.member("paid_hours", result.positions(plan.agent_hours));
  json.member("added_hours", plan.added_hours);
  json.member("apart_hours", plan.apart_hours);
  json.member("work_hours", plan.work_hours);
  json.member("work_in_idle_hours", plan.work_in_idle_hours);
  json.member("work_factor", plan.work_factor);
  json.key("worst_backlog");
  json.open_object();
  const std::size_t worst = plan.backlog.worst_at;
  json.member("day", to_text(demand.day_of(worst)));
  json.member("start",
              clock_text(demand.interval * static_cast<std::int64_t>(worst % demand.intervals_a_day())));
  json.member("hours", plan.backlog.hours[worst]);
  json.member("late_hours", plan.backlog.over_due[worst]);
  json.close_object();
  json.member("replications", result.made.check ? result.made.check->replications : 0U);
  json.key("rounds");
  json.open_array();
  for (const blend::SureDesk::Round& round : result.made.rounds) {
    json.open_object();
    json.member("agent_hours", round.agent_hours);
    json.member("in_time", round.in_time);
    json.close_object();
  }
  json.close_array();
  json.member("notes", shortfalls_of(result, report::Language::en));
  json.key("channels");
  json.open_array();
  for (std::size_t i = 0; i < result.input.desk.channels.size(); ++i) write_channel(json, result, i);
  json.close_array();
  write_days(json, result);
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
