#include "plan/staffing/blend/live_team.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "plan/queueing/erlang.hpp"
#include "plan/staffing/blend/calls_beside_work.hpp"
#include "plan/staffing/blend/chat_queue.hpp"

namespace tandem::blend {

Result<TeamInterval> TeamFormulas::of(std::size_t at, double contacts, std::uint32_t agents,
                                      std::optional<std::uint32_t> reserve) const {
  constexpr std::uint32_t kNoReserve = std::numeric_limits<std::uint32_t>::max();
  const bool beside = reserve && channel_.kind == Channel::Kind::call && work_seconds_ > 0;
  if (contacts < kContactsMin)
    return TeamInterval{.work = beside && agents > *reserve ? static_cast<double>(agents - *reserve) : 0};
  if (agents == 0) return TeamInterval{.service_level = 0};
  const Asked asked{contacts, demand_.handle_seconds[at], agents, beside ? *reserve : kNoReserve};
  if (const auto found = known_.find(asked); found != known_.end()) return found->second;
  const auto made = channel_.kind == Channel::Kind::chat
                        ? chats(at, contacts, agents)
                        : calls(at, contacts, agents, beside ? reserve : std::nullopt);
  if (made) known_.emplace(asked, *made);
  return made;
}

Result<TeamInterval> TeamFormulas::calls(std::size_t at, double contacts, std::uint32_t agents,
                                         std::optional<std::uint32_t> reserve) const {
  const double seconds = interval_.seconds();
  if (reserve) {
    TANDEM_ASSIGN(made, calls_beside_work({.calls_per_second = contacts / seconds,
                                           .handle_seconds = demand_.handle_seconds[at],
                                           .work_seconds = work_seconds_,
                                           .within_seconds = channel_.within.seconds(),
                                           .patience_seconds = demand_.patience_seconds},
                                          agents, *reserve));
    return TeamInterval{.service_level = made.service_level,
                        .busy = made.calls_agents,
                        .work = made.work_agents,
                        .mean_wait = made.mean_wait,
                        .p_abandon = made.p_abandon};
  }
  const queueing::Load load{contacts / seconds, demand_.handle_seconds[at]};
  TANDEM_ASSIGN(made, demand_.patience_seconds ? queueing::erlang_a(load, agents, channel_.within.seconds(),
                                                                    *demand_.patience_seconds)
                                               : queueing::erlang_c(load, agents, channel_.within.seconds()));
  return TeamInterval{.service_level = made.service_level,
                      .busy = made.occupancy * agents,
                      .mean_wait = made.mean_wait,
                      .p_abandon = made.p_abandon};
}

Result<TeamInterval> TeamFormulas::chats(std::size_t at, double contacts, std::uint32_t agents) const {
  TANDEM_ASSIGN(made, chat_performance({.chats_per_second = contacts / interval_.seconds(),
                                        .handle_seconds = demand_.handle_seconds[at],
                                        .at_once = channel_.at_once,
                                        .slowdown = channel_.slowdown,
                                        .within_seconds = channel_.within.seconds(),
                                        .patience_seconds = demand_.patience_seconds},
                                       agents));
  return TeamInterval{.service_level = made.service_level,
                      .busy = made.agents_busy * agents,
                      .mean_wait = made.mean_wait,
                      .p_abandon = made.p_abandon,
                      .at_once = made.at_once};
}

Result<std::uint32_t> TeamFormulas::agents_for(std::size_t at, double contacts,
                                               std::optional<std::uint32_t> reserve) const {
  if (contacts < kContactsMin) return 0U;
  const double per_second = contacts / interval_.seconds();
  if (channel_.kind == Channel::Kind::chat)
    return chat_agents_for({.chats_per_second = per_second,
                            .handle_seconds = demand_.handle_seconds[at],
                            .at_once = channel_.at_once,
                            .slowdown = channel_.slowdown,
                            .within_seconds = channel_.within.seconds(),
                            .patience_seconds = demand_.patience_seconds},
                           channel_.share);
  TANDEM_ASSIGN(plain, queueing::servers_for({per_second, demand_.handle_seconds[at]},
                                             {.service_level = channel_.share}, channel_.within.seconds(),
                                             demand_.patience_seconds, false));
  auto agents = static_cast<std::uint32_t>(plain);
  if (!reserve) return agents;
  for (;; ++agents) {
    TANDEM_ASSIGN(made, of(at, contacts, agents, reserve));
    if (made.service_level >= channel_.share) return agents;
  }
}

double contacts_for(const ChannelDemand& demand, std::size_t at, std::optional<double> probability) {
  if (!probability || demand.paths.empty()) return demand.contacts[at];
  std::vector<std::uint32_t> counts;
  for (const auto& path : demand.paths) counts.push_back(path[at]);
  const double rank = std::ceil(*probability * static_cast<double>(counts.size()));
  const auto place = std::clamp<std::size_t>(static_cast<std::size_t>(rank), 1, counts.size()) - 1;
  std::ranges::nth_element(counts, counts.begin() + static_cast<std::ptrdiff_t>(place));
  return counts[place];
}

}  // namespace tandem::blend
