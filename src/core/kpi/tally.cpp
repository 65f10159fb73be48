#include "core/kpi/tally.hpp"

#include <algorithm>
#include <array>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

/// Where a measure is: a count of calls or a total.
struct Place {
  std::uint32_t Tally::* count = nullptr;
  std::int64_t Tally::* total = nullptr;
};
constexpr std::array<Place, kMeasures> kPlaces = [] {
  std::array<Place, kMeasures> places;
  const auto at = [&places](Measure measure) -> Place& { return places[static_cast<std::size_t>(measure)]; };
  at(Measure::offered).count = &Tally::offered;
  at(Measure::answered).count = &Tally::answered;
  at(Measure::abandoned).count = &Tally::abandoned;
  at(Measure::answered_in_threshold).count = &Tally::answered_in_threshold;
  at(Measure::abandoned_in_threshold).count = &Tally::abandoned_in_threshold;
  at(Measure::abandoned_short).count = &Tally::abandoned_short;
  at(Measure::abandoned_ringing).count = &Tally::abandoned_ringing;
  at(Measure::overflow).count = &Tally::overflow;
  at(Measure::callback).count = &Tally::callback;
  at(Measure::voicemail).count = &Tally::voicemail;
  at(Measure::out_of_hours).count = &Tally::out_of_hours;
  at(Measure::in_menu).count = &Tally::in_menu;
  at(Measure::unfinished).count = &Tally::unfinished;
  at(Measure::talk_known).count = &Tally::talk_known;
  at(Measure::acw_known).count = &Tally::acw_known;
  at(Measure::acw_present).count = &Tally::acw_present;
  at(Measure::wait_answered_total).total = &Tally::wait_answered_total;
  at(Measure::wait_abandoned_total).total = &Tally::wait_abandoned_total;
  at(Measure::talk_total).total = &Tally::talk_total;
  at(Measure::held_total).total = &Tally::held_total;
  at(Measure::acw_total).total = &Tally::acw_total;
  at(Measure::wait_max).total = &Tally::wait_max;
  return places;
}();

/// Of two totals of which either may be -1, not stated.
std::int64_t sum_of_stated(std::int64_t a, std::int64_t b) {
  if (a < 0 || b < 0) return std::max(a, b);
  return a + b;
}

void add_count(std::uint32_t& to, std::uint32_t more) {
  TANDEM_CHECK(!__builtin_add_overflow(to, more, &to), "a group holds more than 4,294,967,295 calls");
}

}  // namespace

void Tally::add(const Tally& other) {
  for (const Place& place : kPlaces)
    if (place.count != nullptr && place.count != &Tally::abandoned_ringing)
      add_count(this->*place.count, other.*place.count);
  if (other.ringing_stated()) {
    if (!ringing_stated()) abandoned_ringing = 0;
    add_count(abandoned_ringing, other.abandoned_ringing);
  }
  wait_answered_total += other.wait_answered_total;
  wait_abandoned_total += other.wait_abandoned_total;
  talk_total += other.talk_total;
  held_total = sum_of_stated(held_total, other.held_total);
  acw_total += other.acw_total;
  wait_max = std::max(wait_max, other.wait_max);
}

std::int64_t Tally::value(Measure measure) const {
  if (measure == Measure::abandoned_ringing && !ringing_stated()) return 0;
  if (measure == Measure::held_total && !hold_stated()) return 0;
  const Place& place = kPlaces[static_cast<std::size_t>(measure)];
  return place.count != nullptr ? this->*place.count : this->*place.total;
}

}  // namespace tandem::kpi
