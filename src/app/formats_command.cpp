#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <array>
#include <boost/json.hpp>
#include <cstdio>
#include <memory>

#include "app/command.hpp"
#include "plan/import/importer.hpp"

namespace tandem::app {
namespace {

namespace json = boost::json;
using importing::Format;

/// What a person needs to know of a format: what it is, how a file of it is told, what a row looks like.
struct FormatNotes {
  Format format;
  std::string_view what;
  std::string_view told_by;
  std::string_view zone;
  std::string_view example;
};

constexpr std::array<FormatNotes, 6> kFormats = {
    {{Format::calls_csv, "one row a call: Tandem's own form, and the one others are mapped onto",
      "a header with offered_at and outcome; comma, semicolon, tab or bar; also a sheet of .xlsx",
      "from the offset in each time, else --zone",
      "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n"
      "c1,Acme,Billing,+15550100,Ann,2025-03-04T08:00:00+01:00,2025-03-04T08:00:05+01:00,"
      "2025-03-04T08:00:25+01:00,2025-03-04T08:03:25+01:00,2025-03-04T08:03:55+01:00,answered"},
     {Format::interval_csv, "one row an interval with its totals, for clients that have no calls",
      "a header with interval_start (or date) and offered (or calls); also a sheet of .xlsx",
      "from the offset in each time, else --zone",
      "interval_start,interval_minutes,queue,offered,answered,abandoned,mean_handle\n"
      "2025-03-04T08:00:00+01:00,30,Billing,120,110,10,245"},
     {Format::anonymous_bank, "the Technion's log of a bank's call centre, tab-separated",
      "the header vru+line, call_id, customer_id ...", "Asia/Jerusalem",
      "vru+line\tcall_id\tcustomer_id\tpriority\ttype\tdate\tvru_entry\tvru_exit\tvru_time\tq_start\tq_"
      "exit\tq_time\t"
      "outcome\tser_start\tser_exit\tser_time\tserver"},
     {Format::asterisk_queue_log, "Asterisk app_queue's queue_log, one event a line",
      "bars between epoch, call, queue, agent and event", "none needed: seconds since 1970",
      "1741075205|1741075200.17|billing|NONE|ENTERQUEUE||+15550100|1"},
     {Format::freeswitch_callcenter, "FreeSWITCH mod_callcenter's call records, CSV or JSON",
      "columns or keys that begin with cc_", "none needed: seconds since 1970",
      R"({"cc_queue": "billing@default", "cc_queue_joined_epoch": "1741075205", "cc_queue_answered_epoch": "1741075225"})"},
     {Format::tandem_events, "Tandem's own events, as tandem simulate --events writes them",
      "the first line: tandem-events 2", "none needed: microseconds since 1970",
      "tandem-events 2\nclient Acme\nqueue 0 Billing\ntype invoices\nagent Ann\nevents\n(24 bytes an "
      "event)"}}};

std::string text_of_formats() {
  std::string text;
  for (const FormatNotes& format : kFormats)
    text += fmt::format("{}\n  {}\n  told by   {}\n  zone      {}\n  example\n    {}\n\n",
                        name_of(format.format), format.what, format.told_by, format.zone, [&format] {
                          std::string lines(format.example);
                          for (std::size_t at = lines.find('\n'); at != std::string::npos;
                               at = lines.find('\n', at + 5))
                            lines.replace(at, 1, "\n    ");
                          return lines;
                        }());
  return text +
         "Any other table of calls, as .csv or .xlsx, is read through a mapping:\n"
         "  tandem import --suggest-mapping FILE --out mapping.json\n"
         ".gz, .xz and .zst files are unpacked as they are read.\n";
}

std::string json_of_formats() {
  json::array formats;
  for (const FormatNotes& format : kFormats)
    formats.push_back({{"format", name_of(format.format)},
                       {"what", format.what},
                       {"told_by", format.told_by},
                       {"zone", format.zone},
                       {"example", format.example}});
  return json::serialize(formats) + "\n";
}

}  // namespace

void add_formats_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("formats", "List the formats of call records that are read");
  command->footer(
      "Examples:\n  tandem formats\n  tandem formats --json\n\nExit codes: 0 done; 2 the command line.\n");
  auto as_json = std::make_shared<bool>(false);
  command->add_flag("--json", *as_json, "one JSON array");
  command->callback([&session, as_json] {
    session.run = [as_json] {
      const std::string text = *as_json ? json_of_formats() : text_of_formats();
      std::fwrite(text.data(), 1, text.size(), stdout);
      return Exit::ok;
    };
  });
}

}  // namespace tandem::app
