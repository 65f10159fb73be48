#include "examples.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cctype>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <memory>
#include <sstream>

namespace tandem::docs {
namespace {

namespace fs = std::filesystem;

TEST(Examples, AreTheConsoleBlocksOfAPage) {
  const auto found = examples_of(
      "# T\n```console\n$ one \\\n  two\nout\n\n$ three\n```\n$ not this\n```console no-run\n$ x\n```\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].command, "one   two");
  EXPECT_EQ(found[0].expected, std::vector<std::string>{"out"});
  EXPECT_EQ(found[1].line, 7u);
}

TEST(Examples, MatchOnlyWhatThePageSays) {
  EXPECT_TRUE(matches({"a", "...", "z"}, {"a", "b", "c", "z"}));
  EXPECT_TRUE(matches({"took ... s"}, {"took 0.2 s"}));
  EXPECT_FALSE(matches({"a"}, {"a", "b"}));
  EXPECT_FALSE(matches({"a", "...", "z"}, {"a", "b"}));
  EXPECT_FALSE(matches({"a"}, {}));
}

TEST(Examples, MayHoldAHereDocument) {
  const auto found = examples_of("```console\n$ cat > a <<E\n> 1\n>\n> E\n$ cat a\n1\n```\n");
  ASSERT_EQ(found.size(), 2u);
  EXPECT_EQ(found[0].command, "cat > a <<E\n1\n\nE");
}

std::string content_of(const fs::path& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

std::string printed_by(const std::string& command) {
  const std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(("{ " + command + "\n} 2>&1").c_str(), "r"), pclose);
  std::string output;
  std::array<char, 4096> buffer{};
  while (const auto n = std::fread(buffer.data(), 1, buffer.size(), pipe.get()))
    output.append(buffer.data(), n);
  return output;
}

std::vector<std::string> pages() {
  const fs::path root(TANDEM_SOURCE_DIR);
  std::vector<std::string> found{(root / "README.md").string()};
  for (const auto& entry : fs::recursive_directory_iterator(root / "docs"))
    if (entry.path().extension() == ".md") found.push_back(entry.path().string());
  for (const auto& entry : fs::recursive_directory_iterator(root / "tests/scenarios"))
    if (entry.path().extension() == ".md") found.push_back(entry.path().string());
  std::erase_if(found, [](const std::string& page) { return examples_of(content_of(page)).empty(); });
  return found;
}

/// Simulations take minutes in builds that check the router after every step: the release runs them.
bool takes_minutes_here([[maybe_unused]] const std::string& command) {
#ifdef NDEBUG
  return false;
#else
  return command.find("tandem simulate") != std::string::npos ||
         command.find("tandem plan") != std::string::npos ||
         command.find("tandem mix") != std::string::npos ||
         command.find("tandem pool") != std::string::npos || command.find(".events") != std::string::npos ||
         (command.find("tandem blend") != std::string::npos &&
          command.find("--replications 0") == std::string::npos);
#endif
}

class Page : public testing::TestWithParam<std::string> {};

/// Runs a page's commands one after another in one new folder, as a reader would: `tandem` is the program
/// just built, and `docs` are these documents with their files.
TEST_P(Page, PrintsWhatItShows) {
  char folder[] = "/tmp/tandem-docs-XXXXXX";
  ASSERT_NE(mkdtemp(folder), nullptr);
  fs::create_directory_symlink(fs::path(TANDEM_SOURCE_DIR) / "docs", fs::path(folder) / "docs");
  const std::string go = std::string("cd ") + folder + " && export PATH=" TANDEM_PROGRAM_DIR ":$PATH; ";
  for (const Example& example : examples_of(content_of(GetParam()))) {
    if (takes_minutes_here(example.command)) continue;
    const std::string output = printed_by(go + example.command);
    EXPECT_TRUE(matches(example.expected, lines_of(output)))
        << GetParam() << ":" << example.line << ": $ " << example.command << "\nprinted:\n"
        << output;
  }
  fs::remove_all(folder);
}

std::string test_name(const testing::TestParamInfo<std::string>& page) {
  std::string name = fs::relative(page.param, TANDEM_SOURCE_DIR).string();
  for (char& c : name)
    if (!std::isalnum(static_cast<unsigned char>(c))) c = '_';
  return name;
}

INSTANTIATE_TEST_SUITE_P(Docs, Page, testing::ValuesIn(pages()), test_name);
GTEST_ALLOW_UNINSTANTIATED_PARAMETERIZED_TEST(Page);

}  // namespace
}  // namespace tandem::docs
