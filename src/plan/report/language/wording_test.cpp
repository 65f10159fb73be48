#include "plan/report/language/wording.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <regex>
#include <set>

#include "plan/report/language/data_kinds.hpp"

namespace tandem::report {
namespace {

using namespace std::chrono_literals;

const Wording kEnglish(Language::en);
const Wording kRussian(Language::ru);

std::multiset<std::string> placeholders(std::string_view text) {
  std::multiset<std::string> found;
  const std::regex hole("\\{[0-9]\\}");
  const std::string all(text);
  for (auto at = std::sregex_iterator(all.begin(), all.end(), hole); at != std::sregex_iterator(); ++at)
    found.insert(at->str());
  return found;
}

TEST(Messages, AreAllInBothLanguages) {
  std::set<std::string_view> names;
  for (const Message& message : messages()) {
    EXPECT_FALSE(message.en.empty()) << message.name;
    EXPECT_FALSE(message.ru.empty()) << message.name;
    EXPECT_TRUE(names.insert(message.name).second) << message.name;
  }
}

TEST(Messages, FillInTheSameValuesInBothLanguages) {
  for (const Message& message : messages()) {
    const auto en = placeholders(message.en), ru = placeholders(message.ru);
    EXPECT_EQ(std::set(en.begin(), en.end()), std::set(ru.begin(), ru.end())) << message.name;
  }
}

TEST(Messages, HaveEveryFormOfTheirLists) {
  for (const Message& message : messages()) {
    const auto en = std::ranges::count(message.en, '|') + 1, ru = std::ranges::count(message.ru, '|') + 1;
    if (message.name.starts_with("n_")) {
      EXPECT_EQ(en, 2) << message.name;
      EXPECT_EQ(ru, 3) << message.name;
    } else {
      EXPECT_EQ(en, ru) << message.name;
      EXPECT_TRUE(en == 1 || en == 7 || en == 12) << message.name;
    }
  }
}

TEST(Messages, InRussianHaveNoLatinWordsButTheFieldsOwn) {
  static const std::set<std::string> allowed{"shrinkage", "client", "XLSX", "JSON", "AHT", "Tandem", "A",
                                             "C",         "B",      "O",    "T",    "S",   "A_T",    "B_T",
                                             "B_S",       "B_ring", "b",    "log",  "Q",   "R"};
  const std::regex latin("[A-Za-z_]+");
  for (const Message& message : messages()) {
    const std::string text(message.ru);
    for (auto at = std::sregex_iterator(text.begin(), text.end(), latin); at != std::sregex_iterator(); ++at)
      EXPECT_EQ(allowed.count(at->str()), 1u) << message.name << ": " << at->str();
  }
}

TEST(Wording, WritesNumbersTheWayEachLanguageDoes) {
  EXPECT_EQ(kEnglish.number(1234567.891, 1), "1,234,567.9");
  EXPECT_EQ(kRussian.number(1234567.891, 1), "1\u00a0234\u00a0567,9");
  EXPECT_EQ(kEnglish.number(-0.04, 1), "0.0");
  EXPECT_EQ(kEnglish.number(-12.5, 0), "\u221213");
  EXPECT_EQ(kEnglish.number(0.125, 2), "0.13");
  EXPECT_EQ(kEnglish.number(999.96, 1), "1,000.0");
  EXPECT_EQ(kEnglish.duration(12.5), "13\u00a0s");
  EXPECT_EQ(kEnglish.percent(0.8113207547, 2), "81.13\u00a0%");
  EXPECT_EQ(kRussian.percent(0.8113207547, 2), "81,13\u00a0%");
  EXPECT_EQ(kEnglish.number(std::numeric_limits<double>::infinity(), 1), "–");
}

TEST(Wording, ShowsFewDigitsWhereFewTell) {
  EXPECT_EQ(kEnglish.brief(3), "3");
  EXPECT_EQ(kEnglish.brief(3.14159), "3.14");
  EXPECT_EQ(kEnglish.brief(31.4159), "31.4");
  EXPECT_EQ(kEnglish.brief(314.159), "314");
}

TEST(Wording, TakesThePluralFormOfTheNumber) {
  EXPECT_EQ(kEnglish.plural(Text::n_calls, 1), "1 call");
  EXPECT_EQ(kEnglish.plural(Text::n_calls, 21), "21 calls");
  const auto ru = [](std::int64_t n) { return kRussian.plural(Text::n_calls, n); };
  EXPECT_EQ(ru(1), "1 звонок");
  EXPECT_EQ(ru(2), "2 звонка");
  EXPECT_EQ(ru(5), "5 звонков");
  EXPECT_EQ(ru(11), "11 звонков");
  EXPECT_EQ(ru(14), "14 звонков");
  EXPECT_EQ(ru(21), "21 звонок");
  EXPECT_EQ(ru(1002), "1\u00a0002 звонка");
  EXPECT_EQ(ru(112), "112 звонков");
}

TEST(Wording, SaysDurationsForAReader) {
  EXPECT_EQ(kEnglish.duration(0), "0\u00a0s");
  EXPECT_EQ(kEnglish.duration(7.84), "7.8\u00a0s");
  EXPECT_EQ(kEnglish.duration(9.97), "10\u00a0s");
  EXPECT_EQ(kEnglish.duration(59.6), "1\u00a0min");
  EXPECT_EQ(kEnglish.duration(65), "1\u00a0min\u00a05\u00a0s");
  EXPECT_EQ(kEnglish.duration(3599.6), "1\u00a0h");
  EXPECT_EQ(kRussian.duration(7384), "2\u00a0ч\u00a03\u00a0мин");
}

TEST(Wording, SaysDaysAndMonths) {
  const LocalDay day = std::chrono::local_days(1999y / 1 / 11);
  EXPECT_EQ(kEnglish.day(day), "11\u00a0January 1999");
  EXPECT_EQ(kRussian.day(day), "11\u00a0января 1999");
  EXPECT_EQ(kEnglish.short_day(day), "Mon\u00a011\u00a0Jan\u00a01999");
  EXPECT_EQ(kRussian.short_day(day), "пн\u00a011.01.1999");
  EXPECT_EQ(kRussian.month(1999y / 5), "май 1999");
  EXPECT_EQ(kEnglish.short_month(2005y / 12), "Dec 05");
  EXPECT_EQ(kEnglish.moment(LocalTime(day) + 9h + 5min), "Mon\u00a011\u00a0Jan\u00a01999, 09:05");
  EXPECT_EQ(Wording::clock_range(570, 600), "09:30–10:00");
}

TEST(DataKinds, AreKnownInRussianOrLeftAsTheyAre) {
  EXPECT_EQ(russian_kind("phantom call"), "фантомный звонок");
  EXPECT_EQ(russian_kind("column 'Region' not read"), "столбец «Region» не читается");
  EXPECT_EQ(russian_kind("something new"), std::nullopt);
}

}  // namespace
}  // namespace tandem::report
