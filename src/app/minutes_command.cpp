#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cstdio>
#include <memory>

#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/completion_script.hpp"
#include "app/input_arguments.hpp"
#include "app/minutes_output.hpp"
#include "app/progress.hpp"
#include "core/kpi/time_attribution.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Whose minutes were worked? Shares the time that agents were signed on among the clients, from a log that has
their events: a floor's, or one client's own. Work on a call, from the first ring to the end of after-call work, is the
client's whose call it is. Idle and not-ready time goes with the agent's own work in the same half hour (--interval);
where it had none, with its work between sign-on and sign-off; where it had none, in equal parts to the clients it may
serve. The parts add up to the time signed on, to the microsecond.

Examples:
  tandem minutes floor.events
  tandem minutes floor.events --by client,agent --interval 15m
  tandem minutes bank.events --by state --json
  tandem simulate floor.json --replications 1 --events bank.events --client bank && tandem minutes bank.events

Exit codes: 0 done; 2 the command line; 3 a file cannot be read, or there is no such client; 4 the log has no events of
agents, too many rows refused, or the data is of no known format; 130 stopped.
)";

struct MinutesArguments {
  InputArguments input;
  std::vector<std::string> by = {"client"};
  std::string interval = "30m";
  bool json = false;
};

/// Attributes agents' time as it is read.
class MinutesSink final : public importing::RecordSink {
 public:
  explicit MinutesSink(Duration interval) : attribution_(interval) {}

  Result<void> take(const importing::Batch& batch) override {
    for (const AgentInterval& interval : batch.agents) attribution_.take(interval);
    return {};
  }

  std::vector<kpi::TimeAttribution::Share> finish(const importing::Directory& directory) {
    std::vector<EventLogHead::Serves> serves = directory.serves();
    for (std::uint32_t agent = 0; agent < serves.size(); ++agent)
      attribution_.set_serves(AgentId(agent), {std::move(serves[agent].clients), serves[agent].others});
    return attribution_.finish();
  }

 private:
  kpi::TimeAttribution attribution_;
};

Result<std::vector<MinutesKey>> keys_of(const std::vector<std::string>& words) {
  std::vector<MinutesKey> keys;
  for (const std::string& word : words) {
    constexpr std::array kKnown = {MinutesKey::client, MinutesKey::agent, MinutesKey::state};
    const auto key = std::ranges::find(kKnown, word, [](MinutesKey each) { return name_of(each); });
    if (key == kKnown.end())
      return failure(ErrorCode::usage, "--by {}: there is no such key; use client, agent and state", word);
    if (std::ranges::find(keys, *key) != keys.end())
      return failure(ErrorCode::usage, "--by names {} twice", word);
    keys.push_back(*key);
  }
  return keys;
}

/// In a client's stream others are `elsewhere`: beside a second log their time would count twice.
Result<std::string> stream_of(const importing::Directory& directory) {
  const std::vector<ClientId> logs = directory.logs_of();
  const auto own = std::ranges::find_if(logs, &ClientId::known);
  if (own == logs.end()) return std::string();
  const std::string_view name = directory.clients.name(*own);
  if (logs.size() > 1)
    return failure(
        ErrorCode::usage,
        "of these logs one is what {} sees and others are not: agents' time would count twice; give "
        "the floor's logs or one client's",
        name);
  return std::string(name);
}

Result<MinutesReport> count_minutes(const MinutesArguments& arguments, const Session& session,
                                    importing::Directory& directory) {
  MinutesReport report;
  TANDEM_ASSIGN(keys, keys_of(arguments.by));
  TANDEM_ASSIGN(interval, parse_interval(arguments.interval));
  report.keys = std::move(keys);
  report.interval = interval;
  Input input;
  TANDEM_TRY(read_input(arguments.input, session, input));
  input.options.threads = 1;
  input.options.wanted = {.caller = false,
                          .agent = true,
                          .type = false,
                          .call_names = false,
                          .agent_time = true,
                          .duplicates = true};
  MinutesSink sink(interval);
  const auto quality = [&] {
    ProgressLine line("reading");
    input.options.progress = line.listener();
    return importing::import_files(arguments.input.files, input.options, directory, sink);
  }();
  if (!quality) return std::unexpected(quality.error());
  if (quality->rows_refused > 0)
    fmt::print(stderr,
               "tandem: {} of {} rows were refused and not counted; tandem import shows which and why\n",
               quality->rows_refused, quality->rows_read);
  TANDEM_ASSIGN(stream, stream_of(directory));
  report.stream_of = stream;
  report.shares = sink.finish(directory);
  if (report.shares.empty())
    return failure(
        ErrorCode::bad_value,
        "no time of agents in {}: minutes need sign-ons and who took which call, as a log of tandem "
        "simulate --events or Asterisk's queue_log has them",
        arguments.input.files.front());
  TANDEM_ASSIGN(client, directory.find_client(arguments.input.client));
  if (client.known()) std::erase_if(report.shares, [&](const auto& share) { return share.client != client; });
  return report;
}

Exit run(const MinutesArguments& arguments, const Session& session) {
  importing::Directory directory;
  const auto counted = count_minutes(arguments, session, directory);
  if (!counted) return report(counted.error());
  const std::string text = arguments.json ? json_of(*counted, directory) : table_of(*counted, directory);
  std::fwrite(text.data(), 1, text.size(), stdout);
  return Exit::ok;
}

}  // namespace

void add_minutes_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("minutes", "Whose minutes were worked? Agents' time by client");
  command->footer(kExamples);
  auto arguments = std::make_shared<MinutesArguments>();
  add_input_options(*command, arguments->input,
                    {.zone_help = "of times without offset: Europe/Berlin",
                     .client_help = "only this client's part; its name where the files have none"});
  command->add_option("--by", arguments->by, "one or more, with commas")
      ->delimiter(',')
      ->type_name(with_values("KEYS", {"client", "agent", "state"}))
      ->default_str("client");
  command
      ->add_option("--interval", arguments->interval,
                   "within which idle time goes with work: 15m, 30m, 1h...")
      ->type_name("TIME")
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "one JSON object: seconds");
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
