#include "app/simulate_output.hpp"

#include <fmt/format.h>

#include <array>
#include <functional>

#include "app/text_table.hpp"
#include "plan/import/time_value.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using simulation::Estimate;
using simulation::Figures;
using simulation::Model;
using simulation::StudyResult;

/// What every study is judged by.
constexpr std::array<std::string_view, 5> kTotals = {"p_wait", "p_abandon", "mean_wait", "service_level",
                                                     "occupancy"};

void write_estimate(JsonWriter& json, const std::optional<Estimate>& estimate, double confidence) {
  json.open_object();
  json.member("estimate", estimate ? std::optional(estimate->value) : std::nullopt);
  json.member("half_width", estimate ? estimate->half_width : std::nullopt);
  json.member("confidence", confidence);
  json.close_object();
}

void write_figures(JsonWriter& json, const StudyResult& result, const Figures& figures) {
  json.open_object();
  for (std::size_t i = 0; i < result.figures.size(); ++i) {
    json.key(result.figures[i].id);
    write_estimate(json, figures.values[i], result.confidence);
  }
  json.close_object();
}

using NameOf = std::function<void(JsonWriter&, std::size_t)>;
void write_parts(JsonWriter& json, std::string_view name, const StudyResult& result,
                 const std::vector<Figures>& parts, const NameOf& name_of) {
  json.key(name);
  json.open_array();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    json.open_object();
    name_of(json, i);
    json.key("figures");
    write_figures(json, result, parts[i]);
    json.close_object();
  }
  json.close_array();
}

void write_run(JsonWriter& json, const StudyResult& result, const Model& model, const StudyRun& run) {
  json.key("run");
  json.open_object();
  json.member("model", run.file);
  json.member("name", model.name);
  json.member("engine", run.engine);
  json.member("calls", result.calls);
  json.member("events", result.events);
  json.member("seconds", run.seconds);
  json.member("calls_per_second", run.seconds > 0 ? static_cast<double>(result.calls) / run.seconds : 0);
  json.member("threads", std::uint32_t{run.threads});
  json.member("seed", run.seed);
  json.member("replications", result.replications);
  json.member("units", result.units);
  json.member("precise", result.precise);
  json.close_object();
}

/// "41.11 % +- 0.12"
std::string share_text(const std::optional<Estimate>& estimate) {
  if (!estimate) return "-";
  std::string text = fmt::format("{:.2f} %", estimate->value * 100);
  if (estimate->half_width) text += fmt::format(" ± {:.2f}", *estimate->half_width * 100);
  return text;
}

std::string seconds_text(const std::optional<Estimate>& estimate) {
  if (!estimate) return "-";
  std::string text = fmt::format("{:.2f} s", estimate->value);
  if (estimate->half_width) text += fmt::format(" ± {:.2f}", *estimate->half_width);
  return text;
}

void add_row(TextTable& table, const StudyResult& result, const std::string& name, const Figures& figures) {
  const auto find = [&](std::string_view id) -> const std::optional<Estimate>& {
    std::size_t i = 0;
    while (result.figures[i].id != id) ++i;
    return figures.values[i];
  };
  const auto& offered = find("offered");
  table.add({name, offered ? fmt::format("{:.0f}", offered->value) : "-", share_text(find("service_level")),
             share_text(find("p_abandon")), seconds_text(find("mean_wait")), share_text(find("p_wait")),
             share_text(find("occupancy"))});
}

void add_part(std::string& text, const StudyResult& result, std::string_view heading,
              const std::vector<Figures>& parts, const std::vector<std::string>& names) {
  constexpr std::size_t kRowsMax = 30;
  if (parts.size() < 2) return;
  TextTable table(
      {std::string(heading), "calls", "service level", "abandoned", "mean wait", "had to wait", "occupancy"});
  for (std::size_t i = 0; i < std::min(parts.size(), kRowsMax); ++i)
    add_row(table, result, names[i], parts[i]);
  text += "\n" + table.text();
  if (parts.size() > kRowsMax)
    text += fmt::format("  ... and {} more (see --json)\n", parts.size() - kRowsMax);
}

}  // namespace

std::string json_of(const StudyResult& result, const Model& model, const StudyRun& run) {
  JsonWriter json;
  json.open_object();
  write_run(json, result, model, run);
  json.key("totals");
  json.open_object();
  for (const std::string_view id : kTotals) {
    json.key(id);
    write_estimate(json, result.total(id), result.confidence);
  }
  json.close_object();
  json.key("percentiles");
  json.open_array();
  for (const auto& percentile : result.percentiles) {
    json.open_object();
    json.member("share", percentile.share);
    json.member("wait", percentile.seconds);
    json.close_object();
  }
  json.close_array();
  json.key("figures");
  write_figures(json, result, result.totals);
  write_parts(json, "types", result, result.by_type, [&](JsonWriter& to, std::size_t i) {
    to.member("type", model.types[i].name);
    to.member("queue", model.plan.queues[model.types[i].queue.index()].name);
  });
  write_parts(json, "clients", result, result.by_client,
              [&](JsonWriter& to, std::size_t i) { to.member("client", model.plan.clients[i]); });
  write_parts(json, "groups", result, result.by_group, [&](JsonWriter& to, std::size_t i) {
    to.member("group", model.plan.groups[i]);
    to.member("agents", model.groups[i].agents());
  });
  write_parts(json, "intervals", result, result.by_interval, [&](JsonWriter& to, std::size_t i) {
    to.member("start", importing::to_iso8601(result.interval_starts[i], *model.horizon.zone));
  });
  json.close_object();
  return std::move(json).take() + "\n";
}

std::string table_of(const StudyResult& result, const Model& model, const StudyRun& run) {
  std::string text = fmt::format(
      "{}: {} replication{}, {:.4g} million calls\n\n", model.name.empty() ? run.file : model.name,
      result.replications, result.replications == 1 ? "" : "s", static_cast<double>(result.calls) / 1e6);
  const auto line = [&](std::string_view what, const std::string& value) {
    text += fmt::format("  {:<44}{}\n", what, value);
  };
  line(fmt::format("answered within {:g} s ({})", model.rules.answer.limit.seconds(), model.service_level),
       share_text(result.total("service_level")));
  line("gave up", share_text(result.total("p_abandon")));
  line("had to wait", share_text(result.total("p_wait")));
  line("mean wait of all", seconds_text(result.total("mean_wait")));
  for (const auto& percentile : result.percentiles)
    line(fmt::format("{:g} % waited at most", percentile.share * 100),
         fmt::format("{:.2f} s", percentile.seconds));
  line("occupancy of agents", share_text(result.total("occupancy")));
  std::vector<std::string> types;
  for (const auto& type : model.types) types.push_back(type.name);
  add_part(text, result, "type", result.by_type, types);
  add_part(text, result, "client", result.by_client, model.plan.clients);
  add_part(text, result, "group", result.by_group, model.plan.groups);
  std::vector<std::string> starts;
  for (const Instant start : result.interval_starts)
    starts.push_back(importing::to_iso8601(start, *model.horizon.zone).substr(0, 16));
  add_part(text, result, "interval", result.by_interval, starts);
  if (result.units > 1)
    text += fmt::format("\n± is the half width of a {:g} % confidence interval, from {} independent {}.\n",
                        result.confidence * 100, result.units,
                        result.units == result.replications ? "replications" : "batches");
  else
    text += "\nOne replication tells nothing about its own error; use --replications 10 or more.\n";
  if (!result.precise) text += "The precision asked for was not reached.\n";
  return text;
}

}  // namespace tandem::app
