#include "plan/simulation/floor_run.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

#include "core/base/check.hpp"

namespace tandem::simulation {
namespace {

/// One round of the calendar brings so many calls at most.
constexpr std::uint32_t kFacts = 1;

/// Whether an event can be a call's last, or the end of its caller's patience.
constexpr bool may_end(CallEventKind kind) { return kind >= CallEventKind::callback_requested; }
static_assert(CallEventKind::callback_requested < CallEventKind::overflowed &&
              CallEventKind::overflowed < CallEventKind::abandoned &&
              CallEventKind::abandoned < CallEventKind::ended &&
              CallEventKind::ended < CallEventKind::after_call_work_ended);

}  // namespace

inline CallId FloorRun::take_id() {
  ++here_;
  if (free_ids_.empty()) {
    free_ids_.push_back(CallId(static_cast<std::uint32_t>(callers_.size())));
    callers_.emplace_back();
  }
  const CallId id = free_ids_.back();
  free_ids_.pop_back();
  callers_[id.index()].here = true;
  return id;
}

inline void FloorRun::give_back(CallId id) {
  --here_;
  Caller& caller = callers_[id.index()];
  caller.here = false;
  leaving_.stop(id.index());
  free_ids_.push_back(id);
}

FloorRun::FloorRun(const Model& model, routing::Router router, std::uint64_t seed, std::uint64_t replication,
                   Recorder& recorder)
    : model_(model),
      router_(std::move(router)),
      recorder_(recorder),
      roster_(model, stream_of(seed, replication, Purpose::roster, 0)),
      phones_(stream_of(seed, replication, Purpose::phones, 0)),
      end_(model.horizon.end()),
      arrivals_(model.horizon.start, end_, model.types.size()),
      work_(model.horizon.start, model.horizon.last(), model.plan.agents.size()),
      leaving_(model.horizon.start, model.horizon.last(), model.plan.limits.calls),
      work_of_agent_(model.plan.agents.size()),
      pauses_(model.horizon.start, model.horizon.last(), model.plan.agents.size()) {
  streams_.reserve(model.types.size());
  for (std::uint32_t type = 0; type < model.types.size(); ++type) {
    const auto stream = [&](Purpose purpose) { return stream_of(seed, replication, purpose, type); };
    streams_.push_back({ArrivalStream(model.types[type].arrivals, model.horizon, stream(Purpose::calls),
                                      stream(Purpose::busyness)),
                        {stream(Purpose::callers), stream(Purpose::services)},
                        {stream(Purpose::callers_again), stream(Purpose::services_again)}});
    const Instant first = streams_.back().arrivals.next();
    if (first.known()) arrivals_.set(type, first);
  }
  agents_pause_ = std::ranges::any_of(model.groups, [](const Group& group) {
    return group.pauses.idle_for.kind() != Distribution::Kind::never;
  });
  draw_agents(stream_of(seed, replication, Purpose::agents, 0));
}

void FloorRun::draw_agents(Random random) {
  for (const Group& group : model_.groups) {
    const double log_sd = std::sqrt(std::log1p(group.speed_cv * group.speed_cv));
    for (std::uint32_t i = 0; i < group.agents(); ++i) {
      double pace = 1 / group.speed;
      if (log_sd > 0) pace *= std::exp(log_sd * standard_normal(random) - log_sd * log_sd / 2);
      pace_.push_back(pace);
      plain_lengths_ = plain_lengths_ && pace == 1;
    }
  }
  for (const CallType& type : model_.types)
    plain_lengths_ = plain_lengths_ && type.talk_of_group.empty() && type.after_call_work_of_group.empty() &&
                     type.after_call_work_among.empty();
  TANDEM_CHECK(pace_.size() == model_.plan.agents.size(),
               "a model's groups and its plan have the same agents");
}

/// What is due. Of things at one instant, calls come first: an agent who is free at the instant at which a
/// caller comes has been seen to serve somebody who waits.
inline void FloorRun::act(Instant at, const Due& due) {
  if (at == due.arrival) return arrive(at);
  if (at == due.work) return do_work(at, AgentId(work_.next()));
  if (at == due.leaving) {
    const CallId call(leaving_.next());
    leaving_.stop(call.index());
    return step({.at = at, .call = call, .kind = FactKind::caller_hung_up});
  }
  act_on_other(at);
}

Result<void> FloorRun::run(const std::atomic<bool>& cancelled) {
  roster_.sign_on_always(duty_);
  for (const Fact& fact : duty_) step(fact);
  duty_.clear();
  note_other();
  // Looked at now and then, as it is shared between processors.
  constexpr std::uint32_t kStepsBetween = 4096;
  const std::uint32_t calls_max = model_.plan.limits.calls - kFacts;
  for (std::uint32_t steps = 0;; ++steps) {
    if (steps % kStepsBetween == 0 && cancelled.load(std::memory_order_relaxed))
      return failure(ErrorCode::cancelled, "the simulation was stopped");
    const Due due{arrivals_.next_at(), work_.next_at(), leaving_.next_at()};
    const Instant at = std::min(std::min(due.arrival, due.work),
                                std::min(due.leaving, std::min(other_at_, router_.wake_at())));
    if (at >= end_ && (here_ == 0 || at > model_.horizon.last())) return {};
    act(at, due);
    if (here_ > calls_max)
      return failure(
          ErrorCode::limit,
          "more than {} calls are on the floor at once: callers come faster than agents serve them "
          "and nobody gives up; give callers a patience, more agents, or queues a length_max",
          calls_max);
  }
}

void FloorRun::act_on_other(Instant at) {
  if (at != other_at_) return step({.at = at, .kind = FactKind::time_passed});
  if (at == duty_next_at_) {
    const Fact fact = duty_[duty_next_++];
    duty_next_at_ = duty_next_ < duty_.size() ? duty_[duty_next_].at : Instant::none();
    come_or_go(fact);
  } else if (!call_again_.empty() && at == call_again_.top().at) {
    const CallsAgain again = call_again_.top();
    call_again_.pop();
    // Who would call after the end belongs to another day.
    if (at < end_) offer(at, again.type, again.caller, again.times);
  } else if (at == pauses_.next_at()) {
    pause(at, AgentId(pauses_.next()));
  } else {
    begin_day();
  }
  note_other();
}

/// By an agent's hours.
void FloorRun::come_or_go(const Fact& duty) {
  const AgentId agent = duty.agent;
  pauses_.stop(agent.index());
  if (duty.kind == FactKind::agent_ready && router_.place_of(agent) == AgentPlace::wrapping_up) {
    begin_nothing(agent);
    return end_wrap_up(duty);
  }
  step(duty);
  look_for_pause(duty.at, agent);
}

void FloorRun::note_other() {
  const Instant again = call_again_.empty() ? Instant::none() : call_again_.top().at;
  other_at_ = std::min({duty_next_at_, again, pauses_.next_at(), roster_.next_day_at()});
}

void FloorRun::begin_day() {
  duty_.erase(duty_.begin(), duty_.begin() + static_cast<std::ptrdiff_t>(duty_next_));
  duty_next_ = 0;
  roster_.plan_day(duty_);
  std::ranges::stable_sort(duty_, {}, &Fact::at);
  if (!duty_.empty()) duty_next_at_ = duty_.front().at;
}

void FloorRun::arrive(Instant at) {
  const CallTypeId type(arrivals_.next());
  if (const Instant next = streams_[type.index()].arrivals.next(); next.known())
    arrivals_.set(type.index(), next);
  else
    arrivals_.stop(type.index());
  offer(at, type, CallerId(next_caller_++), 0);
}

/// A caller, with all it will do, comes.
void FloorRun::offer(Instant at, CallTypeId type_id, CallerId caller_id, std::uint8_t calls_again) {
  const CallType& type = model_.types[type_id.index()];
  Streams& streams = streams_[type_id.index()];
  auto& [callers, services] = calls_again == 0 ? streams.first : streams.again;
  const CallId id = take_id();
  Caller& caller = callers_[id.index()];
  caller.talk = type.talk.draw(services);
  caller.after_call_work = type.after_call_work.draw(services);
  const Duration patience = patience_of(type).draw(callers);
  const std::uint8_t priority = type.priorities.empty() ? 0 : draw_priority(type, callers);
  const bool balks = chance(callers, type.balking);
  caller.type = type_id;
  caller.offered_as = type_id;
  caller.caller = caller_id;
  caller.calls_again = calls_again;
  caller.called_back = false;
  ++offered_;
  step({.at = at,
        .call = id,
        .queue = type.queue,
        .type = type_id,
        .caller = caller_id,
        .kind = FactKind::call_offered,
        .priority = priority});
  if (balks && router_.place_of(id) == CallPlace::waiting)
    return step({.at = at, .call = id, .kind = FactKind::caller_hung_up});
  let_leave(id, at, patience);
}

/// A caller who is there without an answer hangs up when patience is over.
void FloorRun::let_leave(CallId call, Instant at, Duration patience) {
  const CallPlace place = router_.place_of(call);
  const bool waits = place == CallPlace::waiting || place == CallPlace::ringing;
  if (waits && patience != Distribution::kForever) leaving_.set(call.index(), at + patience);
}

std::uint8_t FloorRun::draw_priority(const CallType& type, Random& random) {
  double left = random.uniform();
  for (const CallType::Priority& one : type.priorities) {
    if (left < one.share) return one.priority;
    left -= one.share;
  }
  return type.priorities.back().priority;
}

/// A fact, and what people do at once because of it.
void FloorRun::step(const Fact& fact) {
  apply(fact);
  finish_at_once();
}

void FloorRun::finish_at_once() {
  while (!at_once_.empty()) {
    const Fact next = at_once_.back();
    at_once_.pop_back();
    apply(next);
  }
}

void FloorRun::apply(const Fact& fact) {
  router_.step(fact, out_);
  events_ += out_.calls.size() + out_.agents.size();
  recorder_.take(fact, out_);
  if (!out_.agents.empty()) [[unlikely]]
    look_for_unanswered(fact.at);
  for (const routing::Command& command : out_.commands) obey(command, fact.at);
  for (const CallEvent& event : out_.calls)
    if (may_end(event.kind)) look_for_end(event);
}

void FloorRun::obey(const routing::Command& command, Instant at) {
  switch (command.kind) {
    case CommandKind::ring:
    case CommandKind::call_back:
      return ring(at, command);
    case CommandKind::connect: {
      Caller& caller = callers_[command.call.index()];
      const Duration talk = length_of(&CallType::talk_of_group, caller.talk, caller.type, command.agent);
      leaving_.stop(command.call.index());
      return begin_work(command.agent, command.call, Work::end_call, at + talk);
    }
    case CommandKind::cancel_ring:
      return begin_nothing(command.agent);
    case CommandKind::offer_callback: {
      const CallType& type = model_.types[callers_[command.call.index()].type.index()];
      if (chance(phones_, type.callback.accepts))
        at_once_.push_back({.at = at, .call = command.call, .kind = FactKind::callback_requested});
      return;
    }
    default:
      return;  // What callers hear, and phones that stop ringing.
  }
}

void FloorRun::ring(Instant at, const routing::Command& command) {
  const Group& group = model_.groups[model_.plan.agents[command.agent.index()].group.index()];
  Caller& caller = callers_[command.call.index()];
  caller.called_back = command.kind == CommandKind::call_back;
  const CallType& type = model_.types[caller.type.index()];
  const bool missed = caller.called_back && !chance(phones_, type.callback.answers);
  const bool refused = chance(phones_, group.ring_refused);
  const Duration rings = missed ? type.callback.given_up : group.answers_after.draw(phones_);
  if (rings == Duration() && !missed && !refused)
    return at_once_.push_back(
        {.at = at, .call = command.call, .agent = command.agent, .kind = FactKind::ring_answered});
  begin_work(command.agent, command.call, missed || refused ? Work::miss : Work::answer, at + rings);
}

/// How long an agent takes for what a caller came for.
Duration FloorRun::length_by(OfGroups of_groups, Duration drawn, CallTypeId type_id, AgentId agent) {
  const auto& groups = model_.types[type_id.index()].*of_groups;
  if (!groups.empty()) {
    const auto& own = groups[model_.plan.agents[agent.index()].group.index()];
    if (own) drawn = own->draw(phones_);
  }
  const double pace = pace_[agent.index()];
  return pace == 1 ? drawn : Duration::from_seconds(drawn.seconds() * pace);
}

void FloorRun::do_work(Instant at, AgentId agent) {
  AgentWork& now = work_of_agent_[agent.index()];
  const CallId call = now.call;
  const Work work = std::exchange(now.work, Work::nothing);
  Fact fact{.at = at, .call = call, .agent = agent};
  switch (work) {
    case Work::nothing:
      break;
    case Work::answer:
      fact.kind = FactKind::ring_answered;
      step(fact);
      break;
    case Work::miss:
      fact.kind = callers_[call.index()].called_back ? FactKind::callback_failed : FactKind::ring_refused;
      step(fact);
      break;
    case Work::end_call:
      end_call(at, call, agent);
      break;
    case Work::end_wrap_up:
      fact.kind = FactKind::wrap_up_ended;
      end_wrap_up(fact);
      break;
  }
  // Mostly there is other work by now, and its end has taken this one's place.
  if (now.work == Work::nothing) work_.stop(agent.index());
}

/// After-call work is over by itself, or as its agent is called back to the phone.
void FloorRun::end_wrap_up(const Fact& fact) {
  const CallId call = router_.call_of(fact.agent);
  step(fact);
  look_for_pause(fact.at, fact.agent);
  // Of after-call work without length there is no event.
  if (call.known()) look_for_end({.at = fact.at, .call = call, .kind = CallEventKind::after_call_work_ended});
}

/// The conversation is over, or goes on elsewhere; after-call work begins.
void FloorRun::end_call(Instant at, CallId call, AgentId agent) {
  Caller& caller = callers_[call.index()];
  const Duration wrap_up = plain_lengths_ ? caller.after_call_work : work_after(caller, agent);
  const QueueId queue = router_.queue_of(agent);
  const CallType::Transfer& transfer = model_.types[caller.type.index()].transfer;
  Fact fact{.at = at, .call = call, .kind = FactKind::call_ended};
  Duration patience = Distribution::kForever;
  if (chance(phones_, transfer.chance)) {
    const CallType& as = model_.types[transfer.as.index()];
    caller.type = transfer.as;
    caller.talk = as.talk.draw(phones_);
    caller.after_call_work = as.after_call_work.draw(phones_);
    patience = as.patience.draw(phones_);
    fact.kind = FactKind::transferred_to_queue;
    fact.queue = transfer.queue;
  }
  apply(fact);
  // Where the plan says how long, the router ends it.
  const bool until_told =
      !model_.plan.queues[queue.index()].wrap_up_for && !model_.plan.agents[agent.index()].wrap_up_for;
  if (until_told && router_.place_of(agent) == AgentPlace::wrapping_up)
    begin_work(agent, call, Work::end_wrap_up, at + wrap_up);
  finish_at_once();
  look_for_pause(at, agent);
  if (fact.kind == FactKind::transferred_to_queue) let_leave(call, at, patience);
}

/// After each event of a call: whether it was its last.
void FloorRun::look_for_end(const CallEvent& event) {
  Caller& caller = callers_[event.call.index()];
  // Who hung up to be called back does not hang up again.
  if (event.kind == CallEventKind::callback_requested) return leaving_.stop(event.call.index());
  if (router_.place_of(event.call) != CallPlace::nowhere || !caller.here) return;
  recorder_.left(event.call);
  give_back(event.call);
  const CallType::Retry& retry = model_.types[caller.offered_as.index()].retry;
  if (event.kind == CallEventKind::abandoned && caller.calls_again < retry.times_max &&
      chance(phones_, retry.chance)) {
    call_again_.push({event.at + retry.after.draw(phones_), caller.offered_as, caller.caller,
                      static_cast<std::uint8_t>(caller.calls_again + 1)});
    note_other();
  }
}

}  // namespace tandem::simulation
