#include "plan/staffing/headcount/people_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/quantity_text.hpp"
#include "core/base/rounding.hpp"
#include "core/json/json_object.hpp"

namespace tandem::headcount {
namespace {

constexpr double kDaysAWeek = 5;  ///< of work
constexpr double kWorkingDaysAYear = 260;

/// What a share of paid time may be stated of.
struct WorkingTime {
  double hours_week = 40;
  double days_year = kWorkingDaysAYear;

  double hours_day() const { return hours_week / kDaysAWeek; }
  /// Working days of a "day", "week", "month" or "year"; none: another word.
  std::optional<double> days_of(std::string_view period) const {
    if (period == "day") return 1;
    if (period == "week") return kDaysAWeek;
    if (period == "month") return days_year / kMonthsAYear;
    if (period == "year") return days_year;
    return std::nullopt;
  }
};

/// "25d" of a year, "30m/day", "2h/week", "1d/month" as a share of paid time.
std::optional<double> share_of_time(std::string_view text, const WorkingTime& time) {
  const auto slash = text.find('/');
  const std::string_view length = text.substr(0, slash);
  const auto days = time.days_of(slash == std::string_view::npos ? "year" : text.substr(slash + 1));
  if (!days) return std::nullopt;
  std::string_view rest = length;
  if (const auto number = take_number(rest); number && rest == "d") return *number / *days;
  const bool names_units = !length.empty() && length.back() >= 'a' && length.back() <= 'z';
  const auto hours = parse_duration(length);
  if (!hours || !names_units) return std::nullopt;
  return *hours / Duration::hours(1) / (time.hours_day() * *days);
}

class Reader {
 public:
  explicit Reader(JsonNode root) : root_(std::move(root)) {}

  People read() {
    root_.members({"$schema", "notes", "full_time", "shrinkage", "contracts", "staff", "attrition", "hiring",
                   "decided"});
    if (const auto full_time = root_.find("full_time")) read_full_time(*full_time);
    people_.full_time_hours = time_.hours_week;
    if (const auto causes = root_.find("shrinkage"))
      for (const JsonNode& node : causes->items(kCausesMax)) read_cause(node);
    else
      people_.shrinkage = usual_shrinkage(time_.hours_week);
    read_contracts();
    if (const auto staff = root_.find("staff"))
      for (const JsonNode& node : staff->items(kStaffGroupsMax)) read_staff(node);
    if (const auto attrition = root_.find("attrition")) read_attrition(*attrition);
    if (const auto hiring = root_.find("hiring")) read_hiring(*hiring);
    if (const auto decided = root_.find("decided")) people_.decided = decided->day();
    return std::move(people_);
  }

 private:
  void read_full_time(const JsonNode& node) {
    node.members({"hours_week", "working_days_year"});
    if (const auto hours = node.find("hours_week")) time_.hours_week = hours->number(1, kHoursAWeekMax);
    if (const auto days = node.find("working_days_year")) time_.days_year = days->number(100, 366);
  }

  void read_cause(const JsonNode& node) {
    node.members({"name", "planned", "time", "by_month"});
    Cause cause{.name = node.must("name").new_name(cause_names_)};
    cause.planned = node.must("planned").flag();
    const JsonNode time = node.must("time");
    const auto stated =
        time.is_text() && !time.text().ends_with('%') ? share_of_time(time.text(), time_) : std::nullopt;
    if (stated) {
      cause.share = *stated;
      if (cause.share >= 1)
        time.fault(fmt::format("is {} % of paid time", decimal_text(cause.share * 100, 1)));
    } else if (time.is_text() && !parse_share(time.text())) {
      time.refuse("a share such as \"6%\", or time such as \"25d\", \"2h/week\" or \"30m/day\"");
    } else {
      cause.share = time.share();
    }
    if (const auto months = node.find("by_month")) read_weights(*months, cause);
    people_.shrinkage.push_back(std::move(cause));
  }

  void read_weights(const JsonNode& node, Cause& cause) const {
    static constexpr std::array<std::string_view, kMonthsAYear> kNames = {
        "jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"};
    node.members({"jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"});
    for (std::size_t i = 0; i < kMonthsAYear; ++i)
      if (const auto weight = node.find(kNames[i])) cause.weights[i] = weight->number(0, 100);
    if (std::ranges::all_of(cause.weights, [](double weight) { return weight == 0; }))
      node.fault("has a weight of 0 in every month");
  }

  void read_contracts() {
    const auto contracts = root_.find("contracts");
    if (!contracts) {
      people_.contracts.front().hours_week = time_.hours_week;
      contract_names_.push_back(people_.contracts.front().name);
      return;
    }
    people_.contracts.clear();
    const auto nodes = contracts->items(kContractsMax);
    for (const JsonNode& node : nodes) {
      node.members({"name", "hours_week", "share"});
      Contract contract{.name = node.must("name").new_name(contract_names_)};
      contract.hours_week = node.must("hours_week").number(1, kHoursAWeekMax);
      if (nodes.size() > 1 || node.find("share")) contract.share = node.must("share").share();
      people_.contracts.push_back(std::move(contract));
    }
  }

  void read_staff(const JsonNode& node) {
    node.members({"contract", "heads", "tenure_months", "on_calls"});
    StaffGroup group;
    if (const auto contract = node.find("contract"))
      group.contract = contract->name_in(contract_names_, "contract").value_or(0);
    else if (contract_names_.size() > 1)
      node.must("contract");
    group.heads = node.must("heads").number(0, kHeadsMax);
    if (const auto tenure = node.find("tenure_months"))
      group.tenure_months = tenure->count(0, kTenureMonthsMax);
    if (const auto on_calls = node.find("on_calls")) {
      group.on_calls = on_calls->day();
      if (group.tenure_months > 0) on_calls->fault("is of people in training, who have no tenure_months");
    }
    people_.staff.push_back(group);
  }

  /// A rate of every month, or steps: so many months at this rate, the last one from then on.
  void read_attrition(const JsonNode& node) {
    people_.attrition.clear();
    if (!node.is_list()) {
      people_.attrition.push_back(node.share());
      return;
    }
    const auto steps = node.items(kTenureMonthsMax);
    if (steps.empty()) node.fault("has no rate; expected one at least");
    for (std::size_t i = 0; i < steps.size(); ++i) {
      steps[i].members({"months", "monthly"});
      const double rate = steps[i].must("monthly").share();
      const bool last = i + 1 == steps.size();
      if (last && steps[i].find("months"))
        steps[i].must("months").fault("is of the last rate, which goes on");
      const std::uint32_t months = last ? 1 : steps[i].must("months").count(1, kTenureMonthsMax);
      people_.attrition.insert(people_.attrition.end(), months, rate);
    }
  }

  void read_hiring(const JsonNode& node) {
    node.members({"class_max", "classes_a_month", "lead_days", "training_days", "pass", "ramp"});
    Hiring& hiring = people_.hiring;
    if (const auto most = node.find("class_max")) hiring.class_max = most->count(1, kClassSizeMax);
    if (const auto classes = node.find("classes_a_month"))
      hiring.classes_a_month = classes->count(0, kClassesAMonthMax);
    if (const auto lead = node.find("lead_days")) hiring.lead_days = lead->count(0, kLeadDaysMax);
    if (const auto training = node.find("training_days"))
      hiring.training_days = training->count(0, kLeadDaysMax);
    if (const auto pass = node.find("pass")) hiring.pass = pass->share();
    if (const auto ramp = node.find("ramp")) {
      hiring.ramp.clear();
      for (const JsonNode& month : ramp->items(kMonthsAYear)) hiring.ramp.push_back(month.share());
    }
  }

  JsonNode root_;
  People people_;
  WorkingTime time_;
  std::vector<std::string> cause_names_, contract_names_;
};

}  // namespace

std::vector<Cause> usual_shrinkage(double hours_week) {
  const WorkingTime time{.hours_week = hours_week};
  const auto planned = [&](const char* name, std::string_view text) {
    return Cause{.name = name, .planned = true, .share = share_of_time(text, time).value_or(0)};
  };
  return {planned("breaks", "30m/day"),
          planned("leave", "25d"),
          planned("training and meetings", "2h/week"),
          {.name = "sickness", .planned = false, .share = 0.05},
          {.name = "adherence", .planned = false, .share = 0.05}};
}

std::expected<People, std::vector<Error>> parse_people(std::string_view text, const std::string& file) {
  return parse_json_object(text, {.file = file, .what = "the people", .bytes_max = kPeopleBytesMax},
                           [](JsonNode root) { return Reader(std::move(root)).read(); });
}

}  // namespace tandem::headcount
