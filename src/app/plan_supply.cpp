#include "app/plan_supply.hpp"

#include <fmt/format.h>

#include <cmath>
#include <utility>

#include "app/plan_desk.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/staffing/headcount/people_json.hpp"
#include "plan/staffing/sites/sites_json.hpp"

namespace tandem::app {
namespace {

using Faults = std::vector<Error>;

/// Shares of paid time away from the phones in the months planned, January first; the user's where no people
/// are known.
std::array<double, sites::kMonthsAYear> shrinkage_of(const PlanResult& plan) {
  std::array<double, sites::kMonthsAYear> shrinkage{};
  shrinkage.fill(plan.shrinkage);
  if (!plan.people) return shrinkage;
  for (unsigned month = 0; month < shrinkage.size(); ++month)
    shrinkage[month] =
        1 - headcount::paid_time_in(plan.people->people.shrinkage, std::chrono::month(month + 1)).productive;
  return shrinkage;
}

/// Of a month whose agents are wanted for some hours, and of others, all are there.
quote::Manning::Side side_of(const headcount::Headcount& made) {
  quote::Manning::Side side{.hires = made.hires, .present = {}};
  for (const headcount::MonthPlan& month : made.months)
    side.present.push_back(month.short_hours() > 0 ? month.capacity_hours / month.need.hours : 1);
  return side;
}

}  // namespace

std::expected<void, Faults> read_supply(const SupplyFiles& files, PlanResult& plan) {
  if (!files.people.empty()) {
    auto text = importing::read_whole_file(files.people, headcount::kPeopleBytesMax);
    if (!text) return std::unexpected(Faults{text.error()});
    auto people = headcount::parse_people(*text, files.people);
    if (!people) return std::unexpected(people.error());
    plan.people = HeadcountResult{.people = std::move(*people), .plan = {}};
  }
  if (files.sites.empty()) return {};
  auto text = importing::read_whole_file(files.sites, sites::kSitesBytesMax);
  if (!text) return std::unexpected(Faults{text.error()});
  auto sites = sites::parse_sites(*text, files.sites);
  if (!sites) return std::unexpected(sites.error());
  if (sites->currency != plan.terms.currency)
    return std::unexpected(
        Faults{{ErrorCode::usage,
                fmt::format("{} counts in {} and {} in {}; state the exchange to one currency", files.sites,
                            sites->currency.code(), plan.terms_file, plan.terms.currency.code()),
                {}}});
  plan.sites = SitesResult{.sites = std::move(*sites), .comparison = {.currency = plan.terms.currency}};
  return {};
}

rosters::Demand demand_of(const quote::Floor& floor, const quote::Staff& staff, LocalDay first,
                          std::size_t days) {
  rosters::Demand demand{.first = first, .days = days, .interval = floor.interval, .agents = {}};
  demand.agents.resize(demand.days * demand.intervals_a_day());
  for (std::size_t at = 0; at < floor.size(); ++at) {
    const auto day = (floor.days[at / floor.slots] - first).count();
    if (day < 0 || day >= static_cast<std::int64_t>(days)) continue;
    demand.agents[static_cast<std::size_t>(day) * demand.intervals_a_day() + floor.first_slot +
                  at % floor.slots] = staff[at];
  }
  return demand;
}

Result<void> plan_supply(PlanResult& plan, const Session& session) {
  if (!plan.people && !plan.sites) return {};
  const LocalDay first(plan.months.front() / std::chrono::day(1)),
      last(plan.months.back() / std::chrono::last);
  const rosters::Demand demand = team_of(plan, first, static_cast<std::size_t>((last - first).count()) + 1);
  if (plan.people) {
    TANDEM_ASSIGN(needs, headcount::needs_of(demand));
    TANDEM_ASSIGN(made, headcount::headcount(needs, plan.people->people, &session.cancelled));
    plan.people->plan = std::move(made);
  }
  if (plan.sites) {
    const sites::Work work{.required = sites::series_of(demand, *plan.zone),
                           .zone = plan.zone,
                           .shrinkage = shrinkage_of(plan),
                           .calls = plan.expected_calls()};
    TANDEM_ASSIGN(made, sites::compare_sites(work, plan.sites->sites, {.cancel = &session.cancelled}));
    plan.sites->comparison = std::move(made);
  }
  return {};
}

Result<quote::Manning> manning_under(const HeadcountResult& people, double attrition,
                                     const Session& session) {
  std::vector<headcount::MonthNeed> needs;
  std::vector<std::uint32_t> starters;
  for (const headcount::MonthPlan& month : people.plan.months) {
    needs.push_back(month.need);
    starters.push_back(month.intake ? month.intake->starters : 0);
  }
  const headcount::People leaving = headcount::leaving_faster(people.people, attrition);
  TANDEM_ASSIGN(as_is, headcount::headcount_of(needs, leaving, starters));
  TANDEM_ASSIGN(adapted, headcount::headcount(needs, leaving, &session.cancelled));
  return quote::Manning{.as_is = side_of(as_is), .adapted = side_of(adapted)};
}

void take_shrinkage_of_people(PlanResult& plan) {
  double productive = 0;
  for (unsigned month = 1; month <= headcount::kMonthsAYear; ++month)
    productive +=
        headcount::paid_time_in(plan.people->people.shrinkage, std::chrono::month(month)).productive;
  plan.shrinkage = 1 - productive / headcount::kMonthsAYear;
  if (plan.hour) plan.hour->shrinkage = plan.shrinkage;
}

void take_cost_of_sites(PlanResult& plan) {
  if (plan.hour || !plan.sites || !plan.sites->comparison.cheapest) return;
  const sites::Alternative& cheapest = plan.sites->comparison.alternatives[*plan.sites->comparison.cheapest];
  const double on_duty = plan.best().odds.agent_hours + (plan.desk ? plan.desk->all_months().added_hours : 0);
  const double paid_hours = on_duty / (1 - plan.shrinkage);
  if (!(paid_hours > 0)) return;
  const double an_hour = static_cast<double>(cheapest.costs.total()) / paid_hours;
  plan.hour = quote::HourCost{.paid_hour = Money(std::llround(an_hour), plan.terms.currency),
                              .shrinkage = plan.shrinkage};
  if (plan.desk) plan.hour->other = plan.desk->by_month;
  plan.hour_of = cheapest.name;
}

}  // namespace tandem::app
