#include <array>

#include "core/events/agent_interval.hpp"
#include "core/events/call_record.hpp"

namespace tandem {
namespace {

constexpr std::array<std::string_view, 17> kCallEvents = {"offered",
                                                          "menu_left",
                                                          "queued",
                                                          "ringing",
                                                          "ring_no_answer",
                                                          "ring_cancelled",
                                                          "answered",
                                                          "held",
                                                          "retrieved",
                                                          "transferred",
                                                          "consulted",
                                                          "consultation_ended",
                                                          "callback_requested",
                                                          "overflowed",
                                                          "abandoned",
                                                          "ended",
                                                          "after_call_work_ended"};
constexpr std::array<std::string_view, 6> kAgentEvents = {"signed_on",  "ready",     "not_ready",
                                                          "signed_off", "elsewhere", "back"};
constexpr std::array<std::string_view, kAgentStates> kStateNames = {
    "idle", "ringing", "talking", "holding", "after_call_work", "not_ready", "elsewhere"};
constexpr std::array<std::string_view, kOutcomes> kOutcomeNames = {
    "answered", "abandoned", "overflow", "callback", "voicemail", "out_of_hours", "in_menu", "unfinished"};

}  // namespace

std::string_view name_of(CallEventKind kind) { return kCallEvents.at(static_cast<std::size_t>(kind)); }
std::string_view name_of(AgentEventKind kind) { return kAgentEvents.at(static_cast<std::size_t>(kind)); }
std::string_view name_of(AgentState state) { return kStateNames.at(static_cast<std::size_t>(state)); }
std::string_view name_of(Outcome outcome) { return kOutcomeNames.at(static_cast<std::size_t>(outcome)); }

std::optional<Outcome> outcome_from(std::string_view name) {
  for (std::size_t i = 0; i < kOutcomes; ++i)
    if (kOutcomeNames[i] == name) return static_cast<Outcome>(i);
  return std::nullopt;
}

}  // namespace tandem
