#include "app/mix_arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "app/arguments.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/staffing/mix/request_json.hpp"

namespace tandem::app {
namespace {

Result<mix::MixOptions> options_of(const MixArguments& arguments) {
  mix::MixOptions options{.seed = arguments.seed,
                          .replications = arguments.days,
                          .check_replications = arguments.check_days,
                          .threads = arguments.threads};
  if (options.threads == 0) options.threads = std::max(1U, std::thread::hardware_concurrency());
  TANDEM_ASSIGN(confidence, parse_share(arguments.confidence));
  if (!(confidence > 0 && confidence < 1))
    return failure(ErrorCode::usage, "--confidence is {}; write 95% or 99%", arguments.confidence);
  options.confidence = confidence;
  options.search.rounds = arguments.rounds;
  return options;
}

/// 80/20: of all calls of each interval.
Result<mix::Target> target_of(const std::string& sla, const simulation::Model& model) {
  TANDEM_ASSIGN(promise, parse_promise(sla));
  TANDEM_ASSIGN(kpi, kpi::find_definition(model.service_level));
  mix::Target target{.kpi = kpi, .rules = model.rules, .value = promise.share};
  target.rules.answer.limit = promise.within;
  return target;
}

}  // namespace

void add_mix_options(CLI::App& command, MixArguments& arguments) {
  constexpr std::uint32_t kDaysMax = 100'000, kRoundsMax = 100;
  command.add_option("model", arguments.model, "JSON file with the model of the floor")
      ->required()
      ->type_name("MODEL");
  command.add_option("--targets", arguments.targets, "JSON file with targets, and what agents cost")
      ->type_name("FILE");
  command.add_option("--sla", arguments.sla, "instead: so much answered in so many seconds, each interval")
      ->type_name("SHARE/TIME");
  command.add_option("--days", arguments.days, "replications of the model that are searched on")
      ->type_name("N")
      ->check(CLI::Range(1U, kDaysMax))
      ->capture_default_str();
  command.add_option("--check-days", arguments.check_days, "others that the answer is checked on")
      ->type_name("N")
      ->check(CLI::Range(2U, kDaysMax))
      ->capture_default_str();
  command.add_option("--rounds", arguments.rounds, "more of them search longer")
      ->type_name("N")
      ->check(CLI::Range(1U, kRoundsMax))
      ->capture_default_str();
  command.add_option("--confidence", arguments.confidence, "of the intervals")
      ->type_name("SHARE")
      ->capture_default_str();
  command.add_option("--seed", arguments.seed, "another seed, other callers")
      ->type_name("N")
      ->capture_default_str();
  command.add_option("--threads", arguments.threads, "0: as many as the machine has")
      ->type_name("N")
      ->check(CLI::Range(0U, 1024U))
      ->capture_default_str();
  command.add_flag("--json", arguments.json, "one JSON object: money, hours, seconds and fractions");
}

std::expected<MixInput, Exit> read_mix_input(const MixArguments& arguments, const Session& session) {
  if (arguments.targets.empty() == arguments.sla.empty())
    return std::unexpected(
        report({ErrorCode::usage, "say what is to be met: --targets FILE, or --sla 80/20", {}}));
  auto options = options_of(arguments);
  if (!options) return std::unexpected(report(options.error()));
  options->cancel = &session.cancelled;
  auto model = simulation::read_model(arguments.model);
  if (!model) return std::unexpected(report_all(model.error()));
  mix::Request request = mix::plain_request(*model);
  if (!arguments.targets.empty()) {
    auto read = mix::read_request(arguments.targets, *model);
    if (!read) return std::unexpected(report_all(read.error()));
    request = std::move(*read);
  } else {
    const auto target = target_of(arguments.sla, *model);
    if (!target) return std::unexpected(report(target.error()));
    request.targets.push_back(*target);
  }
  return MixInput{std::move(*model), std::move(request), std::move(*options)};
}

}  // namespace tandem::app
