#include "core/events/call_record.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "core/events/call_fold.hpp"

namespace tandem {
namespace {

/// Adds events of one record, all fields but kind and instant alike.
class Unfolding {
 public:
  explicit Unfolding(const CallRecord& record) : record_(record) {
    plain_.call = record.call;
    plain_.client = record.client;
    plain_.queue = record.queue;
    plain_.type = record.type;
    plain_.caller = record.caller;
    plain_.source = record.source;
    plain_.priority = record.priority;
  }
  void add(CallEventKind kind, Instant at, Ending ending = Ending::completed) {
    push(kind, at, ending, AgentId());
  }
  void add_by_agent(CallEventKind kind, Instant at) { push(kind, at, Ending::completed, record_.agent); }
  std::vector<CallEvent> take() { return std::move(events_); }

 private:
  void push(CallEventKind kind, Instant at, Ending ending, AgentId agent) {
    CallEvent event = plain_;
    event.kind = kind;
    event.at = at;
    event.ending = ending;
    event.agent = agent;
    events_.push_back(event);
  }
  const CallRecord& record_;
  CallEvent plain_;
  std::vector<CallEvent> events_;
};

void unfold_end(const CallRecord& record, Unfolding& to) {
  switch (record.outcome) {
    case Outcome::answered:
      if (record.ended_at.known()) to.add_by_agent(CallEventKind::ended, record.ended_at);
      break;
    case Outcome::abandoned:
      to.add(CallEventKind::abandoned, record.ended_at);
      break;
    case Outcome::overflow:
      to.add(CallEventKind::overflowed, record.ended_at);
      break;
    case Outcome::callback:
      to.add(CallEventKind::callback_requested, record.ended_at);
      break;
    case Outcome::voicemail:
      to.add(CallEventKind::ended, record.ended_at, Ending::voicemail);
      break;
    case Outcome::out_of_hours:
      to.add(CallEventKind::ended, record.ended_at, Ending::out_of_hours);
      break;
    case Outcome::in_menu:
      to.add(CallEventKind::ended, record.ended_at, Ending::in_menu);
      break;
    case Outcome::unfinished:
      break;
  }
}

}  // namespace

std::string_view order_broken(const CallRecord& record) {
  const auto earlier = [](Instant a, Instant b) { return a.known() && b.known() && a < b; };
  if (earlier(record.menu_left_at, record.offered_at)) return "menu left before offered";
  if (earlier(record.queued_at, record.offered_at)) return "queued before offered";
  if (earlier(record.queued_at, record.menu_left_at)) return "queued before the menu was left";
  if (earlier(record.answered_at, record.offered_at)) return "answered before offered";
  if (earlier(record.answered_at, record.queued_at)) return "answered before queued";
  if (earlier(record.ringing_at, record.queued_at)) return "ringing before queued";
  if (earlier(record.answered_at, record.ringing_at)) return "answered before ringing";
  if (earlier(record.ended_at, record.offered_at)) return "ended before offered";
  if (earlier(record.ended_at, record.queued_at)) return "ended before queued";
  if (earlier(record.ended_at, record.answered_at)) return "ended before answered";
  if (earlier(record.wrapup_end_at, record.ended_at)) return "wrap-up ended before the call";
  return {};
}

std::vector<CallEvent> unfold(const CallRecord& record) {
  Unfolding to(record);
  to.add(CallEventKind::offered, record.offered_at);
  if (record.menu_left_at.known()) to.add(CallEventKind::menu_left, record.menu_left_at);
  if (record.queued_at.known()) to.add(CallEventKind::queued, record.queued_at);
  const Instant waiting = record.queued_at.known() ? record.queued_at : record.offered_at;
  for (int i = 0; i < record.rings_unanswered; ++i) to.add(CallEventKind::ring_no_answer, waiting);
  if (record.ringing_at.known()) to.add_by_agent(CallEventKind::ringing, record.ringing_at);
  if (record.answered_at.known()) {
    to.add_by_agent(CallEventKind::answered, record.answered_at);
    const Duration held = std::max(record.held, Duration());
    if (held > Duration()) {
      to.add_by_agent(CallEventKind::held, record.answered_at);
      to.add_by_agent(CallEventKind::retrieved, record.answered_at + held);
    }
    const Instant handed_on = record.ended_at.known() ? record.ended_at : record.answered_at + held;
    for (int i = 0; i < record.transfers; ++i) to.add_by_agent(CallEventKind::transferred, handed_on);
  }
  unfold_end(record, to);
  if (record.wrapup_end_at.known())
    to.add_by_agent(CallEventKind::after_call_work_ended, record.wrapup_end_at);
  return to.take();
}

CallRecord fold(std::span<const CallEvent> events_of_one_call) {
  TANDEM_CHECK(!events_of_one_call.empty(), "a call has at least one event");
  CallFold fold;
  fold.begin(events_of_one_call.front());
  for (const CallEvent& event : events_of_one_call.subspan(1)) {
    TANDEM_CHECK(event.call == fold.record().call, "the events of two calls were folded into one");
    fold.take(event);
  }
  return fold.record();
}

}  // namespace tandem
