#include "plan/simulation/run_tally.hpp"

#include <algorithm>
#include <bit>
#include <numeric>

#include "core/base/at_id.hpp"
#include "core/base/check.hpp"
#include "core/kpi/interval_clock.hpp"
#include "core/kpi/wait_sample.hpp"

namespace tandem::simulation {

Slices::Slices(const Horizon& horizon) : end_(horizon.end()) {
  const Instant from = horizon.counted_from();
  std::vector<Instant> batches;
  for (std::uint32_t i = 0; i < horizon.batches; ++i)
    // In two parts, as a century times so many batches is more than there are microseconds.
    batches.push_back(
        from + horizon.length / horizon.batches * i +
        Duration::microseconds(horizon.length.microseconds() % horizon.batches * i / horizon.batches));
  std::vector<Instant> starts = batches;
  if (horizon.interval) {
    kpi::IntervalClock clock(kpi::TimeKey::interval, *horizon.interval, *horizon.zone);
    std::optional<kpi::Slot> last;
    for (Instant at = from; at < end_;) {
      const auto stretch = clock.stretch_of(at);
      // One within which the clock is set has two stretches.
      if (last != stretch.slot) interval_starts_.push_back(at);
      last = stretch.slot;
      at = Instant::from_microseconds(stretch.until);
    }
    starts.insert(starts.end(), interval_starts_.begin(), interval_starts_.end());
  }
  std::ranges::sort(starts);
  starts.erase(std::ranges::unique(starts).begin(), starts.end());
  const auto last_until = [](const std::vector<Instant>& begins, Instant at) {
    const auto after = std::ranges::upper_bound(begins, at);
    return after == begins.begin() ? 0U : static_cast<std::uint32_t>(after - begins.begin() - 1);
  };
  for (const Instant start : starts)
    slices_.push_back({start, last_until(batches, start), last_until(interval_starts_, start)});
}

std::size_t WaitScale::step_of(Duration wait) {
  const auto ms = static_cast<std::uint64_t>(std::max<std::int64_t>(0, wait.microseconds() / 1000));
  if (ms < 1024) return ms;
  // 512 steps to each doubling.
  const auto doublings = static_cast<std::size_t>(std::bit_width(ms)) - 11;
  const std::size_t step = 1024 + 512 * doublings + ((ms >> (doublings + 1)) - 512);
  return std::min(step, kSteps - 1);
}

Duration WaitScale::value_of(std::size_t step) {
  if (step < 1024) return Duration::milliseconds(static_cast<std::int64_t>(step));
  const std::size_t doublings = (step - 1024) / 512;
  const auto low = static_cast<std::int64_t>(((step - 1024) % 512 + 512) << (doublings + 1));
  return Duration::milliseconds(low) + Duration::microseconds(std::int64_t{500} << (doublings + 1));
}

std::optional<Duration> WaitScale::percentile(std::span<const std::uint64_t> waits, double share) {
  const std::uint64_t all = std::accumulate(waits.begin(), waits.end(), std::uint64_t{0});
  if (all == 0) return std::nullopt;
  std::uint64_t left = kpi::nearest_rank(share, all);
  std::size_t step = 0;
  while (waits[step] < left) left -= waits[step++];
  return value_of(step);
}

RunTally::RunTally(const Model& model, const Slices& slices)
    : model_(model),
      slices_(slices),
      types_(model.types.size()),
      groups_(model.groups.size()),
      slice_end_(slices[0].from) {
  figures_.calls.resize(model.horizon.batches * types_);
  figures_.served_by.resize(model.horizon.batches * groups_);
  figures_.by_interval.resize(slices.interval_starts().size());
  figures_.staffing.resize(slices.size() * groups_);
  figures_.waits.resize(WaitScale::kSteps);
  agents_.reserve(model.plan.agents.size());
  for (const routing::Agent& agent : model.plan.agents) agents_.push_back({.group = agent.group.index()});
}

void RunTally::take(const routing::Fact& fact, const routing::Out& out) {
  now_ = fact.at;
  while (now_ >= slice_end_ && slice_ < slices_.size()) slice_end_ = slices_.end_of(slice_++);
  for (const CallEvent& event : out.calls) {
    if (event.kind == CallEventKind::offered)
      begin(event);
    else
      calls_[event.call.index()].fold.take(event);
    if (event.agent.known()) take_agents_part(event);
  }
  for (const AgentEvent& event : out.agents) take(event);
}

void RunTally::begin(const CallEvent& event) {
  Call& call = at_id(calls_, event.call);
  call.fold.begin(event);
  call.slice = static_cast<std::uint32_t>(slice_);
  call.here = true;
}

/// When agents are at work: from a phone that rings to the end of the conversation, and on where after-call
/// work follows.
void RunTally::take_agents_part(const CallEvent& event) {
  Agent& agent = agents_[event.agent.index()];
  switch (event.kind) {
    case CallEventKind::ringing:
      close_busy(agent);
      agent.busy_since = event.at;
      return;
    case CallEventKind::ring_no_answer:
    case CallEventKind::ring_cancelled:
    case CallEventKind::transferred:
    case CallEventKind::consultation_ended:
    case CallEventKind::ended:
    case CallEventKind::after_call_work_ended:
      agent.busy_until = event.at;
      return;
    default:
      return;
  }
}

void RunTally::take(const AgentEvent& event) {
  Agent& agent = agents_[event.agent.index()];
  if (event.kind == AgentEventKind::ready) {
    if (!agent.ready_since.known()) agent.ready_since = event.at;
    return;
  }
  if (event.kind == AgentEventKind::signed_on || !agent.ready_since.known()) return;
  add_by_slice(agent.ready_since, event.at, [&](std::size_t slice, Duration length) {
    figures_.staffing[slice * groups_ + agent.group].ready += length.microseconds();
  });
  agent.ready_since = Instant::none();
}

void RunTally::close_busy(Agent& agent) {
  if (!agent.busy_since.known() || !agent.busy_until.known()) return;
  const auto add = [&](std::size_t slice, Duration length) {
    figures_.staffing[slice * groups_ + agent.group].busy += length.microseconds();
  };
  if (slice_ > 0 && agent.busy_since >= slices_[slice_ - 1].from && agent.busy_until <= slice_end_) [[likely]]
    add(slice_ - 1, agent.busy_until - agent.busy_since);
  else
    add_by_slice(agent.busy_since, agent.busy_until, add);
  agent.busy_since = agent.busy_until = Instant::none();
}

/// A stretch of time among the slices that it lies in.
template <class Add>
void RunTally::add_by_slice(Instant from, Instant until, Add add) {
  for (std::size_t slice = std::min(std::max<std::size_t>(slice_, 1), slices_.size()); slice-- > 0;) {
    const Instant begins = std::max(from, slices_[slice].from);
    const Instant ends = std::min(until, slices_.end_of(slice));
    if (begins < ends) add(slice, ends - begins);
    if (from >= slices_[slice].from) return;
  }
}

void RunTally::left(CallId id) {
  Call& call = calls_[id.index()];
  call.here = false;
  count(call.fold.record(), call.slice);
}

void RunTally::count(const CallRecord& record, std::size_t slice) {
  if (slice == 0) return;
  const Slices::Slice& of = slices_[slice - 1];
  const kpi::Counted counted = kpi::judge(model_.rules, record);
  figures_.calls[of.batch * types_ + record.type.index()].add(counted);
  if (record.agent.known())
    figures_.served_by[of.batch * groups_ + agents_[record.agent.index()].group].add(counted);
  if (!figures_.by_interval.empty()) figures_.by_interval[of.interval].add(counted);
  if (counted.waited) ++figures_.waits[WaitScale::step_of(counted.wait)];
}

RunFigures RunTally::finish() {
  // So that what is shared out reaches the last slice.
  slice_ = slices_.size();
  for (Call& call : calls_)
    if (call.here) count(call.fold.record(), call.slice);
  const Instant end = std::max(now_, slices_.end());
  for (Agent& agent : agents_) {
    if (agent.busy_since.known() && !agent.busy_until.known()) agent.busy_until = end;
    close_busy(agent);
    if (agent.ready_since.known()) {
      AgentEvent gone{.at = end,
                      .agent = AgentId(static_cast<std::uint32_t>(&agent - agents_.data())),
                      .kind = AgentEventKind::signed_off};
      take(gone);
    }
  }
  return std::move(figures_);
}

}  // namespace tandem::simulation
