#pragma once

#include <array>
#include <atomic>
#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/base/money.hpp"
#include "core/base/result.hpp"
#include "plan/staffing/sites/cost.hpp"
#include "plan/staffing/sites/site.hpp"
#include "plan/staffing/sites/work.hpp"

namespace tandem::sites {

inline constexpr std::size_t kHoursAWeek = 7 * 24;

/// A site alone, or a mix.
struct Alternative {
  std::string name;
  std::optional<Kind> kind;               ///< none: a mix
  std::vector<SitePart> parts;            ///< those with work
  std::optional<std::string> impossible;  ///< why it cannot be; then all figures are 0
  Costs costs;
  double hours = 0;  ///< required
  double hours_covered = 0;
  double paid_hours = 0, phone_hours = 0;
  std::uint32_t seats = 0;
  /// Agent-hours required that no open site has, by hour of the week in the client's zone, Monday 00:00
  /// first.
  std::array<double, kHoursAWeek> uncovered = {};
  std::optional<double> calls;        ///< covered, in proportion to hours; none: not known how many there are
  std::optional<double> extra_calls;  ///< that come back besides, as the sites' quality is stated
  bool proven = true;                 ///< of a mix: that none is cheaper

  bool covers_all() const { return !impossible && hours_covered >= hours * (1 - 1e-6); }
  double cover() const { return hours > 0 ? hours_covered / hours : 1; }
};

struct Comparison {
  Currency currency;
  std::vector<Alternative>
      alternatives;                     ///< each site alone in the order given, then the mix, of two or more
  std::optional<std::size_t> cheapest;  ///< of those that cover all; none: none does

  Money money(std::int64_t minor_units) const { return {minor_units, currency}; }
};

struct CompareOptions {
  double seconds = 60;  ///< for the mix
  const std::atomic<bool>* cancel = nullptr;
  std::function<void()> waiting =
      {};  ///< called some ten times a second while the solver works; may be empty
};

/// What the work costs at one site, with as many seats as it takes, or it has. Errors: bad_value for a work
/// or sites with faults, limit for sums beyond counting.
Result<Alternative> cost_of(const Work& work, const Sites& sites, std::size_t site);

/// Each site alone, and the cheapest mix of those that have a wage for the work. A mix is never dearer than a
/// site alone that covers all, unless shares forbid that. Where the solver (package coinor-cbc) finds none,
/// the mix is `impossible` and says why, or is the cheapest site alone that covers all. Errors as above, and
/// cancelled.
Result<Comparison> compare_sites(const Work& work, const Sites& sites, const CompareOptions& options = {});

/// "Mon-Fri 20:00-24:00; Sun 00:00-24:00", "24/7": the hours of the week that are more than 0.
std::string hours_text(const std::array<double, kHoursAWeek>& hours);

}  // namespace tandem::sites
