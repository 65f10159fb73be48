#include "core/base/share_out.hpp"

#include <algorithm>
#include <atomic>
#include <thread>
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

}  // namespace tandem
