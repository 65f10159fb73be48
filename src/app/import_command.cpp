#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>
#include <thread>

#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/import_output.hpp"
#include "app/progress.hpp"
#include "app/suggest_output.hpp"
#include "plan/import/calls_csv_writer.hpp"
#include "plan/import/mapping.hpp"

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

Exit codes: 0 done; 2 the command line, or a time zone is missing; 3 a file cannot be read; 4 too many rows
refused, or the data is of no known format; 130 stopped.
)";

/// What was typed, not yet understood.
struct ImportArguments {
  std::vector<std::string> files;
  std::string format, zone, client, mapping, suggest, out;
  std::string max_refused = "1%";
  bool strict = false;
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

Result<importing::Options> options_of(const ImportArguments& arguments, const importing::Mapping* mapping,
                                      const Session& session) {
  importing::Options options;
  if (!arguments.format.empty()) {
    TANDEM_ASSIGN(format, parse_format(arguments.format));
    options.format = format;
  }
  if (!arguments.zone.empty()) {
    TANDEM_ASSIGN(zone, Zone::find(arguments.zone));
    options.zone = zone;
  } else if (mapping != nullptr && !mapping->zone.empty()) {
    TANDEM_ASSIGN(zone, Zone::find(mapping->zone));
    options.zone = zone;
  }
  TANDEM_ASSIGN(share, parse_share(arguments.max_refused));
  options.refused_share_max = share;
  options.mapping = mapping;
  options.client = arguments.client;
  options.strict = arguments.strict;
  options.cancel = &session.cancelled;
  options.wanted = {.caller = !arguments.out.empty(),
                    .agent = true,
                    .type = true,
                    .call_names = !arguments.out.empty(),
                    .duplicates = true};
  return options;
}

Result<void> import(const ImportArguments& arguments, const Session& session) {
  if (arguments.files.empty())
    return failure(ErrorCode::usage,
                   "name the files to import, or - for standard input; see tandem import --help");
  std::optional<importing::Mapping> mapping;
  if (!arguments.mapping.empty()) {
    TANDEM_ASSIGN(read, importing::read_mapping(arguments.mapping));
    mapping = std::move(read);
  }
  TANDEM_ASSIGN(options, options_of(arguments, mapping ? &*mapping : nullptr, session));
  const Zone& zone = options.zone != nullptr ? *options.zone : Zone::utc();
  importing::Directory directory;
  ImportSummary summary(zone);
  std::optional<importing::CallsCsvWriter> writer;
  if (!arguments.out.empty()) {
    TANDEM_ASSIGN(opened,
                  importing::CallsCsvWriter::open(arguments.out, directory, zone, arguments.all_parts));
    writer.emplace(std::move(opened));
  }
  Fork sink(summary, writer ? &*writer : nullptr);
  auto quality = [&] {
    ProgressLine line("importing");
    options.progress = line.listener();
    return importing::import_files(arguments.files, options, directory, sink);
  }();
  if (!quality) return std::unexpected(std::move(quality).error());
  if (writer) TANDEM_TRY(writer->finish());
  const Zone* shown_in = &zone;
  if (options.zone == nullptr && !quality->home_zone.empty()) {
    TANDEM_ASSIGN(home, Zone::find(quality->home_zone));
    shown_in = home;
  }
  const ImportOutcome outcome{arguments.files, *quality, summary, directory, *shown_in};
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
  command->add_option("files", arguments->files, "files or globs; - is standard input")->type_name("FILE");
  command->add_option("--format", arguments->format, "where it cannot be told: see tandem formats")
      ->type_name("FORMAT");
  command->add_option("--zone", arguments->zone, "of times without offset: Europe/Berlin")->type_name("ZONE");
  command->add_option("--client", arguments->client, "name of the client where the file has none")
      ->type_name("NAME");
  command->add_option("--mapping", arguments->mapping, "how a foreign table is read (JSON)")
      ->type_name("FILE");
  command->add_flag("--strict", arguments->strict, "fail at the first refused row");
  command
      ->add_option("--max-refused,--refuse-max", arguments->max_refused,
                   "fail when a larger share is refused")
      ->type_name("SHARE")
      ->capture_default_str();
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
