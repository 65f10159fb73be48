#include "app/launch_input.hpp"

#include <CLI/CLI.hpp>

#include "app/arguments.hpp"
#include "core/calendar/hours_text.hpp"

namespace tandem::app {

void add_launch_options(CLI::App& command, LaunchArguments& arguments) {
  command
      .add_option("--subscribers", arguments.subscribers,
                  "of a client without calls yet, or with a few days of them: how many it serves")
      ->type_name("N")
      ->check(CLI::Range(1.0, 1e9));
  command.add_option("--industry", arguments.industry, "its line of business: telecom, bank, retail...")
      ->type_name("NAME");
  command
      .add_option("--contacts", arguments.contacts,
                  "calls a month of one subscriber; its industry's if not given")
      ->type_name("N")
      ->check(CLI::Range(1e-6, 1e3));
  command.add_option("--open", arguments.open, "when it is served")
      ->type_name("HOURS")
      ->capture_default_str();
  command.add_option("--from", arguments.from, "the first day that it is served")->type_name("DAY");
}

Result<LaunchAsked> launch_terms(const LaunchArguments& arguments, Duration interval) {
  if (arguments.industry.empty())
    return failure(ErrorCode::usage, "--subscribers needs --industry, whose habits a launch begins with");
  TANDEM_ASSIGN(industry, forecast::find_industry(arguments.industry));
  auto open = calendar::parse_weekly_hours(arguments.open);
  if (!open) {
    open.error().message = "--open: " + open.error().message;
    return std::unexpected(std::move(open).error());
  }
  LaunchAsked asked{.launch = {.industry = industry,
                               .subscribers = arguments.subscribers,
                               .contacts_a_month = arguments.contacts,
                               .open = *std::move(open),
                               .interval = interval}};
  if (!arguments.from.empty()) {
    TANDEM_ASSIGN(from, parse_day("--from", arguments.from));
    asked.from = from;
  }
  return asked;
}

}  // namespace tandem::app
