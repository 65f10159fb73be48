#include "plan/staffing/blend/work_plan.hpp"

#include <algorithm>

namespace tandem::blend {
namespace {

constexpr std::uint32_t kAddedMax = 10'000;

}  // namespace

Added staff_work(const Desk& desk, const DeskDemand& demand, const WorkNeed& need, double work_factor) {
  std::vector<Piece> pieces;
  for (std::size_t channel = 0; channel < desk.channels.size(); ++channel) {
    if (desk.channels[channel].is_live()) continue;
    const WorkOf work = planned_work(desk, demand, channel, demand.channels[channel].contacts);
    pieces.insert(pieces.end(), work.pieces.begin(), work.pieces.end());
  }
  for (Piece& piece : pieces) piece.hours *= work_factor;
  Room room{.capacity = need.capacity, .hours_each = {}, .most = {}, .staff = need.staff};
  for (std::size_t i = 0; i < demand.size(); ++i) {
    room.hours_each.push_back(demand.open[i] ? desk.occupancy_max * demand.hours() : 0);
    const std::uint32_t seats = need.with_seats ? desk.seats.value_or(kAddedMax) : kAddedMax;
    room.most.push_back(demand.open[i] && seats > need.staff[i] ? seats - need.staff[i] : 0);
  }
  return need.even ? add_agents_evenly(pieces, room, demand.intervals_a_day()) : add_agents(pieces, room);
}

WorkFigures work_figures(const Desk& desk, const DeskDemand& demand,
                         const std::vector<std::vector<double>>& counts,
                         const std::vector<double>& capacity) {
  // The order is that of the plan, so that each channel has its share of what is in time.
  std::vector<Piece> pieces;
  for (std::size_t channel = 0; channel < desk.channels.size(); ++channel) {
    if (desk.channels[channel].is_live()) continue;
    const WorkOf work = planned_work(desk, demand, channel, counts[channel]);
    pieces.insert(pieces.end(), work.pieces.begin(), work.pieces.end());
  }
  WorkFigures made{.in_time = std::vector<double>(desk.channels.size(), 1),
                   .done = do_by_deadline(pieces, capacity)};
  std::vector<double> all(desk.channels.size()), in_time(desk.channels.size());
  for (std::size_t i = 0; i < pieces.size(); ++i) {
    if (pieces[i].promised > capacity.size() || pieces[i].released > demand.intervals()) continue;
    all[pieces[i].channel] += pieces[i].hours;
    in_time[pieces[i].channel] += made.done.in_time[i];
  }
  for (std::size_t channel = 0; channel < all.size(); ++channel)
    if (all[channel] > 0) made.in_time[channel] = in_time[channel] / all[channel];
  return made;
}

double ticket_seconds(const Desk& desk, const DeskDemand& demand) {
  double tickets = 0, seconds = 0;
  for (std::size_t channel = 0; channel < desk.channels.size(); ++channel) {
    if (desk.channels[channel].is_live()) continue;
    const ChannelDemand& of = demand.channels[channel];
    for (std::size_t i = 0; i < of.contacts.size(); ++i) {
      tickets += of.contacts[i];
      seconds += of.contacts[i] * of.handle_seconds[i];
    }
  }
  return tickets > 0 ? seconds / tickets : 0;
}

}  // namespace tandem::blend
