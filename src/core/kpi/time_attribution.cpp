#include "core/kpi/time_attribution.hpp"

#include <algorithm>

#include "core/base/at_id.hpp"
#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

/// Of a list ordered by client.
template <class Entry>
Entry& entry_of(std::vector<Entry>& entries, ClientId client) {
  const auto place = std::ranges::lower_bound(entries, client, {}, &Entry::client);
  if (place != entries.end() && place->client == client) return *place;
  Entry entry;
  entry.client = client;
  return *entries.insert(place, entry);
}

/// amount * part / whole, rounded down; none is negative.
std::int64_t proportion(std::int64_t amount, std::int64_t part, std::int64_t whole) {
  __extension__ using Wide = __int128;
  return static_cast<std::int64_t>(static_cast<Wide>(amount) * part / whole);
}

std::int64_t floor_of(std::int64_t at, std::int64_t step) { return at / step - (at % step < 0 ? 1 : 0); }

}  // namespace

Duration AgentTime::total() const {
  Duration sum;
  for (const Duration each : by_state) sum += each;
  return sum;
}

Duration AgentTime::work() const {
  return total() - (*this)[AgentState::idle] - (*this)[AgentState::not_ready];
}

void AgentTime::add(const AgentTime& other) {
  for (std::size_t state = 0; state < by_state.size(); ++state) by_state[state] += other.by_state[state];
}

TimeAttribution::TimeAttribution(Duration interval) : interval_(interval.microseconds()) {
  TANDEM_CHECK(interval_ > 0, "time is shared by intervals that have a length");
}

void TimeAttribution::set_serves(AgentId agent, Serves serves) {
  std::ranges::sort(serves.clients);
  at_id(agents_, agent).serves = std::move(serves);
}

void TimeAttribution::take(const AgentInterval& interval) {
  Agent& agent = at_id(agents_, interval.agent);
  if (agent.until.known() && agent.until != interval.from) close_session(agent);
  std::int64_t from = interval.from.microseconds();
  const std::int64_t until = interval.until.microseconds();
  while (from < until) {
    const std::int64_t number = floor_of(from, interval_);
    if (agent.until.known() && number != agent.interval) close_interval(agent);
    agent.interval = number;
    agent.until = interval.until;
    const std::int64_t end = std::min(until, (number + 1) * interval_);
    add(agent, interval, end - from);
    from = end;
  }
}

void TimeAttribution::add(Agent& agent, const AgentInterval& interval, std::int64_t microseconds) {
  if (is_work(interval.state)) {
    const ClientId client = interval.state == AgentState::elsewhere ? ClientId() : interval.client;
    entry_of(agent.in_interval, client).worked += microseconds;
    entry_of(agent.in_session, client).worked += microseconds;
    entry_of(agent.shares, client).time[interval.state] += Duration::microseconds(microseconds);
    return;
  }
  if (interval.client.known()) agent.named = interval.client;
  (interval.state == AgentState::idle ? agent.waiting.idle : agent.waiting.not_ready) += microseconds;
}

void TimeAttribution::close_interval(Agent& agent) {
  if (agent.in_interval.empty()) {
    agent.later.add(agent.waiting);
  } else {
    share(agent, agent.waiting, agent.in_interval);
  }
  agent.in_interval.clear();
  agent.waiting = {};
}

void TimeAttribution::close_session(Agent& agent) {
  close_interval(agent);
  if (agent.in_session.empty())
    agent.unworked.add(agent.later);
  else
    share(agent, agent.later, agent.in_session);
  agent.in_session.clear();
  agent.later = {};
  agent.until = Instant::none();
}

void TimeAttribution::share_unworked(Agent& agent) {
  std::vector<Weight> equal;
  for (const ClientId client : agent.serves.clients) equal.push_back({client, 1});
  if (agent.serves.others > 0) equal.push_back({ClientId(), agent.serves.others});
  if (equal.empty()) equal.push_back({agent.named, 1});
  share(agent, agent.unworked, equal);
  agent.unworked = {};
}

void TimeAttribution::share(Agent& agent, const Waiting& waiting, std::span<const Weight> weights) {
  std::int64_t whole = 0;
  for (const Weight& weight : weights) whole += weight.worked;
  Waiting given;
  std::int64_t until = 0;
  for (const Weight& weight : weights) {
    until += weight.worked;
    const Waiting next{proportion(waiting.idle, until, whole), proportion(waiting.not_ready, until, whole)};
    AgentTime& time = entry_of(agent.shares, weight.client).time;
    time[AgentState::idle] += Duration::microseconds(next.idle - given.idle);
    time[AgentState::not_ready] += Duration::microseconds(next.not_ready - given.not_ready);
    given = next;
  }
}

std::vector<TimeAttribution::Share> TimeAttribution::finish() {
  std::vector<Share> all;
  for (std::uint32_t id = 0; id < agents_.size(); ++id) {
    Agent& agent = agents_[id];
    if (agent.until.known()) close_session(agent);
    share_unworked(agent);
    for (Share& share : agent.shares) {
      share.agent = AgentId(id);
      if (share.time.total() > Duration()) all.push_back(share);
    }
    agent.shares.clear();
  }
  return all;
}

}  // namespace tandem::kpi
