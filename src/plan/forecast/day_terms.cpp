#include "plan/forecast/day_terms.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numbers>

namespace tandem::forecast {
namespace {

using std::chrono::days;

constexpr days kYearsKnownFrom{400};
constexpr double kTrendDaysMax = 90;
constexpr double kDaysAYear = 365.2425;
/// A weekday is usually open when it has calls in so many of the history's weeks.
constexpr double kUsually = 0.5;
/// Gaps are looked for no further back.
constexpr int kGapDaysMax = 7;

std::size_t weekday_of(LocalDay day) { return std::chrono::weekday(day).c_encoding(); }

/// cos and sin of the k-th harmonic of a part in [0, 1) of a cycle.
void add_harmonics(double part, int harmonics, std::vector<double>& levels) {
  for (int k = 1; k <= harmonics; ++k) {
    levels.push_back(std::cos(2 * std::numbers::pi * k * part));
    levels.push_back(std::sin(2 * std::numbers::pi * k * part));
  }
}

/// How much of its month is over at a day's noon.
double part_of_month(LocalDay day) {
  const std::chrono::year_month_day date(day);
  const auto last = std::chrono::year_month_day_last(date.year(), std::chrono::month_day_last(date.month()));
  return (static_cast<double>(static_cast<unsigned>(date.day())) - 0.5) /
         static_cast<double>(static_cast<unsigned>(last.day()));
}

bool changes_the_day(const SpecialDay& special) { return special.kind != SpecialDay::Kind::named; }

constexpr std::size_t kMonthLevels = 4, kYearLevels = 5;

}  // namespace

DayEffects::DayEffects(std::span<const LocalDay> days, std::size_t known, std::span<const SpecialDay> special)
    : open_(days.begin(), days.end()), special_(special.begin(), special.end()) {
  const auto history = days.first(known);
  if (history.empty()) return;
  last_ = history.back();
  const double weeks = static_cast<double>((last_ - history.front()).count() + 1) / kWeekdays;
  double open[kWeekdays] = {};
  for (const LocalDay day : history) ++open[weekday_of(day)];
  for (std::size_t weekday = 0; weekday < kWeekdays; ++weekday)
    usually_open_[weekday] = open[weekday] >= kUsually * weeks;
  knows_years_ = last_ - history.front() >= kYearsKnownFrom;
  for (const LocalDay day : history)
    for (const SpecialDay& each : special_on(day)) names_.push_back(each.name);
  std::ranges::sort(names_);
  names_.erase(std::ranges::unique(names_).begin(), names_.end());
}

std::size_t DayEffects::kinds() const { return kWeekdays + (special_.empty() ? 0 : 2); }

std::size_t DayEffects::levels() const {
  return kMonthLevels + 1 + (knows_years_ ? kYearLevels : 0) + names_.size();
}

std::span<const SpecialDay> DayEffects::special_on(LocalDay day) const {
  const auto found = std::ranges::equal_range(special_, day, {}, &SpecialDay::day);
  return {found.begin(), found.end()};
}

bool DayEffects::is_open(LocalDay day) const { return std::ranges::binary_search(open_, day); }

/// The last day before, on which there are calls as a rule, had none or was a holiday.
bool DayEffects::is_after_gap(LocalDay day) const {
  if (open_.empty() || day <= open_.front()) return false;
  for (int back = 1; back <= kGapDaysMax; ++back) {
    const LocalDay before = day - days(back);
    if (before < open_.front() || !usually_open_[weekday_of(before)]) continue;
    return !is_open(before) || std::ranges::any_of(special_on(before), [](const SpecialDay& special) {
      return special.kind == SpecialDay::Kind::full;
    });
  }
  return false;
}

void DayEffects::add_year(LocalDay day, std::vector<double>& levels) const {
  const std::chrono::year_month_day date(day);
  const LocalDay new_year(date.year() / std::chrono::January / 1);
  add_harmonics(static_cast<double>((day - new_year).count()) / kDaysAYear, 2, levels);
  const auto since = static_cast<double>((day - last_).count());
  levels.push_back(std::min(since, kTrendDaysMax) / kDaysAYear);
}

DayTerms DayEffects::terms_of(LocalDay day) const {
  DayTerms terms;
  terms.kinds.assign(kinds(), 0);
  terms.kinds[weekday_of(day)] = 1;
  const auto special = special_on(day);
  const auto has = [&](SpecialDay::Kind kind) {
    return std::ranges::any_of(special, [kind](const SpecialDay& each) { return each.kind == kind; });
  };
  // A holiday is one whatever else it is the eve of.
  if (std::ranges::any_of(special, changes_the_day))
    terms.kinds[has(SpecialDay::Kind::full) ? kWeekdays : kWeekdays + 1] = 1;
  add_harmonics(part_of_month(day), 2, terms.levels);
  terms.levels.push_back(is_after_gap(day) ? 1 : 0);
  if (knows_years_) add_year(day, terms.levels);
  for (const std::string& name : names_)
    terms.levels.push_back(
        std::ranges::any_of(special, [&](const SpecialDay& each) { return each.name == name; }) ? 1 : 0);
  return terms;
}

}  // namespace tandem::forecast
