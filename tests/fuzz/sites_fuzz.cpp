// Sites come from people: any text is sites or a list of what is wrong with them. Of sound ones each site
// alone has a cost that adds up, and covers or leaves uncovered every hour.
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/staffing/sites/compare_sites.hpp"
#include "plan/staffing/sites/sites_json.hpp"

namespace {

using namespace tandem::sites;

/// Three days around the end of April in Berlin, half an hour after another.
Work work() {
  Work made;
  made.zone = *tandem::Zone::find("Europe/Berlin");
  made.required = {tandem::start_of_day(tandem::LocalDay(std::chrono::year(2026) / 4 / 30), *made.zone),
                   tandem::Duration::minutes(30),
                   {}};
  for (int i = 0; i < 3 * 48; ++i) made.required.agents.push_back(i % 7 == 0 ? 0 : 0.5 + i % 5);
  made.shrinkage.fill(0.3);
  made.calls = 1'000;
  return made;
}

void check_site(const Sites& sites, std::size_t site) {
  static const Work kWork = work();
  const auto made = cost_of(kWork, sites, site);
  if (!made) {
    TANDEM_CHECK(made.error().code == tandem::ErrorCode::limit, "sound sites have a cost or are too dear");
    return;
  }
  Costs costs;
  for (const SitePart& part : made->parts)
    for (const SiteMonth& month : part.months) costs += month.costs;
  TANDEM_CHECK(costs.minor_units == made->costs.minor_units, "months add up");
  for (const std::int64_t amount : costs.minor_units) TANDEM_CHECK(amount >= 0, "nothing earns money");
  if (made->impossible) return;
  double uncovered = 0;
  for (const double hours : made->uncovered) uncovered += hours;
  TANDEM_CHECK(std::fabs(made->hours - made->hours_covered - uncovered) < 1e-3,
               "each hour is covered or not");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto sites = parse_sites({reinterpret_cast<const char*>(data), size}, "sites.json");
  if (!sites) {
    TANDEM_CHECK(!sites.error().empty(), "what is no sites has faults");
    return 0;
  }
  for (std::size_t i = 0; i < sites->sites.size(); ++i) check_site(*sites, i);
  return 0;
}
