#include "agree/sla/settle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck/gtest.h>

#include <numeric>

#include "agree/sla/outcome_for_test.hpp"
#include "agree/sla/terms_for_test.hpp"

namespace tandem::sla {
namespace {

using ::testing::ElementsAre;

/// 80/20 with a penalty and a bonus, lost calls, both capped in all.
constexpr const char* kTwoClauses = R"("clauses": [
    {"name": "level", "kpi": {"definition": "strict", "version": 1, "threshold": "20s"}, "target": {"at_least": "80%"},
     "penalty": {"steps": [{"from": "70%", "until": "80%", "percent_of_fee": "4%"}, {"until": "70%", "percent_of_fee": "9%"}]},
     "bonus": {"steps": [{"from": "90%", "percent_of_fee": "1%"}]}},
    {"name": "lost", "kpi": {"definition": "abandonment", "version": 1}, "target": {"at_most": "5%"},
     "penalty": {"steps": [{"from": "5%", "per_point": {"amount": "50"}}], "cap": {"amount": "400"}}}],
  "caps": {"penalty": {"percent_of_fee": "10%"}},
  "prices": [{"name": "calls", "per": "answered_call", "price": "1.25"}, {"name": "base", "per": "month", "price": "2000"}])";

/// "kind name amount", a line each.
std::vector<std::string> shown(const Settlement& settled) {
  constexpr std::array kKinds = {"price", "time", "minimum", "penalty", "bonus", "cap"};
  std::vector<std::string> lines;
  for (const Line& line : settled.lines)
    lines.push_back(fmt::format("{} {} {}", kKinds[static_cast<std::size_t>(line.kind)], line.name,
                                line.amount.minor_units()));
  return lines;
}

MonthOutcome month_of(const kpi::Tally& tally) {
  const std::vector<Cell> cells = {cell(january(5, 9), tally)};
  MonthOutcome outcome = january_with({cells, cells});
  outcome.volumes.calls_offered = tally.offered;
  outcome.volumes.calls_answered = tally.answered;
  return outcome;
}

TEST(Evaluate, OfAGoodMonthIsTheFeeAndItsBonus) {
  const Terms terms = terms_with(kTwoClauses);
  const Settlement settled = evaluate(terms, month_of(tally_of(950, 20, 30))).value();
  EXPECT_THAT(shown(settled), ElementsAre("price calls 121250", "price base 200000", "bonus level 3213"));
  EXPECT_EQ(settled.fee, euros(321'250));
  EXPECT_EQ(settled.bonus, euros(3'213)) << "1 % is 32.125";
  EXPECT_EQ(settled.total, euros(324'463));
  EXPECT_EQ(settled.clauses[0].verdict, Verdict::met);
  EXPECT_EQ(settled.clauses[0].measured.figure, decimal("95"));
  EXPECT_EQ(settled.clauses[1].verdict, Verdict::met);
}

TEST(Evaluate, OfABadMonthTakesPenaltiesWithinTheirCaps) {
  const Terms terms = terms_with(kTwoClauses);
  const Settlement missed = evaluate(terms, month_of(tally_of(750, 180, 70))).value();
  EXPECT_THAT(shown(missed), ElementsAre("price calls 116250", "price base 200000", "penalty level -12650",
                                         "penalty lost -10000"))
      << "4 % of 3,162.50, and two points";
  EXPECT_EQ(missed.total, euros(293'600));
  EXPECT_FALSE(missed.penalty_cap_bound);
  const Settlement worse = evaluate(terms, month_of(tally_of(600, 200, 200))).value();
  EXPECT_THAT(shown(worse), ElementsAre("price calls 100000", "price base 200000", "penalty level -27000",
                                        "penalty lost -40000", "cap cap on penalties 37000"))
      << "9 % and the cap of 400.00, of which 10 % in all stay";
  EXPECT_TRUE(worse.clauses[1].penalty.capped());
  EXPECT_EQ(worse.clauses[1].penalty.before_cap, euros(75'000));
  EXPECT_TRUE(worse.penalty_cap_bound);
  EXPECT_EQ(worse.penalty, euros(30'000));
  EXPECT_EQ(worse.total, euros(270'000));
}

TEST(Evaluate, DoesNotJudgeAMonthWithoutCalls) {
  const Terms terms = terms_with(kTwoClauses);
  const Settlement settled = evaluate(terms, month_of(tally_of(0, 0, 0))).value();
  EXPECT_EQ(settled.clauses[0].verdict, Verdict::not_judged);
  EXPECT_EQ(settled.total, euros(200'000));
}

TEST(Evaluate, JudgesTheFigureThatIsPrinted) {
  const Terms terms = terms_with(kTwoClauses);
  // 79.995 % reads 80.00 %, and 79.994 % does not.
  EXPECT_EQ(evaluate(terms, month_of(tally_of(15'999, 4'001, 0)))->clauses[0].verdict, Verdict::met);
  EXPECT_EQ(evaluate(terms, month_of(tally_of(79'994, 20'006, 0)))->clauses[0].verdict, Verdict::missed);
}

TEST(Evaluate, CountsEveryKindOfVolume) {
  const Terms terms = terms_with(R"("prices": [
      {"name": "offered", "per": "offered_call", "price": "1"}, {"name": "answered", "per": "answered_call", "price": "1"},
      {"name": "talk", "per": "talk_minute", "price": "1"}, {"name": "handle", "per": "handle_minute", "price": "1"},
      {"name": "hours", "per": "agent_hour", "price": "1"}, {"name": "tickets", "per": "ticket", "price": "1"},
      {"name": "subscribers", "per": "subscriber", "price": "1"}, {"name": "base", "per": "month", "price": "8"}],
      "time_and_material": {"rates": {"engineer": "60"}, "step": "1h"}, "minimum": "150")");
  MonthOutcome outcome = january_with({});
  outcome.volumes = {.calls_offered = 1,
                     .calls_answered = 2,
                     .talk = Duration::minutes(3),
                     .handle = Duration::minutes(4),
                     .agent_time = Duration::hours(5),
                     .tickets = 6,
                     .subscribers = 7};
  outcome.time = {{"engineer", "1", LocalDay(), Duration::minutes(61)}};
  const Settlement settled = evaluate(terms, outcome).value();
  EXPECT_THAT(shown(settled), ElementsAre("price offered 100", "price answered 200", "price talk 300",
                                          "price handle 400", "price hours 500", "price tickets 600",
                                          "price subscribers 700", "price base 800", "time engineer 12000"));
  outcome.time.clear();
  const Settlement less = evaluate(terms, outcome).value();
  EXPECT_EQ(shown(less).back(), "minimum minimum fee 11400");
  EXPECT_EQ(less.fee, euros(15'000));
}

TEST(Evaluate, RefusesAnOutcomeThatDoesNotFit) {
  const Terms terms = terms_with(kTwoClauses);
  MonthOutcome outcome = month_of(tally_of(1, 0, 0));
  outcome.month = std::chrono::year(2025) / std::chrono::December;
  EXPECT_EQ(evaluate(terms, outcome).error().message, "the terms are not valid in 2025-12");
  outcome = month_of(tally_of(1, 0, 0));
  outcome.clauses.pop_back();
  EXPECT_EQ(evaluate(terms, outcome).error().message, "the month has cells for 1 clauses; the terms have 2");
  outcome = month_of(tally_of(1, 0, 0));
  outcome.volumes.calls_answered = -1;
  EXPECT_EQ(evaluate(terms, outcome).error().message, "calls: a quantity of less than 0 cannot be paid for");
  outcome = month_of(tally_of(1, 0, 0));
  outcome.time = {{"engineer", "1", LocalDay(), Duration::minutes(61)}};
  EXPECT_EQ(evaluate(terms, outcome).error().message, "time was logged, and the terms have no hourly rates");
  outcome = month_of(tally_of(1, 0, 0));
  outcome.volumes.calls_answered = INT64_MAX;
  EXPECT_EQ(evaluate(terms, outcome).error().code, ErrorCode::limit);
  outcome = month_of(tally_of(1, 0, 0));
  outcome.clauses[1][0].queue = QueueId(2);
  EXPECT_EQ(evaluate(terms, outcome).error().message,
            "a cell of 'lost' is of a queue that the month does not name");
}

kpi::Tally random_tally() {
  const auto calls = [] { return *rc::gen::inRange<std::uint32_t>(0, 2'000); };
  return tally_of(calls(), calls(), calls());
}

RC_GTEST_PROP(Evaluate, LinesAddUpToTheTotalAndCapsHold, ()) {
  const Terms terms = terms_with(kTwoClauses);
  const Settlement settled = evaluate(terms, month_of(random_tally())).value();
  Money sum(0, eur());
  for (const Line& line : settled.lines) sum = sum + line.amount;
  RC_ASSERT(sum == settled.total);
  RC_ASSERT(settled.total == settled.fee - settled.penalty + settled.bonus);
  RC_ASSERT(settled.penalty.minor_units() <= amount_of(*terms.penalty_cap, settled.fee).minor_units());
  RC_ASSERT(settled.clauses[1].penalty.amount.minor_units() <= 40'000);
}

/// One call more that is answered in time, in place of one that is late or lost: of the same fee, as the
/// price is left out.
RC_GTEST_PROP(Evaluate, ABetterMonthNeverCostsMorePenalty, ()) {
  Terms terms = terms_with(kTwoClauses);
  terms.prices.erase(terms.prices.begin());
  const kpi::Tally tally = random_tally();
  kpi::Tally better = tally;
  if (tally.abandoned > 0 && *rc::gen::arbitrary<bool>()) {
    --better.abandoned;
    ++better.answered;
    ++better.answered_in_threshold;
  } else if (tally.answered_in_threshold < tally.answered) {
    ++better.answered_in_threshold;
  }
  const auto penalty = [&](const kpi::Tally& calls) {
    return evaluate(terms, month_of(calls))->penalty.minor_units();
  };
  RC_ASSERT(penalty(better) <= penalty(tally));
}

}  // namespace
}  // namespace tandem::sla
