#include "plan/staffing/blend/staff_desk.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>

#include "core/base/check.hpp"
#include "plan/staffing/blend/work_plan.hpp"

namespace tandem::blend {
namespace {

using Agents = std::vector<std::uint32_t>;
constexpr std::uint32_t kReserveMax = 60;

/// The teams of calls and chats, with one reserve.
struct Teams {
  std::vector<Agents> agents;                        ///< by channel, interval; empty of work
  std::vector<std::vector<TeamInterval>> intervals;  ///< the same
  std::vector<bool> short_of_seats;                  ///< by channel
  Agents staff;                                      ///< by interval
  std::vector<double> capacity;                      ///< hours for tickets, by interval
};

class Staffing {
 public:
  Staffing(const Desk& desk, const DeskDemand& demand, const StaffOptions& options)
      : desk_(desk), demand_(demand), options_(options), tickets_(ticket_seconds(desk, demand)) {
    for (std::size_t i = 0; i < desk.channels.size(); ++i)
      formulas_.emplace_back(desk.channels[i], demand.channels[i], demand.interval, tickets_);
  }

  Result<DeskPlan> run() {
    TANDEM_ASSIGN(plain, teams(std::nullopt, demand_.size()));
    const Agents alone = plain.staff;
    if (by_reserve()) {
      TANDEM_ASSIGN(reserve, options_.reserve ? Result<std::uint32_t>(*options_.reserve) : best_reserve());
      made_.reserve = reserve;
      TANDEM_ASSIGN(sharing, teams(reserve, demand_.size()));
      plain = std::move(sharing);
    }
    made_.work_factor = options_.work_factor;
    add_for_work(plain);
    if (options_.probability && desk_.has(Channel::Kind::work)) TANDEM_TRY(widen(plain));
    fill_in(plain);
    TANDEM_TRY(count_teams_kept());
    set_apart(alone);
    return std::move(made_);
  }

 private:
  bool by_reserve() const { return !desk_.interruptible && tickets_ > 0 && desk_.has(Channel::Kind::call); }
  bool is_given(std::size_t channel) const {
    return !options_.given.empty() && !options_.given[channel].empty();
  }
  bool is_cancelled() const { return options_.cancel != nullptr && *options_.cancel; }
  Result<void> tell(std::string_view doing, std::optional<double> share) const {
    if (is_cancelled()) return failure(ErrorCode::cancelled, "stopped");
    if (options_.progress) options_.progress(doing, share);
    return {};
  }

  Result<Teams> teams(std::optional<std::uint32_t> reserve, std::size_t until) const {
    const std::size_t channels = desk_.channels.size();
    Teams made{.agents = std::vector<Agents>(channels),
               .intervals = std::vector<std::vector<TeamInterval>>(channels),
               .short_of_seats = std::vector<bool>(channels),
               .staff = Agents(until),
               .capacity = std::vector<double>(until)};
    for (std::size_t channel = 0; channel < channels; ++channel)
      if (desk_.channels[channel].is_live()) made.agents[channel].resize(until);
    for (std::size_t at = 0; at < until; ++at) {
      TANDEM_TRY(tell("staffing calls and chats", static_cast<double>(at) / static_cast<double>(until)));
      if (!demand_.open[at]) continue;
      TANDEM_TRY(staff_interval(at, reserve, made));
    }
    TANDEM_TRY(rate(reserve, made));
    return made;
  }

  Result<void> staff_interval(std::size_t at, std::optional<std::uint32_t> reserve, Teams& made) const {
    std::uint64_t all = 0;
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel) {
      if (!desk_.channels[channel].is_live()) continue;
      std::uint32_t agents = 0;
      if (is_given(channel)) {
        agents = options_.given[channel][at];
      } else {
        const double contacts = contacts_for(demand_.channels[channel], at, options_.probability);
        TANDEM_ASSIGN(fewest, formulas_[channel].agents_for(at, contacts, reserve));
        agents = fewest;
      }
      if (!options_.extra.empty()) agents += options_.extra[channel][at];
      made.agents[channel][at] = agents;
      all += agents;
    }
    // Too few seats: one after another the largest team gives one away.
    for (; desk_.seats && all > *desk_.seats; --all) {
      std::size_t largest = 0;
      std::uint32_t most = 0;
      for (std::size_t channel = 0; channel < made.agents.size(); ++channel)
        if (!is_given(channel) && !made.agents[channel].empty() && made.agents[channel][at] > most) {
          largest = channel;
          most = made.agents[channel][at];
        }
      if (most == 0) break;
      --made.agents[largest][at];
      made.short_of_seats[largest] = true;
    }
    made.staff[at] = static_cast<std::uint32_t>(all);
    return {};
  }

  /// What teams do on the contacts expected, and have over for tickets.
  Result<void> rate(std::optional<std::uint32_t> reserve, Teams& made) const {
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel) {
      const Channel& of = desk_.channels[channel];
      if (!of.is_live()) continue;
      for (std::size_t at = 0; at < made.staff.size(); ++at) {
        const std::uint32_t agents = made.agents[channel][at];
        const double contacts = demand_.open[at] ? demand_.channels[channel].contacts[at] : 0;
        TANDEM_ASSIGN(interval, formulas_[channel].of(at, contacts, agents, reserve));
        made.intervals[channel].push_back(interval);
        if (agents == 0 || tickets_ <= 0) continue;
        double over = std::max(0.0, desk_.occupancy_max * agents - interval.busy);
        if (!desk_.interruptible) over = of.kind == Channel::Kind::chat ? 0 : std::min(over, interval.work);
        made.capacity[at] += over * demand_.hours();
      }
    }
    return {};
  }

  /// Teams of calls and chats alone, and one more for all tickets.
  void set_apart(const Agents& alone) {
    const WorkNeed need{.capacity = std::vector<double>(demand_.size()),
                        .staff = Agents(demand_.size()),
                        .with_seats = false};
    made_.apart_work = staff_work(desk_, demand_, need, made_.work_factor).agents;
    made_.apart_hours = told_hours(alone) + told_hours(made_.apart_work);
  }

  double told_hours(const Agents& agents) const {
    const auto end =
        agents.begin() + static_cast<std::ptrdiff_t>(std::min(agents.size(), demand_.intervals()));
    return static_cast<double>(std::accumulate(agents.begin(), end, std::uint64_t{0})) * demand_.hours();
  }

  /// By the first week: its days are like those of the others.
  Result<std::uint32_t> best_reserve() const {
    constexpr std::size_t kDays = 7;
    constexpr int kWorseMax = 2;  // then it has turned
    const std::size_t until = std::min(demand_.size(), kDays * demand_.intervals_a_day());
    DeskDemand week = demand_;
    week.days = std::min(demand_.days, kDays);
    week.days_after = 0;
    week.open.resize(until);
    for (ChannelDemand& channel : week.channels) {
      channel.contacts.resize(until);
      channel.handle_seconds.resize(until);
    }
    std::uint32_t best = 0;
    double fewest = std::numeric_limits<double>::infinity();
    int worse = 0;
    for (std::uint32_t reserve = 0; reserve <= kReserveMax && worse < kWorseMax; ++reserve) {
      TANDEM_ASSIGN(teams_then, teams(reserve, until));
      const WorkNeed need{.capacity = teams_then.capacity, .staff = teams_then.staff, .even = false};
      const Added added = staff_work(desk_, week, need, options_.work_factor);
      double hours = 0;
      for (std::size_t i = 0; i < until; ++i)
        hours += (teams_then.staff[i] + added.agents[i]) * demand_.hours();
      // A larger reserve, as good for calls, is the calmer floor.
      if (hours <= fewest) {
        fewest = hours;
        best = reserve;
        worse = 0;
      } else {
        ++worse;
      }
    }
    return best;
  }

  void add_for_work(const Teams& teams) {
    const WorkNeed need{.capacity = teams.capacity, .staff = teams.staff};
    made_.added = staff_work(desk_, demand_, need, made_.work_factor).agents;
  }

  /// Plans for more work than expected until so large a share of the paths keeps its deadlines.
  Result<void> widen(const Teams& teams) {
    constexpr double kFactorMax = 3, kPrecision = 0.02;
    double few = made_.work_factor, enough = few;
    bool kept = keep_enough(teams);
    for (double step = 0.1; !kept && enough < kFactorMax; step *= 2) {
      few = enough;
      enough = made_.work_factor = std::min(kFactorMax, enough + step);
      TANDEM_TRY(tell("adding agents for work", std::nullopt));
      add_for_work(teams);
      kept = keep_enough(teams);
    }
    while (kept && enough - few > kPrecision) {
      made_.work_factor = (enough + few) / 2;
      TANDEM_TRY(tell("adding agents for work", std::nullopt));
      add_for_work(teams);
      (keep_enough(teams) ? enough : few) = made_.work_factor;
    }
    made_.work_factor = enough;
    add_for_work(teams);
    return {};
  }

  bool keep_enough(const Teams& teams) {
    fill_in(teams);
    return std::ranges::all_of(as_asked_,
                               [&](double share) { return share >= *options_.probability - 1e-9; });
  }

  void fill_in(const Teams& teams) {
    made_.channels.assign(desk_.channels.size(), {});
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel)
      if (desk_.channels[channel].is_live()) fill_in_team(teams, channel);
    made_.agents = teams.staff;
    made_.work_capacity = teams.capacity;
    for (std::size_t i = 0; i < demand_.size(); ++i) {
      made_.agents[i] += made_.added[i];
      made_.work_capacity[i] += made_.added[i] * desk_.occupancy_max * demand_.hours();
    }
    made_.agent_hours = told_hours(made_.agents);
    made_.added_hours = told_hours(made_.added);
    fill_in_work();
    if (options_.probability) count_kept();
  }

  void fill_in_team(const Teams& teams, std::size_t channel) {
    ChannelPlan& plan = made_.channels[channel];
    plan.agents = teams.agents[channel];
    plan.intervals = teams.intervals[channel];
    plan.short_of_seats = teams.short_of_seats[channel];
    plan.hours = told_hours(plan.agents);
    double in_time = 0, waited = 0, left = 0, busy = 0, chats = 0;
    for (std::size_t i = 0; i < demand_.intervals(); ++i) {
      const double contacts = demand_.channels[channel].contacts[i];
      (demand_.open[i] ? plan.contacts : plan.contacts_closed) += contacts;
      if (!demand_.open[i]) continue;
      const TeamInterval& one = plan.intervals[i];
      in_time += contacts * one.service_level;
      if (std::isfinite(one.mean_wait)) waited += contacts * one.mean_wait;
      left += contacts * one.p_abandon;
      busy += one.busy * demand_.hours();
      chats += one.busy * one.at_once * demand_.hours();
    }
    if (plan.contacts > 0) {
      plan.in_time = in_time / plan.contacts;
      plan.mean_wait = waited / plan.contacts;
      plan.p_abandon = left / plan.contacts;
    }
    plan.busy = plan.hours > 0 ? busy / plan.hours : 0;
    plan.at_once = busy > 0 ? chats / busy : 0;
  }

  void fill_in_work() {
    std::vector<std::vector<double>> counts;
    for (const ChannelDemand& channel : demand_.channels) counts.push_back(channel.contacts);
    const WorkFigures figures = work_figures(desk_, demand_, counts, made_.work_capacity);
    made_.work_hours = 0;
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel) {
      if (desk_.channels[channel].is_live()) continue;
      ChannelPlan& plan = made_.channels[channel];
      const ChannelDemand& of = demand_.channels[channel];
      for (std::size_t i = 0; i < demand_.intervals(); ++i) {
        plan.contacts += of.contacts[i];
        plan.hours += of.contacts[i] * of.handle_seconds[i] / 3600;
      }
      plan.in_time = figures.in_time[channel];
      plan.out_of_reach = promised_work(desk_, demand_, channel, of.contacts).out_of_reach;
      made_.work_hours += plan.hours;
    }
    made_.work_done = figures.done.done;
    made_.backlog = {figures.done.backlog, figures.done.over_due, 0};
    made_.work_in_idle_hours = 0;
    for (std::size_t i = 0; i < demand_.intervals(); ++i) {
      if (made_.backlog.hours[i] >= made_.backlog.hours[made_.backlog.worst_at]) made_.backlog.worst_at = i;
      // The added do what they can; teams the rest.
      const double added = made_.added[i] * desk_.occupancy_max * demand_.hours();
      made_.work_in_idle_hours += std::max(0.0, made_.work_done[i] - added);
    }
  }

  /// The share asked for; where no staff has so much in time, that share of what can be.
  double reachable_share(std::size_t channel) const {
    const double share = desk_.channels[channel].share, reach = 1 - made_.channels[channel].out_of_reach;
    return share <= reach ? share : share * reach;
  }

  void count_kept() {
    std::size_t paths = std::numeric_limits<std::size_t>::max();
    for (const ChannelDemand& channel : demand_.channels) paths = std::min(paths, channel.paths.size());
    if (paths == 0) return;
    std::vector<double> kept(desk_.channels.size());
    as_asked_.assign(desk_.channels.size(), 1);
    for (std::size_t channel = 0; channel < kept.size(); ++channel)
      if (!desk_.channels[channel].is_live()) as_asked_[channel] = 0;
    for (std::size_t path = 0; path < paths; ++path) {
      std::vector<std::vector<double>> counts;
      for (const ChannelDemand& channel : demand_.channels)
        counts.emplace_back(channel.paths[path].begin(), channel.paths[path].end());
      const auto capacity = work_capacity_on(desk_, demand_, made_, path);
      const WorkFigures figures = work_figures(desk_, demand_, counts, capacity);
      for (std::size_t channel = 0; channel < kept.size(); ++channel)
        if (!desk_.channels[channel].is_live()) {
          const double in_time = figures.in_time[channel] + 1e-9;
          kept[channel] += in_time >= desk_.channels[channel].share ? 1 : 0;
          as_asked_[channel] += in_time >= reachable_share(channel) ? 1 / static_cast<double>(paths) : 0;
        }
    }
    for (std::size_t channel = 0; channel < kept.size(); ++channel)
      if (!desk_.channels[channel].is_live())
        made_.channels[channel].kept = kept[channel] / static_cast<double>(paths);
  }

  /// Of calls and chats, over all days of a path. Beside tickets that are ended first each count would take a
  /// chain of its own: then it is not told.
  Result<void> count_teams_kept() {
    if (!options_.probability || made_.reserve) return {};
    for (std::size_t channel = 0; channel < desk_.channels.size(); ++channel) {
      const auto& paths = demand_.channels[channel].paths;
      ChannelPlan& plan = made_.channels[channel];
      if (!desk_.channels[channel].is_live() || paths.empty()) continue;
      double kept = 0;
      for (const auto& path : paths) {
        TANDEM_TRY(tell("counting what is kept", std::nullopt));
        double come = 0, in_time = 0;
        for (std::size_t at = 0; at < demand_.intervals(); ++at) {
          if (!demand_.open[at]) continue;
          TANDEM_ASSIGN(one, formulas_[channel].of(at, path[at], plan.agents[at], std::nullopt));
          come += path[at];
          in_time += path[at] * one.service_level;
        }
        kept += in_time >= desk_.channels[channel].share * come - 1e-9 ? 1 : 0;
      }
      plan.kept = kept / static_cast<double>(paths.size());
    }
    return {};
  }

  const Desk& desk_;
  const DeskDemand& demand_;
  const StaffOptions& options_;
  double tickets_;  ///< seconds of one, the mean
  /// Of the paths, by channel: the share in which as much of its work is in time as is asked for and can be.
  std::vector<double> as_asked_;
  std::vector<TeamFormulas> formulas_;
  DeskPlan made_;
};

}  // namespace

std::vector<double> work_capacity_on(const Desk& desk, const DeskDemand& demand, const DeskPlan& plan,
                                     std::size_t path) {
  std::vector<double> capacity(demand.size());
  for (std::size_t at = 0; at < demand.size(); ++at) {
    capacity[at] = plan.added[at] * desk.occupancy_max * demand.hours();
    for (std::size_t channel = 0; channel < desk.channels.size(); ++channel) {
      if (!desk.channels[channel].is_live() || plan.channels[channel].agents[at] == 0) continue;
      if (!desk.interruptible && desk.channels[channel].kind == Channel::Kind::chat) continue;
      const double agents = plan.channels[channel].agents[at];
      const TeamInterval& expected = plan.channels[channel].intervals[at];
      const double contacts = demand.channels[channel].contacts[at];
      const double come = contacts > 0 ? demand.channels[channel].paths[path][at] / contacts : 0;
      const double busy = std::min(agents, expected.busy * come);
      double over = std::max(0.0, desk.occupancy_max * agents - busy);
      // With a reserve tickets give way by as much as calls take more.
      if (!desk.interruptible) over = std::min(over, std::max(0.0, expected.work + expected.busy - busy));
      capacity[at] += over * demand.hours();
    }
  }
  return capacity;
}

Result<DeskPlan> staff_desk(const Desk& desk, const DeskDemand& demand, const StaffOptions& options) {
  TANDEM_CHECK(demand.channels.size() == desk.channels.size() &&
                   demand.open.size() == (demand.days + demand.days_after) * demand.intervals_a_day(),
               "each channel has a demand, each interval is open or not");
  for (const ChannelDemand& channel : demand.channels)
    TANDEM_CHECK(channel.contacts.size() == demand.size() && channel.handle_seconds.size() == demand.size(),
                 "each interval has contacts and a handle time");
  return Staffing(desk, demand, options).run();
}

}  // namespace tandem::blend
