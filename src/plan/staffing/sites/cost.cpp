#include "plan/staffing/sites/cost.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "core/base/rounding.hpp"

namespace tandem::sites {
namespace {

constexpr double kWeeksAYear = 365.25 / 7;
/// Of an agent: what a solver's answer may be off.
constexpr double kAgentsTolerance = 1e-6;

constexpr std::size_t place(Activity activity) { return static_cast<std::size_t>(activity); }

double value_of(Decimal number) {
  return static_cast<double>(number.millionths()) / static_cast<double>(Decimal::kUnit);
}

}  // namespace

std::string_view name_of(Activity activity) {
  constexpr std::array<std::string_view, kActivities> kNames = {
      "wages",       "night premium", "weekend premium", "holiday premium", "on-costs",
      "supervision", "hiring",        "seats",           "set-up"};
  return kNames[place(activity)];
}

std::int64_t Costs::total() const {
  return std::accumulate(minor_units.begin(), minor_units.end(), std::int64_t{0});
}

Costs& Costs::operator+=(const Costs& other) {
  for (std::size_t i = 0; i < kActivities; ++i) minor_units[i] += other.minor_units[i];
  return *this;
}

SiteCosting::SiteCosting(const Sites& sites, std::size_t site, const Work& work, const Grid& grid)
    : sites_(sites), site_(sites.sites[site]), number_(site), work_(work), grid_(grid) {
  wage_ = rate(wage_of(site_, sites.language, sites.skill).value_or(Decimal()));
  calls_factor_ = calls_factor(site_.quality, sites.resolution);
  factor_ = site_.handle_factor * calls_factor_;
}

double SiteCosting::rate(Decimal own_money) const { return value_of(own_money) * value_of(site_.exchange); }

double SiteCosting::productive(std::size_t month) const {
  const auto of_year = static_cast<unsigned>(grid_.months[month].month.month()) - 1;
  return 1 - site_.shrinkage.value_or(work_.shrinkage[of_year]);
}

void SiteCosting::add_hours(const Cell& cell, double paid, Amounts& into) const {
  const SiteState state = grid_.state(cell, number_);
  const double wages = paid * wage_;
  const Premiums& premiums = site_.premiums;
  double pay = wages;
  const auto add_premium = [&](Activity activity, double share) {
    into[place(activity)] += wages * share;
    pay += wages * share;
  };
  into[place(Activity::wages)] += wages;
  if (state.night) add_premium(Activity::night, premiums.night);
  if (state.day == DayKind::saturday) add_premium(Activity::weekend, premiums.saturday);
  if (state.day == DayKind::sunday) add_premium(Activity::weekend, premiums.sunday);
  if (state.day == DayKind::holiday) add_premium(Activity::holidays, premiums.holiday);
  into[place(Activity::on_costs)] += pay * site_.on_costs;
  if (site_.agents_per_supervisor > 0)
    into[place(Activity::supervision)] +=
        paid / site_.agents_per_supervisor * rate(site_.supervisor_hour) * (1 + site_.on_costs);
  into[place(Activity::hiring)] +=
      paid / (sites_.full_time_hours * kWeeksAYear) * site_.attrition_year * rate(site_.hire_cost);
}

double SiteCosting::hour_cost(const Cell& cell) const {
  Amounts amounts = {};
  add_hours(cell, factor_ / productive(cell.month), amounts);
  return std::accumulate(amounts.begin(), amounts.end(), 0.0);
}

double SiteCosting::seat_cost() const {
  double months = 0;
  for (const Grid::Month& month : grid_.months) months += month.share;
  return months * rate(site_.seat_month);
}

Result<SitePart> SiteCosting::cost_of(const std::vector<double>& agents) const {
  SitePart part{.site = number_};
  std::vector<Amounts> amounts(grid_.months.size());
  for (const Grid::Month& month : grid_.months) part.months.push_back({.month = month.month});
  double most = 0;
  for (std::size_t i = 0; i < grid_.cells.size(); ++i) {
    if (agents[i] <= 0) continue;
    const Cell& cell = grid_.cells[i];
    most = std::max(most, agents[i] * factor_);
    const double hours = agents[i] * cell.hours;
    const double paid = hours * factor_ / productive(cell.month);
    part.months[cell.month].hours += hours;
    part.months[cell.month].paid_hours += paid;
    add_hours(cell, paid, amounts[cell.month]);
  }
  part.seats = static_cast<std::uint32_t>(std::ceil(most - kAgentsTolerance));
  const auto minor = static_cast<double>(sites_.currency.minor_units_per_unit());
  double length = 0;
  for (std::size_t i = 0; i < part.months.size(); ++i) {
    SiteMonth& month = part.months[i];
    amounts[i][place(Activity::seats)] = part.seats * grid_.months[i].share * rate(site_.seat_month);
    if (i == 0 && most > 0) amounts[i][place(Activity::set_up)] = set_up_cost();
    for (std::size_t kind = 0; kind < kActivities; ++kind) {
      const double amount = rounded_to(amounts[i][kind] * minor, 0);
      if (!(amount <= kAmountMax / static_cast<double>(kActivities * part.months.size() * kSitesMax)))
        return failure(ErrorCode::limit, "the costs of '{}' are too large to be counted to the minor unit",
                       site_.name);
      month.costs.minor_units[kind] = static_cast<std::int64_t>(amount);
    }
    month.phone_hours = month.hours * factor_;
    part.hours += month.hours;
    part.paid_hours += month.paid_hours;
    part.costs += month.costs;
  }
  length = grid_.piece / Duration::hours(1) * static_cast<double>(grid_.cell_of.size());
  part.handle_hours = part.hours * (site_.handle_factor - 1);
  part.repeat_hours = part.hours * site_.handle_factor * (calls_factor_ - 1);
  part.people = part.paid_hours / (sites_.full_time_hours * length / (24 * 7));
  part.leavers = part.paid_hours / (sites_.full_time_hours * kWeeksAYear) * site_.attrition_year;
  return part;
}

}  // namespace tandem::sites
