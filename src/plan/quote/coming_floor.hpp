#pragma once

#include <span>
#include <vector>

#include "plan/forecast/forecast.hpp"
#include "plan/quote/floor.hpp"

namespace tandem::quote {

/// The floor of a forecast: its days, its paths, and its parts as queues. `parts` and `callers` go together,
/// one of each queue; without parts there is one queue. Where a slot is forecast no calls of any part, the
/// queues have their share of all calls. Handle times are the forecast's where it knows them, else the
/// callers' own. Days before `from` are left out.
Floor floor_of(const forecast::StreamForecast& whole, std::span<const forecast::StreamForecast> parts,
               std::vector<Callers> callers, const Zone& zone, LocalDay from);

}  // namespace tandem::quote
