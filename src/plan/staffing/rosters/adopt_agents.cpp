#include "plan/staffing/rosters/adopt_agents.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string_view>

#include "plan/import/call_row_value.hpp"

namespace tandem::rosters {
namespace {

using importing::call_row::shown_value;

class Adoption {
 public:
  Adoption(const PublishedRoster& roster, LocalDay first, Rules& rules)
      : roster_(roster), first_(first), rules_(rules), named_(rules.contracts.size()) {
    for (std::size_t i = 0; i < rules.agents.size(); ++i) {
      places_.emplace(rules.agents[i].name, i);
      ++named_[rules.agents[i].contract];
    }
  }

  Result<void> adopt() {
    for (const PublishedShift& shift : roster_.shifts) {
      TANDEM_ASSIGN(place, place_of(shift));
      if (shift.day() < first_) add_past(shift, rules_.agents[place]);
    }
    return {};
  }

 private:
  Where at(const PublishedShift& shift, std::string field) const {
    return {.file = roster_.file, .line = shift.line, .field = std::move(field)};
  }

  std::optional<std::size_t> contract_named(std::string_view name) const {
    const auto found = std::ranges::find(rules_.contracts, name, &Contract::name);
    if (found == rules_.contracts.end()) return std::nullopt;
    return static_cast<std::size_t>(found - rules_.contracts.begin());
  }

  Result<std::size_t> place_of(const PublishedShift& shift) {
    const auto known = places_.find(shift.agent);
    if (known == places_.end()) return add(shift);
    const std::string& its = rules_.contracts[rules_.agents[known->second].contract].name;
    if (!shift.contract.empty() && shift.contract != its)
      return failure_at(at(shift, "contract"), ErrorCode::bad_value,
                        "'{}' has the contract '{}' here, and '{}' by the rules; expected the same",
                        shown_value(shift.agent), shown_value(shift.contract), its);
    return known->second;
  }

  Result<std::size_t> add(const PublishedShift& shift) {
    TANDEM_ASSIGN(contract, contract_of(shift));
    const Contract& terms = rules_.contracts[contract];
    if (named_[contract] == terms.agents)
      return failure_at(
          at(shift, "agent"), ErrorCode::bad_value,
          "with '{}' the contract '{}' has more than the {} agents that the rules say; expected "
          "a name of theirs, or more in contracts[].agents",
          shown_value(shift.agent), terms.name, terms.agents);
    ++named_[contract];
    rules_.agents.push_back({.name = shift.agent, .contract = contract});
    places_.emplace(shift.agent, rules_.agents.size() - 1);
    return rules_.agents.size() - 1;
  }

  Result<std::size_t> contract_of(const PublishedShift& shift) const {
    if (!shift.contract.empty()) {
      if (const auto contract = contract_named(shift.contract)) return *contract;
      return failure_at(at(shift, "contract"), ErrorCode::bad_value,
                        "'{}' is no contract of the rules; expected one of theirs",
                        shown_value(shift.contract));
    }
    const std::string_view name = shift.agent;
    const std::size_t blank = std::min(name.rfind(' '), name.size());
    const bool numbered =
        blank + 1 < name.size() && name.find_first_not_of("0123456789", blank + 1) == std::string_view::npos;
    if (numbered)
      if (const auto contract = contract_named(name.substr(0, blank))) return *contract;
    if (rules_.contracts.size() == 1) return std::size_t{0};
    return failure_at(at(shift, "agent"), ErrorCode::bad_value,
                      "'{}' is no agent of the rules, and it is not said with which contract; expected a "
                      "name of agents[], or a column contract",
                      shown_value(shift.agent));
  }

  /// Paid without its breaks, but for those that its shift pays.
  void add_past(const PublishedShift& shift, NamedAgent& agent) const {
    if (std::ranges::find(agent.worked, shift.from, &WorkedShift::from) != agent.worked.end()) return;
    Duration paid = Duration::microseconds((shift.until - shift.from).count());
    const auto of = std::ranges::find(rules_.shifts, shift.shift, &ShiftTemplate::name);
    if (of != rules_.shifts.end() && of->length() == paid) {
      paid = of->paid;
    } else {
      for (const LocalSpan& one : shift.breaks)
        paid = paid - Duration::microseconds((one.until - one.from).count());
    }
    agent.worked.push_back({shift.from, shift.until, paid});
  }

  const PublishedRoster& roster_;
  LocalDay first_;
  Rules& rules_;
  std::vector<std::size_t> named_;             ///< agents by name, by contract
  std::map<std::string, std::size_t> places_;  ///< of agents
};

}  // namespace

Result<void> adopt_agents(const PublishedRoster& roster, LocalDay first, Rules& rules) {
  return Adoption(roster, first, rules).adopt();
}

}  // namespace tandem::rosters
