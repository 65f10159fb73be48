#include "plan/staffing/sites/site.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace tandem::sites {
namespace {

/// A site that takes each call five times over is no site.
constexpr double kCallsFactorMax = 5;
constexpr double kShrinkageMax = 0.95;

class Faults {
 public:
  std::vector<Error> find(const Sites& sites) && {
    if (sites.sites.empty()) add("sites", "has no site; expected one at least");
    if (sites.sites.size() > kSitesMax)
      add("sites", fmt::format("has {} sites; expected {} at most", sites.sites.size(), kSitesMax));
    check_range(sites.full_time_hours, 1, 112, "full_time_hours");
    double least = 0;
    for (std::size_t i = 0; i < sites.sites.size(); ++i) {
      at_ = fmt::format("sites[{}].", i);
      check_site(sites, sites.sites[i]);
      least += sites.sites[i].share_min;
      for (std::size_t before = 0; before < i; ++before)
        if (sites.sites[before].name == sites.sites[i].name)
          add("name", fmt::format("'{}' is named twice", sites.sites[i].name));
    }
    at_.clear();
    if (least > 1 + 1e-9) add("sites", fmt::format("ask for {:g} % of the hours at least", least * 100));
    return std::move(faults_);
  }

 private:
  void add(std::string_view field, std::string message) {
    faults_.push_back({ErrorCode::bad_value, std::move(message), {.field = at_ + std::string(field)}});
  }
  void check_range(double value, double low, double high, std::string_view field) {
    if (!(value >= low && value <= high))
      add(field, fmt::format("is {}; expected {} to {}", value, low, high));
  }

  void check_site(const Sites& sites, const Site& site) {
    if (site.name.empty()) add("name", "is empty");
    if (site.zone == nullptr) add("zone", "is missing");
    if (site.currency == sites.currency && site.exchange != Decimal::whole(1))
      add("exchange", "is stated between a currency and itself");
    if (site.exchange <= Decimal()) add("exchange", "is not more than 0");
    if (site.wages.empty()) add("wages", "has no wage; expected one at least");
    for (const double premium :
         {site.premiums.night, site.premiums.saturday, site.premiums.sunday, site.premiums.holiday})
      check_range(premium, 0, kPremiumMax, "premiums");
    if (site.premiums.holiday > 0 && !site.country && site.own_holidays.empty())
      add("premiums.holiday", "has no holidays; name the country, or the days in holidays");
    if (site.closed_on_holidays && !site.country && site.own_holidays.empty())
      add("closed_on_holidays", "has no holidays; name the country, or the days in holidays");
    check_range(site.on_costs, 0, kPremiumMax, "on_costs");
    check_range(site.handle_factor, kHandleFactorMin, kHandleFactorMax, "handle_factor");
    check_range(site.attrition_year, 0, kPremiumMax, "attrition");
    if (site.agents_per_supervisor != 0)
      check_range(site.agents_per_supervisor, 1, 1'000, "supervision.agents");
    if (site.shrinkage) check_range(*site.shrinkage, 0, kShrinkageMax, "shrinkage");
    check_range(site.share_min, 0, site.share_max, "share.at_least");
    check_range(site.share_max, 0, 1, "share.at_most");
    check_quality(sites, site);
  }

  void check_quality(const Sites& sites, const Site& site) {
    const Quality& quality = site.quality;
    if ((quality.resolution || quality.repeat_calls > 0) && quality.reason.empty())
      add("quality.reason", "is missing; a risk is stated with its reason");
    if (quality.resolution && quality.repeat_calls > 0)
      add("quality", "states both repeat_calls and resolution; expected one of them");
    if (quality.resolution && !sites.resolution)
      return add("quality.resolution", "has nothing to be held against; state the resolution of the work");
    const double factor = calls_factor(quality, sites.resolution);
    if (!(factor > 0 && factor <= kCallsFactorMax))
      add("quality", fmt::format("makes {:g} calls of one; expected {:g} at most", factor, kCallsFactorMax));
  }

  std::string at_;
  std::vector<Error> faults_;
};

}  // namespace

std::string_view name_of(Kind kind) {
  switch (kind) {
    case Kind::onshore:
      return "onshore";
    case Kind::nearshore:
      return "nearshore";
    case Kind::offshore:
      return "offshore";
    case Kind::in_house:
      break;
  }
  return "in-house";
}

std::optional<Decimal> wage_of(const Site& site, std::string_view language, std::string_view skill) {
  const Wage* best = nullptr;
  int best_rank = -1;
  for (const Wage& wage : site.wages) {
    const bool fits =
        (wage.language.empty() || wage.language == language) && (wage.skill.empty() || wage.skill == skill);
    const int rank = (wage.language.empty() ? 0 : 2) + (wage.skill.empty() ? 0 : 1);
    if (!fits || rank <= best_rank) continue;
    best = &wage;
    best_rank = rank;
  }
  return best == nullptr ? std::nullopt : std::optional(best->hour);
}

double calls_factor(const Quality& quality, const std::optional<double>& resolution) {
  if (quality.resolution && resolution) return *resolution / *quality.resolution;
  return 1 / (1 - quality.repeat_calls);
}

std::vector<Error> faults_of(const Sites& sites) { return Faults().find(sites); }

}  // namespace tandem::sites
