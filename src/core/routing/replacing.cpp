// How a plan becomes, and replaces, the router's tables; and the opening hours of its queues.
#include <algorithm>
#include <utility>

#include "core/base/check.hpp"
#include "core/routing/router.hpp"

namespace tandem::routing {
namespace {

bool has_conditions(const Queue& queue) {
  return queue.length_max || queue.expected_wait_max || queue.leave_without_agents || queue.open;
}

bool is_timed(const Queue& queue) {
  return queue.wait_max || queue.offer_callback_after ||
         (queue.announce_every && queue.position_announcement.known());
}

bool estimates(const Queue& queue) {
  return queue.expected_wait_max || queue.position_announcement.known() ||
         std::ranges::any_of(queue.stages,
                             [](const Stage& stage) { return stage.expected_wait.has_value(); });
}

/// What a plan took away or renamed: ids are positions, and must go on meaning the same.
std::optional<Error> shrunk(const Plan& from, const Plan& to) {
  const auto fault = [](std::string_view what) {
    return Error{
        ErrorCode::bad_value,
        fmt::format("the new plan has fewer {} than the one in force; keep those that are there, and add "
                    "to the end",
                    what),
        {}};
  };
  if (to.clients.size() < from.clients.size()) return fault("clients");
  if (to.groups.size() < from.groups.size()) return fault("groups");
  if (to.queues.size() < from.queues.size()) return fault("queues");
  if (to.agents.size() < from.agents.size()) return fault("agents");
  if (to.limits.calls < from.limits.calls) return fault("calls allowed at once");
  return std::nullopt;
}

}  // namespace

Result<Router> Router::create(Plan plan) {
  if (std::vector<Error> faults = faults_of(plan); !faults.empty())
    return std::unexpected(std::move(faults.front()));
  return Router(std::move(plan));
}

Router::Router(Plan plan)
    : plan_(std::move(plan)),
      access_(plan_),
      guarantees_(plan_),
      waiting_(plan_.limits.calls, plan_.queues.size()),
      free_(plan_.agents.size(), access_.pools()),
      on_duty_(access_.pools()),
      calls_(plan_.limits.calls),
      agents_(plan_.agents.size()),
      queues_(plan_.queues.size()),
      cleared_until_(plan_.agents.size() * plan_.clients.size(), kNever),
      call_wakes_(plan_.limits.calls, kCallWakes),
      agent_wakes_(plan_.agents.size(), kAgentWakes),
      clearance_wakes_(plan_.agents.size(), 1),
      queue_wakes_(plan_.queues.size(), kQueueWakes),
      random_(Random::stream(plan_.seed, 0)),
      now_(kNever) {
  access_.define_pools(plan_, free_);
  just_free_.reserve(agents_.size());
  set_up_queues();
  for (std::uint32_t agent = 0; agent < agents_.size(); ++agent) {
    take_rules(agent);
    choose_pool(AgentId(agent));
  }
  wake_at_ = next_wake();
}

/// What the plan says of an agent, kept with what it does.
void Router::take_rules(std::uint32_t agent) {
  agents_[agent].group = plan_.agents[agent].group;
  agents_[agent].answers_at_once = plan_.agents[agent].answers_at_once;
}

void Router::set_up_queues() {
  opened_by_state_.clear();
  for (std::uint32_t queue = 0; queue < queues_.size(); ++queue) set_up_queue(queue);
  settled_by_ = guarantees_.any() || !opened_by_state_.empty() ? unsigned{kStates} : 0U;
}

void Router::set_up_queue(std::uint32_t index) {
  const Queue& queue = plan_.queues[index];
  QueueStatus& status = queues_[index];
  status.client = queue.client;
  status.agents_by = queue.agents_by;
  status.widens = queue.stages.size() > 1;
  status.timed = is_timed(queue);
  status.has_conditions = has_conditions(queue);
  status.estimates = estimates(queue);
  status.weight = queue.weight;
  status.credit_per_priority = queue.credit_per_priority;
  status.ring_for = queue.ring_for.value_or(Duration());
  status.wrap_up_for = queue.wrap_up_for.value_or(Duration::microseconds(-1));
  status.interval = 0;
  if (std::ranges::any_of(queue.stages, [](const Stage& stage) {
        return stage.free_agents_under.has_value() || stage.expected_wait.has_value();
      }))
    opened_by_state_.emplace_back(index);
  if (queue.open)
    set_hours(QueueId(index));
  else
    queue_wakes_.cancel({index, kHours});
}

bool Router::is_open(QueueId id) const {
  const QueueStatus& status = queues_[id.index()];
  if (status.closed_by_hand) return false;
  const auto& open = plan_.queues[id.index()].open;
  if (!open) return true;
  return status.interval < open->size() && (*open)[status.interval].from <= now_;
}

/// Finds the interval that is, or comes next, and wakes at its next edge.
void Router::set_hours(QueueId id) {
  QueueStatus& status = queues_[id.index()];
  const std::vector<TimeSpan>& open = *plan_.queues[id.index()].open;
  while (status.interval < open.size() && open[status.interval].until <= now_) ++status.interval;
  if (status.interval == open.size()) return queue_wakes_.cancel({id.index(), kHours});
  const TimeSpan& next = open[status.interval];
  queue_wakes_.set({id.index(), kHours}, next.from > now_ ? next.from : next.until);
}

/// When a queue that is closed opens by its hours; none(): it is open, or never will.
Instant Router::next_opening(QueueId id) const {
  const auto& open = plan_.queues[id.index()].open;
  if (!open || is_open(id)) return Instant::none();
  for (const TimeSpan& interval : *open)
    if (interval.from > now_) return interval.from;
  return Instant::none();
}

Result<void> Router::replace(Plan plan, Instant at, Out& out) {
  if (std::vector<Error> faults = faults_of(plan); !faults.empty())
    return std::unexpected(std::move(faults.front()));
  if (auto fault = shrunk(plan_, plan)) return std::unexpected(std::move(*fault));
  step({.at = at}, out);
  out_ = &out;
  take_over(std::move(plan));
  settle();
  wake_at_ = next_wake();
  out_ = nullptr;
#ifndef NDEBUG
  check();
#endif
  return {};
}

/// The tables are built anew from the plan; calls and agents keep where they are.
void Router::take_over(Plan plan) {
  const std::size_t clients_before = plan_.clients.size();
  plan_ = std::move(plan);
  std::vector<Instant> cleared(plan_.agents.size() * plan_.clients.size(), kNever);
  for (std::size_t agent = 0; agent < agents_.size(); ++agent)
    std::copy_n(cleared_until_.begin() + static_cast<std::ptrdiff_t>(agent * clients_before), clients_before,
                cleared.begin() + static_cast<std::ptrdiff_t>(agent * plan_.clients.size()));
  cleared_until_ = std::move(cleared);
  calls_.resize(plan_.limits.calls);
  agents_.resize(plan_.agents.size());
  queues_.resize(plan_.queues.size());
  call_wakes_.add_owners(plan_.limits.calls);
  agent_wakes_.add_owners(plan_.agents.size());
  clearance_wakes_.add_owners(plan_.agents.size());
  queue_wakes_.add_owners(plan_.queues.size());
  waiting_.grow(plan_.limits.calls, plan_.queues.size());
  access_ = AccessTable(plan_);
  guarantees_ = Guarantees(plan_);
  free_ = FreeAgents(plan_.agents.size(), access_.pools());
  on_duty_ = PoolCounts(access_.pools());
  access_.define_pools(plan_, free_);
  just_free_.reserve(agents_.size());
  set_up_queues();
  // First the counts, then those who are free.
  for (std::uint32_t i = 0; i < agents_.size(); ++i) {
    AgentStatus& agent = agents_[i];
    take_rules(i);
    if (agent.place != AgentPlace::off) guarantees_.sign(agent.group, +1);
    if (agent.place >= AgentPlace::ringing) guarantees_.work(agent.group, agent.client, +1);
    // Pools are new, so nobody is in one that could be left.
    const AgentPlace place = std::exchange(agent.place, AgentPlace::off);
    choose_pool(AgentId(i));
    agent.place = place;
    if (place != AgentPlace::off) on_duty_.add(agent.pool);
  }
  for (std::uint32_t i = 0; i < agents_.size(); ++i)
    if (agents_[i].place == AgentPlace::free) become_free(AgentId(i), agents_[i].free_since);
  for (std::uint32_t queue = 0; queue < queues_.size(); ++queue) set_widening(QueueId(queue));
  for (std::uint32_t call = 0; call < calls_.size(); ++call) {
    if (calls_[call].place != CallPlace::waiting) continue;
    cancel_call_wakes(CallId(call));
    set_call_wakes(CallId(call));
  }
}

}  // namespace tandem::routing
