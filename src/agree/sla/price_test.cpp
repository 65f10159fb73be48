#include "agree/sla/price.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "agree/sla/terms_for_test.hpp"

namespace tandem::sla {
namespace {

using ::testing::ElementsAre;

Price price_with(std::string_view rest) {
  const Terms terms = terms_with(fmt::format(R"("prices": [{{"name": "p", {}}}])", rest));
  return terms.prices.empty() ? Price() : terms.prices[0];
}

/// The lines' amounts in cents.
std::vector<std::int64_t> cents(const Price& price, Quantity quantity) {
  std::vector<std::int64_t> amounts;
  const auto lines = lines_of(price, quantity, eur());
  for (const Line& line : *lines) amounts.push_back(line.amount.minor_units());
  return amounts;
}

std::int64_t sum(const Price& price, Quantity quantity) {
  std::int64_t total = 0;
  for (const std::int64_t amount : cents(price, quantity)) total += amount;
  return total;
}

constexpr std::int64_t kMinute = 60'000'000;

TEST(Price, OfAUnitIsExactAndRoundedOnce) {
  const Price call = price_with(R"("per": "answered_call", "price": "0.0125")");
  EXPECT_THAT(cents(call, {0}), ElementsAre(0));
  EXPECT_THAT(cents(call, {1}), ElementsAre(1)) << "1.25 cents";
  EXPECT_THAT(cents(call, {2}), ElementsAre(3)) << "2.5 cents: a half goes up";
  EXPECT_THAT(cents(call, {1'000}), ElementsAre(1'250));
  const Price minute = price_with(R"("per": "talk_minute", "price": "0.60")");
  EXPECT_THAT(cents(minute, {90'000'000, kMinute}), ElementsAre(90)) << "a minute and a half";
  EXPECT_THAT(cents(minute, {500'000, kMinute}), ElementsAre(1)) << "half a second is half a cent";
  EXPECT_THAT(cents(minute, {499'999, kMinute}), ElementsAre(0));
}

TEST(Price, InGraduatedTiersIsALineForEachTierThatIsReached) {
  const Price price = price_with(
      R"("per": "offered_call", "graduated": [{"until": 1000, "price": "0.55"}, {"until": 3000, "price": "0.50"}, {"price": "0.45"}])");
  EXPECT_THAT(cents(price, {999}), ElementsAre(54'945));
  EXPECT_THAT(cents(price, {1'000}), ElementsAre(55'000));
  EXPECT_THAT(cents(price, {1'001}), ElementsAre(55'000, 50));
  EXPECT_THAT(cents(price, {3'000}), ElementsAre(55'000, 100'000));
  EXPECT_THAT(cents(price, {4'000}), ElementsAre(55'000, 100'000, 45'000));
  const auto lines = lines_of(price, {4'000}, eur()).value();
  EXPECT_EQ(lines[2].above, 3'000U);
  EXPECT_EQ(lines[2].quantity->to_string(), "1,000");
}

TEST(Price, OfTheWholeVolumeIsThatOfTheTierThatIsReached) {
  const Price price =
      price_with(R"("per": "ticket", "whole_volume": [{"until": 1000, "price": "0.55"}, {"price": "0.45"}])");
  EXPECT_THAT(cents(price, {1'000}), ElementsAre(55'000));
  EXPECT_THAT(cents(price, {1'001}), ElementsAre(45'045)) << "one call more makes it cheaper";
}

TEST(Price, HasMinimumsOfUnitsAndOfMoney) {
  const Price units = price_with(R"("per": "ticket", "price": "2", "minimum": {"quantity": 100})");
  EXPECT_THAT(cents(units, {99}), ElementsAre(20'000));
  EXPECT_THAT(cents(units, {101}), ElementsAre(20'200));
  EXPECT_TRUE(lines_of(units, {99}, eur())->front().raised);
  EXPECT_FALSE(lines_of(units, {100}, eur())->front().raised);
  const Price money = price_with(R"("per": "ticket", "price": "2", "minimum": {"amount": "150.01"})");
  EXPECT_THAT(cents(money, {75}), ElementsAre(15'000, 1));
  EXPECT_THAT(cents(money, {76}), ElementsAre(15'200));
  const Price both =
      price_with(R"("per": "ticket", "price": "2", "minimum": {"quantity": 50, "amount": "150"})");
  EXPECT_THAT(cents(both, {0}), ElementsAre(10'000, 5'000));
}

TEST(Price, OfMinutesHasMinimumsAndTiersInMinutes) {
  const Price price =
      price_with(R"("per": "handle_minute", "graduated": [{"until": 10, "price": "1"}, {"price": "0.5"}],
      "minimum": {"quantity": 5})");
  EXPECT_THAT(cents(price, {kMinute, kMinute}), ElementsAre(500));
  EXPECT_THAT(cents(price, {10 * kMinute, kMinute}), ElementsAre(1'000));
  EXPECT_THAT(cents(price, {10 * kMinute + 30'000'000, kMinute}), ElementsAre(1'000, 25));
}

TEST(Price, BeyondWhatAnAmountMayBeIsAnError) {
  const Price price = price_with(R"("per": "offered_call", "price": "1000000000")");
  EXPECT_TRUE(lines_of(price, {100}, eur()));
  EXPECT_EQ(lines_of(price, {101}, eur()).error().message,
            "101 x 1000000000 EUR is more than an amount may be");
}

TEST(Price, IsInTheMinorUnitsOfItsCurrency) {
  EXPECT_EQ(amount_of(Quantity{3}, decimal("33.5"), *Currency::parse("JPY"))->minor_units(), 101);
  EXPECT_EQ(amount_of(Quantity{3}, decimal("0.0335"), *Currency::parse("KWD"))->minor_units(), 101);
}

TEST(Quantity, IsWrittenToFourDecimals) {
  EXPECT_EQ((Quantity{1'234'567, 1}).to_string(), "1,234,567");
  EXPECT_EQ((Quantity{100'000'000, kMinute}).to_string(), "1.6667");
  EXPECT_EQ((Quantity{90'000'000, kMinute}).to_string(), "1.5");
  EXPECT_EQ((Quantity{119'999'999, kMinute}).to_string(), "2");
  EXPECT_EQ((Quantity{INT64_MAX, 1}).to_string(), "9,223,372,036,854,775,807");
}

Price random_tiers() {
  std::string tiers;
  std::uint32_t until = 0;
  for (int i = *rc::gen::inRange(0, 4); i > 0; --i) {
    until += *rc::gen::inRange<std::uint32_t>(1, 500);
    tiers += fmt::format(R"({{"until": {}, "price": "0.{:04}"}}, )", until, *rc::gen::inRange(0, 10'000));
  }
  return price_with(fmt::format(R"("per": "talk_minute", "graduated": [{}{{"price": "0.{:04}"}}])", tiers,
                                *rc::gen::inRange(0, 10'000)));
}

/// Each line is off by half a cent at most.
RC_GTEST_PROP(Price, InGraduatedTiersIsMonotoneAndContinuous, ()) {
  const Price price = random_tiers();
  const auto seconds = *rc::gen::inRange<std::int64_t>(0, 60 * 2'500);
  const std::int64_t here = sum(price, {seconds * 1'000'000, kMinute});
  const std::int64_t next = sum(price, {(seconds + 1) * 1'000'000, kMinute});
  RC_ASSERT(next >= here);
  RC_ASSERT(next - here <= 3);
  for (const Tier& tier : price.tiers) {
    if (!tier.until) continue;
    const std::int64_t edge = *tier.until * kMinute;
    RC_ASSERT(sum(price, {edge + 1, kMinute}) == sum(price, {edge, kMinute}));
  }
}

}  // namespace
}  // namespace tandem::sla
