#pragma once

#include <cstdint>
#include <string>

#include "plan/analysis/analysis.hpp"

/// Why a day stands out, in words of both languages.
namespace tandem::analysis {

/// Hours within which nearly all calls of a day lie, in minutes of the local day.
struct CallHours {
  int from = 0, until = 0;
};

/// `in_menu`: calls that ended in the voice menu, which tell a closed day from lost records.
SpecialDay missing_day(std::int64_t day, double usual_calls, std::int64_t in_menu);
/// high_volume or low_volume.
SpecialDay volume_day(std::int64_t day, std::int64_t calls, double usual_calls);
SpecialDay short_day(std::int64_t day, std::int64_t calls, double usual_calls, CallHours found,
                     CallHours usual);
SpecialDay long_waits_day(std::int64_t day, double mean_wait_seconds, double usual_seconds);
SpecialDay high_abandonment_day(std::int64_t day, double share, double usual_share);
/// Adds that the data begin or end on this day, so that it may not be whole.
void note_edge(SpecialDay& day, bool first);

}  // namespace tandem::analysis
