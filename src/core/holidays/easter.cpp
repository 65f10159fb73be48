#include "core/holidays/easter.hpp"

namespace tandem::holidays {

// The anonymous Gregorian computus (Nature, 20 April 1876), as in J. Meeus, Astronomical Algorithms,
// chapter 8.
LocalDay easter_of(int year) {
  const int golden = year % 19;
  const int century = year / 100;
  const int in_century = year % 100;
  const int moon_correction = (century - (century + 8) / 25 + 1) / 3;
  const int epact = (19 * golden + century - century / 4 - moon_correction + 15) % 30;
  const int to_sunday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
  const int late = (golden + 11 * epact + 22 * to_sunday) / 451;
  const int after_22_march = epact + to_sunday - 7 * late;
  return LocalDay(std::chrono::year(year) / std::chrono::March / 22) + std::chrono::days(after_22_march);
}

}  // namespace tandem::holidays
