#pragma once

#include <cstddef>
#include <vector>

namespace tandem::rosters {

inline constexpr double kForbidden = 1e15;

/// Gives rows columns of their own at the least cost in all; `costs` by row and column, kForbidden where a
/// row cannot have a column. A row that goes without costs `without`. By row: its column, or `columns` for
/// none. The Hungarian method with potentials (Kuhn 1955; Jonker & Volgenant 1987), rows^2 times columns
/// steps.
std::vector<std::size_t> least_cost_matching(const std::vector<double>& costs, std::size_t rows,
                                             std::size_t columns, double without);

}  // namespace tandem::rosters
