#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>
#include <unzip.h>

#include <filesystem>

#include "plan/report/report.hpp"
#include "plan/report/sample_analysis.hpp"

namespace tandem::report {
namespace {

using testing::HasSubstr;
using testing::Not;

/// One file of an archive; "" where it is not there.
std::string member_of(const std::string& archive, const char* name) {
  const unzFile zip = unzOpen(archive.c_str());
  std::string text;
  if (zip == nullptr) return text;
  if (unzLocateFile(zip, name, 1) == UNZ_OK && unzOpenCurrentFile(zip) == UNZ_OK) {
    char buffer[4096];
    for (int read = 0; (read = unzReadCurrentFile(zip, buffer, sizeof buffer)) > 0;)
      text.append(buffer, static_cast<std::size_t>(read));
  }
  unzClose(zip);
  return text;
}

class Xlsx : public testing::Test {
 protected:
  void SetUp() override {
    path_ = testing::TempDir() + "tandem_report_" + std::to_string(getpid()) + ".xlsx";
  }
  void TearDown() override { std::filesystem::remove(path_); }
  std::string path_;
};

TEST_F(Xlsx, HasTheSheetsOfAReport) {
  ASSERT_TRUE(write_xlsx(sample_analysis(), path_).has_value());
  const std::string workbook = member_of(path_, "xl/workbook.xml");
  for (const char* sheet :
       {"Summary", "Intervals", "Days", "Week", "Queues", "Service level", "Agents", "Data quality"})
    EXPECT_THAT(workbook, HasSubstr("name=\"" + std::string(sheet) + "\""));
  EXPECT_THAT(member_of(path_, "xl/charts/chart1.xml"), HasSubstr("barChart"));
}

TEST_F(Xlsx, WritesTextOfTheFilesAsTextNeverAsAFormula) {
  auto a = sample_analysis();
  for (auto& agent : a.agents.list) agent.name = "=HYPERLINK(\"x\")";
  for (auto& queue : a.queues) queue.name = "+1+cmd|' /C calc'!A0";
  a.options.client = "@SUM(A1)";
  ASSERT_TRUE(write_xlsx(a, path_).has_value());
  for (int sheet = 1; sheet <= 8; ++sheet) {
    const std::string xml =
        member_of(path_, ("xl/worksheets/sheet" + std::to_string(sheet) + ".xml").c_str());
    EXPECT_FALSE(xml.empty());
    EXPECT_THAT(xml, Not(HasSubstr("<f>")));
  }
  EXPECT_THAT(member_of(path_, "xl/sharedStrings.xml"), HasSubstr("=HYPERLINK"));
}

TEST_F(Xlsx, TakesTextThatIsBrokenOrTooLongForACell) {
  auto a = sample_analysis();
  std::string name(70'000, 'x');
  name += "\xff\x01";
  a.agents.list.front().name = name;
  a.queues.front().name = "\xc3";
  EXPECT_TRUE(write_xlsx(a, path_).has_value());
  EXPECT_THAT(member_of(path_, "xl/sharedStrings.xml"), HasSubstr("\ufffd"));
}

TEST_F(Xlsx, OfAnEmptyAnalysisIsWritten) {
  analysis::Analysis empty;
  empty.options.zone = &Zone::utc();
  EXPECT_TRUE(write_xlsx(empty, path_).has_value());
}

TEST_F(Xlsx, FailsWhereItCannotBeWritten) {
  const auto result = write_xlsx(sample_analysis(), "/nonexistent/folder/report.xlsx");
  ASSERT_FALSE(result.has_value());
  EXPECT_EQ(result.error().code, ErrorCode::unreadable);
  EXPECT_THAT(result.error().to_string(), HasSubstr("/nonexistent/folder/report.xlsx"));
}

}  // namespace
}  // namespace tandem::report
