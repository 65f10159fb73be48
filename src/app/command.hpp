#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.hpp"

namespace CLI {
class App;
}

namespace tandem::app {

/// What the program's exit code says. Documented in docs/reference/exit-codes.md.
enum class Exit : int { ok = 0, internal = 1, usage = 2, unreadable = 3, data = 4, cancelled = 130 };

Exit exit_for(const Error& error);

/// What every command is given. Lives as long as the program.
struct Session {
  std::function<Exit()> run;            ///< set by the command that the arguments chose
  std::atomic<bool> cancelled = false;  ///< set by Ctrl-C
};

/// Prints "tandem: <error>" to standard error and gives the exit code for it.
Exit report(const Error& error);
/// The same of each; the exit code is that of the last.
Exit report_all(const std::vector<Error>& errors);

// One file a command: each adds its subcommand, with its --help and examples.
void add_analyse_command(CLI::App& app, Session& session);
void add_backtest_command(CLI::App& app, Session& session);
void add_blend_command(CLI::App& app, Session& session);
void add_completion_command(CLI::App& app, Session& session);
void add_erlang_command(CLI::App& app, Session& session);
void add_forecast_command(CLI::App& app, Session& session);
void add_formats_command(CLI::App& app, Session& session);
void add_headcount_command(CLI::App& app, Session& session);
void add_import_command(CLI::App& app, Session& session);
void add_kpi_command(CLI::App& app, Session& session);
void add_minutes_command(CLI::App& app, Session& session);
void add_plan_command(CLI::App& app, Session& session);
void add_mix_command(CLI::App& app, Session& session);
void add_pool_command(CLI::App& app, Session& session);
void add_roster_command(CLI::App& app, Session& session);
void add_sample_command(CLI::App& app, Session& session);
void add_simulate_command(CLI::App& app, Session& session);
void add_sites_command(CLI::App& app, Session& session);
void add_staff_command(CLI::App& app, Session& session);
void add_terms_command(CLI::App& app, Session& session);
void add_twin_command(CLI::App& app, Session& session);

}  // namespace tandem::app
