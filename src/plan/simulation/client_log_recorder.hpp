#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "core/events/client_stream.hpp"
#include "core/events/event_log.hpp"
#include "plan/simulation/event_log_recorder.hpp"

namespace tandem::simulation {

/// By agent, the clients of the queues that any stage of theirs lets it serve, in order.
std::vector<std::vector<ClientId>> clients_of_agents(const routing::Plan& plan);

/// What of a floor one client's log names, and under which numbers.
struct ClientView {
  ClientView(const Model& model, ClientId client);

  ClientStream::Scope scope;
  // By the floor's ids; none(): it is not the client's.
  std::vector<QueueId> queues;
  std::vector<CallTypeId> types;
  std::vector<AgentId> agents;
  std::vector<std::vector<ClientId>> serves;  ///< by the floor's agent: clients_of_agents()
};
EventLogHead head_of(const Model& model, const ClientView& view);

/// Writes what one client sees of a run to its log, and passes all on. Callers and calls are numbered anew:
/// the floor's numbers would tell how many call others.
class ClientLogRecorder final : public Recorder {
 public:
  /// `file`: that of a client.
  ClientLogRecorder(EventLogFile& file, const Model& model, Recorder& next);
  void take(const routing::Fact& fact, const routing::Out& out) override;
  void left(CallId call) override;

 private:
  template <class Event>
  void see(const Event& event);
  void write();
  void write(CallEvent event, std::byte* to);
  void write(AgentEvent event, std::byte* to) const;

  EventLogFile& file_;
  Recorder& next_;
  ClientView view_;
  ClientStream stream_;
  std::vector<StreamEvent> step_;
  std::span<std::byte> written_;   ///< the same, as it is in the file
  std::vector<CallId> numbers_;    ///< by the floor's id, while the call is there
  std::vector<CallerId> callers_;  ///< by the floor's id
  std::uint32_t callers_seen_ = 0;
  bool first_ = true;  ///< nothing was written of this run
};

}  // namespace tandem::simulation
