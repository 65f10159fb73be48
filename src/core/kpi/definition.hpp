#pragma once

#include <chrono>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/kpi/rules.hpp"
#include "core/kpi/tally.hpp"

namespace tandem::kpi {

enum class Unit : std::uint8_t { count, share, seconds };

/// How the figures of intervals become one figure of a day or month. For volumes 10/10/200 with 10/9/120
/// answered in time: pooled 63.2 %, mean_of_intervals 83.3 %, share_of_intervals (that meet 80 %) 66.7 %.
enum class Aggregation : std::uint8_t { pooled, mean_of_intervals, share_of_intervals };

/// Which waits a percentile is taken of.
enum class Waits : std::uint8_t { answered, abandoned, all };

/// One signed summand of a numerator or denominator.
struct Term {
  Measure measure;
  int sign = +1;
};

struct Rounding {
  enum class Mode : std::uint8_t { half_away_from_zero, down, up };
  int decimals = 2;  ///< of a percentage for shares, of a second for times
  Mode mode = Mode::half_away_from_zero;
};

/// A KPI as data: a contract names its id and version. A ratio (numerator / denominator), a plain sum (no
/// denominator), or an exact percentile of waits by nearest rank. Effective from the first day to the last,
/// never retroactively.
struct Definition {
  std::string id;  ///< "strict", "mean_wait"...
  int version = 1;
  std::chrono::year_month_day effective_from{std::chrono::year(1970), std::chrono::January,
                                             std::chrono::day(1)};
  std::optional<std::chrono::year_month_day> effective_until;
  std::string name_en, name_ru;
  std::string formula;     ///< as printed beside every figure: "A_T / (A + B)"
  std::string also_known;  ///< what other products call it
  Unit unit = Unit::share;
  std::vector<Term> numerator;
  std::vector<Term> denominator;     ///< empty: the figure is the numerator
  std::optional<double> percentile;  ///< in (0, 1]; then numerator and denominator are empty
  Waits percentile_of = Waits::all;
  Aggregation aggregation = Aggregation::pooled;
  std::optional<double> interval_target;  ///< of share_of_intervals, in the KPI's unit
  Rounding rounding;

  bool effective_on(std::chrono::year_month_day day) const;
};

/// Every KPI Tandem knows, the six service-level formulas first.
std::span<const Definition> catalogue();
/// The latest version of a definition; an unknown id is an error that lists the known ones.
Result<const Definition*> find_definition(std::string_view id);

/// One version of a definition; the error says which there are.
Result<const Definition*> find_definition(std::string_view id, int version);
/// Whether the figure depends on the answer threshold T, and on the short-abandon threshold S.
bool uses_answer_threshold(const Definition& definition);
bool uses_short_abandons(const Definition& definition);

/// The six service-level formulas of the catalogue, in the order of docs: strict, drop_short, credit_short,
/// ignore_abandoned_in_threshold, credit_abandoned_in_threshold, answered_only.
inline constexpr std::size_t kServiceLevelFormulas = 6;
std::span<const Definition> service_level_formulas();

}  // namespace tandem::kpi
