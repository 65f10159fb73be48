#pragma once

#include <cstdint>

#include "core/events/event.hpp"

namespace tandem {

/// The call that one agent has in hand, as the events of that agent's calls tell it. What folds an agent's
/// time and what hides it from other clients go by the same rules, hence this.
class AgentWork {
 public:
  enum class Step : std::uint8_t {
    nothing,    ///< is of no call in hand
    begins,     ///< rings, talks or holds from now on
    ends,       ///< no longer: the ring came to nothing
    may_end,    ///< the conversation is over; whether after-call work follows, its end tells
    had_worked  ///< and it did, up to now
  };

  Step take(const CallEvent& event) {
    switch (event.kind) {
      case CallEventKind::ringing:
      case CallEventKind::answered:
      case CallEventKind::held:
      case CallEventKind::retrieved:
      case CallEventKind::consulted:
        call_ = event.call;
        phase_ = Phase::working;
        return Step::begins;
      case CallEventKind::ring_no_answer:
      case CallEventKind::ring_cancelled:
      case CallEventKind::consultation_ended:
      case CallEventKind::abandoned:
        if (phase_ != Phase::working || event.call != call_) return Step::nothing;
        phase_ = Phase::none;
        return Step::ends;
      case CallEventKind::transferred:
      case CallEventKind::ended:
        if (phase_ != Phase::working || event.call != call_) return Step::nothing;
        phase_ = Phase::may_have_ended;
        return Step::may_end;
      case CallEventKind::after_call_work_ended:
        if (phase_ == Phase::none || event.call != call_) return Step::nothing;
        phase_ = Phase::none;
        return Step::had_worked;
      default:
        return Step::nothing;
    }
  }

  /// The same for a client's stream, which does not tell the calls of others apart.
  Step take(AgentEventKind kind) {
    if (kind == AgentEventKind::elsewhere) {
      call_ = CallId();
      phase_ = Phase::working;
      return Step::begins;
    }
    if (kind != AgentEventKind::back || call_.known() || phase_ == Phase::none) return Step::nothing;
    phase_ = phase_ == Phase::working ? Phase::may_have_ended : Phase::none;
    return phase_ == Phase::none ? Step::had_worked : Step::may_end;
  }

  void forget() { phase_ = Phase::none; }

 private:
  enum class Phase : std::uint8_t { none, working, may_have_ended };
  CallId call_;
  Phase phase_ = Phase::none;
};

}  // namespace tandem
