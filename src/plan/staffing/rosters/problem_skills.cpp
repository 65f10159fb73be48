// Who can serve which demand.
#include <algorithm>

#include "plan/staffing/rosters/problem.hpp"

namespace tandem::rosters {
namespace {

/// Sets of skills that a plan holds against each other, in every interval.
constexpr std::size_t kUnionsMax = 64;

/// The crews that have a skill of the set.
std::vector<bool> crews_for(const std::vector<SkillSet>& crews, const SkillSet& skills) {
  std::vector<bool> serve;
  for (const SkillSet& crew : crews) serve.push_back((crew & skills).any());
  return serve;
}

/// Whether no part of a set shares a crew with the rest of it.
bool falls_apart(const std::vector<SkillSet>& crews, const SkillSet& skills) {
  SkillSet together;
  for (std::size_t i = 0; i < skills.size() && together.none(); ++i)
    if (skills.test(i)) together.set(i);
  for (bool grown = true; grown;) {
    grown = false;
    for (const SkillSet& crew : crews) {
      const SkillSet more = crew & skills & ~together;
      if ((crew & together).none() || more.none()) continue;
      together |= more;
      grown = true;
    }
  }
  return together != skills;
}

}  // namespace

void Problem::add_skills() {
  if (demand->skills.empty()) {
    required_of = {required};
    return;
  }
  const auto parts = static_cast<std::size_t>(demand->interval / tick);
  for (const std::vector<double>& agents : demand->by_skill) {
    std::vector<double>& of = required_of.emplace_back();
    for (const double one : agents) of.insert(of.end(), parts, one);
  }
}

SkillSet Problem::skills_of(const Contract& contract, const NamedAgent* named) const {
  const auto& own = named != nullptr && named->skills ? named->skills : contract.skills;
  SkillSet skills;
  for (std::size_t i = 0; i < required_of.size(); ++i)
    skills.set(i, demand->skills.empty() || drops(Family::skills) || !own ||
                      std::ranges::find(*own, demand->skills[i]) != own->end());
  return skills;
}

/// The first group of a contract is of those without a name.
void Problem::add_groups() {
  const auto crew_with = [this](const SkillSet& skills) {
    const auto found = std::ranges::find(crews, skills);
    if (found != crews.end()) return static_cast<std::size_t>(found - crews.begin());
    crews.push_back(skills);
    return crews.size() - 1;
  };
  for (std::size_t contract = 0; contract < rules->contracts.size(); ++contract) {
    const std::size_t first = groups.size();
    groups.push_back({contract, crew_with(skills_of(rules->contracts[contract], nullptr))});
    for (Person& person : people) {
      if (person.contract != contract) continue;
      const std::size_t crew = crew_with(skills_of(rules->contracts[contract], person.named));
      const auto found = std::find_if(groups.begin() + static_cast<std::ptrdiff_t>(first), groups.end(),
                                      [crew](const Group& group) { return group.crew == crew; });
      person.group = static_cast<std::size_t>(found - groups.begin());
      if (found == groups.end()) groups.push_back({contract, crew});
    }
  }
}

Result<void> Problem::add_unions() {
  const std::size_t skills = required_of.size();
  for (unsigned long bits = 1; bits < 1UL << skills; ++bits) {
    const SkillSet set(bits);
    if (falls_apart(crews, set)) continue;
    const std::vector<bool> serve = crews_for(crews, set);
    bool largest = true;
    for (std::size_t i = 0; i < skills && largest; ++i) {
      SkillSet more = set;
      more.set(i);
      // What nobody serves is by itself.
      const bool shares = std::ranges::any_of(
          crews, [&](const SkillSet& crew) { return crew.test(i) && (crew & set).any(); });
      largest = set.test(i) || !shares || crews_for(crews, more) != serve;
    }
    if (largest) unions.push_back(set);
  }
  if (unions.size() <= kUnionsMax) return {};
  return failure(ErrorCode::limit,
                 "agents share the {} skills in so many ways that {} sets of them would be held against each "
                 "other; expected {} at most: tell fewer skills apart, or fewer sets of them",
                 skills, unions.size(), kUnionsMax);
}

}  // namespace tandem::rosters
