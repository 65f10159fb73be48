#pragma once

#include <chrono>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/zone.hpp"
#include "plan/report/language/message.hpp"

namespace tandem::report {

/// How one language says texts, numbers, times and dates. Spaces inside figures do not break lines.
class Wording {
 public:
  explicit Wording(Language language) : language_(language) {}
  Language language() const { return language_; }
  std::string_view code() const { return language_ == Language::en ? "en" : "ru"; }

  std::string_view say(Text text) const;
  /// The text with {0}, {1}... replaced.
  std::string say(Text text, std::initializer_list<std::string_view> values) const;
  /// The n-th of a text that is a list.
  std::string_view pick(Text list, int index) const;
  /// The plural form for n, {0} replaced by it: "1 call", "2 calls"; "1 звонок", "2 звонка", "5 звонков".
  std::string plural(Text forms, std::int64_t n) const;

  /// "1,234.5", in Russian "1 234,5". Halves are rounded away from zero.
  std::string number(double value, int decimals) const;
  std::string count(std::int64_t value) const;
  /// A share 0..1 as "81.1 %", "81,1 %".
  std::string percent(double share, int decimals = 1) const;
  /// Seconds for a reader: "0 s", "7.8 s", "35 s", "1 min 5 s", "2 h 3 min".
  std::string duration(double seconds) const;
  /// A figure with few digits: three significant ones below 100, whole above.
  std::string brief(double value) const;

  /// Minutes from midnight as "09:30".
  static std::string clock(int minutes);
  static std::string clock_range(int from, int until);
  std::string day(LocalDay day) const;                           ///< "11 January 1999", "11 января 1999"
  std::string short_day(LocalDay day) const;                     ///< "Mon 11 Jan 1999", "пн 11.01.1999"
  std::string month(std::chrono::year_month month) const;        ///< "January 1999", "январь 1999"
  std::string short_month(std::chrono::year_month month) const;  ///< "Jan 99", "янв 99"
  std::string moment(LocalTime time) const;                      ///< short_day and clock

 private:
  Language language_;
};

/// 0 Monday .. 6 Sunday.
int weekday_of(LocalDay day);

}  // namespace tandem::report
