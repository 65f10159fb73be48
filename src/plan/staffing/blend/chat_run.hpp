#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "plan/staffing/blend/chat_queue.hpp"

namespace tandem::blend {

/// A chat floor whose load and agents change by interval.
struct ChatFloor {
  double interval_seconds = 0;
  std::vector<double> chats;           ///< expected in each interval
  std::vector<double> handle_seconds;  ///< of a chat that its agent holds alone, by interval
  std::vector<std::uint32_t> agents;   ///< by interval
  ChatLoad terms;                      ///< at_once, slowdown, within_seconds and patience
};

/// One run of it, counted by the interval in which chats came.
struct ChatRun {
  struct Interval {
    std::uint32_t offered = 0, in_time = 0, abandoned = 0;
    double waited_seconds = 0;  ///< of all who came
    double idle_seconds = 0;    ///< of agents on duty who held no chat
    double slot_seconds = 0;    ///< of chats held
  };
  std::vector<Interval> intervals;
};

/// Simulates the floor chat by chat: who comes goes to the agent who holds fewest, one of several at random;
/// who waits is taken in order of arrival; nothing is moved from agent to agent. An agent who is to go takes
/// no more chats and ends those in hand. Who waits when the last interval is over has until patience ends, or
/// an interval longer, and was not answered else. Exponential throughout, so that it is the chain of
/// chat_performance() but for loads that are no longer even after chats have ended.
ChatRun run_chats(const ChatFloor& floor, Random& random);

}  // namespace tandem::blend
