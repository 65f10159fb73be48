#include "app/backtest_output.hpp"

#include <fmt/format.h>

#include <vector>

#include "app/text_table.hpp"
#include "plan/analysis/order_statistics.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using forecast::BacktestResult;
using report::JsonWriter;

void write_horizons(JsonWriter& json, const std::vector<BacktestResult::Scored>& horizons,
                    double naive_error) {
  json.key("horizons");
  json.open_array();
  for (const auto& [horizon, accuracy] : horizons) {
    json.open_object();
    json.member("horizon", horizon);
    json.member("wape", accuracy.wape());
    json.member("rmse", accuracy.rmse());
    json.member("mase", accuracy.mase(naive_error));
    json.member("bias", accuracy.bias());
    json.member("coverage90", accuracy.coverage());
    json.member("slots", accuracy.slots());
    json.close_object();
  }
  json.close_array();
}

std::string percent(const std::optional<double>& share, const char* sign = "") {
  return share ? fmt::format(fmt::runtime(fmt::format("{{:{}.2f}} %", sign)), *share * 100) : "-";
}
std::string number(const std::optional<double>& value) { return value ? fmt::format("{:.2f}", *value) : "-"; }

std::string words_of(forecast::Baseline baseline) {
  switch (baseline) {
    case forecast::Baseline::seasonal_naive:
      return "same weekday, last";
    case forecast::Baseline::mean_of_4_weekdays:
      return "mean of its last 4";
    case forecast::Baseline::mean_of_6_weekdays:
      return "mean of its last 6";
    case forecast::Baseline::holt_winters:
      return "Holt-Winters";
  }
  return "";
}

void add_rows(TextTable& table, const std::string& method,
              const std::vector<BacktestResult::Scored>& horizons, double naive_error) {
  for (const auto& [horizon, accuracy] : horizons)
    table.add({method, horizon, percent(accuracy.wape()), number(accuracy.rmse()),
               number(accuracy.mase(naive_error)), percent(accuracy.bias(), "+"),
               percent(accuracy.coverage())});
}

}  // namespace

std::string table_of(const BacktestResult& result, const BacktestInput& input) {
  std::string text = fmt::format(
      "{} days with calls, by {:g} minutes; {} to {} were forecast from the days before, {} of them a "
      "week.\n\n",
      input.days, input.interval.seconds() / 60, to_text(input.first), to_text(input.last),
      result.days_a_week);
  TextTable table({"method", "ahead", "WAPE", "RMSE", "MASE", "bias", "in 90 %"});
  add_rows(table, "Tandem", result.horizons, result.naive_error);
  for (const auto& each : result.baselines)
    add_rows(table, words_of(each.baseline), each.horizons, result.naive_error);
  text += table.text();
  text +=
      "\nahead: 1d the next day, from each day; 1w the first week, 2w the second, from the end of every "
      "week\n"
      "WAPE: sum of |forecast - actual| / sum of actual; MASE: below 1, better than the same weekday's last\n"
      "bias: + too many expected; in 90 %: share of intervals within their 90 % interval\n";
  return text;
}

std::string json_of(const BacktestResult& result, const BacktestInput& input) {
  JsonWriter json;
  json.open_object();
  json.key("series");
  json.open_object();
  json.member("days", static_cast<std::uint64_t>(input.days));
  json.member("days_a_week", static_cast<std::uint64_t>(result.days_a_week));
  json.member("interval", input.interval.seconds());
  json.member("first", to_text(input.first));
  json.member("last", to_text(input.last));
  json.close_object();
  write_horizons(json, result.horizons, result.naive_error);
  json.key("baselines");
  json.open_array();
  for (const auto& each : result.baselines) {
    json.open_object();
    json.member("method", forecast::name_of(each.baseline));
    write_horizons(json, each.horizons, result.naive_error);
    json.close_object();
  }
  json.close_array();
  json.key("days");
  json.open_array();
  for (const auto& [forecast, actual] : result.days) {
    json.open_object();
    json.member("day", to_text(forecast.day));
    json.member("forecast", forecast.counts);
    json.member("lower", forecast.lower);
    json.member("upper", forecast.upper);
    json.member("actual", actual);
    json.close_object();
  }
  json.close_array();
  json.key("run");
  json.open_object();
  json.member("fits", static_cast<std::uint64_t>(result.fit_seconds.size()));
  json.member("fit_seconds", analysis::median(result.fit_seconds));
  json.close_object();
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
