#include "plan/staffing/rosters/rules_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "core/base/iso_time.hpp"
#include "core/json/json_object.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/import/time_value.hpp"
#include "plan/staffing/rosters/demand.hpp"

namespace tandem::rosters {
namespace {

constexpr std::size_t kRulesBytesMax = 8 << 20;
constexpr std::size_t kShiftsMax = 100;
constexpr std::size_t kBreaksMax = 8;
constexpr std::size_t kContractsMax = 50;
constexpr std::size_t kAgentsMax = 2'000;
constexpr std::size_t kListMax = 1'000;
constexpr Duration kStepMin = Duration::minutes(5);
constexpr Duration kDay = Duration::hours(24);
constexpr Duration kWorkedMax = Duration::hours(48);

Duration read_clock(const JsonNode& node) {
  const std::string text = node.text();
  const auto reading = text.size() == 5 ? importing::read_hms(text + ":00") : importing::read_hms("");
  if (!reading || text[2] != ':' || *reading >= kDay) {
    node.fault(fmt::format("is '{}'; expected a time of day such as \"08:30\"", text));
    return {};
  }
  return *reading;
}

/// A length on the grid of five minutes.
Duration read_length(const JsonNode& node, Duration least, Duration most) {
  const Duration length = node.length();
  if (length < least || length > most || length.microseconds() % kStepMin.microseconds() != 0)
    node.fault(fmt::format("is {:g} minutes; expected {:g} to {:g} in steps of 5", length.seconds() / 60,
                           least.seconds() / 60, most.seconds() / 60));
  return std::clamp(length, least, most);
}

Weekdays read_weekdays(const JsonNode& node) {
  Weekdays days;
  for (const JsonNode& item : node.items(7))
    days.set(item.one_of({"sun", "mon", "tue", "wed", "thu", "fri", "sat"}));
  return days;
}

LocalDay read_day(const JsonNode& node) {
  const std::string text = node.text();
  const auto reading = read_iso_date(text);
  if (!reading) {
    node.fault(fmt::format("is '{}'; expected a day such as \"2026-01-05\"", text));
    return {};
  }
  return std::chrono::floor<std::chrono::days>(LocalTime(std::chrono::microseconds(reading->local_us)));
}

LocalTime read_moment(const JsonNode& node) {
  const std::string text = node.text();
  const auto reading = read_iso8601(text);
  if (!reading || reading->offset) {
    node.fault(fmt::format("is '{}'; expected a time by the wall clock such as \"2026-01-05 08:00\"", text));
    return {};
  }
  return LocalTime(std::chrono::microseconds(reading->local_us));
}

/// Places of the names of `list`, whose nodes are texts.
std::vector<std::size_t> read_names(const JsonNode& node, const std::vector<std::string>& names,
                                    std::string_view what) {
  std::vector<std::size_t> places;
  for (const JsonNode& item : node.items(kListMax))
    if (const auto place = item.name_in(names, what)) places.push_back(*place);
  std::ranges::sort(places);
  const auto [repeated, end] = std::ranges::unique(places);
  places.erase(repeated, end);
  return places;
}

/// Which skills those are, the agents required say.
std::vector<std::string> read_skills(const JsonNode& node) {
  std::vector<std::string> skills;
  for (const JsonNode& item : node.items(kListMax)) skills.push_back(item.text());
  return skills;
}

class Reader {
 public:
  explicit Reader(JsonNode root) : root_(std::move(root)) {}

  Rules read() {
    root_.members({"$schema", "notes", "shifts", "contracts", "agents", "rest", "days_in_row_max", "weekends",
                   "night", "sunday_premium", "shortfall_cost_hour"});
    for (const JsonNode& node : root_.must("shifts").items(kShiftsMax)) read_shift(node);
    if (rules_.shifts.empty()) root_.must("shifts").fault("has no shift; expected one at least");
    for (const JsonNode& node : root_.must("contracts").items(kContractsMax)) read_contract(node);
    if (rules_.contracts.empty()) root_.must("contracts").fault("has no contract; expected one at least");
    if (const auto agents = root_.find("agents"))
      for (const JsonNode& node : agents->items(kAgentsMax)) read_agent(node);
    read_limits();
    check_heads();
    return std::move(rules_);
  }

 private:
  void read_shift(const JsonNode& node) {
    node.members({"name", "start", "paid", "breaks", "days"});
    ShiftTemplate shift{.name = node.must("name").new_name(shift_names_)};
    const JsonNode start = node.must("start");
    if (start.is_text()) {
      shift.earliest = shift.latest = read_clock(start);
    } else {
      start.members({"earliest", "latest", "step"});
      shift.earliest = read_clock(start.must("earliest"));
      shift.latest = read_clock(start.must("latest"));
      if (shift.latest < shift.earliest) start.must("latest").fault("is before the earliest start");
    }
    shift.step = Duration::minutes(30);
    if (start.is_object())
      if (const auto step = start.find("step")) shift.step = read_length(*step, kStepMin, kDay);
    if (shift.earliest.microseconds() % kStepMin.microseconds() != 0)
      start.fault("begins off the full five minutes");
    shift.paid = read_length(node.must("paid"), Duration::minutes(30), Duration::hours(16));
    if (const auto breaks = node.find("breaks"))
      for (const JsonNode& one : breaks->items(kBreaksMax)) read_break(one, shift);
    if (const auto days = node.find("days")) shift.days = read_weekdays(*days);
    for (const Break& one : shift.breaks)
      if (one.until > shift.length())
        node.must("breaks").fault(fmt::format("has '{}' until {:g} hours after the start of a shift of {:g}",
                                              one.name, one.until.seconds() / 3600,
                                              shift.length().seconds() / 3600));
    rules_.shifts.push_back(std::move(shift));
  }

  static void read_break(const JsonNode& node, ShiftTemplate& shift) {
    node.members({"name", "length", "from", "until", "paid"});
    Break one{.name = node.must("name").text()};
    one.length = read_length(node.must("length"), kStepMin, Duration::hours(4));
    one.from = read_length(node.must("from"), Duration(), Duration::hours(20));
    one.until = read_length(node.must("until"), Duration(), Duration::hours(20));
    if (const auto paid = node.find("paid")) one.paid = paid->flag();
    if (one.from + one.length > one.until)
      node.must("until").fault("leaves no room for the break after its 'from'");
    if (!shift.breaks.empty() && shift.breaks.back().until > one.from)
      node.must("from").fault(fmt::format("is before '{}' is over; expected windows one after another",
                                          shift.breaks.back().name));
    shift.breaks.push_back(std::move(one));
  }

  void read_contract(const JsonNode& node) {
    node.members(
        {"name", "agents", "hours_min", "hours_max", "days_max", "cost_hour", "shifts", "days", "skills"});
    Contract contract{.name = node.must("name").new_name(contract_names_)};
    contract.agents = node.must("agents").count(0, kAgentsMax);
    if (const auto hours = node.find("hours_min"))
      contract.week_min = Duration::from_seconds(3600 * hours->number(0, 112));
    if (const auto hours = node.find("hours_max"))
      contract.week_max = Duration::from_seconds(3600 * hours->number(0, 112));
    if (contract.week_min > contract.week_max)
      node.must(node.find("hours_max") ? "hours_max" : "hours_min")
          .fault(fmt::format("leaves no hours: {:g} at least, {:g} at most",
                             contract.week_min.seconds() / 3600, contract.week_max.seconds() / 3600));
    if (const auto days = node.find("days_max")) contract.days_max = days->count(1, 7);
    contract.cost_hour = node.must("cost_hour").number(0, 1e6);
    if (const auto days = node.find("days")) contract.days = read_weekdays(*days);
    if (const auto shifts = node.find("shifts"))
      contract.shifts = read_names(*shifts, shift_names_, "shift");
    else
      for (std::size_t i = 0; i < shift_names_.size(); ++i) contract.shifts.push_back(i);
    if (const auto skills = node.find("skills")) contract.skills = read_skills(*skills);
    rules_.contracts.push_back(std::move(contract));
  }

  void read_agent(const JsonNode& node) {
    node.members({"name", "contract", "leave", "unavailable", "prefers", "skills", "worked"});
    NamedAgent agent{.name = node.must("name").new_name(agent_names_)};
    const auto contract = node.find("contract");
    if (contract)
      agent.contract = contract->name_in(contract_names_, "contract").value_or(0);
    else if (rules_.contracts.size() > 1)
      node.must("contract");
    if (const auto leave = node.find("leave"))
      for (const JsonNode& day : leave->items(kListMax)) agent.leave.push_back(read_day(day));
    if (const auto spans = node.find("unavailable"))
      for (const JsonNode& span : spans->items(kListMax)) {
        span.members({"from", "until"});
        agent.unavailable.push_back({read_moment(span.must("from")), read_moment(span.must("until"))});
        if (agent.unavailable.back().until < agent.unavailable.back().from)
          span.must("until").fault("is before its 'from'");
      }
    if (const auto prefers = node.find("prefers")) {
      prefers->members({"shifts", "days_off"});
      if (const auto shifts = prefers->find("shifts"))
        agent.preferred_shifts = read_names(*shifts, shift_names_, "shift");
      if (const auto days = prefers->find("days_off")) agent.preferred_days_off = read_weekdays(*days);
    }
    if (const auto skills = node.find("skills")) agent.skills = read_skills(*skills);
    if (const auto worked = node.find("worked"))
      for (const JsonNode& shift : worked->items(kListMax)) agent.worked.push_back(read_worked(shift));
    rules_.agents.push_back(std::move(agent));
  }

  static WorkedShift read_worked(const JsonNode& node) {
    node.members({"from", "until", "paid"});
    WorkedShift shift{read_moment(node.must("from")), read_moment(node.must("until")), {}};
    const Duration length = Duration::microseconds((shift.until - shift.from).count());
    if (length < Duration() || length > kWorkedMax)
      node.must("until").fault("is before its 'from', or more than two days after it");
    shift.paid = length;
    if (const auto paid = node.find("paid")) shift.paid = std::min(paid->length(), kWorkedMax);
    return shift;
  }

  void read_limits() {
    if (const auto rest = root_.find("rest"))
      rules_.rest = read_length(*rest, Duration(), Duration::hours(48));
    if (const auto days = root_.find("days_in_row_max")) rules_.days_in_row_max = days->count(1, kDaysMax);
    if (const auto weekends = root_.find("weekends")) {
      weekends->members({"worked_max", "of"});
      WeekendRule rule;
      rule.of = weekends->must("of").count(1, 6);
      rule.worked_max = weekends->must("worked_max").count(0, rule.of);
      rules_.weekends = rule;
    }
    if (const auto night = root_.find("night")) {
      night->members({"from", "until", "premium"});
      if (const auto from = night->find("from")) rules_.night_from = read_clock(*from);
      if (const auto until = night->find("until")) rules_.night_until = read_clock(*until);
      rules_.night_premium = night->must("premium").number(0, 10);
    }
    if (const auto premium = root_.find("sunday_premium")) rules_.sunday_premium = premium->number(0, 10);
    if (const auto cost = root_.find("shortfall_cost_hour"))
      rules_.shortfall_cost_hour = cost->number(0, 1e6);
  }

  void check_heads() {
    std::size_t all = 0;
    for (std::size_t i = 0; i < rules_.contracts.size(); ++i) {
      const Contract& contract = rules_.contracts[i];
      all += contract.agents;
      const auto named = std::ranges::count(rules_.agents, i, &NamedAgent::contract);
      if (named > contract.agents)
        root_.must("agents").fault(fmt::format("names {} with the contract '{}', which has {} at most", named,
                                               contract.name, contract.agents));
    }
    if (all > kAgentsMax)
      root_.must("contracts").fault(fmt::format("have {} agents; at most {} are planned", all, kAgentsMax));
  }

  JsonNode root_;
  Rules rules_;
  std::vector<std::string> shift_names_, contract_names_, agent_names_;
};

}  // namespace

std::expected<Rules, std::vector<Error>> parse_rules(std::string_view text, const std::string& file) {
  return parse_json_object(text, {.file = file, .what = "the rules", .bytes_max = kRulesBytesMax},
                           [](JsonNode root) { return Reader(std::move(root)).read(); });
}

std::expected<Rules, std::vector<Error>> read_rules(const std::string& path) {
  auto text = importing::read_whole_file(path, kRulesBytesMax);
  if (!text) return std::unexpected(std::vector<Error>{std::move(text).error()});
  return parse_rules(*text, path);
}

}  // namespace tandem::rosters
