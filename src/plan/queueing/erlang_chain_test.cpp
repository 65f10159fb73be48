#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <cmath>
#include <vector>

#include "plan/queueing/erlang.hpp"
#include "plan/queueing/random_numbers.hpp"

namespace tandem::queueing {
namespace {

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

}  // namespace
}  // namespace tandem::queueing
