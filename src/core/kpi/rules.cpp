#include "core/kpi/rules.hpp"

namespace tandem::kpi {
namespace {

Instant clock_start(const Rules& rules, const CallRecord& call) {
  if (rules.clock == Clock::offered) return call.offered_at;
  if (rules.clock == Clock::menu_left && call.menu_left_at.known()) return call.menu_left_at;
  if (call.queued_at.known()) return call.queued_at;
  if (call.ringing_at.known()) return call.ringing_at;
  return call.answered_at.known() ? call.answered_at : call.ended_at;
}

}  // namespace

std::optional<Duration> wait_under(const Rules& rules, const CallRecord& call) {
  Instant until = call.answered_at.known() ? call.answered_at : call.ended_at;
  if (!rules.ring_time_counts && call.ringing_at.known()) until = call.ringing_at;
  const Instant from = clock_start(rules, call);
  if (!from.known() || !until.known()) return std::nullopt;
  return until - from;
}

Instant attributed_at(const Rules& rules, const CallRecord& call) {
  switch (rules.attribution) {
    case Attribution::offered:
      return call.offered_at;
    case Attribution::answered:
      return call.answered_at;
    case Attribution::service_level_event:
      return call.answered_at.known() ? call.answered_at : call.ended_at;
  }
  return call.offered_at;
}

}  // namespace tandem::kpi
