#include "plan/staffing/headcount/hiring_program.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/staffing/rosters/cbc.hpp"

namespace tandem::headcount {
namespace {

/// In starters' first months; far above what the solver lets a row lack, far below a person.
constexpr double kTolerance = 1e-6;
/// Two dozen columns are a matter of a blink; a plan that takes longer is given as it stands, and says so.
constexpr double kSecondsMax = 30;

class Hires {
 public:
  explicit Hires(const HiringProblem& problem) : problem_(problem) {}

  Result<HiringAnswer> solve(const std::atomic<bool>* cancel) {
    answer_.starters.resize(problem_.missing.size());
    find_unavoidable();
    if (std::ranges::all_of(needed_, [](double needed) { return needed <= kTolerance; })) return answer_;
    // First how few, then of so few those that come latest.
    TANDEM_ASSIGN(fewest, solve(std::nullopt, cancel));
    TANDEM_ASSIGN(latest, solve(std::accumulate(fewest.begin(), fewest.end(), 0U), cancel));
    answer_.starters = std::move(latest);
    return answer_;
  }

 private:
  double given_by(std::size_t month, const auto& starters) const {
    double given = 0;
    for (std::size_t from = problem_.first_month; from <= month; ++from)
      given += problem_.given[month - from] * static_cast<double>(starters(from));
    return given;
  }

  void find_unavoidable() {
    const auto full = [this](std::size_t) { return problem_.starters_max; };
    for (std::size_t month = 0; month < problem_.missing.size(); ++month) {
      const double wanted = std::max(0.0, problem_.missing[month] / problem_.units[month]);
      needed_.push_back(std::min(wanted, given_by(month, full)));
      answer_.missing.push_back((wanted - needed_.back()) * problem_.units[month]);
    }
  }

  /// With at most so many starters, where that is known, the latest; else the fewest.
  Result<std::vector<std::uint32_t>> solve(std::optional<std::uint32_t> most,
                                           const std::atomic<bool>* cancel) {
    rosters::Program program;
    const std::size_t months = problem_.missing.size();
    for (std::size_t month = problem_.first_month; month < months; ++month)
      program.add_column(most ? static_cast<double>(months - month) : 1,
                         {0, static_cast<double>(problem_.starters_max)}, true);
    for (std::size_t month = problem_.first_month; month < months; ++month) {
      if (needed_[month] <= kTolerance) continue;
      const std::size_t row = program.add_row({needed_[month] - kTolerance / 2, rosters::Program::kNone});
      for (std::size_t from = problem_.first_month; from <= month; ++from)
        program.add(row, from - problem_.first_month, problem_.given[month - from]);
    }
    if (most) {
      const std::size_t row = program.add_row({0, static_cast<double>(*most)});
      for (std::size_t column = 0; column < program.columns(); ++column) program.add(row, column, 1);
    }
    TANDEM_ASSIGN(
        solution,
        rosters::solve(program, {.seconds = kSecondsMax, .gap = 0, .gap_cost = 0, .cancel = cancel}));
    answer_.proven = answer_.proven && solution.proven;
    std::vector<std::uint32_t> starters(months);
    for (std::size_t month = problem_.first_month; month < months; ++month)
      starters[month] =
          static_cast<std::uint32_t>(std::lround(solution.values[month - problem_.first_month]));
    return starters;
  }

  const HiringProblem& problem_;
  HiringAnswer answer_;
  std::vector<double> needed_;  ///< by month, in its units
};

}  // namespace

Result<HiringAnswer> least_hires(const HiringProblem& problem, const std::atomic<bool>* cancel) {
  return Hires(problem).solve(cancel);
}

}  // namespace tandem::headcount
