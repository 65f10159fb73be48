#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <pugixml.hpp>

#include "plan/report/charts/bar_chart.hpp"
#include "plan/report/charts/gantt_chart.hpp"
#include "plan/report/charts/heat_map.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/step_curve.hpp"
#include "plan/report/charts/xml_text.hpp"

namespace tandem::report {
namespace {

std::string plain(double value) { return std::to_string(static_cast<int>(value)); }

pugi::xml_document parsed(const std::string& svg) {
  pugi::xml_document document;
  EXPECT_TRUE(document.load_string(svg.c_str())) << svg.substr(0, 200);
  return document;
}

TEST(Escaped, LeavesNothingThatHtmlWouldTakeForItsOwn) {
  EXPECT_EQ(escaped("<a href=\"x\">'&"), "&lt;a href=&quot;x&quot;&gt;&#39;&amp;");
  EXPECT_EQ(escaped("\xff ok \xc3\xa9 \x07"), "\ufffd ok \u00e9 \ufffd");
}

TEST(Escaped, OfAnyBytesIsAnXmlText) {
  EXPECT_TRUE(rc::check([](const std::string& bytes) {
    pugi::xml_document document;
    RC_ASSERT(document.load_string(("<t a=\"" + escaped(bytes) + "\">" + escaped(bytes) + "</t>").c_str()));
  }));
}

TEST(Axis, FromZeroReachesTheLargestValueInFewRoundSteps) {
  EXPECT_TRUE(rc::check([] {
    const double largest = *rc::gen::inRange(1, 2'000'000'000) / 1000.0;
    const Axis axis = axis_from_zero(largest, 5, false, plain, "");
    RC_ASSERT(axis.high >= largest * (1 - 1e-9));
    RC_ASSERT(axis.ticks.size() >= 3u);
    RC_ASSERT(axis.ticks.size() <= 6u);
    RC_ASSERT(axis.ticks.front().at == 0);
  }));
}

TEST(Axis, OfWholeThingsHasWholeTicks) {
  for (const double largest : {1.0, 2.0, 3.0, 7.0, 23.0, 24.0, 26.0})
    for (const Tick& tick : axis_from_zero(largest, 5, true, plain, "").ticks)
      EXPECT_EQ(tick.at, std::round(tick.at));
}

TEST(Axis, OfNothingStillIsAnAxis) {
  const Axis axis = axis_from_zero(0, 5, false, plain, "");
  EXPECT_GT(axis.high, axis.low);
}

TEST(Axis, OfSecondsStepsLikeAClock) {
  const Axis axis = seconds_axis(200, 7, plain, "");
  EXPECT_EQ(axis.ticks[1].at, 30);
  EXPECT_EQ(axis.high, 210);
}

TEST(Axis, OfADayHasWholeHours) {
  const Axis axis = clock_axis(7 * 60, 24 * 60, 8);
  for (const Tick& tick : axis.ticks) EXPECT_EQ(static_cast<int>(tick.at) % 60, 0);
  EXPECT_LE(axis.ticks.size(), 9u);
  EXPECT_EQ(axis.ticks.back().label, "24:00");
}

TEST(LineChart, LeavesAGapWhereAValueIsMissing) {
  LineChart chart;
  chart.x = {0, 5, {}, ""};
  chart.y = axis_from_zero(10, 5, true, plain, "");
  chart.series = {{"s1", {{0, 1.0}, {1, 2.0}, {2, std::nullopt}, {3, 4.0}, {4, 5.0}, {5, std::nullopt}}}};
  EXPECT_EQ(parsed(chart.draw()).select_nodes("//polyline").size(), 2u);
}

TEST(LineChart, DrawsASinglePointAsADot) {
  LineChart chart;
  chart.x = {0, 5, {}, ""};
  chart.y = axis_from_zero(10, 5, true, plain, "");
  chart.series = {{"s1", {{2, 4.0}}}};
  EXPECT_EQ(parsed(chart.draw()).select_nodes("//circle").size(), 1u);
}

TEST(BarChart, DrawsNoBarWhereNothingIsKnown) {
  BarChart chart;
  chart.y = axis_from_zero(10, 5, true, plain, "");
  chart.bars.resize(3);
  chart.bars[0].value = 5;
  chart.bars[0].css = "s1";
  chart.bars[1].tooltip = "<nothing> & more";
  const auto document = parsed(chart.draw());
  EXPECT_EQ(document.select_nodes("//rect[@class='s1 bar']").size(), 1u);
  EXPECT_STREQ(document.select_node("//title").node().text().get(), "<nothing> & more");
}

TEST(StepCurve, OfThousandsOfStepsStaysSmall) {
  StepCurve curve;
  curve.x = {0, 1000, {}, ""};
  curve.y = axis_from_zero(1, 4, false, plain, "");
  for (int i = 0; i < 20'000; ++i) {
    curve.time.push_back(i / 20.0);
    curve.value.push_back(1 - i / 25'000.0);
    curve.low.push_back(curve.value.back() * 0.98);
    curve.high.push_back(std::min(1.0, curve.value.back() * 1.02));
  }
  EXPECT_LT(curve.draw().size(), 80'000u);
  parsed(curve.draw());
}

TEST(HeatStep, SpreadsValuesOverTheColours) {
  EXPECT_EQ(heat_step(0, 10, 8), 0);
  EXPECT_EQ(heat_step(10, 10, 8), 7);
  EXPECT_EQ(heat_step(25, 10, 8), 7);
  EXPECT_EQ(heat_step(5, 10, 8), 4);
  EXPECT_EQ(heat_step(5, 0, 8), 0);
}

TEST(GanttChart, DrawsABarForEachStretchOfARow) {
  GanttChart chart{.label = "who", .low = 0, .high = 24, .ticks = {{0, "Mon"}}};
  chart.rows = {{"A <b>", {{8, 16, "s1", "08:00-16:00"}, {12, 13, "s2", "lunch"}}}, {"B", {}}};
  const auto document = parsed(chart.draw());
  const auto bars = document.select_nodes("//rect");
  ASSERT_EQ(bars.size(), 2U);
  EXPECT_GT(bars[0].node().attribute("width").as_double(), 7 * bars[1].node().attribute("width").as_double());
  EXPECT_EQ(document.select_nodes("//text").size(), 3U);
}

}  // namespace
}  // namespace tandem::report
