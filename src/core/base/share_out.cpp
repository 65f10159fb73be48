#include "core/base/share_out.hpp"

#include <algorithm>
#include <atomic>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>
#include <vector>

namespace tandem {

void share_out(unsigned threads, std::size_t count, const std::function<void(unsigned, std::size_t)>& work) {
  std::atomic<std::size_t> next = 0;
  const auto run = [&](unsigned thread) {
    for (std::size_t i = next++; i < count; i = next++) work(thread, i);
  };
  std::vector<std::jthread> running;
  for (unsigned i = 1; i < std::min<std::size_t>(threads, count); ++i) running.emplace_back(run, i);
  run(0);
}

Result<void> try_share_out(unsigned threads, std::size_t count,
                           const std::function<Result<void>(unsigned, std::size_t)>& work) {
  std::atomic<bool> stopped = false;
  std::mutex mutex;
  std::optional<Error> failed;
  std::size_t failed_at = 0;
  share_out(threads, count, [&](unsigned thread, std::size_t piece) {
    if (stopped.load(std::memory_order_relaxed)) return;
    auto done = work(thread, piece);
    if (done) return;
    const std::lock_guard lock(mutex);
    if (!failed || piece < failed_at) {
      failed = std::move(done).error();
      failed_at = piece;
    }
    stopped = true;
  });
  if (failed) return std::unexpected(std::move(*failed));
  return {};
}

}  // namespace tandem
