#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <vector>

#include "core/base/zone.hpp"

namespace tandem::kpi {

/// By which stretch of local time calls are grouped. Weeks begin on Monday.
enum class TimeKey : std::uint8_t { none, interval, day, week, month };

/// A stretch of local time, as a key. Slots of one clock compare in order of time.
struct Slot {
  std::uint32_t period = 0;  ///< of the zone, for intervals: the hour that a clock repeats has its own slots
  std::int64_t index = 0;
  friend auto operator<=>(const Slot&, const Slot&) = default;
};

/// Tells which stretch of local time an instant falls into. Remembers what it told: one clock serves one
/// worker.
class IntervalClock {
 public:
  /// `length` is of TimeKey::interval only: more than zero, at most a day, counted from local midnight. An
  /// interval within which the clock is set is one interval, unless it is begun twice.
  IntervalClock(TimeKey key, Duration length, const Zone& zone);

  /// Instants from `from` until before `until` (microseconds) have this slot; others may have it too.
  struct Stretch {
    std::int64_t from = std::numeric_limits<std::int64_t>::min();
    std::int64_t until = std::numeric_limits<std::int64_t>::max();
    Slot slot;
    bool holds(std::int64_t at) const { return at >= from && at < until; }
  };
  Stretch stretch_of(Instant at) {
    switch (key_) {
      case TimeKey::none:
        return {};
      case TimeKey::interval:
        return interval_of(at.microseconds());
      default:
        return calendar_stretch_of(at);
    }
  }
  /// When a slot begins.
  Instant start_of(const Slot& slot) const;
  /// The slots of all stretches that begin from `from` to `to`, both included.
  std::vector<Slot> slots_between(const Slot& from, const Slot& to);

 private:
  Stretch interval_of(std::int64_t at) {
    if (at < period_from_ || at >= period_until_) [[unlikely]]
      find_period(at);
    const std::int64_t local = at + offset_;
    std::int64_t index = local / length_;
    index -= local < index * length_ ? 1 : 0;
    const std::int64_t start = index * length_ - offset_;
    Stretch stretch{start, start + length_, {period_, index}};
    if (start < period_from_) [[unlikely]] {
      stretch.from = period_from_;
      --stretch.slot.period;
    }
    if (stretch.until > period_until_) [[unlikely]]
      stretch.until = period_until_;
    return stretch;
  }
  void find_period(std::int64_t at);
  Stretch calendar_stretch_of(Instant at);
  std::int64_t calendar_index(LocalDay day) const;
  LocalDay first_day_of(std::int64_t index) const;

  TimeKey key_;
  std::int64_t length_;
  const Zone& zone_;
  std::uint32_t period_ = 0;
  std::int64_t period_from_ = 1;  ///< nothing is found yet
  std::int64_t period_until_ = 0;
  std::int64_t offset_ = 0;
  static constexpr std::size_t kStretchesKept = 256;
  struct Kept {
    std::int64_t local_day = std::numeric_limits<std::int64_t>::min();
    Stretch stretch;
  };
  std::array<Kept, kStretchesKept> kept_{};  ///< by local day
};

}  // namespace tandem::kpi
