#include "app/simulate_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <optional>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "core/base/iso_time.hpp"
#include "core/kpi/definition.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using simulation::Estimate;
using simulation::Figures;
using simulation::Model;
using simulation::StudyResult;

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

void print_written(std::FILE* to, JsonWriter& json) {
  std::fwrite(json.written().data(), 1, json.written().size(), to);
  json.forget_written();
}

using NameOf = std::function<void(JsonWriter&, std::size_t)>;
void write_parts(std::FILE* to, JsonWriter& json, std::string_view name, const StudyResult& result,
                 const std::vector<Figures>& parts, const NameOf& name_of) {
  json.key(name);
  json.open_array();
  for (std::size_t i = 0; i < parts.size(); ++i) {
    json.open_object();
    name_of(json, i);
    json.key("figures");
    write_figures(json, result, parts[i]);
    json.close_object();
    print_written(to, json);
  }
  json.close_array();
}

void write_run(JsonWriter& json, const StudyResult& result, const Model& model, const StudyRun& run) {
  json.key("run");
  json.open_object();
  json.member("model", run.file);
  json.member("name", model.name);
  json.member("engine", run.engine);
  json.member("threshold", model.rules.answer.limit.seconds());
  json.member("definition", model.service_level);
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

double value_or_0(const std::optional<Estimate>& estimate) { return estimate ? estimate->value : 0; }

/// "41.11 % ± 0.12"
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

/// "12,345"; of few the first decimal too, as means of counts have one.
std::string count_text(double count, bool decimal) {
  return grouped(fmt::format("{:.{}f}", count, decimal ? 1 : 0));
}

std::string calls_text(const std::optional<Estimate>& estimate, bool with_half_width) {
  if (!estimate) return "-";
  constexpr double kFew = 1000;
  const bool decimal = estimate->value < kFew;
  std::string text = count_text(estimate->value, decimal);
  if (with_half_width && estimate->half_width) text += " ± " + count_text(*estimate->half_width, decimal);
  return text;
}

std::string agents_text(const std::optional<Estimate>& estimate) {
  return estimate ? fmt::format("{:.1f}", estimate->value) : "-";
}

constexpr std::array kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};

/// "Mon 2026-01-05"
std::string day_text(Instant at, const Zone& zone) {
  const LocalDay day = zone.day_of(at);
  return fmt::format("{} {}", kWeekdays[std::chrono::weekday(day).iso_encoding() - 1], to_text(day));
}

std::string plural(std::uint64_t count, std::string_view one) {
  return fmt::format("{} {}{}", count_text(static_cast<double>(count), false), one, count == 1 ? "" : "s");
}

/// Parts of the floor that calls belong to: types, clients, intervals.
class CallsTable {
 public:
  enum class Agents : std::uint8_t { left_out, shown };
  CallsTable(const StudyResult& result, const Model& model, std::string_view heading,
             Agents agents = Agents::left_out)
      : result_(result), agents_(agents), table_(columns(model, heading, agents)) {}
  void add(const std::string& name, const Figures& figures) {
    const auto find = [&](std::string_view id) { return result_.figure(figures, id); };
    std::vector<std::string> cells = {
        name,
        calls_text(find("offered"), false),
        share_text(find("service_level")),
        share_text(find("p_abandon")),
        seconds_text(find("mean_wait")),
        share_text(find("p_wait")),
    };
    if (agents_ == Agents::shown) cells.insert(cells.begin() + 2, agents_text(find("agents_on_duty")));
    table_.add(std::move(cells));
  }
  std::string text() const { return table_.text(); }

 private:
  static std::vector<std::string> columns(const Model& model, std::string_view heading, Agents agents) {
    std::vector<std::string> names = {std::string(heading),
                                      "calls",
                                      fmt::format("within {:g} s", model.rules.answer.limit.seconds()),
                                      "gave up",
                                      "mean wait",
                                      "had to wait"};
    if (agents == Agents::shown) names.insert(names.begin() + 2, "agents");
    return names;
  }

  const StudyResult& result_;
  Agents agents_;
  TextTable table_;
};

constexpr std::size_t kRowsMax = 30;
std::string left_out(std::size_t parts) {
  return parts > kRowsMax ? fmt::format("  ... and {} more: --json has them all\n", parts - kRowsMax) : "";
}

void add_calls_of(std::string& text, const StudyResult& result, const Model& model, std::string_view heading,
                  const std::vector<Figures>& parts, const std::vector<std::string>& names) {
  if (parts.size() < 2) return;
  CallsTable table(result, model, heading);
  for (std::size_t i = 0; i < std::min(parts.size(), kRowsMax); ++i) table.add(names[i], parts[i]);
  text += "\n" + table.text() + left_out(parts.size());
}

/// Then a table by type says what the one by client says.
bool is_one_type_a_client(const Model& model) {
  std::vector<std::uint32_t> types_of_client(model.plan.clients.size());
  for (const auto& type : model.types)
    ++types_of_client[model.plan.queues[type.queue.index()].client.index()];
  return model.types.size() > 1 && std::ranges::count(types_of_client, 1U) == std::ssize(types_of_client);
}

void add_groups(std::string& text, const StudyResult& result, const Model& model) {
  const std::vector<Figures>& groups = result.by_group;
  if (groups.size() < 2) return;
  TextTable table({"group", "agents", "on duty", "calls answered", "handle time", "occupancy"});
  for (std::size_t i = 0; i < std::min(groups.size(), kRowsMax); ++i)
    table.add({model.plan.groups[i], fmt::format("{}", model.groups[i].agents()),
               agents_text(result.figure(groups[i], "agents_on_duty")),
               calls_text(result.figure(groups[i], "answered"), false),
               seconds_text(result.figure(groups[i], "aht")),
               share_text(result.figure(groups[i], "occupancy"))});
  text += "\n" + table.text() + left_out(groups.size());
}

/// All intervals where they are few; otherwise those in which most callers were failed, in order of time.
void add_intervals(std::string& text, const StudyResult& result, const Model& model) {
  constexpr std::size_t kAllMax = 30;
  constexpr std::size_t kWorst = 10;
  std::vector<std::size_t> shown;
  for (std::size_t i = 0; i < result.by_interval.size(); ++i)
    if (value_or_0(result.figure(result.by_interval[i], "offered")) > 0) shown.push_back(i);
  const auto failed = [&](std::size_t i) {
    const auto& level = result.figure(result.by_interval[i], "service_level");
    return level ? (1 - level->value) * value_or_0(result.figure(result.by_interval[i], "offered")) : 0;
  };
  const std::size_t all = shown.size();
  if (all > kAllMax) {
    constexpr double kNobody = 1e-9;
    std::erase_if(shown, [&](std::size_t i) { return failed(i) < kNobody; });
    std::ranges::stable_sort(shown, std::greater(), failed);
    shown.resize(std::min(shown.size(), kWorst));
    std::ranges::sort(shown);
    const std::string of_all = plural(all, "interval");
    text += shown.empty()
                ? fmt::format("\nEvery caller of {} was answered in time.\n", of_all)
                : fmt::format("\nOf {} with calls, the {} in which most callers were not answered in time:\n",
                              of_all, shown.size());
  }
  if (shown.empty()) return;
  CallsTable table(result, model, "from", CallsTable::Agents::shown);
  for (const std::size_t i : shown) {
    const Instant start = result.interval_starts[i];
    const std::string time = to_iso8601(start, *model.horizon.zone).substr(11, 5);
    table.add(day_text(start, *model.horizon.zone) + " " + time, result.by_interval[i]);
  }
  text += "\n" + table.text();
}

/// Figures that were not simulated but computed.
bool is_exact(const StudyResult& result) { return result.replications == 0; }

/// What is exact has no half width to show.
StudyResult without_half_widths(StudyResult result) {
  const auto strip = [](Figures& figures) {
    for (auto& estimate : figures.values)
      if (estimate) estimate->half_width.reset();
  };
  strip(result.totals);
  for (auto* parts : {&result.by_type, &result.by_client, &result.by_group, &result.by_interval})
    std::ranges::for_each(*parts, strip);
  return result;
}

/// "Help desk: Mon 2026-01-05 to Sun 2026-01-11, 8 agents"
std::string title(const StudyResult& result, const Model& model, const StudyRun& run) {
  const simulation::Horizon& horizon = model.horizon;
  const std::string from = day_text(horizon.counted_from(), *horizon.zone);
  const std::string until = day_text(horizon.end() - Duration::microseconds(1), *horizon.zone);
  std::string text =
      fmt::format("{}: {}{}, {}\n", model.name.empty() ? run.file : model.name, from,
                  from == until ? "" : " to " + until, plural(model.plan.agents.size(), "agent"));
  if (is_exact(result)) return text + "solved exactly, as a Markov chain\n\n";
  text += fmt::format("{}, {} in all{}\n", plural(result.replications, "replication"),
                      plural(result.calls, "call"),
                      horizon.warm_up > Duration() ? ", those of the warm-up included" : "");
  return text + "\n";
}

std::string totals_text(const StudyResult& result, const Model& model) {
  std::string text;
  const auto line = [&](std::string_view what, const std::string& value, std::string_view formula = {}) {
    text += formula.empty() ? fmt::format("  {:<32}{}\n", what, value)
                            : fmt::format("  {:<32}{:<20}{}\n", what, value, formula);
  };
  const auto total = [&](std::string_view id) { return result.total(id); };
  const auto level = kpi::find_definition(model.service_level);
  line("calls offered", calls_text(total("offered"), true), "O, a replication");
  line(fmt::format("answered within {:g} s", model.rules.answer.limit.seconds()),
       share_text(total("service_level")), (*level)->formula);
  line("gave up", share_text(total("p_abandon")), "B / O");
  const double offered = value_or_0(total("offered"));
  const double elsewhere = offered - value_or_0(total("answered")) - value_or_0(total("abandoned"));
  if (elsewhere > 1e-9 * offered)
    line("closed, turned away, sent on", fmt::format("{:.2f} %", elsewhere / offered * 100));
  line("had to wait", share_text(total("p_wait")), "of A + B");
  line("mean wait", seconds_text(total("mean_wait")), "of A + B");
  for (const auto& percentile : result.percentiles)
    line(fmt::format("{:g} % waited at most", percentile.share * 100),
         fmt::format("{:.1f} s", percentile.seconds));
  line("occupancy of agents", share_text(total("occupancy")));
  return text;
}

/// How sure the answer is, and what to do where that is not enough.
std::string sureness(const StudyResult& result) {
  if (is_exact(result)) return "\nThese are expected values; --engine router runs the model instead.\n";
  if (result.units < 2)
    return "\nOne replication tells nothing about its own error: use --replications 10 or more.\n";
  std::string text =
      fmt::format("\n± is the half width of a {:g} % confidence interval, from {} independent {}.\n",
                  result.confidence * 100, result.units,
                  result.units == result.replications ? "replications" : "batches");
  if (!result.precise)
    return text + fmt::format("The precision asked for was not reached in {}; raise --replications-max.\n",
                              plural(result.replications, "replication"));
  constexpr double kGood = 0.05;
  constexpr double kReplicationsMax = 10'000;
  double worst = 0;
  for (const std::string_view id : simulation::kStudyTotals)
    if (const auto& estimate = result.total(id); estimate && estimate->half_width && estimate->value > 0)
      worst = std::max(worst, *estimate->half_width / estimate->value);
  // Half widths shrink with the root of the number.
  const double needed = result.replications * (worst / kGood) * (worst / kGood);
  if (worst > kGood && needed <= kReplicationsMax)
    text += fmt::format(
        "The least sure of these totals is known to {:.0f} % of itself; --precision 5% goes on until "
        "all are known so well.\n",
        worst * 100);
  return text;
}

std::string text_of(const StudyResult& result, const Model& model, const StudyRun& run) {
  std::string text = title(result, model, run) + totals_text(result, model);
  if (!is_one_type_a_client(model)) {
    std::vector<std::string> types;
    for (const auto& type : model.types) types.push_back(type.name);
    add_calls_of(text, result, model, "type", result.by_type, types);
  }
  add_calls_of(text, result, model, "client", result.by_client, model.plan.clients);
  add_groups(text, result, model);
  add_intervals(text, result, model);
  return text + sureness(result);
}

}  // namespace

void write_json(std::FILE* to, const StudyResult& result, const Model& model, const StudyRun& run) {
  JsonWriter json;
  json.open_object();
  write_run(json, result, model, run);
  json.key("totals");
  json.open_object();
  for (const std::string_view id : simulation::kStudyTotals) {
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
  write_parts(to, json, "types", result, result.by_type, [&](JsonWriter& of, std::size_t i) {
    of.member("type", model.types[i].name);
    of.member("queue", model.plan.queues[model.types[i].queue.index()].name);
  });
  write_parts(to, json, "clients", result, result.by_client,
              [&](JsonWriter& of, std::size_t i) { of.member("client", model.plan.clients[i]); });
  write_parts(to, json, "groups", result, result.by_group, [&](JsonWriter& of, std::size_t i) {
    of.member("group", model.plan.groups[i]);
    of.member("agents", model.groups[i].agents());
  });
  write_parts(to, json, "intervals", result, result.by_interval, [&](JsonWriter& of, std::size_t i) {
    of.member("start", to_iso8601(result.interval_starts[i], *model.horizon.zone));
  });
  json.close_object();
  print_written(to, json);
  std::fputc('\n', to);
}

std::string table_of(const StudyResult& result, const Model& model, const StudyRun& run) {
  return is_exact(result) ? text_of(without_half_widths(result), model, run) : text_of(result, model, run);
}

}  // namespace tandem::app
