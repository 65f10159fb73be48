// That what the router tells of any day can be taken apart by client and put together again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>

#include "core/events/agent_interval.hpp"
#include "core/events/client_stream.hpp"
#include "core/routing/random_day_for_test.hpp"

namespace tandem::routing {
namespace {

using Intervals = std::map<AgentId, std::vector<AgentInterval>>;

/// Folds streams, agent by agent, to one end.
class Folds {
 public:
  template <class Event>
  void take(const Event& event) {
    if (event.agent.known()) folds_[event.agent].take(event, intervals_[event.agent]);
  }
  Intervals finish(Instant until) {
    for (auto& [agent, fold] : folds_) fold.finish(until, intervals_[agent]);
    return intervals_;
  }

 private:
  std::map<AgentId, AgentFold> folds_;
  Intervals intervals_;
};

/// With work for others as `elsewhere`, one stretch of it where several follow one another.
std::vector<AgentInterval> as_seen_by(ClientId client, const std::vector<AgentInterval>& floor) {
  std::vector<AgentInterval> seen;
  for (AgentInterval interval : floor) {
    if (is_work(interval.state) && interval.client != client) {
      interval.state = AgentState::elsewhere;
      interval.client = ClientId();
      interval.queue = QueueId();
    }
    const bool joins = interval.state == AgentState::elsewhere && !seen.empty() &&
                       seen.back().state == AgentState::elsewhere && seen.back().until == interval.from;
    if (joins)
      seen.back().until = interval.until;
    else
      seen.push_back(interval);
  }
  return seen;
}

/// Every agent who worked for the client, and every third other.
std::vector<bool> agents_of(ClientId client, const std::vector<Out>& day, std::size_t agents) {
  std::vector<bool> may_serve(agents);
  for (std::size_t i = 0; i < agents; i += 3) may_serve[i] = true;
  for (const Out& out : day)
    for (const CallEvent& event : out.calls)
      if (event.client == client && event.agent.known()) may_serve[event.agent.index()] = true;
  return may_serve;
}

void in_order_of_time(const Out& out, auto take) {
  auto agent = out.agents.begin();
  for (const CallEvent& call : out.calls) {
    while (agent != out.agents.end() && agent->at < call.at) take(*agent++);
    take(call);
  }
  while (agent != out.agents.end()) take(*agent++);
}

void check_day(const std::vector<Out>& day, const Plan& plan) {
  Folds floor_folds;
  Instant end = Instant::from_seconds(0);
  for (const Out& out : day)
    in_order_of_time(out, [&](const auto& event) {
      floor_folds.take(event);
      end = std::max(end, event.at);
    });
  const Intervals floor = floor_folds.finish(end);
  for (std::uint32_t id = 0; id < plan.clients.size(); ++id) {
    const ClientId client(id);
    const auto may_serve = agents_of(client, day, plan.agents.size());
    ClientStream stream({.client = client, .agents = may_serve, .types = {}});
    Folds folds;
    for (const Out& out : day)
      in_order_of_time(out, [&](const auto& event) {
        for (const StreamEvent& seen : stream.take(event))
          std::visit([&](const auto& each) { folds.take(each); }, seen);
      });
    const Intervals own = folds.finish(end);
    for (std::uint32_t agent = 0; agent < may_serve.size(); ++agent) {
      if (!may_serve[agent]) {
        RC_ASSERT(!own.contains(AgentId(agent)));
        continue;
      }
      const auto of = [&](const Intervals& intervals) {
        const auto found = intervals.find(AgentId(agent));
        return found == intervals.end() ? std::vector<AgentInterval>() : found->second;
      };
      RC_ASSERT(of(own) == as_seen_by(client, of(floor)));
    }
  }
}

/// Nobody rings, talks or wraps up for ever: at the end of each step the router and the fold agree on who is
/// at work.
void check_work(const std::vector<Out>& day, const std::vector<std::vector<AgentPlace>>& places) {
  std::map<AgentId, AgentWork> work;
  std::map<AgentId, AgentWork::Step> last;
  for (std::size_t i = 0; i < day.size(); ++i) {
    for (const CallEvent& event : day[i].calls)
      if (event.agent.known())
        if (const auto step = work[event.agent].take(event); step != AgentWork::Step::nothing)
          last[event.agent] = step;
    for (std::uint32_t agent = 0; agent < places[i].size(); ++agent) {
      const AgentPlace place = places[i][agent];
      const bool at_work = last.contains(AgentId(agent)) && last[AgentId(agent)] == AgentWork::Step::begins;
      RC_ASSERT(at_work == (place == AgentPlace::ringing || place == AgentPlace::talking));
    }
  }
}

TEST(ClientStreams, OfAnyDayFoldToTheFloorsIntervals) {
  EXPECT_TRUE(rc::check("work for others is elsewhere, and nothing else is changed", [] {
    const auto bytes = *rc::gen::container<std::vector<std::uint8_t>>(*rc::gen::inRange<std::size_t>(1, 120),
                                                                      rc::gen::arbitrary<std::uint8_t>());
    RandomDayForTest day(bytes, *rc::gen::element(0, 0, 0, 1) == 1);
    const int facts = *rc::gen::inRange(0, 250);
    const auto byte = rc::gen::arbitrary<std::uint8_t>();
    for (int i = 0; i < facts; ++i) day.take({*byte, *byte, *byte, *byte, *byte});
    check_day(day.answers(), day.plan());
    check_work(day.answers(), day.places());
    RC_ASSERT(day.finish() == "");
  }));
}

}  // namespace
}  // namespace tandem::routing
