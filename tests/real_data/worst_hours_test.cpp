// The hours of the week with the worst service, as the plan names them, against a count from the bank's raw
// lines.
#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "plan/analysis/call_table.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/import/importer.hpp"
#include "plan/quote/look_back.hpp"

namespace tandem {
namespace {

namespace fs = std::filesystem;

struct Hour {
  int weekday = 0, hour = 0;
  int calls = 0, in_time = 0;
  double share() const { return static_cast<double>(in_time) / calls; }
};

/// After midnight, of "9:05:00".
int seconds_of(const std::string& text) {
  int hours = 0, minutes = 0, seconds = 0;
  std::sscanf(text.c_str(), "%d:%d:%d", &hours, &minutes, &seconds);
  return (hours * 60 + minutes) * 60 + seconds;
}

/// Calls that reached the queue, by weekday (0 Monday) and hour, without the importer.
std::vector<Hour> counted_by_hand(const fs::path& folder) {
  std::map<int, Hour> hours;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() != ".txt") continue;
    std::ifstream in(entry.path());
    std::string line;
    std::getline(in, line);
    while (std::getline(in, line)) {
      // Some lines have blanks instead of a tab, and some types end with one.
      std::istringstream words(line);
      std::vector<std::string> fields;
      for (std::string word; words >> word;) fields.push_back(word);
      const auto date = std::ranges::find_if(
          fields, [](const std::string& field) { return field.size() == 6 && field.starts_with("990"); });
      const auto after = [&](int places) { return *(date + places); };
      // A call belongs to the hour in which it came.
      if (after(7) != "AGENT" && !(after(7) == "HANG" && after(4) != "0:00:00")) continue;
      const int number = std::stoi(*date);
      const std::chrono::sys_days day(std::chrono::year(1900 + number / 10'000) / (number / 100 % 100) /
                                      (number % 100));
      // Where one clock was ahead of the other, it came no later than it left the menu or joined the queue;
      // an end after midnight is of the next day.
      int came = seconds_of(after(1));
      constexpr int kHalfDay = 12 * 3600;
      for (const int later : {seconds_of(after(2)), seconds_of(after(4))})
        if (later > 0 && later < came && came - later < kHalfDay) came = later;
      Hour one{.weekday = static_cast<int>(std::chrono::weekday(day).iso_encoding()) - 1,
               .hour = came / 3600};
      Hour& hour = hours.emplace(one.weekday * 24 + one.hour, one).first->second;
      ++hour.calls;
      if (after(7) == "AGENT" && std::stoi(after(6)) <= 20) ++hour.in_time;
    }
  }
  std::vector<Hour> all;
  for (const auto& [key, hour] : hours) all.push_back(hour);
  std::ranges::stable_sort(all, {}, &Hour::share);
  return all;
}

TEST(AnonymousBankWeek, TheTenWorstHoursAreThoseOfTheRawLines) {
  const fs::path folder = fs::path(TANDEM_REAL_DATA_DIR) / "anonymous-bank";
  if (!fs::exists(folder)) GTEST_SKIP() << "the real data is not there: " << folder;
  importing::Directory directory;
  analysis::CallTable table;
  const std::vector<std::string> paths = {(folder / "*.txt").string()};
  const auto quality = importing::import_files(paths, {}, directory, table);
  ASSERT_TRUE(quality) << quality.error().to_string();
  const analysis::CallsInOrder calls(table, ClientId::none());
  auto found =
      quote::week_hours(calls.calls(), *Zone::find(quality->home_zone).value(), Duration::seconds(20));
  auto wanted = counted_by_hand(folder);
  // Thirty weeks: fewer calls are chance.
  constexpr int kCallsMin = 30;
  std::erase_if(found, [](const quote::WeekHour& hour) { return hour.offered < kCallsMin; });
  std::erase_if(wanted, [](const Hour& hour) { return hour.calls < kCallsMin; });
  constexpr std::size_t kWorst = 10;
  ASSERT_GE(found.size(), kWorst);
  ASSERT_GE(wanted.size(), kWorst);
  for (std::size_t i = 0; i < kWorst; ++i) {
    EXPECT_EQ(found[i].weekday, wanted[i].weekday) << i;
    EXPECT_EQ(found[i].hour, wanted[i].hour) << i;
    EXPECT_EQ(found[i].offered, wanted[i].calls) << i;
    EXPECT_EQ(found[i].in_time, wanted[i].in_time) << i;
  }
}

}  // namespace
}  // namespace tandem
