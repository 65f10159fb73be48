#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "core/base/duration.hpp"
#include "core/events/agent_interval.hpp"

namespace tandem::kpi {

/// Time of agents by what they did, in whole microseconds: sums are exact.
struct AgentTime {
  std::array<Duration, kAgentStates> by_state{};

  Duration& operator[](AgentState state) { return by_state[static_cast<std::size_t>(state)]; }
  Duration operator[](AgentState state) const { return by_state[static_cast<std::size_t>(state)]; }
  Duration total() const;
  /// Ringing, talking, holding, after-call work, elsewhere.
  Duration work() const;
  void add(const AgentTime& other);
  friend bool operator==(const AgentTime&, const AgentTime&) = default;
};

/// Who pays for which of an agent's time. Work on a call (ringing, talking, holding, after-call work) is the
/// client's whose call it is. Idle and not-ready time is shared:
///
///  1. within each interval of UTC, in proportion to the agent's own work for each client in that interval of
///     its session (sign-on to sign-off: intervals without a hole);
///  2. that of intervals without any work, in proportion to its work for each client in the session;
///  3. that of sessions without any, equally among the clients that it may serve.
///
/// All clients' parts add up to the time signed on, to the microsecond: the k-th client's part of a length is
/// that of the first k less that of the first k - 1, each rounded down. In a client's own stream all others
/// are one, `elsewhere`, and the client comes first: its part is what the floor counts for it, or one
/// microsecond less for each sharing, of which there are at most two (idle, not ready) an interval and two a
/// session.
///
/// Memory grows with agents and the clients each has worked for, not with time.
class TimeAttribution {
 public:
  /// `interval`: longer than nothing; they begin at whole multiples of it since 1970.
  explicit TimeAttribution(Duration interval);

  /// The clients that an agent may serve, and how many more who are not named. Where nobody says: the one
  /// that its idle time names, else nobody.
  struct Serves {
    std::vector<ClientId> clients;
    std::uint32_t others = 0;
  };
  /// At any time before the end; the last word counts.
  void set_serves(AgentId agent, Serves serves);

  /// Each agent's in order of time; agents in any order.
  void take(const AgentInterval& interval);

  struct Share {
    AgentId agent;
    ClientId client;  ///< none(): elsewhere, or nobody's
    AgentTime time;
    friend bool operator==(const Share&, const Share&) = default;
  };
  /// Ends every session. By agent, then client, none() last; no empty ones.
  std::vector<Share> finish();

 private:
  struct Weight {
    ClientId client;
    std::int64_t worked = 0;
  };
  /// Idle and not-ready time that is to be shared.
  struct Waiting {
    std::int64_t idle = 0;
    std::int64_t not_ready = 0;
    void add(const Waiting& other) {
      idle += other.idle;
      not_ready += other.not_ready;
    }
  };
  struct Agent {
    Instant until;  ///< of its last interval; none(): no session
    std::int64_t interval = 0;
    std::vector<Weight> in_interval;  ///< by client
    std::vector<Weight> in_session;
    Waiting waiting;   ///< in the interval
    Waiting later;     ///< of the session's intervals without work
    Waiting unworked;  ///< of sessions without work
    ClientId named;    ///< by its idle time
    Serves serves;
    std::vector<Share> shares;
  };
  void add(Agent& agent, const AgentInterval& interval, std::int64_t microseconds);
  static void close_interval(Agent& agent);
  static void close_session(Agent& agent);
  static void share_unworked(Agent& agent);
  static void share(Agent& agent, const Waiting& waiting, std::span<const Weight> weights);

  std::int64_t interval_;
  std::vector<Agent> agents_;
};

}  // namespace tandem::kpi
