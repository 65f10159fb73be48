#include "plan/simulation/alarms.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <set>
#include <tuple>
#include <utility>

namespace tandem::simulation {
namespace {

const Instant kStart = Instant::from_seconds(1'700'000'000);
const Instant kLast = kStart + Duration::days(30);
Instant at(std::int64_t second) { return kStart + Duration::seconds(second); }

TEST(Alarms, TellTheEarliestAsASetWouldWhateverIsSetAndStopped) {
  EXPECT_TRUE(rc::check([] {
    const auto changes = *rc::gen::scale(
        5, rc::gen::container<std::vector<std::tuple<std::uint32_t, std::int64_t>>>(rc::gen::tuple(
               rc::gen::inRange<std::uint32_t>(0, 70), rc::gen::inRange<std::int64_t>(-20, 40))));
    Alarms alarms(kStart, kLast, 100);
    std::map<std::uint32_t, std::int64_t> set;
    for (const auto& [owner, second] : changes) {
      if (second < 0) {
        alarms.stop(owner);
        set.erase(owner);
      } else {
        alarms.set(owner, at(second));
        set[owner] = second;
      }
      RC_ASSERT(alarms.is_set(owner) == set.contains(owner));
      // By instant, then owner.
      std::set<std::pair<std::int64_t, std::uint32_t>> due;
      for (const auto& [who, when] : set) due.emplace(when, who);
      if (due.empty()) {
        RC_ASSERT(alarms.next_at() > kLast);
      } else {
        RC_ASSERT(alarms.next_at() == at(due.begin()->first));
        RC_ASSERT(alarms.next() == due.begin()->second);
      }
    }
  }));
}

TEST(Alarms, KeepMicrosecondsUpToTheLastAndNoneAfterIt) {
  Alarms alarms(kStart, kLast, 1000);
  alarms.set(999, kLast);
  EXPECT_EQ(alarms.next_at(), kLast);
  EXPECT_EQ(alarms.next(), 999U);
  alarms.set(3, kLast - Duration::microseconds(1));
  EXPECT_EQ(alarms.next(), 3U);
  alarms.set(3, kLast + Duration::days(36'525));
  EXPECT_EQ(alarms.next(), 999U) << "a century later is never";
  alarms.stop(999);
  EXPECT_GT(alarms.next_at(), kLast);
}

TEST(Alarms, HaveRoomForOneOwner) {
  Alarms alarms(kStart, kLast, 1);
  EXPECT_GT(alarms.next_at(), kLast);
  alarms.stop(0);
  alarms.set(0, at(5));
  EXPECT_EQ(alarms.next_at(), at(5));
  EXPECT_EQ(alarms.next(), 0U);
  alarms.stop(0);
  EXPECT_GT(alarms.next_at(), kLast);
}

TEST(Alarms, FitAYearOfManyAndACenturyOfSome) {
  EXPECT_TRUE(Alarms::fits(Duration::days(366), 100'000));
  EXPECT_TRUE(Alarms::fits(Duration::days(36'525), 1000));
  EXPECT_FALSE(Alarms::fits(Duration::days(36'525), 1'000'000));
}

}  // namespace
}  // namespace tandem::simulation
