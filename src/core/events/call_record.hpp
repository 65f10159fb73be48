#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/events/event.hpp"

namespace tandem {

/// How a call ended. All but `in_menu` reached a queue or would have, and count as offered.
enum class Outcome : std::uint8_t {
  answered,      ///< an agent took it
  abandoned,     ///< the caller hung up while waiting in a queue
  overflow,      ///< sent to another queue, site or number
  callback,      ///< the caller asked to be called back
  voicemail,     ///< left a message
  out_of_hours,  ///< met the closed announcement
  in_menu,       ///< ended in the voice menu (IVR), before any queue
  unfinished     ///< the log ends, or lost the call, while it waited
};
inline constexpr std::size_t kOutcomes = 8;

/// The word used in files and reports: "answered", "abandoned"...
std::string_view name_of(Outcome outcome);
std::optional<Outcome> outcome_from(std::string_view name);

/// One call, folded from its events: its instants (none() where a thing did not happen or is not known),
/// dense ids and outcome. Invariant (see `order_broken`): offered <= menu left <= queued <= answered <= ended
/// <= wrap-up end, of those known.
struct CallRecord {
  Instant offered_at;
  Instant menu_left_at;
  Instant queued_at;
  Instant ringing_at;  ///< when the attempt that was answered began to ring
  Instant answered_at;
  Instant ended_at;  ///< end of the conversation; for a call not answered, when it left the queue
  Instant wrapup_end_at;
  /// A log without times on hold says nothing of them: that is not 0.
  static constexpr Duration kHoldNotStated = Duration::microseconds(-1);
  Duration held = kHoldNotStated;  ///< total time on hold, within answered .. ended
  CallId call;
  ClientId client;
  QueueId queue;
  CallTypeId type;
  CallerId caller;
  AgentId agent;  ///< who answered
  SourceId source;
  Outcome outcome = Outcome::answered;
  std::uint8_t priority = 0;
  std::uint8_t transfers = 0;
  std::uint8_t rings_unanswered = 0;

  friend bool operator==(const CallRecord&, const CallRecord&) = default;

  /// Queue wait: from queued_at to the answer, or to the end of a call not answered; nothing where either is
  /// unknown.
  std::optional<Duration> wait() const {
    const Instant until = answered_at.known() ? answered_at : ended_at;
    if (!queued_at.known() || !until.known()) return std::nullopt;
    return until - queued_at;
  }
  /// Conversation, hold included; nothing where the call was not answered or its end is unknown.
  std::optional<Duration> talk() const {
    if (!answered_at.known() || !ended_at.known()) return std::nullopt;
    return ended_at - answered_at;
  }
  bool hold_stated() const { return held >= Duration(); }
  std::optional<Duration> after_call_work() const {
    if (!ended_at.known() || !wrapup_end_at.known()) return std::nullopt;
    return wrapup_end_at - ended_at;
  }
};

/// The first pair of instants that is out of order, as a phrase such as "answered before queued"; empty when
/// all is well.
std::string_view order_broken(const CallRecord& record);

/// The events a record stands for, in order. fold(unfold(record)) == record, but for a hold stated as 0,
/// which is no event.
std::vector<CallEvent> unfold(const CallRecord& record);

/// Folds the events of one call, in order, into its record, as CallFold does.
CallRecord fold(std::span<const CallEvent> events_of_one_call);

}  // namespace tandem
