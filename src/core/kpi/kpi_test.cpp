#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/kpi/evaluate.hpp"

namespace tandem::kpi {
namespace {

const Definition& definition(std::string_view id) { return **find_definition(id); }

CallRecord call(Outcome outcome, double wait_seconds, double talk_seconds = 0, double acw_seconds = -1) {
  CallRecord r;
  r.offered_at = Instant::from_seconds(1'000'000);
  r.queued_at = r.offered_at + Duration::seconds(10);
  r.outcome = outcome;
  const Instant left = r.queued_at + Duration::from_seconds(wait_seconds);
  if (outcome == Outcome::answered) {
    r.answered_at = left;
    r.ended_at = left + Duration::from_seconds(talk_seconds);
    if (acw_seconds >= 0) r.wrapup_end_at = r.ended_at + Duration::from_seconds(acw_seconds);
  } else {
    r.ended_at = left;
  }
  return r;
}

Tally counted(const std::vector<CallRecord>& calls, const Rules& rules = {}) {
  Tally tally;
  for (const auto& c : calls) count(tally, rules, c);
  return tally;
}

std::vector<CallRecord> copies(int n, const CallRecord& record) {
  return std::vector<CallRecord>(static_cast<std::size_t>(n), record);
}

std::vector<CallRecord> operator+(std::vector<CallRecord> a, const std::vector<CallRecord>& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

// A=1000, B=60, A_T=860, B_T=20, B_S=10, with S = 5 s and T = 20 s.
TEST(ServiceLevel, TheSixFormulasLieFivePointsApartOnIdenticalCalls) {
  const Tally tally =
      counted(copies(860, call(Outcome::answered, 12)) + copies(140, call(Outcome::answered, 45)) +
              copies(10, call(Outcome::abandoned, 3)) + copies(10, call(Outcome::abandoned, 9)) +
              copies(40, call(Outcome::abandoned, 60)));
  std::vector<std::string> levels;
  for (const Definition& formula : service_level_formulas())
    levels.push_back(rounded(formula, evaluate(formula, tally)));
  EXPECT_THAT(levels, testing::ElementsAre("81.13", "81.90", "82.08", "82.69", "83.02", "86.00"));
}

TEST(ServiceLevel, AnEmptyIntervalIsUndefinedAndNeverOneHundredPercent) {
  for (const Definition& formula : service_level_formulas())
    EXPECT_EQ(evaluate(formula, Tally()), std::nullopt);
  EXPECT_EQ(rounded(definition("strict"), std::nullopt), "");
}

TEST(Threshold, WithinTwentyIncludesTwentyAndUnderFiveLeavesFiveOut) {
  const Tally tally = counted({call(Outcome::answered, 20), call(Outcome::answered, 20.000001),
                               call(Outcome::abandoned, 5), call(Outcome::abandoned, 4.999999)});
  EXPECT_EQ(tally.answered_in_threshold, 1u);
  EXPECT_EQ(tally.abandoned_short, 1u);
  Rules under;
  under.answer.comparison = Threshold::Comparison::under;
  EXPECT_EQ(counted({call(Outcome::answered, 20)}, under).answered_in_threshold, 0u);
}

Tally interval(int in_time, int offered) {
  return counted(copies(in_time, call(Outcome::answered, 1)) +
                 copies(offered - in_time, call(Outcome::answered, 99)));
}

// Volumes 10/10/200 with 10/9/120 in time.
TEST(Aggregation, PooledMeanAndShareOfIntervalsDiffer) {
  const std::vector<Tally> day = {interval(10, 10), interval(9, 10), interval(120, 200), Tally()};
  Definition d = definition("strict");
  d.rounding.decimals = 1;
  EXPECT_EQ(rounded(d, aggregate(d, day)), "63.2");
  d.aggregation = Aggregation::mean_of_intervals;
  EXPECT_EQ(rounded(d, aggregate(d, day)), "83.3");
  d.aggregation = Aggregation::share_of_intervals;
  d.interval_target = 0.8;
  EXPECT_EQ(rounded(d, aggregate(d, day)), "66.7");
  EXPECT_EQ(aggregate(d, {}), std::nullopt);
}

TEST(Tally, OverflowAndOutOfHoursAreOfferedButCallsEndedInTheMenuAreCountedApart) {
  const Tally tally =
      counted({call(Outcome::overflow, 30), call(Outcome::out_of_hours, 0), call(Outcome::callback, 5),
               call(Outcome::voicemail, 5), call(Outcome::unfinished, 0), call(Outcome::in_menu, 0)});
  EXPECT_EQ(tally.offered, 5u);
  EXPECT_EQ(tally.in_menu, 1u);
  EXPECT_EQ(tally.overflow, 1u);
  EXPECT_EQ(tally.answered + tally.abandoned, 0u);
}

TEST(Rules, AContractMayCountOverflowAsAbandoned) {
  Rules rules;
  rules.counts[static_cast<std::size_t>(Outcome::overflow)] = CountsAs::abandoned;
  EXPECT_EQ(counted({call(Outcome::overflow, 30)}, rules).abandoned, 1u);
}

TEST(Rules, TheClockMayStartAtTheOffer) {
  Rules rules;
  rules.clock = Clock::offered;
  EXPECT_EQ(wait_under(rules, call(Outcome::answered, 15)).length(), Duration::seconds(25));
  EXPECT_EQ(wait_under({}, call(Outcome::answered, 15)).length(), Duration::seconds(15));
}

TEST(Rules, RingTimeMayBeLeftOutOfTheWait) {
  CallRecord r = call(Outcome::answered, 15);
  r.ringing_at = r.answered_at - Duration::seconds(6);
  Rules rules;
  rules.ring_time_counts = false;
  EXPECT_EQ(wait_under(rules, r).length(), Duration::seconds(9));
}

TEST(Rules, ACallWithoutAQueueInstantWentStraightToItsAgent) {
  CallRecord r = call(Outcome::answered, 15);
  r.queued_at = Instant::none();
  EXPECT_EQ(wait_under({}, r).length(), Duration());
}

TEST(Rules, AWaitOfNoKnownEndIsNotKnown) {
  CallRecord r = call(Outcome::abandoned, 15);
  r.ended_at = Instant::none();
  EXPECT_FALSE(wait_under({}, r).known());
}

TEST(Rules, AnUnansweredCallHasNoIntervalByItsAnswer) {
  Rules rules;
  rules.attribution = Attribution::answered;
  EXPECT_FALSE(attributed_at(rules, call(Outcome::abandoned, 5)).known());
  rules.attribution = Attribution::service_level_event;
  EXPECT_EQ(attributed_at(rules, call(Outcome::abandoned, 5)), call(Outcome::abandoned, 5).ended_at);
}

TEST(Times, MeansComeFromTheirOwnCalls) {
  const Tally tally = counted({call(Outcome::answered, 10, 100, 30), call(Outcome::answered, 20, 200, 0),
                               call(Outcome::abandoned, 60)});
  EXPECT_EQ(evaluate(definition("mean_wait"), tally), 30.0);
  EXPECT_EQ(evaluate(definition("mean_wait_answered"), tally), 15.0);
  EXPECT_EQ(evaluate(definition("mean_wait_abandoned"), tally), 60.0);
  EXPECT_EQ(evaluate(definition("max_wait"), tally), 60.0);
  EXPECT_EQ(evaluate(definition("mean_talk"), tally), 150.0);
  EXPECT_EQ(evaluate(definition("mean_acw"), tally), 15.0);
  EXPECT_EQ(evaluate(definition("mean_acw_present"), tally), 30.0);
  EXPECT_EQ(evaluate(definition("aht"), tally), 165.0);
  EXPECT_EQ(evaluate(definition("abandonment"), tally), 1.0 / 3);
}

TEST(Times, WhatTheLogNeverStatesIsUndefinedNotZero) {
  const Tally tally = counted({call(Outcome::answered, 10, 100)});
  EXPECT_EQ(evaluate(definition("mean_acw"), tally), std::nullopt);
  EXPECT_EQ(evaluate(definition("aht"), tally), 100.0);
  EXPECT_EQ(evaluate(definition("max_wait"), Tally()), std::nullopt);
}

TEST(Times, AHoldThatWasNeverStatedIsUndefinedAndAStatedZeroIsZero) {
  const CallRecord silent = call(Outcome::answered, 10, 100);
  CallRecord stated = silent;
  stated.held = Duration();
  EXPECT_EQ(evaluate(definition("mean_hold"), counted({silent})), std::nullopt);
  EXPECT_EQ(evaluate(definition("mean_talk_without_hold"), counted({silent})), std::nullopt);
  EXPECT_EQ(evaluate(definition("mean_talk"), counted({silent})), 100.0);
  EXPECT_EQ(evaluate(definition("mean_hold"), counted({stated})), 0.0);
  EXPECT_EQ(evaluate(definition("mean_talk_without_hold"), counted({stated})), 100.0);
  stated.held = Duration::seconds(30);
  EXPECT_EQ(evaluate(definition("mean_hold"), counted({silent, stated})), 15.0);
  Tally sum = counted({silent});
  sum.add(counted({silent}));
  EXPECT_EQ(sum, counted({silent, silent}));
  sum.add(counted({stated}));
  EXPECT_EQ(sum, counted({silent, silent, stated}));
}

TEST(Shares, CallersWhoGaveUpWhileAPhoneRangAreUnknownWhereTheLogStatesNoRinging) {
  const CallRecord silent = call(Outcome::abandoned, 10);
  CallRecord answered = call(Outcome::answered, 10, 100), rang = silent;
  EXPECT_EQ(evaluate(definition("abandoned_ringing_share"), counted({silent, answered})), std::nullopt);
  answered.ringing_at = answered.answered_at - Duration::seconds(4);
  EXPECT_EQ(evaluate(definition("abandoned_ringing_share"), counted({silent, answered})), 0.0);
  rang.ringing_at = rang.ended_at - Duration::seconds(3);
  EXPECT_EQ(evaluate(definition("abandoned_ringing_share"), counted({silent, rang})), 0.5);
  Tally sum = counted({silent});
  EXPECT_EQ(sum.value(Measure::abandoned_ringing), 0);
  sum.add(counted({rang, answered}));
  EXPECT_EQ(sum, counted({silent, rang, answered}));
}

TEST(Tally, AddingTalliesIsCountingTogether) {
  const auto some = copies(3, call(Outcome::answered, 25, 60, 5)) + copies(2, call(Outcome::abandoned, 2));
  const auto more = copies(4, call(Outcome::answered, 5, 30, 0)) + copies(1, call(Outcome::overflow, 2));
  Tally sum = counted(some);
  sum.add(counted(more));
  EXPECT_EQ(sum, counted(some + more));
  for (std::size_t i = 0; i < kMeasures; ++i)
    EXPECT_GE(sum.value(static_cast<Measure>(i)), counted(some).value(static_cast<Measure>(i)));
}

TEST(Rounding, HalvesGoAwayFromZeroAndModesAreKept) {
  Definition d = definition("strict");
  EXPECT_EQ(rounded(d, 1.0 / 800), "0.13");  // 0.125 % is a half that binary cannot hold
  d.rounding.mode = Rounding::Mode::down;
  EXPECT_EQ(rounded(d, 0.79999), "79.99");
  d.rounding.mode = Rounding::Mode::up;
  EXPECT_EQ(rounded(d, 0.799901), "80.00");
  EXPECT_EQ(rounded(d, 0.8), "80.00");
}

TEST(Catalogue, EveryDefinitionIsCompleteAndFoundByItsId) {
  for (const Definition& d : catalogue()) {
    EXPECT_EQ(*find_definition(d.id), &d);
    EXPECT_FALSE(d.name_en.empty() || d.name_ru.empty() || d.formula.empty()) << d.id;
    EXPECT_NE(d.percentile.has_value(), !d.numerator.empty()) << d.id;
    EXPECT_TRUE(d.effective_on(std::chrono::year(2026) / 1 / 1));
  }
  const auto missing = find_definition("service");
  ASSERT_FALSE(missing);
  EXPECT_THAT(missing.error().message, testing::HasSubstr("known are strict, drop_short"));
}

TEST(Catalogue, ADefinitionIsNeverAppliedOutsideItsDates) {
  Definition d = definition("strict");
  d.effective_from = std::chrono::year(2025) / 3 / 1;
  d.effective_until = std::chrono::year(2025) / 12 / 31;
  EXPECT_FALSE(d.effective_on(std::chrono::year(2025) / 2 / 28));
  EXPECT_TRUE(d.effective_on(std::chrono::year(2025) / 12 / 31));
  EXPECT_FALSE(d.effective_on(std::chrono::year(2026) / 1 / 1));
}

/// Shares of every count up to 60, and means of some waits: what is judged is what is printed.
TEST(ExactFigure, IsWhatIsPrinted) {
  for (std::uint32_t all = 0; all <= 60; ++all)
    for (std::uint32_t in_time = 0; in_time <= all; ++in_time) {
      Tally tally;
      tally.offered = tally.answered = all;
      tally.answered_in_threshold = in_time;
      tally.wait_answered_total = std::int64_t{in_time} * 1'234'567;
      for (const char* id : {"strict", "mean_wait_answered", "answered"})
        for (const auto mode :
             {Rounding::Mode::half_away_from_zero, Rounding::Mode::down, Rounding::Mode::up}) {
          Definition rule = definition(id);
          rule.rounding.mode = mode;
          const auto exact = exact_figure(rule, tally);
          const std::string printed = rounded(rule, evaluate(rule, tally));
          EXPECT_EQ(exact ? exact->to_string() : "",
                    printed.empty() ? "" : parse_decimal(printed)->to_string())
              << id << " " << in_time << " of " << all;
        }
    }
  EXPECT_EQ(exact_figure(definition("p90_wait"), Duration::milliseconds(20'050)), *parse_decimal("20.1"));
}

TEST(Catalogue, TellsWhichThresholdsAFigureDependsOn) {
  EXPECT_TRUE(uses_answer_threshold(definition("strict")));
  EXPECT_FALSE(uses_short_abandons(definition("strict")));
  EXPECT_TRUE(uses_short_abandons(definition("drop_short")));
  EXPECT_FALSE(uses_answer_threshold(definition("aht")));
  EXPECT_EQ((*find_definition("strict", 1))->id, "strict");
  EXPECT_EQ(find_definition("strict", 2).error().message, "KPI 'strict' has no version 2; the latest is 1");
}

}  // namespace
}  // namespace tandem::kpi
