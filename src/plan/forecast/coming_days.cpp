#include "plan/forecast/coming_days.hpp"

#include <algorithm>
#include <chrono>

namespace tandem::forecast {
namespace {

/// A weekday that had calls in a smaller share of the history's weeks is closed as a rule.
constexpr double kUsually = 0.5;

bool has_calls(const DaySeries& history, LocalDay day) {
  return std::ranges::binary_search(history.days, day);
}

/// Whether most of the holidays that the history reaches over had calls, or there were none.
bool works_on_holidays(const DaySeries& history, std::span<const SpecialDay> special) {
  int open = 0, closed = 0;
  for (const SpecialDay& each : special) {
    if (each.kind != SpecialDay::Kind::full || each.day < history.days.front() ||
        each.day > history.days.back())
      continue;
    ++(has_calls(history, each.day) ? open : closed);
  }
  return open >= closed;
}

}  // namespace

std::vector<LocalDay> coming_days(const DaySeries& history, LocalDay until,
                                  std::span<const SpecialDay> special) {
  const double weeks = static_cast<double>((history.days.back() - history.days.front()).count() + 1) / 7;
  const bool holidays_too = works_on_holidays(history, special);
  const auto is_open = [&](LocalDay day) {
    const std::chrono::weekday weekday(day);
    const auto seen = std::ranges::count_if(
        history.days, [weekday](LocalDay each) { return std::chrono::weekday(each) == weekday; });
    if (static_cast<double>(seen) < kUsually * weeks) return false;
    return std::ranges::none_of(special, [&](const SpecialDay& each) {
      return each.day == day && (each.closed || (each.kind == SpecialDay::Kind::full && !holidays_too));
    });
  };
  std::vector<LocalDay> coming;
  for (LocalDay day = history.days.back() + std::chrono::days(1); day <= until; day += std::chrono::days(1))
    if (is_open(day)) coming.push_back(day);
  return coming;
}

}  // namespace tandem::forecast
