#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>

#include "core/base/check.hpp"
#include "core/events/call_record.hpp"
#include "core/kpi/rules.hpp"

namespace tandem::kpi {

/// What a Tally holds, by name, so that definitions can be data. `*_total` are microseconds, the rest counts
/// of calls.
enum class Measure : std::uint8_t {
  offered,
  answered,                ///< A
  abandoned,               ///< B
  answered_in_threshold,   ///< A_T
  abandoned_in_threshold,  ///< B_T
  abandoned_short,         ///< B_S
  abandoned_ringing,       ///< abandoned while an agent's phone rang
  overflow,
  callback,
  voicemail,
  out_of_hours,
  in_menu,
  unfinished,
  talk_known,   ///< answered with a known end: "handled"
  acw_known,    ///< handled with a known end of after-call work
  acw_present,  ///< handled with after-call work > 0
  wait_answered_total,
  wait_abandoned_total,
  talk_total,  ///< hold included
  held_total,
  acw_total,
  wait_max  ///< the longest wait of an answered or abandoned call
};
inline constexpr std::size_t kMeasures = 22;

/// The sums of one group of calls under one set of Rules. Whole numbers throughout, so any order and any
/// number of threads give the same result. At most 2^32 - 1 calls a group (a broken invariant beyond).
struct Tally {
  std::uint32_t offered = 0, answered = 0, abandoned = 0;
  std::uint32_t answered_in_threshold = 0, abandoned_in_threshold = 0, abandoned_short = 0,
                abandoned_ringing = 0;
  std::uint32_t overflow = 0, callback = 0, voicemail = 0, out_of_hours = 0, in_menu = 0, unfinished = 0;
  std::uint32_t talk_known = 0, acw_known = 0, acw_present = 0;
  std::int64_t wait_answered_total = 0, wait_abandoned_total = 0, talk_total = 0, held_total = 0,
               acw_total = 0;
  std::int64_t wait_max = -1;  ///< -1: no wait seen

  void add(const Tally& other);
  std::int64_t value(Measure measure) const;
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// What one call adds to a Tally, and its wait where it counts as answered or abandoned (for percentiles).
struct Counted {
  CountsAs as = CountsAs::left_out;
  bool waited = false;
  Duration wait;  ///< when waited
};

namespace counting {

inline void count_outcome(Tally& tally, Outcome outcome) {
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

inline void count_handling(Tally& tally, const CallRecord& call) {
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

}  // namespace counting

/// Adds one call. This is the place where a call becomes figures: the report, the wallboard and the invoice
/// all pass it. Inline, as a large import counts ten million calls a second.
inline Counted count(Tally& tally, const Rules& rules, const CallRecord& call) {
  const CountsAs as = rules.counts[static_cast<std::size_t>(call.outcome)];
  if (call.outcome > Outcome::abandoned) counting::count_outcome(tally, call.outcome);
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
    counting::count_handling(tally, call);
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
