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
#include "app/output_file.hpp"
#include "app/plain_page.hpp"
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
  tandem forecast counts.csv --horizon 1w --paths 1000 --paths-csv paths.csv

Exit codes: 0 done; 2 the command line; 3 a file cannot be read or written; 4 too few days, or too many rows refused; 130
stopped.
)";

struct ForecastArguments {
  InputArguments input;
  CalendarArguments calendar;
  std::string interval = "30m", horizon = "4w", by, now;
  std::string csv, paths_csv;
  std::size_t paths = 0;
  std::uint64_t seed = 1;
  bool json = false;
  std::string html, language = "en";
};

/// "10d", "4w", "3mo": the last day that lies so far ahead.
Result<LocalDay> parse_horizon(std::string_view text, LocalDay after) {
  int number = 0;
  const auto [end, fault] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit(end, static_cast<std::size_t>(text.data() + text.size() - end));
  constexpr int kDaysMax = 400;
  LocalDay until;
  if (unit == "d") until = after + std::chrono::days(number);
  if (unit == "w") until = after + std::chrono::weeks(number);
  if (unit == "mo") until = after + std::chrono::days(number * 365 / 12);
  if (fault != std::errc() || number < 1 || until <= after || until > after + std::chrono::days(kDaysMax))
    return failure(ErrorCode::usage,
                   "--horizon is '{}'; write days, weeks or months such as 10d, 4w or 3mo, {} days at most",
                   text, kDaysMax);
  return until;
}

struct Moment {
  LocalDay day;
  Duration after_midnight;
};

/// "2003-08-21 11:00", by the wall clock.
Result<Moment> parse_now(std::string_view text) {
  const auto number = [text](std::size_t at, std::size_t length) {
    int value = -1;
    if (text.size() < at + length) return value;
    const auto [end, fault] = std::from_chars(text.data() + at, text.data() + at + length, value);
    return fault == std::errc() && end == text.data() + at + length ? value : -1;
  };
  const std::chrono::year_month_day date(std::chrono::year(number(0, 4)),
                                         std::chrono::month(static_cast<unsigned>(number(5, 2))),
                                         std::chrono::day(static_cast<unsigned>(number(8, 2))));
  const int hour = number(11, 2), minute = number(14, 2);
  if (text.size() != 16 || !date.ok() || hour < 0 || hour > 23 || minute < 0 || minute > 59)
    return failure(ErrorCode::usage, "--now is '{}'; write a moment such as '2003-08-21 11:00'", text);
  return Moment{LocalDay(date), Duration::minutes(hour * 60 + minute)};
}

/// Takes what is not known yet at a moment off a history, and gives the counts of the slots of that day that
/// are over.
Result<std::vector<double>> stop_at(forecast::DaySeries& series, const Moment& now) {
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
    TANDEM_ASSIGN(now, parse_now(arguments.now));
    TANDEM_ASSIGN(so_far, stop_at(read.whole.series, now));
    options.so_far = std::move(so_far);
  }
  TANDEM_ASSIGN(until, parse_horizon(arguments.horizon, read.whole.series.days.back()));
  options.until = until;
  return options;
}

Result<void> foretell(const ForecastArguments& arguments, const Session& session) {
  Input input;
  TANDEM_TRY(read_input(arguments.input, session, input));
  const std::array<OutputPath, 3> outputs = {
      {{"--csv", arguments.csv}, {"--paths-csv", arguments.paths_csv}, {"--html", arguments.html}}};
  TANDEM_TRY(check_outputs(arguments.input, outputs));
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  StreamKey by = StreamKey::none;
  if (!arguments.by.empty()) {
    TANDEM_ASSIGN(key, parse_stream_key(arguments.by));
    by = key;
  }
  if (by != StreamKey::none && !arguments.now.empty())
    return failure(ErrorCode::usage, "--now is for all calls together; leave out --by");
  TANDEM_ASSIGN(read, read_series(arguments.input, input, session, interval, by));
  TANDEM_ASSIGN(options, plan_forecast(arguments, session, read));
  TANDEM_ASSIGN(special,
                special_days(arguments.calendar, read.zone, read.whole.series.days.front(), options.until));
  TANDEM_ASSIGN(streams, forecast::forecast_days(read.whole, read.parts, special, options));
  if (!arguments.csv.empty()) TANDEM_TRY(write_file(arguments.csv, csv_of(streams)));
  if (!arguments.paths_csv.empty()) TANDEM_TRY(write_file(arguments.paths_csv, paths_csv_of(streams)));
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, page_of(streams, language_of(arguments.language))));
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
