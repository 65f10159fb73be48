#pragma once

#include <array>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/instant.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "plan/staffing/rosters/demand.hpp"
#include "plan/staffing/sites/site.hpp"

namespace tandem::sites {

/// Agents required on the phones, one interval after another.
struct Series {
  Instant from;
  Duration interval;  ///< a whole number of quarters of an hour, or of them in an hour's quarter
  std::vector<double> agents;
};

/// The same of a table by the wall clock. An hour that the clock leaves out is nobody's, one that it repeats
/// is required twice.
Series series_of(const rosters::Demand& demand, const Zone& zone);

inline constexpr std::size_t kMonthsAYear = 12;

/// What is to be staffed.
struct Work {
  Series required;
  const Zone* zone = nullptr;  ///< of the client: months and hours of the week are told by its clock
  /// Share of paid time that is not spent on calls, by month of the year, January first; of sites that state
  /// none of their own.
  std::array<double, kMonthsAYear> shrinkage = {};
  std::optional<double> calls;  ///< of all intervals, for costs a call
};

/// Time in which everything that a price depends on is the same: the month, the agents required and, of every
/// site, whether it is open, whether it is night there, and which day.
struct Cell {
  std::size_t month = 0;
  double agents = 0;
  double hours = 0;  ///< how long all of it is
  std::uint64_t states = 0;
};

enum class DayKind : std::uint8_t { weekday, saturday, sunday, holiday };

/// How a cell finds one site.
struct SiteState {
  bool open = false, night = false;
  DayKind day = DayKind::weekday;
};

/// A series told apart into cells. A site counts as open where it is open for the whole of a piece.
struct Grid {
  struct Month {
    std::chrono::year_month month;
    double share = 0;  ///< how much of the month the series has
  };
  static constexpr std::uint32_t kNobody = UINT32_MAX;

  std::vector<Month> months;
  std::vector<Cell> cells;
  Instant from;
  Duration piece;
  std::vector<std::uint32_t> cell_of;  ///< by piece; kNobody where nobody is required

  SiteState state(const Cell& cell, std::size_t site) const {
    const auto bits = static_cast<unsigned>(cell.states >> (4 * site)) & 0xfU;
    return {(bits & 1U) != 0, (bits & 2U) != 0, static_cast<DayKind>(bits >> 2U)};
  }
};

/// At most kSitesMax sites. Errors: bad_value for a series that is none.
Result<Grid> grid_of(const Work& work, std::span<const Site> sites);

}  // namespace tandem::sites
