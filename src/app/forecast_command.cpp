#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <charconv>
#include <cstdio>
#include <memory>

#include "app/arguments.hpp"
#include "app/calendar_input.hpp"
#include "app/command.hpp"
#include "app/forecast_html.hpp"
#include "app/forecast_output.hpp"
#include "app/launch_input.hpp"
#include "app/output_file.hpp"
#include "app/plain_page.hpp"
#include "app/progress.hpp"
#include "app/series_input.hpp"
#include "plan/forecast/forecast.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(How many calls are coming, and how long will they take? Days to come by interval, each with its 90 % interval, from
the days gone by: their weekdays and their course, the month, holidays, the level of the last days. How good that is on
your calls: tandem backtest.

FILE is call records, or counts by interval (see tandem formats).

Examples:
  tandem forecast calls.csv --zone Europe/Berlin
  tandem forecast counts.csv --interval 15m --horizon 3mo --csv forecast.csv
  tandem forecast calls.csv --zone Europe/Berlin --by queue --json | jq '.streams[].name'
  tandem forecast counts.csv --now '2003-08-21 11:00'      the rest of the day after its morning
  tandem forecast --subscribers 200000 --industry telecom --open 'Mon-Fri 08:00-20:00' --from 2026-02-02
  tandem forecast first_days.csv --subscribers 200000 --industry telecom --open 'Mon-Fri 08:00-20:00'
  tandem forecast counts.csv --horizon 1w --paths 1000 --paths-csv paths.csv

Exit codes: 0 done; 2 the command line; 3 a file cannot be read or written; 4 too few days, or too many rows refused; 130
stopped.
)";

struct ForecastArguments {
  InputArguments input;
  CalendarArguments calendar;
  LaunchArguments launch;
  std::string interval = "30m", horizon = "4w", by, now;
  std::string csv, paths_csv;
  std::size_t paths = 0;
  std::uint64_t seed = 1;
  bool json = false;
  std::string html, language = "en";
};

/// Takes what is not known yet at a moment off a history, and gives the counts of the slots of that day that
/// are over.
Result<std::vector<double>> stop_at(forecast::DaySeries& series, const WallMoment& now) {
  const auto day =
      static_cast<std::size_t>(std::ranges::lower_bound(series.days, now.day) - series.days.begin());
  std::vector<double> so_far;
  if (day < series.size() && series.days[day] == now.day)
    for (std::size_t slot = 0; slot < series.slots; ++slot)
      if (series.starts_at(slot) + series.interval <= now.after_midnight)
        so_far.push_back(series.row(day)[slot]);
  if (day == 0 || so_far.empty())
    return failure(ErrorCode::usage,
                   "--now {}: what was read has no calls of that day until then, or none before it",
                   to_text(now.day));
  series.days.resize(day);
  for (std::vector<double>* grid : {&series.counts, &series.handled, &series.handle_seconds})
    grid->resize(day * series.slots);
  return so_far;
}

Result<forecast::ForecastOptions> plan_forecast(const ForecastArguments& arguments, const Session& session,
                                                SeriesInput& read) {
  forecast::ForecastOptions options{
      .paths = arguments.paths, .seed = arguments.seed, .cancel = &session.cancelled};
  if (!arguments.now.empty()) {
    TANDEM_ASSIGN(now, parse_moment("--now", arguments.now));
    TANDEM_ASSIGN(so_far, stop_at(read.whole.series, now));
    options.so_far = std::move(so_far);
  }
  TANDEM_ASSIGN(until, parse_horizon(arguments.horizon, read.whole.series.days.back()));
  options.until = until;
  return options;
}

Result<StreamKey> stream_key(const ForecastArguments& arguments) {
  if (arguments.by.empty()) return StreamKey::none;
  if (!arguments.now.empty())
    return failure(ErrorCode::usage, "--now is for all calls together; leave out --by");
  if (arguments.launch.given())
    return failure(ErrorCode::usage, "--subscribers is for all calls together; leave out --by");
  return parse_stream_key(arguments.by);
}

using Streams = std::vector<forecast::StreamForecast>;

Result<Streams> foretell_known(const ForecastArguments& arguments, const Session& session, Input& input,
                               Duration interval) {
  TANDEM_ASSIGN(by, stream_key(arguments));
  TANDEM_ASSIGN(read, read_series(arguments.input, input, session, {.interval = interval, .by = by}));
  TANDEM_ASSIGN(options, plan_forecast(arguments, session, read));
  DoingLine line;
  options.progress = [&line](double share) { line.tell("forecasting", share); };
  TANDEM_ASSIGN(special,
                special_days(arguments.calendar, read.zone, read.whole.series.days.front(), options.until));
  return forecast::forecast_days(read.whole, read.parts, special, options);
}

/// Before the first call, or after some days of them.
Result<Streams> foretell_launch(const ForecastArguments& arguments, const Session& session, Input& input,
                                Duration interval) {
  TANDEM_ASSIGN(terms, launch_terms(arguments.launch, interval));
  TANDEM_ASSIGN(by, stream_key(arguments));
  const forecast::Launch launch(terms.launch);
  forecast::DaySeries known = launch.slots();
  const Zone* zone = input.options.zone;
  if (!arguments.input.files.empty()) {
    TANDEM_ASSIGN(read, read_series(arguments.input, input, session,
                                    {.interval = interval, .by = by, .slots = &launch.slots()}));
    known = std::move(read.whole.series);
    zone = read.zone;
  }
  if (known.size() == 0 && arguments.launch.from.empty())
    return failure(ErrorCode::usage,
                   "name the first day that is served with --from, or the calls so far as FILE");
  const LocalDay last_known = known.size() > 0 ? known.days.back() : terms.from - std::chrono::days(1);
  TANDEM_ASSIGN(until, parse_horizon(arguments.horizon, last_known));
  TANDEM_ASSIGN(special, special_days(arguments.calendar, zone, last_known, until));
  const forecast::ForecastOptions options{.until = until, .cancel = &session.cancelled};
  TANDEM_ASSIGN(made, forecast::forecast_launch(launch, known, terms.from, special, options));
  return Streams{std::move(made)};
}

Result<void> foretell(const ForecastArguments& arguments, const Session& session) {
  Input input;
  const bool launch = arguments.launch.given();
  const bool reads = !launch || !arguments.input.files.empty();
  if (reads) TANDEM_TRY(read_input(arguments.input, session, input));
  const std::array<OutputPath, 3> outputs = {
      {{"--csv", arguments.csv}, {"--paths-csv", arguments.paths_csv}, {"--html", arguments.html}}};
  TANDEM_TRY(reads ? check_outputs(arguments.input, outputs) : check_outputs(outputs, {}));
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  TANDEM_ASSIGN(streams, launch ? foretell_launch(arguments, session, input, interval)
                                : foretell_known(arguments, session, input, interval));
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(streams, language_of(arguments.language))));
  if (!arguments.csv.empty()) TANDEM_TRY(write_file(arguments.csv, csv_of(streams)));
  if (!arguments.paths_csv.empty()) TANDEM_TRY(write_file(arguments.paths_csv, paths_csv_of(streams)));
  const std::string text = arguments.json ? json_of(streams) : table_of(streams);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Exit run(const ForecastArguments& arguments, const Session& session) {
  const auto done = foretell(arguments, session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_forecast_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("forecast", "How many calls are coming, and how long will they take?");
  command->footer(kExamples);
  auto arguments = std::make_shared<ForecastArguments>();
  add_input_options(*command, arguments->input, {});
  add_threads_option(*command, arguments->input);
  add_calendar_options(*command, arguments->calendar);
  command->add_option("--interval", arguments->interval, "of what is forecast")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--horizon", arguments->horizon, "how far: days, weeks or months")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--by", arguments->by, "each client, queue or type as well")->type_name("KEY");
  command->add_option("--now", arguments->now, "the moment until which calls are known")->type_name("MOMENT");
  add_launch_options(*command, arguments->launch);
  command->add_option("--paths", arguments->paths, "so many samples of all days")
      ->type_name("N")
      ->check(CLI::Range(0U, 100'000U));
  command->add_option("--paths-csv", arguments->paths_csv, "write the samples")->type_name("FILE");
  command->add_option("--seed", arguments->seed, "another seed, other samples")
      ->type_name("N")
      ->capture_default_str();
  command->add_option("--csv", arguments->csv, "write the intervals as interval-csv")->type_name("FILE");
  command->add_flag("--json", arguments->json, "one JSON object: calls, seconds, erlangs");
  add_page_options(*command, arguments->html, arguments->language);
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
