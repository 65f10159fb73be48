// The queueing formulas beside what is usually done: the recursion over every server (pyworkforce, the Octave
// queueing package) for Erlang B and C, the birth-death chain state by state for Erlang A. No C or C++
// library for Erlang A is packaged for Debian; R and Octave packages are interpreters around these same
// loops.
#include <benchmark/benchmark.h>

#include <cmath>

#include "plan/queueing/erlang.hpp"

namespace {

using namespace tandem::queueing;

constexpr double kHandleSeconds = 300;
constexpr double kPatienceSeconds = 120;

Load load_for(double servers) {
  return {.calls_per_second = 0.97 * servers / kHandleSeconds, .handle_seconds = kHandleSeconds};
}

double recursive_erlang_b(double erlangs, int servers) {
  double blocking = 1;
  for (int n = 1; n <= servers; ++n) blocking = erlangs * blocking / (n + erlangs * blocking);
  return blocking;
}

/// P(wait) and P(abandon) only; a service level would cost as much again for every state.
double chain_erlang_a(const Load& load, int servers) {
  const double theta = 1 / kPatienceSeconds;
  double weight = 1;
  double idle = 0;
  for (int n = 0; n < servers; ++n) {
    idle += weight;
    weight *= load.erlangs() / (n + 1);
    if (weight > 1e200) {
      weight *= 1e-200;
      idle *= 1e-200;
    }
  }
  double waiting = 0;
  double queue = 0;
  const double service = servers / load.handle_seconds;
  for (int k = 0; weight > 1e-17 * (idle + waiting); ++k) {
    waiting += weight;
    queue += k * weight;
    weight *= load.calls_per_second / (service + (k + 1) * theta);
  }
  return theta * queue / (idle + waiting) / load.calls_per_second;
}

void erlang_b_of_tandem(benchmark::State& state) {
  const auto servers = static_cast<double>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(*erlang_b(0.97 * servers, servers));
}
void erlang_b_by_recursion(benchmark::State& state) {
  const auto servers = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(recursive_erlang_b(0.97 * servers, servers));
}
void erlang_c_of_tandem(benchmark::State& state) {
  const auto servers = static_cast<double>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(erlang_c(load_for(servers), servers, 20)->service_level);
}
void erlang_a_of_tandem(benchmark::State& state) {
  const auto servers = static_cast<double>(state.range(0));
  for (auto _ : state)
    benchmark::DoNotOptimize(erlang_a(load_for(servers), servers, 20, kPatienceSeconds)->service_level);
}
void erlang_a_by_chain_without_service_level(benchmark::State& state) {
  const auto servers = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(chain_erlang_a(load_for(servers), servers));
}
void agents_for_80_in_20_by_erlang_a(benchmark::State& state) {
  const Load load = load_for(static_cast<double>(state.range(0)));
  for (auto _ : state)
    benchmark::DoNotOptimize(*servers_for(load, {.service_level = 0.8}, 20, kPatienceSeconds, false));
}

void sizes(benchmark::internal::Benchmark* benchmark) {
  for (const std::int64_t servers : {14, 500, 10'000, 100'000}) benchmark->Arg(servers);
  benchmark->Unit(benchmark::kMicrosecond);
}

BENCHMARK(erlang_b_of_tandem)->Apply(sizes);
BENCHMARK(erlang_b_by_recursion)->Apply(sizes);
BENCHMARK(erlang_c_of_tandem)->Apply(sizes);
BENCHMARK(erlang_a_of_tandem)->Apply(sizes);
BENCHMARK(erlang_a_by_chain_without_service_level)->Apply(sizes);
BENCHMARK(agents_for_80_in_20_by_erlang_a)->Apply(sizes);

}  // namespace
