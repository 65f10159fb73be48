#include "plan/staffing/headcount/headcount.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "plan/staffing/headcount/hiring_program.hpp"

namespace tandem::headcount {
namespace {

namespace chr = std::chrono;

constexpr double kDaysAWeek = 7;
/// In hours a month: what sums of binary fractions leave.
constexpr double kHoursTolerance = 1e-3;

unsigned days_of(chr::year_month month) { return static_cast<unsigned>((month / chr::last).day()); }

LocalDay first_of(chr::year_month month) { return LocalDay(month / 1); }

/// The value of a list of months, the last of which goes on.
double in_month(const std::vector<double>& list, std::size_t month, double later) {
  return month < list.size() ? list[month] : later;
}

/// People who started to take calls on one day.
struct Cohort {
  double heads = 0;
  double fte_a_head = 0;
  std::size_t tenure = 0;  ///< in months
};

class Planner {
 public:
  Planner(std::span<const MonthNeed> needs, const People& people)
      : needs_(needs), people_(people), months_(needs.size()) {
    for (const Contract& contract : people.contracts)
      fte_a_hire_ += contract.share * contract.hours_week / people.full_time_hours;
    for (std::size_t i = 0; i < needs.size(); ++i) {
      months_[i].need = needs[i];
      months_[i].time = paid_time_in(people.shrinkage, needs[i].month.month());
      const double hours = fte_hours(i);
      months_[i].fte_needed = hours > 0 ? needs[i].hours / hours : 0;
      months_[i].heads_needed = months_[i].fte_needed / fte_a_hire_;
      for (const Contract& contract : people.contracts)
        months_[i].heads_by_contract.push_back(months_[i].heads_needed * contract.share);
    }
  }

  Result<Headcount> plan(const std::atomic<bool>* cancel) {
    take_on_board();
    TANDEM_ASSIGN(hires, least_hires(hiring_problem(), cancel));
    made_.proven = hires.proven;
    return with(hires.starters);
  }

  Headcount with_no_more_than(std::span<const std::uint32_t> starters) {
    take_on_board();
    return with(starters);
  }

 private:
  void take_on_board() {
    find_first_intake();
    for (const StaffGroup& group : people_.staff)
      follow({group.heads, people_.contracts[group.contract].hours_week / people_.full_time_hours,
              group.tenure_months},
             group.on_calls ? first_month_from(*group.on_calls) : 0);
  }

  Headcount with(std::span<const std::uint32_t> starters) {
    for (std::size_t i = 0; i < months_.size(); ++i)
      if (starters[i] > 0) take_in(i, starters[i]);
    for (MonthPlan& month : months_) {
      made_.leavers += month.leavers;
      // What the solver lets a row lack is no shortage.
      if (month.short_hours() > kHoursTolerance)
        month.reason = first_of(month.need.month) < made_.first_ready ? Short::lead_time : Short::classes;
      else
        month.capacity_hours = std::max(month.capacity_hours, month.need.hours);
    }
    made_.months = std::move(months_);
    return std::move(made_);
  }

  /// That an FTE gives on the phones.
  double fte_hours(std::size_t month) const {
    return people_.full_time_hours / kDaysAWeek * needs_[month].days * months_[month].time.productive;
  }
  double leaving(std::size_t tenure) const {
    return in_month(people_.attrition, tenure, people_.attrition.back());
  }
  double speed(std::size_t tenure) const { return in_month(people_.hiring.ramp, tenure, 1); }

  void find_first_intake() {
    const LocalDay decided = people_.decided.value_or(first_of(needs_.front().month));
    made_.first_ready = decided + chr::days(people_.hiring.lead_days + people_.hiring.training_days);
    const chr::year_month_day ready(made_.first_ready);
    chr::year_month month = ready.year() / ready.month();
    if (ready.day() != chr::day(1)) month += chr::months(1);
    made_.first_intake = first_of(month);
    first_intake_month_ = first_month_from(made_.first_intake);
  }

  /// The first that does not begin before the day; as many as there are where all do.
  std::size_t first_month_from(LocalDay day) const {
    return static_cast<std::size_t>(
        std::ranges::count_if(needs_, [day](const MonthNeed& need) { return first_of(need.month) < day; }));
  }

  /// Leavers of a month go one by one, so that half of them are there on average.
  void follow(Cohort cohort, std::size_t from) {
    for (std::size_t i = from; i < months_.size(); ++i, ++cohort.tenure) {
      MonthPlan& month = months_[i];
      const double leavers = cohort.heads * leaving(cohort.tenure);
      const double fte = (cohort.heads - leavers / 2) * cohort.fte_a_head;
      month.heads += cohort.heads;
      month.leavers += leavers;
      month.fte += fte;
      month.capacity_hours += fte * speed(cohort.tenure) * fte_hours(i);
      cohort.heads -= leavers;
    }
  }

  HiringProblem hiring_problem() const {
    HiringProblem problem{.first_month = first_intake_month_,
                          .starters_max = people_.hiring.class_max * people_.hiring.classes_a_month};
    double heads = people_.hiring.pass;
    for (std::size_t i = 0; i < needs_.size(); ++i) {
      problem.missing.push_back(needs_[i].hours - months_[i].capacity_hours);
      problem.units.push_back(fte_hours(i) * fte_a_hire_);
      problem.given.push_back(heads * (1 - leaving(i) / 2) * speed(i));
      heads *= 1 - leaving(i);
    }
    return problem;
  }

  void take_in(std::size_t month, std::uint32_t starters) {
    const Hiring& hiring = people_.hiring;
    Intake intake{.starters = starters,
                  .classes = (starters + hiring.class_max - 1) / hiring.class_max,
                  .ready = starters * hiring.pass,
                  .on_calls = first_of(needs_[month].month)};
    intake.start = intake.on_calls - chr::days(hiring.training_days);
    intake.recruiting = intake.start - chr::days(hiring.lead_days);
    follow({intake.ready, fte_a_hire_, 0}, month);
    months_[month].intake = intake;
    made_.hires += starters;
  }

  std::span<const MonthNeed> needs_;
  const People& people_;
  std::vector<MonthPlan> months_;
  Headcount made_;
  double fte_a_hire_ = 0;
  std::size_t first_intake_month_ = 0;
};

Result<void> check_needs(std::span<const MonthNeed> needs) {
  if (needs.empty()) return failure(ErrorCode::bad_value, "no month is needed; expected one at least");
  if (needs.size() > kMonthsMax)
    return failure(ErrorCode::limit, "{} months are needed; expected {} at most", needs.size(), kMonthsMax);
  for (std::size_t i = 0; i < needs.size(); ++i) {
    const MonthNeed& need = needs[i];
    if (!need.month.ok() || need.days < 1 || need.days > days_of(need.month))
      return failure(ErrorCode::bad_value, "month {} has {} days", i + 1, need.days);
    if (i > 0 && i + 1 < needs.size() && need.days != days_of(need.month))
      return failure(ErrorCode::bad_value, "{} has {} days; expected all of it between two other months",
                     to_text(need.month), need.days);
    if (i > 0 && need.month != needs[i - 1].month + chr::months(1))
      return failure(ErrorCode::bad_value, "{} does not follow {}; expected months one after another",
                     to_text(need.month), to_text(needs[i - 1].month));
    if (!(need.hours >= 0 && need.hours <= rosters::kAgentsRequiredMax * 24 * need.days))
      return failure(ErrorCode::bad_value, "{} needs {} hours", to_text(need.month), need.hours);
  }
  return {};
}

}  // namespace

Result<std::vector<MonthNeed>> needs_of(const rosters::Demand& demand) {
  std::vector<MonthNeed> needs;
  const std::size_t slots = demand.intervals_a_day();
  for (std::size_t day = 0; day < demand.days; ++day) {
    const chr::year_month_day date(demand.first + chr::days(day));
    const chr::year_month month = date.year() / date.month();
    if (needs.empty() || needs.back().month != month) needs.push_back({.month = month});
    ++needs.back().days;
    for (std::size_t slot = 0; slot < slots; ++slot)
      needs.back().hours += demand.agents[day * slots + slot] * (demand.interval / Duration::hours(1));
  }
  TANDEM_TRY(check_needs(needs));
  return needs;
}

Result<Headcount> headcount(std::span<const MonthNeed> needs, const People& people,
                            const std::atomic<bool>* cancel) {
  TANDEM_TRY(check_needs(needs));
  if (auto faults = faults_of(people); !faults.empty()) return std::unexpected(std::move(faults.front()));
  return Planner(needs, people).plan(cancel);
}

Result<Headcount> headcount_of(std::span<const MonthNeed> needs, const People& people,
                               std::span<const std::uint32_t> starters) {
  TANDEM_TRY(check_needs(needs));
  if (auto faults = faults_of(people); !faults.empty()) return std::unexpected(std::move(faults.front()));
  if (starters.size() != needs.size())
    return failure(ErrorCode::bad_value, "{} months are needed and {} have starters", needs.size(),
                   starters.size());
  return Planner(needs, people).with_no_more_than(starters);
}

}  // namespace tandem::headcount
