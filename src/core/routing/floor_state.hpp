#pragma once

#include <cstdint>

#include "core/base/duration.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/routing/free_agents.hpp"
#include "core/routing/plan.hpp"

namespace tandem::routing {

/// Before every instant: a clearance that holds until then does not hold.
inline constexpr Instant kNever = Instant::from_microseconds(INT64_MIN);

/// Where a call is: in one place at a time.
enum class CallPlace : std::uint8_t {
  nowhere,  ///< its id is free
  waiting,  ///< in its queue
  ringing,  ///< at one agent, or at several
  talking,  ///< with an agent
  parked,   ///< to be called back again later
  over      ///< its agent still wraps it up
};

struct CallState {
  Instant queued_at;  ///< when its wait began
  Instant rung_at;    ///< when the attempt that rings, or was answered, began
  Instant since;      ///< from when its wait counts, credit included
  std::uint64_t arrival = 0;
  // In the order of a CallEvent's, so that they are copied together.
  ClientId client;
  QueueId queue;
  CallTypeId type;
  CallerId caller;
  AgentId agent;      ///< ringing: the first of a chain of agents; talking: who talks
  AgentId consulted;  ///< talking: whom its agent asks, or whose phone rings for that
  Duration estimate;  ///< the wait expected when it began to wait
  CallPlace place = CallPlace::nowhere;
  std::uint8_t priority = 0;
  std::uint8_t queues_passed = 0;
  std::uint8_t callbacks_tried = 0;
  std::uint8_t wrap_ups = 0;  ///< agents who still wrap it up
  bool caller_away = false;   ///< asked to be called back
  bool callback_offered = false;
  bool has_estimate = false;
  bool held = false;  ///< talking: the caller is on hold
};

enum class AgentPlace : std::uint8_t { off, not_ready, free, ringing, talking, wrapping_up };

struct AgentStatus {
  Instant free_since;  ///< of its last time free
  Instant work_began;  ///< ringing, talking or wrapping up since
  Instant wrap_up_began;
  Instant signed_on_at;
  Duration worked;  ///< since sign-on: rings, conversations and wrap-up
  CallId call;
  AgentId next_ringing;     ///< of the chain of agents whom one call rings
  QueueId queue;            ///< of the work that it is on
  ClientId client;          ///< of the work that it is on
  std::uint32_t calls = 0;  ///< since sign-on
  GroupId group;
  PoolId pool;
  std::uint16_t reason = 0;  ///< of becoming not ready, now or next
  AgentPlace place = AgentPlace::off;
  AgentPlace next = AgentPlace::free;  ///< after the present work: free, not_ready or off
  bool answers_at_once = false;
};

/// What the router keeps of a queue beside its calls: the rules that every call asks for, near together, and
/// what it has seen.
struct QueueStatus {
  ClientId client;
  AgentOrder agents_by = AgentOrder::longest_idle;
  bool widens = false;          ///< has more stages than one
  bool timed = false;           ///< some wake-up is set for each of its calls
  bool has_conditions = false;  ///< calls may be turned away at its door
  bool estimates = false;       ///< expected waits are asked for
  bool closed_by_hand = false;
  double weight = 1;
  Duration credit_per_priority;
  Duration ring_for;           ///< zero: until told
  Duration wrap_up_for;        ///< negative: until told
  std::uint32_t interval = 0;  ///< of opening hours: the one that is, or comes next
  AgentId last_asked;
  Instant last_start;             ///< when the last of its calls that had waited was rung
  double mean_gap_seconds = 0;    ///< between such starts; 0: not known yet
  double mean_error_seconds = 0;  ///< of the waits estimated, against those that came about
};

}  // namespace tandem::routing
