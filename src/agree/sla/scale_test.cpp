#include "agree/sla/scale.hpp"

#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include "agree/sla/terms_for_test.hpp"

namespace tandem::sla {
namespace {

constexpr const char* kPrice = R"("prices": [{"name": "p", "per": "month", "price": "1"}])";

/// The one clause of terms with this target and these scales.
Clause clause_with(std::string_view kpi, std::string_view rest) {
  const Terms terms = terms_with(
      fmt::format(R"({}, "clauses": [{{"name": "k", "kpi": {{"definition": {}, "version": 1}}, {}}}])",
                  kPrice, kpi, rest));
  return terms.clauses.empty() ? Clause() : terms.clauses[0];
}

std::int64_t penalty(const Clause& clause, std::string_view figure, std::int64_t fee_cents = 10'000'000) {
  return charge(*clause.penalty, clause.judged_by(), Side::penalty, decimal(figure), euros(fee_cents))
      .amount.minor_units();
}
std::int64_t bonus(const Clause& clause, std::string_view figure, std::int64_t fee_cents = 10'000'000) {
  return charge(*clause.bonus, clause.judged_by(), Side::bonus, decimal(figure), euros(fee_cents))
      .amount.minor_units();
}

TEST(Scale, OfAServiceLevelGoesDownInStepsThatHoldTheirLowerEdge) {
  const Clause clause = clause_with(R"("strict", "threshold": "20s")",
                                    R"("target": {"at_least": "80%"}, "penalty": {"steps": [
        {"from": "75%", "until": "80%", "percent_of_fee": "2%"}, {"from": "70%", "until": "75%", "percent_of_fee": "5%"},
        {"until": "70%", "percent_of_fee": "8%"}]}, "bonus": {"steps": [{"from": "90%", "until": "95%",
        "percent_of_fee": "1%"}, {"from": "95%", "percent_of_fee": "1.5%"}]})");
  EXPECT_EQ(penalty(clause, "100"), 0);
  EXPECT_EQ(penalty(clause, "80"), 0);
  EXPECT_EQ(penalty(clause, "79.99"), 200'000) << "2 % of 100,000.00";
  EXPECT_EQ(penalty(clause, "75"), 200'000);
  EXPECT_EQ(penalty(clause, "74.99"), 500'000);
  EXPECT_EQ(penalty(clause, "70"), 500'000);
  EXPECT_EQ(penalty(clause, "69.99"), 800'000);
  EXPECT_EQ(penalty(clause, "0"), 800'000);
  EXPECT_EQ(bonus(clause, "89.99"), 0);
  EXPECT_EQ(bonus(clause, "90"), 100'000);
  EXPECT_EQ(bonus(clause, "94.99"), 100'000);
  EXPECT_EQ(bonus(clause, "95"), 150'000);
  EXPECT_EQ(bonus(clause, "100"), 150'000);
  EXPECT_EQ(bonus(clause, "70"), 0);
}

TEST(Scale, OfAWaitGoesUpInStepsThatHoldTheirUpperEdge) {
  const Clause clause =
      clause_with(R"("mean_wait_answered")", R"("target": {"at_most": "30s"}, "penalty": {"steps": [
        {"from": "30s", "until": "45s", "amount": "500"}, {"from": "45s", "amount": "1500.50"}]},
        "bonus": {"steps": [{"until": "20s", "amount": "100"}]})");
  EXPECT_EQ(penalty(clause, "30"), 0);
  EXPECT_EQ(penalty(clause, "30.1"), 50'000);
  EXPECT_EQ(penalty(clause, "45"), 50'000);
  EXPECT_EQ(penalty(clause, "45.1"), 150'050);
  EXPECT_EQ(penalty(clause, "9999"), 150'050);
  EXPECT_EQ(bonus(clause, "20.1"), 0);
  EXPECT_EQ(bonus(clause, "20"), 10'000);
  EXPECT_EQ(bonus(clause, "0"), 10'000);
}

TEST(Scale, CountsPointsExactlyInFullOrStarted) {
  const auto with = [](const char* points) {
    return clause_with(R"("abandonment")",
                       fmt::format(R"("target": {{"at_most": "5%"}}, "penalty": {{"steps": [
        {{"from": "5%", "until": "8%", "per_point": {{"percent_of_fee": "0.5%", "points": "{0}"}}}},
        {{"from": "8%", "percent_of_fee": "1.5%", "per_point": {{"percent_of_fee": "1%", "points": "{0}"}}}}],
        "cap": {{"percent_of_fee": "4%"}}}})",
                                   points));
  };
  const Clause exact = with("exact");
  EXPECT_EQ(penalty(exact, "5"), 0);
  EXPECT_EQ(penalty(exact, "6.25"), 62'500) << "1.25 points of 0.5 %";
  EXPECT_EQ(penalty(exact, "8"), 150'000);
  EXPECT_EQ(penalty(exact, "9.5"), 300'000) << "1.5 % and 1.5 points";
  EXPECT_EQ(penalty(exact, "10.5"), 400'000) << "just the cap";
  EXPECT_EQ(penalty(exact, "50"), 400'000) << "the cap";
  const Clause full = with("full");
  EXPECT_EQ(penalty(full, "5.99"), 0);
  EXPECT_EQ(penalty(full, "6"), 50'000);
  EXPECT_EQ(penalty(full, "7.99"), 100'000);
  const Clause started = with("started");
  EXPECT_EQ(penalty(started, "5.01"), 50'000);
  EXPECT_EQ(penalty(started, "6"), 50'000);
  EXPECT_EQ(penalty(started, "6.01"), 100'000);
}

TEST(Scale, RoundsOnceToTheMinorUnitHalvesAwayFromZero) {
  const Clause clause = clause_with(R"("abandonment")", R"("target": {"at_most": "5%"}, "penalty": {"steps": [
        {"from": "5%", "percent_of_fee": "0.5%", "per_point": {"percent_of_fee": "0.25%"}}]})");
  EXPECT_EQ(penalty(clause, "6", 1'000), 8) << "0.75 % of 10.00 is 0.075";
  EXPECT_EQ(penalty(clause, "6", 999), 7) << "0.074925";
  EXPECT_EQ(penalty(clause, "7", 1'050), 11) << "1 % of 10.50 is 0.105";
}

TEST(Scale, TellsWhatItWouldCostWithoutItsCap) {
  const Clause clause = clause_with(R"("abandonment")", R"("target": {"at_most": "5%"}, "penalty": {"steps": [
        {"from": "5%", "per_point": {"amount": "100"}}], "cap": {"amount": "250"}})");
  const Charged charged =
      charge(*clause.penalty, clause.target, Side::penalty, decimal("9"), euros(10'000'000));
  EXPECT_EQ(charged.step, 0U);
  EXPECT_EQ(charged.before_cap, euros(40'000));
  EXPECT_EQ(charged.amount, euros(25'000));
  EXPECT_TRUE(charged.capped());
}

TEST(Scale, HoldsAtTheEndsOfWhatCanBeWritten) {
  const Clause clause = clause_with(R"("offered")", R"("target": {"at_most": 0}, "penalty": {"steps": [
        {"from": 0, "amount": "100000000000", "per_point": {"amount": "100000000000"}}]})");
  EXPECT_EQ(penalty(clause, "1000000000"), kAmountMax);
  const Clause percent = clause_with(R"("offered")", R"("target": {"at_most": 0}, "penalty": {"steps": [
        {"from": 0, "per_point": {"percent_of_fee": "100%"}}]})");
  EXPECT_EQ(penalty(percent, "999999999999", kAmountMax), 10 * kAmountMax) << "ten times the fee";
}

/// Scales from the target outward: fixed parts that do not fall, and so much a point.
Clause random_clause(bool up, bool percent, bool capped) {
  const char* kind = percent ? "percent_of_fee" : "amount";
  const auto charge_text = [&](int n) {
    return percent ? fmt::format(R"("{}": "{}.{}%")", kind, n / 10, n % 10)
                   : fmt::format(R"("{}": "{}")", kind, n);
  };
  std::string steps;
  const int count = *rc::gen::inRange(1, 5);
  int edge = 50;
  int cost = *rc::gen::inRange(0, 20);
  for (int i = 0; i < count; ++i) {
    const int far = up ? edge + *rc::gen::inRange(1, 10) : edge - *rc::gen::inRange(1, 10);
    const bool last = i + 1 == count;
    const std::string from =
        up ? fmt::format(R"("from": "{}%")", edge) : fmt::format(R"("from": "{}%")", far);
    const std::string until =
        up ? fmt::format(R"("until": "{}%")", far) : fmt::format(R"("until": "{}%")", edge);
    const std::string edges = !last ? fmt::format("{}, {}", from, until) : up ? from : until;
    const int rate = *rc::gen::inRange(0, 15);
    steps += fmt::format(R"({}{{{}, {}, "per_point": {{{}, "points": "{}"}}}})", i == 0 ? "" : ", ", edges,
                         charge_text(cost), charge_text(rate), *rc::gen::element("exact", "full", "started"));
    cost += rate * 10 + *rc::gen::inRange(0, 20);
    edge = far;
  }
  const std::string cap = capped ? fmt::format(R"(, "cap": {{{}}})", charge_text(300)) : "";
  return clause_with(up ? R"("abandonment")" : R"("strict", "threshold": "20s")",
                     fmt::format(R"("target": {{"{}": "50%"}}, "penalty": {{"steps": [{}]{}}})",
                                 up ? "at_most" : "at_least", steps, cap));
}

RC_GTEST_PROP(Scale, ABetterFigureNeverCostsMoreAndCapsHold, ()) {
  const bool up = *rc::gen::arbitrary<bool>();
  const Clause clause = random_clause(up, *rc::gen::arbitrary<bool>(), *rc::gen::arbitrary<bool>());
  const Money fee = euros(*rc::gen::inRange<std::int64_t>(0, 100'000'000));
  const auto figures =
      *rc::gen::container<std::vector<std::int64_t>>(rc::gen::inRange<std::int64_t>(0, 10'001));
  std::optional<std::pair<std::int64_t, std::int64_t>> before;
  for (const std::int64_t hundredths : figures) {
    const Charged charged =
        charge(*clause.penalty, clause.target, Side::penalty, Decimal::millionths(hundredths * 10'000), fee);
    const std::int64_t cost = charged.amount.minor_units();
    RC_ASSERT(cost >= 0);
    if (clause.penalty->cap) RC_ASSERT(cost <= amount_of(*clause.penalty->cap, fee).minor_units());
    RC_ASSERT(cost <= charged.before_cap.minor_units());
    if (before) {
      const bool better = up ? hundredths <= before->first : hundredths >= before->first;
      RC_ASSERT((better ? cost <= before->second : cost >= before->second));
    }
    before = {hundredths, cost};
  }
}

}  // namespace
}  // namespace tandem::sla
