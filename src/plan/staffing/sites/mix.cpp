#include "plan/staffing/sites/mix.hpp"

#include <algorithm>
#include <cmath>

#include "plan/staffing/rosters/cbc.hpp"

namespace tandem::sites {
namespace {

using rosters::Program;

/// Of the cheapest mix: a cent in a hundred million is no difference.
constexpr double kGap = 1e-10;

class MixProgram {
 public:
  explicit MixProgram(const MixProblem& problem) : problem_(problem), covered_(coverable(problem)) {
    for (const MixSite& site : problem.sites) add_site(site);
    add_cells();
    add_shares();
  }

  Result<Mix> solve(const MixOptions& options) const {
    TANDEM_ASSIGN(solution, rosters::solve(program_, {.seconds = options.seconds,
                                                      .gap = kGap,
                                                      .gap_cost = 0,
                                                      .cancel = options.cancel,
                                                      .waiting = options.waiting}));
    Mix mix{.agents = {}, .proven = solution.proven};
    mix.agents.assign(problem_.sites.size(), std::vector<double>(covered_.size()));
    for (const Taken& taken : taken_) {
      const double agents = solution.values[taken.column];
      // What the solver leaves of nothing is nothing.
      constexpr double kNothing = 1e-7;
      if (agents > kNothing) mix.agents[taken.site][taken.cell] = agents;
    }
    return mix;
  }

 private:
  struct Taken {
    std::size_t site, cell, column;
  };

  void add_site(const MixSite& site) {
    double most = 0;
    for (std::size_t cell = 0; cell < covered_.size(); ++cell)
      if (site.open[cell]) most = std::max(most, covered_[cell] * site.factor);
    const double seats = std::min(std::ceil(most), static_cast<double>(site.seats_max));
    seats_.push_back(program_.add_column(site.seat_cost, {0, seats}, true));
    if (site.set_up <= 0) return;
    const std::size_t used = program_.add_column(site.set_up, {0, 1}, true);
    const std::size_t row = program_.add_row({0, Program::kNone});
    program_.add(row, used, seats);
    program_.add(row, seats_.back(), -1);
  }

  void add_cells() {
    for (std::size_t cell = 0; cell < covered_.size(); ++cell) {
      if (covered_[cell] <= 0) continue;
      const std::size_t cover = program_.add_row({covered_[cell], covered_[cell]});
      for (std::size_t i = 0; i < problem_.sites.size(); ++i) {
        const MixSite& site = problem_.sites[i];
        if (!site.open[cell]) continue;
        const std::size_t column =
            program_.add_column(problem_.hours[cell] * site.hour_costs[cell], {0, covered_[cell]}, false);
        program_.add(cover, column, 1);
        const std::size_t seated = program_.add_row({0, Program::kNone});
        program_.add(seated, seats_[i], 1);
        program_.add(seated, column, -site.factor);
        taken_.push_back({i, cell, column});
      }
    }
  }

  void add_shares() {
    double all = 0;
    for (std::size_t cell = 0; cell < covered_.size(); ++cell) all += covered_[cell] * problem_.hours[cell];
    for (std::size_t i = 0; i < problem_.sites.size(); ++i) {
      const MixSite& site = problem_.sites[i];
      if (site.share_min <= 0 && site.share_max >= 1) continue;
      // In shares, so that the solver's tolerance is one of a share.
      const std::size_t row = program_.add_row({site.share_min, site.share_max});
      for (const Taken& taken : taken_)
        if (taken.site == i) program_.add(row, taken.column, problem_.hours[taken.cell] / all);
    }
  }

  const MixProblem& problem_;
  std::vector<double> covered_;
  Program program_;
  std::vector<std::size_t> seats_;  ///< their columns, by site
  std::vector<Taken> taken_;
};

}  // namespace

std::vector<double> coverable(const MixProblem& problem) {
  std::vector<double> agents = problem.agents;
  for (std::size_t cell = 0; cell < agents.size(); ++cell) {
    double seated = 0;
    for (const MixSite& site : problem.sites)
      if (site.open[cell]) seated += site.seats_max / site.factor;
    agents[cell] = std::min(agents[cell], seated);
  }
  return agents;
}

Result<Mix> cheapest_mix(const MixProblem& problem, const MixOptions& options) {
  auto mix = MixProgram(problem).solve(options);
  if (!mix && mix.error().code == ErrorCode::bad_value)
    return failure(ErrorCode::bad_value, "no mix of the sites keeps their shares of the hours");
  return mix;
}

}  // namespace tandem::sites
