#pragma once

#include <cstddef>
#include <memory>
#include <vector>

#include "plan/forecast/day_series.hpp"
#include "plan/forecast/day_terms.hpp"

namespace tandem::forecast {

/// What days are like that others are a part of, or begin as.
class Course {
 public:
  virtual ~Course() = default;
  /// The roots of counts, by slot, of a day as it is as a rule.
  virtual std::vector<double> roots_on(LocalDay day) const = 0;
};

/// Learns what the days of a history have in common, and foretells others: the median count by slot.
///
/// Of the roots of counts, whose noise is alike at every level (Brown et al. 2005), a day is its kinds'
/// course times its level, plus what lingers from the days just before: their level, and the three patterns
/// by which whole days differ most from their own (after Shen & Huang 2008). Kinds and levels are ridge
/// regressions in turns; recent days weigh more, and days that are far off, such as outages, hardly at all.
class DayModel final : public Course {
 public:
  /// From the first `known` days of a series, of which there must be one. Takes milliseconds.
  /// `whole`, where there is one, knows no later days, has the same slots and must live longer.
  DayModel(const DaySeries& series, std::size_t known, const DayEffects& calendar,
           const Course* whole = nullptr);
  DayModel(DayModel&&) noexcept;
  DayModel& operator=(DayModel&&) noexcept;
  ~DayModel() override;

  /// By slot. `ahead`: how many days with calls after the last known, from 1.
  std::vector<double> counts_on(LocalDay day, std::size_t ahead) const;
  std::vector<double> roots_on(LocalDay day) const override;
  /// What such a day has as a rule, whatever the days just before it were like.
  std::vector<double> usual_on(LocalDay day) const;
  /// How much each known day was like others of its kind: 1 wholly, 0 not at all.
  const std::vector<double>& likeness() const { return likeness_; }

 private:
  struct Fit;
  struct Fitting;
  std::vector<double> roots_on(LocalDay day, double ahead) const;
  std::vector<double> counts_of(std::vector<double> roots) const;
  std::unique_ptr<Fit> fit_;
  const Course* whole_;
  DayEffects calendar_;
  std::vector<double> likeness_;
};

}  // namespace tandem::forecast
