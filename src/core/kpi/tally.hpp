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
  static constexpr std::uint32_t kNotStated = UINT32_MAX;
  std::uint32_t offered = 0, answered = 0, abandoned = 0;
  std::uint32_t answered_in_threshold = 0, abandoned_in_threshold = 0, abandoned_short = 0;
  std::uint32_t abandoned_ringing =
      kNotStated;  ///< kNotStated: of no call is known when a phone began to ring
  std::uint32_t overflow = 0, callback = 0, voicemail = 0, out_of_hours = 0, in_menu = 0, unfinished = 0;
  std::uint32_t talk_known = 0, acw_known = 0, acw_present = 0;
  std::int64_t wait_answered_total = 0, wait_abandoned_total = 0, talk_total = 0, acw_total = 0;
  std::int64_t held_total = -1;  ///< -1: no call stated a time on hold
  std::int64_t wait_max = -1;    ///< -1: no wait seen

  bool ringing_stated() const { return abandoned_ringing != kNotStated; }
  bool hold_stated() const { return held_total >= 0; }

  void add(const Tally& other);
  std::int64_t value(Measure measure) const;
  friend bool operator==(const Tally&, const Tally&) = default;
};

/// What one call adds to each Tally that it belongs to.
struct Counted {
  CountsAs as = CountsAs::left_out;
  Outcome outcome = Outcome::answered;
  bool waited = false;  ///< counts as answered or abandoned, after a wait that is known
  bool in_threshold = false;
  bool rang = false;      ///< then: the moment an agent's phone began to ring is known
  bool is_short = false;  ///< of an abandoned call
  bool talk_known = false;
  bool acw_known = false;
  Duration wait;  ///< when waited
  Duration talk;  ///< of an answered call, when known; so are the next
  Duration held = CallRecord::kHoldNotStated;
  Duration acw;
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

/// The first call that tells when a phone began to ring takes the count from kNotStated, one below 0, to 0.
inline void count_ringing(Tally& tally, const Counted& counted) {
  if (!counted.rang) return;  // of most files always, or never
  if (!tally.ringing_stated()) tally.abandoned_ringing = 0;
  tally.abandoned_ringing += counted.as == CountsAs::abandoned ? 1 : 0;
}

inline void judge_handling(Counted& counted, const CallRecord& call) {
  if (!call.answered_at.known() || !call.ended_at.known()) return;
  counted.talk_known = true;
  counted.talk = call.ended_at - call.answered_at;
  counted.held = call.held;
  counted.acw_known = call.wrapup_end_at.known();
  if (counted.acw_known) counted.acw = call.wrapup_end_at - call.ended_at;
}

inline void add_answered(Tally& tally, const Counted& counted) {
  ++tally.answered;
  tally.answered_in_threshold += counted.in_threshold ? 1 : 0;
  tally.wait_answered_total += counted.wait.microseconds();
  tally.talk_known += counted.talk_known ? 1 : 0;
  tally.talk_total += counted.talk.microseconds();
  if (counted.held >= Duration())  // of most files always, or never
    tally.held_total = std::max<std::int64_t>(tally.held_total, 0) + counted.held.microseconds();
  tally.acw_known += counted.acw_known ? 1 : 0;
  tally.acw_present += counted.acw > Duration() ? 1 : 0;
  tally.acw_total += counted.acw.microseconds();
}

inline void add_abandoned(Tally& tally, const Counted& counted) {
  ++tally.abandoned;
  tally.abandoned_in_threshold += counted.in_threshold ? 1 : 0;
  tally.abandoned_short += counted.is_short ? 1 : 0;
  tally.wait_abandoned_total += counted.wait.microseconds();
}

}  // namespace counting

/// What a call is under rules. This is the place where a call becomes figures: the report, the wallboard and
/// the invoice all pass it. Inline, as a large import counts ten million calls a second.
inline Counted judge(const Rules& rules, const CallRecord& call) {
  Counted counted{.as = rules.counts[static_cast<std::size_t>(call.outcome)], .outcome = call.outcome};
  if (counted.as < CountsAs::answered) return counted;
  const WaitSpan span = wait_under(rules, call);
  if (!span.known()) {
    counted.as = CountsAs::offered;
    return counted;
  }
  counted.waited = true;
  counted.wait = span.length();
  counted.in_threshold = rules.answer.holds(counted.wait);
  counted.rang = call.ringing_at.known();
  if (counted.as == CountsAs::answered) {
    counting::judge_handling(counted, call);
  } else {
    counted.is_short = rules.short_abandon.holds(counted.wait);
  }
  return counted;
}

/// Adds one call to a group that it belongs to.
inline void add(Tally& tally, const Counted& counted) {
  if (counted.outcome > Outcome::abandoned) counting::count_outcome(tally, counted.outcome);
  if (counted.as == CountsAs::left_out) return;
  TANDEM_CHECK(tally.offered != UINT32_MAX, "a group holds more than 4,294,967,295 calls");
  ++tally.offered;
  if (!counted.waited) return;
  tally.wait_max = std::max(tally.wait_max, counted.wait.microseconds());
  counting::count_ringing(tally, counted);
  if (counted.as == CountsAs::answered)
    counting::add_answered(tally, counted);
  else
    counting::add_abandoned(tally, counted);
}

/// Both, for a call of one group.
inline Counted count(Tally& tally, const Rules& rules, const CallRecord& call) {
  const Counted counted = judge(rules, call);
  add(tally, counted);
  return counted;
}

}  // namespace tandem::kpi
