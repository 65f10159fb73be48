#include "core/kpi/tally.hpp"

#include <algorithm>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

void add_count(std::uint32_t& to, std::uint32_t more) {
  TANDEM_CHECK(!__builtin_add_overflow(to, more, &to), "a group holds more than 4,294,967,295 calls");
}

void count_outcome(Tally& tally, Outcome outcome) {
  switch (outcome) {
    case Outcome::overflow:
      ++tally.overflow;
      break;
    case Outcome::callback:
      ++tally.callback;
      break;
    case Outcome::voicemail:
      ++tally.voicemail;
      break;
    case Outcome::out_of_hours:
      ++tally.out_of_hours;
      break;
    case Outcome::in_menu:
      ++tally.in_menu;
      break;
    case Outcome::unfinished:
      ++tally.unfinished;
      break;
    case Outcome::answered:
    case Outcome::abandoned:
      break;
  }
}

void count_handling(Tally& tally, const CallRecord& call) {
  const auto talk = call.talk();
  if (!talk) return;
  ++tally.talk_known;
  tally.talk_total += talk->microseconds();
  tally.held_total += call.held.microseconds();
  const auto work = call.after_call_work();
  if (!work) return;
  ++tally.acw_known;
  tally.acw_present += *work > Duration() ? 1 : 0;
  tally.acw_total += work->microseconds();
}

}  // namespace

void Tally::add(const Tally& other) {
  static constexpr std::uint32_t Tally::* kCounts[] = {&Tally::offered,
                                                       &Tally::answered,
                                                       &Tally::abandoned,
                                                       &Tally::answered_in_threshold,
                                                       &Tally::abandoned_in_threshold,
                                                       &Tally::abandoned_short,
                                                       &Tally::abandoned_ringing,
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
  wait_answered_total += other.wait_answered_total;
  wait_abandoned_total += other.wait_abandoned_total;
  talk_total += other.talk_total;
  held_total += other.held_total;
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
      return abandoned_ringing;
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
      return held_total;
    case Measure::acw_total:
      return acw_total;
    case Measure::wait_max:
      return wait_max;
  }
  return 0;
}

Counted count(Tally& tally, const Rules& rules, const CallRecord& call) {
  CountsAs as = rules.counts[static_cast<std::size_t>(call.outcome)];
  count_outcome(tally, call.outcome);
  if (as == CountsAs::left_out) return {};
  TANDEM_CHECK(tally.offered != UINT32_MAX, "a group holds more than 4,294,967,295 calls");
  ++tally.offered;
  if (as == CountsAs::offered) return {as, false, {}};
  const auto wait = wait_under(rules, call);
  if (!wait) return {CountsAs::offered, false, {}};
  tally.wait_max = std::max(tally.wait_max, wait->microseconds());
  if (as == CountsAs::answered) {
    ++tally.answered;
    tally.answered_in_threshold += rules.answer.holds(*wait) ? 1 : 0;
    tally.wait_answered_total += wait->microseconds();
    count_handling(tally, call);
  } else {
    ++tally.abandoned;
    tally.abandoned_in_threshold += rules.answer.holds(*wait) ? 1 : 0;
    tally.abandoned_short += rules.short_abandon.holds(*wait) ? 1 : 0;
    tally.abandoned_ringing += call.ringing_at.known() ? 1 : 0;
    tally.wait_abandoned_total += wait->microseconds();
  }
  return {as, true, *wait};
}

}  // namespace tandem::kpi
