#pragma once

#include <cstdint>
#include <optional>

#include "core/base/result.hpp"

/// Chats: an agent holds several at once, each of them slower than one alone.
namespace tandem::blend {

inline constexpr std::uint32_t kAtOnceMax = 20;
inline constexpr double kSlowdownMax = 10;

struct ChatLoad {
  double chats_per_second = 0;
  double handle_seconds = 0;  ///< of a chat that its agent holds alone
  std::uint32_t at_once = 1;  ///< an agent, 1 .. kAtOnceMax
  /// For each further chat that its agent holds, a chat takes so much longer, of itself: with k at once
  /// handle_seconds * (1 + slowdown * (k - 1)). 0 .. kSlowdownMax.
  double slowdown = 0;
  double within_seconds = 0;                 ///< answered in time
  std::optional<double> patience_seconds{};  ///< of those who wait, the mean; none: nobody gives up

  /// Chats that n agents end in a second while they hold so many, 0 .. n * at_once.
  double ended_per_second(std::uint32_t agents, std::uint32_t chats) const;
};

/// A chat queue in its steady state.
struct ChatPerformance {
  double p_wait = 0;         ///< a chat finds all slots taken
  double service_level = 0;  ///< answered in time, of all chats
  double mean_wait = 0;      ///< of all chats, those that leave included, seconds; infinite when overloaded
  double p_abandon = 0;
  double slots_taken = 0;  ///< share of all slots
  double agents_busy = 0;  ///< share of the agents who hold a chat
  double at_once = 0;      ///< chats of an agent who holds any, the mean; 0 without load
};

/// Agents of 1 .. 5,000. Arrivals are Poisson, handle times and patience exponential, and the next chat goes
/// to the agent who holds fewest, so that the number of chats is a birth-death chain: with i chats on n
/// agents some hold floor(i / n), the others one more. That is how chat floors are modelled since Shae et al.
/// 2007, Luo & Zhang 2013 ("Staffing and control of instant messaging contact centers") and Tezcan & Zhang
/// 2014 ("Routing and staffing in customer service chat systems with impatient customers"). It is exact where
/// a chat alone is as fast as one of several (slowdown 0: Erlang A with n * at_once servers) and for one chat
/// an agent (Erlang A); else it takes the load for even after a chat has ended too, which it is but nearly,
/// and is a little too good: run_chats() simulates what that is worth.
///
/// While all slots are taken the queue is Erlang A's own, of a pace of n * at_once chats of the slowest kind;
/// so its waits are those of queueing::erlang_a, weighted by how often all slots are taken.
Result<ChatPerformance> chat_performance(const ChatLoad& load, std::uint32_t agents);

/// The fewest agents that answer so large a share in time, between 0 and 1; 0 where nobody writes. Errors:
/// more than kChatAgentsMax, and a load that is none.
inline constexpr std::uint32_t kChatAgentsMax = 5'000;
Result<std::uint32_t> chat_agents_for(const ChatLoad& load, double share);

}  // namespace tandem::blend
