#include "plan/import/pair_cache.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <map>
#include <string>

namespace tandem::importing {
namespace {

PairCache::Key key_of(const std::string& text) { return PairCache::key_of(text.data(), text.size()); }

/// Texts that differ in few bytes, anywhere.
rc::Gen<std::string> arbitrary_pair() {
  return rc::gen::mapcat(rc::gen::inRange(PairCache::kBytesMin, PairCache::kBytesMax + 1),
                         [](std::size_t size) {
                           return rc::gen::container<std::string>(size, rc::gen::element('a', 'b', ','));
                         });
}

TEST(PairCache, FindsWhatItWasToldAndNothingElse) {
  EXPECT_TRUE(rc::check("texts of all lengths", [] {
    PairCache cache;
    std::map<std::string, std::uint32_t> told;
    for (const std::string& text : *rc::gen::container<std::vector<std::string>>(arbitrary_pair())) {
      const PairCache::Ids* const ids = cache.find(key_of(text));
      const auto known = told.find(text);
      RC_ASSERT((ids != nullptr) == (known != told.end()));
      if (ids != nullptr) {
        RC_ASSERT(ids->client == known->second);
        RC_ASSERT(ids->queue == known->second + 1);
        continue;
      }
      const auto number = static_cast<std::uint32_t>(told.size());
      told.emplace(text, number);
      cache.remember(key_of(text), {number, number + 1});
    }
  }));
}

TEST(PairCache, HoldsNoMoreThanItMay) {
  PairCache cache;
  for (std::uint32_t i = 0; i < PairCache::kPairsAtMost + 10; ++i)
    cache.remember(key_of("client," + std::to_string(1'000'000 + i)), {i, i});
  EXPECT_EQ(cache.find(key_of("client,1000000"))->client, 0u);
  EXPECT_EQ(cache.find(key_of("client," + std::to_string(1'000'000 + PairCache::kPairsAtMost))), nullptr);
}

}  // namespace
}  // namespace tandem::importing
