#include "plan/staffing/blend/chat_queue.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "plan/queueing/arguments.hpp"
#include "plan/queueing/erlang.hpp"
#include "plan/queueing/inverse_blocking.hpp"

namespace tandem::blend {
namespace {

/// The states in which a slot is left: the sum of their weights over the weight of the last of them, and the
/// mean of their chats and of their busy agents.
struct FreeStates {
  long double weight = 1, chats = 0, busy = 0;
};

FreeStates free_states(const ChatLoad& load, std::uint32_t agents) {
  FreeStates states;
  const std::uint32_t slots = agents * load.at_once;
  for (std::uint32_t chats = 1; chats < slots; ++chats) {
    // 1 / B of Erlang's recursion, with a pace that grows as the agents' does.
    states.weight = 1 + states.weight * load.ended_per_second(agents, chats) / load.chats_per_second;
    states.chats += (chats - states.chats) / states.weight;
    states.busy += (std::min(chats, agents) - states.busy) / states.weight;
  }
  return states;
}

Result<void> check(const ChatLoad& load, std::uint32_t agents) {
  if (load.at_once < 1 || load.at_once > kAtOnceMax)
    return failure(ErrorCode::bad_value, "{} chats at once are not possible; give 1 to {}", load.at_once,
                   kAtOnceMax);
  if (!(load.slowdown >= 0 && load.slowdown <= kSlowdownMax))
    return failure(ErrorCode::bad_value, "a slowdown of {} is not possible; give 0 to {}", load.slowdown,
                   kSlowdownMax);
  if (agents < 1 || agents > kChatAgentsMax)
    return failure(ErrorCode::bad_value, "{} agents for chats cannot be calculated; give 1 to {}", agents,
                   kChatAgentsMax);
  return queueing::check_load({load.chats_per_second, load.handle_seconds}, load.within_seconds,
                              load.patience_seconds);
}

/// The waits where all slots are taken: of as many servers of the slowest kind.
Result<queueing::Performance> full_queue(const ChatLoad& load, std::uint32_t slots, double ended_per_second) {
  const queueing::Load full{load.chats_per_second, slots / ended_per_second};
  return load.patience_seconds ? queueing::erlang_a(full, slots, load.within_seconds, *load.patience_seconds)
                               : queueing::erlang_c(full, slots, load.within_seconds);
}

}  // namespace

double ChatLoad::ended_per_second(std::uint32_t agents, std::uint32_t chats) const {
  const std::uint32_t each = chats / agents, more = chats % agents;
  const auto pace = [this](std::uint32_t held) {
    return held == 0 ? 0.0 : held / (handle_seconds * (1 + slowdown * (held - 1)));
  };
  return (agents - more) * pace(each) + (more == 0 ? 0.0 : more * pace(each + 1));
}

Result<ChatPerformance> chat_performance(const ChatLoad& load, std::uint32_t agents) {
  TANDEM_TRY(check(load, agents));
  ChatPerformance made{.service_level = 1};
  if (load.chats_per_second <= 0) return made;
  const std::uint32_t slots = agents * load.at_once;
  const double pace = load.ended_per_second(agents, slots);
  if (!load.patience_seconds && load.chats_per_second >= pace)
    return ChatPerformance{.p_wait = 1,
                           .mean_wait = std::numeric_limits<double>::infinity(),
                           .slots_taken = 1,
                           .agents_busy = 1,
                           .at_once = static_cast<double>(load.at_once)};
  TANDEM_ASSIGN(full, full_queue(load, slots, pace));
  const FreeStates states = free_states(load, agents);
  const long double alike = queueing::inverse_blocking(load.chats_per_second * slots / pace, slots - 1.0);
  // Odds of waiting: those of servers who are all alike, by how much more often ours have a slot left.
  if (full.p_wait > 0 && std::isfinite(states.weight)) {
    const long double odds =
        full.p_wait / (1.0L - full.p_wait) * static_cast<long double>(alike / states.weight);
    made.p_wait = full.p_wait >= 1 ? 1 : static_cast<double>(odds / (1 + odds));
    const double part = made.p_wait / full.p_wait;
    made.service_level = std::clamp(1 - part * (1 - full.service_level), 0.0, 1.0);
    made.mean_wait = part * full.mean_wait;
    made.p_abandon = part * full.p_abandon;
  }
  const auto mean = [&](long double when_free, std::uint32_t when_full) {
    return static_cast<double>((1 - made.p_wait) * when_free + made.p_wait * when_full);
  };
  const double chats = mean(states.chats, slots), busy = mean(states.busy, agents);
  made.slots_taken = chats / slots;
  made.agents_busy = busy / agents;
  made.at_once = busy > 0 ? chats / busy : 0;
  return made;
}

Result<std::uint32_t> chat_agents_for(const ChatLoad& load, double share) {
  if (!(share > 0 && share < 1))
    return failure(ErrorCode::bad_value, "a share of {} cannot be a target; give one between 0 and 1", share);
  TANDEM_TRY(check(load, 1));
  if (load.chats_per_second <= 0) return 0U;
  const auto enough = [&](std::uint32_t agents) {
    const auto made = chat_performance(load, agents);
    return made && made->service_level >= share;
  };
  std::uint32_t few = 0, many = 1;
  while (!enough(many)) {
    if (many == kChatAgentsMax)
      return failure(ErrorCode::limit, "the chats take more than the {} agents that can be calculated",
                     kChatAgentsMax);
    few = many;
    many = std::min(kChatAgentsMax, many * 2);
  }
  while (many - few > 1) {
    const std::uint32_t middle = few + (many - few) / 2;
    (enough(middle) ? many : few) = middle;
  }
  return many;
}

}  // namespace tandem::blend
