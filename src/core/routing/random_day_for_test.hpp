#pragma once

// For tests: what happens on a floor, made from bytes, and the rules that hold whatever happens.

#include <fmt/format.h>

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "core/base/check.hpp"
#include "core/events/call_record.hpp"
#include "core/routing/random_floor_for_test.hpp"
#include "core/routing/router.hpp"

namespace tandem::routing {

/// Five bytes that stand for a fact, in whatever state the floor is.
struct FactChoiceForTest {
  std::uint8_t kind = 0;
  std::uint8_t after = 0;
  std::uint8_t who = 0;  ///< from 192 on: any, whether it makes sense or not
  std::uint8_t other = 0;
  std::uint8_t more = 0;
};

/// A floor on which facts happen, and what the router must never do with them. The router's own check() is
/// called after each step.
class RandomDayForTest {
 public:
  /// Of a plain day calls go from no queue to another and have no priorities, so that queues are first come,
  /// first served.
  RandomDayForTest(std::span<const std::uint8_t> floor, bool plain)
      : choices_(floor),
        plain_(plain),
        router_(make_router(choices_, plain)),
        lives_(router_.plan().limits.calls),
        last_rung_(router_.plan().queues.size()) {
    open();
  }

  void take(const FactChoiceForTest& choice) {
    constexpr std::array<std::int64_t, 12> kSeconds = {0, 5, 0, 10, 1, 0, 20, 5, 30, 10, 60, 300};
    at_ = at_ + Duration::seconds(kSeconds[choice.after % kSeconds.size()]);
    wake_until(at_);
    step(fact_of(choice));
  }

  /// Ends the day; the first rule that was broken, or nothing.
  std::string finish() {
    wake_until(at_);
    for (std::uint32_t call = 0; call < lives_.size(); ++call) close(CallId(call));
    replay();
    return fault_;
  }

  const Plan& plan() const { return router_.plan(); }
  /// What the router answered, step by step, and where its agents were after each.
  const std::vector<Out>& answers() const { return answers_; }
  const std::vector<std::vector<AgentPlace>>& places() const { return places_; }

 private:
  struct Life {
    std::vector<CallEvent> events;
    std::uint64_t arrival = 0;
    bool rung = false;
  };

  static Router make_router(ChoicesForTest& choices, bool plain) {
    auto router = Router::create(RandomPlanForTest(choices, plain).make());
    TANDEM_CHECK(router.has_value(), "any bytes make a sound plan");
    return std::move(*router);
  }

  void fail(std::string fault) {
    if (fault_.empty()) fault_ = fmt::format("{} at {} s", fault, at_.microseconds() / 1'000'000);
  }

  /// Most agents begin ready, and cleared for ever.
  void open() {
    const Plan& plan = router_.plan();
    for (std::uint32_t agent = 0; agent < plan.agents.size(); ++agent) {
      for (std::uint32_t client = 0; client < plan.clients.size(); ++client)
        if (!choices_.one_in(4)) {
          Fact fact{.at = at_, .agent = AgentId(agent), .kind = FactKind::clearance_given};
          fact.set_client(ClientId(client));
          fact.set_until(choices_.one_in(4) ? at_ + choices_.duration() : Instant::none());
          step(fact);
        }
      if (choices_.one_in(5)) continue;
      step({.at = at_, .agent = AgentId(agent), .kind = FactKind::agent_signed_on});
      step({.at = at_, .agent = AgentId(agent), .kind = FactKind::agent_ready});
    }
  }

  void wake_until(Instant until) {
    constexpr int kWakesMax = 1'000;  // at one instant
    int wakes = 0;
    for (Instant before; router_.wake_at() <= until; ++wakes) {
      const Instant at = std::max(router_.wake_at(), last_step_);
      if (at != before) wakes = 0;
      before = at;
      if (wakes > kWakesMax) return fail("the router wants to be woken for ever");
      step({.at = at});
    }
  }

  void step(const Fact& fact) {
    last_step_ = fact.at;
    note_clearance(fact);
    if (fact.kind == FactKind::call_offered) close(fact.call);
    facts_.push_back(fact);
    router_.step(fact, out_);
    router_.check();
    for (const CallEvent& event : out_.calls) note(event);
    answers_.push_back(out_);
    std::vector<AgentPlace>& places = places_.emplace_back();
    for (std::uint32_t agent = 0; agent < router_.plan().agents.size(); ++agent)
      places.push_back(router_.place_of(AgentId(agent)));
  }

  void note_clearance(const Fact& fact) {
    if (fact.kind == FactKind::clearance_given)
      cleared_until_[{fact.agent, fact.client()}] = fact.until();
    else if (fact.kind == FactKind::clearance_withdrawn)
      cleared_until_.erase({fact.agent, fact.client()});
  }

  void note(const CallEvent& event) {
    Life& life = lives_[event.call.index()];
    if (event.kind == CallEventKind::offered) life.arrival = ++arrivals_;
    life.events.push_back(event);
    if (event.kind != CallEventKind::ringing) return;
    if (router_.plan().clearance_required) {
      const auto cleared = cleared_until_.find({event.agent, event.client});
      if (cleared == cleared_until_.end() || cleared->second <= event.at)
        fail(fmt::format("agent {} was rung for client {} without a clearance", event.agent.index(),
                         event.client.index()));
    }
    if (!plain_ || std::exchange(life.rung, true)) return;
    std::uint64_t& last = last_rung_[event.queue.index()];
    if (life.arrival < last)
      fail(fmt::format("call {} was rung after one that came later", event.call.index()));
    last = life.arrival;
  }

  static bool is_end(const CallEvent& event) {
    return event.kind == CallEventKind::abandoned || event.kind == CallEventKind::ended;
  }

  /// What was told of a call up to now is a whole story, or one that goes on.
  void close(CallId call) {
    std::vector<CallEvent> events = std::exchange(lives_[call.index()], {}).events;
    if (events.empty()) return;
    const auto name = [call] { return fmt::format("call {}", call.index()); };
    if (events.front().kind != CallEventKind::offered) return fail(name() + " was not offered first");
    if (const std::string_view broken = order_broken(fold(events)); !broken.empty())
      fail(fmt::format("{}: {}", name(), broken));
    without_work_after_transfers(events);
    std::size_t count = events.size();
    if (events.back().kind == CallEventKind::after_call_work_ended) --count;
    for (std::size_t i = 0; i + 1 < count; ++i)
      if (is_end(events[i]) || events[i].kind == CallEventKind::after_call_work_ended)
        return fail(name() + " went on after its end");
    const CallEvent& last = events[count - 1];
    const CallPlace place = router_.place_of(call);
    const bool gone = place == CallPlace::nowhere || place == CallPlace::over;
    if (gone != (is_end(last) || last.kind == CallEventKind::overflowed))
      return fail(name() + (gone ? " left without an end" : " is on the floor after its end"));
    if (count < events.size() && last.kind != CallEventKind::ended)
      return fail(name() + " was wrapped up before its end");
  }

  /// Who hands a call on wraps it up while others go on with it.
  static void without_work_after_transfers(std::vector<CallEvent>& events) {
    for (std::size_t i = 0; i < events.size(); ++i) {
      if (events[i].kind != CallEventKind::transferred) continue;
      const auto work = std::find_if(
          events.begin() + static_cast<std::ptrdiff_t>(i), events.end(), [&](const CallEvent& event) {
            return event.kind == CallEventKind::after_call_work_ended && event.agent == events[i].agent;
          });
      if (work != events.end()) events.erase(work);
    }
  }

  void replay() {
    Router again = *Router::create(router_.plan());
    for (std::size_t i = 0; i < facts_.size(); ++i) {
      again.step(facts_[i], out_);
      const Out& before = answers_[i];
      if (out_.commands != before.commands || out_.calls != before.calls || out_.agents != before.agents)
        return fail(fmt::format("step {} was answered otherwise the second time", i));
    }
  }

  Fact fact_of(const FactChoiceForTest& choice) const;
  template <class Thing, class Place>
  Thing any_in(Place place, std::size_t count, std::uint8_t choice) const {
    std::vector<Thing> found;
    for (std::uint32_t i = 0; i < count && choice < 192; ++i)
      if (router_.place_of(Thing(i)) == place) found.push_back(Thing(i));
    return found.empty() ? Thing(static_cast<std::uint32_t>(choice % count)) : found[choice % found.size()];
  }
  CallId call_in(CallPlace place, std::uint8_t choice) const {
    return any_in<CallId>(place, lives_.size(), choice);
  }
  AgentId agent_in(AgentPlace place, std::uint8_t choice) const {
    return any_in<AgentId>(place, router_.plan().agents.size(), choice);
  }
  static FactKind kind_of(std::uint8_t choice);

  ChoicesForTest choices_;
  bool plain_;
  Router router_;
  Instant at_ = Instant::from_seconds(60);
  Instant last_step_ = Instant::from_microseconds(INT64_MIN);
  Out out_;
  std::vector<Fact> facts_;
  std::vector<Out> answers_;  ///< by fact
  std::vector<std::vector<AgentPlace>> places_;
  std::vector<Life> lives_;               ///< by call
  std::vector<std::uint64_t> last_rung_;  ///< by queue: the arrival of the latest call
  std::map<std::pair<AgentId, ClientId>, Instant> cleared_until_;
  std::uint64_t arrivals_ = 0;
  std::string fault_;
};

/// What happens often on a floor stands here often.
inline FactKind RandomDayForTest::kind_of(std::uint8_t choice) {
  using enum FactKind;
  constexpr std::array kKinds = {call_offered,
                                 time_passed,
                                 ring_answered,
                                 call_ended,
                                 call_offered,
                                 agent_ready,
                                 wrap_up_ended,
                                 caller_hung_up,
                                 ring_refused,
                                 call_offered,
                                 ring_answered,
                                 agent_not_ready,
                                 agent_signed_on,
                                 agent_signed_off,
                                 agent_gone,
                                 clearance_given,
                                 clearance_withdrawn,
                                 callback_requested,
                                 call_offered,
                                 callback_failed,
                                 ring_answered,
                                 transferred_to_queue,
                                 transferred_to_agent,
                                 wrap_up_extended,
                                 call_held,
                                 call_retrieved,
                                 queue_closed,
                                 queue_reopened,
                                 agent_ready,
                                 call_offered,
                                 call_ended,
                                 callback_requested,
                                 agent_ready,
                                 call_offered,
                                 consultation_of_queue,
                                 consultation_of_agent,
                                 ring_answered,
                                 consultation_ended,
                                 transferred_to_consulted,
                                 call_offered};
  return kKinds[choice % kKinds.size()];
}

inline Fact RandomDayForTest::fact_of(const FactChoiceForTest& choice) const {
  const Plan& plan = router_.plan();
  Fact fact{.at = at_, .kind = kind_of(choice.kind)};
  fact.queue = QueueId(static_cast<std::uint32_t>(choice.other % plan.queues.size()));
  switch (fact.kind) {
    case FactKind::call_offered:
      fact.call = call_in(CallPlace::nowhere, choice.who % 192);
      fact.priority = plain_ ? 0 : choice.more % 4;
      if (router_.place_of(fact.call) != CallPlace::nowhere) fact.kind = FactKind::time_passed;
      break;
    case FactKind::caller_hung_up:
    case FactKind::callback_requested:
      fact.call = call_in(choice.more % 2 == 0 ? CallPlace::waiting : CallPlace::ringing, choice.who);
      break;
    case FactKind::callback_failed:
      fact.call = call_in(CallPlace::ringing, choice.who);
      break;
    case FactKind::transferred_to_queue:
    case FactKind::transferred_to_agent:
    case FactKind::consultation_of_queue:
    case FactKind::consultation_of_agent:
    case FactKind::consultation_ended:
    case FactKind::transferred_to_consulted:
      if (plain_) fact.kind = FactKind::time_passed;
      [[fallthrough]];
    case FactKind::call_ended:
    case FactKind::call_held:
    case FactKind::call_retrieved:
      fact.call = call_in(CallPlace::talking, choice.who);
      fact.agent = agent_in(AgentPlace::free, choice.more);
      break;
    case FactKind::ring_answered:
    case FactKind::ring_refused:
      fact.agent = agent_in(AgentPlace::ringing, choice.who);
      break;
    case FactKind::wrap_up_ended:
    case FactKind::wrap_up_extended:
      fact.agent = agent_in(AgentPlace::wrapping_up, choice.who);
      break;
    case FactKind::agent_ready:
      fact.agent = agent_in(AgentPlace::not_ready, choice.who);
      break;
    case FactKind::agent_signed_on:
      fact.agent = agent_in(AgentPlace::off, choice.who);
      break;
    default:
      fact.agent = AgentId(static_cast<std::uint32_t>(choice.who % plan.agents.size()));
  }
  if (fact.kind == FactKind::clearance_given || fact.kind == FactKind::clearance_withdrawn)
    fact.set_client(ClientId(static_cast<std::uint32_t>(choice.other % plan.clients.size())));
  if (fact.kind == FactKind::clearance_given || fact.kind == FactKind::wrap_up_extended)
    fact.set_until(choice.more == 255 ? Instant::none() : at_ + Duration::seconds(5 * (choice.more % 16)));
  return fact;
}

}  // namespace tandem::routing
