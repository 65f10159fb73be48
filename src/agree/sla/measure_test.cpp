#include "agree/sla/measure.hpp"

#include <gtest/gtest.h>

#include "agree/sla/outcome_for_test.hpp"
#include "agree/sla/terms_for_test.hpp"
#include "core/base/iso_time.hpp"

namespace tandem::sla {
namespace {

constexpr const char* kStrict = R"("kpi": {"definition": "strict", "version": 1, "threshold": "20s"},
    "target": {"at_least": "80%"})";

Terms clause_terms(std::string_view rest, std::string_view more = "") {
  return terms_with(fmt::format(R"("clauses": [{{"name": "k", {}}}]{})", rest, more));
}

/// The clause's figure of January, with what it comes from: "75.5 of 200" or "none of 0".
std::string figure(const Terms& terms, const std::vector<Cell>& cells, const MonthOutcome& outcome) {
  const Measurement measured = measure(terms, terms.clauses[0], outcome, cells);
  std::string text =
      fmt::format("{} of {}", measured.figure ? measured.figure->to_string() : "none", measured.calls);
  if (measured.calls_excluded > 0) text += fmt::format(", {} excluded", measured.calls_excluded);
  return text;
}
std::string figure(const Terms& terms, const std::vector<Cell>& cells) {
  return figure(terms, cells, january_with({cells}));
}

TEST(Measure, OfTheMonthPoolsAllCalls) {
  const Terms terms = clause_terms(kStrict);
  EXPECT_EQ(figure(terms, {cell(january(1, 9), tally_of(10, 0, 0)), cell(january(2, 9), tally_of(9, 1, 0)),
                           cell(january(31, 23), tally_of(120, 60, 20), 1)}),
            "63.18 of 220");
  EXPECT_EQ(figure(terms, {}), "none of 0");
  EXPECT_EQ(figure(terms, {cell(january(1, 9), tally_of(0, 0, 0))}), "none of 0");
}

TEST(Measure, TakesEveryKpiOfTheCatalogueByItsDefinition) {
  const std::vector<Cell> cells = {cell(january(1, 9), tally_of(8, 2, 1, 30.25)),
                                   cell(january(2, 9), tally_of(6, 0, 3, 10))};
  const auto of = [&](const char* kpi) {
    return figure(clause_terms(fmt::format(R"("kpi": {{{}, "version": 1}}, "target": {{"at_least": {}}})",
                                           kpi, std::string_view(kpi).contains("wait") ? "\"1s\"" : "0")),
                  cells);
  };
  EXPECT_EQ(of(R"("definition": "answered_only", "threshold": "20s")"), "87.5 of 20");
  EXPECT_EQ(of(R"("definition": "abandonment")"), "20 of 20");
  EXPECT_EQ(of(R"("definition": "mean_wait_answered")"), "22.7 of 20") << "(302.5 + 60) / 16 = 22.656";
  EXPECT_EQ(of(R"("definition": "abandoned")"), "4 of 20");
}

TEST(Measure, OfAPercentileTakesTheWaitsOfAllCells) {
  const Terms terms =
      clause_terms(R"("kpi": {"definition": "p90_wait", "version": 1}, "target": {"at_most": "1m"})");
  Cell first = cell(january(1, 9), tally_of(5, 0, 0));
  Cell second = cell(january(9, 9), tally_of(5, 0, 0));
  for (int i = 1; i <= 5; ++i) {
    first.waits.push_back(Duration::seconds(i));
    second.waits.push_back(Duration::seconds(10 * i));
  }
  EXPECT_EQ(figure(terms, {first, second}), "40 of 10") << "the ninth of ten";
  EXPECT_EQ(figure(terms, {cell(january(1, 9), tally_of(0, 0, 0))}), "none of 0");
}

TEST(Measure, OfDaysAndIntervalsIsTheShareThatMeetsTheTarget) {
  const Terms days = clause_terms(fmt::format(R"({}, "window": {{"each": "day", "met": "95%"}})", kStrict));
  // 1 January 8 of 10 over two queues; 2 January 7 of 10; 3 January no calls.
  const std::vector<Cell> cells = {
      cell(january(1, 9), tally_of(3, 2, 0)), cell(january(1, 15), tally_of(5, 0, 0), 1),
      cell(january(2, 9), tally_of(7, 3, 0)), cell(january(3, 9), tally_of(0, 0, 0)),
      cell(january(4, 9), tally_of(1, 0, 0))};
  EXPECT_EQ(figure(days, cells), "66.67 of 21");
  const Terms halves = clause_terms(
      fmt::format(R"({}, "window": {{"each": "interval", "length": "30m", "met": "95%"}})", kStrict));
  EXPECT_EQ(figure(halves, cells), "50 of 21");
  const Measurement measured = measure(halves, halves.clauses[0], january_with({cells}), cells);
  EXPECT_EQ(measured.windows, 4U);
  EXPECT_EQ(measured.windows_met, 2U);
}

TEST(Measure, LooksOnlyAtTheQueuesAndHoursOfItsScope) {
  const std::vector<Cell> cells = {
      cell(january(5, 8), tally_of(1, 0, 0)), cell(january(5, 19, 30), tally_of(1, 1, 0)),
      cell(january(5, 20), tally_of(0, 7, 0)), cell(january(10, 9), tally_of(0, 7, 0)),
      cell(january(5, 9), tally_of(0, 7, 0), 1)};
  const Terms terms = clause_terms(
      fmt::format(R"({}, "scope": {{"queues": ["cards"], "hours": "Mon-Fri 08:00-20:00"}})", kStrict));
  EXPECT_EQ(figure(terms, cells), "66.67 of 3") << "not the evening, the Saturday, nor the other queue";
}

TEST(Measure, CountsHoursAndMonthsOnTheClockOfTheZone) {
  Terms terms = clause_terms(fmt::format(R"({}, "scope": {{"hours": "Mon-Sun 08:00-09:00"}})", kStrict));
  terms.zone = *Zone::find("Asia/Tokyo");
  EXPECT_EQ(figure(terms, {cell(january(1, 23), tally_of(1, 0, 0)), cell(january(1, 8), tally_of(0, 1, 0)),
                           cell(january(31, 23), tally_of(0, 1, 0))}),
            "100 of 1")
      << "eight in Tokyo is eleven at night in UTC, and there it is February by then";
}

TEST(Measure, LeavesOutDaysAndOutages) {
  MonthOutcome outcome = january_with({});
  outcome.outages = {{"network", january(7, 10), january(7, 11)}, {"lunch", january(8, 9), january(8, 10)}};
  const Terms terms = clause_terms(fmt::format(
      R"({}, "exclusions": {{"days": ["2026-01-05", {{"from": "2026-01-20", "until": "2026-01-22"}}], "outages": ["network"]}})",
      kStrict));
  EXPECT_EQ(figure(terms,
                   {cell(january(5, 9), tally_of(0, 10, 0)), cell(january(20, 0), tally_of(0, 10, 0)),
                    cell(january(22, 23, 30), tally_of(0, 10, 0)), cell(january(23, 0), tally_of(4, 0, 0)),
                    cell(january(7, 9, 30), tally_of(4, 0, 0)), cell(january(7, 10, 30), tally_of(0, 10, 0)),
                    cell(january(7, 11), tally_of(4, 0, 0)), cell(january(8, 9), tally_of(0, 4, 0))},
                   outcome),
            "75 of 16, 40 excluded");
}

TEST(Measure, LeavesOutDaysThatAreBusierThanAgreed) {
  MonthOutcome outcome = january_with({});
  const auto day = [](int n) { return LocalDay(std::chrono::year(2026) / std::chrono::January / n); };
  outcome.forecast = {{day(5), 120, 100}, {day(6), 121, 100}, {day(7), 5, 0}};
  const Terms terms = clause_terms(fmt::format(R"({}, "exclusions": {{"over_forecast": "120%"}})", kStrict));
  EXPECT_EQ(figure(terms,
                   {cell(january(5, 9), tally_of(1, 0, 0)), cell(january(6, 9), tally_of(0, 1, 0)),
                    cell(january(7, 9), tally_of(0, 1, 0)), cell(january(8, 9), tally_of(1, 0, 0))},
                   outcome),
            "100 of 2, 2 excluded")
      << "a day without a forecast stays in";
}

TEST(Measure, DoesNotJudgeTheMonthsOfRampUp) {
  const std::vector<Cell> cells = {cell(january(5, 9), tally_of(1, 9, 0))};
  const auto in = [&](const char* from) {
    Terms terms = clause_terms(fmt::format(R"({}, "exclusions": {{"ramp_up_months": 2}})", kStrict));
    terms.valid_from = std::chrono::floor<std::chrono::days>(
        LocalTime(std::chrono::microseconds(read_iso_date(from)->local_us)));
    return figure(terms, cells);
  };
  EXPECT_EQ(in("2025-11-30"), "10 of 10");
  EXPECT_EQ(in("2025-12-01"), "none of 0, 10 excluded");
  EXPECT_EQ(in("2026-01-01"), "none of 0, 10 excluded");
}

TEST(Measure, LooksOnlyAtDaysOnWhichTheTermsAreValid) {
  Terms terms = clause_terms(kStrict);
  terms.valid_from = LocalDay(std::chrono::year(2026) / std::chrono::January / 10);
  terms.valid_until = LocalDay(std::chrono::year(2026) / std::chrono::January / 20);
  EXPECT_EQ(
      figure(terms, {cell(january(9, 23, 30), tally_of(0, 1, 0)), cell(january(10, 0), tally_of(1, 0, 0)),
                     cell(january(20, 23, 30), tally_of(1, 0, 0)), cell(january(21, 0), tally_of(0, 1, 0))}),
      "100 of 2");
}

}  // namespace
}  // namespace tandem::sla
