#pragma once

#include <cstddef>
#include <vector>

#include "plan/simulation/model.hpp"

namespace tandem::simulation {

/// The instants at which calls of one type come in one replication, one after the other. Busyness and calls
/// are drawn from streams of their own, so that the same days are busy whatever else changes.
class ArrivalStream {
 public:
  ArrivalStream(const Arrivals& arrivals, const Horizon& horizon, Random calls, Random busyness);

  /// In order; none() after the last.
  Instant next();

 private:
  void plan_day();
  std::vector<double> calls_of_day();
  bool next_period();
  Instant next_poisson();
  Instant next_count();
  Instant next_of_trace();

  const Arrivals& arrivals_;
  const Zone& zone_;
  Instant start_;
  Instant end_;
  Random calls_;
  Random busyness_;

  LocalDay first_day_;
  LocalDay day_;  ///< the one that is planned next
  struct Period {
    Instant from;
    double calls = 0;
  };
  std::vector<Period> periods_;  ///< of the planned day, and a last one that says where it ends
  std::size_t period_ = 0;
  double score_ = 0;  ///< of the last period's busyness

  // The present period.
  double from_ = 0;          ///< where the next call is looked for, in microseconds since start_
  double until_ = 0;         ///< its end
  double mean_gap_ = 0;      ///< microseconds; 0: no calls
  std::vector<double> due_;  ///< of Kind::counts: latest first
  std::size_t traced_ = 0;
};

}  // namespace tandem::simulation
