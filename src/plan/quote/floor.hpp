#pragma once

#include <cstdint>
#include <vector>

#include "core/base/random.hpp"
#include "core/base/zone.hpp"
#include "plan/quote/callers.hpp"
#include "plan/simulation/model.hpp"

namespace tandem::quote {

/// The calls of days to come as a forecast sees them, and who serves them: one team that takes the calls of
/// all queues. Days and slots (intervals of the wall clock) are those of the forecast; what is by day and
/// slot is in one list, day after day.
struct Floor {
  const Zone* zone = &Zone::utc();
  Duration interval;
  std::size_t first_slot = 0;  ///< of the day: intervals from midnight
  std::size_t slots = 0;       ///< a day
  std::vector<LocalDay> days;  ///< in order; those between have no calls
  std::vector<Callers> queues;
  std::vector<std::vector<double>> shares;        ///< by queue, then day and slot: of the calls; add up to 1
  std::vector<double> expected;                   ///< calls, by day and slot
  std::vector<double> handle_seconds;             ///< by day and slot, of the calls expected
  std::vector<std::vector<std::uint32_t>> paths;  ///< by path, then day and slot: what may come

  std::size_t size() const { return days.size() * slots; }
  /// Of all queues, by what share of the calls each has then.
  double usual_handle_seconds(std::size_t day_and_slot) const;
  /// The share of the calls that find their queue open, by when the slot begins.
  double open_share(std::size_t day_and_slot) const;
};

/// Calls by queue, then day and slot, as shares of all of them; of a slot without any, a queue has its share
/// of the calls of all slots. Without queues there is one, which has them all.
std::vector<std::vector<double>> shares_of(std::vector<std::vector<double>> counts, std::size_t size);

/// Agents on the phones, by day and slot.
using Staff = std::vector<std::uint32_t>;

/// What is otherwise than forecast, as factors.
struct Variation {
  double volume = 1;
  double handle = 1;
  double patience = 1;
  friend bool operator==(const Variation&, const Variation&) = default;
};

/// One course of the days to come with a staff, as the simulator runs it: the calls of path `path`, at random
/// within their slots and among the queues; agents at their hours, who stay for the last callers at the end
/// of a day. Handle times go with the forecast's of each slot, in steps of 4 %.
simulation::Model model_of(const Floor& floor, const Staff& staff, std::size_t path,
                           const Variation& variation, std::uint64_t seed);

}  // namespace tandem::quote
