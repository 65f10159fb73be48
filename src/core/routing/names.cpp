#include <array>

#include "core/routing/command.hpp"
#include "core/routing/fact.hpp"
#include "core/routing/plan.hpp"

namespace tandem::routing {

std::string_view name_of(FactKind kind) {
  static constexpr std::array<std::string_view, kFactKinds> kNames = {"time passed",
                                                                      "call offered",
                                                                      "caller hung up",
                                                                      "callback requested",
                                                                      "callback failed",
                                                                      "ring answered",
                                                                      "ring refused",
                                                                      "call held",
                                                                      "call retrieved",
                                                                      "call ended",
                                                                      "transferred to queue",
                                                                      "transferred to agent",
                                                                      "consultation of queue",
                                                                      "consultation of agent",
                                                                      "consultation ended",
                                                                      "transferred to consulted",
                                                                      "wrap-up ended",
                                                                      "wrap-up extended",
                                                                      "agent signed on",
                                                                      "agent ready",
                                                                      "agent not ready",
                                                                      "agent signed off",
                                                                      "agent gone",
                                                                      "clearance given",
                                                                      "clearance withdrawn",
                                                                      "queue closed",
                                                                      "queue reopened"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(CommandKind kind) {
  static constexpr std::array<std::string_view, 12> kNames = {
      "ring",      "cancel ring", "connect", "hold music", "announce",          "offer callback",
      "call back", "treat",       "part",    "consult",    "connect consulted", "consultation failed"};
  return kNames[static_cast<std::size_t>(kind)];
}

std::string_view name_of(AgentOrder order) {
  static constexpr std::array<std::string_view, kAgentOrders> kNames = {
      "longest_idle", "least_occupied", "fewest_calls", "top_down",
      "round_robin",  "random",         "best_skill",   "ring_all"};
  return kNames[static_cast<std::size_t>(order)];
}

std::string_view name_of(Treatment treatment) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "hang_up", "closed", "busy", "voicemail", "callback", "other_queue", "destination"};
  return kNames[static_cast<std::size_t>(treatment)];
}

}  // namespace tandem::routing
