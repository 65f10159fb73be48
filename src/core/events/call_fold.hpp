#pragma once

#include <algorithm>

#include "core/events/call_record.hpp"

namespace tandem {

/// Folds the events of one call, as they come, into its record. Inline, as a simulated year folds fifty
/// million events. Where a call waits in several queues, the record names the last and keeps the first
/// queued_at: requeueing does not reset the clock.
class CallFold {
 public:
  /// With the first event of a call.
  void begin(const CallEvent& first) {
    record_ = {.call = first.call,
               .client = first.client,
               .queue = first.queue,
               .source = first.source,
               .outcome = Outcome::unfinished};
    hold_began_ = Instant::none();
    take(first);
  }

  void take(const CallEvent& event) {
    if (event.type.known()) record_.type = event.type;
    if (event.caller.known()) record_.caller = event.caller;
    record_.priority = std::max(record_.priority, event.priority);
    switch (event.kind) {
      case CallEventKind::offered:
        record_.offered_at = event.at;
        break;
      case CallEventKind::menu_left:
        record_.menu_left_at = event.at;
        break;
      case CallEventKind::queued:
        take_queued(event);
        break;
      case CallEventKind::ringing:
        if (record_.outcome != Outcome::answered) record_.ringing_at = event.at;
        break;
      case CallEventKind::ring_no_answer:
        ++record_.rings_unanswered;
        if (record_.outcome != Outcome::answered) record_.ringing_at = Instant::none();
        break;
      case CallEventKind::ring_cancelled:
        break;  // no fault of the agent's, and another may answer
      case CallEventKind::answered:
        take_answered(event);
        break;
      case CallEventKind::held:
        hold_began_ = event.at;
        break;
      case CallEventKind::retrieved:
        close_hold(event.at);
        break;
      case CallEventKind::transferred:
        ++record_.transfers;
        close_hold(event.at);
        break;
      case CallEventKind::consulted:
      case CallEventKind::consultation_ended:
        break;  // the caller was on hold
      case CallEventKind::callback_requested:
        leave(Outcome::callback, event.at);
        break;
      case CallEventKind::overflowed:
        leave(Outcome::overflow, event.at);
        break;
      case CallEventKind::abandoned:
        leave(Outcome::abandoned, event.at);
        break;
      case CallEventKind::ended:
        take_ended(event);
        break;
      case CallEventKind::after_call_work_ended:
        record_.wrapup_end_at = event.at;
        break;
    }
  }

  const CallRecord& record() const { return record_; }

 private:
  void take_queued(const CallEvent& event) {
    if (!record_.queued_at.known()) record_.queued_at = event.at;
    if (record_.outcome == Outcome::answered) return;
    record_.queue = event.queue;
    record_.outcome = Outcome::unfinished;
    record_.ended_at = Instant::none();
  }
  void take_answered(const CallEvent& event) {
    if (record_.outcome == Outcome::answered) return;  // by a second agent, after a transfer
    record_.answered_at = event.at;
    record_.agent = event.agent;
    record_.outcome = Outcome::answered;
    record_.ended_at = Instant::none();
  }
  void take_ended(const CallEvent& event) {
    close_hold(event.at);
    // After-call work that is over before the conversation is that of who handed it on.
    record_.wrapup_end_at = Instant::none();
    if (record_.outcome == Outcome::answered)
      record_.ended_at = event.at;
    else
      leave(outcome_of(event.ending), event.at);
  }
  void close_hold(Instant at) {
    if (hold_began_.known()) record_.held = std::max(record_.held, Duration()) + (at - hold_began_);
    hold_began_ = Instant::none();
  }
  void leave(Outcome outcome, Instant at) {
    if (record_.outcome == Outcome::answered) return;  // after an answer only `ended` ends a call
    record_.outcome = outcome;
    record_.ended_at = at;
  }
  static Outcome outcome_of(Ending ending) {
    switch (ending) {
      case Ending::completed:
        return Outcome::answered;
      case Ending::in_menu:
        return Outcome::in_menu;
      case Ending::voicemail:
        return Outcome::voicemail;
      case Ending::out_of_hours:
        return Outcome::out_of_hours;
    }
    return Outcome::unfinished;
  }

  CallRecord record_;
  Instant hold_began_;
};

}  // namespace tandem
