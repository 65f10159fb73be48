#include "plan/staffing/mix/near_model.hpp"

#include <gtest/gtest.h>

namespace tandem::mix {
namespace {

/// Two groups in one interval with one window: an agent more of the first brings 4, of the second 10; one
/// fewer takes 5 or 12.
struct Small {
  Choice choice{Headcount(2, 1), Headcount(2, 1, 5), {1, 2}};
  std::vector<Differences> differences = {{{0}, {4, 10}, {-5, -12}}};
  Headcount at = Headcount(2, 1, 2);
};

TEST(NearModel, AddsTheCheapestAgentsForWhatIsMissing) {
  const Small of;
  NearModel model(of.choice, of.differences, of.at, {-11});
  model.set_severity(50);
  const Headcount next = model.improved(5);
  // Three of the first bring 12 for 3; one of each brings 14 for 3: whichever, 11 are there and 3 is paid.
  EXPECT_DOUBLE_EQ(of.choice.cost_of(next), of.choice.cost_of(of.at) + 3);
}

TEST(NearModel, LetsGoOfWhoIsNotNeeded) {
  const Small of;
  NearModel model(of.choice, of.differences, of.at, {13});
  model.set_severity(50);
  const Headcount next = model.improved(5);
  EXPECT_EQ(next.at(0, 0), 2U);
  EXPECT_EQ(next.at(1, 0), 1U);
}

TEST(NearModel, ProposesOnlyMovesThatSaveTheBestFirst) {
  const Small of;
  NearModel model(of.choice, of.differences, of.at, {13});
  const std::vector<Move> moves = model.promising(0, 100);
  ASSERT_FALSE(moves.empty());
  EXPECT_EQ(moves.front().go[0], 1U);
  EXPECT_EQ(moves.front().come[0], Move::kNobody);
  for (const Move& move : moves) {
    EXPECT_GT(model.saving(move), 0);
    Headcount with = of.at;
    apply(move, with);
    EXPECT_DOUBLE_EQ(of.choice.cost_of(of.at) - of.choice.cost_of(with), model.saving(move));
  }
}

TEST(NearModel, KeepsToTheLeastAndTheMost) {
  Small of;
  of.choice.least = of.at;
  of.choice.most = of.at;
  NearModel model(of.choice, of.differences, of.at, {-100});
  model.set_severity(50);
  EXPECT_EQ(model.improved(5), of.at);
  EXPECT_TRUE(model.promising(0, 10).empty());
}

}  // namespace
}  // namespace tandem::mix
