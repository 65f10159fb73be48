#include "plan/sample/sample.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <array>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "plan/sample/calendar.hpp"
#include "plan/sample/rota.hpp"

namespace tandem::sample {
namespace {

using namespace std::chrono_literals;
using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kHeader =
    "call_id,client,queue,caller,agent,offered_at,queued_at,answered_at,ended_at,wrapup_end_at,outcome\n";

Options options(int days, std::uint64_t seed = 1) {
  return {.seed = seed,
          .first_day = LocalDay(std::chrono::year(2025) / 1 / 1),
          .days = days,
          .calls = std::nullopt,
          .zone = *Zone::find("Europe/Berlin")};
}

std::string text_of(const Options& asked) {
  std::string text;
  const auto summary = write_sample(asked, [&text](std::string_view piece) {
    text += piece;
    return true;
  });
  EXPECT_TRUE(summary.has_value());
  EXPECT_EQ(summary->calls + 1, std::ranges::count(text, '\n'));
  return text;
}

using Row = std::array<std::string, 11>;
enum Column {
  call_id,
  client,
  queue,
  caller,
  agent,
  offered_at,
  queued_at,
  answered_at,
  ended_at,
  wrapup_end_at,
  outcome
};

std::vector<Row> rows_of(const std::string& text) {
  std::vector<Row> rows;
  EXPECT_TRUE(text.starts_with(kHeader));
  for (std::size_t at = kHeader.size(); at < text.size();) {
    Row row;
    for (std::size_t column = 0; column < row.size(); ++column) {
      const std::size_t end = text.find(column + 1 < row.size() ? ',' : '\n', at);
      row[column] = text.substr(at, end - at);
      at = end + 1;
    }
    EXPECT_FALSE(row[outcome].empty());
    rows.push_back(std::move(row));
  }
  return rows;
}

/// Seconds since 1970 of "2025-03-04T08:00:00+01:00".
std::int64_t seconds(const std::string& text) {
  const auto number = [&](std::size_t at, std::size_t length) { return std::stoi(text.substr(at, length)); };
  EXPECT_EQ(text.size(), 25u) << text;
  const LocalDay day(std::chrono::year(number(0, 4)) / number(5, 2) / number(8, 2));
  const int offset = (number(20, 2) * 60 + number(23, 2)) * (text[19] == '-' ? -60 : 60);
  return std::int64_t{day.time_since_epoch().count()} * 86400 + number(11, 2) * 3600 + number(14, 2) * 60 +
         number(17, 2) - offset;
}

std::uint64_t digest(std::string_view text) {
  std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
  return hash;
}

TEST(Sample, IsTheSameToTheLastByteForTheSameSeed) {
  const std::string text = text_of(options(3));
  EXPECT_EQ(digest(text), digest(text_of(options(3))));
  EXPECT_NE(digest(text), digest(text_of(options(3, 2))));
  // Changes only with the model of the desk; then set it to what is found.
  EXPECT_EQ(digest(text), 11054495542501071854u);
}

TEST(Sample, KeepsTheOrderOfACallsInstants) {
  for (const Row& row : rows_of(text_of(options(10)))) {
    std::int64_t before = 0;
    for (const Column column : {offered_at, queued_at, answered_at, ended_at, wrapup_end_at}) {
      if (row[column].empty()) continue;
      EXPECT_GE(seconds(row[column]), before) << row[call_id];
      before = seconds(row[column]);
    }
    const bool answered = row[outcome] == "answered";
    EXPECT_EQ(answered, !row[agent].empty()) << row[call_id];
    EXPECT_EQ(answered, !row[answered_at].empty()) << row[call_id];
    EXPECT_FALSE(row[offered_at].empty());
    EXPECT_EQ(row[client], "Lindenfiber");
  }
}

TEST(Sample, GivesAnAgentOneCallAtATime) {
  std::map<std::string, std::int64_t> busy_until;
  std::map<std::string, std::vector<std::pair<std::int64_t, std::int64_t>>> work;
  for (const Row& row : rows_of(text_of(options(10))))
    if (row[outcome] == "answered" && !row[wrapup_end_at].empty())
      work[row[agent]].emplace_back(seconds(row[answered_at]), seconds(row[wrapup_end_at]));
  EXPECT_GT(work.size(), 30u);
  for (auto& [name, calls] : work) {
    std::ranges::sort(calls);
    for (std::size_t i = 1; i < calls.size(); ++i) EXPECT_GE(calls[i].first, calls[i - 1].second) << name;
  }
}

struct Level {
  int calls = 0, answered = 0, abandoned = 0, in_time = 0;
  double service_level() const { return static_cast<double>(in_time) / (answered + abandoned); }
};

TEST(Sample, LooksLikeAHelpDesk) {
  const Options asked = options(130);
  const auto rows = rows_of(text_of(asked));
  Level total;
  std::map<std::string, Level> days, queues;
  std::map<std::string, int> outcomes;
  int in_menu = 0;
  std::array<int, 7> weekdays{};
  for (const Row& row : rows) {
    ++outcomes[row[outcome]];
    if (row[outcome] == "abandoned" && row[queued_at].empty()) ++in_menu;
    const std::string day = row[offered_at].substr(0, 10);
    ++weekdays[static_cast<std::size_t>((seconds(row[offered_at]) + 3600) / 86400 + 3) % 7];
    for (Level* level : {&total, &days[day], &queues[row[queue]]}) {
      ++level->calls;
      if (row[outcome] == "answered") {
        ++level->answered;
        level->in_time += seconds(row[answered_at]) - seconds(row[queued_at]) <= 20 ? 1 : 0;
      } else if (row[outcome] == "abandoned" && !row[queued_at].empty()) {
        ++level->abandoned;
      }
    }
  }
  EXPECT_GT(total.service_level(), 0.72);
  EXPECT_LT(total.service_level(), 0.84);
  EXPECT_GT(total.calls, 130 * 900);
  EXPECT_LT(total.calls, 130 * 1300);
  for (const std::string word :
       {"answered", "abandoned", "overflow", "callback", "voicemail", "out_of_hours"})
    EXPECT_GT(outcomes[word], 100) << word;
  EXPECT_GT(in_menu, 1000);
  EXPECT_EQ(queues.size(), 4u);
  EXPECT_GT(weekdays[0], weekdays[2] * 1.15);  // Mondays, Wednesdays
  EXPECT_EQ(std::ranges::min_element(weekdays), weekdays.end() - 1);
  // The outage of the day at 0.8 of the time is the worst of all days, and the busiest.
  const auto worst = std::ranges::min_element(
      days, {}, [](const auto& day) { return day.second.calls < 500 ? 1.0 : day.second.service_level(); });
  EXPECT_EQ(worst->first, "2025-04-15");
  EXPECT_LT(worst->second.service_level(), 0.35);
  EXPECT_EQ(std::ranges::max_element(days, {}, [](const auto& day) { return day.second.calls; })->first,
            worst->first);
}

TEST(Sample, HasTheFaultsOfARecorderInFewerThanOneLineOfAHundred) {
  const auto rows = rows_of(text_of(options(130)));
  int twice = 0, answered_early = 0, without_end = 0, step_back = 0;
  std::set<std::string> ids;
  std::map<std::string, int> hours;
  std::int64_t latest = 0;
  for (const Row& row : rows) {
    if (!ids.insert(row[call_id]).second) ++twice;
    ++hours[row[offered_at].substr(0, 13)];
    step_back += seconds(row[offered_at]) < latest - 300 ? 1 : 0;
    latest = std::max(latest, seconds(row[offered_at]));
    if (row[outcome] != "answered") continue;
    if (row[ended_at].empty()) ++without_end;
    if (seconds(row[answered_at]) < seconds(row[queued_at])) ++answered_early;
  }
  EXPECT_GT(twice, 20);
  EXPECT_GT(step_back, 0);
  EXPECT_GT(answered_early, 20);
  EXPECT_GT(without_end, 2);
  EXPECT_LT(twice + answered_early + without_end, static_cast<int>(rows.size()) / 200);
  EXPECT_FALSE(hours.contains("2025-02-27T10"));
  EXPECT_TRUE(hours.contains("2025-02-27T09"));
  EXPECT_TRUE(hours.contains("2025-02-27T11"));
}

TEST(Sample, WritesExactlyTheCallsAskedFor) {
  for (const std::int64_t calls : {0, 1, 1000, 12'345}) {
    Options asked = options(365);
    asked.calls = calls;
    EXPECT_EQ(static_cast<std::int64_t>(rows_of(text_of(asked)).size()), calls);
  }
}

TEST(Sample, StopsWhenItsReaderHasEnough) {
  int pieces = 0;
  const auto summary = write_sample(options(365), [&pieces](std::string_view) { return ++pieces < 2; });
  ASSERT_FALSE(summary.has_value());
  EXPECT_EQ(summary.error().code, ErrorCode::cancelled);
  EXPECT_EQ(pieces, 2);
}

TEST(Sample, RefusesWhatItCannotMake) {
  const auto error_of = [](const Options& asked) {
    return write_sample(asked, [](std::string_view) { return true; }).error().message;
  };
  EXPECT_THAT(error_of(options(0)), HasSubstr("a sample of 0 days is not possible; give 1 to 3660"));
  EXPECT_THAT(error_of(options(3661)), HasSubstr("3661 days"));
  Options asked = options(1);
  asked.calls = -1;
  EXPECT_THAT(error_of(asked), HasSubstr("a sample of -1 calls"));
}

TEST(Sample, FollowsTheClockOfItsZone) {
  Options asked = options(4);
  asked.zone = *Zone::find("America/New_York");
  for (const Row& row : rows_of(text_of(asked))) EXPECT_TRUE(row[offered_at].ends_with("-05:00"));
  // The night the clocks change: 90 March days have calls of both offsets.
  asked = options(2);
  asked.first_day = LocalDay(std::chrono::year(2025) / 3 / 29);
  std::set<std::string> offsets;
  for (const Row& row : rows_of(text_of(asked))) offsets.insert(row[offered_at].substr(19));
  EXPECT_THAT(offsets, ElementsAre("+01:00", "+02:00"));
}

TEST(Calendar, KnowsTheHolidaysOfAYear) {
  std::vector<std::string> found;
  for (LocalDay day(std::chrono::year(2025) / 1 / 1); day < LocalDay(std::chrono::year(2026) / 1 / 1);
       day += std::chrono::days(1)) {
    const std::chrono::year_month_day date(day);
    if (is_holiday(day))
      found.push_back(std::to_string(static_cast<unsigned>(date.month())) + "-" +
                      std::to_string(static_cast<unsigned>(date.day())));
  }
  EXPECT_THAT(found, ElementsAre("1-1", "4-18", "4-21", "5-1", "5-29", "6-9", "10-3", "12-25", "12-26"));
}

TEST(Calendar, CutsADayIntoHalfHoursThroughTheClockChange) {
  const Zone& zone = **Zone::find("Europe/Berlin");
  const auto hours_of = [&](int month, int day) {
    const auto slots = slots_of(LocalDay(std::chrono::year(2025) / month / day), zone);
    for (std::size_t i = 1; i < slots.size(); ++i) EXPECT_GE(slots[i], slots[i - 1]);
    return (slots.back() - slots.front()).seconds() / 3600;
  };
  EXPECT_EQ(hours_of(3, 29), 24);
  EXPECT_EQ(hours_of(3, 30), 23);
  EXPECT_EQ(hours_of(10, 26), 25);
}

TEST(Calendar, SpreadsAWholeDayOverItsSlots) {
  for (const Line line : kEveryLine) {
    double sum = 0;
    for (int slot = 0; slot < kSlotsPerDay; ++slot) sum += share_of_slot(line, slot);
    EXPECT_NEAR(sum, 1, 0.01);
  }
}

TEST(Rota, LaysShiftsOverTheLoadAndNowhereElse) {
  Rota::Load load{};
  for (std::size_t slot = 16; slot < 36; ++slot) load[slot] = 8;
  std::array<int, kSlotsPerDay> present{};
  for (const Shift& shift : lay_shifts(load)) {
    EXPECT_GE(shift.first, 16);
    EXPECT_LE(shift.first + shift.slots, 36);
    for (int slot = shift.first; slot < shift.first + shift.slots; ++slot)
      ++present[static_cast<std::size_t>(slot)];
  }
  for (std::size_t slot = 16; slot < 36; ++slot) EXPECT_GE(present[slot], 8);
  EXPECT_TRUE(lay_shifts(Rota::Load{}).empty());
}

TEST(Rota, NamesEveryAgentDifferently) {
  std::set<std::string> names;
  for (std::uint32_t i = 0; i < 5000; ++i) names.insert(name_of_agent(AgentId(i)));
  EXPECT_EQ(names.size(), 5000u);
}

}  // namespace
}  // namespace tandem::sample
