#include "app/staff_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/forecast_output.hpp"
#include "app/text_table.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using staffing::Promise;

std::string_view name_of(Promise::Over over) {
  return over == Promise::Over::interval ? "interval" : over == Promise::Over::day ? "day" : "whole";
}

std::string clock_of(const StaffResult& result, std::size_t slot) {
  return clock_text(result.forecast.interval * static_cast<std::int64_t>(result.forecast.first_slot + slot));
}

/// What a day of the requirement comes to.
struct Day {
  double hours = 0, calls = 0, in_time = 0;
  std::uint32_t most = 0;
  std::size_t most_at = 0;
};

Day day_of(const StaffResult& result, std::size_t number) {
  Day day;
  const std::size_t slots = result.demand.intervals_a_day;
  for (std::size_t slot = 0; slot < slots; ++slot) {
    const std::size_t at = number * slots + slot;
    const std::uint32_t agents = result.requirement.agents[at];
    day.hours += agents * result.demand.interval.seconds() / 3600;
    day.calls += result.demand.calls[at];
    day.in_time += result.demand.calls[at] * result.requirement.service_levels[at];
    if (agents > day.most) {
      day.most = agents;
      day.most_at = slot;
    }
  }
  return day;
}

std::string promise_text(const StaffResult& result) {
  const Promise& promise = result.promise;
  std::string text = fmt::format("{:g} % of the calls of each {} answered within {:g} s", promise.share * 100,
                                 promise.over == Promise::Over::whole ? "such period" : name_of(promise.over),
                                 promise.within_seconds);
  if (promise.probability) text += fmt::format(", with a probability of {:g} %", *promise.probability * 100);
  text += promise.patience_seconds
              ? fmt::format("; callers wait {:.0f} s on average before they give up (Erlang A)",
                            *promise.patience_seconds)
              : "; nobody gives up (Erlang C)";
  return text;
}

}  // namespace

std::string table_of(const StaffResult& result) {
  std::string text = fmt::format("{}\n\n", promise_text(result));
  TextTable table({"day", "calls", "agent hours", "paid hours", "most agents", "at", "in time"});
  for (std::size_t i = 0; i < result.forecast.days.size(); ++i) {
    const Day day = day_of(result, i);
    table.add({day_text(result.forecast.days[i].calls.day), fmt::format("{:.0f}", day.calls),
               fmt::format("{:.1f}", day.hours), fmt::format("{:.1f}", result.positions(day.hours)),
               fmt::format("{}", day.most), clock_of(result, day.most_at),
               day.calls > 0 ? fmt::format("{:.1f} %", 100 * day.in_time / day.calls) : "-"});
  }
  text += table.text();
  text +=
      fmt::format("\n{:.0f} agent hours, {:.0f} paid with {:g} % shrinkage; {:.1f} % of all calls in time\n",
                  result.requirement.agent_hours, result.positions(result.requirement.agent_hours),
                  result.shrinkage * 100, result.requirement.service_level * 100);
  if (result.requirement.kept)
    text += fmt::format("Of {} courses that the days may take, the promise is kept in {:.1f} %.\n",
                        result.demand.paths.size(), *result.requirement.kept * 100);
  return text;
}

std::string json_of(const StaffResult& result) {
  JsonWriter json;
  json.open_object();
  json.key("promise");
  json.open_object();
  json.member("share", result.promise.share);
  json.member("within_seconds", result.promise.within_seconds);
  json.member("over", name_of(result.promise.over));
  json.member("patience_seconds", result.promise.patience_seconds);
  json.member("probability", result.promise.probability);
  json.close_object();
  json.member("shrinkage", result.shrinkage);
  json.member("interval", result.demand.interval.seconds());
  json.member("agent_hours", result.requirement.agent_hours);
  json.member("paid_hours", result.positions(result.requirement.agent_hours));
  json.member("service_level", result.requirement.service_level);
  json.member("paths", static_cast<std::uint64_t>(result.demand.paths.size()));
  json.member("kept", result.requirement.kept);
  json.key("days");
  json.open_array();
  for (std::size_t i = 0; i < result.forecast.days.size(); ++i) {
    json.open_object();
    json.member("day", to_text(result.forecast.days[i].calls.day));
    json.key("intervals");
    json.open_array();
    for (std::size_t slot = 0; slot < result.demand.intervals_a_day; ++slot) {
      const std::size_t at = i * result.demand.intervals_a_day + slot;
      json.open_object();
      json.member("start", clock_of(result, slot));
      json.member("calls", result.demand.calls[at]);
      json.member("handle_seconds", result.demand.handle_seconds[at]);
      json.member("agents", result.requirement.agents[at]);
      json.member("service_level", result.requirement.service_levels[at]);
      json.close_object();
    }
    json.close_array();
    json.close_object();
  }
  json.close_array();
  json.close_object();
  return std::move(json).take() + "\n";
}

std::string csv_of(const StaffResult& result) {
  std::string text = "interval_start,agents\n";
  for (std::size_t i = 0; i < result.forecast.days.size(); ++i)
    for (std::size_t slot = 0; slot < result.demand.intervals_a_day; ++slot)
      fmt::format_to(std::back_inserter(text), "{} {},{}\n", to_text(result.forecast.days[i].calls.day),
                     clock_of(result, slot),
                     result.requirement.agents[i * result.demand.intervals_a_day + slot]);
  return text;
}

}  // namespace tandem::app
