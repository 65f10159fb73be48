#include "app/pool_output.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using pooling::Pool;
using pooling::Served;
using report::JsonWriter;

std::string money(double amount) { return grouped(fmt::format("{:.2f}", amount)); }

double gain(double apart, double shared) { return apart > 0 ? 1 - shared / apart : 0; }

double rounded(double value) { return std::round(value * 10'000) / 10'000; }

/// "80.40 % ± 1.01, 11 of 11 held"
std::string served_text(const Served& served) {
  std::string text = "-";
  if (served.level) text = fmt::format("{:.2f} %", served.level->value * 100);
  if (served.level && served.level->half_width)
    text += fmt::format(" ± {:.2f}", *served.level->half_width * 100);
  return text + fmt::format(", {} of {} held", served.held, served.windows);
}

std::string shares_text(const PoolRun& run) {
  const Pool& pool = run.pool;
  TextTable table({"client", "apart", "its hours", "its share", "gains"});
  for (std::size_t i = 0; i < pool.clients.size(); ++i) {
    const auto& of = pool.clients[i];
    table.add({run.model.plan.clients[i], money(of.apart) + (of.apart_meets ? "" : " (targets missed)"),
               fmt::format("{:.1f}", of.apart_hours), money(of.share),
               fmt::format("{:.1f} %", gain(of.apart, of.share) * 100)});
  }
  table.add({"all", money(pool.apart), "", money(pool.together.cost),
             fmt::format("{:.1f} %", gain(pool.apart, pool.together.cost) * 100)});
  return table.text();
}

std::string spikes_text(const PoolRun& run) {
  const Pool& pool = run.pool;
  std::vector<std::string> header = {"who has more"};
  for (const std::string& client : run.model.plan.clients) header.push_back(client);
  TextTable table(header);
  const auto add = [&](const std::string& name, const std::vector<Served>& all) {
    std::vector<std::string> row = {name};
    for (const Served& served : all) row.push_back(served_text(served));
    table.add(std::move(row));
  };
  add("nobody", pool.usual);
  for (std::size_t i = 0; i < pool.spikes.size(); ++i) {
    add(run.model.plan.clients[i], pool.spikes[i]);
    if (!pool.spikes_unguarded.empty())
      add(run.model.plan.clients[i] + ", no guarantees", pool.spikes_unguarded[i]);
  }
  return table.text();
}

void write_served(JsonWriter& json, const std::vector<Served>& all) {
  json.open_array();
  for (const Served& served : all) {
    json.open_object();
    json.member("level", served.level ? std::optional(served.level->value) : std::nullopt);
    json.member("half_width", served.level ? served.level->half_width : std::nullopt);
    json.member("targets_held", static_cast<std::uint64_t>(served.held));
    json.member("targets", static_cast<std::uint64_t>(served.windows));
    json.close_object();
  }
  json.close_array();
}

}  // namespace

std::string table_of(const PoolRun& run) {
  const Pool& pool = run.pool;
  std::string text = fmt::format("{}: together {} for {:.1f} agent-hours, apart {}: {:.1f} % less\n{}\n\n",
                                 run.model.name, money(pool.together.cost), agent_hours(pool.together),
                                 money(pool.apart), gain(pool.apart, pool.together.cost) * 100,
                                 pool.together.meets
                                     ? "Together all targets hold on the days searched"
                                     : "Together not all targets can be met: tandem mix says which, and why");
  text += shares_text(run);
  text += pool.by_shapley ? "Shares by Shapley's value over all coalitions\n\n"
                          : "Shares in proportion to what each costs apart\n\n";
  text += fmt::format("With the agents of all, {} of a client's calls {:g} % more, on {} other days:\n\n",
                      run.model.service_level, run.options.spike * 100, run.options.mix.check_replications);
  return text + spikes_text(run);
}

std::string json_of(const PoolRun& run) {
  const Pool& pool = run.pool;
  JsonWriter json;
  json.open_object();
  json.member("model", run.model.name);
  json.member("together", rounded(pool.together.cost));
  json.member("together_hours", rounded(agent_hours(pool.together)));
  json.member("together_meets", pool.together.meets);
  json.member("apart", rounded(pool.apart));
  json.member("shares_by", pool.by_shapley ? "shapley" : "cost_apart");
  json.member("spike", run.options.spike);
  json.member("service_level", run.model.service_level);
  json.key("clients");
  json.open_array();
  for (std::size_t i = 0; i < pool.clients.size(); ++i) {
    const auto& of = pool.clients[i];
    json.open_object();
    json.member("name", run.model.plan.clients[i]);
    json.member("apart", rounded(of.apart));
    json.member("apart_hours", rounded(of.apart_hours));
    json.member("apart_meets", of.apart_meets);
    json.member("share", rounded(of.share));
    json.member("gain", rounded(gain(of.apart, of.share)));
    json.close_object();
  }
  json.close_array();
  json.key("usual");
  write_served(json, pool.usual);
  json.key("spikes");
  json.open_array();
  for (std::size_t i = 0; i < pool.spikes.size(); ++i) {
    json.open_object();
    json.member("client", run.model.plan.clients[i]);
    json.key("with_guarantees");
    write_served(json, pool.spikes[i]);
    json.key("without");
    if (pool.spikes_unguarded.empty())
      json.null();
    else
      write_served(json, pool.spikes_unguarded[i]);
    json.close_object();
  }
  json.close_array();
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
