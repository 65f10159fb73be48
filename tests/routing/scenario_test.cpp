#include "routing/scenario.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <cctype>

namespace tandem::routing::scenarios {
namespace {

std::vector<Scenario> all_scenarios() {
  std::vector<Scenario> all;
  std::vector<std::filesystem::path> files;
  for (const auto& entry : std::filesystem::directory_iterator(TANDEM_SOURCE_DIR "/tests/scenarios/routing"))
    if (entry.path().extension() == ".scenario") files.push_back(entry.path());
  std::ranges::sort(files);
  for (const auto& file : files) {
    auto some = read_scenarios(file);
    all.insert(all.end(), some.begin(), some.end());
  }
  return all;
}

class RoutingScenario : public testing::TestWithParam<Scenario> {};

TEST_P(RoutingScenario, GoesAsWritten) { EXPECT_EQ(difference(GetParam()), ""); }

INSTANTIATE_TEST_SUITE_P(Floor, RoutingScenario, testing::ValuesIn(all_scenarios()), [](const auto& of) {
  std::string name;
  for (const char c : of.param.name)
    if (std::isalnum(static_cast<unsigned char>(c)) != 0)
      name += c;
    else if (!name.empty() && name.back() != '_')
      name += '_';
  return name;
});

TEST(RoutingScenarios, ADifferenceIsToldWithItsPlace) {
  const Scenario wrong{"",
                       "x.scenario",
                       1,
                       {"client acme", "group desk", "queue sales acme desk", "agent ann desk", "clear-all",
                        "0:00 staff ann", "0:01 offer c1 sales => ring c1 bob"}};
  EXPECT_EQ(difference(wrong), "x.scenario:8: answered 'ring c1 ann', expected 'ring c1 bob'");
}

}  // namespace
}  // namespace tandem::routing::scenarios
