#include "app/progress.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cmath>
#include <cstdio>

namespace tandem::app {
namespace {

std::string bytes_text(double bytes) {
  if (bytes >= 1e9) return fmt::format("{:.1f} GB", bytes / 1e9);
  if (bytes >= 1e6) return fmt::format("{:.0f} MB", bytes / 1e6);
  return fmt::format("{:.0f} kB", bytes / 1e3);
}

}  // namespace

std::string progress_text(const importing::Progress& progress, double elapsed_seconds) {
  const double read = static_cast<double>(progress.bytes_read);
  const double total = static_cast<double>(progress.bytes_total);
  const double rate = elapsed_seconds > 0 ? read / elapsed_seconds : 0;
  std::string text = bytes_text(read);
  if (total > 0) text += fmt::format(" of {}, {:.0f} %", bytes_text(total), std::floor(100 * read / total));
  if (rate > 0) text += fmt::format(", {}/s", bytes_text(rate));
  if (total > 0 && rate > 0) text += fmt::format(", {:.0f} s left", std::ceil((total - read) / rate));
  return text;
}

TerminalLine::TerminalLine() : terminal_(isatty(STDERR_FILENO) == 1) {}

TerminalLine::~TerminalLine() {
  if (drawn_) fmt::print(stderr, "\r\x1b[K");
}

void TerminalLine::show(const std::function<std::string(double)>& text) {
  const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - began_).count();
  constexpr double kDrawnEverySeconds = 0.1;
  if (!terminal_ || elapsed < 1 || elapsed < drawn_at_seconds_ + kDrawnEverySeconds) return;
  drawn_ = true;
  drawn_at_seconds_ = elapsed;
  fmt::print(stderr, "\r\x1b[K{}", text(elapsed));
  std::fflush(stderr);
}

std::function<void(const importing::Progress&)> ProgressLine::listener() {
  return [this](const importing::Progress& progress) {
    line_.show(
        [&](double elapsed) { return fmt::format("{}: {}", what_, progress_text(progress, elapsed)); });
  };
}

void DoingLine::tell(std::string_view doing, std::optional<double> share) {
  line_.show([&](double elapsed) {
    return share ? fmt::format("{}: {:.0f} %, {:.0f} s", doing, *share * 100, elapsed)
                 : fmt::format("{}, {:.0f} s", doing, elapsed);
  });
}

}  // namespace tandem::app
