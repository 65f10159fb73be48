#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <cmath>
#include <vector>

#include "plan/queueing/erlang.hpp"

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

// A generator of reals with few round values.
rc::Gen<double> real_between(double low, double high) {
  return rc::gen::map(rc::gen::inRange<std::int64_t>(0, 1'000'000'001),
                      [=](std::int64_t k) { return low + (high - low) * static_cast<double>(k) / 1e9; });
}

/// Spread evenly over the orders of magnitude.
rc::Gen<double> magnitude_between(double low, double high) {
  return rc::gen::map(real_between(std::log(low), std::log(high)),
                      [=](double x) { return std::clamp(std::exp(x), low, high); });
}

bool close(double a, double b, double relative, double absolute = 1e-15) {
  return std::fabs(a - b) <= absolute + relative * std::max(std::fabs(a), std::fabs(b));
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

// ---------------------------------------------------------------- an independent chain

struct Chain {
  long double blocking = 0;  ///< of the loss system
  long double p_wait = 0, p_abandon = 0, mean_wait = 0, service_level = 0, asa = 0;
};

/// Times of a caller with `ahead` before it in the queue: probability of being served by `threshold`, from
/// the pure death chain "leave, move up or hang up", by uniformisation.
std::vector<long double> served_within(int longest, double service, double theta, double threshold) {
  const std::size_t states = static_cast<std::size_t>(longest) + 1;
  const long double rate = service + theta * static_cast<long double>(states);
  // p[k]: not gone, k ahead. Start in every k at once by the adjoint: v_k after m jumps = P(served | k).
  std::vector<long double> value(states, 0), sum(states, 0);
  const long double jumps = rate * threshold;
  long double weight = std::exp(-jumps);
  long double done = weight;
  for (long double m = 1; m < jumps + 40 * std::sqrt(jumps) + 60; ++m) {
    std::vector<long double> next(states);
    for (std::size_t k = 0; k < states; ++k) {
      const long double up = service + theta * static_cast<long double>(k);  // one ahead is served or leaves
      const long double reached = k == 0 ? 1 : value[k - 1];
      next[k] = (up * reached + (rate - up - theta) * value[k]) / rate;
    }
    value = std::move(next);
    weight *= jumps / m;
    done += weight;
    for (std::size_t k = 0; k < states; ++k) sum[k] += weight * value[k];
  }
  for (std::size_t k = 0; k < states; ++k) sum[k] += (1 - done) * value[k];
  return sum;
}

/// States 0 .. n + enough, weights by the balance equations, in long double.
Chain solve_chain(const Load& load, int servers, double threshold, double patience) {
  const long double arrivals = load.calls_per_second;
  const long double mu = 1 / static_cast<long double>(load.handle_seconds);
  const long double theta = 1 / static_cast<long double>(patience);
  std::vector<long double> weight = {1};
  long double total = 1;
  for (int k = 1;; ++k) {
    const long double leaving = static_cast<long double>(std::min(k, servers)) * mu +
                                static_cast<long double>(std::max(0, k - servers)) * theta;
    weight.push_back(weight.back() * arrivals / leaving);
    total += weight.back();
    if (k > servers && arrivals < leaving && weight.back() < 1e-22L * total) break;
  }
  const auto n = static_cast<std::size_t>(servers);
  Chain chain;
  long double loss_total = 0;
  for (std::size_t k = 0; k <= n; ++k) loss_total += weight[k];
  chain.blocking = weight[n] / loss_total;
  const std::size_t longest = weight.size() - 1 - n;
  const auto in_time =
      served_within(static_cast<int>(longest), static_cast<double>(static_cast<long double>(servers) * mu),
                    static_cast<double>(theta), threshold);
  long double waiting = 0;
  for (std::size_t k = 0; k < weight.size(); ++k) {
    const long double p = weight[k] / total;
    if (k < n) {
      chain.service_level += p;
      continue;
    }
    chain.p_wait += p;
    chain.service_level += p * in_time[k - n];
    waiting += p * static_cast<long double>(k - n);
  }
  chain.p_abandon = theta * waiting / arrivals;
  chain.mean_wait = waiting / arrivals;
  // Waits of the answered: from each state, mean of a wait that ends in service, by first steps.
  long double waited = 0, served = 1 - chain.p_abandon, mean = 0, reach = 1;
  for (std::size_t k = n; k < weight.size(); ++k) {
    const long double ahead = static_cast<long double>(k - n);
    const long double up = static_cast<long double>(servers) * mu + ahead * theta;
    const long double previous_reach = reach;
    reach = previous_reach * up / (up + theta);
    mean = up / (up + theta) * (previous_reach / (up + theta) + mean);
    waited += weight[k] / total * mean;
  }
  chain.asa = waited / served;
  return chain;
}

TEST(ErlangA, AgreesWithTheBirthDeathChain) {
  EXPECT_TRUE(rc::check([] {
    const int servers = *rc::gen::inRange(1, 60);
    const double handle = *magnitude_between(10, 2000);
    const double a = servers * *real_between(0.2, 2.5);
    const double patience = handle * *magnitude_between(0.05, 20);
    const double within = handle * *real_between(0, 1);
    const Load load{.calls_per_second = a / handle, .handle_seconds = handle};
    const Performance found = *erlang_a(load, servers, within, patience);
    const Chain chain = solve_chain(load, servers, within, patience);
    RC_ASSERT(close(found.p_wait, static_cast<double>(chain.p_wait), 1e-12));
    RC_ASSERT(close(found.p_abandon, static_cast<double>(chain.p_abandon), 1e-12));
    RC_ASSERT(close(found.mean_wait, static_cast<double>(chain.mean_wait), 1e-12));
    RC_ASSERT(close(found.service_level, static_cast<double>(chain.service_level), 1e-11));
    RC_ASSERT(close(*found.asa, static_cast<double>(chain.asa), 1e-12));
    RC_ASSERT(close(*erlang_b(a, servers), static_cast<double>(chain.blocking), 1e-13));
  }));
}

TEST(ErlangB, AgreesWithTheRecursionAtAnyWholeNumberOfTrunks) {
  EXPECT_TRUE(rc::check([] {
    const int trunks = *rc::gen::inRange(0, 3000);
    const double a = *magnitude_between(1e-3, 1e4);
    long double inverse = 1;
    for (int k = 1; k <= trunks; ++k) inverse = 1 + inverse * k / static_cast<long double>(a);
    RC_ASSERT(close(*erlang_b(a, trunks), static_cast<double>(1 / inverse), 1e-13, 1e-300));
  }));
}

TEST(ErlangB, AgreesWithItsIntegralAtFractionalTrunks) {
  // 1/B = a * int exp(-a t) (1+t)^n dt, here by Simpson's rule in u = a t.
  EXPECT_TRUE(rc::check([] {
    const double trunks = *real_between(0, 12);
    const double a = *real_between(0.5, 20);
    constexpr int kSteps = 40'000;
    constexpr long double kEnd = 120;
    long double sum = 0;
    for (int i = 0; i <= kSteps; ++i) {
      const long double u = kEnd * i / kSteps;
      const long double weight = i == 0 || i == kSteps ? 1 : i % 2 == 1 ? 4 : 2;
      sum += weight *
             std::exp(-u + static_cast<long double>(trunks) * std::log1p(u / static_cast<long double>(a)));
    }
    RC_ASSERT(close(*erlang_b(a, trunks), static_cast<double>(1 / (sum * kEnd / kSteps / 3)), 1e-11));
  }));
}

// ---------------------------------------------------------------- shape

TEST(Erlang, FallsSmoothlyBetweenWholeNumbersOfServers) {
  EXPECT_TRUE(rc::check([] {
    const double n = *magnitude_between(0.01, 3000);
    const double more = n + *magnitude_between(1e-4, 1) * std::max(1.0, n / 100);
    const double a = n * *real_between(0.3, 2);
    const double handle = *magnitude_between(10, 1000);
    const Load load{.calls_per_second = a / handle, .handle_seconds = handle};
    const double patience = handle * *magnitude_between(0.01, 100);
    RC_ASSERT(*erlang_b(a, more) < *erlang_b(a, n));
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
