#pragma once

#include <array>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"
#include "core/calendar/opening_hours.hpp"
#include "plan/forecast/day_model.hpp"

namespace tandem::forecast {

/// What is known of lines of business before there are any calls: rules of thumb, good for a first plan and
/// wrong by half or by twice, as the interval says.
struct Industry {
  std::string_view name;
  double contacts_a_month;  ///< calls of one subscriber
  double handle_seconds;
  std::array<double, 24> hours;    ///< weights of the hours of a day, while open
  std::array<double, 7> weekdays;  ///< of days, Monday first
};
const std::vector<Industry>& industries();
/// The error names those that there are.
Result<const Industry*> find_industry(std::string_view name);

/// A client without calls yet: how many there will be, from how many it serves.
struct LaunchTerms {
  const Industry* industry = nullptr;
  double subscribers = 0;
  double contacts_a_month = 0;  ///< of one subscriber; 0: as its industry's
  calendar::WeeklyHours open;
  Duration interval;
};

/// The days of such a client: what its first calls are a share of (see DayModel), or all that there is to go
/// by.
class Launch final : public Course {
 public:
  explicit Launch(const LaunchTerms& terms);

  std::vector<double> counts_on(LocalDay day) const;
  std::vector<double> roots_on(LocalDay day) const override;
  bool is_open(LocalDay day) const;
  double handle_seconds() const { return terms_.industry->handle_seconds; }
  /// Of a series without days yet: its slots are those in which it is ever open.
  const DaySeries& slots() const { return slots_; }

  /// Standard deviation of the whole level, of itself, before the first day and after some.
  static double level_deviation(std::size_t days_known);

 private:
  double open_share(LocalDay day, std::size_t slot) const;
  double weight(LocalDay day, std::size_t slot) const;

  LaunchTerms terms_;
  DaySeries slots_;
  double calls_by_weight_ = 0;
};

}  // namespace tandem::forecast
