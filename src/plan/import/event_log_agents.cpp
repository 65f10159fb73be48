#include "plan/import/event_log_agents.hpp"

#include <algorithm>

#include "core/base/at_id.hpp"

namespace tandem::importing {

void EventLogAgents::set_window(const EventLogHead& head) {
  if (head.counted_from.known()) from_ = head.counted_from;
  until_ = head.counted_until;
}

Result<bool> EventLogAgents::in_order(Instant at, bool first) {
  if (!wanted_) return true;
  if (first)
    TANDEM_TRY(finish());
  else if (at < now_)
    return false;
  now_ = at;
  return true;
}

Result<void> EventLogAgents::take(const CallEvent& event) {
  return wanted_ && event.agent.known() ? fold(event) : Result<void>{};
}

Result<void> EventLogAgents::take(const AgentEvent& event) { return wanted_ ? fold(event) : Result<void>{}; }

template <class Event>
Result<void> EventLogAgents::fold(const Event& event) {
  at_id(folds_, event.agent).take(event, done_);
  return give();
}

Result<void> EventLogAgents::finish() {
  for (AgentFold& fold : folds_) fold.finish(until_, done_);
  return give();
}

Result<void> EventLogAgents::give() {
  for (AgentInterval& interval : done_) {
    interval.from = std::max(interval.from, from_);
    interval.until = std::min(interval.until, until_);
    if (interval.from < interval.until) TANDEM_TRY(file_.give(interval));
  }
  done_.clear();
  return {};
}

}  // namespace tandem::importing
