#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>

#include "app/command.hpp"
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
)";

struct SampleOptions {
  std::string out;
  std::uint64_t seed = 1;
  int days = 365;
  std::optional<std::int64_t> calls;
  std::string from = "2025-01-01";
  std::string zone = "Europe/Berlin";
};

Result<LocalDay> parse_day(const std::string& text) {
  int year = 0;
  unsigned month = 0, day = 0;
  int length = 0;
  const int found = std::sscanf(text.c_str(), "%4d-%2u-%2u%n", &year, &month, &day, &length);
  const std::chrono::year_month_day date{std::chrono::year(year), std::chrono::month(month),
                                         std::chrono::day(day)};
  constexpr int kFirstYear = 1970;
  constexpr int kLastYear = 2080;
  if (found != 3 || static_cast<std::size_t>(length) != text.size() || !date.ok() || year < kFirstYear ||
      year > kLastYear)
    return failure(ErrorCode::usage, "'{}' is not a day from {} to {}; write 2025-01-31", text, kFirstYear,
                   kLastYear);
  return LocalDay(date);
}

/// The file to write, or standard output; closed at the end.
class Output {
 public:
  explicit Output(const std::string& path)
      : path_(path), file_(path.empty() ? stdout : std::fopen(path.c_str(), "wb")) {
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
    return failure(ErrorCode::unreadable, "{} cannot be written: {}",
                   path_.empty() ? "standard output" : path_, std::strerror(errno_));
  }

 private:
  std::string path_;
  std::FILE* file_;
  int errno_ = 0;
};

Result<void> write(const SampleOptions& typed, const Session& session) {
  sample::Options options{.seed = typed.seed, .days = typed.days, .calls = typed.calls};
  TANDEM_ASSIGN(first_day, parse_day(typed.from));
  options.first_day = first_day;
  TANDEM_ASSIGN(zone, Zone::find(typed.zone));
  options.zone = zone;
  Output output(typed.out);
  TANDEM_TRY(output.finish());
  auto summary = sample::write_sample(
      options, [&](std::string_view piece) { return !session.cancelled && output.write(piece); });
  TANDEM_TRY(output.finish());
  if (!summary) {
    if (summary.error().code == ErrorCode::bad_value) summary.error().code = ErrorCode::usage;
    return std::unexpected(std::move(summary).error());
  }
  if (!typed.out.empty())
    fmt::print(stderr, "{}: {} calls of {} days, {} agents\n", typed.out, summary->calls, summary->days,
               summary->agents);
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
