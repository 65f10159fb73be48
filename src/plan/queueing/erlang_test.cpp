#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cmath>

#include "plan/queueing/erlang.hpp"
#include "plan/queueing/random_numbers.hpp"

namespace tandem::queueing {
namespace {

using ::testing::HasSubstr;

Load load_of(double calls, double interval_seconds, double handle_seconds) {
  return {.calls_per_second = calls / interval_seconds, .handle_seconds = handle_seconds};
}

/// 100 calls per half hour of 180 s.
const Load kHundredCalls = load_of(100, 1800, 180);

/// Equal to every printed digit.
void expect_digits(double found, double printed, int digits) {
  EXPECT_NEAR(found, printed, 0.5000001 * std::pow(10.0, -digits));
}

// ---------------------------------------------------------------- printed cases

TEST(ErlangC, GivesThePrintedFiguresForFourteenAgents) {
  const Performance p = *erlang_c(kHundredCalls, 14, 20);
  expect_digits(p.p_wait, 0.17413193, 8);
  expect_digits(p.service_level, 0.88835002, 8);
  expect_digits(p.mean_wait, 7.835937, 6);
  EXPECT_EQ(p.asa, p.mean_wait);
  expect_digits(p.occupancy, 0.7143, 4);
  EXPECT_EQ(p.p_abandon, 0);
  EXPECT_DOUBLE_EQ(p.erlangs, 10);
}

TEST(ErlangC, GivesThePrintedFiguresForFifteenAgents) {
  const Performance p = *erlang_c(kHundredCalls, 15, 20);
  expect_digits(p.p_wait, 0.102, 3);
  expect_digits(p.service_level, 0.941, 3);
  expect_digits(p.occupancy, 0.667, 3);
}

TEST(ErlangA, GivesThePrintedFiguresForFourteenAgentsAndFiveMinutesOfPatience) {
  const Performance p = *erlang_a(kHundredCalls, 14, 20, 300);
  expect_digits(p.p_wait, 0.14526, 5);
  expect_digits(p.p_abandon, 0.013984, 6);
  expect_digits(p.occupancy, 0.704297, 6);
  expect_digits(p.mean_wait / 60, 0.069919, 6);
  expect_digits(p.service_level, 0.916792, 6);
}

TEST(ErlangA, GivesThePrintedFiguresAtFullLoadForFiftyAndFiveHundredAgents) {
  const Performance fifty = *erlang_a({.calls_per_second = 50.0 / 300, .handle_seconds = 300}, 50, 20, 120);
  expect_digits(fifty.p_wait, 0.4110757861, 10);
  expect_digits(fifty.p_abandon, 0.0689354391, 10);
  expect_digits(fifty.mean_wait, 8.2722526942, 10);
  expect_digits(fifty.service_level, 0.7838718624, 10);
  expect_digits(fifty.occupancy, 0.9310645609, 10);
  const Performance more = *erlang_a({.calls_per_second = 500.0 / 300, .handle_seconds = 300}, 500, 20, 120);
  expect_digits(more.p_wait, 0.3947718248, 10);
  expect_digits(more.p_abandon, 0.0218523630, 10);
  expect_digits(more.mean_wait, 2.6222835622, 10);
  expect_digits(more.service_level, 0.9707174487, 10);
  expect_digits(more.occupancy, 0.9781476370, 10);
}

TEST(ErlangB, GivesTheClassicTrunkTable) {
  // Load offered to N trunks at 0.1, 1, 2 and 5 % blocking, as printed in every trunk table since Palm's.
  struct Row {
    double trunks;
    std::array<double, 4> erlangs;
  };
  constexpr std::array<double, 4> kBlocking = {0.001, 0.01, 0.02, 0.05};
  constexpr Row kTable[] = {{1, {0.001, 0.010, 0.020, 0.053}},   {2, {0.046, 0.153, 0.223, 0.381}},
                            {3, {0.194, 0.455, 0.602, 0.899}},   {4, {0.439, 0.869, 1.092, 1.525}},
                            {5, {0.762, 1.361, 1.657, 2.218}},   {6, {1.146, 1.909, 2.276, 2.960}},
                            {7, {1.579, 2.501, 2.935, 3.738}},   {8, {2.051, 3.128, 3.627, 4.543}},
                            {9, {2.557, 3.783, 4.345, 5.370}},   {10, {3.092, 4.461, 5.084, 6.216}},
                            {15, {6.077, 8.108, 9.010, 10.633}}, {20, {9.411, 12.031, 13.182, 15.249}}};
  for (const Row& row : kTable)
    for (std::size_t i = 0; i < kBlocking.size(); ++i) {
      // The load printed to three digits gives the blocking within what half a digit changes.
      EXPECT_LE(*erlang_b(row.erlangs[i] - 0.0005001, row.trunks), kBlocking[i]) << row.trunks;
      EXPECT_GE(*erlang_b(row.erlangs[i] + 0.0005001, row.trunks), kBlocking[i]) << row.trunks;
    }
}

TEST(ErlangB, IsExactWhereTheFormulaIsAFraction) {
  EXPECT_DOUBLE_EQ(*erlang_b(1, 1), 0.5);
  EXPECT_DOUBLE_EQ(*erlang_b(1, 2), 0.2);
  EXPECT_DOUBLE_EQ(*erlang_b(2, 2), 0.4);
  EXPECT_DOUBLE_EQ(*erlang_b(3, 3), 4.5 / 13);
  EXPECT_EQ(*erlang_b(5, 0), 1);
  EXPECT_EQ(*erlang_b(0, 3), 0);
  EXPECT_EQ(*erlang_b(0, 0), 1);
}

// ---------------------------------------------------------------- how many servers

TEST(ServersFor, FindsTheFewestThatMeetTheUsualPromise) {
  EXPECT_EQ(*servers_for(kHundredCalls, {.service_level = 0.8}, 20, std::nullopt, false), 14);
  EXPECT_LT(erlang_c(kHundredCalls, 13, 20)->service_level, 0.8);
  EXPECT_EQ(*servers_for(kHundredCalls, {.service_level = 0.8}, 20, 300.0, false), 13);
}

TEST(ServersFor, NeedsNobodyWhereNobodyCalls) {
  EXPECT_EQ(
      *servers_for({.calls_per_second = 0, .handle_seconds = 180}, {.service_level = 0.8}, 20, 300.0, false),
      0);
}

TEST(ServersFor, IsMinimalForEveryTarget) {
  EXPECT_TRUE(rc::check([] {
    const double handle = *magnitude_between(20, 1000);
    const Load load{.calls_per_second = *magnitude_between(0.01, 3000) / handle, .handle_seconds = handle};
    const bool with_patience = *rc::gen::arbitrary<bool>();
    const bool fractional = *rc::gen::arbitrary<bool>();
    std::optional<double> patience;
    if (with_patience) patience = handle * *magnitude_between(0.05, 20);
    Target target;
    switch (*rc::gen::inRange(0, with_patience ? 4 : 3)) {
      case 0:
        target.service_level = *real_between(0.05, 0.995);
        break;
      case 1:
        target.asa_seconds = *magnitude_between(0.1, 300);
        break;
      case 2:
        target.occupancy = *real_between(0.2, 0.95);
        break;
      default:
        target.p_abandon = *magnitude_between(1e-4, 0.5);
    }
    const auto meets = [&](double n) {
      const Performance p = patience ? *erlang_a(load, n, 20, *patience) : *erlang_c(load, n, 20);
      return (!target.service_level || p.service_level >= *target.service_level) &&
             (!target.asa_seconds || *p.asa <= *target.asa_seconds) &&
             (!target.p_abandon || p.p_abandon <= *target.p_abandon) &&
             (!target.occupancy || p.occupancy <= *target.occupancy);
    };
    const double n = *servers_for(load, target, 20, patience, fractional);
    RC_ASSERT(meets(n));
    const double step = fractional ? 1e-6 : 1;
    if (n > step) RC_ASSERT(!meets(n - step));
    if (!fractional) RC_ASSERT(n == std::floor(n));
    if (fractional) {
      const double whole = *servers_for(load, target, 20, patience, false);
      RC_ASSERT(n <= whole && n > whole - 1);
    }
  }));
}

TEST(ServersFor, MeetsAllTargetsAtOnce) {
  const double by_level = *servers_for(kHundredCalls, {.service_level = 0.8}, 20, 300.0, false);
  const double by_abandonment = *servers_for(kHundredCalls, {.p_abandon = 0.001}, 20, 300.0, false);
  EXPECT_GT(by_abandonment, by_level);
  EXPECT_EQ(*servers_for(kHundredCalls, {.service_level = 0.8, .p_abandon = 0.001}, 20, 300.0, false),
            by_abandonment);
}

TEST(PositionsFor, AddsTheTimeAwayFromThePhone) {
  EXPECT_EQ(*positions_for(14, 0.3, false), 20);
  EXPECT_EQ(*positions_for(14.1, 0.3, false), 21);
  EXPECT_DOUBLE_EQ(*positions_for(14.1, 0.25, true), 18.8);
  EXPECT_EQ(*positions_for(7, 0, false), 7);
  EXPECT_EQ(*positions_for(0, 0.3, false), 0);
  EXPECT_THAT(positions_for(14, 1, false).error().message, HasSubstr("a shrinkage of 1 is not possible"));
}

TEST(TrunksFor, FindsTheFewestTrunks) {
  EXPECT_EQ(*trunks_for(8.108, 0.01), 15);
  EXPECT_EQ(*trunks_for(0, 0.01), 0);
  EXPECT_EQ(*trunks_for(5, 1), 0);
  EXPECT_TRUE(rc::check([] {
    const double a = *magnitude_between(1e-3, 5e4);
    const double blocking = *magnitude_between(1e-6, 0.9);
    const double n = *trunks_for(a, blocking);
    RC_ASSERT(*erlang_b(a, n) <= blocking);
    if (n > 0) RC_ASSERT(*erlang_b(a, n - 1) > blocking);
  }));
}

// ---------------------------------------------------------------- impossible arguments

TEST(Erlang, NamesTheArgumentThatIsImpossible) {
  const double nan = std::nan("");
  EXPECT_THAT(erlang_b(-1, 3).error().message, HasSubstr("a load of -1 erlangs is not possible"));
  EXPECT_THAT(erlang_b(nan, 3).error().message, HasSubstr("a load of nan erlangs"));
  EXPECT_THAT(erlang_b(1, -3).error().message, HasSubstr("-3 agents are not possible"));
  EXPECT_EQ(erlang_b(1, 100'001).error().code, ErrorCode::limit);
  EXPECT_THAT(erlang_c(kHundredCalls, 0, 20).error().message, HasSubstr("0 agents are not possible"));
  EXPECT_THAT(erlang_c(kHundredCalls, nan, 20).error().message, HasSubstr("nan agents"));
  EXPECT_THAT(erlang_c(kHundredCalls, 3, -1).error().message, HasSubstr("an answer threshold of -1 s"));
  EXPECT_THAT(erlang_c(load_of(-1, 1800, 180), 3, 20).error().message, HasSubstr("calls a second"));
  EXPECT_THAT(erlang_c(load_of(1, 1800, 0), 3, 20).error().message, HasSubstr("a mean handle time of 0 s"));
  EXPECT_THAT(erlang_a(kHundredCalls, 3, 20, 0).error().message, HasSubstr("a mean patience of 0 s"));
  EXPECT_THAT(erlang_a(kHundredCalls, 3, 20, nan).error().message, HasSubstr("a mean patience of nan s"));
  EXPECT_THAT(trunks_for(1, 0).error().message, HasSubstr("a blocking of 0"));
}

TEST(ServersFor, RefusesATargetThatCannotBe) {
  const auto error_of = [](const Target& target) {
    return servers_for(kHundredCalls, target, 20, std::nullopt, false).error().message;
  };
  EXPECT_THAT(error_of({}), HasSubstr("no target is set"));
  EXPECT_THAT(error_of({.service_level = 1}), HasSubstr("a service level of 1 cannot be a target"));
  EXPECT_THAT(error_of({.asa_seconds = 0}), HasSubstr("a mean speed of answer of 0 s"));
  EXPECT_THAT(error_of({.p_abandon = 0.03}), HasSubstr("needs the callers' mean patience"));
  EXPECT_THAT(error_of({.occupancy = 0}), HasSubstr("an occupancy of 0"));
  const auto huge = servers_for(load_of(1e6, 1, 180), {.service_level = 0.8}, 20, std::nullopt, false);
  EXPECT_EQ(huge.error().code, ErrorCode::limit);
  EXPECT_THAT(huge.error().message, HasSubstr("more than the 100000 agents"));
}

}  // namespace
}  // namespace tandem::queueing
