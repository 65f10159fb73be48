#include "plan/simulation/arrival_stream.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <numeric>

#include "plan/simulation/kolmogorov_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

constexpr Duration kDay = Duration::days(1);

Horizon days_of(std::int64_t days) { return {.length = kDay * days}; }

std::vector<Instant> all_of(const Arrivals& arrivals, const Horizon& horizon, std::uint64_t calls,
                            std::uint64_t busyness = 1) {
  ArrivalStream stream(arrivals, horizon, Random(calls), Random(busyness));
  std::vector<Instant> all;
  Instant before = horizon.start;
  for (Instant at = stream.next(); at.known(); at = stream.next()) {
    EXPECT_LE(before, at) << "calls come in order";
    EXPECT_LT(at, horizon.end());
    before = at;
    all.push_back(at);
  }
  EXPECT_FALSE(stream.next().known()) << "after the last there is none";
  return all;
}

/// How many in each stretch of the same length from the start.
std::vector<double> counts_of(const std::vector<Instant>& all, const Horizon& horizon, Duration stretch) {
  std::vector<double> counts(static_cast<std::size_t>(std::ceil((horizon.end() - horizon.start) / stretch)));
  for (const Instant at : all) ++counts.at(static_cast<std::size_t>((at - horizon.start) / stretch));
  return counts;
}

double mean(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

/// The k-th moment around the mean.
double moment(const std::vector<double>& values, int k) {
  const double middle = mean(values);
  double sum = 0;
  for (const double value : values) sum += std::pow(value - middle, k);
  return sum / static_cast<double>(values.size());
}

void expect_poisson(double count, double expected) {
  EXPECT_NEAR(count, expected, kNormal999 * std::sqrt(expected) + 1);
}

// All intervals are of 99.9 %; the seeds are the last arguments of all_of().

TEST(ArrivalStream, OfOneRateIsPoisson) {
  const Horizon horizon = days_of(100 / kThinning);
  const Arrivals arrivals{.calls = {24 * 40.0}};
  const auto all = all_of(arrivals, horizon, 71);
  const auto counts = counts_of(all, horizon, Duration::hours(1));
  const auto n = static_cast<double>(counts.size());
  expect_poisson(static_cast<double>(all.size()), 40 * n);
  // (n - 1) x variance / mean is chi-squared with n - 1 degrees of freedom.
  EXPECT_NEAR(moment(counts, 2) / mean(counts), 1, kNormal999 * std::sqrt(2 / n));
  std::vector<double> gaps;
  for (std::size_t i = 1; i < all.size(); ++i) gaps.push_back((all[i] - all[i - 1]).seconds());
  std::ranges::sort(gaps);
  EXPECT_LE(kolmogorov(gaps, [](double x) { return -std::expm1(-x / 90); }), kKolmogorov999);
}

TEST(ArrivalStream, GoesFromRateToRateByPeriod) {
  const Horizon horizon = days_of(400 / kThinning);
  const Arrivals arrivals{.period = Duration::hours(6), .calls = {10, 0, 30, 5}};
  std::vector<double> counts(4);
  for (const Instant at : all_of(arrivals, horizon, 72))
    ++counts[static_cast<std::size_t>(static_cast<std::int64_t>((at - horizon.start).seconds()) / 21'600 %
                                      4)];
  const double days = 400.0 / kThinning;
  EXPECT_EQ(counts[1], 0);
  expect_poisson(counts[0], 10 * days);
  expect_poisson(counts[2], 30 * days);
  expect_poisson(counts[3], 5 * days);
}

TEST(ArrivalStream, OfAWeekCountsFromMonday) {
  Horizon horizon = days_of(14);
  horizon.start = horizon.start + kDay * 2;  // a Wednesday
  const Arrivals arrivals{
      .kind = Arrivals::Kind::counts, .repeat = Arrivals::Repeat::weekly, .calls = {1, 2, 3, 4, 5, 6, 0}};
  EXPECT_EQ(counts_of(all_of(arrivals, horizon, 73), horizon, kDay),
            (std::vector<double>{3, 4, 5, 6, 0, 1, 2, 3, 4, 5, 6, 0, 1, 2}));
}

TEST(ArrivalStream, ThatDoesNotRepeatIsOverAfterItsLastPeriod) {
  Horizon horizon = days_of(4);
  horizon.warm_up = kDay;
  const Arrivals arrivals{.kind = Arrivals::Kind::counts,
                          .repeat = Arrivals::Repeat::never,
                          .period = Duration::hours(12),
                          .calls = {4, 0, 7, 9, 2}};
  EXPECT_EQ(counts_of(all_of(arrivals, horizon, 74), horizon, Duration::hours(12)),
            (std::vector<double>{4, 0, 7, 9, 2, 0, 0, 0, 0, 0}));
}

TEST(ArrivalStream, OfCountsHasSoManyInEachPeriodAtRandomWithinIt) {
  const Horizon horizon = days_of(200);
  const Arrivals arrivals{.kind = Arrivals::Kind::counts, .period = Duration::hours(8), .calls = {40, 0, 3}};
  const auto all = all_of(arrivals, horizon, 75);
  const auto counts = counts_of(all, horizon, Duration::hours(8));
  for (std::size_t i = 0; i < counts.size(); ++i) EXPECT_EQ(counts[i], arrivals.calls[i % 3]);
  std::vector<double> places;
  for (const Instant at : all)
    if (const double hours = std::fmod((at - horizon.start).seconds() / 3600, 24); hours < 8)
      places.push_back(hours / 8);
  std::ranges::sort(places);
  EXPECT_LE(kolmogorov(places, [](double x) { return x; }), kKolmogorov999);
}

TEST(ArrivalStream, OfCountsThatAreNotWholeHasThemInTheMean) {
  const Horizon horizon = days_of(2000);
  const Arrivals arrivals{.kind = Arrivals::Kind::counts, .calls = {2.25}};
  const auto counts = counts_of(all_of(arrivals, horizon, 76), horizon, kDay);
  for (const double count : counts) EXPECT_TRUE(count == 2 || count == 3);
  EXPECT_NEAR(mean(counts), 2.25, kNormal999 * std::sqrt(0.25 * 0.75 / 2000));
}

TEST(ArrivalStream, OfATraceComesAsRecorded) {
  const Horizon horizon = days_of(1);
  const Instant start = horizon.start;
  const Arrivals arrivals{.kind = Arrivals::Kind::trace,
                          .trace = {start - Duration::seconds(1), start, start + Duration::seconds(5),
                                    start + Duration::seconds(5), horizon.end() - Duration::microseconds(1),
                                    horizon.end(), horizon.end() + kDay}};
  EXPECT_EQ(all_of(arrivals, horizon, 77),
            std::vector<Instant>(arrivals.trace.begin() + 1, arrivals.trace.begin() + 5));
}

TEST(ArrivalStream, WithoutCallsHasNone) {
  EXPECT_TRUE(all_of({.calls = {0}}, days_of(3), 78).empty());
  EXPECT_TRUE(all_of({.calls = {}}, days_of(3), 78).empty());
  EXPECT_TRUE(all_of({.kind = Arrivals::Kind::counts, .calls = {0}}, days_of(3), 78).empty());
  EXPECT_TRUE(all_of({.kind = Arrivals::Kind::trace}, days_of(3), 78).empty());
}

/// A day's count is Poisson around a gamma rate: variance mean + mean^2 cv^2.
TEST(ArrivalStream, WithBusyDaysIsAsOverdispersedAsAsked) {
  const std::int64_t days = 4000 / kThinning;
  const Horizon horizon = days_of(days);
  const Arrivals arrivals{.period = Duration::hours(12), .calls = {20, 30}, .day_cv = 0.3};
  const auto counts = counts_of(all_of(arrivals, horizon, 79, 80), horizon, kDay);
  const double exact = 50 + 50 * 50 * 0.3 * 0.3;
  const auto n = static_cast<double>(days);
  EXPECT_NEAR(mean(counts), 50, kNormal999 * std::sqrt(exact / n));
  const double variance = moment(counts, 2);
  const double error = std::sqrt((moment(counts, 4) - variance * variance) / n);
  EXPECT_NEAR(variance, exact, kNormal999 * error);
  EXPECT_LT(kNormal999 * error, 40 * (kChecked ? 4 : 1));
}

TEST(ArrivalStream, WithBusyPeriodsHasFactorsThatFollowOneAnother) {
  const Horizon horizon = days_of(300);
  const Arrivals arrivals{.kind = Arrivals::Kind::counts,
                          .period = Duration::hours(1),
                          .calls = std::vector<double>(24, 300.0 / kThinning),
                          .period_cv = 0.4,
                          .period_correlation = 0.8};
  const auto counts = counts_of(all_of(arrivals, horizon, 81, 82), horizon, Duration::hours(1));
  std::vector<double> logs;
  for (const double count : counts) logs.push_back(std::log(count));
  const auto n = static_cast<double>(logs.size());
  const double variance = moment(logs, 2), middle = mean(logs);
  double products = 0;
  for (std::size_t i = 1; i < logs.size(); ++i) products += (logs[i] - middle) * (logs[i - 1] - middle);
  // Of a first-order autoregression (Bartlett 1946); over midnight it goes on.
  EXPECT_NEAR(products / n / variance, 0.8, kNormal999 * std::sqrt((1 - 0.8 * 0.8) / n) * (kChecked ? 2 : 1));
  const double exact = std::log1p(0.4 * 0.4);
  EXPECT_NEAR(variance, exact,
              kNormal999 * exact * std::sqrt(2 / n * (1 + 0.64) / (1 - 0.64)) * (kChecked ? 2 : 1));
  const double factors = mean(counts) / (300.0 / kThinning);
  EXPECT_NEAR(factors, 1, kNormal999 * 0.4 * std::sqrt((1 + 0.8) / (1 - 0.8) / n));
}

TEST(ArrivalStream, HasTheSameBusyDaysWhateverElseIsDrawn) {
  const Horizon horizon = days_of(50);
  Arrivals arrivals{.kind = Arrivals::Kind::counts, .calls = {1000}, .day_cv = 0.5};
  const auto one = counts_of(all_of(arrivals, horizon, 83, 90), horizon, kDay);
  const auto other = counts_of(all_of(arrivals, horizon, 84, 90), horizon, kDay);
  arrivals.calls = {2000};
  const auto twice = counts_of(all_of(arrivals, horizon, 85, 90), horizon, kDay);
  arrivals.calls = {1000};
  const auto busy_otherwise = counts_of(all_of(arrivals, horizon, 83, 91), horizon, kDay);
  for (std::size_t day = 0; day < one.size(); ++day) {
    EXPECT_NEAR(one[day], other[day], 1);
    EXPECT_NEAR(2 * one[day], twice[day], 3);
  }
  EXPECT_NE(one, busy_otherwise);
}

TEST(ArrivalStream, IsTheSameForTheSameSeeds) {
  const Arrivals arrivals{.calls = {500}, .day_cv = 0.2, .period_cv = 0.1};
  EXPECT_EQ(all_of(arrivals, days_of(5), 86, 87), all_of(arrivals, days_of(5), 86, 87));
  EXPECT_NE(all_of(arrivals, days_of(5), 86, 87), all_of(arrivals, days_of(5), 88, 87));
}

// ---------------------------------------------------------------- clocks that are set

/// Counts by the period of the local day.
std::vector<double> by_local_period(std::string_view zone, Instant start, Duration length, Duration period) {
  Horizon horizon{.start = start, .zone = *Zone::find(zone), .length = length};
  Arrivals arrivals{.kind = Arrivals::Kind::counts, .period = period};
  const auto a_day = static_cast<std::size_t>(kDay / period);
  for (std::size_t i = 0; i < a_day; ++i) arrivals.calls.push_back(static_cast<double>(i + 1));
  std::vector<double> counts(a_day);
  for (const Instant at : all_of(arrivals, horizon, 92)) {
    const auto of_day = horizon.zone->to_local(at).time_since_epoch() % std::chrono::days(1);
    ++counts[static_cast<std::size_t>(of_day.count() / period.microseconds())];
  }
  return counts;
}

TEST(ArrivalStream, LeavesOutTheHourThatTheClockLeavesOut) {
  const Instant start = Instant::from_seconds(1'711'839'600);  // 2024-03-31T00:00 in Berlin
  for (const Duration period : {Duration::hours(1), Duration::minutes(30), Duration::minutes(15)}) {
    const auto counts = by_local_period("Europe/Berlin", start, Duration::hours(23), period);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Duration begins = period * static_cast<std::int64_t>(i);
      const bool left_out = begins >= Duration::hours(2) && begins < Duration::hours(3);
      EXPECT_EQ(counts[i], left_out ? 0 : static_cast<double>(i + 1)) << i;
    }
  }
}

TEST(ArrivalStream, GoesTwiceThroughTheHourThatTheClockRepeats) {
  const Instant start = Instant::from_seconds(1'729'980'000);  // 2024-10-27T00:00 in Berlin
  for (const Duration period : {Duration::hours(1), Duration::minutes(30), Duration::minutes(15)}) {
    const auto counts = by_local_period("Europe/Berlin", start, Duration::hours(25), period);
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const Duration begins = period * static_cast<std::int64_t>(i);
      const bool twice = begins >= Duration::hours(2) && begins < Duration::hours(3);
      EXPECT_EQ(counts[i], static_cast<double>(i + 1) * (twice ? 2 : 1)) << i;
    }
  }
}

TEST(ArrivalStream, ComesInOrderAroundTheYearInZonesOfEveryKind) {
  // Beirut and Havana set the clock at midnight, Lord Howe by half an hour, Apia once left out a day.
  for (const std::string_view zone : {"UTC", "America/New_York", "Asia/Beirut", "America/Havana",
                                      "Australia/Lord_Howe", "Pacific/Apia", "Asia/Kathmandu"}) {
    Horizon horizon{.start = Instant::from_seconds(1'293'840'000),
                    .zone = *Zone::find(zone),
                    .length = Duration::days(400)};
    for (const auto kind : {Arrivals::Kind::poisson, Arrivals::Kind::counts}) {
      const Arrivals arrivals{
          .kind = kind, .period = Duration::minutes(30), .calls = std::vector<double>(48, 2)};
      const double expected = 400 * 96;
      EXPECT_NEAR(static_cast<double>(all_of(arrivals, horizon, 93).size()), expected,
                  kNormal999 * std::sqrt(expected) + 100)
          << zone;
    }
  }
}

}  // namespace
}  // namespace tandem::simulation
