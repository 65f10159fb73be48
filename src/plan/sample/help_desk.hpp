#pragma once

#include <array>
#include <cstdint>
#include <string_view>

namespace tandem::sample {

/// The numbers a customer can dial; each has a menu and a queue of its own.
enum class Line : std::uint8_t { technical, billing, sales, fibre };
inline constexpr std::size_t kLines = 4;
inline constexpr std::array<Line, kLines> kEveryLine = {Line::technical, Line::billing, Line::sales,
                                                        Line::fibre};
constexpr std::size_t index_of(Line line) { return static_cast<std::size_t>(line); }

inline constexpr std::string_view kClient = "Lindenfiber";

/// Opening hours of a day on the wall clock; equal: closed.
struct Hours {
  double from = 0;
  double until = 0;
  bool contains(double hour) const { return hour >= from && hour < until; }
};

enum class DayClass : std::uint8_t { weekday, saturday, sunday_or_holiday };

/// How long something takes: lognormal, by mean and coefficient of variation.
struct Spread {
  double mean_seconds = 0;
  double variation = 0;
};

/// What is known of one line, day in, day out.
struct LineFacts {
  std::string_view queue;
  double calls_per_day = 0;        ///< on a plain Wednesday of the first year
  std::array<double, 7> weekdays;  ///< Monday .. Sunday, Wednesday 1
  std::array<double, 24> hours;    ///< shape of a day; any scale
  std::array<Hours, 3> open;       ///< by DayClass
  Spread talk;
  Spread wrapup;
  double patience_seconds = 0;  ///< Weibull scale
  double leave_in_menu = 0;     ///< share that the menu serves or loses
  double comes_back = 0;        ///< share of answered callers who call again within days
};

const LineFacts& facts_of(Line line);

/// A caller who still waits after so long leaves the queue another way.
struct Escape {
  enum class Way : std::uint8_t { none, callback, partner, technical } way = Way::none;
  double after_seconds = 0;
  double share = 0;
};
Escape escape_of(Line line);

/// The line whose calls the agents of `line` take when nobody waits in their own.
Line second_line(Line line);

}  // namespace tandem::sample
