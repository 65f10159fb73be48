#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <algorithm>
#include <cerrno>
#include <cmath>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

#include "app/arguments.hpp"
#include "app/command.hpp"
#include "app/output_file.hpp"
#include "app/progress.hpp"
#include "plan/sample/sample.hpp"

namespace tandem::app {
namespace {

constexpr const char* kExamples =
    R"(A year of the help desk of an internet provider: four queues, about 400,000 calls. Made by a small
simulation with agents, breaks, patience, redials, an outage and the usual faults of a recorder. The same
options give the same bytes.

Examples:
  tandem sample --out calls.csv
  tandem sample --out week.csv --days 7 --seed 3
  tandem sample --calls 10000000 --out large.csv
  tandem sample --days 1 | tandem kpi - --by interval

Exit codes: 0 done; 2 the command line; 3 the file cannot be written, or there is no such time zone; 130 stopped,
and no file is left behind.
)";

struct SampleOptions {
  std::string out;
  std::uint64_t seed = 1;
  int days = 365;
  std::optional<std::int64_t> calls;
  std::string from = "2025-01-01";
  std::string zone = "Europe/Berlin";
};

/// Zones are known for no others.
Result<LocalDay> parse_first_day(const std::string& text) {
  constexpr std::chrono::year kFirst(1970), kLast(2080);
  TANDEM_ASSIGN(day, parse_day("--from", text));
  const std::chrono::year year = std::chrono::year_month_day(day).year();
  if (year < kFirst || year > kLast)
    return failure(ErrorCode::usage, "--from {}: a day from {} to {} is needed", text,
                   static_cast<int>(kFirst), static_cast<int>(kLast));
  return day;
}

/// A stream that is written to, and closed at the end unless it is standard output.
class Output {
 public:
  Output(std::FILE* file, std::string name) : file_(file), name_(std::move(name)) {
    if (file_ == nullptr) errno_ = errno;
  }
  ~Output() {
    if (file_ != nullptr && file_ != stdout) std::fclose(file_);
  }
  Output(const Output&) = delete;
  Output& operator=(const Output&) = delete;

  bool write(std::string_view piece) {
    if (file_ == nullptr) return false;
    if (std::fwrite(piece.data(), 1, piece.size(), file_) == piece.size()) return true;
    errno_ = errno;
    return false;
  }
  /// What went wrong, if anything; a full disk may show at the end only.
  Result<void> finish() {
    if (errno_ == 0 && std::fflush(file_) != 0) errno_ = errno;
    if (errno_ == 0) return {};
    return failure_at({.file = name_}, ErrorCode::unreadable, "cannot be written: {}", std::strerror(errno_));
  }

 private:
  std::FILE* file_;
  std::string name_;
  int errno_ = 0;
};

/// "1,200 calls, 300 a second", with the share done where it is known how many there will be.
std::string progress_of(std::int64_t calls, std::optional<std::int64_t> wanted, double elapsed_seconds) {
  const double rate = static_cast<double>(calls) / elapsed_seconds;
  if (!wanted || calls > *wanted) return fmt::format("sample: {} calls, {:.0f} a second", calls, rate);
  return fmt::format("sample: {} of {} calls, {:.0f} a second, {:.0f} s left", calls, *wanted, rate,
                     std::ceil(static_cast<double>(*wanted - calls) / rate));
}

Result<sample::Summary> write_to(Output& output, const sample::Options& options, const Session& session) {
  TANDEM_TRY(output.finish());
  TerminalLine line;
  std::int64_t calls = -1;  // the header is none
  auto summary = sample::write_sample(options, [&](std::string_view piece) {
    calls += std::ranges::count(piece, '\n');
    line.show([&](double elapsed) { return progress_of(calls, options.calls, elapsed); });
    return !session.cancelled && output.write(piece);
  });
  TANDEM_TRY(output.finish());
  if (!summary && summary.error().code == ErrorCode::bad_value) summary.error().code = ErrorCode::usage;
  return summary;
}

Result<void> write(const SampleOptions& typed, const Session& session) {
  sample::Options options{.seed = typed.seed, .days = typed.days, .calls = typed.calls};
  TANDEM_ASSIGN(first_day, parse_first_day(typed.from));
  options.first_day = first_day;
  TANDEM_ASSIGN(zone, Zone::find(typed.zone));
  options.zone = zone;
  if (typed.out.empty() || typed.out == "-") {
    Output output(stdout, "standard output");
    TANDEM_TRY(write_to(output, options, session));
    return {};
  }
  sample::Summary summary;
  TANDEM_TRY(write_file(typed.out, [&](const std::string& part) -> Result<void> {
    Output output(std::fopen(part.c_str(), "wb"), part);
    TANDEM_ASSIGN(written, write_to(output, options, session));
    summary = written;
    return {};
  }));
  fmt::print(stderr, "{}: {} calls of {} days, {} agents\n", typed.out, summary.calls, summary.days,
             summary.agents);
  return {};
}

}  // namespace

void add_sample_command(CLI::App& app, Session& session) {
  auto* command = app.add_subcommand("sample", "Write a call log to try Tandem on");
  command->footer(kExamples);
  auto options = std::make_shared<SampleOptions>();
  command->add_option("--out", options->out, "file to write; standard output where not given")
      ->type_name("FILE");
  command->add_option("--seed", options->seed, "another seed, another year")
      ->type_name("N")
      ->capture_default_str();
  auto* days =
      command->add_option("--days", options->days, "how many days")->type_name("N")->capture_default_str();
  command->add_option("--calls", options->calls, "how many calls, in place of --days")
      ->type_name("N")
      ->excludes(days);
  command->add_option("--from", options->from, "the first day")->type_name("DAY")->capture_default_str();
  command->add_option("--zone", options->zone, "the desk's time zone")
      ->type_name("ZONE")
      ->capture_default_str();
  command->callback([&session, options] {
    session.run = [&session, options] {
      const auto written = write(*options, session);
      return written ? Exit::ok : report(written.error());
    };
  });
}

}  // namespace tandem::app
