#include "plan/import/asterisk_calls.hpp"

#include <algorithm>
#include <array>

#include "core/events/call_record.hpp"
#include "plan/import/duplicates.hpp"

namespace tandem::importing {
namespace {

/// The clock of the log and the stated wait differ by a second, as both are cut to seconds; more is noted.
constexpr Duration kClocksApartMax = Duration::seconds(2);

bool is_nobody(std::string_view caller) {
  constexpr std::array<std::string_view, 7> kNobodies = {"",        "NONE",    "anonymous", "Anonymous",
                                                         "unknown", "Unknown", "<unknown>"};
  return std::ranges::find(kNobodies, caller) != kNobodies.end();
}

/// The wait and, where the call was answered, the talk that a line states of the call it ends.
struct Stated {
  std::optional<Duration> wait;
  std::optional<Duration> talk;
};

Stated stated_by(const QueueLogEvent& event) {
  switch (event.kind) {
    case QueueLogKind::connect:
      return {event.seconds(0), std::nullopt};
    case QueueLogKind::complete:
      return {event.seconds(0), event.seconds(1)};
    case QueueLogKind::transfer:
      return {event.seconds(2), event.seconds(3)};
    case QueueLogKind::attended:
      if (event.data_count < 3) return {};
      return {event.seconds(event.data_count - 3), event.seconds(event.data_count - 2)};
    case QueueLogKind::abandon:
    case QueueLogKind::leave:
      return {event.seconds(2), std::nullopt};
    case QueueLogKind::leave_by_key:
      return {event.seconds(3), std::nullopt};
    default:
      return {};
  }
}

bool ends_talk(QueueLogKind kind) {
  return kind == QueueLogKind::complete || kind == QueueLogKind::transfer || kind == QueueLogKind::attended;
}

}  // namespace

AsteriskCalls::OpenCall* AsteriskCalls::find(std::string_view name) {
  const auto found = by_name_.find(name);
  return found == by_name_.end() ? nullptr : &*found->second;
}

Result<AsteriskCalls::OpenCall*> AsteriskCalls::open(std::string_view name, FileImport& file) {
  if (calls_.size() >= kOpenCallsMax) {
    ++file.quality().notes["call given up: more than 50,000 calls were open at once"];
    TANDEM_TRY(close(calls_.front(), file));
  }
  OpenCall& call = calls_.emplace_back();
  call.name = name;
  call.id = CallId(next_id_);
  next_id_ = next_id_ + 1 == CallId::none().index() ? 0 : next_id_ + 1;
  by_name_.emplace(call.name, std::prev(calls_.end()));
  return &call;
}

void AsteriskCalls::forget(OpenCall& call) {
  const auto found = by_name_.find(call.name);
  const Calls::iterator at = found->second;
  by_name_.erase(found);
  if (!over_names_.contains(call.name)) {
    over_names_.insert(over_.emplace_back(call.name));
    if (over_.size() > kOverCallsMax) {
      over_names_.erase(over_.front());
      over_.pop_front();
    }
  }
  calls_.erase(at);
}

Result<void> AsteriskCalls::close(OpenCall& call, FileImport& file) {
  if (!call.queued || call.duplicate || call.events.empty()) {
    if (!call.duplicate) ++file.quality().notes["number called (DID) of a call that entered no queue"];
    forget(call);
    return {};
  }
  CallRecord record = fold(call.events);
  if (record.outcome == Outcome::unfinished) ++file.quality().notes["call whose end is not in the log"];
  if (record.outcome == Outcome::answered && !record.ended_at.known())
    ++file.quality().notes["answered call whose end is not in the log"];
  const Wanted& wanted = file.options().wanted;
  if (!wanted.caller) record.caller = CallerId::none();
  if (!wanted.agent) record.agent = AgentId::none();
  if (!wanted.type) record.type = CallTypeId::none();
  if (wanted.call_names) record.call = file.directory().calls.intern(call.name);
  forget(call);
  return file.give(record);
}

void AsteriskCalls::push(OpenCall& call, CallEventKind kind, Instant at, AgentId agent, FileImport& file,
                         Ending ending) {
  CallEvent event;
  event.at = call.events.empty() ? at : std::max(at, call.events.back().at);
  event.call = call.id;
  event.client = file.client();
  event.queue = call.queue;
  event.agent = agent;
  event.type = call.type;
  event.caller = call.caller;
  event.source = file.source_id();
  event.kind = kind;
  event.ending = ending;
  call.events.push_back(event);
}

Result<void> AsteriskCalls::take(const QueueLogEvent& event, std::uint64_t line, AgentLog& agents,
                                 FileImport& file) {
  TANDEM_TRY(close_those_that_left(event.at, file));
  if (event.call.empty() || event.call == "NONE") {
    file.ignore("event of no call");
    return {};
  }
  if (event.kind == QueueLogKind::enter) return enter(event, line, file);
  if (event.kind == QueueLogKind::turned_away || event.kind == QueueLogKind::closed)
    return turn_away(event, file);
  OpenCall* call = find(event.call);
  if (event.kind == QueueLogKind::did) {
    if (call == nullptr) {
      TANDEM_ASSIGN(opened, open(event.call, file));
      call = opened;
      push(*call, CallEventKind::offered, event.at, AgentId::none(), file);
    }
    if (event.data_count > 0 && !event.data[0].empty())
      call->type = file.directory().types.intern(event.data[0]);
    ++file.quality().rows_used;
    return {};
  }
  if (call != nullptr && call->duplicate) {
    file.ignore("line of a call that was there before");
    const bool rings =
        event.kind == QueueLogKind::ring_no_answer || event.kind == QueueLogKind::ring_cancelled;
    if (!rings && event.kind != QueueLogKind::connect) forget(*call);
    return {};
  }
  if (call == nullptr || !call->queued) {
    const bool rings =
        event.kind == QueueLogKind::ring_no_answer || event.kind == QueueLogKind::ring_cancelled;
    if (rings || over_names_.contains(event.call)) {
      file.ignore("line of a call that is over, or began before the log");
      return {};
    }
    TANDEM_ASSIGN(made, reconstruct(event, line, agents, file));
    if (made == nullptr) return {};
    call = made;
  }
  ++file.quality().rows_used;
  switch (event.kind) {
    case QueueLogKind::ring_no_answer:
    case QueueLogKind::ring_cancelled:
      return ring(*call, event, agents, file);
    case QueueLogKind::connect:
      return connect(*call, event, agents, file);
    case QueueLogKind::complete:
    case QueueLogKind::transfer:
    case QueueLogKind::attended:
      return end_talk(*call, event, agents, file);
    default:
      return leave(*call, event, file);
  }
}

Result<void> AsteriskCalls::enter(const QueueLogEvent& event, std::uint64_t line, FileImport& file) {
  OpenCall* call = find(event.call);
  if (call != nullptr && call->duplicate) forget(*call), call = nullptr;
  if (call != nullptr && call->answered) {
    TANDEM_TRY(close(*call, file));  // handed on by its agent: from here on another stay in a queue
    call = nullptr;
  }
  if (call == nullptr || !call->queued) {
    const std::string stay = fmt::format("{} {} {}", event.call, event.queue, event.at.microseconds());
    const bool known = duplicates_ != nullptr && duplicates_->seen_before(file.client(), stay);
    if (call == nullptr) {
      TANDEM_ASSIGN(opened, open(event.call, file));
      call = opened;
    }
    if (known) {
      call->duplicate = true;
      TANDEM_TRY(file.refuse(
          "duplicate call",
          Error{ErrorCode::bad_value,
                fmt::format("call {} entered queue {} at this time before", event.call, event.queue),
                {.file = file.path(), .line = line, .column = 2, .field = "call"}}));
      ++file.quality().duplicates;
      return {};
    }
  }
  ++file.quality().rows_used;
  if (!call->caller.known() && event.data_count > 1 && !is_nobody(event.data[1]))
    call->caller = file.directory().callers.intern(event.data[1]);
  call->queue = file.directory().intern_queue(file.client(), event.queue);
  if (call->events.empty()) push(*call, CallEventKind::offered, event.at, AgentId::none(), file);
  if (call->events.size() < kCallEventsMax)
    push(*call, CallEventKind::queued, event.at, AgentId::none(), file);
  call->queued = true;
  call->leave_is_final = Instant::none();
  return {};
}

/// An attempt to ring is written when it is over, with its length.
Result<void> AsteriskCalls::ring(OpenCall& call, const QueueLogEvent& event, AgentLog& agents,
                                 FileImport& file) {
  if (event.agent.empty() || call.answered) return {};
  const AgentId agent = file.directory().agents.intern(event.agent);
  const Duration length = event.milliseconds(0).value_or(Duration());
  const Instant began = std::max(event.at - length, call.events.front().at);
  const bool cancelled = event.kind == QueueLogKind::ring_cancelled;
  if (call.events.size() < kCallEventsMax - 1) {
    if (cancelled)
      push(call, CallEventKind::ringing, began, agent, file);
    else
      push(call, CallEventKind::ring_no_answer, event.at, agent, file);
  }
  CallEvent of_agent = call.events.back();
  of_agent.agent = agent;
  of_agent.queue = call.queue;
  of_agent.kind = CallEventKind::ringing;
  of_agent.at = began;
  TANDEM_TRY(agents.take(of_agent, file));
  of_agent.kind = CallEventKind::ring_no_answer;
  of_agent.at = std::max(event.at, began);
  return agents.take(of_agent, file);
}

Result<void> AsteriskCalls::connect(OpenCall& call, const QueueLogEvent& event, AgentLog& agents,
                                    FileImport& file) {
  if (call.answered) {
    ++file.quality().notes["call answered twice without leaving: the first answer was taken"];
    return {};
  }
  const Instant queued_at = call.events.front().at;
  if (const auto stated = event.seconds(0); stated && call.events.size() == 2) {
    const Duration apart = (event.at - queued_at) - *stated;
    if (apart > kClocksApartMax || -apart > kClocksApartMax)
      ++file.quality()
            .notes["stated wait differs from the log's clock by more than 2 s: the clock was taken"];
  }
  call.agent = event.agent.empty() ? AgentId::none() : file.directory().agents.intern(event.agent);
  call.answered = true;
  call.leave_is_final = Instant::none();
  if (const auto rang = event.seconds(2)) {
    push(call, CallEventKind::ringing, event.at - *rang, call.agent, file);
    if (call.agent.known()) TANDEM_TRY(agents.take(call.events.back(), file));
  }
  push(call, CallEventKind::answered, event.at, call.agent, file);
  return call.agent.known() ? agents.take(call.events.back(), file) : Result<void>{};
}

Result<void> AsteriskCalls::end_talk(OpenCall& call, const QueueLogEvent& event, AgentLog& agents,
                                     FileImport& file) {
  if (!call.answered) {
    // The line that says who answered is missing; this one says when.
    const Stated stated = stated_by(event);
    const Instant answered_at = stated.talk ? event.at - *stated.talk : event.at;
    ++file.quality().notes["call whose answer is not in the log: taken from its stated talk time"];
    call.agent = event.agent.empty() ? AgentId::none() : file.directory().agents.intern(event.agent);
    call.answered = true;
    push(call, CallEventKind::answered, answered_at, call.agent, file);
    if (call.agent.known()) TANDEM_TRY(agents.take(call.events.back(), file));
  }
  if (event.kind != QueueLogKind::complete)
    push(call, CallEventKind::transferred, event.at, call.agent, file);
  push(call, CallEventKind::ended, event.at, call.agent, file);
  if (call.agent.known()) TANDEM_TRY(agents.take(call.events.back(), file));
  return close(call, file);
}

Result<void> AsteriskCalls::leave(OpenCall& call, const QueueLogEvent& event, FileImport& file) {
  if (call.answered) {
    ++file.quality().notes["call that left its queue after it was answered: the answer was taken"];
    return {};
  }
  if (event.kind == QueueLogKind::abandon) {
    push(call, CallEventKind::abandoned, event.at, AgentId::none(), file);
    return close(call, file);
  }
  if (event.kind == QueueLogKind::leave_by_key) ++file.quality().notes["call that left the queue by a key"];
  push(call, CallEventKind::overflowed, event.at, AgentId::none(), file);
  call.leave_is_final = event.at + kReentryMax;
  left_.emplace_back(call.leave_is_final, call.name);
  return {};
}

/// A call that the queue did not let in. It was offered all the same.
Result<void> AsteriskCalls::turn_away(const QueueLogEvent& event, FileImport& file) {
  OpenCall* call = find(event.call);
  if (call != nullptr && call->duplicate) {
    file.ignore("line of a call that was there before");
    forget(*call);
    return {};
  }
  ++file.quality().rows_used;
  if (call != nullptr && call->queued) return {};  // went on from another queue, where it still counts
  if (call == nullptr) {
    TANDEM_ASSIGN(opened, open(event.call, file));
    call = opened;
    push(*call, CallEventKind::offered, event.at, AgentId::none(), file);
  }
  call->queue = file.directory().intern_queue(file.client(), event.queue);
  call->queued = true;
  CallEvent& first = call->events.front();
  first.queue = call->queue;
  if (event.kind == QueueLogKind::closed)
    push(*call, CallEventKind::ended, event.at, AgentId::none(), file, Ending::out_of_hours);
  else
    push(*call, CallEventKind::overflowed, event.at, AgentId::none(), file);
  return close(*call, file);
}

/// The call of a line whose entry into the queue is not in the log, from the wait that the line states; null
/// where it states none and the line was refused.
Result<AsteriskCalls::OpenCall*> AsteriskCalls::reconstruct(const QueueLogEvent& event, std::uint64_t line,
                                                            AgentLog& agents, FileImport& file) {
  const Stated stated = stated_by(event);
  Error error{ErrorCode::bad_value, "", {.file = file.path(), .line = line, .column = 2, .field = "call"}};
  if (!stated.wait || (ends_talk(event.kind) && !stated.talk)) {
    error.message =
        fmt::format("call {} is not known and {} does not say how long it waited", event.call, event.word);
    TANDEM_TRY(file.refuse("event of a call that entered no queue", std::move(error)));
    return nullptr;
  }
  OpenCall* call = find(event.call);
  if (call == nullptr) {
    TANDEM_ASSIGN(opened, open(event.call, file));
    call = opened;
  }
  const Instant answered_or_left = event.at - stated.talk.value_or(Duration());
  call->queue = file.directory().intern_queue(file.client(), event.queue);
  call->queued = true;
  if (call->events.empty())
    push(*call, CallEventKind::offered, answered_or_left - *stated.wait, AgentId::none(), file);
  push(*call, CallEventKind::queued, answered_or_left - *stated.wait, AgentId::none(), file);
  error.message = fmt::format("call {} entered queue {} before the log: taken from the {:.0f} s it waited",
                              event.call, event.queue, stated.wait->seconds());
  file.quality().repaired("call's entry into the queue is not in the log: taken from its stated wait",
                          std::move(error));
  if (ends_talk(event.kind)) {
    call->agent = event.agent.empty() ? AgentId::none() : file.directory().agents.intern(event.agent);
    call->answered = true;
    push(*call, CallEventKind::answered, answered_or_left, call->agent, file);
    if (call->agent.known()) TANDEM_TRY(agents.take(call->events.back(), file));
  }
  return call;
}

Result<void> AsteriskCalls::close_those_that_left(Instant now, FileImport& file) {
  while (!left_.empty() && left_.front().first < now) {
    OpenCall* const call = find(left_.front().second);
    const bool final_now = call != nullptr && call->leave_is_final == left_.front().first;
    left_.pop_front();
    if (final_now) TANDEM_TRY(close(*call, file));
  }
  return {};
}

Result<void> AsteriskCalls::restart(FileImport& file) {
  while (!calls_.empty()) {
    OpenCall& call = calls_.front();
    if (!call.leave_is_final.known() && call.queued && !call.duplicate)
      ++file.quality().notes["call cut off by a restart of the switch"];
    TANDEM_TRY(close(call, file));
  }
  left_.clear();
  return {};
}

Result<void> AsteriskCalls::finish(FileImport& file) {
  while (!calls_.empty()) TANDEM_TRY(close(calls_.front(), file));
  left_.clear();
  return {};
}

}  // namespace tandem::importing
