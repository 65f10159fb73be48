// The staffing search on a day of 48 half hours of ten call types and twenty groups, on two threads: how long
// it takes, and what it finds beside its bounds. It is to take less than a minute on two cores.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <string>

#include "plan/simulation/model_json.hpp"
#include "plan/staffing/mix/find_mix.hpp"
#include "plan/staffing/mix/request_json.hpp"

namespace {

using namespace tandem;

void mix_of_a_day(benchmark::State& state) {
  const std::string folder = TANDEM_SOURCE_DIR "/benchmarks/";
  const auto model = simulation::read_model(folder + "models/day-10x20.json");
  if (!model) return state.SkipWithError(model.error().front().to_string().c_str());
  const auto request = mix::read_request(folder + "targets/day-10x20.json", *model);
  if (!request) return state.SkipWithError(request.error().front().to_string().c_str());
  mix::MixOptions options{.seed = static_cast<std::uint64_t>(state.range(0)), .threads = 2};
  for (auto _ : state) {
    const auto found = mix::find_mix(*model, *request, options);
    if (!found) return state.SkipWithError(found.error().to_string().c_str());
    state.counters["cost"] = found->cost;
    state.counters["one_team"] = found->one_team_cost.value_or(0);
    state.counters["erlang_a"] = found->erlang.pooled ? found->erlang.pooled->cost : 0;
    state.counters["erlang_c_by_queue"] = found->erlang.separate ? found->erlang.separate->cost : 0;
    state.counters["days"] = static_cast<double>(found->replications_run);
    state.counters["missed_on_other_days"] = static_cast<double>(std::ranges::count_if(
        found->on_fresh, [](const mix::Checked& checked) { return checked.slack < -mix::kRounding; }));
  }
}
BENCHMARK(mix_of_a_day)
    ->Arg(1)
    ->Arg(2)
    ->ArgName("seed")
    ->Iterations(1)
    ->UseRealTime()
    ->Unit(benchmark::kSecond);

}  // namespace
