#include "plan/report/sample_analysis.hpp"

#include <gtest/gtest.h>

#include <chrono>

#include "core/base/random.hpp"
#include "plan/analysis/analyse.hpp"

namespace tandem::report {
namespace {

constexpr std::uint64_t kSeed = 20240304;

/// One call as the help desk would have seen it.
CallRecord call_at(Instant at, Random& random, importing::Directory& directory) {
  CallRecord call;
  call.client = directory.clients.intern(random.below(3) == 0 ? "Borealis" : "Aurora");
  call.queue = directory.intern_queue(call.client, random.below(2) == 0 ? "internet" : "billing");
  call.type = directory.types.intern(random.below(4) == 0 ? "fault" : "question");
  call.caller = directory.callers.intern("+4912345" + std::to_string(random.below(400)));
  call.offered_at = call.queued_at = at;
  const double wait = random.below(3) == 0 ? 0 : random.exponential(25);
  const double patience = random.exponential(120);
  if (random.below(150) == 0) {
    call.outcome = Outcome::overflow;
    call.ended_at = at + Duration::seconds(30);
  } else if (patience < wait) {
    call.outcome = Outcome::abandoned;
    call.ended_at = at + Duration::from_seconds(patience);
  } else {
    call.agent = directory.agents.intern("agent " + std::to_string(random.below(6)));
    call.answered_at = at + Duration::from_seconds(wait);
    call.ended_at = call.answered_at + Duration::from_seconds(random.lognormal(5, 0.6));
    call.wrapup_end_at = call.ended_at + Duration::from_seconds(random.lognormal(3, 0.5));
  }
  return call;
}

std::vector<CallRecord> five_weeks(const Zone& zone, importing::Directory& directory) {
  using namespace std::chrono_literals;
  Random random(kSeed);
  std::vector<CallRecord> calls;
  const LocalDay first = std::chrono::local_days(2024y / 3 / 4);
  for (int day = 0; day < 35; ++day) {
    if (day == 9) continue;  // missing
    const bool weekend = day % 7 >= 5;
    const double daily = (weekend ? 60 : 240) * (day == 17 ? 2.6 : 1.0);
    const Instant opens = start_of_day(first + std::chrono::days(day), zone) + Duration::hours(8);
    for (double at = random.exponential(36'000 / daily); at < 36'000;
         at += random.exponential(36'000 / daily))
      calls.push_back(call_at(opens + Duration::from_seconds(at), random, directory));
  }
  return calls;
}

importing::Quality sample_quality(std::uint64_t calls) {
  importing::Quality quality;
  quality.rows_used = calls;
  quality.rows_ignored = 3;
  quality.ignored["phantom call"] = 3;
  quality.notes["service longer than 2 h"] = 1;
  quality.repaired(
      "menu left before it was entered",
      {ErrorCode::bad_value, "menu left 2 s before it was entered", {"march.csv", 12, 6, "vru_exit"}});
  quality.refused("duplicate call",
                  {ErrorCode::bad_value, "call 77 was there before", {"march.csv", 99, 1, "call_id"}});
  quality.duplicates = 1;
  quality.rows_refused = 1;
  quality.rows_read = calls + 4;
  return quality;
}

}  // namespace

analysis::Analysis sample_analysis() {
  const Zone& zone = **Zone::find("Europe/Berlin");
  importing::Directory directory;
  const std::vector<CallRecord> calls = five_weeks(zone, directory);
  analysis::CallTable table;
  EXPECT_TRUE(table.take({.calls = calls, .agents = {}, .totals = {}}).has_value());
  analysis::Options options;
  options.zone = &zone;
  auto analysis = analysis::analyse(table, directory, sample_quality(calls.size()), options);
  EXPECT_TRUE(analysis.has_value());
  analysis->files = {"/data/march.csv"};
  analysis->format = "calls-csv";
  return std::move(*analysis);
}

TEST(SampleAnalysis, HasEveryPartThatTheReportTells) {
  const analysis::Analysis a = sample_analysis();
  EXPECT_GT(a.total.offered, 5000u);
  EXPECT_FALSE(a.special_days.empty());
  EXPECT_FALSE(a.patience.time.empty());
  EXPECT_TRUE(a.handle_time.lognormal.has_value());
  EXPECT_TRUE(a.repeats.known);
  EXPECT_TRUE(a.agents.known);
  EXPECT_GT(a.requirement.peak_agents, 0);
  EXPECT_EQ(a.time_quality.clock_changes.size(), 1u);
  EXPECT_EQ(a.clients.size(), 2u);
}

}  // namespace tandem::report
