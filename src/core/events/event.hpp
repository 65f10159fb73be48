#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/id.hpp"
#include "core/base/instant.hpp"

namespace tandem {

/// What can happen to a call, in the order in which it usually does.
enum class CallEventKind : std::uint8_t {
  offered,               ///< reached the provider's lines
  menu_left,             ///< left the voice menu (IVR) for a queue or an agent
  queued,                ///< began to wait in `queue`
  ringing,               ///< rings at `agent`
  ring_no_answer,        ///< `agent` did not take it; it waits on (RONA)
  ring_cancelled,        ///< it stopped ringing at `agent`, who could not help it
  answered,              ///< `agent` took it
  held,                  ///< put on hold
  retrieved,             ///< taken back from hold
  transferred,           ///< handed on by `agent`
  consulted,             ///< `agent` is asked about it by who talks, while the caller holds
  consultation_ended,    ///< `agent` is no longer asked, or its phone no longer rings for that
  callback_requested,    ///< the caller hung up and keeps the place for a call back
  overflowed,            ///< sent elsewhere: another queue, site or number
  abandoned,             ///< the caller hung up while waiting
  ended,                 ///< the conversation, or the treatment named in `ending`, is over
  after_call_work_ended  ///< `agent` is done with it
};

/// How a call that nobody answered and no caller abandoned came to its end.
enum class Ending : std::uint8_t { completed, in_menu, voicemail, out_of_hours };

/// One thing that happened to one call. A stream is ordered by `at`; events of one call at one instant keep
/// their order.
struct CallEvent {
  Instant at;
  CallId call;
  ClientId client;
  QueueId queue;
  AgentId agent;
  CallTypeId type;
  CallerId caller;
  SourceId source;
  CallEventKind kind = CallEventKind::offered;
  Ending ending = Ending::completed;
  std::uint8_t priority = 0;

  friend bool operator==(const CallEvent&, const CallEvent&) = default;
};

/// `elsewhere` and `back` stand in one client's stream only, for work on calls of others, from the first ring
/// on. As `ended` may be followed by after-call work, `back` may be followed by a second `back`: then the
/// agent was elsewhere until that.
enum class AgentEventKind : std::uint8_t {
  signed_on,
  ready,
  not_ready,
  signed_off,
  elsewhere,  ///< begins work for a client other than the one whose stream this is
  back        ///< is done with it
};

/// One thing that happened to one agent, calls aside.
struct AgentEvent {
  Instant at;
  AgentId agent;
  ClientId client;
  ReasonId reason;  ///< of not_ready
  SourceId source;
  AgentEventKind kind = AgentEventKind::signed_on;

  friend bool operator==(const AgentEvent&, const AgentEvent&) = default;
};

std::string_view name_of(CallEventKind kind);
std::string_view name_of(AgentEventKind kind);

}  // namespace tandem
