#pragma once

#include "core/base/zone.hpp"

namespace tandem::importing {

/// Turns the wall-clock readings of one log, most of which lie close together, into instants: remembers the
/// stretch with one offset that the last reading fell into, and asks the zone only near a change of the
/// clock.
class LocalClock {
 public:
  explicit LocalClock(const Zone& zone) : zone_(zone) {}

  Zone::Resolved to_instant(LocalTime local) {
    const std::int64_t us = local.time_since_epoch().count();
    if (us >= safe_from_ && us < safe_until_)
      return {Instant::from_microseconds(us - offset_us_), Zone::Reading::unique};
    return ask(local);
  }

 private:
  Zone::Resolved ask(LocalTime local);
  const Zone& zone_;
  std::int64_t safe_from_ = 0;
  std::int64_t safe_until_ = 0;
  std::int64_t offset_us_ = 0;
};

}  // namespace tandem::importing
