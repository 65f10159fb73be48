#pragma once

#include <cstdint>
#include <string_view>

#include "core/base/id.hpp"
#include "core/base/instant.hpp"

namespace tandem::routing {

/// What can happen on a floor, as far as the router is concerned.
enum class FactKind : std::uint8_t {
  time_passed,            ///< nothing but that; due wake-ups are acted on
  call_offered,           ///< `call` came for `queue`, of `type`, from `caller`, with `priority`
  caller_hung_up,         ///< `call`: its caller is gone, wherever it was
  callback_requested,     ///< `call`: its caller hangs up and keeps the place
  callback_failed,        ///< `call`: its caller was called back and did not answer
  ring_answered,          ///< `agent` took the call that rang
  ring_refused,           ///< `agent` refused it, or its phone could not be reached
  call_held,              ///< `call`
  call_retrieved,         ///< `call`
  call_ended,             ///< `call`: the conversation is over
  transferred_to_queue,   ///< `call`, in conversation, goes to `queue`
  transferred_to_agent,   ///< `call`, in conversation, goes to `agent`
  consultation_of_queue,  ///< `call`, in conversation: its agent asks somebody of `queue`; the caller holds
  consultation_of_agent,  ///< `call`, in conversation: its agent asks `agent`; the caller holds
  consultation_ended,     ///< `call`: who was asked is no longer wanted, or hung up; the caller holds on
  transferred_to_consulted,  ///< `call` goes on with who was asked: an attended transfer
  wrap_up_ended,             ///< `agent` is done before its time
  wrap_up_extended,          ///< `agent` needs until `until`
  agent_signed_on,           ///< `agent`; not ready yet
  agent_ready,               ///< `agent`
  agent_not_ready,           ///< `agent`, for `reason`; on a call: when that is over
  agent_signed_off,          ///< `agent`; on a call: when that is over
  agent_gone,                ///< `agent`: its phone or heartbeat is lost, and with it a call it is on
  clearance_given,           ///< `agent` may serve `client` until `until` (NDA signed, certificate held)
  clearance_withdrawn,       ///< `agent` may no longer serve `client`
  queue_closed,              ///< `queue`, whatever its hours say
  queue_reopened,            ///< `queue` keeps its hours again
};
inline constexpr std::size_t kFactKinds = 27;
std::string_view name_of(FactKind kind);

/// One thing that happened, 32 bytes. Calls are told apart by dense ids, which a shell may use again once the
/// router has reported the call's last event. Instants never go back.
struct Fact {
  Instant at;
  CallId call;
  AgentId agent;
  QueueId queue;
  CallTypeId type;
  CallerId caller;
  std::uint16_t reason = 0;  ///< index of a ReasonId
  FactKind kind = FactKind::time_passed;
  std::uint8_t priority = 0;

  /// Of facts about clearances, which have no queue.
  ClientId client() const { return ClientId(queue.index()); }
  void set_client(ClientId client) { queue = QueueId(client.index()); }
  /// Of facts that have no type and caller.
  Instant until() const {
    return Instant::from_microseconds(
        static_cast<std::int64_t>(std::uint64_t{type.index()} << 32 | caller.index()));
  }
  void set_until(Instant until) {
    const auto us = static_cast<std::uint64_t>(until.microseconds());
    type = CallTypeId(static_cast<std::uint32_t>(us >> 32));
    caller = CallerId(static_cast<std::uint32_t>(us));
  }
  friend bool operator==(const Fact&, const Fact&) = default;
};
static_assert(sizeof(Fact) == 32);

}  // namespace tandem::routing
