#pragma once

#include <deque>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "core/base/id.hpp"
#include "core/base/result.hpp"
#include "core/events/event_log.hpp"

namespace tandem::importing {

/// Names of one kind of thing, each with its dense id in order of first sight. Safe for several threads;
/// names never move, so a string_view of one stays good as long as the table.
template <class IdType>
class NameTable {
 public:
  IdType intern(std::string_view name) {
    const std::lock_guard lock(guard_);
    if (const auto it = ids_.find(name); it != ids_.end()) return it->second;
    const IdType id(static_cast<std::uint32_t>(names_.size()));
    ids_.emplace(names_.emplace_back(name), id);
    return id;
  }
  /// "" for an id that is not known.
  std::string_view name(IdType id) const {
    const std::lock_guard lock(guard_);
    return id.known() ? std::string_view(names_[id.index()]) : std::string_view();
  }
  std::size_t size() const {
    const std::lock_guard lock(guard_);
    return names_.size();
  }

 private:
  mutable std::mutex guard_;
  std::deque<std::string> names_;
  std::map<std::string_view, IdType> ids_;
};

/// The names behind the dense ids of an import. A queue belongs to one client: two clients' queues of one
/// name are two.
class Directory {
 public:
  NameTable<ClientId> clients;
  NameTable<CallTypeId> types;
  NameTable<AgentId> agents;
  NameTable<CallerId> callers;
  NameTable<CallId> calls;  ///< the log's own call ids, when wanted
  NameTable<ReasonId> reasons;
  NameTable<SourceId> sources;  ///< the files read

  QueueId intern_queue(ClientId client, std::string_view name);
  std::string_view queue_name(QueueId id) const;
  ClientId queue_client(QueueId id) const;
  std::size_t queues() const;

  /// Which clients an agent may serve, where a log says; several logs' words are put together.
  void add_serves(AgentId agent, const EventLogHead::Serves& serves);
  /// By agent; none where no log says.
  std::vector<EventLogHead::Serves> serves() const;
  /// Whose streams the event logs are that were read, each once; none(): a whole floor's.
  void add_log_of(ClientId client);
  std::vector<ClientId> logs_of() const;

  /// The client of a name that the user gave; none() for "". The error of an unknown one says who is known.
  Result<ClientId> find_client(std::string_view name) const;

 private:
  mutable std::mutex guard_;
  std::deque<std::pair<ClientId, std::string>> queues_;
  std::map<std::pair<ClientId, std::string_view>, QueueId> queue_ids_;
  std::vector<EventLogHead::Serves> serves_;
  std::vector<ClientId> logs_of_;
};

}  // namespace tandem::importing
