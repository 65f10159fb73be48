#include "app/input_arguments.hpp"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <thread>

#include "app/arguments.hpp"
#include "app/completion_script.hpp"
#include "plan/import/detect.hpp"
#include "plan/import/input_paths.hpp"

namespace tandem::app {

void add_input_options(CLI::App& command, InputArguments& arguments, const InputWords& words) {
  command.add_option("files", arguments.files, "files or globs; - is standard input")->type_name("FILE");
  command.add_option("--client", arguments.client, words.client_help)->type_name("NAME");
  command.add_option("--zone", arguments.zone, words.zone_help)->type_name("ZONE");
  command.add_option(words.format_option, arguments.format, "where it cannot be told: see tandem formats")
      ->type_name(with_values("FORMAT", importing::format_names()));
  command.add_option("--mapping", arguments.mapping, "how a foreign table is read (JSON)")->type_name("FILE");
  command.add_flag("--strict", arguments.strict, "fail at the first refused row");
  command
      .add_option("--max-refused,--refuse-max", arguments.max_refused, "fail when a larger share is refused")
      ->type_name("SHARE")
      ->capture_default_str();
}

void add_threads_option(CLI::App& command, InputArguments& arguments) {
  command.add_option("--threads", arguments.threads, "all processors where not given")
      ->type_name("N")
      ->check(CLI::Range(1U, 256U));
}

Result<void> read_input(const InputArguments& arguments, const Session& session, Input& input) {
  if (arguments.files.empty())
    return failure(ErrorCode::usage, "name the files to read, or - for standard input; see --help");
  importing::Options& options = input.options;
  if (!arguments.format.empty()) {
    TANDEM_ASSIGN(format, parse_format(arguments.format));
    options.format = format;
  }
  if (!arguments.mapping.empty()) {
    TANDEM_ASSIGN(mapping, importing::read_mapping(arguments.mapping));
    input.mapping = std::move(mapping);
    options.mapping = &*input.mapping;
  }
  const std::string zone_name = !arguments.zone.empty() ? arguments.zone
                                : input.mapping         ? input.mapping->zone
                                                        : "";
  if (!zone_name.empty()) {
    TANDEM_ASSIGN(zone, Zone::find(zone_name));
    options.zone = zone;
  }
  TANDEM_ASSIGN(share, parse_share(arguments.max_refused));
  options.refused_share_max = share;
  options.client = arguments.client;
  options.strict = arguments.strict;
  options.threads =
      arguments.threads > 0 ? arguments.threads : std::max(1U, std::thread::hardware_concurrency());
  options.cancel = &session.cancelled;
  return {};
}

Result<void> check_outputs(const InputArguments& arguments, std::span<const OutputPath> outputs) {
  TANDEM_ASSIGN(inputs, importing::input_paths(arguments.files));
  if (!arguments.mapping.empty()) inputs.push_back(arguments.mapping);
  return check_outputs(outputs, inputs);
}

}  // namespace tandem::app
