#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/base/zone.hpp"

namespace tandem::forecast {

/// A day of which a calendar says more than its weekday.
struct SpecialDay {
  enum class Kind : std::uint8_t { full, half, named };  ///< a holiday, a short day, whatever the name says
  LocalDay day;
  std::string name;  ///< the same on every such day: what it does is learned by it
  Kind kind = Kind::named;
  bool closed = false;  ///< there will be no calls
};

/// What of a day its calls go by. Of each of its kinds a day has a course of its own (Monday, a holiday...);
/// levels raise or lower the whole day.
struct DayTerms {
  std::vector<double> kinds;   ///< 1 or 0 each
  std::vector<double> levels;  ///< by how much, of each effect
};

/// Which terms the days of a history have, and their values on any day.
///
/// Kinds: each weekday; holidays and short days where the calendar knows some. Levels: two harmonics of the
/// month (wages, bills), the first day after one that was closed or a holiday, each name of the calendar that
/// the history has seen; from 400 days of history on two harmonics of the year and its trend, which goes on
/// for three months at most.
class DayEffects {
 public:
  /// `days`: all on which there are, or will be, calls, in order; the first `known` of them are the history.
  /// `special` in order of day.
  DayEffects(std::span<const LocalDay> days, std::size_t known, std::span<const SpecialDay> special);

  std::size_t kinds() const;
  std::size_t levels() const;
  /// How many of the levels, the last ones, are those of names.
  std::size_t names() const { return names_.size(); }
  DayTerms terms_of(LocalDay day) const;
  /// Whether a year's course can be told.
  bool knows_years() const { return knows_years_; }

 private:
  static constexpr std::size_t kWeekdays = 7;
  std::span<const SpecialDay> special_on(LocalDay day) const;
  bool is_open(LocalDay day) const;
  bool is_after_gap(LocalDay day) const;
  void add_year(LocalDay day, std::vector<double>& levels) const;

  std::vector<LocalDay> open_;
  std::vector<SpecialDay> special_;
  std::vector<std::string> names_;  ///< of special days in the history
  LocalDay last_;                   ///< of the history
  bool usually_open_[kWeekdays] = {};
  bool knows_years_ = false;
};

}  // namespace tandem::forecast
