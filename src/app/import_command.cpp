#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "app/command.hpp"
#include "app/import_output.hpp"
#include "app/input_arguments.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "app/suggest_output.hpp"
#include "plan/import/calls_csv_writer.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(Reads call records of any known format and tells how good they are: rows used, repaired and refused,
with file, line, column, what was found and what is expected. --out writes them as calls-csv.

Examples:
  tandem import calls.csv --zone Europe/Berlin
  tandem import 'logs/*.csv.gz' --json
  tandem import queue_log --out calls.csv
  tandem import export.xlsx --mapping mapping.json --client Acme --out calls.csv
  tandem import --suggest-mapping export.csv --out mapping.json

Exit codes: 0 done; 2 the command line, or times that need --zone; 3 a file cannot be read or written, or there is
no such file or time zone; 4 too many rows refused, or the data is of no known format; 130 stopped.
)";

/// What was typed, not yet understood.
struct ImportArguments {
  InputArguments input;
  std::string suggest, out;
  bool json = false;
  bool all_parts = false;
};

/// Hands batches on to the summary and, where one is wanted, the writer.
class Fork : public importing::RecordSink {
 public:
  Fork(ImportSummary& summary, importing::CallsCsvWriter* writer) : summary_(summary), writer_(writer) {}
  Result<void> take(const importing::Batch& batch) override {
    TANDEM_TRY(summary_.take(batch));
    return writer_ == nullptr ? Result<void>{} : writer_->take(batch);
  }

 private:
  ImportSummary& summary_;
  importing::CallsCsvWriter* writer_;
};

/// What an import came to.
struct Imported {
  importing::Directory directory;
  ImportSummary summary;
  importing::Quality quality;
};

Result<void> import_into(importing::CallsCsvWriter* writer, const ImportArguments& arguments,
                         importing::Options& options, Imported& imported) {
  Fork sink(imported.summary, writer);
  ProgressLine line("importing");
  options.progress = line.listener();
  TANDEM_ASSIGN(quality, importing::import_files(arguments.input.files, options, imported.directory, sink));
  imported.quality = std::move(quality);
  return writer == nullptr ? Result<void>{} : writer->finish();
}

/// The calls go to the file as a whole or not at all; "-" is standard output.
Result<void> import_and_write(const ImportArguments& arguments, importing::Options& options,
                              Imported& imported) {
  if (arguments.out.empty()) return import_into(nullptr, arguments, options, imported);
  const Zone& zone = options.zone != nullptr ? *options.zone : Zone::utc();
  const auto write = [&](const std::string& path) -> Result<void> {
    TANDEM_ASSIGN(writer,
                  importing::CallsCsvWriter::open(path, imported.directory, zone, arguments.all_parts));
    return import_into(&writer, arguments, options, imported);
  };
  return arguments.out == "-" ? write(arguments.out) : write_file(arguments.out, write);
}

Result<void> import(const ImportArguments& arguments, const Session& session) {
  Input input;
  TANDEM_TRY(read_input(arguments.input, session, input));
  const OutputPath out{"--out", arguments.out};
  TANDEM_TRY(check_outputs(arguments.input, {&out, 1}));
  importing::Options& options = input.options;
  options.threads = 1;  // the writer takes the calls in the order of the files
  options.wanted = {.caller = !arguments.out.empty(),
                    .agent = true,
                    .type = true,
                    .call_names = !arguments.out.empty(),
                    .duplicates = true};
  Imported imported{.directory = {}, .summary = ImportSummary(options.zone), .quality = {}};
  TANDEM_TRY(import_and_write(arguments, options, imported));
  const ImportOutcome outcome{arguments.input.files, imported.quality, imported.summary, imported.directory,
                              imported.summary.zone()};
  const std::string text = arguments.json ? json_of(outcome) : text_of(outcome);
  // With the table itself on standard output, what is told of it goes elsewhere.
  std::FILE* const to = arguments.out == "-" ? stderr : stdout;
  std::fwrite(text.data(), 1, text.size(), to);
  return {};
}

Exit run(const ImportArguments& arguments, const Session& session) {
  const auto done = arguments.suggest.empty()
                        ? import(arguments, session)
                        : print_suggestion(arguments.suggest, arguments.out, arguments.json);
  return done ? Exit::ok : report(done.error());
}

}  // namespace

void add_import_command(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("import", "Read call records, tell how good they are, write them as calls-csv");
  command->footer(kExamples);
  auto arguments = std::make_shared<ImportArguments>();
  add_input_options(*command, arguments->input, {});
  command->add_option("--out", arguments->out, "write the calls as calls-csv (- is standard output)")
      ->type_name("FILE");
  command->add_flag("--all-parts", arguments->all_parts,
                    "with --out: type, priority, menu, ringing and hold time too");
  command->add_flag("--json", arguments->json, "one JSON object");
  command->add_option("--suggest-mapping", arguments->suggest, "propose a mapping for an unknown table")
      ->type_name("FILE");
  command->callback(
      [&session, arguments] { session.run = [arguments, &session] { return run(*arguments, session); }; });
}

}  // namespace tandem::app
