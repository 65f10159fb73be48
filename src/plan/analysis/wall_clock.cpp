#include "plan/analysis/wall_clock.hpp"

namespace tandem::analysis {
namespace {

constexpr std::int64_t kDay = Duration::days(1).microseconds();

std::int64_t floor_divide(std::int64_t a, std::int64_t b) { return a / b - (a % b < 0 ? 1 : 0); }

}  // namespace

std::int64_t WallClock::local_microseconds(Instant at) {
  if (period_ == nullptr || at < period_->from || at >= period_->until) period_ = &zone_->period_at(at);
  return at.microseconds() + period_->offset.microseconds();
}

LocalPlace WallClock::place(Instant at) {
  const std::int64_t local = local_microseconds(at);
  const std::int64_t day = floor_divide(local, kDay);
  const std::int64_t within = local - day * kDay;
  const std::int64_t interval = within / interval_.microseconds();
  const std::int64_t past = within - interval * interval_.microseconds();
  return {day, static_cast<int>(interval), at - Duration::microseconds(past)};
}

}  // namespace tandem::analysis
