#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "app/captured_run.hpp"

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

}  // namespace
}  // namespace tandem::app
