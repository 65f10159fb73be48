#include "core/routing/wake_ups.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace tandem::routing {
namespace {

constexpr std::uint32_t kOwners = 8;
constexpr std::uint32_t kKinds = 3;

enum class Step : std::uint8_t { set, cancel, take };
/// What, of whom, of which kind and when.
using Operation = std::tuple<Step, std::uint32_t, std::uint32_t, std::int64_t>;

rc::Gen<std::vector<Operation>> operations() {
  return rc::gen::scale(
      4, rc::gen::container<std::vector<Operation>>(rc::gen::tuple(
             rc::gen::weightedElement<Step>({{3, Step::set}, {1, Step::cancel}, {1, Step::take}}),
             rc::gen::inRange<std::uint32_t>(0, kOwners), rc::gen::inRange<std::uint32_t>(0, kKinds),
             rc::gen::inRange<std::int64_t>(-5, 20))));
}

TEST(WakeUps, ComeInOrderOfTimeThenOwnerThenKind) {
  EXPECT_TRUE(rc::check([] {
    WakeUps wake_ups(kOwners, kKinds);
    std::map<std::pair<std::uint32_t, std::uint32_t>, Instant> model;
    const auto first = [&model] {
      return std::ranges::min_element(model, {},
                                      [](const auto& entry) { return std::pair(entry.second, entry.first); });
    };
    for (const auto& [step, owner, kind, seconds] : *operations()) {
      if (step == Step::set) {
        wake_ups.set({owner, kind}, Instant::from_seconds(seconds));
        model[{owner, kind}] = Instant::from_seconds(seconds);
      } else if (step == Step::cancel) {
        wake_ups.cancel({owner, kind});
        model.erase({owner, kind});
      } else if (!model.empty()) {
        const auto due = wake_ups.take();
        RC_ASSERT(std::pair(due.owner, due.kind) == first()->first);
        model.erase(first());
      }
      RC_ASSERT(wake_ups.next() == (model.empty() ? Instant::none() : first()->second));
      RC_ASSERT(wake_ups.is_set({owner, kind}) == model.contains({owner, kind}));
    }
  }));
}

TEST(WakeUps, KeepWhatIsSetWhenThereAreMoreOwners) {
  WakeUps wake_ups(1, 2);
  wake_ups.set({0, 1}, Instant::from_seconds(7));
  wake_ups.add_owners(3);
  EXPECT_FALSE(wake_ups.is_set({2, 0}));
  wake_ups.set({2, 0}, Instant::from_seconds(7));
  wake_ups.set({1, 1}, Instant::from_seconds(6));
  for (const std::uint32_t owner : {1U, 0U, 2U}) EXPECT_EQ(wake_ups.take().owner, owner);
  EXPECT_EQ(wake_ups.next(), Instant::none());
}

}  // namespace
}  // namespace tandem::routing
