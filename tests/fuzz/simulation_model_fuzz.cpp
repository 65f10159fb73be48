// Models come from people: any text is a model or a list of what is wrong with it, and a small model that is
// sound runs without an invariant breaking.
#include <algorithm>
#include <atomic>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/simulation/model_json.hpp"
#include "plan/simulation/run_tally.hpp"

namespace {

using tandem::Duration;
using tandem::Instant;
using tandem::simulation::Arrivals;
using tandem::simulation::CallType;
using tandem::simulation::Model;

constexpr std::size_t kPartsMax = 50;
constexpr double kCallsMax = 2000;
constexpr std::uint64_t kFactsMax = 20'000;
constexpr Duration kLengthMax = Duration::hours(6);

/// The busiest period, all along; factors of busyness are bounded by the recorder.
double most_calls(const CallType& type, Duration length) {
  const Arrivals& arrivals = type.arrivals;
  if (arrivals.kind == Arrivals::Kind::trace) return static_cast<double>(arrivals.trace.size());
  if (arrivals.calls.empty()) return 0;
  return *std::ranges::max_element(arrivals.calls) * (1 + length / arrivals.period);
}

bool is_small(const Model& model) {
  if (model.plan.agents.size() > kPartsMax || model.types.size() > kPartsMax ||
      model.plan.queues.size() > kPartsMax)
    return false;
  double calls = 0;
  for (const CallType& type : model.types) {
    if (std::max(type.arrivals.day_cv, type.arrivals.period_cv) > 1) return false;
    calls += most_calls(type, model.horizon.length);
  }
  return calls <= kCallsMax;
}

/// Passes a run on to its tally, and stops one that goes on for too long.
class Watcher final : public tandem::simulation::Recorder {
 public:
  Watcher(const Model& model, const tandem::simulation::Slices& slices) : tally_(model, slices) {}

  void take(const tandem::routing::Fact& fact, const tandem::routing::Out& out) override {
    TANDEM_CHECK(!now_.known() || now_ <= fact.at, "time does not go back");
    now_ = fact.at;
    if (++facts_ > kFactsMax) stopped = true;
    tally_.take(fact, out);
  }
  void left(tandem::CallId call) override {
    ++left_;
    tally_.left(call);
  }
  void finish(std::uint64_t came) {
    const auto figures = tally_.finish();
    TANDEM_CHECK(left_ <= came, "nobody leaves who has not come");
    std::uint64_t counted = 0;
    for (const auto& cell : figures.calls) counted += cell.tally.offered;
    TANDEM_CHECK(counted <= came, "no call is counted twice");
  }
  std::atomic<bool> stopped = false;

 private:
  tandem::simulation::RunTally tally_;
  Instant now_;
  std::uint64_t facts_ = 0;
  std::uint64_t left_ = 0;
};

void run(const Model& model) {
  const tandem::simulation::Slices slices(model.horizon);
  Watcher watcher(model, slices);
  auto router = tandem::routing::Router::create(model.plan);
  TANDEM_CHECK(router.has_value(), "a sound model has a sound plan");
  tandem::simulation::FloorRun run(model, std::move(*router), 1, 0, watcher);
  const auto done = run.run(watcher.stopped);
  TANDEM_CHECK(done || !done.error().message.empty(), "an error says what is wrong");
  if (done) watcher.finish(run.calls());
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  auto model = tandem::simulation::parse_model({reinterpret_cast<const char*>(data), size}, "model.json");
  if (!model) {
    TANDEM_CHECK(!model.error().empty(), "what is no model has faults");
    for (const tandem::Error& fault : model.error())
      TANDEM_CHECK(!fault.message.empty(), "a fault says what is wrong");
    return 0;
  }
  model->horizon.length = std::min(model->horizon.length, kLengthMax);
  model->horizon.warm_up = std::min(model->horizon.warm_up, kLengthMax);
  model->horizon.batches = std::min(model->horizon.batches, 10U);
  model->plan.limits.calls = std::min(model->plan.limits.calls, 500U);
  if (is_small(*model)) run(*model);
  return 0;
}
