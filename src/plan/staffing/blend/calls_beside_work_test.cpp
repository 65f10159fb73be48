#include "plan/staffing/blend/calls_beside_work.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>
#include <map>
#include <tuple>

#include "core/base/random.hpp"
#include "plan/queueing/erlang.hpp"
#include "plan/queueing/random_numbers.hpp"

namespace tandem::blend {
namespace {

using queueing::close;
using queueing::magnitude_between;
using queueing::real_between;

BesideWorkLoad any_load() {
  return {.calls_per_second = *magnitude_between(0.001, 0.05),
          .handle_seconds = *magnitude_between(60, 600),
          .work_seconds = *magnitude_between(60, 1'200),
          .within_seconds = *real_between(0, 120),
          .patience_seconds = *magnitude_between(20, 600)};
}

/// Calls in service, tickets in hand and callers who wait, each as it is; solved by turns of Gauss & Seidel.
struct Plain {
  double service_at_once = 0, waiting = 0, work = 0;
};
Plain plainly(const BesideWorkLoad& load, std::uint32_t agents, std::uint32_t reserve) {
  using State = std::tuple<std::uint32_t, std::uint32_t, std::uint32_t>;
  const double mu = 1 / load.handle_seconds, nu = 1 / load.work_seconds, theta = 1 / *load.patience_seconds;
  constexpr std::uint32_t kWaiting = 14;
  // Callers first, then tickets while more than the reserve are free.
  const auto settled = [&](std::uint32_t calls, std::uint32_t tickets, std::uint32_t waiting) {
    while (waiting > 0 && calls + tickets < agents) --waiting, ++calls;
    while (agents - calls - tickets > reserve) ++tickets;
    return State(calls, tickets, waiting);
  };
  std::map<State, double> chance{{settled(0, 0, 0), 1.0}};
  const double pace = load.calls_per_second + agents * std::max(mu, nu) + theta * kWaiting;
  for (int step = 0; step < 20'000; ++step) {
    std::map<State, double> next;
    double moved = 0;
    for (const auto& [state, p] : chance) {
      const auto [calls, tickets, waiting] = state;
      double stays = 1;
      const auto go = [&](const State& to, double rate) {
        next[to] += p * rate / pace;
        stays -= rate / pace;
      };
      if (waiting < kWaiting) go(settled(calls, tickets, waiting + 1), load.calls_per_second);
      if (calls > 0) go(settled(calls - 1, tickets, waiting), calls * mu);
      if (tickets > 0) go(settled(calls, tickets - 1, waiting), tickets * nu);
      if (waiting > 0) go(State(calls, tickets, waiting - 1), waiting * theta);
      next[state] += p * stays;
    }
    for (const auto& [state, p] : next) moved += std::fabs(p - chance[state]);
    chance = std::move(next);
    if (moved < 1e-13) break;
  }
  Plain made;
  for (const auto& [state, p] : chance) {
    const auto [calls, tickets, waiting] = state;
    if (calls + tickets < agents) made.service_at_once += p;
    made.waiting += p * waiting;
    made.work += p * tickets;
  }
  return made;
}

TEST(CallsBesideWork, AgreesWithTheChainOfCallsTicketsAndWaiting) {
  for (const auto& [agents, reserve] : {std::pair(3U, 0U), {3U, 1U}, {5U, 2U}, {6U, 5U}, {1U, 0U}}) {
    const BesideWorkLoad load{.calls_per_second = 0.008,
                              .handle_seconds = 240,
                              .work_seconds = 420,
                              .within_seconds = 0,
                              .patience_seconds = 150};
    const auto made = calls_beside_work(load, agents, reserve);
    const Plain plain = plainly(load, agents, reserve);
    ASSERT_TRUE(made.has_value());
    EXPECT_NEAR(1 - made->p_wait, plain.service_at_once, 1e-8) << agents << " " << reserve;
    EXPECT_NEAR(made->service_level, plain.service_at_once, 1e-8);
    EXPECT_NEAR(made->mean_wait, plain.waiting / load.calls_per_second, 1e-5);
    EXPECT_NEAR(made->work_agents, plain.work, 1e-7);
  }
}

RC_GTEST_PROP(CallsBesideWork, WithAllAgentsInReserveItIsErlangA, ()) {
  const BesideWorkLoad load = any_load();
  const auto agents = *rc::gen::inRange(1U, 20U);
  const auto made = calls_beside_work(load, agents, agents);
  const auto erlang = queueing::erlang_a({load.calls_per_second, load.handle_seconds}, agents,
                                         load.within_seconds, *load.patience_seconds);
  RC_ASSERT(close(made->service_level, erlang->service_level, 1e-12));
  RC_ASSERT(made->work_agents == 0.0);
}

/// Tickets that take no time are no tickets: the next agent is free at once.
RC_GTEST_PROP(CallsBesideWork, TicketsOfAMomentLeaveErlangA, ()) {
  BesideWorkLoad load = any_load();
  load.work_seconds = load.handle_seconds * 1e-7;
  load.within_seconds = 0;
  const auto agents = *rc::gen::inRange(2U, 15U);
  const auto reserve = *rc::gen::inRange(1U, agents);
  const auto made = calls_beside_work(load, agents, reserve);
  const auto erlang = queueing::erlang_a({load.calls_per_second, load.handle_seconds}, agents,
                                         load.within_seconds, *load.patience_seconds);
  RC_ASSERT(std::fabs(made->p_abandon - erlang->p_abandon) < 1e-4);
}

RC_GTEST_PROP(CallsBesideWork, ALargerReserveServesCallsBetterAndWorkLess, ()) {
  const BesideWorkLoad load = any_load();
  const auto agents = *rc::gen::inRange(2U, 15U);
  const auto reserve = *rc::gen::inRange(0U, agents - 1);
  const auto small = calls_beside_work(load, agents, reserve);
  const auto large = calls_beside_work(load, agents, reserve + 1);
  RC_ASSERT(large->service_level >= small->service_level - 1e-9);
  RC_ASSERT(large->work_agents <= small->work_agents + 1e-9);
}

/// What comes is served or gives up (Little's law for the agents on calls).
RC_GTEST_PROP(CallsBesideWork, AgentsOnCallsAreTheAnsweredLoad, ()) {
  const BesideWorkLoad load = any_load();
  const auto agents = *rc::gen::inRange(1U, 15U);
  const auto made = calls_beside_work(load, agents, *rc::gen::inRange(0U, agents));
  RC_ASSERT(close(made->calls_agents, load.calls_per_second * (1 - made->p_abandon) * load.handle_seconds,
                  1e-7, 1e-10));
  RC_ASSERT(made->calls_agents + made->work_agents <= agents + 1e-9);
}

/// The floor event by event, with times drawn as they come: answered in 20 s, and agents on tickets.
struct Simulated {
  double in_time = 0, work = 0;
};
Simulated simulated(const BesideWorkLoad& load, std::uint32_t agents, std::uint32_t reserve,
                    std::uint64_t seed) {
  Random random(seed);
  std::multimap<double, bool> ends;              // by time: true of a ticket
  std::vector<std::pair<double, double>> queue;  // came, gives up
  double now = 0, next_call = random.exponential(1 / load.calls_per_second), work_time = 0;
  std::uint32_t tickets = 0, calls = 0;
  double offered = 0, in_time = 0;
  while (offered < 200'000) {
    const double until = std::min(next_call, ends.empty() ? INFINITY : ends.begin()->first);
    work_time += tickets * (until - now);
    now = until;
    if (now == next_call) {
      ++offered;
      queue.emplace_back(now, now + random.exponential(*load.patience_seconds));
      next_call = now + random.exponential(1 / load.calls_per_second);
    } else {
      (ends.begin()->second ? tickets : calls) -= 1;
      ends.erase(ends.begin());
    }
    std::erase_if(queue, [&](const auto& waits) { return waits.second < now; });
    while (!queue.empty() && calls + tickets < agents) {
      in_time += now - queue.front().first <= load.within_seconds ? 1 : 0;
      queue.erase(queue.begin());
      ++calls;
      ends.emplace(now + random.exponential(load.handle_seconds), false);
    }
    while (agents - calls - tickets > reserve) {
      ++tickets;
      ends.emplace(now + random.exponential(load.work_seconds), true);
    }
  }
  return {in_time / offered, work_time / now};
}

// 200,000 calls, seed 11: standard errors of the share, by batches, are below 0.0025; the bounds are four.
TEST(CallsBesideWork, ASimulationCallByCallFindsTheSame) {
  const BesideWorkLoad load{.calls_per_second = 0.04,
                            .handle_seconds = 200,
                            .work_seconds = 500,
                            .within_seconds = 20,
                            .patience_seconds = 180};
  const auto exact = calls_beside_work(load, 13, 3);
  const Simulated found = simulated(load, 13, 3, 11);
  EXPECT_NEAR(found.in_time, exact->service_level, 0.01);
  EXPECT_NEAR(found.work, exact->work_agents, 0.03);
}

TEST(CallsBesideWork, RefusesWhatCannotBeCalculated) {
  const BesideWorkLoad load{.calls_per_second = 0.04, .handle_seconds = 200, .work_seconds = 500};
  EXPECT_FALSE(calls_beside_work(load, 0, 0));
  EXPECT_FALSE(calls_beside_work(load, kBesideWorkAgentsMax + 1, 0));
  EXPECT_FALSE(calls_beside_work({.calls_per_second = -1, .handle_seconds = 1, .work_seconds = 1}, 1, 0));
  EXPECT_FALSE(calls_beside_work({.calls_per_second = 1, .handle_seconds = 1, .work_seconds = 0}, 1, 0));
  const auto nobody = calls_beside_work({.handle_seconds = 200, .work_seconds = 500}, 4, 1);
  EXPECT_EQ(nobody->service_level, 1);
  EXPECT_EQ(nobody->work_agents, 3);
}

}  // namespace
}  // namespace tandem::blend
