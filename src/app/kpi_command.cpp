#include <fmt/ranges.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>
#include <mutex>

#include "app/arguments.hpp"
#include "app/call_input.hpp"
#include "app/command.hpp"
#include "app/completion_script.hpp"
#include "app/input_arguments.hpp"
#include "app/kpi_rows.hpp"
#include "app/kpi_sink.hpp"
#include "app/progress.hpp"
#include "core/base/share_out.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Counts call records by client, queue, type, agent and a stretch of local time (one of interval, hour, day,
week, month); without --by, all of them in one row. Waits are in seconds, over answered and abandoned calls from
queued_at; p90_wait is exact (nearest rank). A call belongs to the interval of its offered_at. Empty intervals
have no row without --fill; an undefined figure is an empty cell, in JSON null.

Examples:
  tandem kpi calls.csv --by client,queue,interval --interval 30m --format csv
  tandem kpi 'logs/*.csv.gz' --by month --zone Europe/Berlin
  tandem kpi calls.csv --by queue,day --threshold 20s --short 15s --definition drop_short --format json
  zstd -dc calls.zst | tandem kpi - --by client --threads 2 --memory 300M

Exit codes: 0 done; 2 the command line, or times that need --zone; 3 a file cannot be read, or there is no such
file, client or time zone; 4 too many rows refused, or the data is of no known format; 130 stopped.
)";

/// What was typed, not yet understood.
struct KpiArguments {
  InputArguments input;
  std::vector<std::string> by;
  std::string interval = "30m", threshold = "20s", short_abandon = "5s";
  std::string definition = "strict";
  std::string format = "table";
  std::string memory = "1G";
  bool fill = false;
};

/// What it means.
struct KpiPlan {
  Input input;
  kpi::Rules rules;
  KpiOutput output;
  std::size_t memory_bytes = 0;
};

Result<void> read_key(const std::string& word, KpiPlan& plan) {
  KpiOutput& output = plan.output;
  if (word == "hour") {
    plan.output.breakdown.interval = Duration::hours(1);
    return read_key("interval", plan);
  }
  for (const KpiKey key : {KpiKey::client, KpiKey::queue, KpiKey::type, KpiKey::agent, KpiKey::interval,
                           KpiKey::day, KpiKey::week, KpiKey::month}) {
    if (name_of(key) != word) continue;
    if (std::ranges::find(output.keys, key) != output.keys.end())
      return failure(ErrorCode::usage, "--by names {} twice", word);
    if (is_time(key) && output.breakdown.time != kpi::TimeKey::none)
      return failure(ErrorCode::usage, "--by takes one of interval, hour, day, week and month, not two");
    output.keys.push_back(key);
    kpi::Breakdown& breakdown = output.breakdown;
    breakdown.client |= key == KpiKey::client;
    breakdown.queue |= key == KpiKey::queue;
    breakdown.type |= key == KpiKey::type;
    breakdown.agent |= key == KpiKey::agent;
    if (key == KpiKey::interval) breakdown.time = kpi::TimeKey::interval;
    if (key == KpiKey::day) breakdown.time = kpi::TimeKey::day;
    if (key == KpiKey::week) breakdown.time = kpi::TimeKey::week;
    if (key == KpiKey::month) breakdown.time = kpi::TimeKey::month;
    return {};
  }
  return failure(
      ErrorCode::usage,
      "--by {}: there is no such key; use client, queue, type, agent, and one of interval, hour, day, "
      "week and month",
      word);
}

/// What --by takes.
std::vector<std::string> key_words() {
  return {"client", "queue", "type", "agent", "interval", "hour", "day", "week", "month"};
}

Result<void> read_rules(const KpiArguments& arguments, KpiPlan& plan) {
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  TANDEM_ASSIGN(threshold, parse_duration(arguments.threshold));
  TANDEM_ASSIGN(short_abandon, parse_duration(arguments.short_abandon));
  if (short_abandon > threshold)
    return failure(ErrorCode::usage,
                   "--short {} is longer than --threshold {}: a short abandon is a short wait",
                   arguments.short_abandon, arguments.threshold);
  plan.rules.answer.limit = threshold;
  plan.rules.short_abandon.limit = short_abandon;
  plan.output.breakdown.interval = interval;
  for (const std::string& word : arguments.by) TANDEM_TRY(read_key(word, plan));
  const auto formulas = kpi::service_level_formulas();
  const auto definition = std::ranges::find(formulas, arguments.definition, &kpi::Definition::id);
  if (definition == formulas.end())
    return failure(ErrorCode::usage, "--definition {} is no service-level formula; use one of {}",
                   arguments.definition, fmt::format("{}", fmt::join(formula_names(), ", ")));
  plan.output.service_level = &*definition;
  return {};
}

Result<void> read_arguments(const KpiArguments& arguments, const Session& session, KpiPlan& plan) {
  TANDEM_TRY(read_rules(arguments, plan));
  TANDEM_TRY(read_input(arguments.input, session, plan.input));
  TANDEM_ASSIGN(memory, parse_bytes(arguments.memory));
  plan.memory_bytes = memory;
  plan.input.options.wanted = {.caller = false,
                               .agent = plan.output.breakdown.agent,
                               .type = plan.output.breakdown.type,
                               .call_names = false,
                               .duplicates = false};
  plan.output.format = arguments.format == "csv"    ? KpiFormat::csv
                       : arguments.format == "json" ? KpiFormat::json
                                                    : KpiFormat::table;
  plan.output.fill = arguments.fill && plan.output.breakdown.time != kpi::TimeKey::none;
  plan.output.threads = plan.input.options.threads;
  plan.output.cancel = &session.cancelled;
  return {};
}

/// Says on standard error what the figures leave out, and whose clock they follow where nobody said.
void tell_notes(const importing::Quality& quality, const KpiPlan& plan) {
  // The beginning of an interval says itself whose clock it is of.
  const kpi::TimeKey time = plan.output.breakdown.time;
  const bool by_days = time == kpi::TimeKey::day || time == kpi::TimeKey::week || time == kpi::TimeKey::month;
  const bool utc_unasked = by_days && plan.input.options.zone == nullptr && quality.home_zone.empty();
  if (utc_unasked && quality.rows_used > 0)
    fmt::print(stderr, "tandem: days are UTC; --zone Europe/Berlin gives local ones\n");
  if (quality.rows_refused == 0) return;
  fmt::print(stderr,
             "tandem: {} of {} rows were refused and not counted; tandem import shows which and why\n",
             quality.rows_refused, quality.rows_read);
}

Result<void> write_to_stdout(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) == text.size()) return {};
  return failure(ErrorCode::unreadable, "standard output cannot be written");
}

Result<void> count_calls(const KpiArguments& arguments, const Session& session) {
  KpiPlan plan;
  TANDEM_TRY(read_arguments(arguments, session, plan));
  importing::Directory directory;
  KpiSink sink({.breakdown = plan.output.breakdown,
                .rules = plan.rules,
                .zone = plan.input.options.zone,
                .client = arguments.input.client,
                .threads = plan.input.options.threads,
                .memory_bytes = plan.memory_bytes},
               directory);
  auto quality = [&] {
    ProgressLine line("counting");
    plan.input.options.progress = line.listener();
    return importing::import_files(arguments.input.files, plan.input.options, directory, sink);
  }();
  if (!quality) return std::unexpected(std::move(quality).error());
  // No calls at all are none of any client's.
  if (directory.clients.size() > 0) TANDEM_TRY(directory.find_client(arguments.input.client));
  plan.output.breakdown.zone = &sink.zone();
  const auto do_each = [&](std::size_t count, const std::function<void(std::size_t)>& act) {
    share_out(plan.output.threads, count, [&](unsigned, std::size_t piece) { act(piece); });
  };
  const kpi::GroupedCalls groups(sink.folds(), rank_by_names(plan.output.keys, directory), do_each);
  TANDEM_TRY(write_kpi_rows(plan.output, groups, directory, write_to_stdout));
  if (std::fflush(stdout) != 0) return failure(ErrorCode::unreadable, "standard output cannot be written");
  tell_notes(*quality, plan);
  return {};
}

Exit run(const KpiArguments& arguments, const Session& session) {
  const auto done = count_calls(arguments, session);
  return done ? Exit::ok : report(done.error());
}

void add_counting_options(CLI::App& command, KpiArguments& arguments) {
  command.add_option("--by", arguments.by, "one or more, with commas; at most one that is a time")
      ->delimiter(',')
      ->type_name(with_values("KEYS", key_words()));
  command.add_option("--interval", arguments.interval, "5m, 10m, 15m, 20m, 30m, 1h...")
      ->type_name("TIME")
      ->capture_default_str();
  command.add_option("--threshold", arguments.threshold, "T: answered in time is at most this wait")
      ->type_name("TIME")
      ->capture_default_str();
  command.add_option("--short", arguments.short_abandon, "S: an abandon under this wait is a short one")
      ->type_name("TIME")
      ->capture_default_str();
  command.add_option("--definition", arguments.definition, "the formula of service_level")
      ->type_name(with_values("NAME", formula_names()))
      ->capture_default_str();
  command.add_flag("--fill", arguments.fill, "rows for empty intervals, too");
  command.add_option("--format", arguments.format, "of the output; that of the input is --input-format")
      ->check(CLI::IsMember({"csv", "json", "table"}))
      ->capture_default_str();
}

}  // namespace

void add_kpi_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("kpi", "Count call records by client, queue, interval...");
  command->footer(kExamples);
  auto arguments = std::make_shared<KpiArguments>();
  add_input_options(*command, arguments->input,
                    {.format_option = "--input-format",
                     .zone_help = "of intervals, days and of times without offset: Europe/Berlin",
                     .client_help = "only this client's calls; its name where the files have none"});
  add_counting_options(*command, *arguments);
  add_threads_option(*command, arguments->input);
  command
      ->add_option("--memory", arguments->memory,
                   "for the waits of the calls, 4 bytes each; more go to a temporary file")
      ->type_name("BYTES")
      ->capture_default_str();
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
