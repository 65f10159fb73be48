#include "app/twin_output.hpp"

#include <fmt/format.h>

#include <vector>

#include "app/text_table.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using twin::DayFigures;

void write_figures(JsonWriter& json, const DayFigures& figures) {
  json.open_object();
  json.member("offered", figures.offered());
  json.member("service_level", figures.service_level());
  json.member("service_level_spread", figures.service_level_spread());
  json.member("abandonment", figures.abandonment());
  json.member("mean_wait_answered", figures.mean_wait_answered());
  json.member("mean_wait", figures.mean_wait());
  json.key("wait_percentiles");
  json.open_object();
  json.member("50", figures.percentile(0.5));
  json.member("80", figures.percentile(0.8));
  json.member("95", figures.percentile(0.95));
  json.close_object();
  json.close_object();
}

void write_compared(JsonWriter& json, const DayFigures& actual, const DayFigures& simulated) {
  json.key("actual");
  write_figures(json, actual);
  json.key("simulated");
  write_figures(json, simulated);
}

double seconds_of(const simulation::Distribution& distribution) { return distribution.mean_seconds(); }

void write_learned(JsonWriter& json, const twin::TwinResult& result) {
  json.key("learned");
  json.open_object();
  json.member("days", static_cast<std::uint64_t>(result.training_days));
  json.member("calls", static_cast<std::uint64_t>(result.training_calls));
  json.member("credit", result.behaviour.credit.seconds());
  json.member("between_calls", seconds_of(result.behaviour.between_calls));
  json.key("between_calls_among");
  json.open_array();
  for (const auto& among : result.behaviour.between_calls_among) {
    json.open_object();
    json.member("waiting", static_cast<std::uint64_t>(among.waiting));
    json.member("seconds", seconds_of(among.lasts));
    json.close_object();
  }
  json.close_array();
  json.key("by_calls");
  json.open_array();
  for (std::size_t step = 0; step < twin::CallSurge::kSteps; ++step) {
    json.open_object();
    json.member("calls", twin::CallSurge::kFrom[step]);
    json.member("service", result.behaviour.pace_at_step[step]);
    json.close_object();
  }
  json.close_array();
  json.key("surge");
  if (const auto& callers = result.behaviour.surge_callers) {
    json.open_object();
    json.member("calls", twin::CallSurge::kSurge);
    json.member("service", seconds_of(callers->service));
    json.member("patience", seconds_of(callers->patience));
    json.close_object();
  } else {
    json.null();
  }
  json.member("pause_share", result.behaviour.pauses.idle_for.zeros());
  json.member("pause_after_waiting", seconds_of(result.behaviour.pauses.idle_for));
  json.member("pause", seconds_of(result.behaviour.pauses.length));
  json.key("types");
  json.open_array();
  for (const twin::TypeBehaviour& type : result.behaviour.types) {
    if (!type.seen) continue;
    json.open_object();
    json.member("type", type.name);
    json.member("never_queues", type.never_queues);
    json.member("credited", type.credited);
    json.close_object();
  }
  json.close_array();
  json.close_object();
}

std::string share(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f} %", *value * 100) : "-";
}
std::string points(const std::optional<double>& actual, const std::optional<double>& simulated) {
  return actual && simulated ? fmt::format("{:+.1f}", (*simulated - *actual) * 100) : "-";
}
std::string seconds(const std::optional<double>& value) {
  return value ? fmt::format("{:.1f} s", *value) : "-";
}
std::string relative(const std::optional<double>& actual, const std::optional<double>& simulated) {
  return actual && simulated && *actual > 0 ? fmt::format("{:+.0f} %", (*simulated / *actual - 1) * 100)
                                            : "-";
}

void add_row(TextTable& table, const std::string& name, const DayFigures& actual,
             const DayFigures& simulated) {
  table.add({name, fmt::format("{:.0f}", actual.offered()), share(actual.service_level()),
             share(simulated.service_level()), points(actual.service_level(), simulated.service_level()),
             share(actual.abandonment()), share(simulated.abandonment()),
             points(actual.abandonment(), simulated.abandonment()), seconds(actual.mean_wait_answered()),
             seconds(simulated.mean_wait_answered()),
             relative(actual.mean_wait_answered(), simulated.mean_wait_answered())});
}

TextTable table_with(const char* what) {
  return TextTable(
      {what, "calls", "in time", "simulated", "", "gave up", "simulated", "", "mean wait", "simulated", ""});
}

}  // namespace

namespace {

/// How long the waits of answered and abandoned were, by month.
std::string table_of_waits(const twin::TwinResult& result) {
  TextTable waits({"waits", "50 %", "simulated", "", "80 %", "simulated", "", "95 %", "simulated", ""});
  for (const auto& month : result.months) {
    std::vector<std::string> row = {to_text(month.month)};
    for (const double part : {0.5, 0.8, 0.95}) {
      const auto actual = month.actual.percentile(part), simulated = month.simulated.percentile(part);
      row.insert(row.end(), {seconds(actual), seconds(simulated), relative(actual, simulated)});
    }
    waits.add(std::move(row));
  }
  return waits.text();
}

}  // namespace

std::string table_of(const twin::TwinResult& result, const twin::TwinOptions& options) {
  std::string text =
      fmt::format("Learned from {} days and {} calls until {}; simulated {} days, each {} times.\n\n",
                  result.training_days, result.training_calls, to_text(options.train_until),
                  result.days.size(), options.replications);
  TextTable months = table_with("month");
  for (const auto& month : result.months)
    add_row(months, to_text(month.month), month.actual, month.simulated);
  text += months.text() + "\n" + table_of_waits(result) + "\n";
  TextTable days = table_with("day");
  for (const auto& day : result.days) add_row(days, to_text(day.day), day.actual, day.simulated);
  text += days.text();
  if (result.correlation)
    text += fmt::format("\nThe days' service levels, actual and simulated, correlate by {:.2f}.\n",
                        *result.correlation);
  text += fmt::format(
      "in time: answered within {:g} s / offered; gave up: abandoned / offered; mean wait: of the answered\n",
      options.rules.answer.limit.seconds());
  return text;
}

std::string json_of(const twin::TwinResult& result, const twin::TwinOptions& options) {
  JsonWriter json;
  json.open_object();
  json.member("train_until", to_text(options.train_until));
  json.member("test_until", to_text(options.test_until));
  json.member("threshold", options.rules.answer.limit.seconds());
  json.member("replications", options.replications);
  json.member("seed", options.seed);
  write_learned(json, result);
  json.key("months");
  json.open_array();
  for (const auto& month : result.months) {
    json.open_object();
    json.member("month", to_text(month.month));
    write_compared(json, month.actual, month.simulated);
    json.close_object();
  }
  json.close_array();
  json.key("days");
  json.open_array();
  for (const auto& day : result.days) {
    json.open_object();
    json.member("day", to_text(day.day));
    write_compared(json, day.actual, day.simulated);
    json.close_object();
  }
  json.close_array();
  json.member("correlation", result.correlation);
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
