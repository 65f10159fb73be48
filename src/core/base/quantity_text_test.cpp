#include "core/base/quantity_text.hpp"

#include <gtest/gtest.h>

namespace tandem {
namespace {

TEST(QuantityText, ReadsSharesAsPercentOrAsAFraction) {
  EXPECT_EQ(parse_share("80%").value(), 0.8);
  EXPECT_EQ(parse_share("0.8").value(), 0.8);
  EXPECT_EQ(parse_share("100%").value(), 1);
  EXPECT_EQ(parse_share("0%").value(), 0);
  EXPECT_EQ(parse_share("1").value(), 1);
}

TEST(QuantityText, ReadsThePercentThatWasWrittenToTheLastDigit) {
  // Divided by 100 these come to their neighbours.
  EXPECT_EQ(parse_share("99.9%").value(), 0.999);
  EXPECT_EQ(parse_share("55.1%").value(), 0.551);
  EXPECT_EQ(parse_share("0.07%").value(), 0.0007);
}

TEST(QuantityText, RefusesWhatIsNoShare) {
  for (const char* text : {"", "%", "101%", "1.01", "-5%", "5 %", "nan", "80%%", "eighty"})
    EXPECT_EQ(parse_share(text).error().message,
              std::string("'") + text + "' is not a share; write 80% or 0.8");
}

TEST(QuantityText, ReadsLengthsOfTimeOfOneUnitOrSeveral) {
  EXPECT_EQ(parse_duration("20s").value(), Duration::seconds(20));
  EXPECT_EQ(parse_duration("20").value(), Duration::seconds(20));
  EXPECT_EQ(parse_duration("1h30m").value(), Duration::minutes(90));
  EXPECT_EQ(parse_duration("500ms").value(), Duration::milliseconds(500));
  EXPECT_EQ(parse_duration("1.5min").value(), Duration::seconds(90));
  EXPECT_EQ(parse_duration("2d").value(), Duration::days(2));
}

TEST(QuantityText, RefusesWhatIsNoLengthOfTime) {
  for (const char* text : {"", "s", "soon", "-5s", "1h30", "20 s", "1e3s", "500y", "400000d"})
    EXPECT_FALSE(parse_duration(text).has_value()) << text;
}

}  // namespace
}  // namespace tandem
