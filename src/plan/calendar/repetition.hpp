#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/calendar/calendar_stamp.hpp"

namespace tandem::holidays {

/// A rule may be gone through so many times (its days, weeks, months or years) until the end of the years
/// asked for; all rules of a file share this budget.
inline constexpr std::int64_t kRepetitionsMax = 2'000'000;

/// The occurrences of a rule (RRULE of RFC 5545, section 3.3.10) that begin with `start`, up to `last`,
/// included; with and without COUNT and UNTIL, at most one a day. `zone` is the clock that an UNTIL in UTC is
/// read on where `start` is not in UTC.
///
/// Takes from `budget` what going through it costs. Errors, without their place: a rule that cannot be read,
/// that has no day at all or repeats within a day (bad_value), a budget that is used up (limit).
Result<std::vector<Stamp>> occurrences_of(const std::string& text, const Stamp& start, LocalDay last,
                                          const Zone& zone, std::int64_t& budget);

}  // namespace tandem::holidays
