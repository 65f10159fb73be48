#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>

#include "plan/queueing/erlang.hpp"
#include "plan/queueing/random_numbers.hpp"

namespace tandem::queueing {
namespace {

TEST(Erlang, FallsSmoothlyBetweenWholeNumbersOfServers) {
  EXPECT_TRUE(rc::check([] {
    const double n = *magnitude_between(0.01, 3000);
    const double more = n + *magnitude_between(1e-4, 1) * std::max(1.0, n / 100);
    const double a = n * *real_between(0.3, 2);
    const double handle = *magnitude_between(10, 1000);
    const Load load{.calls_per_second = a / handle, .handle_seconds = handle};
    const double patience = handle * *magnitude_between(0.01, 100);
    RC_ASSERT(*erlang_b(a, more) <= *erlang_b(a, n));
    const Performance few_c = *erlang_c(load, n, 20), many_c = *erlang_c(load, more, 20);
    RC_ASSERT(many_c.p_wait <= few_c.p_wait + 1e-15);
    RC_ASSERT(many_c.service_level >= few_c.service_level - 1e-15);
    RC_ASSERT(many_c.mean_wait <= few_c.mean_wait);
    const Performance few = *erlang_a(load, n, 20, patience), many = *erlang_a(load, more, 20, patience);
    RC_ASSERT(many.p_wait <= few.p_wait + 1e-13);
    RC_ASSERT(many.service_level >= few.service_level - 1e-13);
    RC_ASSERT(many.p_abandon <= few.p_abandon + 1e-13);
    RC_ASSERT(many.occupancy <= few.occupancy + 1e-13);
    RC_ASSERT(*many.asa <= *few.asa * (1 + 1e-12) + 1e-12);
  }));
}

TEST(ErlangA, BecomesErlangCWithEndlessPatience) {
  EXPECT_TRUE(rc::check([] {
    const int n = *rc::gen::inRange(1, 500);
    const double a = n * *real_between(0.2, 0.98);
    const Load load{.calls_per_second = a / 200, .handle_seconds = 200};
    const Performance patient = *erlang_a(load, n, 20, 1e12);
    const Performance endless = *erlang_c(load, n, 20);
    RC_ASSERT(close(patient.p_wait, endless.p_wait, 1e-6));
    RC_ASSERT(close(patient.service_level, endless.service_level, 1e-6));
    RC_ASSERT(close(patient.mean_wait, endless.mean_wait, 1e-5));
    RC_ASSERT(patient.p_abandon < 1e-6);
  }));
}

TEST(ErlangA, BecomesErlangBWithoutPatience) {
  EXPECT_TRUE(rc::check([] {
    const double n = *real_between(0.5, 500);
    const double a = n * *real_between(0.2, 3);
    const Load load{.calls_per_second = a / 200, .handle_seconds = 200};
    const Performance hasty = *erlang_a(load, n, 20, 1e-6);
    const double blocking = *erlang_b(a, n);
    RC_ASSERT(close(hasty.p_wait, blocking, 1e-5));
    RC_ASSERT(close(hasty.p_abandon, blocking, 1e-4));
    RC_ASSERT(close(hasty.service_level, 1 - blocking, 1e-4));
    RC_ASSERT(hasty.mean_wait < 1e-6);
  }));
}

TEST(ErlangA, BalancesWhatComesWithWhatLeaves) {
  EXPECT_TRUE(rc::check([] {
    const double n = *magnitude_between(0.1, 100'000);
    const double handle = *magnitude_between(1, 1e5);
    const double a = n * *magnitude_between(0.1, 10);
    const double patience = handle * *magnitude_between(1e-4, 1e4);
    const Performance p =
        *erlang_a({.calls_per_second = a / handle, .handle_seconds = handle}, n, 20, patience);
    // Little's law for the servers, and P(abandon) = theta E[W].
    RC_ASSERT(close(p.occupancy * n, a * (1 - p.p_abandon), 1e-10));
    RC_ASSERT(close(p.p_abandon * patience, p.mean_wait, 1e-12));
    RC_ASSERT(p.service_level <= 1 - p.p_abandon + 1e-12);
    RC_ASSERT(p.service_level >= 1 - p.p_wait - 1e-12);
  }));
}

bool is_share(double x) { return x >= 0 && x <= 1 + 1e-12; }

TEST(Erlang, GivesNumbersInRangeForTheMostExtremeArguments) {
  EXPECT_TRUE(rc::check("over all orders of magnitude", [] {
    const double n = *magnitude_between(1e-9, 1e5);
    const Load load{.calls_per_second = *magnitude_between(1e-9, 1e9),
                    .handle_seconds = *magnitude_between(1e-6, 1e9)};
    const double within = *magnitude_between(1e-6, 1e9);
    const Performance a = *erlang_a(load, n, within, *magnitude_between(1e-6, 1e12));
    for (const double share : {a.p_wait, a.service_level, a.p_abandon, a.occupancy})
      RC_ASSERT(is_share(share));
    RC_ASSERT(std::isfinite(a.mean_wait) && a.mean_wait >= 0);
    RC_ASSERT(!a.asa || (std::isfinite(*a.asa) && *a.asa >= 0));
    const Performance c = *erlang_c(load, n, within);
    for (const double share : {c.p_wait, c.service_level, c.occupancy}) RC_ASSERT(is_share(share));
    RC_ASSERT(c.mean_wait >= 0);
    RC_ASSERT(is_share(*erlang_b(load.erlangs(), n)));
  }));
}

TEST(Erlang, IsStableAtAHundredThousandServers) {
  const Load load{.calls_per_second = 100'000.0 / 300, .handle_seconds = 300};
  // B(n, n) -> sqrt(2 / (pi n)) with the next terms of Jagerman 1974: 1/B = sqrt(pi n/2) + 2/3 + ...
  const double n = 100'000;
  const double expansion =
      std::sqrt(std::acos(-1.0) * n / 2) + 2.0 / 3 + std::sqrt(2 * std::acos(-1.0) / n) / 24;
  EXPECT_NEAR(1 / *erlang_b(n, n), expansion, 1e-5);
  const Performance p = *erlang_a(load, n, 20, 120);
  EXPECT_NEAR(p.occupancy, 1 - p.p_abandon, 1e-13);
  // Garnett, Mandelbaum & Reiman 2002 at beta = 0: P(wait) -> 1 / (1 + sqrt(theta / mu)).
  EXPECT_NEAR(p.p_wait, 1 / (1 + std::sqrt(300.0 / 120)), 1e-3);
  EXPECT_NEAR(*erlang_b(50'000, n), 0, 1e-300);
  EXPECT_DOUBLE_EQ(*erlang_b(1e18, n), 1 - n / 1e18);
}

}  // namespace
}  // namespace tandem::queueing
