#include "app/plan_desk.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

#include "app/blend_input.hpp"
#include "app/plan_supply.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::app {
namespace {

using blend::Channel;
using blend::ChannelDemand;
using Faults = std::vector<Error>;

std::unexpected<Faults> fault(const PlanDesk& desk, std::string field, std::string message) {
  return std::unexpected(
      Faults{{ErrorCode::usage, std::move(message), {.file = desk.file, .field = std::move(field)}}});
}

/// The channel of the plan's calls.
std::expected<void, Faults> find_calls(const PlanResult& plan, PlanDesk& desk) {
  if (desk.desk().zone->name() != plan.zone->name())
    return fault(desk, "zone",
                 fmt::format("is {} and that of {} is {}; months and hours need one zone",
                             desk.desk().zone->name(), plan.terms_file, plan.zone->name()));
  if (!desk.desk().interruptible)
    return fault(desk, "interruptible",
                 "is false: callers would wait for tickets, which the plan's odds do not know; write true, "
                 "or ask tandem blend");
  const auto is_calls = [](const Channel& channel) { return channel.kind == Channel::Kind::call; };
  auto& channels = desk.blend.input.desk.channels;
  if (std::ranges::count_if(channels, is_calls) > 1)
    return fault(desk, "channels", "has several of kind call; the calls of a plan are one team's");
  if (std::ranges::none_of(channels, is_calls)) channels.push_back({.name = "calls"});
  desk.calls = static_cast<std::size_t>(std::ranges::find_if(channels, is_calls) - channels.begin());
  return {};
}

/// What the plan's floor has in an interval of the desk's days; of days after it, what it had a week before.
template <class List>
auto on_desk(const PlanResult& plan, const PlanDesk& desk, const List& list) {
  const quote::Floor& floor = plan.floor;
  const std::size_t a_day = desk.demand().intervals_a_day();
  std::vector<typename List::value_type> made(desk.demand().size());
  for (std::size_t at = 0; at < floor.size(); ++at) {
    const auto day = (floor.days[at / floor.slots] - desk.demand().first).count();
    if (day < 0 || static_cast<std::size_t>(day) >= desk.demand().days) continue;
    made[static_cast<std::size_t>(day) * a_day + floor.first_slot + at % floor.slots] = list[at];
  }
  for (std::size_t at = desk.demand().intervals(); at < made.size(); ++at)
    if (at >= 7 * a_day) made[at] = made[at - 7 * a_day];
  return made;
}

ChannelDemand calls_of(const PlanResult& plan, const PlanDesk& desk) {
  const quote::Floor& floor = plan.floor;
  std::vector<double> served;
  for (std::size_t at = 0; at < floor.size(); ++at)
    served.push_back(floor.expected[at] * floor.open_share(at));
  ChannelDemand calls{.contacts = on_desk(plan, desk, served),
                      .handle_seconds = on_desk(plan, desk, floor.handle_seconds),
                      .paths = {},
                      .patience_seconds = plan.family.patience_seconds};
  for (const auto& path : floor.paths) calls.paths.push_back(on_desk(plan, desk, path));
  for (double& seconds : calls.handle_seconds)
    if (seconds <= 0) seconds = 1;
  return calls;
}

std::size_t month_at(const PlanResult& plan, LocalDay day) {
  return static_cast<std::size_t>(std::ranges::find(plan.months, analysis::month_of(day)) -
                                  plan.months.begin());
}

/// Of each month: the agents beside those on the phones, and the tickets that these do while no call is
/// there.
std::vector<quote::OtherWork> work_by_month(const PlanResult& plan, const PlanDesk& desk) {
  std::vector<quote::OtherWork> months(plan.months.size());
  const blend::DeskPlan& made = desk.plan();
  const double hours = desk.demand().hours();
  for (std::size_t at = 0; at < desk.demand().intervals(); ++at) {
    const std::size_t month = month_at(plan, desk.demand().day_of(at));
    if (month == months.size()) continue;
    months[month].added_hours += desk.beside(at) * hours;
    const double added = made.added[at] * desk.desk().occupancy_max * hours;
    months[month].idle_hours += std::max(0.0, made.work_done[at] - added);
  }
  return months;
}

}  // namespace

std::expected<void, Faults> read_plan_desk(const PlanDeskAsked& asked, PlanResult& plan,
                                           const Session& session) {
  plan.desk.emplace();
  PlanDesk& desk = *plan.desk;
  desk.file = asked.file;
  const LocalDay first(plan.months.front() / std::chrono::day(1)),
      last(plan.months.back() / std::chrono::last);
  const BlendArguments arguments{.desk = asked.file,
                                 .interval = fmt::format("{}m", quote::minutes_of(plan.floor.interval)),
                                 .probability = asked.probability,
                                 .days = std::pair(first, last),
                                 .paths = asked.paths,
                                 .seed = asked.seed,
                                 .threads = asked.threads};
  auto read = read_blend_input(arguments, session);
  if (!read) return std::unexpected(std::move(read).error());
  desk.blend.input = std::move(*read);
  if (auto sound = find_calls(plan, desk); !sound) return sound;
  std::vector<ChannelDemand>& channels = desk.blend.input.demand.channels;
  channels.resize(desk.desk().channels.size());
  channels[desk.calls] = calls_of(plan, desk);
  return {};
}

Result<void> staff_plan_desk(PlanResult& plan, const Session& session) {
  PlanDesk& desk = *plan.desk;
  blend::StaffOptions options{.probability = desk.blend.input.probability, .cancel = &session.cancelled};
  options.given.resize(desk.desk().channels.size());
  options.given[desk.calls] = on_desk(plan, desk, plan.best().staff);
  TANDEM_ASSIGN(made, blend::staff_desk(desk.desk(), desk.demand(), options));
  // How the calls fare, the plan itself tells.
  made.channels[desk.calls].kept.reset();
  made.channels[desk.calls].contacts_closed = 0;
  desk.blend.made.plan = std::move(made);
  desk.by_month = work_by_month(plan, desk);
  if (plan.hour) plan.hour->other = desk.by_month;
  return {};
}

std::int64_t tickets_a_month(const PlanDesk& desk, std::size_t months) {
  double tickets = 0;
  for (std::size_t channel = 0; channel < desk.desk().channels.size(); ++channel) {
    if (desk.desk().channels[channel].is_live()) continue;
    const std::vector<double>& contacts = desk.demand().channels[channel].contacts;
    for (std::size_t at = 0; at < desk.demand().intervals(); ++at) tickets += contacts[at];
  }
  return std::llround(tickets / static_cast<double>(months));
}

rosters::Demand team_of(const PlanResult& plan, LocalDay first, std::size_t days) {
  rosters::Demand demand = demand_of(plan.floor, plan.best().staff, first, days);
  if (!plan.desk) return demand;
  const PlanDesk& desk = *plan.desk;
  for (std::size_t at = 0; at < desk.demand().intervals(); ++at) {
    const auto day = (desk.demand().day_of(at) - first).count();
    if (day < 0 || day >= static_cast<std::int64_t>(days)) continue;
    demand.agents[static_cast<std::size_t>(day) * demand.intervals_a_day() +
                  at % desk.demand().intervals_a_day()] += desk.beside(at);
  }
  return demand;
}

}  // namespace tandem::app
