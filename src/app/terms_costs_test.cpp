#include "app/terms_costs.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "agree/sla/terms_json.hpp"

namespace tandem::app {
namespace {

using ::testing::ElementsAre;

/// "best..worst cents..cents", a row each, at a fee of 1,000.00.
std::vector<std::string> rows(std::string_view kpi, std::string_view rest) {
  const auto terms = sla::parse_terms(
      fmt::format(R"({{"client": "c", "currency": "EUR", "valid": {{"from": "2026-01-01"}}, "zone": "UTC",
          "prices": [{{"name": "p", "per": "ticket", "price": 1}}],
          "clauses": [{{"name": "k", "kpi": {{"definition": {}, "version": 1}}, {}}}]}})",
                  kpi, rest),
      "t.json");
  EXPECT_TRUE(terms) << terms.error().front().to_string();
  std::vector<std::string> shown;
  if (!terms) return shown;
  for (const CostRow& row : costs_of(terms->clauses[0], Money(100'000, terms->currency)))
    shown.push_back(fmt::format("{}..{} {}..{}", row.best.to_string(),
                                row.worst ? row.worst->to_string() : "", row.at_best.minor_units(),
                                row.at_worst ? fmt::to_string(row.at_worst->minor_units()) : ""));
  return shown;
}

TEST(TermsCosts, GoFromTheBestFigureToTheWorstWithoutHoles) {
  EXPECT_THAT(rows(R"("strict", "threshold": "20s")", R"("target": {"at_least": "80%"},
      "penalty": {"steps": [{"from": "75%", "until": "80%", "percent_of_fee": "2%"},
                            {"until": "75%", "percent_of_fee": "5%"}]},
      "bonus": {"steps": [{"from": "90%", "until": "95%", "percent_of_fee": "1%"}, {"from": "95%", "percent_of_fee": "2%"}]})"),
              ElementsAre("100..95 2000..2000", "94.99..90 1000..1000", "89.99..80 0..0",
                          "79.99..75 2000..2000", "74.99..0 5000..5000"));
  EXPECT_THAT(rows(R"("abandonment")", R"("target": {"at_most": "5%"},
      "penalty": {"steps": [{"from": "5%", "per_point": {"amount": 1}}], "cap": {"amount": 50}},
      "bonus": {"steps": [{"from": "2%", "until": "5%", "amount": 3}, {"until": "2%", "amount": 4}]})"),
              ElementsAre("0..2 400..400", "2.01..5 300..300", "5.01..100 1..5000"));
}

TEST(TermsCosts, HaveNoEndWhereFiguresHaveNone) {
  const char* const kTarget =
      R"("target": {"at_most": "30s"}, "penalty": {"steps": [{"from": "30s", "per_point": {"amount": 1}}])";
  EXPECT_THAT(rows(R"("mean_wait")", fmt::format("{}}}", kTarget)), ElementsAre("0..30 0..0", "30.1.. 10.."));
  EXPECT_THAT(rows(R"("mean_wait")", fmt::format(R"({}, "cap": {{"percent_of_fee": "5%"}}}})", kTarget)),
              ElementsAre("0..30 0..0", "30.1.. 10..5000"));
  EXPECT_THAT(rows(R"("abandoned")", R"("target": {"at_most": 7})"), ElementsAre("0..7 0..0", "8.. 0..0"));
}

TEST(TermsCosts, EndWithTheFigures) {
  EXPECT_THAT(rows(R"("abandonment")", R"("target": {"at_most": "100%"})"), ElementsAre("0..100 0..0"));
  EXPECT_THAT(rows(R"("strict", "threshold": 20)", R"("target": {"at_least": "0%"})"),
              ElementsAre("100..0 0..0"));
}

}  // namespace
}  // namespace tandem::app
