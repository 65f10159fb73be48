#pragma once

#include <string>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/simulation/model_for_test.hpp"
#include "plan/staffing/mix/request_json.hpp"

/// Small floors and requests for tests, as the text that people write.
namespace tandem::mix {

inline Request request_of(std::string_view text, const simulation::Model& model) {
  auto request = parse_request(text, "targets.json", model);
  if (!request) TANDEM_CHECK(false, request.error().front().to_string());
  return std::move(*request);
}

/// Two types; two groups who serve one of them each, and one who serves both.
inline simulation::Model two_types(double first_per_hour, double second_per_hour,
                                   std::string_view length = "1h") {
  constexpr std::string_view kText = R"({
    "name": "two types", "length": "{length}", "interval": "1h", "clients": ["c", "d"],
    "groups": [{"name": "first", "agents": 1}, {"name": "second", "agents": 1}, {"name": "both", "agents": 1}],
    "queues": [
      {"name": "a", "client": "c", "access": [{"groups": ["first"], "rank": 1}, {"groups": ["both"], "rank": 2}]},
      {"name": "b", "client": "d", "access": [{"groups": ["second"], "rank": 1}, {"groups": ["both"], "rank": 2}]}],
    "types": [
      {"name": "a", "queue": "a", "arrivals": {"per_hour": {first}}, "talk": {"exponential": "3m"},
       "patience": {"exponential": "2m"}},
      {"name": "b", "queue": "b", "arrivals": {"per_hour": {second}}, "talk": {"exponential": "4m"},
       "patience": {"exponential": "2m"}}]})";
  std::string text(kText);
  const auto put = [&text](std::string_view word, std::string_view value) {
    text.replace(text.find(word), word.size(), value);
  };
  put("{length}", length);
  put("{first}", std::to_string(first_per_hour));
  put("{second}", std::to_string(second_per_hour));
  return simulation::model_of(text);
}

/// One queue of one group, without an end to its hour of the day.
inline simulation::Model one_queue(double per_hour) {
  return simulation::model_of(R"({
    "name": "one queue", "length": "1d", "warm_up": "1h",
    "groups": [{"name": "all", "agents": 1}], "queues": [{"name": "q"}],
    "types": [{"name": "t", "queue": "q", "arrivals": {"per_hour": )" +
                              std::to_string(per_hour) +
                              R"(}, "talk": {"exponential": "3m"}, "patience": {"exponential": "2m"}}]})");
}

}  // namespace tandem::mix
