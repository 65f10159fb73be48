// How long the router takes for one fact on a large floor: 200 queues of 20 clients, 5,000 agents with ten
// skills each (hardly two alike), and either 10,000 callers waiting or half of the agents free. Medians and
// 99th percentiles of single steps, the clock's own cost included.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <chrono>
#include <vector>

#include "core/base/random.hpp"
#include "core/routing/router.hpp"

namespace {

using namespace tandem;
using namespace tandem::routing;

constexpr std::uint32_t kQueues = 200;
constexpr std::uint32_t kAgents = 5'000;
constexpr std::uint32_t kSkillsAnAgent = 10;
constexpr std::uint32_t kCallsMax = 32'768;

Plan large_floor(Random& random) {
  Plan plan;
  plan.clearance_required = false;
  plan.limits.calls = kCallsMax;
  for (int i = 0; i < 20; ++i) plan.clients.push_back("client");
  plan.groups = {"all"};
  for (std::uint32_t i = 0; i < kQueues; ++i) {
    plan.skills.push_back("skill");
    Queue queue;
    queue.name = "queue";
    queue.client = ClientId(i % 20);
    queue.wrap_up_for = Duration();
    queue.stages.resize(1);
    queue.stages[0].access.push_back({.groups = {}, .skills = {{SkillId(i), 1}}, .rank = 1});
    plan.queues.push_back(queue);
  }
  for (std::uint32_t i = 0; i < kAgents; ++i) {
    Agent agent;
    agent.group = GroupId(0);
    for (std::uint32_t s = 0; s < kSkillsAnAgent; ++s)
      agent.skills.push_back({SkillId(static_cast<std::uint32_t>(random.below(kQueues))), 5});
    plan.agents.push_back(agent);
  }
  return plan;
}

/// A floor in motion, driven by random facts; every step is timed.
class Floor {
 public:
  explicit Floor(std::uint32_t waiting)
      : waiting_wanted_(waiting), router_(*Router::create(large_floor(random_))) {
    for (std::uint32_t i = 0; i < kCallsMax; ++i) free_ids_.push_back(CallId(kCallsMax - 1 - i));
    for (std::uint32_t i = 0; i < kAgents; ++i) {
      step({.agent = AgentId(i), .kind = FactKind::agent_signed_on});
      step({.agent = AgentId(i), .kind = FactKind::agent_ready});
    }
    while (waiting > 0 ? waiting_.size() < waiting : talking_.size() < kAgents / 2) offer();
    nanoseconds_.clear();
  }

  /// Two callers come, a conversation ends and a caller hangs up: as many wait as before.
  void turn() {
    offer();
    if (!talking_.empty()) end(random_.below(talking_.size()));
    while (waiting_.size() < waiting_wanted_) offer();
    if (waiting_wanted_ > 0) hang_up(random_.below(waiting_.size()));
  }
  std::size_t waiting() const { return waiting_.size(); }
  std::vector<double>& nanoseconds() { return nanoseconds_; }

 private:
  void offer() {
    const CallId call = free_ids_.back();
    free_ids_.pop_back();
    step({.call = call,
          .queue = QueueId(static_cast<std::uint32_t>(random_.below(kQueues))),
          .kind = FactKind::call_offered});
    if (router_.place_of(call) == CallPlace::waiting) {
      place_[call.index()] = waiting_.size();
      waiting_.push_back(call);
    }
    answer_rings();
  }
  void end(std::size_t place) {
    const CallId call = talking_[place];
    talking_[place] = talking_.back();
    talking_.pop_back();
    step({.call = call, .kind = FactKind::call_ended});
    free_ids_.push_back(call);
    answer_rings();
  }
  void hang_up(std::size_t place) {
    const CallId call = waiting_[place];
    forget(call);
    step({.call = call, .kind = FactKind::caller_hung_up});
    free_ids_.push_back(call);
  }
  void forget(CallId call) {
    const std::size_t place = place_[call.index()];
    if (place >= waiting_.size() || waiting_[place] != call) return;
    waiting_[place] = waiting_.back();
    place_[waiting_[place].index()] = place;
    waiting_.pop_back();
  }
  void answer_rings() {
    for (const Command& command : std::vector(out_.commands)) {
      if (command.kind != CommandKind::ring) continue;
      step({.agent = command.agent, .kind = FactKind::ring_answered});
      talking_.push_back(command.call);
      forget(command.call);
    }
  }
  void step(Fact fact) {
    now_ = now_ + Duration::microseconds(500);
    fact.at = now_;
    const auto began = std::chrono::steady_clock::now();
    router_.step(fact, out_);
    nanoseconds_.push_back(
        std::chrono::duration<double, std::nano>(std::chrono::steady_clock::now() - began).count());
  }

  Random random_{1};
  std::uint32_t waiting_wanted_;
  Router router_;
  Out out_;
  Instant now_ = Instant::from_seconds(0);
  std::vector<CallId> free_ids_, waiting_, talking_;
  std::vector<std::size_t> place_ = std::vector<std::size_t>(kCallsMax);  ///< in waiting_
  std::vector<double> nanoseconds_;
};

void step_of_a_large_floor(benchmark::State& state) {
  Floor floor(static_cast<std::uint32_t>(state.range(0)));
  for (auto _ : state) floor.turn();
  std::vector<double>& times = floor.nanoseconds();
  const auto percentile = [&](double share) {
    const auto place =
        times.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(times.size() - 1));
    std::ranges::nth_element(times, place);
    return *place;
  };
  state.counters["median_ns"] = percentile(0.5);
  state.counters["p99_ns"] = percentile(0.99);
  state.counters["waiting"] = static_cast<double>(floor.waiting());
}
BENCHMARK(step_of_a_large_floor)->Arg(10'000)->Arg(0)->ArgName("waiting")->Unit(benchmark::kMicrosecond);

}  // namespace
