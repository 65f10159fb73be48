#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <vector>

#include "core/base/money.hpp"
#include "core/base/result.hpp"
#include "plan/staffing/sites/site.hpp"
#include "plan/staffing/sites/work.hpp"

namespace tandem::sites {

/// What money is spent on.
enum class Activity : std::uint8_t {
  wages,
  night,  ///< premiums
  weekend,
  holidays,
  on_costs,     ///< on wages and premiums
  supervision,  ///< wages of supervisors, with on-costs
  hiring,       ///< of those who replace leavers
  seats,
  set_up,  ///< in the first month
};
inline constexpr std::size_t kActivities = 9;
inline constexpr std::array<Activity, kActivities> kAllActivities = {
    Activity::wages,       Activity::night,  Activity::weekend, Activity::holidays, Activity::on_costs,
    Activity::supervision, Activity::hiring, Activity::seats,   Activity::set_up};
std::string_view name_of(Activity activity);

/// Minor units of the report's currency, by activity.
struct Costs {
  std::array<std::int64_t, kActivities> minor_units = {};

  std::int64_t of(Activity activity) const { return minor_units[static_cast<std::size_t>(activity)]; }
  std::int64_t total() const;
  Costs& operator+=(const Costs& other);
};

struct SiteMonth {
  std::chrono::year_month month;
  Costs costs;  ///< each rounded to the minor unit; all totals are sums of these
  double hours = 0, phone_hours = 0, paid_hours = 0;
};

/// What a site does in an alternative, and for how much.
struct SitePart {
  std::size_t site = 0;
  std::uint32_t seats = 0;  ///< the most agents on the phones at one time, rounded up
  std::vector<SiteMonth> months;
  double hours = 0;         ///< of those required, that it covers
  double handle_hours = 0;  ///< on the phones besides, as calls take longer there
  double repeat_hours = 0;  ///< and as calls come back: less than 0 where fewer do
  double paid_hours = 0;
  double people = 0;   ///< in full-time equivalents, the mean of the whole time
  double leavers = 0;  ///< expected
  Costs costs;

  double phone_hours() const { return hours + handle_hours + repeat_hours; }
};

/// Turns the agents that a site has by cell into money. All prices of a cell are in proportion to its hours,
/// but for seats and the set-up:
///
///     phone hours = hours required x handle factor x calls factor
///     paid hours  = phone hours / (1 - shrinkage)
///     wages       = paid hours x wage; premiums: their shares of that
///     on-costs    = share of wages and premiums
///     supervision = paid hours / agents a supervisor x wage of supervisors x (1 + on-costs)
///     hiring      = paid hours / hours of a full-time year x attrition x cost of a hire
///     seats       = most agents at one time x price of a month, every month
///
/// Agents grow in proportion to the work, which is the most it can take: larger groups do better (Erlang).
class SiteCosting {
 public:
  /// `site` is its number in the grid; it must have a wage for the work. All must outlive this.
  SiteCosting(const Sites& sites, std::size_t site, const Work& work, const Grid& grid);

  /// Agents at the site for one that is required.
  double factor() const { return factor_; }
  /// In units of the report's currency, of one agent required for an hour in this cell.
  double hour_cost(const Cell& cell) const;
  /// Of one seat in all months.
  double seat_cost() const;
  double set_up_cost() const { return rate(site_.set_up); }
  /// Of the required agents by cell. Errors: limit where money is beyond kAmountMax.
  Result<SitePart> cost_of(const std::vector<double>& agents) const;

  /// In minor units: doubles count whole numbers to here.
  static constexpr double kAmountMax = 9e15;

 private:
  using Amounts = std::array<double, kActivities>;
  double rate(Decimal own_money) const;
  double productive(std::size_t month) const;
  void add_hours(const Cell& cell, double paid, Amounts& into) const;

  const Sites& sites_;
  const Site& site_;
  std::size_t number_;
  const Work& work_;
  const Grid& grid_;
  double wage_ = 0, calls_factor_ = 1, factor_ = 1;
};

}  // namespace tandem::sites
