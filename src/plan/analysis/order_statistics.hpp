#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

/// Robust figures of location and spread, and exact percentiles.
namespace tandem::analysis {

/// The middle value, the mean of the two middle ones of an even number; 0 of none. Takes a copy to reorder.
double median(std::vector<double> values);

/// 1.4826 x the median of |value|: the standard deviation of normal values about 0, blind to up to half of
/// them being anything.
double spread_about_zero(const std::vector<double>& values);

/// The median of the shortest stretch that holds half of the values: of all estimates of location the one
/// least moved by a bad half, for groups as small as the four Tuesdays of a month (Rousseeuw 1984, LMS).
double median_of_shortest_half(std::vector<double> values);

/// Nearest rank as a position from 0: of the smallest value with at least `share` of `count` at or below it.
/// `count` at least 1, `share` in (0, 1].
std::size_t nearest_rank(std::size_t count, double share);

/// Ascending. For millions of times: radix by bytes, bytes that are all alike are skipped. None negative.
void sort_ascending(std::vector<std::int64_t>& values);

}  // namespace tandem::analysis
