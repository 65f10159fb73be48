#include "core/kpi/tally.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

void add_count(std::uint32_t& to, std::uint32_t more) {
  TANDEM_CHECK(!__builtin_add_overflow(to, more, &to), "a group holds more than 4,294,967,295 calls");
}

}  // namespace

void Tally::add(const Tally& other) {
  static constexpr std::uint32_t Tally::* kCounts[] = {&Tally::offered,
                                                       &Tally::answered,
                                                       &Tally::abandoned,
                                                       &Tally::answered_in_threshold,
                                                       &Tally::abandoned_in_threshold,
                                                       &Tally::abandoned_short,
                                                       &Tally::overflow,
                                                       &Tally::callback,
                                                       &Tally::voicemail,
                                                       &Tally::out_of_hours,
                                                       &Tally::in_menu,
                                                       &Tally::unfinished,
                                                       &Tally::talk_known,
                                                       &Tally::acw_known,
                                                       &Tally::acw_present};
  for (const auto field : kCounts) add_count(this->*field, other.*field);
  if (other.ringing_stated()) {
    if (!ringing_stated()) abandoned_ringing = 0;
    add_count(abandoned_ringing, other.abandoned_ringing);
  }
  wait_answered_total += other.wait_answered_total;
  wait_abandoned_total += other.wait_abandoned_total;
  talk_total += other.talk_total;
  held_total = counting::sum_of_stated(held_total, other.held_total);
  acw_total += other.acw_total;
  wait_max = std::max(wait_max, other.wait_max);
}

std::int64_t Tally::value(Measure measure) const {
  switch (measure) {
    case Measure::offered:
      return offered;
    case Measure::answered:
      return answered;
    case Measure::abandoned:
      return abandoned;
    case Measure::answered_in_threshold:
      return answered_in_threshold;
    case Measure::abandoned_in_threshold:
      return abandoned_in_threshold;
    case Measure::abandoned_short:
      return abandoned_short;
    case Measure::abandoned_ringing:
      return ringing_stated() ? abandoned_ringing : 0;
    case Measure::overflow:
      return overflow;
    case Measure::callback:
      return callback;
    case Measure::voicemail:
      return voicemail;
    case Measure::out_of_hours:
      return out_of_hours;
    case Measure::in_menu:
      return in_menu;
    case Measure::unfinished:
      return unfinished;
    case Measure::talk_known:
      return talk_known;
    case Measure::acw_known:
      return acw_known;
    case Measure::acw_present:
      return acw_present;
    case Measure::wait_answered_total:
      return wait_answered_total;
    case Measure::wait_abandoned_total:
      return wait_abandoned_total;
    case Measure::talk_total:
      return talk_total;
    case Measure::held_total:
      return std::max<std::int64_t>(held_total, 0);
    case Measure::acw_total:
      return acw_total;
    case Measure::wait_max:
      return wait_max;
  }
  return 0;
}

}  // namespace tandem::kpi
