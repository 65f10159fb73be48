#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/time_span.hpp"

namespace tandem::routing {

using SkillId = Id<struct SkillTag>;
/// Agents that are planned and reported together; every agent is of one.
using GroupId = Id<struct GroupTag>;
/// A site or number outside this floor that calls can be sent to.
using DestinationId = Id<struct DestinationTag>;
using AnnouncementId = Id<struct AnnouncementTag>;

/// Skills are graded from 1 to 10, the best.
inline constexpr std::uint8_t kSkillLevelMax = 10;
struct SkillLevel {
  SkillId skill;
  std::uint8_t level = 1;
  friend bool operator==(const SkillLevel&, const SkillLevel&) = default;
};

/// Which agents may serve: those of any of the groups (none named: of all) who have every skill at the level
/// named or above.
struct Access {
  std::vector<GroupId> groups;
  std::vector<SkillLevel> skills;
  /// Agents of a lower rank are asked first, and an agent serves queues in which it has a lower rank first.
  std::uint8_t rank = 1;
};

/// A queue's access widens stage by stage. A stage is open when any of its conditions holds, and the first is
/// open from the beginning; an open stage has all those before it open.
struct Stage {
  std::vector<Access> access;
  std::optional<Duration> wait;           ///< the first caller has waited so long (priority credited)
  std::optional<std::uint32_t> length;    ///< so many wait in the queue
  std::optional<Duration> expected_wait;  ///< a new caller would have to expect so long a wait
  std::optional<std::uint32_t> free_agents_under;  ///< fewer of the agents of the stages before are free
};

/// Which of the free agents of one rank is asked.
enum class AgentOrder : std::uint8_t {
  longest_idle,
  least_occupied,  ///< lowest share of signed-on time spent on calls, rings and wrap-up included, as of
                   ///< when each became free
  fewest_calls,    ///< since sign-on
  top_down,        ///< in the order of the plan
  round_robin,     ///< in the order of the plan, from the one after who was asked last
  random,          ///< from the plan's seed
  best_skill,      ///< highest level in the first skill of the access, then longest idle
  ring_all         ///< everybody who is free; who answers first has the call
};
inline constexpr std::size_t kAgentOrders = 8;
std::string_view name_of(AgentOrder order);

/// How a call leaves that no agent of this floor takes.
enum class Treatment : std::uint8_t { hang_up, closed, busy, voicemail, callback, other_queue, destination };
std::string_view name_of(Treatment treatment);
struct Leaving {
  Treatment treatment = Treatment::hang_up;
  QueueId queue;              ///< of other_queue: the call keeps its wait
  DestinationId destination;  ///< of destination
  AnnouncementId announcement;
};

struct Queue {
  std::string name;
  ClientId client;
  std::vector<Stage> stages;
  AgentOrder agents_by = AgentOrder::longest_idle;

  /// Of several queues an agent may serve at one rank, those of the highest tier come first; among them the
  /// call with the longest wait, credit added, times its queue's weight.
  std::uint8_t tier = 0;
  double weight = 1;
  /// A call of priority p is served as if it had come p times so much earlier (priority with ageing). Long
  /// enough a credit is strict priority.
  Duration credit_per_priority;

  /// Then the caller returns to the own place, before all who came later; none: until told.
  std::optional<Duration> ring_for;
  std::optional<Duration> wrap_up_for;  ///< none: until told
  bool not_ready_after_unanswered = true;

  std::optional<std::uint32_t> length_max;
  Leaving when_full{Treatment::busy, {}, {}, {}};
  std::optional<Duration> wait_max;
  Leaving when_waited{Treatment::voicemail, {}, {}, {}};
  std::optional<Duration> expected_wait_max;  ///< of a new caller
  Leaving when_expected{Treatment::callback, {}, {}, {}};
  bool leave_without_agents = false;  ///< who comes when no agent that any stage allows is signed on
  Leaving when_without_agents{Treatment::hang_up, {}, {}, {}};

  std::optional<std::vector<TimeSpan>> open;  ///< in order, without overlap; none: always
  Leaving when_closed{Treatment::closed, {}, {}, {}};
  bool serve_waiting_after_closing = true;

  AnnouncementId outage;  ///< played first while the plan names one
  AnnouncementId position_announcement;
  std::optional<Duration> announce_every;
  std::optional<Duration> offer_callback_after;
  std::uint8_t callback_tries_max = 2;
  Duration callback_again_after = Duration::minutes(5);  ///< a caller who did not answer
};

struct Agent {
  std::string name;
  GroupId group;
  std::vector<SkillLevel> skills;
  std::optional<Duration> wrap_up_for;  ///< instead of the queues'
  /// Calls are put through as they ring (auto answer), but for callbacks, whose callers must answer first.
  /// Of those whom ring_all would ring, the first to answer so has the call.
  bool answers_at_once = false;
};

/// What a client is sure of in a group that several share.
struct Guarantee {
  enum class Kind : std::uint8_t {
    reserved,   ///< `agents` of the group serve it or are kept free for it
    share,      ///< the same, for a share of the group's agents that are signed on
    threshold,  ///< others are given an agent only when more than `agents` are free
  };
  Kind kind = Kind::reserved;
  ClientId client;
  GroupId group;
  std::uint32_t agents = 0;
  double share = 0;  ///< 0 .. 1
};

struct Limits {
  std::uint32_t calls = 20'000;  ///< on the floor at once: the ids of calls are below it
};

/// What the router knows of a floor: a value. Ids are positions in these lists; a plan that replaces another
/// only appends to them.
struct Plan {
  std::vector<std::string> clients;
  std::vector<std::string> skills;
  std::vector<std::string> groups;
  std::vector<std::string> destinations;
  std::vector<std::string> announcements;
  std::vector<Queue> queues;
  std::vector<Agent> agents;
  std::vector<Guarantee> guarantees;
  /// Whether an agent without a clearance (see FactKind::clearance_given) is kept from a client's calls.
  bool clearance_required = true;
  Limits limits;
  std::uint64_t seed = 1;
};

/// Everything that is wrong with a plan, each with the part of the plan it is about; empty: it is sound.
std::vector<Error> faults_of(const Plan& plan);

}  // namespace tandem::routing
