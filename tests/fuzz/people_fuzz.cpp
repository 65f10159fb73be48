// People come from people: any text is people or a list of what is wrong with them. Of sound ones every
// month's paid time is spent on something, and nobody is there who was neither on board nor hired.
#include <cstddef>
#include <cstdint>
#include <string_view>

#include "core/base/check.hpp"
#include "plan/staffing/headcount/headcount.hpp"
#include "plan/staffing/headcount/people_json.hpp"

namespace {

using namespace tandem::headcount;

void check_paid_time(const People& people) {
  for (unsigned month = 1; month <= kMonthsAYear; ++month) {
    const PaidTime time = paid_time_in(people.shrinkage, std::chrono::month(month));
    double sum = time.productive;
    for (const double away : time.away) {
      TANDEM_CHECK(away >= 0, "no cause gives time back");
      sum += away;
    }
    TANDEM_CHECK(sum > 1 - 1e-9 && sum < 1 + 1e-9, "paid time is spent on calls or on a cause");
    TANDEM_CHECK(time.productive > 0 && time.productive <= time.rostered, "some of it is spent on calls");
  }
}

/// Without classes, which would each take a run of the solver.
void check_leavers(People people) {
  people.hiring.classes_a_month = 0;
  using std::chrono::month;
  using std::chrono::year;
  const MonthNeed needs[] = {
      {year(2027) / month(11), 10, 500}, {year(2027) / month(12), 31, 1'000}, {year(2028) / month(1), 31, 0}};
  double in_training = 0;
  for (const StaffGroup& group : people.staff) in_training += group.on_calls ? group.heads : 0;
  const auto plan = headcount(needs, people);
  TANDEM_CHECK(plan.has_value(), "sound people are planned");
  TANDEM_CHECK(plan->hires == 0, "without classes nobody is hired");
  for (std::size_t i = 0; i < plan->months.size(); ++i) {
    const MonthPlan& one = plan->months[i];
    TANDEM_CHECK(one.leavers >= 0 && one.leavers <= one.heads, "only who is there leaves");
    TANDEM_CHECK(one.fte >= 0 && one.capacity_hours >= 0 && one.fte_needed >= 0, "no hours are negative");
    if (i > 0)
      TANDEM_CHECK(
          one.heads <=
              (plan->months[i - 1].heads - plan->months[i - 1].leavers + in_training) * (1 + 1e-9) + 1e-6,
          "nobody comes from nowhere");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto people = parse_people({reinterpret_cast<const char*>(data), size}, "people.json");
  if (!people) {
    TANDEM_CHECK(!people.error().empty(), "what is no people has faults");
    return 0;
  }
  check_paid_time(*people);
  check_leavers(*people);
  return 0;
}
