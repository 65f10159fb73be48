#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <CLI/CLI.hpp>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "app/command.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;

std::string script_for(const std::string& shell) {
  Session session;
  CLI::App app("", "tandem");
  add_erlang_command(app, session);
  add_sample_command(app, session);
  add_kpi_command(app, session);
  add_completion_command(app, session);
  ::testing::internal::CaptureStdout();
  app.parse("completion " + shell);
  EXPECT_EQ(session.run(), Exit::ok);
  return ::testing::internal::GetCapturedStdout();
}

/// What a shell prints when it runs `after` behind the completion script; empty where it is not installed.
std::string run_in(const std::string& shell, const std::string& after) {
  const auto path =
      std::filesystem::temp_directory_path() / ("tandem-completion-" + std::to_string(::getpid()));
  std::ofstream(path) << script_for(shell) << '\n' << after << '\n';
  std::string printed;
  std::FILE* pipe = ::popen((shell + " " + path.string() + " 2>&1").c_str(), "r");
  std::array<char, 4096> piece{};
  while (const std::size_t got = std::fread(piece.data(), 1, piece.size(), pipe))
    printed.append(piece.data(), got);
  ::pclose(pipe);
  std::filesystem::remove(path);
  return printed;
}

bool installed(const std::string& shell) { return std::filesystem::exists("/usr/bin/" + shell); }

/// Words that bash offers for the last of `typed`.
std::string bash_offers(const std::string& typed, int words) {
  return run_in("bash", "COMP_WORDS=(" + typed + "); COMP_CWORD=" + std::to_string(words - 1) +
                            "; _tandem; echo ${COMPREPLY[*]}");
}

TEST(Completion, OffersCommandsOptionsAndValuesInBash) {
  EXPECT_EQ(bash_offers("tandem ''", 2), "erlang sample kpi completion --help --version\n");
  EXPECT_EQ(bash_offers("tandem er", 2), "erlang\n");
  EXPECT_EQ(bash_offers("tandem erlang ''", 3), "b c a\n");
  EXPECT_EQ(bash_offers("tandem erlang c --target-a", 4), "--target-asa --target-abandon\n");
  EXPECT_EQ(bash_offers("tandem erlang c --aht ''", 5), "\n");
  EXPECT_EQ(bash_offers("tandem sample --se", 3), "--seed\n");
  EXPECT_EQ(bash_offers("tandem completion z", 3), "zsh\n");
  EXPECT_EQ(bash_offers("tandem kpi --definition cr", 4), "credit_short credit_abandoned_in_threshold\n");
  EXPECT_EQ(bash_offers("tandem kpi --input-format a", 4), "anonymous-bank asterisk-queue-log\n");
}

TEST(Completion, CompletesListsWithCommas) {
  EXPECT_EQ(bash_offers("tandem kpi --by ''", 4), "client queue type agent interval hour day week month\n");
  EXPECT_EQ(bash_offers("tandem kpi --by client,q", 4), "client,queue\n");
  EXPECT_EQ(bash_offers("tandem kpi --by client,queue,m", 4), "client,queue,month\n");
  EXPECT_THAT(script_for("zsh"), HasSubstr(":value:_sequence compadd - client queue type agent interval"));
  EXPECT_THAT(script_for("fish"), HasSubstr("-x -a '(__fish_append , client queue type agent interval"));
}

TEST(Completion, DescribesOptionsInFish) {
  EXPECT_THAT(script_for("fish"),
              HasSubstr("complete -c tandem -n '__fish_seen_subcommand_from sample' -l seed -r -d "
                        "'another seed, another year'\n"));
  if (!installed("fish")) GTEST_SKIP() << "fish is not installed: its script was not run";
  EXPECT_THAT(run_in("fish", "complete -C 'tandem erlang --target-as'"),
              HasSubstr("--target-asa\tmean wait of the answered, at most"));
  EXPECT_THAT(run_in("fish", "complete -C 'tandem sam'"), HasSubstr("sample\t"));
}

TEST(Completion, IsAScriptThatZshReads) {
  const std::string script = script_for("zsh");
  EXPECT_THAT(script, HasSubstr("'--seed[another seed, another year]:value:_files'"));
  EXPECT_THAT(script, HasSubstr("'1:value:(b c a)'"));
  if (!installed("zsh")) GTEST_SKIP() << "zsh is not installed: its script was not run";
  EXPECT_EQ(run_in("zsh", ""), "");
}

TEST(Completion, RefusesAShellItDoesNotKnow) {
  Session session;
  CLI::App app("", "tandem");
  add_completion_command(app, session);
  EXPECT_THROW(app.parse("completion csh"), CLI::ValidationError);
}

}  // namespace
}  // namespace tandem::app
