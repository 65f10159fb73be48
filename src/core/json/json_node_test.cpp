#include "core/json/json_node.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <functional>

#include "core/json/json_text.hpp"

namespace tandem {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

/// What is wrong with a text, as it is asked.
std::vector<std::string> told_of(const char* text, const std::function<void(const JsonNode&)>& ask) {
  const auto value = parse_json(text, "f.json");
  JsonFaults faults("f.json");
  ask(JsonNode(&*value, "", faults));
  std::vector<std::string> told;
  for (const Error& fault : faults.take()) told.push_back(fault.to_string());
  return told;
}

TEST(JsonNode, ReadsWhatIsThere) {
  const auto told = told_of(
      R"({"text": "a", "flag": true, "number": 1.5, "count": 7, "length": "1h30m", "seconds": 20, "share": "80%",
          "day": "2026-01-05", "instant": "2026-01-05T08:00:00+02:00", "list": [1, 2], "word": "two"})",
      [](const JsonNode& root) {
        EXPECT_EQ(root.must("text").text(), "a");
        EXPECT_TRUE(root.must("flag").flag());
        EXPECT_EQ(root.must("number").number(0, 2), 1.5);
        EXPECT_EQ(root.must("count").count(1, 7), 7U);
        EXPECT_EQ(root.must("length").length(), Duration::minutes(90));
        EXPECT_EQ(root.must("seconds").length(), Duration::seconds(20));
        EXPECT_EQ(root.must("share").share(), 0.8);
        EXPECT_EQ(to_text(*root.must("day").day()), "2026-01-05");
        EXPECT_EQ(root.must("instant").instant(), Instant::from_seconds(1'767'592'800));
        EXPECT_THAT(root.must("list").numbers(0, 9, 2), ElementsAre(1, 2));
        EXPECT_EQ(root.must("word").one_of({"one", "two"}), 1U);
        EXPECT_EQ(root.must("text").name_in({"b", "a"}, "name"), 1U);
        EXPECT_EQ(root.all_members().size(), 11U);
        EXPECT_FALSE(root.find("none"));
      });
  EXPECT_THAT(told, IsEmpty());
}

TEST(JsonNode, TellsOfEveryFaultWithItsPlaceAndWhatWasExpected) {
  const auto told =
      told_of(R"({"queues": [{"name": 5, "wait": "soon", "more": 1, "day": "5.1.2026"}], "size": 9})",
              [](const JsonNode& root) {
                root.members({"queues", "size"});
                const JsonNode queue = root.must("queues").items(10)[0];
                queue.members({"name", "wait", "day"});
                EXPECT_EQ(queue.must("name").text(), "");
                EXPECT_EQ(queue.must("wait").length(), Duration());
                EXPECT_FALSE(queue.must("day").day());
                EXPECT_EQ(queue.must("none").text(), "");
                EXPECT_EQ(root.must("size").count(0, 3), 0U);
                EXPECT_EQ(root.must("size").one_of({"a", "b"}), 0U);
              });
  EXPECT_THAT(
      told,
      ElementsAre(
          "f.json: (queues[0].more): is not known; expected name, wait, day",
          "f.json: (queues[0].name): is 5; expected a text in quotes",
          "f.json: (queues[0].wait): is 'soon'; expected a length of time such as \"20s\" or \"1h30m\", "
          "or a number of seconds",
          "f.json: (queues[0].day): is '5.1.2026'; expected a day such as \"2026-01-05\"",
          "f.json: (queues[0].none): is missing", "f.json: (size): is 9; expected a whole number from 0 to 3",
          "f.json: (size): is 9; expected one of a, b"));
}

TEST(JsonNode, ReadsNumbersExactly) {
  const auto told = told_of(
      R"({"a": 0.55, "b": "0.55", "c": 7, "d": 0.1234567, "e": 9, "f": "80.25%", "g": 0.8, "h": "101%", "i": -0.1,
          "j": 100.0, "k": 1e300, "l": [], "m": "half",
          "n": 0.000001, "o": 1e-7})",
      [](const JsonNode& root) {
        const auto number = [&](const char* name) {
          return root.must(name).decimal(Decimal(), Decimal::whole(8)).to_string();
        };
        const auto percent = [&](const char* name) {
          return root.must(name).percent(Decimal::whole(100)).to_string();
        };
        EXPECT_EQ(number("a"), "0.55");
        EXPECT_EQ(number("b"), "0.55");
        EXPECT_EQ(number("c"), "7");
        EXPECT_EQ(number("n"), "0.000001");
        for (const char* refused : {"d", "e", "i", "k", "l", "m", "o"}) EXPECT_EQ(number(refused), "0");
        EXPECT_EQ(percent("f"), "80.25");
        EXPECT_EQ(percent("g"), "80");
        EXPECT_EQ(percent("a"), "55");
        for (const char* refused : {"h", "i", "j", "k", "l", "m"}) EXPECT_EQ(percent(refused), "0");
      });
  EXPECT_EQ(told.size(), 13U);
  EXPECT_EQ(told[0], "f.json: (d): is 1.234567E-1; expected a number from 0 to 8 of at most six decimals");
  EXPECT_EQ(told[7],
            "f.json: (h): is '101%'; expected a share such as \"80%\" or 0.8, at most 100%, of at most six "
            "decimals");
}

TEST(JsonNode, TellsWhatIsReadTwiceOnce) {
  const auto told = told_of("{}", [](const JsonNode& root) {
    (void)root.must("name").text();
    (void)root.must("name").text();
  });
  EXPECT_THAT(told, ElementsAre("f.json: (name): is missing"));
}

TEST(JsonNode, ReadsNoMoreThanIsAsked) {
  const auto told = told_of(R"({"list": [1, 2, 3]})",
                            [](const JsonNode& root) { EXPECT_EQ(root.must("list").items(2).size(), 2U); });
  EXPECT_THAT(told, ElementsAre("f.json: (list): has 3 values; at most 2 are read"));
}

/// In millionths up to ten thousand, and in hundredths up to a hundred million.
RC_GTEST_PROP(JsonNode, ReadsTheDecimalThatIsWritten, ()) {
  const auto written = [](std::int64_t millionths) {
    const Decimal number = Decimal::millionths(millionths);
    const auto told = told_of(fmt::format("[{}]", number.to_string()).c_str(), [&](const JsonNode& root) {
      RC_ASSERT(root.items(1)[0].exact_number()->millionths() == millionths);
    });
    RC_ASSERT(told.empty());
  };
  written(*rc::gen::inRange<std::int64_t>(-10'000'000'000, 10'000'000'000));
  written(*rc::gen::inRange<std::int64_t>(0, 10'000'000'000) * 10'000);
}

TEST(JsonText, NamesTheLineOfWhatIsWrong) {
  EXPECT_EQ(parse_json("{\n\"a\": }", "f.json").error().to_string(),
            "f.json:2: this is not JSON: syntax error");
  EXPECT_EQ(parse_json("{\"a\": 1,\n\"a\": 2}", "f.json").error().to_string(),
            "f.json:2: 'a' is there twice in one object; keep one");
  EXPECT_TRUE(parse_json("\xef\xbb\xbf{}", "f.json")) << "with a byte-order mark";
}

RC_GTEST_PROP(JsonText, NeverFailsOnAnyText, (const std::string& text)) { (void)parse_json(text, "f.json"); }

}  // namespace
}  // namespace tandem
