#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/duration.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"

namespace tandem::rosters {

/// What a roster may span, and a plan of people or sites: two years, of which one may be a leap year. And the
/// most agents that one interval may require.
inline constexpr std::size_t kDaysMax = 42;
inline constexpr std::size_t kPlanDaysMax = 731;
inline constexpr double kAgentsRequiredMax = 100'000;
/// Skills that a table may tell apart.
inline constexpr std::size_t kSkillsMax = 12;

/// How many agents are required on the phones, by interval, on days one after another. Times are those of a
/// wall clock on which every day has 24 hours.
struct Demand {
  LocalDay first;
  std::size_t days = 0;
  Duration interval;           ///< 15, 30 or 60 minutes
  std::vector<double> agents;  ///< by day and interval of the day; may be fractions
  /// Where it is told by skill: their names, in order of appearance, and what of `agents` each requires. An
  /// agent works for one of them at a time.
  std::vector<std::string> skills;
  std::vector<std::vector<double>> by_skill;

  std::size_t intervals_a_day() const { return static_cast<std::size_t>(Duration::days(1) / interval); }
};

struct DemandOptions {
  std::optional<Duration> interval;  ///< none: the longest of 15, 30 and 60 minutes that all rows begin on
  std::size_t days_max = kDaysMax;
  bool skills = false;  ///< a column skill, or group, may be there
};

/// A table `interval_start,agents` ("2026-01-05 08:00,12"), intervals that are not there require nobody; or,
/// where skills may be there, `interval_start,skill,agents`, and what `tandem mix --csv` writes: a column
/// group for the skill, a column cost that is passed over. Errors name the line.
Result<Demand> parse_demand(std::string_view text, const std::string& file,
                            const DemandOptions& options = {});
Result<Demand> read_demand(const std::string& path, const DemandOptions& options = {});

}  // namespace tandem::rosters
