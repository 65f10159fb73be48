#pragma once

#include <optional>
#include <string>
#include <vector>

#include "app/command.hpp"
#include "app/output_paths.hpp"
#include "core/base/result.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/mapping.hpp"

/// What every command that reads call records is told about them.
namespace tandem::app {

/// As typed, not yet understood.
struct InputArguments {
  std::vector<std::string> files;
  std::string format, zone, client, mapping;
  std::string max_refused = "1%";
  unsigned threads = 0;
  bool strict = false;
};

/// What the commands call the same things.
struct InputWords {
  const char* format_option = "--format";
  const char* zone_help = "of times without offset: Europe/Berlin";
  const char* client_help = "name of the client where the file has none";
};
void add_input_options(CLI::App& command, InputArguments& arguments, const InputWords& words);
/// --threads, for the commands that read with several.
void add_threads_option(CLI::App& command, InputArguments& arguments);

/// What was meant. The options point to the mapping beside them, hence no copies.
struct Input {
  Input() = default;
  Input(const Input&) = delete;
  Input& operator=(const Input&) = delete;

  importing::Options options;
  std::optional<importing::Mapping> mapping;
};

/// Everything that can be wrong with these arguments, found before the first file of records is opened. The
/// zone is the one given, else the mapping's, else none.
Result<void> read_input(const InputArguments& arguments, const Session& session, Input& input);

/// Whether all that is to be written would leave what is read alone: the files, patterns among them replaced
/// by what they match, and the mapping.
Result<void> check_outputs(const InputArguments& arguments, std::span<const OutputPath> outputs);

}  // namespace tandem::app
