#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/decimal.hpp"
#include "core/base/money.hpp"
#include "core/base/result.hpp"
#include "core/base/zone.hpp"
#include "core/calendar/opening_hours.hpp"
#include "core/holidays/holidays.hpp"

namespace tandem::sites {

inline constexpr std::size_t kSitesMax = 16;
inline constexpr std::size_t kWagesMax = 200;
inline constexpr std::size_t kOwnHolidaysMax = 1'000;
inline constexpr std::uint32_t kSeatsMax = 100'000;
inline constexpr double kPremiumMax = 10;
inline constexpr double kHandleFactorMin = 0.1, kHandleFactorMax = 10;

enum class Kind : std::uint8_t { onshore, nearshore, offshore, in_house };
std::string_view name_of(Kind kind);

/// Of a paid hour, in the site's currency. An empty language or skill is any.
struct Wage {
  std::string language, skill;
  Decimal hour;
};

/// Shares of the wage that come on top of it. The night's adds to the day's; of a Sunday that is a holiday
/// the higher one is paid.
struct Premiums {
  calendar::WallTime night_from = calendar::WallTime::of(22, 0), night_until = calendar::WallTime::of(6, 0);
  double night = 0, saturday = 0, sunday = 0, holiday = 0;
};

/// What the user fears, or knows, of a site's quality, and why.
struct Quality {
  double repeat_calls = 0;  ///< share of the calls handled there that come back because of it
  /// Or the share of calls resolved at the first contact there; what is not resolved comes back.
  std::optional<double> resolution;
  std::string reason;
};

/// A place where calls may be taken. Money is in its own currency.
struct Site {
  std::string name;
  Kind kind = Kind::onshore;
  const Zone* zone = nullptr;
  Currency currency;
  Decimal exchange = Decimal::whole(1);  ///< what one unit is worth in the report's currency
  std::vector<Wage> wages;
  double on_costs = 0;  ///< employer's, a share of wages and premiums
  Premiums premiums;
  std::optional<holidays::Country> country;  ///< whose holidays are kept
  std::vector<LocalDay> own_holidays;        ///< besides
  /// When it is open, in its zone; all the time where nothing is said.
  calendar::WeeklyHours hours = calendar::WeeklyHours::always();
  bool closed_on_holidays = false;
  double agents_per_supervisor = 0;  ///< 0: none are counted
  Decimal supervisor_hour;           ///< wage, no premiums
  Decimal seat_month;                ///< infrastructure
  Decimal set_up;                    ///< once
  double handle_factor = 1;          ///< handle times there, as a multiple of those required for
  Quality quality;
  double attrition_year = 0;  ///< leavers a year, as a share of the people
  Decimal hire_cost;          ///< to replace one: recruiting and training
  std::optional<std::uint32_t> seats_max;
  std::optional<double> shrinkage;  ///< of paid time; none: the work's
  /// Of the hours that a mix covers.
  double share_min = 0, share_max = 1;
};

/// What is compared, and in which currency.
struct Sites {
  Currency currency;  ///< of the report
  std::vector<Site> sites;
  std::string language, skill;       ///< of the work; may be empty
  std::optional<double> resolution;  ///< at the first contact, of the calls as they are required for
  double full_time_hours = 40;       ///< a week, paid
};

/// The wage of the entry that names most of what is asked for, the language before the skill; none where no
/// entry fits.
std::optional<Decimal> wage_of(const Site& site, std::string_view language, std::string_view skill);

/// How many calls one call becomes: 1 / (1 - repeat_calls), as repeated calls are repeated as well, or the
/// resolution required for over the site's.
double calls_factor(const Quality& quality, const std::optional<double>& resolution);

/// All that contradicts itself, with the path of sites.json in `where.field`; empty: nothing.
std::vector<Error> faults_of(const Sites& sites);

}  // namespace tandem::sites
