#include "plan/analysis/day_words.hpp"

#include <fmt/format.h>

#include <array>
#include <cmath>
#include <cstdlib>

#include "core/base/rounding.hpp"
#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {
namespace {

constexpr std::array kWeekdays = {"Monday", "Tuesday",  "Wednesday", "Thursday",
                                  "Friday", "Saturday", "Sunday"};
constexpr std::array kWeekdaysGenitive = {"понедельника", "вторника", "среды",      "четверга",
                                          "пятницы",      "субботы",  "воскресенья"};

const char* weekday_en(std::int64_t day) { return kWeekdays[static_cast<std::size_t>(weekday_of(day))]; }
const char* weekday_ru(std::int64_t day) {
  return kWeekdaysGenitive[static_cast<std::size_t>(weekday_of(day))];
}

/// 12345 as "12,345", or with a no-break space for Russian.
std::string grouped(double value, const char* separator) {
  const std::string digits = decimal_text(value, 0);
  std::string text;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    if (i > 0 && (digits.size() - i) % 3 == 0) text += separator;
    text += digits[i];
  }
  return text;
}
std::string en(double value) { return grouped(value, ","); }
std::string ru(double value) { return grouped(value, "\u00a0"); }

std::string percent_off(double found, double usual) {
  return decimal_text(100 * std::fabs(found / usual - 1), 0);
}

std::string clock(int minutes) { return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60); }

/// One decimal, with the comma of Russian.
std::string times_ru(double ratio) {
  std::string text = decimal_text(ratio, 1);
  if (const auto dot = text.find('.'); dot != std::string::npos) text[dot] = ',';
  return text;
}

}  // namespace

SpecialDay missing_day(std::int64_t day, double usual_calls, std::int64_t in_menu) {
  SpecialDay missing{
      local_day(day),
      DayKind::missing,
      0.0,
      usual_calls,
      fmt::format("No calls; about {} were expected on a {} of that week.", en(usual_calls), weekday_en(day)),
      fmt::format("Нет звонков; для {} той недели ожидалось около {}.", weekday_ru(day), ru(usual_calls))};
  if (in_menu > 0) {
    missing.explanation_en +=
        fmt::format(" Probably closed: the voice menu took {} calls.", en(static_cast<double>(in_menu)));
    missing.explanation_ru +=
        fmt::format(" Вероятно, выходной: в голосовом меню звонков {}.", ru(static_cast<double>(in_menu)));
  } else {
    missing.explanation_en += " Closed, or the records are missing.";
    missing.explanation_ru += " Выходной, или записи отсутствуют.";
  }
  return missing;
}

SpecialDay volume_day(std::int64_t day, std::int64_t calls, double usual_calls) {
  const auto found = static_cast<double>(calls);
  const bool high = found > usual_calls;
  const std::string off = percent_off(found, usual_calls);
  return {local_day(day),
          high ? DayKind::high_volume : DayKind::low_volume,
          found,
          usual_calls,
          fmt::format("{} calls, {} % {} than the {} expected on a {} of that week.", en(found), off,
                      high ? "more" : "fewer", en(usual_calls), weekday_en(day)),
          fmt::format("Звонков: {}, на {} % {} ожидавшегося для {} той недели ({}).", ru(found), off,
                      high ? "больше" : "меньше", weekday_ru(day), ru(usual_calls))};
}

SpecialDay short_day(std::int64_t day, std::int64_t calls, double usual_calls, CallHours found,
                     CallHours usual) {
  const auto count = static_cast<double>(calls);
  const std::string off = percent_off(count, usual_calls);
  return {
      local_day(day),
      DayKind::short_day,
      count,
      usual_calls,
      fmt::format(
          "Calls only from {} to {} (usually {} to {}): {}, {} % fewer than the {} expected in that week.",
          clock(found.from), clock(found.until), clock(usual.from), clock(usual.until), en(count), off,
          en(usual_calls)),
      fmt::format(
          "Звонки только с {} до {} (обычно с {} до {}): {}, на {} % меньше ожидавшихся на той неделе {}.",
          clock(found.from), clock(found.until), clock(usual.from), clock(usual.until), ru(count), off,
          ru(usual_calls))};
}

SpecialDay long_waits_day(std::int64_t day, double mean_wait_seconds, double usual_seconds) {
  const double ratio = mean_wait_seconds / usual_seconds;
  return {local_day(day),
          DayKind::long_waits,
          mean_wait_seconds,
          usual_seconds,
          fmt::format("Mean wait {} s, {} times the {} s usual in those weeks.", en(mean_wait_seconds),
                      decimal_text(ratio, 1), en(usual_seconds)),
          fmt::format("Среднее ожидание {} с, в {} раза больше обычных в эти недели {} с.",
                      ru(mean_wait_seconds), times_ru(ratio), ru(usual_seconds))};
}

SpecialDay high_abandonment_day(std::int64_t day, double share, double usual_share) {
  return {local_day(day),
          DayKind::high_abandonment,
          share,
          usual_share,
          fmt::format("{} % of calls abandoned; {} % are usual in those weeks.", en(100 * share),
                      en(100 * usual_share)),
          fmt::format("Потеряно {} % звонков; обычно в эти недели {} %.", en(100 * share),
                      en(100 * usual_share))};
}

void note_edge(SpecialDay& day, bool first) {
  day.explanation_en += first ? " The data begin on this day, which may not be whole."
                              : " The data end on this day, which may not be whole.";
  day.explanation_ru += first ? " Данные начинаются в этот день, он может быть неполным."
                              : " Данные кончаются в этот день, он может быть неполным.";
}

}  // namespace tandem::analysis
