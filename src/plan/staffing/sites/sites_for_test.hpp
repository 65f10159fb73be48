#pragma once

#include <chrono>
#include <string>
#include <utility>
#include <vector>

#include "plan/staffing/sites/compare_sites.hpp"

namespace tandem::sites {

inline Currency euro() { return *Currency::parse("EUR"); }

/// Open all the time, ten euros an hour, and nothing else that costs.
inline Site site_of(std::string name, int wage = 10) {
  Site site{.name = std::move(name), .zone = &Zone::utc(), .currency = euro()};
  site.wages = {{.language = "", .skill = "", .hour = Decimal::whole(wage)}};
  return site;
}

inline Sites sites_of(std::vector<Site> sites) {
  Sites made{.currency = euro(), .sites = std::move(sites), .language = {}, .skill = {}};
  return made;
}

/// Hours of agents from a day in 2026 on, UTC.
inline Work work_of(std::vector<double> agents, LocalDay first = LocalDay(std::chrono::year(2026) / 4 / 1)) {
  Work work;
  work.required = {start_of_day(first, Zone::utc()), Duration::hours(1), std::move(agents)};
  work.zone = &Zone::utc();
  return work;
}

}  // namespace tandem::sites
