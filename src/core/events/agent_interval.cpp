#include "core/events/agent_interval.hpp"

#include <algorithm>
#include <optional>
#include <unordered_set>

namespace tandem {
namespace {

/// Sweeps one agent's events and calls in order of time. State: on duty or not, ready or not, and the call in
/// hand.
class AgentFold {
 public:
  explicit AgentFold(const std::vector<CallEvent>& calls) {
    for (const CallEvent& event : calls)
      if (event.kind == CallEventKind::after_call_work_ended) with_work_after_.insert(event.call);
  }

  void take(const AgentEvent& event) {
    move_to(event.at);
    agent_ = event.agent;
    if (event.client.known()) client_ = event.client;
    switch (event.kind) {
      case AgentEventKind::signed_on:
        on_duty_ = true;
        ready_ = true;
        break;
      case AgentEventKind::ready:
        on_duty_ = true;
        ready_ = true;
        reason_ = ReasonId();
        break;
      case AgentEventKind::not_ready:
        on_duty_ = true;
        ready_ = false;
        reason_ = event.reason;
        break;
      case AgentEventKind::signed_off:
        on_duty_ = false;
        break;
    }
  }

  void take(const CallEvent& event) {
    move_to(event.at);
    agent_ = event.agent;
    if (!on_duty_ && !call_state_)
      on_duty_ = true;  // a log without sign-ons: the first call shows the agent there
    client_ = event.client;
    switch (event.kind) {
      case CallEventKind::ringing:
        work(AgentState::ringing, event);
        break;
      case CallEventKind::answered:
      case CallEventKind::retrieved:
      case CallEventKind::consulted:
        work(AgentState::talking, event);
        break;
      case CallEventKind::held:
        work(AgentState::holding, event);
        break;
      case CallEventKind::ended:
      case CallEventKind::transferred:
        if (with_work_after_.contains(event.call))
          work(AgentState::after_call_work, event);
        else
          call_state_.reset();
        break;
      case CallEventKind::ring_no_answer:
      case CallEventKind::consultation_ended:
      case CallEventKind::abandoned:
      case CallEventKind::after_call_work_ended:
        call_state_.reset();
        break;
      default:
        break;
    }
  }

  std::vector<AgentInterval> finish() { return std::move(intervals_); }

 private:
  void work(AgentState state, const CallEvent& event) {
    call_state_ = state;
    queue_ = event.queue;
  }

  void move_to(Instant at) {
    if (now_.known() && at > now_ && (on_duty_ || call_state_)) append(at);
    now_ = at;
  }

  void append(Instant until) {
    AgentInterval next;
    next.from = now_;
    next.until = until;
    next.agent = agent_;
    next.client = client_;
    next.state = call_state_ ? *call_state_ : ready_ ? AgentState::idle : AgentState::not_ready;
    if (call_state_) next.queue = queue_;
    if (next.state == AgentState::not_ready) next.reason = reason_;
    AgentInterval* const last = intervals_.empty() ? nullptr : &intervals_.back();
    const bool same = last != nullptr && last->until == next.from && last->state == next.state &&
                      last->client == next.client && last->queue == next.queue && last->reason == next.reason;
    if (same)
      last->until = until;
    else
      intervals_.push_back(next);
  }

  std::unordered_set<CallId> with_work_after_;
  std::vector<AgentInterval> intervals_;
  Instant now_;
  AgentId agent_;
  ClientId client_;
  QueueId queue_;
  ReasonId reason_;
  std::optional<AgentState> call_state_;
  bool on_duty_ = false;
  bool ready_ = true;
};

}  // namespace

std::vector<AgentInterval> fold_agent(const std::vector<AgentEvent>& events,
                                      const std::vector<CallEvent>& calls) {
  AgentFold fold(calls);
  auto event = events.begin();
  for (const CallEvent& call : calls) {
    // At one instant a sign-on comes before a call, a sign-off after it.
    while (event != events.end() &&
           (event->at < call.at || (event->at == call.at && event->kind != AgentEventKind::signed_off)))
      fold.take(*event++);
    fold.take(call);
  }
  while (event != events.end()) fold.take(*event++);
  return fold.finish();
}

}  // namespace tandem
