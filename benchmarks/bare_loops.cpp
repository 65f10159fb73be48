// Contact centres simulated as fast as it can be written, and nothing else: no plan, no router, no records,
// no intervals. What the simulator is measured against, on the same variates. bare_loops MODEL CALLS SEED
// prints one line of JSON. Callers who gave up are found only when they reach the head of their line, so the
// lengths of queues, which nobody asks for here, would not be right.
#include <fmt/format.h>

#include <chrono>
#include <cstdlib>
#include <memory>
#include <string_view>

#include "bare/erlang_a.hpp"
#include "bare/multi_skill.hpp"

namespace {

using namespace tandem::bare;

template <class Loop>
int measure(std::string_view model, std::uint32_t agents, std::uint64_t calls, std::uint64_t seed) {
  const auto loop = std::make_unique<Loop>(agents, seed);
  const auto began = std::chrono::steady_clock::now();
  const Totals totals = loop->run(calls);
  const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - began).count();
  const auto all = static_cast<double>(calls);
  fmt::print(R"({{"model":"{}","calls":{},"seconds":{:.6f},"calls_per_second":{:.0f},)", model, calls,
             seconds, all / seconds);
  fmt::print(
      R"("p_wait":{:.6f},"p_abandon":{:.6f},"mean_wait":{:.6f},"service_level":{:.6f},"occupancy":{:.6f}}})",
      static_cast<double>(totals.waited) / all, static_cast<double>(totals.abandoned) / all,
      totals.waiting / all, static_cast<double>(totals.answered_in_threshold) / all,
      totals.talking / (agents * totals.ended_at));
  fmt::print("\n");
  return EXIT_SUCCESS;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc == 4) {
    const std::string_view model = argv[1];
    const std::uint64_t calls = std::strtoull(argv[2], nullptr, 10);
    const std::uint64_t seed = std::strtoull(argv[3], nullptr, 10);
    if (calls > 0) {
      if (model == "erlang-a-50") return measure<ErlangA<6>>(model, 50, calls, seed);
      if (model == "erlang-a-500") return measure<ErlangA<9>>(model, 500, calls, seed);
      if (model == "multi-10x20-60") return measure<MultiSkill<6, Exponentials>>(model, 60, calls, seed);
      if (model == "multi-10x20-500") return measure<MultiSkill<9, Exponentials>>(model, 500, calls, seed);
      if (model == "multi-10x20-500-lognormal")
        return measure<MultiSkill<9, Lognormals>>(model, 500, calls, seed);
    }
  }
  fmt::print(stderr,
             "bare_loops MODEL CALLS SEED, where MODEL is erlang-a-50, erlang-a-500, multi-10x20-60, "
             "multi-10x20-500 or multi-10x20-500-lognormal\n");
  return EXIT_FAILURE;
}
