#include <fmt/format.h>

#include <CLI/CLI.hpp>
#include <csignal>
#include <cstdio>

#include "app/command.hpp"

namespace {

tandem::app::Session* interrupted_session = nullptr;

/// The first Ctrl-C asks the command to stop and clean up; a second one ends the process at once.
void on_interrupt(int signal) {
  if (interrupted_session->cancelled.exchange(true)) {
    std::signal(signal, SIG_DFL);
    std::raise(signal);
  }
}

int run(int argc, char** argv) {
  tandem::app::Session session;
  interrupted_session = &session;
  std::signal(SIGINT, on_interrupt);
  std::signal(SIGTERM, on_interrupt);

  CLI::App app("Tandem: from a client's call records to an analysis a planner acts on.", "tandem");
  app.require_subcommand(1);
  app.set_version_flag("--version", "tandem " TANDEM_VERSION);
  tandem::app::add_plan_command(app, session);
  tandem::app::add_analyse_command(app, session);
  tandem::app::add_kpi_command(app, session);
  tandem::app::add_import_command(app, session);
  tandem::app::add_erlang_command(app, session);
  tandem::app::add_sample_command(app, session);
  tandem::app::add_simulate_command(app, session);
  tandem::app::add_twin_command(app, session);
  tandem::app::add_forecast_command(app, session);
  tandem::app::add_backtest_command(app, session);
  tandem::app::add_staff_command(app, session);
  tandem::app::add_blend_command(app, session);
  tandem::app::add_mix_command(app, session);
  tandem::app::add_pool_command(app, session);
  tandem::app::add_roster_command(app, session);
  tandem::app::add_headcount_command(app, session);
  tandem::app::add_sites_command(app, session);
  tandem::app::add_terms_command(app, session);
  tandem::app::add_minutes_command(app, session);
  tandem::app::add_formats_command(app, session);
  tandem::app::add_completion_command(app, session);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : static_cast<int>(tandem::app::Exit::usage);
  }
  return static_cast<int>(session.run());
}

}  // namespace

int main(int argc, char** argv) {
  try {
    return run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "tandem: internal error: {}\n", error.what());
    return static_cast<int>(tandem::app::Exit::internal);
  }
}
