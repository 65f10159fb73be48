#include "plan/twin/call_surge.hpp"

#include <algorithm>
#include <map>
#include <vector>

namespace tandem::twin {
namespace {

constexpr Duration kPeriod = Duration::minutes(30);
/// Calls are counted so long before and after an instant.
constexpr Duration kAside = Duration::minutes(5);
/// Fewer than these are no measure of what is usual.
constexpr double kUsualMin = 3;

LocalDay day_of(LocalTime at) { return std::chrono::floor<std::chrono::days>(at); }

std::size_t period_of(LocalTime at) {
  return static_cast<std::size_t>((at - day_of(at)).count() / kPeriod.microseconds());
}

double median(std::vector<double> values) {
  const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
  std::ranges::nth_element(values, middle);
  return *middle;
}

}  // namespace

UsualCalls::UsualCalls(std::span<const Instant> arrivals, const Zone& zone) {
  std::map<LocalDay, std::array<double, kPeriods>> days;
  for (const Instant at : arrivals) {
    const LocalTime local = zone.to_local(at);
    ++days[day_of(local)][period_of(local)];
  }
  for (unsigned weekday = 0; weekday < calls_.size(); ++weekday)
    for (std::size_t period = 0; period < kPeriods; ++period) {
      std::vector<double> counts;
      for (const auto& [day, calls] : days)
        if (std::chrono::weekday(day).c_encoding() == weekday) counts.push_back(calls[period]);
      if (!counts.empty()) calls_[weekday][period] = median(std::move(counts));
    }
}

double UsualCalls::around(LocalTime at, Duration window) const {
  return calls_[std::chrono::weekday(day_of(at)).c_encoding()][period_of(at)] * window.seconds() /
         kPeriod.seconds();
}

double CallSurge::times_usual(Instant at) const {
  const auto from = std::ranges::lower_bound(arrivals_, at - kAside);
  const auto until = std::ranges::upper_bound(arrivals_, at + kAside);
  const double usual = std::max(kUsualMin, usual_.around(zone_.to_local(at), kAside + kAside));
  return static_cast<double>(until - from) / usual;
}

std::size_t CallSurge::step_of(double times) {
  return static_cast<std::size_t>(std::ranges::upper_bound(kFrom, times) - kFrom.begin()) - 1;
}

}  // namespace tandem::twin
