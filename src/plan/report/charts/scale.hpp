#pragma once

#include <functional>
#include <string>
#include <vector>

namespace tandem::report {

struct Tick {
  double at = 0;
  std::string label;  ///< "": a grid line without words
};

/// A linear axis: values low..high with their ticks.
struct Axis {
  double low = 0, high = 1;
  std::vector<Tick> ticks;
  std::string title;
};

using Label = std::function<std::string(double)>;

/// 0 .. a round number at or above `largest`, in about `steps` steps of 1, 2, 2.5 or 5 times a power of ten
/// (`whole`: never below 1). A largest value of 0 or less gives 0..1.
Axis axis_from_zero(double largest, int steps, bool whole, const Label& label, std::string title);

/// 0..1 in quarters.
Axis share_axis(const Label& label, std::string title);

/// Seconds from 0 to `largest`, ticks at whole steps of the clock: 1, 2, 5, 10, 15, 30 s, 1, 2, 5... min.
Axis seconds_axis(double largest, int steps, const Label& label, std::string title);

/// A day or part of it, in minutes from midnight, a tick each one, two, three... hours.
Axis clock_axis(int from_minute, int until_minute, int most_ticks);

}  // namespace tandem::report
