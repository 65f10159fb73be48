#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/erlang_output.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(What do 14 agents achieve, and how many does it take? Give --agents, or one or more targets.

  b  calls that find every trunk busy are lost
  c  calls wait as long as it takes
  a  calls wait until the caller's patience ends (--patience)

Examples:
  tandem erlang c --calls 100 --interval 30m --aht 180s --within 20s --agents 14
  tandem erlang c --calls 100 --aht 180s --target 80% --shrinkage 30%
  tandem erlang a --calls 100 --aht 3m --patience 5m --target 80% --target-abandon 3% --json
  tandem erlang b --erlangs 8.1 --target-blocking 1%

Exit codes: 0 done; 2 the command line, or a target that cannot be reached.
)";

/// What was typed, not yet understood.
struct ErlangOptions {
  std::string model;
  std::optional<double> calls, erlangs, agents;
  std::string interval = "30m";
  std::string within = "20s";
  std::optional<std::string> aht, patience, shrinkage;
  std::optional<std::string> target, target_asa, target_abandon, target_occupancy, target_blocking;
  bool fractional = false;
  bool json = false;
};

/// The share that an option names, "80%"; nothing where it was not given.
Result<std::optional<double>> share_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  TANDEM_ASSIGN(share, parse_share(*text));
  return share;
}

Result<std::optional<double>> seconds_of(const std::optional<std::string>& text) {
  if (!text) return std::nullopt;
  TANDEM_ASSIGN(duration, parse_duration(*text));
  return duration.seconds();
}

struct Goal {
  queueing::Target target;
  std::optional<double> blocking = std::nullopt;
  std::string words;
  bool set() const { return !words.empty(); }
};

Result<Goal> goal_of(const ErlangOptions& options, const ErlangAnswer& answer) {
  Goal goal;
  const auto say = [&goal](std::string text) { goal.words += (goal.words.empty() ? "" : " and ") + text; };
  TANDEM_ASSIGN(level, share_of(options.target));
  TANDEM_ASSIGN(asa, seconds_of(options.target_asa));
  TANDEM_ASSIGN(abandon, share_of(options.target_abandon));
  TANDEM_ASSIGN(occupancy, share_of(options.target_occupancy));
  TANDEM_ASSIGN(blocking, share_of(options.target_blocking));
  goal.target = {.service_level = level, .asa_seconds = asa, .p_abandon = abandon, .occupancy = occupancy};
  goal.blocking = blocking;
  if (level && answer.model == ErlangModel::b)
    say(fmt::format("{:.4g} % of calls getting through", *level * 100));
  else if (level)
    say(fmt::format("{:.4g} % answered within {:.4g} s", *level * 100, answer.within_seconds));
  if (asa) say(fmt::format("a mean wait of the answered of at most {:.4g} s", *asa));
  if (abandon) say(fmt::format("at most {:.4g} % giving up", *abandon * 100));
  if (occupancy) say(fmt::format("an occupancy of at most {:.4g} %", *occupancy * 100));
  if (blocking) say(fmt::format("at most {:.4g} % blocked", *blocking * 100));
  if (answer.model == ErlangModel::b) {
    if (asa || abandon || occupancy)
      return failure(ErrorCode::usage, "in Erlang B nobody waits; use --target-blocking 1% or --target 99%");
    if (level && !blocking) goal.blocking = 1 - *level;
  } else if (blocking) {
    return failure(ErrorCode::usage, "--target-blocking is for Erlang B; here use --target 80%");
  }
  return goal;
}

Result<void> check_not_negative(std::string_view option, std::optional<double> value) {
  if (!value || *value >= 0) return {};
  return failure(ErrorCode::usage, "{} is {}; it must be 0 or more", option, *value);
}

Result<void> read_load(const ErlangOptions& options, ErlangAnswer& answer) {
  if (options.calls.has_value() == options.erlangs.has_value())
    return failure(ErrorCode::usage, "give either --calls (with --aht) or --erlangs");
  TANDEM_TRY(check_not_negative("--calls", options.calls));
  TANDEM_TRY(check_not_negative("--erlangs", options.erlangs));
  TANDEM_TRY(check_not_negative("--agents", options.agents));
  TANDEM_ASSIGN(interval, parse_duration(options.interval));
  if (interval <= Duration()) return failure(ErrorCode::usage, "--interval must be longer than 0");
  TANDEM_ASSIGN(aht, seconds_of(options.aht));
  // For Erlang B the length of a call does not matter once the load is known.
  if (!aht && !(options.erlangs && answer.model == ErlangModel::b))
    return failure(ErrorCode::usage, "give the mean handle time, such as --aht 180s");
  constexpr double kAnyHandleSeconds = 180;
  answer.interval_seconds = interval.seconds();
  answer.load.handle_seconds = aht.value_or(kAnyHandleSeconds);
  if (!(answer.load.handle_seconds > 0)) return failure(ErrorCode::usage, "--aht must be longer than 0");
  answer.load.calls_per_second = options.calls ? *options.calls / answer.interval_seconds
                                               : *options.erlangs / answer.load.handle_seconds;
  answer.calls = options.calls;
  return {};
}

Result<ErlangRow> row_of(const ErlangAnswer& answer, double agents, bool fractional) {
  ErlangRow row{.agents = agents};
  if (answer.model == ErlangModel::b) {
    TANDEM_ASSIGN(blocking, queueing::erlang_b(answer.load.erlangs(), agents));
    row.blocking = blocking;
    row.performance.service_level = 1 - blocking;
    row.performance.asa = 0;
    row.performance.erlangs = answer.load.erlangs();
    row.performance.occupancy = agents > 0 ? row.performance.erlangs * (1 - blocking) / agents : 0;
  } else {
    auto performance =
        answer.model == ErlangModel::a
            ? queueing::erlang_a(answer.load, agents, answer.within_seconds, *answer.patience_seconds)
            : queueing::erlang_c(answer.load, agents, answer.within_seconds);
    if (!performance) return std::unexpected(std::move(performance).error());
    row.performance = *performance;
  }
  if (answer.shrinkage) {
    TANDEM_ASSIGN(positions, queueing::positions_for(agents, *answer.shrinkage, fractional));
    row.positions = positions;
  }
  return row;
}

Result<double> agents_for(const ErlangOptions& options, const ErlangAnswer& answer, const Goal& goal) {
  if (options.agents.has_value() == goal.set())
    return failure(ErrorCode::usage, "give either --agents or a target such as --target 80%");
  if (options.agents) return *options.agents;
  if (answer.model == ErlangModel::b) return queueing::trunks_for(answer.load.erlangs(), *goal.blocking);
  return queueing::servers_for(answer.load, goal.target, answer.within_seconds, answer.patience_seconds,
                               options.fractional);
}

Result<ErlangAnswer> answer_to(const ErlangOptions& options) {
  ErlangAnswer answer;
  answer.model = options.model == "a"   ? ErlangModel::a
                 : options.model == "b" ? ErlangModel::b
                                        : ErlangModel::c;
  TANDEM_TRY(read_load(options, answer));
  TANDEM_ASSIGN(within, parse_duration(options.within));
  answer.within_seconds = within.seconds();
  TANDEM_ASSIGN(patience, seconds_of(options.patience));
  answer.patience_seconds = patience;
  if (patience.has_value() != (answer.model == ErlangModel::a))
    return failure(ErrorCode::usage, "{}",
                   patience ? "--patience is for Erlang A: tandem erlang a ..."
                            : "Erlang A takes the callers' mean patience, such as --patience 300s");
  TANDEM_ASSIGN(shrinkage, share_of(options.shrinkage));
  answer.shrinkage = shrinkage;
  TANDEM_ASSIGN(goal, goal_of(options, answer));
  answer.target = goal.words;
  TANDEM_ASSIGN(agents, agents_for(options, answer, goal));
  if (agents == 0 && !options.agents && answer.model != ErlangModel::b) {
    answer.row.performance = {.service_level = 1, .asa = 0};  // nobody calls
    if (answer.shrinkage) answer.row.positions = 0;
    answer.near = {answer.row};
    return answer;
  }
  TANDEM_ASSIGN(row, row_of(answer, agents, options.fractional));
  answer.row = row;
  for (int step = -2; step <= 2; ++step) {
    const double near = agents + step;
    if (near <= 0 || near > static_cast<double>(queueing::kMostServers)) continue;
    TANDEM_ASSIGN(neighbour, row_of(answer, near, options.fractional));
    answer.near.push_back(neighbour);
  }
  return answer;
}

Exit run(const ErlangOptions& options) {
  auto answer = answer_to(options);
  if (!answer) {
    // The formulas' own complaints are about what was typed here.
    Error error = std::move(answer).error();
    if (error.code == ErrorCode::bad_value) error.code = ErrorCode::usage;
    return report(error);
  }
  const std::string text = options.json ? json_of(*answer) : table_of(*answer);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

}  // namespace

void add_erlang_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("erlang", "How many agents: Erlang B, C and A, forward and backward");
  command->footer(kExamples);
  auto options = std::make_shared<ErlangOptions>();
  command->add_option("model", options->model, "b, c or a")
      ->required()
      ->check(CLI::IsMember({"b", "c", "a"}))
      ->type_name("MODEL");
  command->add_option("--calls", options->calls, "calls offered in an interval")->type_name("N");
  command->add_option("--interval", options->interval, "length of the interval")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--aht", options->aht, "mean handle time: talk, hold and after-call work")
      ->type_name("TIME");
  command->add_option("--erlangs", options->erlangs, "the load itself, in place of --calls")->type_name("X");
  command->add_option("--within", options->within, "answer threshold of the service level")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_option("--patience", options->patience, "mean patience of callers (model a)")
      ->type_name("TIME");
  command->add_option("--agents,--trunks", options->agents, "agents at work; may be fractional")
      ->type_name("N");
  command->add_option("--target", options->target, "service level wanted: 80%")->type_name("SHARE");
  command->add_option("--target-asa", options->target_asa, "mean wait of the answered, at most")
      ->type_name("TIME");
  command->add_option("--target-abandon", options->target_abandon, "callers giving up, at most (model a)")
      ->type_name("SHARE");
  command->add_option("--target-occupancy", options->target_occupancy, "occupancy of agents, at most")
      ->type_name("SHARE");
  command->add_option("--target-blocking", options->target_blocking, "calls blocked, at most (model b)")
      ->type_name("SHARE");
  command->add_option("--shrinkage", options->shrinkage, "paid time away from the phone: adds positions")
      ->type_name("SHARE");
  command->add_flag("--fractional", options->fractional, "do not round agents up");
  command->add_flag("--json", options->json, "one JSON object: seconds and fractions");
  command->callback([&session, options] { session.run = [options] { return run(*options); }; });
}

}  // namespace tandem::app
