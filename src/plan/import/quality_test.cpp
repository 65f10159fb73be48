#include "plan/import/quality.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <algorithm>

namespace tandem::importing {
namespace {

Error at(const std::string& file, std::uint64_t line) {
  return Error{ErrorCode::bad_value, "off", {.file = file, .line = line}};
}

std::vector<std::uint64_t> lines_of(const std::vector<Error>& examples) {
  std::vector<std::uint64_t> lines;
  for (const Error& example : examples) lines.push_back(example.where.line);
  return lines;
}

TEST(Quality, KeepsTheFirstExamplesOfEachKindAndCountsAll) {
  Quality quality;
  for (std::uint64_t line = 1; line <= 200; ++line) {
    quality.repaired("off", at("a", line));
    quality.refused("bad", at("a", line));
  }
  EXPECT_EQ(quality.repairs.at("off").count, 200U);
  EXPECT_EQ(quality.repairs.at("off").examples.size(), kExamplesKept);
  EXPECT_EQ(quality.rows_refused, 200U);
  EXPECT_EQ(quality.refusals.at("bad"), 200U);
  EXPECT_EQ(quality.refused_examples.size(), kRefusalsKept);
  EXPECT_THAT(lines_of(quality.refusal_examples.at("bad")), testing::ElementsAre(1, 2, 3));
}

TEST(Quality, TellsNotesOfColumnsAndSheetsFromThoseOfCalls) {
  EXPECT_TRUE(is_of_a_part("column 'region' not read"));
  EXPECT_TRUE(is_of_a_part("sheet 'May' is hidden: not read"));
  EXPECT_FALSE(is_of_a_part("conversation longer than 8 h"));
}

TEST(Quality, AddsUpFilesInTheirOrderAndLinesInTheirs) {
  Quality first;
  first.refused("bad", at("b.csv", 7));
  Quality second;
  second.refused("bad", at("a.csv", 3));
  second.refused("bad", at("b.csv", 2));
  first.add(second);
  EXPECT_THAT(lines_of(first.refused_examples), testing::ElementsAre(2, 7, 3));
  EXPECT_EQ(first.refused_examples.back().where.file, "a.csv");
}

RC_GTEST_PROP(Quality, DoesNotDependOnHowAFilesRowsWereSharedOut, ()) {
  const auto faulty = *rc::gen::inRange<std::uint64_t>(0, 300);
  Quality alone;
  std::vector<Quality> workers(*rc::gen::inRange<std::size_t>(1, 5));
  for (std::uint64_t line = 1; line <= faulty; ++line) {
    Quality& worker = workers[*rc::gen::inRange<std::size_t>(0, workers.size())];
    for (Quality* quality : {&alone, &worker}) {
      ++quality->rows_read;
      quality->refused(line % 3 == 0 ? "bad" : "worse", at("a.csv", line));
      quality->repaired("off", at("a.csv", line));
    }
  }
  Quality together;
  for (const Quality& worker : workers) together.add(worker);
  RC_ASSERT(together.rows_read == alone.rows_read);
  RC_ASSERT(together.refusals == alone.refusals);
  RC_ASSERT(lines_of(together.refused_examples) == lines_of(alone.refused_examples));
  for (const auto& [kind, examples] : alone.refusal_examples)
    RC_ASSERT(lines_of(together.refusal_examples.at(kind)) == lines_of(examples));
  if (faulty > 0)
    RC_ASSERT(lines_of(together.repairs.at("off").examples) == lines_of(alone.repairs.at("off").examples));
}

}  // namespace
}  // namespace tandem::importing
