#pragma once

// For tests: a text imported as a file would be.

#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "plan/import/importer.hpp"

namespace tandem::importing {

/// A folder of its own for one test, gone with it.
class FolderForTest {
 public:
  FolderForTest() {
    std::string name = (std::filesystem::temp_directory_path() / "tandem-test-XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  FolderForTest(const FolderForTest&) = delete;
  FolderForTest& operator=(const FolderForTest&) = delete;
  ~FolderForTest() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string path(std::string_view name) const { return (path_ / name).string(); }
  std::string write(std::string_view name, std::string_view bytes) const {
    std::ofstream(path_ / name, std::ios::binary)
        .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
    return path(name);
  }

 private:
  std::filesystem::path path_;
};

/// What an import gave: its quality, or its error with the folder's name left out.
struct Imported final : RecordSink {
  std::optional<Quality> quality;
  std::string error;
  ErrorCode code{};
  std::vector<CallRecord> calls;
  std::vector<AgentInterval> agents;
  std::vector<IntervalTotals> totals;
  Directory directory;

  Result<void> take(const Batch& batch) override {
    calls.insert(calls.end(), batch.calls.begin(), batch.calls.end());
    agents.insert(agents.end(), batch.agents.begin(), batch.agents.end());
    totals.insert(totals.end(), batch.totals.begin(), batch.totals.end());
    return {};
  }
};

inline std::unique_ptr<Imported> import_paths(const std::vector<std::string>& paths,
                                              const Options& options = {}) {
  auto imported = std::make_unique<Imported>();
  auto quality = import_files(paths, options, imported->directory, *imported);
  if (quality) {
    imported->quality = std::move(*quality);
    return imported;
  }
  imported->code = quality.error().code;
  imported->error = quality.error().to_string();
  const std::string folder = std::filesystem::path(paths.front()).parent_path().string() + "/";
  for (std::size_t at = 0; (at = imported->error.find(folder, at)) != std::string::npos;)
    imported->error.erase(at, folder.size());
  return imported;
}

/// Of a file called "input".
inline std::unique_ptr<Imported> import_text(std::string_view text, const Options& options = {}) {
  const FolderForTest folder;
  return import_paths({folder.write("input", text)}, options);
}

}  // namespace tandem::importing
