#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cstdio>
#include <memory>

#include "agree/sla/terms_json.hpp"
#include "app/command.hpp"
#include "app/terms_output.hpp"
#include "plan/import/source/whole_file.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(What was agreed on? Reads a client's terms, tells all that contradicts itself in them, each fault with its place, and
says in plain words what is promised, how it is counted, what a bad month costs and a good one earns, and what is paid for.

Examples:
  tandem terms bank.json
  tandem terms bank.json --fee 180000
  tandem terms bank.json --json

Exit codes: 0 done; 2 the command line; 3 the file cannot be read; 4 the terms have faults.

What terms hold: docs/reference/terms.schema.json, docs/guide/write-terms.md
)";

struct TermsArguments {
  std::string file;
  std::string fee = "100000";
  bool json = false;
};

Result<Money> fee_of(const TermsArguments& arguments, Currency currency) {
  const auto fee = parse_money(arguments.fee, currency);
  if (!fee || fee->minor_units() < 0 || fee->minor_units() > sla::kAmountMax)
    return failure(ErrorCode::usage, "--fee {}: expected an amount such as 180000 or \"180000 {}\"",
                   arguments.fee, currency.code());
  return *fee;
}

Exit run(const TermsArguments& arguments) {
  const auto text = importing::read_whole_file(arguments.file, sla::kTermsBytesMax);
  if (!text) return report(text.error());
  const auto terms = sla::parse_terms(*text, arguments.file);
  if (!terms) return report_all(terms.error());
  const auto fee = fee_of(arguments, terms->currency);
  if (!fee) return report(fee.error());
  const std::string told = arguments.json ? json_of(*terms, *fee) : text_of(*terms, *fee);
  std::fwrite(told.data(), 1, told.size(), stdout);
  return Exit::ok;
}

}  // namespace

void add_terms_command(CLI::App& app, Session& session) {
  auto* command =
      app.add_subcommand("terms", "What was agreed on: a client's terms, checked and in plain words");
  command->footer(kExamples);
  auto arguments = std::make_shared<TermsArguments>();
  command->add_option("file", arguments->file, "the terms")->required()->type_name("FILE");
  command->add_option("--fee", arguments->fee, "a month's fee, of which penalties are shown")
      ->type_name("AMOUNT")
      ->capture_default_str();
  command->add_flag("--json", arguments->json, "one JSON object");
  command->callback([&session, arguments] { session.run = [arguments] { return run(*arguments); }; });
}

}  // namespace tandem::app
