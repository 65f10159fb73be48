#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <vector>

namespace tandem::analysis {

/// A figure of one day, on a scale on which days differ by addition (logarithms of counts and of times).
struct DayValue {
  std::int64_t day = 0;  ///< since 1970-01-01
  double value = 0;
};

/// What is usual on a day: a level per weekday plus a level that drifts over the weeks, found in spite of
/// special days. Starts from the shortest half of each weekday, so that it holds even in a month where half
/// of the Wednesdays are holidays, then leaves out what stands off and takes medians of the rest until
/// nothing changes. Peers that take plain weekday medians call such holidays usual.
class UsualLevel {
 public:
  /// The drift is the median of three weeks around a day.
  static constexpr int kHalfWindowDays = 10;
  /// A day stands off from 3.5 spreads on (Iglewicz & Hoaglin 1993) where it is also off by a third.
  static constexpr double kSpreads = 3.5;
  struct Scale {
    /// Variance by chance alone at an expected value, for counts 1/count.
    std::function<double(double expected)> chance;
    double off_min = 0;  ///< the least distance from the expected value that stands off
    double spread_min =
        0;  ///< days vary as much for no reason anyone knows: less is not taken for the spread
    bool by_weekday = true;  ///< false: one level for all weekdays
  };

  /// `values` in order of days.
  UsualLevel(std::span<const DayValue> values, const Scale& scale);

  /// Nothing for a weekday that never had a value.
  std::optional<double> expected(std::int64_t day) const;
  /// (value - expected) / spread.
  double deviation(const DayValue& value) const;
  bool stands_off(const DayValue& value) const;

 private:
  void start_weekdays();
  void fit_drift();
  void fit_weekdays();
  /// True when something changed.
  bool leave_out();
  std::size_t slot(std::int64_t day) const;
  double drift_at(std::int64_t day) const;
  double spread(double expected) const;

  std::vector<DayValue> values_;
  Scale scale_;
  std::vector<bool> left_out_;
  std::vector<double> drift_;  ///< beside values_
  std::array<std::optional<double>, 7> weekday_{};
  double spread_ = 0;
};

}  // namespace tandem::analysis
