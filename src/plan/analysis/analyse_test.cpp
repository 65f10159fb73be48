#include "plan/analysis/analyse.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <numeric>

#include "core/kpi/evaluate.hpp"
#include "plan/analysis/made_calls.hpp"

namespace tandem::analysis {
namespace {

using testing::HasSubstr;

const Zone& kZone = made::zone("Europe/Berlin");

Options options_of(Duration interval = Duration::minutes(30)) {
  Options options;
  options.zone = &kZone;
  options.interval = interval;
  return options;
}

Result<Analysis> analysis_of(const std::vector<CallRecord>& calls, const Options& options = options_of()) {
  importing::Directory directory;
  made::name_all(directory, 3, 5, 50);
  return analyse(made::table_of(calls), directory, {}, options);
}

struct Case {
  std::uint64_t seed;
  std::vector<CallRecord> calls;
};
Case random_case() {
  const auto seed = *rc::gen::arbitrary<std::uint64_t>();
  Random random(seed);
  const auto count = *rc::gen::inRange<std::size_t>(1, 400);
  return {seed, made::random_calls(random, count, 20, kZone)};
}

template <class Parts>
kpi::Tally sum_of(const Parts& parts) {
  kpi::Tally sum;
  for (const auto& part : parts) sum.add(part.tally);
  return sum;
}

TEST(Analyse, QueuesClientsAndHoursEachAddUpToAllCalls) {
  EXPECT_TRUE(rc::check([] {
    const auto analysis = analysis_of(random_case().calls);
    RC_ASSERT(analysis.has_value());
    RC_ASSERT(sum_of(analysis->queues) == analysis->total);
    RC_ASSERT(sum_of(analysis->clients) == analysis->total);
    RC_ASSERT(sum_of(analysis->hours) == analysis->total);
  }));
}

TEST(Analyse, IntervalsDaysAndMonthsEachAddUpToAllCalls) {
  EXPECT_TRUE(rc::check([] {
    const auto minutes = *rc::gen::element<std::int64_t>(5, 10, 15, 20, 30, 60);
    const auto analysis = analysis_of(random_case().calls, options_of(Duration::minutes(minutes)));
    RC_ASSERT(analysis.has_value());
    const auto all = std::int64_t{analysis->total.offered};
    std::int64_t intervals = 0, days = 0, months = 0;
    for (const Volume& volume : analysis->timeline) intervals += volume.offered;
    for (const DayFigures& day : analysis->days) days += day.offered;
    for (const auto& [month, calls] : analysis->season.calls_by_month) months += calls;
    RC_ASSERT(intervals == all && days == all && months == all);
    RC_ASSERT(analysis->heat_map.calls.size() == 7 * 1440U / static_cast<unsigned>(minutes));
    RC_ASSERT(analysis->wait_answered.count == analysis->total.answered);
    RC_ASSERT(analysis->wait_abandoned.count == analysis->total.abandoned);
  }));
}

/// As much of an analysis as tells two apart.
std::string fingerprint(const Analysis& a) {
  std::string text = fmt::format("{} {} {} {}", a.total.offered, a.total.wait_answered_total,
                                 a.mean_handle.value_or(-1), a.p90_wait.value_or(-1));
  for (const Volume& v : a.timeline) {
    text += fmt::format(" {}:{}:{}", v.start.microseconds(), v.offered, v.erlangs.value_or(-1));
  }
  for (const double s : a.patience.survival) text += fmt::format(" {}", s);
  for (const double h : a.patience.hazard) text += fmt::format(" {}", h);
  for (const auto& agents : a.heat_map.required_agents) text += fmt::format(" {}", agents.value_or(-1));
  for (const auto& busy : a.repeats.busiest) text += fmt::format(" {}", busy.calls);
  for (const double share : a.repeats.share_within) text += fmt::format(" {}", share);
  text += fmt::format(" {}", a.repeats.share_within_24h_after_abandon.value_or(-1));
  for (const auto& agent : a.agents.list)
    text += fmt::format(" {}:{}:{}", agent.name, agent.calls, agent.duty_hours);
  for (const SpecialDay& day : a.special_days) text += day.explanation_ru;
  text += fmt::format(" {} {} {}", a.concurrency.peak_calls, a.concurrency.peak_at.microseconds(),
                      a.concurrency.busy_hour_erlangs);
  return text;
}

TEST(Analyse, TheOrderOfTheCallsChangesNothing) {
  EXPECT_TRUE(rc::check([] {
    auto calls = random_case().calls;
    const auto before = analysis_of(calls);
    Random random(*rc::gen::arbitrary<std::uint64_t>());
    for (std::size_t i = calls.size(); i > 1; --i) std::swap(calls[i - 1], calls[random.below(i)]);
    RC_ASSERT(fingerprint(*analysis_of(calls)) == fingerprint(*before));
  }));
}

TEST(Analyse, TheWorkerThatTookACallChangesNothing) {
  Random random(8);
  const auto calls = made::random_calls(random, 500, 20, kZone);
  CallTable shared(3);
  for (std::size_t i = 0; i < calls.size(); ++i) {
    ASSERT_TRUE(
        shared.take({.calls = {&calls[i], 1}, .agents = {}, .totals = {}, .worker = unsigned(i % 3)}));
  }
  importing::Directory directory;
  made::name_all(directory, 3, 5, 50);
  EXPECT_EQ(fingerprint(*analyse(shared, directory, {}, options_of())), fingerprint(*analysis_of(calls)));
}

TEST(Analyse, TheMeansAreThoseOfTheKpiEngine) {
  Random random(9);
  const auto calls = made::random_calls(random, 300, 10, kZone);
  const auto a = analysis_of(calls);
  kpi::Tally tally;
  for (const CallRecord& call : calls) kpi::count(tally, {}, call);
  EXPECT_EQ(a->total, tally);
  const auto value = [&tally](const char* id) { return kpi::evaluate(**kpi::find_definition(id), tally); };
  EXPECT_EQ(a->mean_wait, value("mean_wait"));
  EXPECT_EQ(a->mean_wait_answered, value("mean_wait_answered"));
  EXPECT_EQ(a->mean_wait_abandoned, value("mean_wait_abandoned"));
  EXPECT_EQ(a->mean_talk, value("mean_talk"));
  EXPECT_EQ(a->mean_acw, value("mean_acw"));
  EXPECT_EQ(a->mean_handle, value("aht"));
  EXPECT_EQ(a->abandonment, value("abandonment"));
  for (std::size_t i = 0; i < kpi::kServiceLevelFormulas; ++i) {
    EXPECT_EQ(a->service_levels.overall[i], kpi::evaluate(kpi::service_level_formulas()[i], tally));
  }
}

TEST(Analyse, OnlyTheClientAskedForIsAnalysed) {
  Random random(10);
  auto calls = made::random_calls(random, 300, 10, kZone);
  for (std::size_t i = 0; i < 100; ++i) calls[i].client = ClientId(1);
  importing::Directory directory;
  made::name_all(directory, 3, 5, 50);
  directory.clients.intern("other");
  Options options = options_of();
  options.client = "other";
  const auto table = made::table_of(calls);
  EXPECT_EQ(analyse(table, directory, {}, options)->total.offered, 100U);
  options.client = "nobody";
  const auto missing = analyse(table, directory, {}, options);
  ASSERT_FALSE(missing);
  EXPECT_EQ(missing.error().message, "the calls name no client 'nobody'; they name acme, other");
}

TEST(Analyse, ACallThatEndsInTheMenuHoldsATrunkButIsNotOffered) {
  CallRecord menu = made::abandoned(made::at(kZone, 2024, 1, 1, 9), 30);
  menu.outcome = Outcome::in_menu;
  menu.queued_at = Instant::none();
  const auto a = analysis_of({menu, made::answered(made::at(kZone, 2024, 1, 1, 9, 0, 10), 0, 60)});
  EXPECT_EQ(a->total.offered, 1U);
  EXPECT_EQ(a->total.in_menu, 1U);
  EXPECT_EQ(a->concurrency.peak_calls, 2);
  EXPECT_EQ(a->timeline.at(0).offered, 1);
}

TEST(Analyse, AggregationsOfTheContractStandBesideThePooledFigure) {
  // docs: volumes 10/10/200 with in-time 10/9/120 give 63.2 %, 83.3 %, 66.7 %.
  std::vector<CallRecord> calls;
  const auto add = [&calls](int hour, int count, int in_time) {
    for (int i = 0; i < count; ++i) {
      calls.push_back(made::answered(made::at(kZone, 2024, 1, 1, hour), i < in_time ? 5 : 60, 60));
    }
  };
  add(9, 10, 10);
  add(10, 10, 9);
  add(11, 200, 120);
  const auto a = analysis_of(calls);
  EXPECT_NEAR(*a->service_levels.overall[0], 0.632, 0.0005);
  EXPECT_NEAR(*a->service_levels.mean_of_intervals, 0.833, 0.0005);
  EXPECT_NEAR(*a->service_levels.share_of_intervals, 0.667, 0.0005);
}

TEST(Analyse, OfTotalsVolumesAndLoadAreKnownAndWhatOnlyCallsTellIsNot) {
  std::vector<importing::IntervalTotals> totals;
  for (int day = 0; day < 28; ++day) {
    for (int hour = 8; hour < 18; ++hour) {
      importing::IntervalTotals t;
      t.start = made::at(kZone, 2024, 1, 1, hour) + Duration::days(day);
      t.length = Duration::hours(1);
      t.client = ClientId(0), t.queue = QueueId(0);
      t.offered = 50, t.answered = 45, t.mean_handle_seconds = 240;
      totals.push_back(t);
    }
  }
  CallTable table;
  ASSERT_TRUE(table.take({.calls = {}, .agents = {}, .totals = totals}));
  importing::Directory directory;
  made::name_all(directory);
  const auto a = analyse(table, directory, {}, options_of());
  ASSERT_TRUE(a) << a.error().to_string();
  EXPECT_TRUE(a->totals_only);
  EXPECT_EQ(a->options.interval, Duration::hours(1)) << "no finer than the totals";
  EXPECT_EQ(a->total.offered, 28U * 500);
  EXPECT_EQ(a->heat_map.calls_per_day[0], 500);
  EXPECT_EQ(a->mean_handle, 240);
  EXPECT_NEAR(*a->heat_map.erlangs[9], 50 * 240 / 3600.0, 1e-12);
  EXPECT_GT(a->requirement.peak_agents, 3);
  EXPECT_FALSE(a->requirement.with_patience);
  EXPECT_FALSE(a->service_levels.overall[0]) << "abandoned and in threshold are not stated";
  EXPECT_FALSE(a->abandonment || a->mean_wait || a->p90_wait);
  EXPECT_FALSE(a->agents.known || a->repeats.known);
}

TEST(Analyse, NothingToAnalyseAndOptionsOutOfRangeAreErrorsThatSayWhat) {
  EXPECT_THAT(analysis_of({}).error().message, HasSubstr("nothing to analyse"));
  const std::vector<CallRecord> one = {made::answered(made::at(kZone, 2024, 1, 1, 9), 1, 1)};
  auto options = options_of(Duration::minutes(7));
  EXPECT_THAT(analysis_of(one, options).error().message, HasSubstr("neither divides an hour"));
  options = options_of();
  options.definition = "mean_wait";
  EXPECT_THAT(analysis_of(one, options).error().message,
              HasSubstr("no service-level formula; the six are strict"));
  options = options_of();
  options.shrinkage = 1;
  EXPECT_THAT(analysis_of(one, options).error().message, HasSubstr("shrinkage"));
  options = options_of();
  options.target = 1.2;
  EXPECT_THAT(analysis_of(one, options).error().message, HasSubstr("target"));
  options = options_of();
  options.zone = nullptr;
  EXPECT_THAT(analysis_of(one, options).error().message, HasSubstr("zone"));
}

TEST(Analyse, OneCallIsEnough) {
  const auto a = analysis_of({made::answered(made::at(kZone, 2024, 1, 1, 9), 1, 1)});
  ASSERT_TRUE(a);
  EXPECT_EQ(a->open_days, 1);
  EXPECT_EQ(a->days.size(), 1U);
  EXPECT_TRUE(a->special_days.empty());
}

}  // namespace
}  // namespace tandem::analysis
