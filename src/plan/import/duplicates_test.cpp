#include "plan/import/duplicates.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <rapidcheck/gtest.h>

#include <set>
#include <string>

namespace tandem::importing {
namespace {

TEST(DuplicateFinder, TheSecondSightOfACallIsADuplicate) {
  DuplicateFinder finder;
  EXPECT_FALSE(finder.seen_before(ClientId(0), "17"));
  EXPECT_TRUE(finder.seen_before(ClientId(0), "17"));
  EXPECT_EQ(finder.calls(), 1U);
}

TEST(DuplicateFinder, TwoClientsMayHaveCallsOfOneId) {
  DuplicateFinder finder;
  EXPECT_FALSE(finder.seen_before(ClientId(0), "17"));
  EXPECT_FALSE(finder.seen_before(ClientId(1), "17"));
}

TEST(DuplicateFinder, ACallWithoutAnIdIsNeverADuplicate) {
  DuplicateFinder finder;
  EXPECT_FALSE(finder.seen_before(ClientId(0), ""));
  EXPECT_FALSE(finder.seen_before(ClientId(0), ""));
}

TEST(DuplicateFinder, StaysWithin43BytesACallOnceItIsLarge) {
  DuplicateFinder finder;
  constexpr std::uint64_t kCalls = 300'000;
  for (std::uint64_t i = 0; i < kCalls; ++i) ASSERT_FALSE(finder.seen_before(ClientId(0), std::to_string(i)));
  for (std::uint64_t i = 0; i < kCalls; ++i) ASSERT_TRUE(finder.seen_before(ClientId(0), std::to_string(i)));
  EXPECT_LE(finder.memory_bytes(), kCalls * 43 + sizeof(DuplicateFinder));
}

RC_GTEST_PROP(DuplicateFinder, AgreesWithASetOfTheIds, ()) {
  DuplicateFinder finder;
  std::set<std::pair<std::uint32_t, std::string>> seen;
  const auto calls = *rc::gen::container<std::vector<std::pair<std::uint8_t, std::uint8_t>>>(
      rc::gen::arbitrary<std::pair<std::uint8_t, std::uint8_t>>());
  for (const auto& [client, call] : calls) {
    const std::string id = std::to_string(call);
    RC_ASSERT(finder.seen_before(ClientId(client % 3U), id) != seen.emplace(client % 3U, id).second);
  }
}

}  // namespace
}  // namespace tandem::importing
