#include "core/events/agent_interval.hpp"

#include <utility>

namespace tandem {
namespace {

AgentState state_after(CallEventKind kind) {
  if (kind == CallEventKind::ringing) return AgentState::ringing;
  return kind == CallEventKind::held ? AgentState::holding : AgentState::talking;
}

}  // namespace

void AgentFold::take(const AgentEvent& event, std::vector<AgentInterval>& done) {
  agent_ = event.agent;
  if (event.kind == AgentEventKind::elsewhere || event.kind == AgentEventKind::back) {
    const CallEvent of_others{.at = event.at, .agent = event.agent};
    return step(work_.take(event.kind), AgentState::elsewhere, of_others, done);
  }
  if (ended_ && held_.size() == kHeldMax) {
    work_.forget();
    settle(std::nullopt, done);
  }
  if (ended_)
    held_.push_back(event);
  else
    apply(event, done);
}

void AgentFold::apply(const AgentEvent& event, std::vector<AgentInterval>& done) {
  move_to(event.at, done);
  if (event.client.known()) own_client_ = event.client;
  on_duty_ = event.kind != AgentEventKind::signed_off;
  if (!on_duty_) return;
  ready_ = event.kind != AgentEventKind::not_ready;
  if (event.kind == AgentEventKind::ready) reason_ = ReasonId();
  if (event.kind == AgentEventKind::not_ready) reason_ = event.reason;
}

void AgentFold::take(const CallEvent& event, std::vector<AgentInterval>& done) {
  agent_ = event.agent;
  step(work_.take(event), state_after(event.kind), event, done);
}

void AgentFold::step(AgentWork::Step step, AgentState state, const CallEvent& event,
                     std::vector<AgentInterval>& done) {
  switch (step) {
    case AgentWork::Step::nothing:
      return;
    case AgentWork::Step::begins:
      if (ended_) settle(std::nullopt, done);
      move_to(event.at, done);
      return begin_work(state, event);
    case AgentWork::Step::ends:
      move_to(event.at, done);
      state_.reset();
      return;
    case AgentWork::Step::may_end:
      move_to(event.at, done);
      ended_ = true;
      return;
    case AgentWork::Step::had_worked: {
      const bool of_others = state_ == AgentState::elsewhere;
      if (ended_) settle(of_others ? AgentState::elsewhere : AgentState::after_call_work, done);
      move_to(event.at, done);
      state_.reset();
      return;
    }
  }
}

void AgentFold::begin_work(AgentState state, const CallEvent& event) {
  // A log without sign-ons: the first call shows the agent there.
  if (!on_duty_ && !state_) on_duty_ = true;
  state_ = state;
  client_ = event.client;
  queue_ = event.queue;
}

/// From the end of the conversation on, the agent was in this state; none: done with the call.
void AgentFold::settle(std::optional<AgentState> state, std::vector<AgentInterval>& done) {
  ended_ = false;
  state_ = state;
  for (const AgentEvent& event : held_) apply(event, done);
  held_.clear();
}

void AgentFold::move_to(Instant at, std::vector<AgentInterval>& done) {
  const Instant from = std::exchange(now_, at);
  if (!from.known() || at <= from || (!on_duty_ && !state_)) return;
  AgentInterval next{.from = from,
                     .until = at,
                     .agent = agent_,
                     .client = own_client_,
                     .queue = {},
                     .reason = {},
                     .state = state_   ? *state_
                              : ready_ ? AgentState::idle
                                       : AgentState::not_ready};
  if (state_) {
    next.client = client_;
    next.queue = queue_;
  }
  if (next.state == AgentState::not_ready) next.reason = reason_;
  const bool same = last_.from.known() && last_.until == from && last_.state == next.state &&
                    last_.client == next.client && last_.queue == next.queue && last_.reason == next.reason;
  if (same) {
    last_.until = at;
    return;
  }
  if (last_.from.known()) done.push_back(last_);
  last_ = next;
}

void AgentFold::finish(Instant until, std::vector<AgentInterval>& done) {
  if (ended_) settle(std::nullopt, done);
  if (until.known() && now_.known() && until > now_) move_to(until, done);
  if (last_.from.known()) done.push_back(last_);
  *this = AgentFold();
}

std::vector<AgentInterval> fold_agent(const std::vector<AgentEvent>& events,
                                      const std::vector<CallEvent>& calls) {
  AgentFold fold;
  std::vector<AgentInterval> intervals;
  auto event = events.begin();
  for (const CallEvent& call : calls) {
    while (event != events.end() &&
           (event->at < call.at || (event->at == call.at && event->kind != AgentEventKind::signed_off)))
      fold.take(*event++, intervals);
    fold.take(call, intervals);
  }
  while (event != events.end()) fold.take(*event++, intervals);
  fold.finish(Instant::none(), intervals);
  return intervals;
}

}  // namespace tandem
