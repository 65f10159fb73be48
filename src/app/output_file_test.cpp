#include "app/output_file.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <iterator>

namespace tandem::app {
namespace {

namespace fs = std::filesystem;
using testing::HasSubstr;

class OutputFile : public testing::Test {
 protected:
  void SetUp() override { fs::create_directories(folder_); }
  void TearDown() override { fs::remove_all(folder_); }
  std::string path(const char* name) const { return (folder_ / name).string(); }
  static std::string content(const std::string& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
  }
  std::size_t files() const {
    return static_cast<std::size_t>(std::distance(fs::directory_iterator(folder_), fs::directory_iterator()));
  }
  const fs::path folder_ = fs::temp_directory_path() / ("tandem-output-file-" + std::to_string(getpid()));
};

TEST_F(OutputFile, ReplacesWhatWasThere) {
  ASSERT_TRUE(write_file(path("report"), "first and long"));
  ASSERT_TRUE(write_file(path("report"), "second"));
  EXPECT_EQ(content(path("report")), "second");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFile, AFailedWriteLeavesTheOldFileAndNothingElse) {
  ASSERT_TRUE(write_file(path("report"), "old"));
  const auto failed = write_file(path("report"), [](const std::string& part) -> Result<void> {
    std::ofstream(part) << "half";
    return failure_at({.file = part}, ErrorCode::unreadable, "cannot be written: disk full");
  });
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.error().to_string(), path("report") + ": cannot be written: disk full");
  EXPECT_EQ(content(path("report")), "old");
  EXPECT_EQ(files(), 1U);
}

TEST_F(OutputFile, ThroughALinkTheFileItNamesIsReplaced) {
  ASSERT_TRUE(write_file(path("target"), "old"));
  fs::create_symlink("target", folder_ / "link");
  ASSERT_TRUE(write_file(path("link"), "new"));
  EXPECT_EQ(content(path("target")), "new");
  EXPECT_TRUE(fs::is_symlink(folder_ / "link"));
}

TEST_F(OutputFile, AFolderAndAFolderThatIsNotThereAreErrors) {
  EXPECT_THAT(write_file(folder_.string(), "x").error().to_string(), HasSubstr("is a directory"));
  EXPECT_THAT(write_file(path("no/report"), "x").error().to_string(), HasSubstr("No such file or directory"));
}

TEST_F(OutputFile, ADeviceIsWrittenToDirectly) {
  EXPECT_TRUE(write_file("/dev/null", "x"));
  EXPECT_TRUE(fs::is_character_file("/dev/null"));
  if (fs::exists("/dev/full")) {
    EXPECT_THAT(write_file("/dev/full", "x").error().to_string(), HasSubstr("No space left"));
  }
}

}  // namespace
}  // namespace tandem::app
