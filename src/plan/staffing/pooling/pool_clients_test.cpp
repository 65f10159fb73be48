#include "plan/staffing/pooling/pool_clients.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <numeric>

#include "plan/staffing/mix/mix_for_test.hpp"

namespace tandem::pooling {
namespace {

/// The glove game: a left and two rights; a pair is worth what a cost of 1 is here. Shapley's own shares.
TEST(ShapleyShares, AreTheMeanOfWhatEachAddsInEveryOrder) {
  // By coalition of client 0 (left), 1 and 2 (right).
  const std::vector<double> pairs = {0, 0, 0, 1, 0, 1, 0, 1};
  const std::vector<double> shares = shapley_shares(pairs, 3);
  EXPECT_DOUBLE_EQ(shares[0], 4.0 / 6);
  EXPECT_DOUBLE_EQ(shares[1], 1.0 / 6);
  EXPECT_DOUBLE_EQ(shares[2], 1.0 / 6);
}

TEST(ShapleyShares, AreWhatEachCostsApartWhereNothingIsShared) {
  std::vector<double> sums(16);
  for (std::size_t i = 0; i < sums.size(); ++i)
    for (std::size_t client = 0; client < 4; ++client)
      if ((i >> client & 1U) != 0) sums[i] += static_cast<double>(10 + client);
  const std::vector<double> shares = shapley_shares(sums, 4);
  for (std::size_t client = 0; client < 4; ++client)
    EXPECT_NEAR(shares[client], 10 + static_cast<double>(client), 1e-12);
}

simulation::Model guarded() {
  simulation::Model model = mix::two_types(40, 30, "4h");
  model.plan.guarantees = {{.kind = routing::Guarantee::Kind::reserved,
                            .client = ClientId(1),
                            .group = routing::GroupId(2),
                            .agents = 1}};
  return model;
}

TEST(WithClients, SilencesTheOthersAndDropsTheirGuarantees) {
  const simulation::Model model = guarded();
  const simulation::Model first = with_clients(model, {true, false});
  EXPECT_EQ(first.types[0].arrivals.calls, model.types[0].arrivals.calls);
  EXPECT_THAT(first.types[1].arrivals.calls, testing::Each(0.0));
  EXPECT_TRUE(first.plan.guarantees.empty());
  EXPECT_EQ(with_clients(model, {false, true}).plan.guarantees.size(), 1U);
}

constexpr const char* kTargets = R"({"groups": [{"name": "both", "cost_hour": 1.1}],
    "targets": [{"kpi": "strict", "within": "20s", "at_least": "80%", "each": "client", "over": "day"}]})";

PoolOptions few_days() {
  return {.mix = {.replications = simulation::kChecked ? 4U : 16U,
                  .check_replications = simulation::kChecked ? 8U : 60U,
                  .search = {.rounds = 2}}};
}

TEST(PoolClients, SharesOutTheCostOfAllAndShowsWhatASpikeDoes) {
  const simulation::Model model = guarded();
  const auto pool = pool_clients(model, mix::request_of(kTargets, model), few_days());
  ASSERT_TRUE(pool);
  EXPECT_TRUE(pool->by_shapley && pool->together.meets);
  EXPECT_LT(pool->together.cost, pool->apart);
  double apart = 0, shares = 0;
  for (const ClientPart& part : pool->clients) {
    EXPECT_TRUE(part.apart_meets);
    EXPECT_LT(part.share, part.apart);
    apart += part.apart;
    shares += part.share;
  }
  EXPECT_DOUBLE_EQ(apart, pool->apart);
  EXPECT_NEAR(shares, pool->together.cost, 1e-9);
  // Of two, what is saved is halved.
  EXPECT_NEAR(pool->clients[0].apart - pool->clients[0].share,
              pool->clients[1].apart - pool->clients[1].share, 1e-9);
  ASSERT_EQ(pool->spikes.size(), 2U);
  ASSERT_EQ(pool->spikes_unguarded.size(), 2U);
  for (std::size_t client = 0; client < 2; ++client) {
    EXPECT_EQ(pool->usual[client].windows, 1U);
    EXPECT_LT(pool->spikes[client][client].level->value, pool->usual[client].level->value - 0.05);
    EXPECT_LT(pool->spikes[client][client].level->value, pool->spikes[client][1 - client].level->value);
  }
  // The second has an agent of those who serve both to itself, on the same days.
  EXPECT_GT(pool->spikes[0][1].level->value, pool->spikes_unguarded[0][1].level->value);
}

TEST(PoolClients, RefusesOneClientAndTraces) {
  simulation::Model model = guarded();
  const mix::Request request = mix::request_of(kTargets, model);
  model.types[1].arrivals.kind = simulation::Arrivals::Kind::trace;
  const auto trace = pool_clients(model, request, few_days());
  ASSERT_FALSE(trace);
  EXPECT_EQ(trace.error().where.field, "types[1].arrivals");
  const simulation::Model one = mix::one_queue(20);
  const auto single = pool_clients(one, mix::plain_request(one), few_days());
  ASSERT_FALSE(single);
  EXPECT_EQ(single.error().where.field, "clients");
}

}  // namespace
}  // namespace tandem::pooling
