#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <array>
#include <cstdio>
#include <memory>

#include "app/analyse_summary.hpp"
#include "app/arguments.hpp"
#include "app/call_input.hpp"
#include "app/command.hpp"
#include "app/completion_script.hpp"
#include "app/input_arguments.hpp"
#include "app/output_file.hpp"
#include "plan/analysis/analyse.hpp"
#include "plan/report/report.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(From a client's call records to what a planner needs: volumes and peaks, agents by half hour, waits and
patience, service level under six formulas, days that stand out, and how good the data is.

Examples:
  tandem analyse calls.csv --zone Europe/Berlin --html report.html
  tandem analyse 'months/*.csv.gz' --sla 90/15 --definition drop_short --short 10s --xlsx report.xlsx
  tandem analyse january.txt --format anonymous-bank --html bericht.html --lang ru
  tandem analyse export.csv --mapping mapping.json --client Acme --json - | jq .requirement

Exit codes: 0 done; 2 the command line, or times that need --zone; 3 a file cannot be read or written, or there is
no such file, client or time zone; 4 too many rows refused, no calls, or the data is of no known format; 130 stopped.
)";

/// What was typed, not yet understood.
struct AnalyseArguments {
  InputArguments input;
  std::string interval = "30m", sla = "80/20", definition = "strict", short_abandon = "5s", shrinkage = "30%";
  std::string html, json, xlsx, language = "en";
};

/// Everything that can be wrong with the command line, found before the first file is opened.
struct Plan {
  Input input;
  analysis::Options analysis;
  report::Language language = report::Language::en;
};

Result<void> plan_analysis(const AnalyseArguments& arguments, analysis::Options& options) {
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  TANDEM_ASSIGN(promise, parse_promise(arguments.sla));
  TANDEM_ASSIGN(short_abandon, parse_duration(arguments.short_abandon));
  TANDEM_ASSIGN(shrinkage, parse_shrinkage(arguments.shrinkage));
  if (short_abandon > promise.within) {
    return failure(ErrorCode::usage,
                   "--short {} is longer than the {} s of --sla: a short abandon is a short wait",
                   arguments.short_abandon, promise.within.seconds());
  }
  if (!(promise.share > 0 && promise.share < 1)) {
    return failure(ErrorCode::usage,
                   "--sla {}: the share must lie between 0 and 100 %, both left out; write 80/20",
                   arguments.sla);
  }
  options.interval = interval;
  options.target = promise.share;
  options.rules.answer.limit = promise.within;
  options.rules.short_abandon.limit = short_abandon;
  options.definition = arguments.definition;
  options.shrinkage = shrinkage;
  options.client = arguments.input.client;
  return analysis::check_options(options);
}

Result<void> read_arguments(const AnalyseArguments& arguments, const Session& session, Plan& plan) {
  TANDEM_TRY(read_input(arguments.input, session, plan.input));
  const std::array<OutputPath, 3> outputs = {
      {{"--html", arguments.html}, {"--json", arguments.json}, {"--xlsx", arguments.xlsx}}};
  TANDEM_TRY(check_outputs(arguments.input, outputs));
  plan.input.options.threads =
      1;  // which of two calls is the duplicate, and clock jumps, follow the log's order
  plan.analysis.zone = plan.input.options.zone;
  TANDEM_TRY(plan_analysis(arguments, plan.analysis));
  plan.language = arguments.language == "ru" ? report::Language::ru : report::Language::en;
  return {};
}

Result<analysis::Analysis> import_and_analyse(const AnalyseArguments& arguments, Plan& plan,
                                              const Session& session) {
  importing::Directory directory;
  analysis::CallTable table;
  TANDEM_ASSIGN(quality, read_calls(arguments.input, plan.input, session, directory, table));
  TANDEM_ASSIGN(zone, zone_of_days(plan.analysis.zone, quality));
  plan.analysis.zone = zone;
  TANDEM_ASSIGN(analysis, analysis::analyse(table, directory, quality, plan.analysis));
  for (std::uint32_t i = 0; i < directory.sources.size(); ++i) {
    analysis.files.emplace_back(directory.sources.name(SourceId(i)));
  }
  analysis.format = fmt::format("{}", fmt::join(quality.formats, ", "));
  return std::move(analysis);
}

Result<void> print(std::string_view text) {
  if (std::fwrite(text.data(), 1, text.size(), stdout) != text.size() || std::fflush(stdout) != 0) {
    return failure(ErrorCode::unreadable, "standard output cannot be written");
  }
  return {};
}

Result<void> write_reports(const AnalyseArguments& arguments, const Plan& plan,
                           const analysis::Analysis& analysis, const Session& session) {
  if (!arguments.html.empty())
    TANDEM_TRY(write_file(arguments.html, report::to_html(analysis, plan.language)));
  if (session.cancelled) return failure(ErrorCode::cancelled, "stopped");
  if (!arguments.json.empty() && arguments.json != "-") {
    TANDEM_TRY(write_file(arguments.json, report::to_json(analysis)));
  }
  if (arguments.xlsx.empty()) return {};
  return write_file(arguments.xlsx,
                    [&analysis](const std::string& part) { return report::write_xlsx(analysis, part); });
}

Result<void> analyse(const AnalyseArguments& arguments, const Session& session) {
  Plan plan;
  TANDEM_TRY(read_arguments(arguments, session, plan));
  const bool zone_given = plan.analysis.zone != nullptr;
  TANDEM_ASSIGN(analysis, import_and_analyse(arguments, plan, session));
  TANDEM_TRY(write_reports(arguments, plan, analysis, session));
  if (arguments.json == "-") return print(report::to_json(analysis));
  std::string text = summary_of(analysis);
  if (!zone_given && analysis.quality.home_zone.empty()) {
    text += "           days and hours are UTC; --zone Europe/Berlin gives local ones\n";
  }
  if (!arguments.html.empty()) text += fmt::format("\nReport     {}\n", arguments.html);
  if (!arguments.xlsx.empty()) text += fmt::format("Workbook   {}\n", arguments.xlsx);
  if (!arguments.json.empty()) text += fmt::format("JSON       {}\n", arguments.json);
  if (arguments.html.empty() && arguments.xlsx.empty() && arguments.json.empty()) {
    text += "\nThe whole report: --html report.html\n";
  }
  return print(text);
}

Exit run(const AnalyseArguments& arguments, const Session& session) {
  const auto done = analyse(arguments, session);
  return done ? Exit::ok : report(done.error());
}

void add_analysis_options(CLI::App& command, AnalyseArguments& arguments) {
  command.add_option("--interval", arguments.interval, "5m, 10m, 15m, 20m, 30m or 1h")
      ->type_name("TIME")
      ->capture_default_str();
  command.add_option("--sla", arguments.sla, "share of calls / answered within: 80/20")
      ->type_name("SLA")
      ->capture_default_str();
  command.add_option("--definition", arguments.definition, "the contract's service-level formula")
      ->type_name(with_values("NAME", formula_names()))
      ->capture_default_str();
  command.add_option("--short", arguments.short_abandon, "an abandon under this wait is a short one")
      ->type_name("TIME")
      ->capture_default_str();
  command.add_option("--shrinkage", arguments.shrinkage, "paid time away from the phone")
      ->type_name("SHARE")
      ->capture_default_str();
}

}  // namespace

void add_analyse_command(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("analyse", "Analyse call records: a summary, and a report for the client");
  command->alias("analyze");
  command->footer(kExamples);
  auto arguments = std::make_shared<AnalyseArguments>();
  add_input_options(*command, arguments->input,
                    {.zone_help = "of days and of times without offset: Europe/Berlin",
                     .client_help = "only this client's calls; its name where the files have none"});
  add_analysis_options(*command, *arguments);
  command->add_option("--html", arguments->html, "write the report, one self-contained page")
      ->type_name("FILE");
  command->add_option("--json", arguments->json, "write the analysis as JSON; - is standard output")
      ->type_name("FILE");
  command->add_option("--xlsx", arguments->xlsx, "write a workbook")->type_name("FILE");
  command->add_option("--lang", arguments->language, "the report's first language: en or ru")
      ->type_name("LANG")
      ->check(CLI::IsMember({"en", "ru"}))
      ->capture_default_str();
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
