#pragma once

#include <vector>

#include "plan/twin/behaviour.hpp"
#include "plan/twin/day_observed.hpp"

namespace tandem::twin {

/// When the agents of a day could have taken calls. The log shows from when to when they did: who waits for a
/// first call is there before it, and a last activity is the end of a call that began earlier. What is known
/// of it is who called when, and when each agent was active. Refers to the day and the behaviour.
class Presence {
 public:
  Presence(const DayObserved& day, const Behaviour& behaviour);

  /// Work that comes between two instants, as a multiple of what the agents who are seen can do in that time.
  double load(Instant from, Instant until) const;
  /// In order, without overlap.
  std::vector<TimeSpan> of(const std::vector<TimeSpan>& on_duty) const;

 private:
  /// How it was around an instant.
  struct Load {
    double busy = 0;          ///< the share of agents' time that calls take, 0 to 1
    double idle_seconds = 0;  ///< from one call of an agent to the next
  };
  Load load_near(Instant at) const;
  std::size_t arrivals_between(Instant from, Instant until) const;
  double on_duty_between(Instant from, Instant until) const;
  bool would_hardly_be_missed(Instant from, Instant until) const;
  std::vector<TimeSpan> without_short_absence(const std::vector<TimeSpan>& on_duty) const;

  const DayObserved& day_;
  const Behaviour& behaviour_;
  TimeSpan open_;  ///< from the first activity of anybody to the last; where nobody was there, nothing
};

}  // namespace tandem::twin
