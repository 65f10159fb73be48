#pragma once

#include <cstdint>
#include <limits>

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

/// Adds one call. This is the place where a call becomes figures: the report, the wallboard and the invoice
/// all pass it.
Counted count(Tally& tally, const Rules& rules, const CallRecord& call);

}  // namespace tandem::kpi
