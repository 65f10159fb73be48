#include "plan/staffing/headcount/shrinkage.hpp"

namespace tandem::headcount {
namespace {

constexpr std::array<double, kMonthsAYear> kDays = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
constexpr double kDaysAYear = 365;

}  // namespace

double share_in(const Cause& cause, std::chrono::month month) {
  double mean = 0;
  for (std::size_t i = 0; i < kMonthsAYear; ++i) mean += cause.weights[i] * kDays[i] / kDaysAYear;
  return mean > 0 ? cause.share * cause.weights[static_cast<unsigned>(month) - 1] / mean : 0;
}

PaidTime paid_time_in(std::span<const Cause> causes, std::chrono::month month) {
  PaidTime time;
  time.away.resize(causes.size());
  for (std::size_t i = 0; i < causes.size(); ++i)
    if (causes[i].planned) time.rostered -= time.away[i] = share_in(causes[i], month);
  time.productive = time.rostered;
  for (std::size_t i = 0; i < causes.size(); ++i)
    if (!causes[i].planned) time.productive -= time.away[i] = time.productive * share_in(causes[i], month);
  return time;
}

}  // namespace tandem::headcount
