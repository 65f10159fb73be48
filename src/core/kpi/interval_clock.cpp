#include "core/kpi/interval_clock.hpp"

#include <chrono>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

constexpr std::int64_t kDayUs = 86'400'000'000;

std::int64_t floored(std::int64_t value, std::int64_t by) {
  const std::int64_t quotient = value / by;
  return quotient - (value < quotient * by ? 1 : 0);
}

}  // namespace

IntervalClock::IntervalClock(TimeKey key, Duration length, const Zone& zone)
    : key_(key), length_(length.microseconds()), zone_(zone) {
  TANDEM_CHECK(key != TimeKey::interval || (length_ > 0 && length_ <= kDayUs),
               "an interval is at most a day");
}

void IntervalClock::find_period(std::int64_t at) {
  const Zone::Period& period = zone_.period_at(Instant::from_microseconds(at));
  period_ = static_cast<std::uint32_t>(&period - zone_.periods().data());
  period_from_ = period_ == 0 ? std::numeric_limits<std::int64_t>::min() : period.from.microseconds();
  period_until_ = period.until.microseconds();  // none() is later than all
  offset_ = period.offset.microseconds();
}

std::int64_t IntervalClock::calendar_index(LocalDay day) const {
  const std::int64_t days = day.time_since_epoch().count();
  if (key_ == TimeKey::day) return days;
  if (key_ == TimeKey::week) return floored(days + 3, 7);  // 1970-01-01 was a Thursday
  const std::chrono::year_month_day date(day);
  return std::int64_t{int{date.year()}} * 12 + unsigned{date.month()} - 1;
}

LocalDay IntervalClock::first_day_of(std::int64_t index) const {
  if (key_ == TimeKey::day) return LocalDay(std::chrono::days(index));
  if (key_ == TimeKey::week) return LocalDay(std::chrono::days(index * 7 - 3));
  const std::chrono::year year(static_cast<int>(floored(index, 12)));
  return LocalDay(year / std::chrono::month(static_cast<unsigned>(index - floored(index, 12) * 12 + 1)) / 1);
}

IntervalClock::Stretch IntervalClock::calendar_stretch_of(Instant at) {
  if (!(at.microseconds() >= period_from_ && at.microseconds() < period_until_))
    find_period(at.microseconds());
  const std::int64_t local_day = floored(at.microseconds() + offset_, kDayUs);
  Kept& kept = kept_[static_cast<std::size_t>(local_day) % kStretchesKept];
  if (kept.local_day == local_day && kept.stretch.holds(at.microseconds())) return kept.stretch;
  const std::int64_t index = calendar_index(LocalDay(std::chrono::days(local_day)));
  kept.local_day = local_day;
  kept.stretch = {start_of_day(first_day_of(index), zone_).microseconds(),
                  start_of_day(first_day_of(index + 1), zone_).microseconds(),
                  {0, index}};
  return kept.stretch;
}

Instant IntervalClock::start_of(const Slot& slot) const {
  switch (key_) {
    case TimeKey::none:
      return Instant::none();
    case TimeKey::interval:
      return Instant::from_microseconds(slot.index * length_ -
                                        zone_.periods()[slot.period].offset.microseconds());
    default:
      return start_of_day(first_day_of(slot.index), zone_);
  }
}

std::vector<Slot> IntervalClock::slots_between(const Slot& from, const Slot& to) {
  std::vector<Slot> slots{from};
  while (slots.back() < to) {
    // One stretch may come in parts, where the clock is set within it.
    Stretch stretch = stretch_of(start_of(slots.back()));
    while (stretch.slot == slots.back()) stretch = stretch_of(Instant::from_microseconds(stretch.until));
    slots.push_back(stretch.slot);
  }
  return slots;
}

}  // namespace tandem::kpi
