#include "core/base/decimal.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "core/base/rounding.hpp"

namespace tandem {
namespace {

TEST(Decimal, IsReadAndWrittenExactly) {
  EXPECT_EQ(parse_decimal("0.55")->millionths(), 550'000);
  EXPECT_EQ(parse_decimal("-12.25")->to_string(), "-12.25");
  EXPECT_EQ(parse_decimal("-0.000001")->to_string(), "-0.000001");
  EXPECT_EQ(parse_decimal("080.500")->to_string(), "80.5");
  EXPECT_EQ(Decimal::whole(3) + *parse_decimal("0.5"), *parse_decimal("3.5"));
}

TEST(Decimal, RefusesWhatItWouldHaveToRound) {
  for (const char* text :
       {"", "-", ".5", "5.", "1.2345678", "1e3", "1,5", "+1", "1234567890123", "0x1", " 1"})
    EXPECT_FALSE(parse_decimal(text)) << text;
}

TEST(RoundedQuotient, TakesHalvesAwayFromZero) {
  EXPECT_EQ(rounded_quotient(5, 2), 3);
  EXPECT_EQ(rounded_quotient(-5, 2), -3);
  EXPECT_EQ(rounded_quotient(4, 3), 1);
  EXPECT_EQ(rounded_quotient(-4, 3), -1);
  EXPECT_EQ(rounded_quotient(0, 7), 0);
}

RC_GTEST_PROP(Decimal, ReadsWhatItWrites, ()) {
  const auto n = *rc::gen::inRange<std::int64_t>(-999'999'999'999'999'999, 999'999'999'999'999'999);
  RC_ASSERT(parse_decimal(Decimal::millionths(n).to_string())->millionths() == n);
}

}  // namespace
}  // namespace tandem
