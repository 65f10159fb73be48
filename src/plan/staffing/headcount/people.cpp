#include "plan/staffing/headcount/people.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/base/rounding.hpp"

namespace tandem::headcount {
namespace {

/// Less time on the phones than this is a slip of the pen, not a plan.
constexpr double kProductiveMin = 0.05;
constexpr double kSharesTolerance = 1e-6;

class Faults {
 public:
  explicit Faults(const People& people) : people_(people) {}

  std::vector<Error> find() && {
    check_shrinkage();
    check_contracts();
    for (std::size_t i = 0; i < people_.staff.size(); ++i) {
      check(people_.staff[i].contract < people_.contracts.size(), fmt::format("staff[{}].contract", i),
            "is of no contract");
      check_range(people_.staff[i].heads, 0, kHeadsMax, fmt::format("staff[{}].heads", i));
    }
    check(!people_.attrition.empty(), "attrition", "has no rate; expected one at least");
    for (std::size_t i = 0; i < people_.attrition.size(); ++i)
      check_range(people_.attrition[i], 0, 1, fmt::format("attrition[{}]", i));
    check_range(people_.hiring.pass, 0.01, 1, "hiring.pass");
    for (std::size_t i = 0; i < people_.hiring.ramp.size(); ++i)
      check_range(people_.hiring.ramp[i], 0.01, 2, fmt::format("hiring.ramp[{}]", i));
    return std::move(faults_);
  }

 private:
  void check(bool sound, const std::string& path, const std::string& message) {
    if (!sound) faults_.push_back({ErrorCode::bad_value, message, {.field = path}});
  }
  void check_range(double value, double low, double high, const std::string& path) {
    check(value >= low && value <= high, path, fmt::format("is {}; expected {} to {}", value, low, high));
  }

  void check_shrinkage() {
    bool each_sound = true;
    for (std::size_t i = 0; i < people_.shrinkage.size(); ++i) {
      double most = 0;
      for (unsigned month = 1; month <= kMonthsAYear; ++month)
        most = std::max(most, share_in(people_.shrinkage[i], std::chrono::month(month)));
      each_sound = each_sound && most < 1;
      check(most < 1, fmt::format("shrinkage[{}]", i),
            fmt::format("takes {:.1f} % of a month; expected less than 100 %", most * 100));
    }
    for (unsigned month = 1; each_sound && month <= kMonthsAYear; ++month) {
      const double productive = paid_time_in(people_.shrinkage, std::chrono::month(month)).productive;
      if (productive >= kProductiveMin) continue;
      check(false, "shrinkage",
            fmt::format("leaves {} % of paid time on the phones in month {}; expected {:g} % at least",
                        decimal_text(productive * 100, 1), month, kProductiveMin * 100));
      return;
    }
  }

  void check_contracts() {
    check(!people_.contracts.empty(), "contracts", "has no contract; expected one at least");
    check_range(people_.full_time_hours, 1, kHoursAWeekMax, "full_time_hours");
    double shares = 0;
    for (std::size_t i = 0; i < people_.contracts.size(); ++i) {
      shares += people_.contracts[i].share;
      check_range(people_.contracts[i].share, 0, 1, fmt::format("contracts[{}].share", i));
      check_range(people_.contracts[i].hours_week, 1, kHoursAWeekMax,
                  fmt::format("contracts[{}].hours_week", i));
    }
    check(people_.contracts.empty() || std::fabs(shares - 1) <= kSharesTolerance, "contracts",
          fmt::format("have shares of {:g} % together; expected 100 %", shares * 100));
  }

  const People& people_;
  std::vector<Error> faults_;
};

}  // namespace

People leaving_faster(People people, double factor) {
  for (double& share : people.attrition) share = std::clamp(share * factor, 0.0, 1.0);
  return people;
}

std::vector<Error> faults_of(const People& people) { return Faults(people).find(); }

}  // namespace tandem::headcount
