#pragma once

#include <atomic>
#include <chrono>
#include <cstdint>
#include <vector>

#include "agree/sla/settle.hpp"
#include "plan/quote/floor.hpp"

namespace tandem::quote {

/// What a month is counted beside its calls.
struct Counted {
  std::int64_t tickets = 0;
  std::int64_t subscribers = 0;
};

/// One month of one course of the days to come, settled under the terms.
struct MonthRun {
  sla::Settlement settlement;
  std::int64_t calls = 0;   ///< offered
  double handle_hours = 0;  ///< talk and after-call work of all calls answered
};

/// What courses are simulated with.
struct Scene {
  const Floor& floor;
  const sla::Terms& terms;
  std::vector<std::chrono::year_month> months;  ///< those that are settled, in order
  Counted counted;                              ///< of each month
  std::uint64_t seed = 1;
  unsigned threads = 1;
  const std::atomic<bool>& cancelled;
};

/// Whole months of the floor's days, of which all have been forecast, and in which the terms hold.
std::vector<std::chrono::year_month> months_of(LocalDay first, LocalDay last, const sla::Terms& terms);

/// The months of a path with a staff: the same for the same scene, whatever else is run. Errors: those of the
/// simulator, and of a settlement (a per-unit price of what is not counted, amounts beyond bounds).
Result<std::vector<MonthRun>> run_course(const Scene& scene, const Staff& staff, std::size_t path,
                                         const Variation& variation);

/// Agents' hours on the phones that a staff has in a month.
double agent_hours(const Floor& floor, const Staff& staff, std::chrono::year_month month);

}  // namespace tandem::quote
