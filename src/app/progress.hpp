#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "plan/import/importer.hpp"

namespace tandem::app {

/// A line on standard error that tells how far something is. Drawn on a terminal only, from the first second
/// on; wiped when the line is destroyed.
class TerminalLine {
 public:
  TerminalLine();
  ~TerminalLine();
  TerminalLine(const TerminalLine&) = delete;
  TerminalLine& operator=(const TerminalLine&) = delete;

  /// Draws what `text` says after so many seconds, ten times a second at most; asks it only where the line is
  /// drawn.
  void show(const std::function<std::string(double elapsed_seconds)>& text);

 private:
  std::chrono::steady_clock::time_point began_ = std::chrono::steady_clock::now();
  bool terminal_;
  bool drawn_ = false;
  double drawn_at_seconds_ = 0;
};

/// "forecasting: 40 %, 3 s" where it is known how much is done, else "solving, 3 s".
class DoingLine {
 public:
  void tell(std::string_view doing, std::optional<double> share = std::nullopt);

 private:
  TerminalLine line_;
};

/// Shows how far a long import is: share, rate, time left. Not copied: importers hold a reference to it.
class ProgressLine {
 public:
  explicit ProgressLine(std::string what) : what_(std::move(what)) {}

  /// For importing::Options::progress; good as long as this line lives.
  std::function<void(const importing::Progress&)> listener();

 private:
  std::string what_;
  TerminalLine line_;
};

/// "1.2 GB of 3.4 GB, 35 %, 850 MB/s, 3 s left" as ProgressLine shows it after `elapsed_seconds`.
std::string progress_text(const importing::Progress& progress, double elapsed_seconds);

}  // namespace tandem::app
