#pragma once

#include <array>
#include <cstdint>

#include "core/base/duration.hpp"
#include "core/events/call_record.hpp"

namespace tandem::kpi {

/// When the wait clock starts.
enum class Clock : std::uint8_t { offered, menu_left, queued };

/// Which interval a call belongs to: of its offer, of its answer, or of its service-level event (the answer,
/// the abandonment or, where neither came, the end).
enum class Attribution : std::uint8_t { offered, answered, service_level_event };

/// A bound on a wait: `at_most` is <=, `under` is <.
struct Threshold {
  enum class Comparison : std::uint8_t { at_most, under };
  Duration limit;
  Comparison comparison = Comparison::at_most;

  bool holds(Duration wait) const { return wait <= longest(); }
  /// The longest wait within the bound: waits are whole microseconds.
  Duration longest() const { return limit - Duration::microseconds(comparison == Comparison::under ? 1 : 0); }
  friend bool operator==(const Threshold&, const Threshold&) = default;
};

/// What a call with some outcome is taken for: `offered` counts among the offered only, `left_out` not at
/// all.
enum class CountsAs : std::uint8_t { left_out, offered, answered, abandoned };

/// Everything that must be fixed before calls can be counted. A contract states these; a report prints them.
struct Rules {
  Clock clock = Clock::queued;
  bool ring_time_counts = true;  ///< false: the clock stops when the answering agent's phone begins to ring
  Threshold answer{Duration::seconds(20), Threshold::Comparison::at_most};      ///< T
  Threshold short_abandon{Duration::seconds(5), Threshold::Comparison::under};  ///< S
  Attribution attribution = Attribution::offered;
  /// By Outcome, in its order.
  std::array<CountsAs, kOutcomes> counts = {CountsAs::answered, CountsAs::abandoned, CountsAs::offered,
                                            CountsAs::offered,  CountsAs::offered,   CountsAs::offered,
                                            CountsAs::left_out, CountsAs::offered};
  friend bool operator==(const Rules&, const Rules&) = default;
};

/// When the wait clock of a call starts; none() where nothing tells.
inline Instant clock_start(const Rules& rules, const CallRecord& call) {
  if (rules.clock == Clock::offered) return call.offered_at;
  if (rules.clock == Clock::menu_left && call.menu_left_at.known()) return call.menu_left_at;
  if (call.queued_at.known()) return call.queued_at;
  if (call.ringing_at.known()) return call.ringing_at;
  return call.answered_at.known() ? call.answered_at : call.ended_at;
}

/// From when until when a call waited; none() where nothing tells.
struct WaitSpan {
  Instant from;
  Instant until;
  bool known() const { return from.known() && until.known(); }
  Duration length() const { return until - from; }  ///< where known
};
/// The wait under these rules, for an answered call until its answer (or ring), for others until they ended.
/// Where the clock's first instant is unknown the next known one is taken (a call without a menu starts at
/// its offer or queue).
inline WaitSpan wait_under(const Rules& rules, const CallRecord& call) {
  Instant until = call.answered_at.known() ? call.answered_at : call.ended_at;
  if (!rules.ring_time_counts && call.ringing_at.known()) until = call.ringing_at;
  return {clock_start(rules, call), until};
}

/// The instant by which the call is put into an interval; none() where it has none (an unanswered call by its
/// answer).
inline Instant attributed_at(const Rules& rules, const CallRecord& call) {
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
