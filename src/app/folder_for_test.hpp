#pragma once

#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

#include "app/command.hpp"

namespace tandem::app {

/// A test with a folder of its own, gone at the end.
class FolderTest : public ::testing::Test {
 protected:
  explicit FolderTest(const std::string& name) {
    std::string path = "/tmp/" + name + "-XXXXXX";
    folder_ = mkdtemp(path.data());
  }
  ~FolderTest() override { std::filesystem::remove_all(folder_); }

  void write(const std::string& name, const std::string& text) const {
    std::ofstream(folder_ / name) << text;
  }
  std::string read(const std::string& name) const {
    std::ifstream file(folder_ / name);
    return {std::istreambuf_iterator<char>(file), {}};
  }
  /// Words of a command, "@name" in them a file of the folder.
  std::string in_folder(std::string words) const {
    for (auto at = words.find('@'); at != std::string::npos; at = words.find('@'))
      words.replace(at, 1, folder_.string() + "/");
    return words;
  }

  /// That a command writes its page in both languages, each with its title, and takes no name for markup.
  void expect_pages(const std::function<Exit(const std::string& more)>& run, const std::string& english,
                    const std::string& russian) const {
    for (const auto& [language, title] : {std::pair("en", english), std::pair("ru", russian)}) {
      EXPECT_EQ(run(std::string("--html @page.html --lang ") + language), Exit::ok);
      const std::string page = read("page.html");
      EXPECT_TRUE(page.contains(title)) << title;
      EXPECT_FALSE(page.contains("<b>"));
      EXPECT_TRUE(page.contains("&lt;b&gt;"));
    }
  }

 private:
  std::filesystem::path folder_;
};

/// The files of a folder of the source tree, by their paths below its root, in order of name.
inline std::vector<std::string> files_of(const std::string& folder) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator(TANDEM_SOURCE_DIR "/" + folder))
    files.push_back(folder + "/" + entry.path().filename().string());
  std::ranges::sort(files);
  return files;
}

}  // namespace tandem::app
