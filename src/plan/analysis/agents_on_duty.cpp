#include "plan/analysis/agents_on_duty.hpp"

#include <algorithm>
#include <array>
#include <string>

#include "plan/analysis/interval_cells.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {
namespace {

constexpr double kHour = 3600e6;

double hours(Duration d) { return static_cast<double>(d.microseconds()) / kHour; }

/// What is added up of one agent.
struct Work {
  std::int64_t calls = 0, talks = 0;
  Duration talk, handle, duty;
  int days = 0;
  std::int64_t last_day = INT64_MIN;
};

void add_call(Work& work, const CallRecord& call) {
  ++work.calls;
  const auto talk = call.talk();
  if (!talk) return;
  ++work.talks;
  work.talk += std::min(*talk, kVeryLongCall);
  work.handle += std::min(*talk + call.after_call_work().value_or(Duration()), kVeryLongCall);
}

/// Time on duty by weekday and interval, spread span by span along the wall clock.
class DutyMap {
 public:
  DutyMap(const Options& options)
      : clock_(*options.zone, options.interval), time_(place_in_week(7, 0, clock_.intervals_a_day())) {}

  /// Also counts the local days on which the span has time.
  void add(const DutySpan& span, Work& work) {
    for (Instant from = span.from; from < span.until || from == span.from;) {
      const LocalPlace place = clock_.place(from);
      const Instant until = std::min(span.until, place.start + clock_.interval());
      const std::size_t slot = place_in_week(weekday_of(place.day), place.interval, clock_.intervals_a_day());
      time_[slot] += until - from;
      if (place.day != work.last_day) ++work.days;
      work.last_day = place.day;
      if (until <= from) break;
      from = until;
    }
  }

  /// Mean number on duty over the open days of each weekday; nothing where none was ever seen.
  std::vector<std::optional<double>> means(std::span<const ObservedDay> days) const {
    std::array<int, 7> open{};
    for (const ObservedDay& day : days) open[static_cast<std::size_t>(day.weekday())] += day.open ? 1 : 0;
    std::vector<std::optional<double>> means(time_.size());
    for (std::size_t i = 0; i < means.size(); ++i) {
      const int of_days = open[i / static_cast<std::size_t>(clock_.intervals_a_day())];
      if (of_days > 0 && time_[i] > Duration()) means[i] = time_[i] / clock_.interval() / of_days;
    }
    return means;
  }

 private:
  WallClock clock_;
  std::vector<Duration> time_;
};

void add_interval(Work& work, const AgentInterval& interval) {
  switch (interval.state) {
    case AgentState::ringing:
    case AgentState::talking:
    case AgentState::holding:
    case AgentState::after_call_work:
      work.handle += interval.until - interval.from;
      break;
    case AgentState::idle:
    case AgentState::not_ready:
    case AgentState::elsewhere:
      break;
  }
}

AgentsOnDuty::Agent figures_of(const Work& work, std::string name) {
  AgentsOnDuty::Agent agent;
  agent.name = std::move(name);
  agent.calls = work.calls;
  agent.talk_hours = hours(work.talk);
  agent.handle_hours = hours(work.handle);
  agent.duty_hours = hours(work.duty);
  agent.days = work.days;
  if (work.duty > Duration()) agent.occupancy = std::min(1.0, work.handle / work.duty);
  if (work.talks > 0) agent.mean_talk = work.talk.seconds() / static_cast<double>(work.talks);
  return agent;
}

}  // namespace

AgentsOnDuty agents_on_duty(std::span<const CallRecord> calls, std::span<const AgentInterval> intervals,
                            std::span<const ObservedDay> days, const importing::Directory& directory,
                            const Options& options) {
  std::vector<Work> work(directory.agents.size());
  for (const CallRecord& call : calls) {
    if (call.agent.known() && call.answered_at.known()) add_call(work[call.agent.index()], call);
  }
  if (!intervals.empty()) {
    for (Work& one : work) one.handle = Duration();
    for (const AgentInterval& interval : intervals) {
      if (interval.agent.known()) add_interval(work[interval.agent.index()], interval);
    }
  }
  DutyMap map(options);
  for (const DutySpan& span : intervals.empty() ? duty_from_calls(calls) : duty_from_intervals(intervals)) {
    Work& one = work[span.agent.index()];
    one.duty += span.until - span.from;
    map.add(span, one);
  }
  AgentsOnDuty agents;
  Work all;
  for (std::size_t i = 0; i < work.size(); ++i) {
    if (work[i].days == 0 && work[i].calls == 0) continue;
    agents.list.push_back(
        figures_of(work[i], std::string(directory.agents.name(AgentId(static_cast<std::uint32_t>(i))))));
    all.handle += work[i].handle;
    all.duty += work[i].duty;
    all.calls += work[i].calls;
  }
  agents.known = !agents.list.empty();
  if (!agents.known) return agents;
  std::ranges::sort(agents.list, [](const auto& a, const auto& b) {
    return a.calls != b.calls ? a.calls > b.calls : a.name < b.name;
  });
  agents.agents = static_cast<int>(agents.list.size());
  agents.by_weekday_interval = map.means(days);
  if (all.duty > Duration()) {
    agents.occupancy = std::min(1.0, all.handle / all.duty);
    agents.calls_per_hour = static_cast<double>(all.calls) / hours(all.duty);
  }
  return agents;
}

}  // namespace tandem::analysis
