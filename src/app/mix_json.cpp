#include <algorithm>
#include <cmath>

#include "app/mix_output.hpp"
#include "core/base/iso_time.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using mix::Checked;
using mix::Mix;
using mix::Target;
using report::JsonWriter;

/// Sums of hours and prices are rounded to what means something.
double rounded(double value) { return std::round(value * 10'000) / 10'000; }

std::string start_of(const Mix& mix, std::size_t interval) {
  return to_iso8601(mix.interval_starts[interval], *mix.horizon.zone);
}

void write_checked(JsonWriter& json, const char* name, const Checked& checked) {
  json.key(name);
  json.open_object();
  json.member("figure", checked.figure ? std::optional(checked.figure->value) : std::nullopt);
  json.member("half_width", checked.figure ? checked.figure->half_width : std::nullopt);
  json.member("met_share", checked.met);
  json.member("days_with_calls", checked.with_calls);
  json.member("holds", checked.slack >= -mix::kRounding);
  json.close_object();
}

void write_windows(JsonWriter& json, const MixRun& run, std::size_t target) {
  const Mix& mix = run.mix;
  json.key("windows");
  json.open_array();
  for (std::size_t i = 0; i < mix.goals.windows.size(); ++i) {
    const mix::Window& window = mix.goals.windows[i];
    const mix::Line& line = mix.goals.lines[window.line];
    if (line.target != target) continue;
    json.open_object();
    json.key("of");
    if (!line.part)
      json.null();
    else if (run.request.targets[target].each == Target::Each::queue)
      json.value(run.model.plan.queues[*line.part].name);
    else
      json.value(run.model.plan.clients[*line.part]);
    json.member("from", start_of(mix, window.first));
    json.member("intervals", static_cast<std::uint64_t>(window.end - window.first));
    json.member("reachable", mix.floors[i] >= 0);
    write_checked(json, "searched", mix.on_sample[i]);
    write_checked(json, "other_days", mix.on_fresh[i]);
    json.close_object();
  }
  json.close_array();
}

void write_targets(JsonWriter& json, const MixRun& run) {
  json.key("targets");
  json.open_array();
  for (std::size_t i = 0; i < run.request.targets.size(); ++i) {
    const Target& target = run.request.targets[i];
    json.open_object();
    json.member("target", words_of(target));
    json.member("kpi", target.kpi->id);
    json.member("formula", target.kpi->formula);
    json.member(target.bound == Target::Bound::at_least ? "at_least" : "at_most", target.value);
    json.member("probability", target.probability);
    write_windows(json, run, i);
    json.close_object();
  }
  json.close_array();
}

void write_bounds(JsonWriter& json, const Mix& mix) {
  const auto write = [&](const char* name, std::optional<double> cost) {
    json.key(name);
    json.open_object();
    json.member("cost", cost ? std::optional(rounded(*cost)) : std::nullopt);
    json.member("mix_above", cost && *cost > 0 ? std::optional(rounded(mix.cost / *cost - 1)) : std::nullopt);
    json.close_object();
  };
  json.key("beside");
  json.open_object();
  write("one_team", mix.one_team_cost);
  write("one_queue_erlang_a", mix.erlang.pooled ? std::optional(mix.erlang.pooled->cost) : std::nullopt);
  write("queue_by_queue_erlang_c",
        mix.erlang.separate ? std::optional(mix.erlang.separate->cost) : std::nullopt);
  json.close_object();
}

void write_intervals(JsonWriter& json, const MixRun& run) {
  const Mix& mix = run.mix;
  json.key("groups");
  json.value(run.model.plan.groups);
  json.key("intervals");
  json.open_array();
  for (std::size_t i = 0; i < mix.headcount.intervals(); ++i) {
    std::vector<std::uint32_t> agents;
    double cost = 0;
    for (std::size_t group = 0; group < mix.headcount.groups(); ++group) {
      agents.push_back(mix.headcount.at(group, i));
      cost += mix.headcount.at(group, i) * mix.choice.cost_of(group, i);
    }
    json.open_object();
    json.member("start", start_of(mix, i));
    json.member("hours", mix.interval_hours[i]);
    json.member("agents", mix.headcount.in(i));
    json.member("as_one_team", mix.one_team ? std::optional(mix.one_team->in(i)) : std::nullopt);
    json.member("cost", rounded(cost));
    json.member("by_group", agents);
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string json_of(const MixRun& run) {
  const Mix& mix = run.mix;
  JsonWriter json;
  json.open_object();
  json.member("model", run.model.name);
  json.member("cost", rounded(mix.cost));
  json.member("agent_hours", rounded(agent_hours(mix)));
  json.member("meets", mix.meets);
  json.member("proven", mix.proven);
  json.key("run");
  json.open_object();
  json.member("seed", run.options.seed);
  json.member("days_searched", run.options.replications);
  json.member("other_days", run.options.check_replications);
  json.member("days_simulated", mix.replications_run);
  json.member("confidence", run.options.confidence);
  json.close_object();
  write_bounds(json, mix);
  json.key("obstacles");
  json.value(obstacles(run));
  write_targets(json, run);
  write_intervals(json, run);
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
