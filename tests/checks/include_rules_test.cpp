#include "checks/include_rules.hpp"

#include <gmock/gmock.h>

namespace tandem::checks {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

constexpr std::string_view kTable = "# a comment\ncore/base:\ncore/events: core/base\n";

std::vector<std::string> breaches(std::vector<SourceFile> files, std::string_view table = kTable) {
  files.push_back({"src/core/base/id.hpp", "#pragma once\n#include <string>\n"});
  files.push_back({"src/core/events/event.hpp", "#include \"core/base/id.hpp\"\n"});
  return include_breaches(files, table);
}

TEST(IncludeRules, accept_what_the_table_allows_and_a_folders_own_headers) {
  EXPECT_THAT(breaches({{"src/core/events/fold.cpp", "#include \"core/events/event.hpp\"\n"}}), IsEmpty());
}

TEST(IncludeRules, refuse_an_include_that_the_table_does_not_allow) {
  EXPECT_THAT(breaches({{"src/core/base/id.cpp", "\n  #  include \"core/events/event.hpp\"\n"}}),
              ElementsAre("src/core/base/id.cpp:2: includes core/events/event.hpp: "
                          "tests/allowed_includes.txt does not let core/base include core/events"));
}

TEST(IncludeRules, refuse_a_header_by_a_path_that_is_not_from_src_or_in_brackets_and_a_source) {
  EXPECT_THAT(breaches({{"src/core/base/a.cpp", "#include \"id.hpp\"\n"}}),
              ElementsAre(HasSubstr("src/ has no such file")));
  EXPECT_THAT(breaches({{"src/core/base/a.cpp", "#include <core/base/id.hpp>\n"}}),
              ElementsAre(HasSubstr("in quotes")));
  EXPECT_THAT(
      breaches({{"src/core/base/a.cpp", ""}, {"src/core/base/b.cpp", "#include \"core/base/a.cpp\"\n"}}),
      ElementsAre(HasSubstr("only headers")));
}

TEST(IncludeRules, refuse_a_folder_that_the_table_does_not_name) {
  EXPECT_THAT(breaches({{"src/plan/quote/price.hpp", ""}}), ElementsAre(HasSubstr("src/plan/quote: ")));
}

TEST(IncludeRules, refuse_entries_that_nothing_uses) {
  EXPECT_THAT(breaches({}, "core/base:\ncore/kpi: core/base\ncore/events: core/base\n"),
              ElementsAre(HasSubstr("src/core/kpi holds no code")));
  EXPECT_THAT(
      breaches({{"src/core/kpi/a.hpp", ""}}, "core/base:\ncore/kpi: core/base\ncore/events: core/base\n"),
      ElementsAre(HasSubstr("core/kpi includes nothing of core/base")));
  EXPECT_THAT(
      breaches({}, "core/base:\ncore/events: core/base\ncore/base/id.hpp -> core/events/event.hpp: a reason"),
      ElementsAre(HasSubstr("is not used")));
}

TEST(IncludeRules, let_one_file_include_one_header_where_an_exception_gives_its_reason) {
  const SourceFile file{"src/core/base/id.cpp", "#include \"core/events/event.hpp\"\n"};
  const std::string with_exception = std::string(kTable) + "core/base/id.cpp -> core/events/event.hpp:";
  EXPECT_THAT(breaches({file}, with_exception + " until ids move"), IsEmpty());
  EXPECT_THAT(breaches({file}, with_exception), ElementsAre(HasSubstr("gives no reason")));
}

TEST(IncludeRules, refuse_a_table_in_which_a_folder_includes_one_below_itself) {
  EXPECT_THAT(breaches({{"src/core/base/id.cpp", "#include \"core/events/event.hpp\"\n"}},
                       "core/base: core/events\ncore/events: core/base\n"),
              ElementsAre(HasSubstr("which stands below it")));
}

TEST(IncludeRules, hold_in_this_project) {
  const auto files = read_project(TANDEM_SOURCE_DIR);
  const auto table = std::ranges::find(files, "tests/allowed_includes.txt", &SourceFile::path);
  ASSERT_NE(table, files.end());
  EXPECT_THAT(include_breaches(files, table->text), IsEmpty());
}

}  // namespace
}  // namespace tandem::checks
