#pragma once

#include <gtest/gtest.h>

#include <CLI/CLI.hpp>
#include <string>

#include "app/command.hpp"

namespace tandem::app {

/// What a command left behind: for tests.
struct CapturedRun {
  Exit exit = Exit::ok;
  std::string out, err;
};

/// Runs one command as main does, its words after "tandem" in `arguments`, with both its outputs kept.
inline CapturedRun run_captured(void (*add_command)(CLI::App&, Session&), const std::string& arguments,
                                bool cancelled = false) {
  Session session;
  session.cancelled = cancelled;
  CLI::App app("", "tandem");
  add_command(app, session);
  ::testing::internal::CaptureStdout();
  ::testing::internal::CaptureStderr();
  CapturedRun ran;
  try {
    app.parse(arguments);
    ran.exit = session.run();
  } catch (const CLI::ParseError& error) {
    ran.exit = app.exit(error) == 0 ? Exit::ok : Exit::usage;
  }
  ran.out = ::testing::internal::GetCapturedStdout();
  ran.err = ::testing::internal::GetCapturedStderr();
  return ran;
}

}  // namespace tandem::app
