#include "plan/staffing/sites/compare_sites.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/calendar/hours_text.hpp"
#include "plan/staffing/sites/mix.hpp"

namespace tandem::sites {
namespace {

namespace chr = std::chrono;

/// Where seats are no limit: more than the most agents that may be required, times the largest factors.
constexpr std::uint32_t kSeatsMany = 10'000'000;

class Comparing {
 public:
  Comparing(const Work& work, const Sites& sites, Grid grid)
      : work_(work), sites_(sites), grid_(std::move(grid)) {
    for (std::size_t i = 0; i < sites.sites.size(); ++i) costings_.emplace_back(sites, i, work, grid_);
    for (const Cell& cell : grid_.cells) {
      problem_.agents.push_back(cell.agents);
      problem_.hours.push_back(cell.hours);
      hours_ += cell.agents * cell.hours;
    }
    for (std::size_t i = 0; i < sites.sites.size(); ++i) problem_.sites.push_back(mix_site(i));
  }

  bool has_wage(std::size_t site) const {
    return wage_of(sites_.sites[site], sites_.language, sites_.skill).has_value();
  }

  Result<Alternative> alone(std::size_t site) const {
    const Site& of = sites_.sites[site];
    Alternative made{.name = of.name, .kind = of.kind};
    if (!has_wage(site)) {
      made.impossible =
          fmt::format("no wage for the language '{}' and the skill '{}'", sites_.language, sites_.skill);
      return made;
    }
    std::vector<std::vector<double>> agents(sites_.sites.size());
    MixProblem alone{.agents = problem_.agents, .hours = problem_.hours, .sites = {problem_.sites[site]}};
    agents[site] = coverable(alone);
    return cost(std::move(made), agents);
  }

  Result<Alternative> mixed(const CompareOptions& options) const {
    Alternative made{.name = "mixed"};
    MixProblem problem{.agents = problem_.agents, .hours = problem_.hours, .sites = {}};
    std::vector<std::size_t> numbers;
    for (std::size_t i = 0; i < sites_.sites.size(); ++i)
      if (has_wage(i)) {
        problem.sites.push_back(problem_.sites[i]);
        numbers.push_back(i);
      }
    auto mix = cheapest_mix(
        problem, {.seconds = options.seconds, .cancel = options.cancel, .waiting = options.waiting});
    if (!mix) {
      if (mix.error().code == ErrorCode::cancelled) return std::unexpected(std::move(mix).error());
      made.impossible = mix.error().message;
      return made;
    }
    made.proven = mix->proven;
    std::vector<std::vector<double>> agents(sites_.sites.size());
    for (std::size_t i = 0; i < numbers.size(); ++i) agents[numbers[i]] = std::move(mix->agents[i]);
    return cost(std::move(made), agents);
  }

 private:
  MixSite mix_site(std::size_t number) const {
    const Site& site = sites_.sites[number];
    const SiteCosting& costing = costings_[number];
    MixSite made{.factor = costing.factor(),
                 .seats_max = site.seats_max.value_or(kSeatsMany),
                 .seat_cost = costing.seat_cost(),
                 .set_up = costing.set_up_cost(),
                 .share_min = site.share_min,
                 .share_max = site.share_max,
                 .hour_costs = {},
                 .open = {}};
    for (const Cell& cell : grid_.cells) {
      made.hour_costs.push_back(costing.hour_cost(cell));
      made.open.push_back(grid_.state(cell, number).open);
    }
    return made;
  }

  /// Of the agents by site and cell; no cells: the site does nothing.
  Result<Alternative> cost(Alternative made, const std::vector<std::vector<double>>& agents) const {
    made.hours = hours_;
    std::vector<double> missing = problem_.agents;
    double extra_share = 0;
    for (std::size_t site = 0; site < agents.size(); ++site) {
      if (std::ranges::none_of(agents[site], [](double one) { return one > 0; })) continue;
      for (std::size_t cell = 0; cell < missing.size(); ++cell) missing[cell] -= agents[site][cell];
      TANDEM_ASSIGN(part, costings_[site].cost_of(agents[site]));
      made.costs += part.costs;
      made.hours_covered += part.hours;
      made.paid_hours += part.paid_hours;
      made.phone_hours += part.phone_hours();
      made.seats += part.seats;
      extra_share += part.hours * (calls_factor(sites_.sites[site].quality, sites_.resolution) - 1);
      made.parts.push_back(std::move(part));
    }
    if (work_.calls && hours_ > 0) {
      made.calls = *work_.calls * made.cover();
      made.extra_calls = *work_.calls * extra_share / hours_;
    }
    find_uncovered(missing, made);
    return made;
  }

  void find_uncovered(const std::vector<double>& missing, Alternative& made) const {
    constexpr double kNothing = 1e-6;  // of an agent, and of those required: what a solver may be off
    Instant at = grid_.from;
    for (const std::uint32_t cell : grid_.cell_of) {
      if (cell != Grid::kNobody && missing[cell] > kNothing * (1 + grid_.cells[cell].agents)) {
        const LocalTime local = work_.zone->to_local(at);
        const chr::weekday weekday(chr::floor<chr::days>(local));
        made.uncovered[(weekday.iso_encoding() - 1) * 24 + work_.zone->hour_of(at)] +=
            missing[cell] * (grid_.piece / Duration::hours(1));
      }
      at = at + grid_.piece;
    }
  }

  const Work& work_;
  const Sites& sites_;
  Grid grid_;
  std::vector<SiteCosting> costings_;
  MixProblem problem_;
  double hours_ = 0;
};

Result<Grid> checked_grid(const Work& work, const Sites& sites) {
  if (auto faults = faults_of(sites); !faults.empty()) return std::unexpected(std::move(faults.front()));
  return grid_of(work, sites.sites);
}

bool allows_one_alone(const Sites& sites, std::size_t site) {
  for (std::size_t i = 0; i < sites.sites.size(); ++i)
    if (i == site ? sites.sites[i].share_max < 1 : sites.sites[i].share_min > 0) return false;
  return true;
}

/// The solver's answer is near enough to the best; where one site alone is that best, it is so to the cent.
void prefer_one_alone(const Sites& sites, const std::vector<Alternative>& alone, Alternative& mixed) {
  for (std::size_t i = 0; i < alone.size(); ++i) {
    const bool may = alone[i].covers_all() && allows_one_alone(sites, i);
    if (!may || (mixed.covers_all() && mixed.costs.total() <= alone[i].costs.total())) continue;
    const std::string name = mixed.name;
    const bool proven = mixed.proven && !mixed.impossible;
    mixed = alone[i];
    mixed.name = name;
    mixed.proven = proven;
    mixed.kind.reset();
  }
}

}  // namespace

Result<Alternative> cost_of(const Work& work, const Sites& sites, std::size_t site) {
  TANDEM_ASSIGN(grid, checked_grid(work, sites));
  return Comparing(work, sites, std::move(grid)).alone(site);
}

Result<Comparison> compare_sites(const Work& work, const Sites& sites, const CompareOptions& options) {
  TANDEM_ASSIGN(grid, checked_grid(work, sites));
  const Comparing comparing(work, sites, std::move(grid));
  Comparison made{.currency = sites.currency, .alternatives = {}, .cheapest = {}};
  std::size_t with_wage = 0;
  for (std::size_t i = 0; i < sites.sites.size(); ++i) {
    TANDEM_ASSIGN(alone, comparing.alone(i));
    made.alternatives.push_back(std::move(alone));
    with_wage += comparing.has_wage(i) ? 1 : 0;
  }
  if (with_wage > 1) {
    TANDEM_ASSIGN(mixed, comparing.mixed(options));
    prefer_one_alone(sites, made.alternatives, mixed);
    made.alternatives.push_back(std::move(mixed));
  }
  for (std::size_t i = 0; i < made.alternatives.size(); ++i)
    if (made.alternatives[i].covers_all() &&
        (!made.cheapest ||
         made.alternatives[i].costs.total() < made.alternatives[*made.cheapest].costs.total()))
      made.cheapest = i;
  return made;
}

std::string hours_text(const std::array<double, kHoursAWeek>& hours) {
  calendar::WeeklyHours week;
  for (std::size_t day = 0; day < 7; ++day)
    for (int hour = 0; hour < 24; ++hour) {
      if (!(hours[day * 24 + static_cast<std::size_t>(hour)] > 0)) continue;
      calendar::DaySpans& spans = week.days[day];
      if (spans.empty() || spans.back().until != calendar::WallTime::of(hour, 0))
        spans.push_back({calendar::WallTime::of(hour, 0), {}});
      spans.back().until = calendar::WallTime::of(hour + 1, 0);
    }
  // The days that have some: "Mon-Fri 20:00-24:00; Sat-Sun closed" without its end.
  std::string text;
  const std::string days = to_text(week);
  for (std::size_t from = 0; from < days.size();) {
    const std::size_t end = std::min(days.find("; ", from), days.size());
    const std::string_view part = std::string_view(days).substr(from, end - from);
    if (!part.ends_with("closed")) text += fmt::format("{}{}", text.empty() ? "" : "; ", part);
    from = end + 2;
  }
  return text;
}

}  // namespace tandem::sites
