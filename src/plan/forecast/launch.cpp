#include "plan/forecast/launch.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <string>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include "core/base/check.hpp"

namespace tandem::forecast {
namespace {

using Hours = std::array<double, 24>;
using Weekdays = std::array<double, 7>;

// Who calls an office: in the morning, and again after lunch.
constexpr Hours kOffice = {0.1, 0.05, 0.05, 0.05, 0.05, 0.1, 0.3, 0.6, 1.3, 1.9, 2.0, 1.9,
                           1.6, 1.6,  1.7,  1.6,  1.4,  1.1, 0.8, 0.6, 0.4, 0.3, 0.2, 0.1};
// Who calls from home: all day, and in the evening.
constexpr Hours kHome = {0.2, 0.1, 0.1, 0.1, 0.1, 0.1, 0.3, 0.6, 1.1, 1.5, 1.6, 1.5,
                         1.4, 1.3, 1.4, 1.4, 1.5, 1.6, 1.6, 1.5, 1.2, 0.9, 0.6, 0.4};
constexpr Weekdays kOfficeWeek = {1.2, 1.05, 1.0, 1.0, 0.95, 0.35, 0.25};
constexpr Weekdays kHomeWeek = {1.15, 1.05, 1.0, 1.0, 1.0, 0.8, 0.7};

constexpr double kDaysAMonth = 365.2425 / 12;
/// Before the first call, the level is known to within a factor of two or so.
constexpr double kLevelUnknown = 0.5;
/// Days are off their level by so much, and so much is learned of it from each.
constexpr double kDaysDiffer = 0.15;

std::size_t iso_of(LocalDay day) { return std::chrono::weekday(day).iso_encoding() - 1; }

}  // namespace

const std::vector<Industry>& industries() {
  static const std::vector<Industry> all = {
      {"bank", 0.25, 240, kOffice, kOfficeWeek},   {"insurance", 0.08, 360, kOffice, kOfficeWeek},
      {"telecom", 0.2, 330, kHome, kHomeWeek},     {"internet", 0.12, 480, kHome, kHomeWeek},
      {"retail", 0.06, 240, kHome, kHomeWeek},     {"utility", 0.07, 300, kOffice, kOfficeWeek},
      {"health", 0.2, 270, kOffice, kOfficeWeek},  {"travel", 0.15, 420, kHome, kHomeWeek},
      {"public", 0.05, 300, kOffice, kOfficeWeek}, {"software", 0.1, 600, kOffice, kOfficeWeek},
  };
  return all;
}

Result<const Industry*> find_industry(std::string_view name) {
  std::vector<std::string_view> names;
  for (const Industry& industry : industries()) {
    if (industry.name == name) return &industry;
    names.push_back(industry.name);
  }
  return failure(ErrorCode::usage, "--industry {} is not known; there are {}", name, fmt::join(names, ", "));
}

Launch::Launch(const LaunchTerms& terms) : terms_(terms) {
  TANDEM_CHECK(terms.industry != nullptr && terms.interval > Duration(), "a launch has an industry");
  const auto a_day = static_cast<std::size_t>(Duration::hours(24) / terms.interval);
  const LocalDay monday = std::chrono::floor<std::chrono::days>(
      std::chrono::local_days(std::chrono::year(2024) / std::chrono::January / 1));
  slots_.interval = terms.interval;
  slots_.slots = a_day;
  std::size_t first = a_day, last = 0;
  double weights = 0;
  for (int day = 0; day < 7; ++day)
    for (std::size_t slot = 0; slot < a_day; ++slot) {
      const double of_slot = weight(monday + std::chrono::days(day), slot);
      if (of_slot <= 0) continue;
      weights += of_slot;
      first = std::min(first, slot);
      last = std::max(last, slot);
    }
  slots_.first_slot = std::min(first, last);
  slots_.slots = weights > 0 ? last - slots_.first_slot + 1 : 0;
  const double rate = terms.contacts_a_month > 0 ? terms.contacts_a_month : terms.industry->contacts_a_month;
  calls_by_weight_ = weights > 0 ? terms.subscribers * rate / kDaysAMonth * 7 / weights : 0;
}

/// Of an interval of the day, counted from midnight.
double Launch::open_share(LocalDay day, std::size_t slot) const {
  const double from = terms_.interval.seconds() / 60 * static_cast<double>(slot);
  const double until = from + terms_.interval.seconds() / 60;
  double open = 0;
  for (int before = 0; before <= 1; ++before)
    for (const calendar::DaySpan& span :
         terms_.open.of(std::chrono::weekday(day - std::chrono::days(before)))) {
      const double shift = 1440.0 * before;
      open += std::max(
          0.0, std::min(until, span.end_minutes() - shift) - std::max(from, span.from.minutes() - shift));
    }
  return std::min(1.0, open / (until - from));
}

double Launch::weight(LocalDay day, std::size_t slot) const {
  const auto hour = static_cast<std::size_t>(terms_.interval.seconds() / 3600 * static_cast<double>(slot));
  return open_share(day, slot) * terms_.industry->hours[std::min<std::size_t>(hour, 23)] *
         terms_.industry->weekdays[iso_of(day)];
}

bool Launch::is_open(LocalDay day) const {
  return std::ranges::any_of(counts_on(day), [](double calls) { return calls > 0; });
}

std::vector<double> Launch::counts_on(LocalDay day) const {
  std::vector<double> counts(slots_.slots);
  for (std::size_t slot = 0; slot < counts.size(); ++slot)
    counts[slot] = calls_by_weight_ * weight(day, slots_.first_slot + slot);
  return counts;
}

std::vector<double> Launch::roots_on(LocalDay day) const {
  std::vector<double> roots = counts_on(day);
  for (double& each : roots) each = std::sqrt(each);
  return roots;
}

double Launch::level_deviation(std::size_t days_known) {
  const double learned = static_cast<double>(days_known) / (kDaysDiffer * kDaysDiffer);
  return std::sqrt(kDaysDiffer * kDaysDiffer + 1 / (1 / (kLevelUnknown * kLevelUnknown) + learned));
}

}  // namespace tandem::forecast
