#pragma once

#include <vector>

#include "core/base/time_span.hpp"
#include "core/calendar/opening_hours.hpp"

namespace tandem::calendar {

/// When the hours are open from `from` until `until`, excluded: in order of time, without overlap, and with a
/// closed time between any two. Nothing is open outside the years kYearMin .. kYearMax (UTC), so that `until`
/// may be none(). The hours must be sound (faults_of() empty).
///
/// A span of a day is one stretch: from the first instant at which the zone's clock shows a time of the span
/// until the last. So, on the days on which the clock is set,
/// - forward: a span that begins within the hour left out begins when the clock is set, one that ends within
///   it ends then, and one that lies within it is left out with it;
/// - back: the repeated hour is open for its whole length where a span goes on through it; a span that begins
///   within it begins the first time its beginning is shown, and one that ends within it ends the second time
///   its end is. Where clocks repeat an hour, a client is served rather longer than shorter.
///
/// A special day replaces the spans that begin on it; a span that the day before began goes on, unless the
/// special day says `from_midnight`.
std::vector<TimeSpan> compile(const OpeningHours& hours, Instant from, Instant until);

}  // namespace tandem::calendar
