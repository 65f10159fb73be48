#include <unistd.h>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <string>

#include "app/captured_run.hpp"

namespace tandem::app {
namespace {

using ::testing::HasSubstr;
using ::testing::StartsWith;

using Ran = CapturedRun;
Ran run(const std::string& arguments, bool cancelled = false) {
  return run_captured(add_sample_command, arguments, cancelled);
}

class SampleFile : public ::testing::Test {
 protected:
  void SetUp() override {
    std::filesystem::remove_all(folder_);
    std::filesystem::create_directories(folder_);
  }
  void TearDown() override { std::filesystem::remove_all(folder_); }
  static std::string read(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  const std::filesystem::path folder_ =
      std::filesystem::temp_directory_path() / ("tandem-sample-" + std::to_string(::getpid()));
};

TEST_F(SampleFile, HoldsWhatStandardOutputWouldGet) {
  const std::string path = (folder_ / "calls.csv").string();
  const Ran to_file = run("sample --days 2 --out " + path);
  EXPECT_EQ(to_file.exit, Exit::ok);
  EXPECT_EQ(to_file.out, "");
  EXPECT_THAT(to_file.err, HasSubstr("calls of 2 days"));
  const Ran to_screen = run("sample --days 2");
  EXPECT_EQ(to_screen.exit, Exit::ok);
  EXPECT_EQ(to_screen.err, "");
  EXPECT_EQ(read(path), to_screen.out);
  EXPECT_THAT(to_screen.out, StartsWith("call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,"
                                        "ended_at,wrapup_end_at,outcome\n4100001,Lindenfiber,"));
}

TEST_F(SampleFile, TakesSeedStartZoneAndNumberOfCalls) {
  const Ran ran = run("sample --calls 50 --seed 7 --from 2024-07-01 --zone America/Chicago");
  EXPECT_EQ(std::ranges::count(ran.out, '\n'), 51);
  EXPECT_THAT(ran.out, HasSubstr(",2024-07-01T"));
  EXPECT_THAT(ran.out, HasSubstr("-05:00,"));
  EXPECT_NE(ran.out, run("sample --calls 50 --seed 8 --from 2024-07-01 --zone America/Chicago").out);
}

TEST_F(SampleFile, SaysWhatIsWrongWithAnOption) {
  EXPECT_THAT(run("sample --from 2025-02-30").err,
              HasSubstr("tandem: --from is '2025-02-30'; write a day such as 1999-04-30"));
  EXPECT_EQ(run("sample --from tomorrow").exit, Exit::usage);
  EXPECT_EQ(run("sample --from 2025-01-01x").exit, Exit::usage);
  EXPECT_THAT(run("sample --zone Europe/Atlantis").err, HasSubstr("there is no time zone 'Europe/Atlantis'"));
  EXPECT_THAT(run("sample --days 0").err, HasSubstr("a sample of 0 days is not possible"));
  EXPECT_EQ(run("sample --days 0").exit, Exit::usage);
  EXPECT_EQ(run("sample --days 3 --calls 10").exit, Exit::usage);
}

TEST_F(SampleFile, SaysWhyAFileCannotBeWritten) {
  const Ran folder = run("sample --days 1 --out " + folder_.string());
  EXPECT_EQ(folder.exit, Exit::unreadable);
  EXPECT_THAT(folder.err, HasSubstr(folder_.string() + ": is a directory; give the name of a file in it"));
  const Ran nowhere = run("sample --days 1 --out " + (folder_ / "no" / "calls.csv").string());
  EXPECT_THAT(nowhere.err, HasSubstr("cannot be written: No such file or directory"));
  if (std::filesystem::exists("/dev/full")) {
    const Ran full = run("sample --days 1 --out /dev/full");
    EXPECT_EQ(full.exit, Exit::unreadable);
    EXPECT_THAT(full.err, HasSubstr("/dev/full: cannot be written: No space left on device"));
  }
}

TEST_F(SampleFile, StopsOnCtrlC) {
  const Ran ran = run("sample --days 30", true);
  EXPECT_EQ(ran.exit, Exit::cancelled);
  EXPECT_EQ(ran.out, "");
}

TEST_F(SampleFile, LeavesTheOldFileWhenItIsStopped) {
  const std::string path = (folder_ / "calls.csv").string();
  std::ofstream(path) << "old";
  EXPECT_EQ(run("sample --days 30 --out " + path, true).exit, Exit::cancelled);
  EXPECT_EQ(read(path), "old");
  EXPECT_EQ(std::distance(std::filesystem::directory_iterator(folder_), {}), 1);
}

}  // namespace
}  // namespace tandem::app
