#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

#include "core/base/check.hpp"
#include "core/base/id.hpp"
#include "core/base/instant.hpp"
#include "core/base/money.hpp"
#include "core/base/random.hpp"
#include "core/base/result.hpp"
#include "core/base/rounding.hpp"

namespace tandem {
namespace {

TEST(Id, IsUnknownUntilGiven) {
  EXPECT_FALSE(QueueId().known());
  EXPECT_EQ(QueueId(3).index(), 3u);
  EXPECT_EQ(QueueId::none(), QueueId());
}

TEST(Duration, RoundsSecondsToTheNearestMicrosecond) {
  EXPECT_EQ(Duration::from_seconds(1.0000005).microseconds(), 1'000'001);
  EXPECT_EQ(Duration::from_seconds(-0.5).microseconds(), -500'000);
  EXPECT_EQ(Duration::minutes(30) / Duration::seconds(1), 1800.0);
}

TEST(Instant, NoneIsLaterThanEveryOther) {
  EXPECT_FALSE(Instant().known());
  EXPECT_LT(Instant::from_seconds(4'000'000'000), Instant::none());
  EXPECT_EQ(Instant::from_seconds(10) - Instant::from_seconds(4), Duration::seconds(6));
}

TEST(Error, SaysWhereWithThePartsThatAreKnown) {
  EXPECT_EQ((Error{ErrorCode::bad_value, "bad", {"calls.csv", 12, 5, "answered_at"}}.to_string()),
            "calls.csv:12: column 5 (answered_at): bad");
  EXPECT_EQ((Error{ErrorCode::bad_value, "bad", {"calls.csv", 0, 0, ""}}.to_string()), "calls.csv: bad");
  EXPECT_EQ((Error{ErrorCode::bad_value, "bad", {}}.to_string()), "bad");
  EXPECT_EQ((Error{ErrorCode::bad_value, "bad", {"m.json", 0, 0, "columns[2]"}}.to_string()),
            "m.json: (columns[2]): bad");
}

TEST(Money, AddsWithinOneCurrency) {
  const Currency eur = *Currency::parse("EUR");
  EXPECT_EQ(Money(150, eur) + Money(250, eur), Money(400, eur));
  EXPECT_EQ(Money(150, eur) - Money(250, eur), Money(-100, eur));
  EXPECT_FALSE(Currency::parse("eur"));
  EXPECT_FALSE(Currency::parse("EURO"));
}

TEST(Money, IsReadAndWrittenWithTheDecimalsOfItsCurrency) {
  const Currency eur = *Currency::parse("EUR");
  const Currency jpy = *Currency::parse("JPY");
  const Currency kwd = *Currency::parse("KWD");
  EXPECT_EQ(to_text(Money(123'450, eur)), "1,234.50 EUR");
  EXPECT_EQ(to_text(Money(-5, eur)), "-0.05 EUR");
  EXPECT_EQ(to_text(Money(1'234'567, jpy)), "1,234,567 JPY");
  EXPECT_EQ(to_text(Money(1'005, kwd)), "1.005 KWD");
  EXPECT_EQ(parse_money("1234.5", eur), Money(123'450, eur));
  EXPECT_EQ(parse_money("-0.05 EUR", eur), Money(-5, eur));
  EXPECT_EQ(parse_money("1.005", kwd), Money(1'005, kwd));
  EXPECT_EQ(parse_money("1.005", eur).error().message,
            "is '1.005'; expected an amount such as \"1200.50\" of at most 2 decimals");
  EXPECT_EQ(parse_money("5 USD", eur).error().message, "is in USD; expected EUR");
  EXPECT_EQ(parse_money("5 euro", eur).error().message,
            "a currency is three capital letters such as EUR, not 'euro'");
}

TEST(MoneyDeathTest, TwoCurrenciesStopTheProcess) {
  EXPECT_DEATH(Money(1, *Currency::parse("EUR")) + Money(1, *Currency::parse("USD")), "two currencies");
}

TEST(CheckDeathTest, ABrokenInvariantStopsTheProcessWithItsReason) {
  EXPECT_DEATH(TANDEM_CHECK(1 == 2, "one is not two"), "one is not two");
}

TEST(Random, IsXoshiro256PlusPlusFilledBySplitMix64) {
  // Reference values: the authors' C code with state split_mix(42).
  Random random(42);
  Random same(42);
  std::vector<std::uint64_t> first;
  for (int i = 0; i < 3; ++i) first.push_back(random());
  EXPECT_THAT(first,
              testing::ElementsAre(15021278609987233951ull, 5881210131331364753ull, 18149643915985481100ull));
  EXPECT_EQ(same(), first[0]);
  EXPECT_NE(Random::stream(42, 1)(), Random::stream(42, 2)());
}

struct Moments {
  double mean, sd;
};

template <class Draw>
Moments moments_of(Draw draw, int n) {
  double sum = 0, squares = 0;
  for (int i = 0; i < n; ++i) {
    const double x = static_cast<double>(draw());
    sum += x;
    squares += x * x;
  }
  return {sum / n, std::sqrt(squares / n - (sum / n) * (sum / n))};
}

// Seed 7, 200,000 draws: a mean lies within 4.42 standard errors of the true one with probability 0.99999.
TEST(Random, VariatesHaveTheirMeans) {
  Random random(7);
  constexpr int kDraws = 200'000;
  const double se = 4.42 / std::sqrt(kDraws);
  EXPECT_NEAR(moments_of([&] { return random.uniform(); }, kDraws).mean, 0.5, se * 0.2887);
  EXPECT_NEAR(moments_of([&] { return random.exponential(180); }, kDraws).mean, 180, se * 180);
  EXPECT_NEAR(moments_of([&] { return random.normal(); }, kDraws).mean, 0, se);
  EXPECT_NEAR(moments_of([&] { return random.normal(); }, kDraws).sd, 1, se);
  EXPECT_NEAR(moments_of([&] { return std::log(random.lognormal(5, 0.8)); }, kDraws).mean, 5, se * 0.8);
  EXPECT_NEAR(moments_of([&] { return random.below(10); }, kDraws).mean, 4.5, se * 2.8723);
  for (const double mean : {0.0, 0.7, 12.0, 30.0, 250.0}) {
    const auto poisson = moments_of([&] { return random.poisson(mean); }, kDraws);
    EXPECT_NEAR(poisson.mean, mean, se * std::sqrt(mean) + 1e-12);
    EXPECT_NEAR(poisson.sd, std::sqrt(mean), 0.02 * std::sqrt(mean) + 1e-12);
  }
}

TEST(Rounding, HalvesGoAwayFromZeroAsOneWouldByHand) {
  EXPECT_EQ(decimal_text(12.5, 0), "13");
  EXPECT_EQ(decimal_text(688.5, 0), "689");
  EXPECT_EQ(decimal_text(-2.5, 0), "-3");
  EXPECT_EQ(decimal_text(0.125, 2), "0.13");
  EXPECT_EQ(decimal_text(100.0 / 800, 2), "0.13");
  EXPECT_EQ(decimal_text(1.005, 2), "1.01") << "binary holds 1.00499999999999989";
  EXPECT_EQ(decimal_text(438.4999, 0), "438");
  EXPECT_EQ(decimal_text(-0.04, 1), "0.0");
  EXPECT_EQ(rounded_to(2.25, 1), 2.3);
}

}  // namespace
}  // namespace tandem
