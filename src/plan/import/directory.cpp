#include "plan/import/directory.hpp"

#include <algorithm>
#include <iterator>

#include "core/base/at_id.hpp"

namespace tandem::importing {

QueueId Directory::intern_queue(ClientId client, std::string_view name) {
  const std::lock_guard lock(guard_);
  if (const auto it = queue_ids_.find({client, name}); it != queue_ids_.end()) return it->second;
  const QueueId id(static_cast<std::uint32_t>(queues_.size()));
  const auto& stored = queues_.emplace_back(client, name);
  queue_ids_.emplace(std::pair(client, std::string_view(stored.second)), id);
  return id;
}

std::string_view Directory::queue_name(QueueId id) const {
  const std::lock_guard lock(guard_);
  return id.known() ? std::string_view(queues_[id.index()].second) : std::string_view();
}

ClientId Directory::queue_client(QueueId id) const {
  const std::lock_guard lock(guard_);
  return id.known() ? queues_[id.index()].first : ClientId::none();
}

std::size_t Directory::queues() const {
  const std::lock_guard lock(guard_);
  return queues_.size();
}

void Directory::add_serves(AgentId agent, const EventLogHead::Serves& serves) {
  const std::lock_guard lock(guard_);
  EventLogHead::Serves& known = at_id(serves_, agent);
  std::vector<ClientId> all;
  std::vector<ClientId> more = serves.clients;
  std::ranges::sort(more);
  std::ranges::set_union(known.clients, more, std::back_inserter(all));
  known.clients = std::move(all);
  known.others = std::max(known.others, serves.others);
}

std::vector<EventLogHead::Serves> Directory::serves() const {
  const std::lock_guard lock(guard_);
  return serves_;
}

void Directory::add_log_of(ClientId client) {
  const std::lock_guard lock(guard_);
  if (std::ranges::find(logs_of_, client) == logs_of_.end()) logs_of_.push_back(client);
}

std::vector<ClientId> Directory::logs_of() const {
  const std::lock_guard lock(guard_);
  return logs_of_;
}

Result<ClientId> Directory::find_client(std::string_view name) const {
  constexpr std::uint32_t kNamed = 20;
  if (name.empty()) return ClientId::none();
  std::string known;
  for (std::uint32_t i = 0; i < clients.size(); ++i) {
    const auto client = clients.name(ClientId(i));
    if (client == name) return ClientId(i);
    if (i < kNamed) known += (known.empty() ? "" : ", ") + std::string(client);
  }
  return failure(ErrorCode::not_found, "the calls name no client '{}'; they name {}", name,
                 known.empty() ? "none" : known);
}

}  // namespace tandem::importing
