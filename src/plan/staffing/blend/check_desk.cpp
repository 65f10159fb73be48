#include "plan/staffing/blend/check_desk.hpp"

#include <algorithm>
#include <mutex>
#include <numeric>

#include "core/base/share_out.hpp"
#include "plan/simulation/replication.hpp"
#include "plan/staffing/blend/chat_run.hpp"
#include "plan/staffing/blend/floor_tally.hpp"
#include "plan/staffing/blend/work_run.hpp"

namespace tandem::blend {
namespace {

/// Of one channel in one replication, or of one of its intervals.
struct Count {
  double offered = 0, in_time = 0, abandoned = 0, waited_seconds = 0;
  void add(const Count& other) {
    offered += other.offered;
    in_time += other.in_time;
    abandoned += other.abandoned;
    waited_seconds += other.waited_seconds;
  }
};

struct Replication {
  std::vector<Count> channels;
  std::vector<std::vector<Count>> intervals;  ///< by channel, of the days told
};

class Checking {
 public:
  Checking(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan, const CheckOptions& options)
      : desk_(desk),
        demand_(demand),
        plan_(plan),
        options_(options),
        floor_(call_floor(desk, demand, plan)),
        slices_(floor_.model.horizon) {}

  Result<DeskCheck> run() {
    std::vector<Replication> runs(options_.replications);
    std::mutex telling;
    std::uint32_t done = 0;
    TANDEM_TRY(try_share_out(options_.threads, runs.size(), [&](unsigned, std::size_t i) -> Result<void> {
      TANDEM_ASSIGN(made, replicate(i));
      runs[i] = std::move(made);
      const std::lock_guard lock(telling);
      ++done;
      if (options_.progress) options_.progress(static_cast<double>(done) / options_.replications);
      return {};
    }));
    DeskCheck check{.replications = options_.replications, .channels = {}};
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel)
      check.channels.push_back(found_of(runs, channel));
    return check;
  }

 private:
  Result<Replication> replicate(std::size_t number) const {
    if (options_.cancel != nullptr && *options_.cancel) return failure(ErrorCode::cancelled, "stopped");
    Replication made{.channels = std::vector<Count>(desk_.channels.size()),
                     .intervals = std::vector<std::vector<Count>>(desk_.channels.size())};
    std::vector<double> hours(demand_.size());  // that people have for tickets
    for (std::size_t at = 0; at < hours.size(); ++at)
      hours[at] = plan_.added[at] * desk_.occupancy_max * demand_.hours();
    if (!floor_.model.types.empty()) TANDEM_TRY(run_floor(number, made, hours));
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel)
      if (desk_.channels[channel].kind == Channel::Kind::chat) run_chat_team(number, channel, made, hours);
    // Tickets that are not put down were done on the floor, if there was one.
    if (!plan_.reserve) {
      Random random = stream(number, desk_.channels.size());
      add_tickets(run_tickets(desk_, demand_, hours, random), made);
    }
    return made;
  }

  Random stream(std::size_t number, std::size_t channel) const {
    return Random::stream(options_.seed, number * (kChannelStreams) + channel);
  }

  Result<void> run_floor(std::size_t number, Replication& made, std::vector<double>& hours) const {
    static const std::atomic<bool> kNever = false;
    const simulation::ReplicationId id{options_.seed, number};
    TANDEM_ASSIGN(router, routing::Router::create(simulation::plan_of(floor_.model, id)));
    FloorTally tally(desk_, demand_, floor_, slices_);
    simulation::FloorRun run(floor_.model, std::move(router), id.seed, id.number, tally);
    TANDEM_TRY(run.run(options_.cancel != nullptr ? *options_.cancel : kNever));
    tally.finish();
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel) {
      if (desk_.channels[channel].kind != Channel::Kind::call) continue;
      for (std::size_t at = 0; at < demand_.intervals(); ++at) {
        const kpi::Tally& of = tally.calls(channel, at);
        constexpr double kMicroseconds = 1e6;
        const double waited =
            static_cast<double>(of.wait_answered_total + of.wait_abandoned_total) / kMicroseconds;
        add(made, channel,
            {static_cast<double>(of.offered), static_cast<double>(of.answered_in_threshold),
             static_cast<double>(of.abandoned), waited});
      }
    }
    if (plan_.reserve) {
      add_tickets(tally.tickets(), made);
      return {};
    }
    for (std::size_t group = 0; group < floor_.channel_of_group.size(); ++group)
      for (std::size_t at = 0; at < hours.size(); ++at) {
        const double there = plan_.channels[floor_.channel_of_group[group]].agents[at] * demand_.hours();
        hours[at] += std::max(0.0, desk_.occupancy_max * there - tally.busy_hours(group, at));
      }
    return {};
  }

  void run_chat_team(std::size_t number, std::size_t channel, Replication& made,
                     std::vector<double>& hours) const {
    const Channel& of = desk_.channels[channel];
    const ChannelDemand& demand = demand_.channels[channel];
    ChatFloor floor{.interval_seconds = demand_.interval.seconds(),
                    .chats = demand.contacts,
                    .handle_seconds = demand.handle_seconds,
                    .agents = plan_.channels[channel].agents,
                    .terms = {.at_once = of.at_once,
                              .slowdown = of.slowdown,
                              .within_seconds = of.within.seconds(),
                              .patience_seconds = demand.patience_seconds}};
    for (std::size_t at = 0; at < floor.chats.size(); ++at)
      if (!demand_.open[at]) floor.chats[at] = 0;
    Random random = stream(number, channel);
    const ChatRun run = run_chats(floor, random);
    for (std::size_t at = 0; at < floor.chats.size(); ++at) {
      const ChatRun::Interval& one = run.intervals[at];
      if (at < demand_.intervals())
        add(made, channel,
            {static_cast<double>(one.offered), static_cast<double>(one.in_time),
             static_cast<double>(one.abandoned), one.waited_seconds});
      if (!desk_.interruptible) continue;
      const double there = floor.agents[at] * demand_.hours();
      const double busy = there - one.idle_seconds / 3600;
      hours[at] += std::max(0.0, desk_.occupancy_max * there - busy);
    }
  }

  static void add(Replication& made, std::size_t channel, const Count& count) {
    made.channels[channel].add(count);
    made.intervals[channel].push_back(count);
  }

  void add_tickets(const std::vector<TicketCount>& tickets, Replication& made) const {
    for (std::size_t channel = 0; channel < tickets.size(); ++channel)
      if (!desk_.channels[channel].is_live())
        made.channels[channel].add({.offered = static_cast<double>(tickets[channel].offered),
                                    .in_time = static_cast<double>(tickets[channel].in_time)});
  }

  CheckedChannel found_of(const std::vector<Replication>& runs, std::size_t channel) const {
    simulation::RatioMoments in_time, waits, leave;
    CheckedChannel found;
    found.beyond.resize(desk_.channels[channel].is_live() ? demand_.intervals() : 0);
    for (const Replication& run : runs) {
      const Count& all = run.channels[channel];
      in_time.add(all.in_time, all.offered);
      waits.add(all.waited_seconds, all.offered);
      leave.add(all.abandoned, all.offered);
      for (std::size_t at = 0; at < run.intervals[channel].size(); ++at) {
        const Count& one = run.intervals[channel][at];
        found.beyond[at] +=
            (desk_.channels[channel].share * one.offered - one.in_time) / static_cast<double>(runs.size());
      }
    }
    found.in_time = in_time.ratio(options_.confidence);
    if (desk_.channels[channel].is_live()) {
      found.mean_wait = waits.ratio(options_.confidence);
      found.p_abandon = leave.ratio(options_.confidence);
    }
    return found;
  }

  static constexpr std::uint64_t kChannelStreams = 1'000;
  const Desk& desk_;
  const DeskDemand& demand_;
  const DeskPlan& plan_;
  const CheckOptions& options_;
  CallFloor floor_;
  simulation::Slices slices_;
};

/// Raises what a simulation found too low; whether there was anything to raise.
class Raising {
 public:
  Raising(const Desk& desk, const DeskDemand& demand, StaffOptions& options)
      : desk_(desk), demand_(demand), options_(options) {}

  bool raise(const DeskPlan& plan, const DeskCheck& check) {
    bool raised = false;
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel) {
      const Channel& of = desk_.channels[channel];
      const CheckedChannel& found = check.channels[channel];
      if (!found.in_time || found.in_time->value >= of.share) continue;
      if (of.is_live()) {
        raised |= raise_team(plan.channels[channel], channel, found.beyond);
      } else if (of.share <= 1 - plan.channels[channel].out_of_reach) {
        // Planned for so much more work as is late, and a little.
        constexpr double kAtLeast = 0.02;
        work_short_ = std::max(work_short_, of.share - found.in_time->value + kAtLeast);
      }
    }
    if (work_short_ <= 0) return raised;
    options_.work_factor = plan.work_factor * (1 + work_short_);
    return true;
  }

 private:
  /// An agent more in the intervals that miss most, until those missed all that is missing.
  bool raise_team(const ChannelPlan& plan, std::size_t channel, const std::vector<double>& beyond) {
    if (plan.short_of_seats) return false;
    if (options_.extra.empty())
      options_.extra.assign(desk_.channels.size(), std::vector<std::uint32_t>(demand_.size()));
    std::vector<std::size_t> order(beyond.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, std::ranges::greater(), [&](std::size_t at) { return beyond[at]; });
    // One more agent has perhaps half of them in time.
    constexpr double kSaved = 0.5;
    double missing = std::accumulate(beyond.begin(), beyond.end(), 0.0);
    bool raised = false;
    for (const std::size_t at : order) {
      if (missing <= 0 || beyond[at] <= 0) break;
      if (!demand_.open[at]) continue;
      ++options_.extra[channel][at];
      missing -= beyond[at] * kSaved;
      raised = true;
    }
    return raised;
  }

  const Desk& desk_;
  const DeskDemand& demand_;
  StaffOptions& options_;
  double work_short_ = 0;
};

}  // namespace

Result<DeskCheck> check_desk(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan,
                             const CheckOptions& options) {
  return Checking(desk, demand, plan, options).run();
}

Result<SureDesk> staff_surely(const Desk& desk, const DeskDemand& demand, StaffOptions staff,
                              const CheckOptions& check, std::uint32_t rounds) {
  SureDesk made;
  for (std::uint32_t round = 0;; ++round) {
    TANDEM_ASSIGN(plan, staff_desk(desk, demand, staff));
    made.plan = std::move(plan);
    if (check.replications == 0) return made;
    TANDEM_ASSIGN(checked, check_desk(desk, demand, made.plan, check));
    made.check = std::move(checked);
    SureDesk::Round& told = made.rounds.emplace_back();
    told.agent_hours = made.plan.agent_hours;
    for (const CheckedChannel& channel : made.check->channels)
      told.in_time.push_back(channel.in_time ? std::optional(channel.in_time->value) : std::nullopt);
    staff.reserve = made.plan.reserve;
    if (round >= rounds || !Raising(desk, demand, staff).raise(made.plan, *made.check)) return made;
  }
}

}  // namespace tandem::blend
