#include "checks/private_words.hpp"

#include <gmock/gmock.h>

namespace tandem::checks {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

std::vector<std::string> words(const std::string& text) {
  return private_words(std::vector<SourceFile>{{"a.md", text}});
}

TEST(PrivateWords, are_found_with_their_line) {
  EXPECT_THAT(words("fine\nsee /wo"
                    "rk/main/a.cpp\n"),
              ElementsAre("a.md:2: a path of somebody's machine"));
  EXPECT_THAT(words("/ho"
                    "me/someone/a"),
              ElementsAre("a.md:1: a path of somebody's machine"));
  EXPECT_THAT(words("from https://registry.np"
                    "mjs.org/x"),
              ElementsAre("a.md:1: a registry's host"));
  EXPECT_THAT(words("  \"resol"
                    "ved\": \"https://a/b.tgz\","),
              ElementsAre("a.md:1: a registry's address in a lock file"));
}

TEST(PrivateWords, are_not_seen_where_none_are) {
  EXPECT_THAT(words("src/wo"
                    "rk/queue.cpp, docs/ho"
                    "me.md, /var/tmp, https://example.org/a"),
              IsEmpty());
}

TEST(PrivateWords, are_not_in_this_project) {
  EXPECT_THAT(private_words(read_project(TANDEM_SOURCE_DIR)), IsEmpty());
}

TEST(BrokenLinks, are_found_from_the_folder_of_the_page) {
  const std::vector<SourceFile> files = {
      {"docs/a.md",
       "[b](b.md) [c](how-to/c.md#part) [root](../README.md) [web](https://x.org) [folder](how-to/)"},
      {"docs/how-to/c.md", "[up](../a.md) [bad](a.md)"},
      {"README.md", ""}};
  EXPECT_THAT(broken_links(files),
              ElementsAre("docs/a.md: links to docs/b.md, which is not there",
                          "docs/how-to/c.md: links to docs/how-to/a.md, which is not there"));
}

TEST(BrokenLinks, are_not_in_this_project) {
  EXPECT_THAT(broken_links(read_project(TANDEM_SOURCE_DIR)), IsEmpty());
}

}  // namespace
}  // namespace tandem::checks
