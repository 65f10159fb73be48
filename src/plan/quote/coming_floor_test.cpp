#include "plan/quote/coming_floor.hpp"

#include <gtest/gtest.h>

namespace tandem::quote {
namespace {

using forecast::ComingDay;
using forecast::StreamForecast;

LocalDay day(unsigned of_january) {
  return LocalDay(std::chrono::year(2026) / std::chrono::January / std::chrono::day(of_january));
}

StreamForecast stream_of(std::vector<std::pair<unsigned, std::vector<double>>> days) {
  StreamForecast stream;
  stream.interval = Duration::hours(1);
  stream.first_slot = 8;
  for (auto& [of_january, counts] : days) {
    ComingDay coming;
    coming.calls.day = day(of_january);
    coming.total = 0;
    for (const double calls : counts) coming.total += calls;
    coming.handle_seconds.assign(counts.size(), 100);
    coming.calls.counts = std::move(counts);
    stream.days.push_back(std::move(coming));
  }
  return stream;
}

TEST(FloorOf, HasTheDaysFromTheOneAskedForAndTheirPaths) {
  StreamForecast whole = stream_of({{1, {1, 2}}, {2, {3, 4}}, {5, {5, 6}}});
  whole.paths = {{{1, 2}, {3, 4}, {7, 8}}};
  const Floor floor = floor_of(whole, {}, {stated_callers("all", 90, std::nullopt)}, Zone::utc(), day(2));
  EXPECT_EQ(floor.days, (std::vector{day(2), day(5)}));
  EXPECT_EQ(floor.expected, (std::vector<double>{3, 4, 5, 6}));
  EXPECT_EQ(floor.paths[0], (std::vector<std::uint32_t>{3, 4, 7, 8}));
  EXPECT_EQ(floor.handle_seconds, std::vector<double>(4, 100)) << "the forecast's, not the callers' own";
  EXPECT_EQ(floor.shares[0], std::vector<double>(4, 1));
}

TEST(FloorOf, QueuesHaveTheirSharesAndWhereNoneIsForecastThoseOfAll) {
  const StreamForecast whole = stream_of({{1, {4, 2}}, {2, {4, 0}}});
  const std::vector<StreamForecast> parts = {stream_of({{1, {3, 1}}}), stream_of({{1, {1, 1}}, {2, {2, 0}}})};
  const Floor floor =
      floor_of(whole, parts, {stated_callers("a", 90, {}), stated_callers("b", 60, {})}, Zone::utc(), day(1));
  EXPECT_EQ(floor.shares[0], (std::vector<double>{0.75, 0.5, 0, 0.5}));
  EXPECT_EQ(floor.shares[1], (std::vector<double>{0.25, 0.5, 1, 0.5}));
  EXPECT_DOUBLE_EQ(floor.usual_handle_seconds(0), 0.75 * 90 + 0.25 * 60);
}

}  // namespace
}  // namespace tandem::quote
