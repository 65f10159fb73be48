#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <boost/json.hpp>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>

#include "app/captured_run.hpp"
#include "plan/report/schema_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;

CapturedRun run(const std::string& arguments) { return run_captured(add_twin_command, arguments); }

TEST(TwinCommand, SaysWhatIsWrongWithItsArguments) {
  const CapturedRun no_day = run("twin calls.csv --train-until 1999-02-30 --test-until 1999-04-30");
  EXPECT_EQ(no_day.exit, Exit::usage);
  EXPECT_THAT(no_day.err, HasSubstr("--train-until is '1999-02-30'; write a day such as 1999-04-30"));

  const CapturedRun no_date = run("twin calls.csv --train-until 1999-04-30 --test-until soon");
  EXPECT_EQ(no_date.exit, Exit::usage);
  EXPECT_THAT(no_date.err, HasSubstr("--test-until is 'soon'"));

  const CapturedRun backwards = run("twin calls.csv --train-until 1999-04-30 --test-until 1999-04-30");
  EXPECT_EQ(backwards.exit, Exit::usage);
  EXPECT_THAT(backwards.err, HasSubstr("--test-until 1999-04-30 is not after --train-until 1999-04-30"));

  EXPECT_EQ(run("twin calls.csv --train-until 1999-04-30").exit, Exit::usage);
  EXPECT_EQ(run("twin --train-until 1999-04-30 --test-until 1999-05-01").exit, Exit::usage);
  EXPECT_EQ(run("twin calls.csv --train-until 1999-04-30 --test-until 1999-05-01 --replications 0").exit,
            Exit::usage);
  EXPECT_EQ(run("twin calls.csv --train-until 1999-04-30 --test-until 1999-05-01 --threshold never").exit,
            Exit::usage);
}

TEST(TwinCommand, NamesTheFileThatIsNotThere) {
  const CapturedRun ran = run("twin no-such-file.csv --train-until 1999-04-30 --test-until 1999-05-01");
  EXPECT_EQ(ran.exit, Exit::unreadable);
  EXPECT_THAT(ran.err, HasSubstr("no-such-file.csv"));
}

/// Four days of an agent who serves a call each five minutes; every third caller waits.
std::filesystem::path write_calls(const std::filesystem::path& folder) {
  std::filesystem::create_directories(folder);
  const auto file = folder / "calls.csv";
  std::ofstream out(file);
  out << "call_id,offered_at,queued_at,answered_at,ended_at,outcome,agent,type,queue\n";
  const auto clock = [](int day, int second) {
    return fmt::format("2024-01-{:02}T{:02}:{:02}:{:02}Z", day, second / 3600, second / 60 % 60, second % 60);
  };
  int id = 0;
  for (int day = 1; day <= 4; ++day)
    for (int at = 9 * 3600; at < 17 * 3600; at += 300) {
      const int answered = at + (id % 3 == 0 ? 25 : 0);
      out << fmt::format("c{},{},{},{},{},answered,a{},help,help\n", id, clock(day, at), clock(day, at),
                         clock(day, answered), clock(day, answered + 120), id % 2);
      ++id;
    }
  return file;
}

class TwinOutput : public ::testing::Test {
 protected:
  std::filesystem::path folder =
      std::filesystem::temp_directory_path() / fmt::format("tandem-twin-{}", ::getpid());
  void TearDown() override { std::filesystem::remove_all(folder); }
  std::string arguments() {
    return fmt::format("twin {} --train-until 2024-01-03 --test-until 2024-01-04 --replications 2",
                       write_calls(folder).string());
  }
};

TEST_F(TwinOutput, IsWhatItsSchemaDescribes) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  const CapturedRun ran = run(arguments() + " --json");
  ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
  const boost::json::value value = boost::json::parse(ran.out);
  EXPECT_THAT(report::breaches(value, "twin.schema.json"), ::testing::IsEmpty());
  EXPECT_EQ(value.at("days").as_array().size(), 1U);
  EXPECT_EQ(value.at("months").as_array().at(0).at("month"), "2024-01");
}

TEST_F(TwinOutput, IsAPageThatAsksForNothing) {
  if (simulation::kChecked) GTEST_SKIP() << "takes minutes where the router checks itself after every step";
  for (const char* language : {"en", "ru"}) {
    const auto page = folder / "twin.html";
    const CapturedRun ran = run(fmt::format("{} --html {} --lang {}", arguments(), page.string(), language));
    ASSERT_EQ(ran.exit, Exit::ok) << ran.err;
    std::ifstream in(page);
    const std::string html{std::istreambuf_iterator<char>(in), {}};
    EXPECT_THAT(html, HasSubstr(fmt::format("<html lang=\"{}\">", language)));
    EXPECT_THAT(html, HasSubstr("default-src 'none'"));
    EXPECT_THAT(html, ::testing::Not(HasSubstr("http://")));
    EXPECT_THAT(html, ::testing::Not(HasSubstr("https://")));
    EXPECT_THAT(html, ::testing::EndsWith("</html>\n"));
  }
}

}  // namespace
}  // namespace tandem::app
