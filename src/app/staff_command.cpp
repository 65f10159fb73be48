#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cmath>
#include <cstdio>
#include <memory>

#include "app/arguments.hpp"
#include "app/calendar_input.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "app/queue_callers.hpp"
#include "app/series_input.hpp"
#include "app/staff_output.hpp"
#include "plan/forecast/forecast.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(How many agents do the days to come take? Forecasts them, and finds the fewest agents by interval that keep a
promise: in each interval, over each day, or over all days together; on the calls expected, or with a probability, by
samples of how the days may go. A first answer, by Erlang's formulas: a roster of it comes next, and tandem simulate
tries it out.

FILE is call records, or counts by interval (see tandem formats). From records patience is measured.

Examples:
  tandem staff calls.csv --zone Europe/Berlin --sla 80/20 --horizon 2w
  tandem staff calls.csv --zone Europe/Berlin --over day --probability 90% --csv agents.csv
  tandem staff counts.csv --handle 240s --patience 3m --shrinkage 32% --json | jq .paid_hours

Exit codes: 0 done; 2 the command line; 3 a file cannot be read or written; 4 too few days, or too many rows refused; 130
stopped.
)";

struct StaffArguments {
  InputArguments input;
  CalendarArguments calendar;
  std::string interval = "30m", horizon = "2w", sla = "80/20", over = "interval";
  std::string probability, patience, handle, shrinkage = "30%", csv;
  std::size_t paths = 200;
  std::uint64_t seed = 1;
  bool json = false;
};

Result<staffing::Promise> read_promise(const StaffArguments& arguments, const SeriesInput& read,
                                       const CallersSaid& said) {
  staffing::Promise promise;
  TANDEM_ASSIGN(sla, parse_promise(arguments.sla));
  promise.share = sla.share;
  promise.within_seconds = sla.within.seconds();
  using Over = staffing::Promise::Over;
  promise.over = arguments.over == "day"     ? Over::day
                 : arguments.over == "whole" ? Over::whole
                                             : Over::interval;
  if (!arguments.probability.empty()) {
    TANDEM_ASSIGN(probability, parse_probability(arguments.probability));
    promise.probability = probability;
  }
  promise.patience_seconds = said.patience_or(read.patience_seconds);
  return promise;
}

/// The forecast's intervals one after another, of each the calls that anybody could serve.
Result<staffing::Demand> demand_of(const CallersSaid& said, const forecast::StreamForecast& made,
                                   const quote::ServedShare& served) {
  staffing::Demand demand{.interval = made.interval,
                          .intervals_a_day = made.days.front().calls.counts.size()};
  if (!said.handle_seconds && made.days.front().handle_seconds.empty()) return no_handle_times();
  for (const forecast::ComingDay& day : made.days)
    for (std::size_t slot = 0; slot < day.calls.counts.size(); ++slot) {
      demand.calls.push_back(day.calls.counts[slot] * served.on(day.calls.day, made.first_slot + slot));
      demand.handle_seconds.push_back(said.handle_seconds ? *said.handle_seconds : day.handle_seconds[slot]);
    }
  for (const auto& path : made.paths) {
    std::vector<std::uint32_t>& counts = demand.paths.emplace_back();
    for (std::size_t day = 0; day < path.size(); ++day)
      for (std::size_t slot = 0; slot < path[day].size(); ++slot)
        counts.push_back(static_cast<std::uint32_t>(
            std::lround(path[day][slot] * served.on(made.days[day].calls.day, made.first_slot + slot))));
  }
  return demand;
}

Result<StaffResult> staff(const StaffArguments& arguments, const Session& session) {
  Input input;
  TANDEM_TRY(read_input(arguments.input, session, input));
  const std::array<OutputPath, 1> outputs = {{{"--csv", arguments.csv}}};
  TANDEM_TRY(check_outputs(arguments.input, outputs));
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  TANDEM_ASSIGN(shrinkage, parse_shrinkage(arguments.shrinkage));
  TANDEM_ASSIGN(said, read_callers_said(arguments.handle, arguments.patience));
  TANDEM_ASSIGN(read, read_series(arguments.input, input, session, {.interval = interval}));
  TANDEM_ASSIGN(promise, read_promise(arguments, read, said));
  DoingLine line;
  forecast::ForecastOptions options{.paths = arguments.paths,
                                    .seed = arguments.seed,
                                    .progress = [&line](double share) { line.tell("forecasting", share); },
                                    .cancel = &session.cancelled};
  TANDEM_ASSIGN(until, parse_horizon(arguments.horizon, read.whole.series.days.back()));
  options.until = until;
  TANDEM_ASSIGN(special, special_days(arguments.calendar, read.zone, read.whole.series.days.front(), until));
  TANDEM_ASSIGN(streams, forecast::forecast_days(read.whole, {}, special, options));
  TANDEM_ASSIGN(demand, demand_of(said, streams.front(), read.served));
  TANDEM_ASSIGN(requirement, staffing::require_agents(demand, promise, &session.cancelled));
  return StaffResult{.forecast = std::move(streams.front()),
                     .demand = std::move(demand),
                     .promise = promise,
                     .requirement = std::move(requirement),
                     .shrinkage = shrinkage};
}

Result<void> print(const StaffArguments& arguments, const Session& session) {
  TANDEM_ASSIGN(result, staff(arguments, session));
  if (!arguments.csv.empty()) TANDEM_TRY(write_file(arguments.csv, csv_of(result)));
  const std::string text = arguments.json ? json_of(result) : table_of(result);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return {};
}

Exit run(const StaffArguments& arguments, const Session& session) {
  const auto done = print(arguments, session);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_staff_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("staff", "How many agents do the days to come take?");
  command->footer(kExamples);
  auto arguments = std::make_shared<StaffArguments>();
  add_input_options(*command, arguments->input, {});
  add_threads_option(*command, arguments->input);
  add_calendar_options(*command, arguments->calendar);
  const auto text = [&](const char* name, std::string& value, const char* help, const char* type) {
    command->add_option(name, value, help)->type_name(type)->capture_default_str();
  };
  text("--interval", arguments->interval, "of what is staffed", "TIME");
  text("--horizon", arguments->horizon, "how far: days, weeks or months", "TIME");
  text("--sla", arguments->sla, "a share of the calls answered within a time", "SHARE/TIME");
  command->add_option("--over", arguments->over, "what the promise is kept over: interval, day or whole")
      ->type_name("PERIOD")
      ->check(CLI::IsMember({"interval", "day", "whole"}))
      ->capture_default_str();
  text("--probability", arguments->probability, "to be kept with; else by the calls expected", "SHARE");
  text("--patience", arguments->patience, "of callers, the mean, or never; measured where not given", "TIME");
  text("--handle", arguments->handle, "of one call; forecast where not given", "TIME");
  text("--shrinkage", arguments->shrinkage, "paid time away from the phone", "SHARE");
  command->add_option("--paths", arguments->paths, "so many samples of how the days may go")
      ->type_name("N")
      ->check(CLI::Range(20U, 10'000U))
      ->capture_default_str();
  command->add_option("--seed", arguments->seed, "another seed, other samples")
      ->type_name("N")
      ->capture_default_str();
  text("--csv", arguments->csv, "write the agents by interval", "FILE");
  command->add_flag("--json", arguments->json, "one JSON object: agents, hours, fractions");
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
