#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/events/event.hpp"
#include "core/routing/plan.hpp"

namespace tandem::routing {

/// What a shell is to do.
enum class CommandKind : std::uint8_t {
  ring,            ///< let `agent`'s phone ring for `call`
  cancel_ring,     ///< stop it: the caller is gone, another agent was quicker, or time is up
  connect,         ///< join `call` with `agent`, who answered or was consulted and takes it over
  hold_music,      ///< `call` waits in `queue`
  announce,        ///< play `announcement` to `call`, with `position` and `expected_wait` where it names them
  offer_callback,  ///< ask the caller of `call` whether to be called back
  call_back,       ///< dial the caller of `call`, to be joined with `agent`
  treat,           ///< `call` leaves the floor with `treatment`, to `destination` where it names one
  part,            ///< `call` and `agent` are no longer joined: a transfer, or the agent is gone
  consult,         ///< let `agent`'s phone ring to be asked about `call`, whose caller is on hold
  connect_consulted,    ///< join `agent`, who answered to be asked, with the agent of `call`
  consultation_failed,  ///< tell `agent`, of `call`, that nobody is free to be asked, answered, or is left
};
std::string_view name_of(CommandKind kind);

struct Command {
  CommandKind kind = CommandKind::ring;
  Treatment treatment = Treatment::hang_up;
  CallId call;
  AgentId agent;
  QueueId queue;
  DestinationId destination;
  AnnouncementId announcement;
  std::uint32_t position = 0;  ///< in its queue, from 1
  Duration expected_wait;
  friend bool operator==(const Command&, const Command&) = default;
};

/// What one step answers: cleared by the router at its beginning, and given back to the next, so that its
/// memory is allocated once.
struct Out {
  std::vector<Command> commands;
  std::vector<CallEvent> calls;
  std::vector<AgentEvent> agents;
  void clear() {
    commands.clear();
    calls.clear();
    agents.clear();
  }
};

}  // namespace tandem::routing
