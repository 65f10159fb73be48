#include "plan/simulation/client_log_recorder.hpp"

#include <algorithm>
#include <variant>

#include "core/base/at_id.hpp"
#include "core/base/check.hpp"
#include "core/routing/access_table.hpp"

namespace tandem::simulation {
namespace {

/// The ids of those that are wanted, in order, from 0; the others have none.
template <class IdType, class Wanted>
std::vector<IdType> numbered(std::size_t count, Wanted wanted) {
  std::vector<IdType> ids(count);
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < count; ++i)
    if (wanted(i)) ids[i] = IdType(next++);
  return ids;
}

template <class IdType>
std::vector<bool> which_are_known(const std::vector<IdType>& ids) {
  std::vector<bool> known;
  for (const IdType id : ids) known.push_back(id.known());
  return known;
}

}  // namespace

std::vector<std::vector<ClientId>> clients_of_agents(const routing::Plan& plan) {
  const routing::AccessTable access(plan);
  std::vector<std::vector<ClientId>> all(plan.agents.size());
  for (std::uint32_t agent = 0; agent < all.size(); ++agent) {
    std::vector<ClientId>& clients = all[agent];
    for (const routing::AccessTable::Served& served : access.served(access.shared_pool(AgentId(agent))))
      clients.push_back(plan.queues[served.queue.index()].client);
    std::ranges::sort(clients);
    clients.erase(std::ranges::unique(clients).begin(), clients.end());
  }
  return all;
}

ClientView::ClientView(const Model& model, ClientId client) {
  serves = clients_of_agents(model.plan);
  const auto is_own = [&](QueueId queue) { return model.plan.queues[queue.index()].client == client; };
  queues = numbered<QueueId>(model.plan.queues.size(), [&](std::uint32_t i) { return is_own(QueueId(i)); });
  types =
      numbered<CallTypeId>(model.types.size(), [&](std::uint32_t i) { return is_own(model.types[i].queue); });
  agents = numbered<AgentId>(model.plan.agents.size(),
                             [&](std::uint32_t i) { return std::ranges::binary_search(serves[i], client); });
  scope = {.client = client, .agents = which_are_known(agents), .types = which_are_known(types)};
}

EventLogHead head_of(const Model& model, const ClientView& view) {
  EventLogHead head;
  head.counted_from = model.horizon.counted_from();
  head.counted_until = model.horizon.end();
  head.own_client = ClientId(0);
  head.clients = {model.plan.clients[view.scope.client.index()]};
  for (std::size_t i = 0; i < view.queues.size(); ++i)
    if (view.queues[i].known()) head.queues.push_back({head.own_client, model.plan.queues[i].name});
  for (std::size_t i = 0; i < view.types.size(); ++i)
    if (view.types[i].known()) head.types.push_back(model.types[i].name);
  for (std::size_t i = 0; i < view.agents.size(); ++i) {
    if (!view.agents[i].known()) continue;
    head.agents.push_back(model.plan.agents[i].name);
    head.serves.push_back({{head.own_client}, static_cast<std::uint32_t>(view.serves[i].size() - 1)});
  }
  return head;
}

ClientLogRecorder::ClientLogRecorder(EventLogFile& file, const Model& model, Recorder& next)
    : file_(file), next_(next), view_(model, file.client()), stream_(view_.scope) {}

template <class Event>
void ClientLogRecorder::see(const Event& event) {
  const auto seen = stream_.take(event);
  step_.insert(step_.end(), seen.begin(), seen.end());
}

void ClientLogRecorder::take(const routing::Fact& fact, const routing::Out& out) {
  step_.clear();
  for (const CallEvent& event : out.calls) see(event);
  for (const AgentEvent& event : out.agents) see(event);
  written_ = {};
  if (!step_.empty()) write();
  next_.take(fact, out);
}

void ClientLogRecorder::write() {
  std::byte* to = file_.room_for(step_.size());
  written_ = std::span(to, step_.size() * kEventBytes);
  for (const StreamEvent& event : step_) {
    std::visit([&](const auto& each) { write(each, to); }, event);
    to += kEventBytes;
  }
  if (first_) mark_first(written_.data());
  first_ = false;
}

void ClientLogRecorder::write(CallEvent event, std::byte* to) {
  CallId& number = at_id(numbers_, event.call);
  if (event.kind == CallEventKind::offered) {
    number = file_.next_call();
    if (event.caller.known()) {
      CallerId& caller = at_id(callers_, event.caller);
      if (!caller.known()) caller = CallerId(callers_seen_++);
      event.caller = caller;
    }
  }
  event.queue = view_.queues[event.queue.index()];
  if (event.type.known()) event.type = view_.types[event.type.index()];
  if (event.agent.known()) {
    event.agent = view_.agents[event.agent.index()];
    TANDEM_CHECK(event.agent.known(), "a model's agents serve the clients that its plan lets them");
  }
  encode(event, number, to);
}

void ClientLogRecorder::write(AgentEvent event, std::byte* to) const {
  event.agent = view_.agents[event.agent.index()];
  encode(event, to);
}

void ClientLogRecorder::left(CallId call) {
  if (call.index() < numbers_.size()) {
    const CallId number = std::exchange(numbers_[call.index()], CallId());
    if (number.known()) mark_last_of(number, written_);
  }
  next_.left(call);
}

}  // namespace tandem::simulation
