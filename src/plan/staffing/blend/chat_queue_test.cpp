#include "plan/staffing/blend/chat_queue.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <cmath>

#include "plan/queueing/erlang.hpp"
#include "plan/queueing/random_numbers.hpp"
#include "plan/staffing/blend/chat_run.hpp"

namespace tandem::blend {
namespace {

using queueing::close;
using queueing::magnitude_between;
using queueing::real_between;

ChatLoad any_load() {
  ChatLoad load{.chats_per_second = *magnitude_between(0.0005, 0.5),
                .handle_seconds = *magnitude_between(20, 2'000),
                .at_once = *rc::gen::inRange(1U, 7U),
                .slowdown = *real_between(0, 1),
                .within_seconds = *real_between(0, 200)};
  load.patience_seconds = *magnitude_between(5, 5'000);
  return load;
}

void expect_erlang_a(const ChatLoad& load, std::uint32_t agents, std::uint32_t servers) {
  const auto chats = chat_performance(load, agents);
  const auto erlang = queueing::erlang_a({load.chats_per_second, load.handle_seconds}, servers,
                                         load.within_seconds, *load.patience_seconds);
  RC_ASSERT(chats.has_value() && erlang.has_value());
  RC_ASSERT(close(chats->p_wait, erlang->p_wait, 1e-9, 1e-12));
  RC_ASSERT(close(chats->service_level, erlang->service_level, 1e-9, 1e-12));
  RC_ASSERT(close(chats->mean_wait, erlang->mean_wait, 1e-9, 1e-9));
  RC_ASSERT(close(chats->p_abandon, erlang->p_abandon, 1e-9, 1e-12));
  RC_ASSERT(close(chats->slots_taken, erlang->occupancy, 1e-9, 1e-9));
}

RC_GTEST_PROP(ChatQueue, OneChatAnAgentIsErlangA, ()) {
  ChatLoad load = any_load();
  load.at_once = 1;
  const auto agents = *rc::gen::inRange(1U, 120U);
  expect_erlang_a(load, agents, agents);
}

RC_GTEST_PROP(ChatQueue, WithoutSlowdownSlotsAreErlangAsServers, ()) {
  ChatLoad load = any_load();
  load.slowdown = 0;
  const auto agents = *rc::gen::inRange(1U, 40U);
  expect_erlang_a(load, agents, agents * load.at_once);
}

RC_GTEST_PROP(ChatQueue, WithoutPatienceItIsErlangC, ()) {
  ChatLoad load = any_load();
  load.slowdown = 0;
  load.patience_seconds.reset();
  const auto agents = *rc::gen::inRange(1U, 40U);
  const auto chats = chat_performance(load, agents);
  const auto erlang = queueing::erlang_c({load.chats_per_second, load.handle_seconds}, agents * load.at_once,
                                         load.within_seconds);
  RC_ASSERT(chats.has_value() && erlang.has_value());
  RC_ASSERT(close(chats->service_level, erlang->service_level, 1e-9, 1e-12));
  const bool same = std::isinf(erlang->mean_wait) ? std::isinf(chats->mean_wait)
                                                  : close(chats->mean_wait, erlang->mean_wait, 1e-9, 1e-9);
  RC_ASSERT(same);
}

/// The chain solved as it stands: weights of all states until they are nothing.
RC_GTEST_PROP(ChatQueue, AgreesWithTheChainAddedUpStateByState, ()) {
  const ChatLoad load = any_load();
  const auto agents = *rc::gen::inRange(1U, 30U);
  const std::uint32_t slots = agents * load.at_once;
  const long double theta = 1 / *load.patience_seconds;
  long double weight = 1, all = 1, full = 0, chats = 0, busy = 0, waiting = 0;
  for (std::uint32_t state = 1; state < 200'000; ++state) {
    const std::uint32_t held = std::min(state, slots);
    const long double out = load.ended_per_second(agents, held) + theta * (state - held);
    weight *= load.chats_per_second / out;
    if (weight > 1e3000L) RC_DISCARD("weights out of range");
    all += weight;
    chats += weight * held;
    busy += weight * std::min(state, agents);
    waiting += weight * (state - held);
    if (state >= slots) full += weight;
    if (state > slots && weight < all * 1e-18L && load.chats_per_second < out) break;
  }
  const auto made = chat_performance(load, agents);
  RC_ASSERT(made.has_value());
  RC_ASSERT(close(made->p_wait, static_cast<double>(full / all), 1e-9, 1e-12));
  RC_ASSERT(close(made->slots_taken, static_cast<double>(chats / all / slots), 1e-9));
  RC_ASSERT(close(made->agents_busy, static_cast<double>(busy / all / agents), 1e-9));
  RC_ASSERT(close(made->p_abandon, static_cast<double>(theta * waiting / all / load.chats_per_second), 1e-8,
                  1e-12));
}

RC_GTEST_PROP(ChatQueue, MoreAgentsAnswerMoreInTimeAndSlowerOnesFewer, ()) {
  ChatLoad load = any_load();
  const auto agents = *rc::gen::inRange(1U, 30U);
  const auto some = chat_performance(load, agents), more = chat_performance(load, agents + 1);
  load.slowdown += 0.2;
  const auto slower = chat_performance(load, agents);
  RC_ASSERT(more->service_level >= some->service_level - 1e-12);
  RC_ASSERT(more->p_abandon <= some->p_abandon + 1e-12);
  RC_ASSERT(slower->service_level <= some->service_level + 1e-12);
}

RC_GTEST_PROP(ChatQueue, TheFewestAgentsKeepTheTargetAndOneLessDoesNot, ()) {
  const ChatLoad load = any_load();
  const double share = *real_between(0.3, 0.99);
  const auto agents = chat_agents_for(load, share);
  RC_ASSERT(agents.has_value() && *agents > 0);
  RC_ASSERT(chat_performance(load, *agents)->service_level >= share);
  if (*agents > 1) RC_ASSERT(chat_performance(load, *agents - 1)->service_level < share);
}

TEST(ChatQueue, NobodyWritesAndNobodyIsNeeded) {
  const ChatLoad load{.handle_seconds = 300, .at_once = 3, .within_seconds = 60};
  EXPECT_EQ(*chat_agents_for(load, 0.8), 0U);
  EXPECT_EQ(chat_performance(load, 2)->service_level, 1);
}

TEST(ChatQueue, RefusesWhatIsNoLoad) {
  const ChatLoad load{.chats_per_second = 0.1, .handle_seconds = 300};
  EXPECT_FALSE(chat_performance({.chats_per_second = 0.1, .handle_seconds = 300, .at_once = 0}, 3));
  EXPECT_FALSE(chat_performance({.chats_per_second = 0.1, .handle_seconds = 300, .slowdown = -1}, 3));
  EXPECT_FALSE(chat_performance(load, 0));
  EXPECT_FALSE(chat_performance({.chats_per_second = 0.1, .handle_seconds = 0}, 3));
  EXPECT_FALSE(chat_agents_for(load, 1));
}

/// Two weeks of a floor that stays as it is, and how far its shares are from the chain's.
struct Simulated {
  double service_level = 0, p_abandon = 0, idle = 0;
};
Simulated simulated(const ChatLoad& load, std::uint32_t agents, std::uint64_t seed) {
  constexpr std::size_t kHours = 1'000;
  const ChatFloor floor{.interval_seconds = 3600,
                        .chats = std::vector<double>(kHours, load.chats_per_second * 3600),
                        .handle_seconds = std::vector<double>(kHours, load.handle_seconds),
                        .agents = std::vector<std::uint32_t>(kHours, agents),
                        .terms = load};
  Random random(seed);
  const ChatRun run = run_chats(floor, random);
  double offered = 0, in_time = 0, abandoned = 0, idle = 0;
  for (const ChatRun::Interval& each : run.intervals) {
    offered += each.offered;
    in_time += each.in_time;
    abandoned += each.abandoned;
    idle += each.idle_seconds;
  }
  return {in_time / offered, abandoned / offered, idle / (3600.0 * kHours * agents)};
}

// 60,000 chats, seed 7: standard errors, batch by batch, are below 0.004 for the service level; the bounds
// are four of them, which chance breaks once in 16,000 seeds.
TEST(ChatQueue, ASimulationWithoutSlowdownFindsTheSame) {
  const ChatLoad load{.chats_per_second = 60.0 / 3600,
                      .handle_seconds = 480,
                      .at_once = 3,
                      .within_seconds = 30,
                      .patience_seconds = 120};
  const auto exact = chat_performance(load, 3);
  const Simulated found = simulated(load, 3, 7);
  EXPECT_NEAR(found.service_level, exact->service_level, 0.015);
  EXPECT_NEAR(found.p_abandon, exact->p_abandon, 0.01);
}

// The chain takes the load for even at all times. What that is worth on a floor like many: less than two
// points of the service level, and the chain is the better one.
TEST(ChatQueue, ASimulationWithSlowdownIsALittleWorse) {
  const ChatLoad load{.chats_per_second = 60.0 / 3600,
                      .handle_seconds = 360,
                      .at_once = 3,
                      .slowdown = 0.25,
                      .within_seconds = 30,
                      .patience_seconds = 120};
  const auto chain = chat_performance(load, 4);
  const Simulated found = simulated(load, 4, 7);
  EXPECT_NEAR(found.service_level, chain->service_level, 0.03);
  EXPECT_LT(found.service_level, chain->service_level + 0.005);
}

TEST(ChatRun, WhoComesWhereNobodyIsGivesUpOrIsLeft) {
  const ChatFloor floor{.interval_seconds = 1800,
                        .chats = {20, 0},
                        .handle_seconds = {300, 300},
                        .agents = {0, 0},
                        .terms = {.at_once = 2, .within_seconds = 30, .patience_seconds = 60}};
  Random random(1);
  const ChatRun run = run_chats(floor, random);
  EXPECT_GT(run.intervals[0].offered, 5U);
  EXPECT_EQ(run.intervals[0].in_time, 0U);
  EXPECT_EQ(run.intervals[0].abandoned, run.intervals[0].offered);
  EXPECT_EQ(run.intervals[0].idle_seconds, 0);
}

TEST(ChatRun, TheSameSeedIsTheSameRun) {
  const ChatFloor floor{
      .interval_seconds = 1800,
      .chats = {20, 40, 10},
      .handle_seconds = {300, 300, 300},
      .agents = {2, 4, 1},
      .terms = {.at_once = 2, .slowdown = 0.2, .within_seconds = 30, .patience_seconds = 60}};
  Random first(3), second(3);
  const ChatRun a = run_chats(floor, first), b = run_chats(floor, second);
  for (std::size_t i = 0; i < 3; ++i) {
    EXPECT_EQ(a.intervals[i].offered, b.intervals[i].offered);
    EXPECT_EQ(a.intervals[i].waited_seconds, b.intervals[i].waited_seconds);
    EXPECT_LE(a.intervals[i].in_time + a.intervals[i].abandoned, a.intervals[i].offered);
  }
}

}  // namespace
}  // namespace tandem::blend
