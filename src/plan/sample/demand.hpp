#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "core/base/zone.hpp"
#include "plan/sample/calendar.hpp"
#include "plan/sample/help_desk.hpp"

namespace tandem::sample {

/// A fault in the provider's network: technical support is flooded.
struct Outage {
  LocalDay day;
  double from_hour = 0;
  double until_hour = 0;
  double surge = 0;      ///< calls per usual call at its height
  double announced = 0;  ///< share of callers whom the announcement in the menu satisfies
  Instant from{}, until{};
};

struct Arrival {
  Instant at;
  Line line = Line::technical;
};

/// First calls of customers, day by day: a Poisson process whose rate follows level and shape of the day, a
/// random busyness of the day (gamma, partly shared by the lines) and one of the hour that resembles the
/// hour before. Calls that follow from other calls are the floor's.
class Demand {
 public:
  Demand(std::uint64_t seed, LocalDay first_day, int days, double scale, const Zone& zone);

  /// In order of time. Days must be asked for in order.
  std::vector<Arrival> arrivals_of(LocalDay day);
  /// Erlangs per half hour as a planner expects them.
  std::array<double, kSlotsPerDay> planned_load(Line line, LocalDay day) const;
  /// The outage going on, or null.
  const Outage* outage_at(Instant at) const;

 private:
  double surge_of(Line line, LocalDay day, double hour) const;
  void plan_outages(int days);

  LocalDay first_day_;
  double scale_;
  const Zone& zone_;
  Random random_;
  std::vector<Outage> outages_;
  std::array<double, kLines> hour_mood_{};  ///< logarithm of the hour's busyness
};

}  // namespace tandem::sample
