#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <chrono>
#include <cstdio>
#include <memory>

#include "app/arguments.hpp"
#include "app/backtest_html.hpp"
#include "app/backtest_output.hpp"
#include "app/calendar_input.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/plain_page.hpp"
#include "app/series_input.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(How good are forecasts of these calls? Forecasts the last days as if they had not come yet, each from the days
before it alone, and holds them against what came; the usual simple methods do the same.

FILE is call records, or counts by interval (see tandem formats). A week is as many days as one usually has calls on.

Examples:
  tandem backtest counts.csv
  tandem backtest calls.csv --zone Europe/Berlin --interval 15m --origins 60 --horizons 1d,1w,4w
  tandem backtest counts.csv --html backtest.html --lang ru
  tandem backtest counts.csv --interval 30m --origins 30 --horizons 1d,1w,2w --json | jq .horizons

Exit codes: 0 done; 2 the command line; 3 a file cannot be read or written; 4 too few days, or too many rows refused; 130 stopped.
)";

struct BacktestArguments {
  InputArguments input;
  CalendarArguments calendar;
  std::string interval = "30m", horizons = "1d,1w,2w";
  std::size_t origins = 30;
  bool json = false;
  std::string html, language = "en";
};

double seconds_now() {
  return std::chrono::duration<double>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

Result<void> test_back(const BacktestArguments& arguments, const Session& session) {
  Input input;
  TANDEM_TRY(read_input(arguments.input, session, input));
  const std::array<OutputPath, 1> outputs = {{{"--html", arguments.html}}};
  TANDEM_TRY(check_outputs(arguments.input, outputs));
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  TANDEM_ASSIGN(horizons, forecast::parse_horizons(arguments.horizons));
  TANDEM_ASSIGN(read, read_series(arguments.input, input, session, {.interval = interval}));
  const forecast::DaySeries& series = read.whole.series;
  TANDEM_ASSIGN(special,
                special_days(arguments.calendar, read.zone, series.days.front(), series.days.back()));
  const forecast::BacktestOptions options{
      .origins = arguments.origins, .horizons = horizons, .clock = seconds_now, .cancel = &session.cancelled};
  TANDEM_ASSIGN(result, forecast::backtest(series, special, options));
  const BacktestInput about{.interval = interval,
                            .days = series.size(),
                            .first = series.days[result.known],
                            .last = series.days.back()};
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(result, about, language_of(arguments.language))));
  const std::string text = arguments.json ? json_of(result, about) : table_of(result, about);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Exit run(const BacktestArguments& arguments, const Session& session) {
  const auto done = test_back(arguments, session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_backtest_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("backtest", "How good are forecasts of these calls?");
  command->footer(kExamples);
  auto arguments = std::make_shared<BacktestArguments>();
  add_input_options(*command, arguments->input, {});
  add_threads_option(*command, arguments->input);
  add_calendar_options(*command, arguments->calendar);
  command->add_option("--interval", arguments->interval, "of what is forecast")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--origins", arguments->origins, "so many of the last days are forecast")
      ->type_name("N")
      ->check(CLI::Range(1U, 1'000U))
      ->capture_default_str();
  command->add_option("--horizons", arguments->horizons, "how far ahead: days and weeks")
      ->type_name("LIST")
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "one JSON object: fractions and calls");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
