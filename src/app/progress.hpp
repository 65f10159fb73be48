#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <string>

#include "plan/import/importer.hpp"

namespace tandem::app {

/// A line on standard error that shows how far a long import is: share, rate, time left. Drawn on a terminal
/// only, from the first second on; wiped when the line is destroyed. Not copied: importers hold a reference
/// to it.
class ProgressLine {
 public:
  explicit ProgressLine(std::string what);
  ~ProgressLine();
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  /// For importing::Options::progress; good as long as this line lives.
  std::function<void(const importing::Progress&)> listener();

 private:
  void show(const importing::Progress& progress);
  std::string what_;
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  bool terminal_;
  bool drawn_ = false;
};

/// "1.2 GB of 3.4 GB, 35 %, 850 MB/s, 3 s left" as ProgressLine shows it after `elapsed_seconds`.
std::string progress_text(const importing::Progress& progress, double elapsed_seconds);

}  // namespace tandem::app
