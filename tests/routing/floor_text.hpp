#pragma once

#include <map>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "core/routing/plan.hpp"

namespace tandem::routing::scenarios {

/// What a scenario says wrongly; the runner adds the place.
struct Misspelt : std::runtime_error {
  using std::runtime_error::runtime_error;
};

std::vector<std::string> words_of(std::string_view line);
/// "20s", "5m", "1h", "1:30" (minutes and seconds), "1:00:00".
Duration duration_from(const std::string& word);

/// A plan as scenarios write it, and the names of its parts.
class FloorText {
 public:
  Plan plan;

  /// "client", "skill", "group", "queue", "also", "then", "agent", "guarantee"...; false: not such a line.
  bool take(const std::vector<std::string>& words);
  /// The options of a queue: "ring=20s", "length=3/busy"...
  void set_queue_option(Queue& queue, const std::string& option) const;

  ClientId client(const std::string& name) const;
  QueueId queue(const std::string& name) const;
  AgentId agent(const std::string& name) const;
  const std::string& agent_name(AgentId agent) const { return plan.agents[agent.index()].name; }
  const std::string& announcement(AnnouncementId id) const { return plan.announcements[id.index()]; }
  const std::string& destination(DestinationId id) const { return plan.destinations[id.index()]; }

 private:
  void take_queue(const std::vector<std::string>& words);
  void take_agent(const std::vector<std::string>& words);
  void take_guarantee(const std::vector<std::string>& words);
  Access access_from(const std::vector<std::string>& words, std::size_t from, Queue& queue) const;
  Leaving leaving_from(const std::string& text) const;
};

}  // namespace tandem::routing::scenarios
