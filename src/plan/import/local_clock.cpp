#include "plan/import/local_clock.hpp"

#include <limits>

namespace tandem::importing {

Zone::Resolved LocalClock::ask(LocalTime local) {
  const Zone::Resolved resolved = zone_.to_instant(local);
  const Zone::Period& period = zone_.period_at(resolved.instant);
  // A clock is never set by as much as a day, so readings a day inside a period's ends mean one instant only.
  constexpr std::int64_t kDay = 86'400'000'000;
  offset_us_ = period.offset.microseconds();
  const bool first = &period == zone_.periods().data();
  safe_from_ =
      first ? std::numeric_limits<std::int64_t>::min() : period.from.microseconds() + offset_us_ + kDay;
  safe_until_ = period.until.known() ? period.until.microseconds() + offset_us_ - kDay
                                     : std::numeric_limits<std::int64_t>::max();
  return resolved;
}

}  // namespace tandem::importing
