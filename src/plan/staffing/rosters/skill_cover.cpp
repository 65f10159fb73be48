#include "plan/staffing/rosters/skill_cover.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace tandem::rosters {
namespace {

/// Crews and skills of one tick.
class Sharing {
 public:
  Sharing(const std::vector<SkillSet>& crews, std::vector<int> free, std::size_t skills)
      : crews_(crews), free_(std::move(free)), serving_(crews.size(), std::vector<int>(skills)) {}

  /// One agent more for a skill; others may change theirs. False where there is none.
  bool serve(std::size_t skill) {
    tried_.reset();
    return find(skill);
  }

 private:
  bool find(std::size_t skill) {
    tried_.set(skill);
    for (std::size_t crew = 0; crew < crews_.size(); ++crew)
      if (crews_[crew].test(skill) && free_[crew] > 0) {
        --free_[crew];
        ++serving_[crew][skill];
        return true;
      }
    for (std::size_t crew = 0; crew < crews_.size(); ++crew) {
      if (!crews_[crew].test(skill)) continue;
      for (std::size_t other = 0; other < serving_[crew].size(); ++other) {
        if (serving_[crew][other] == 0 || tried_.test(other) || !find(other)) continue;
        --serving_[crew][other];
        ++serving_[crew][skill];
        return true;
      }
    }
    return false;
  }

  const std::vector<SkillSet>& crews_;
  std::vector<int> free_;
  std::vector<std::vector<int>> serving_;  ///< by crew and skill
  SkillSet tried_;
};

}  // namespace

std::vector<double> lacking_of(const Problem& problem, const Cover& cover, std::size_t tick) {
  const std::size_t skills = problem.required_of.size();
  std::vector<double> lacking;
  for (const auto& required : problem.required_of) lacking.push_back(required[tick]);
  if (skills == 1 && problem.crews.size() == 1) {
    if (problem.crews[0].test(0)) lacking[0] = std::max(0.0, lacking[0] - cover.planned[tick]);
    return lacking;
  }
  std::vector<int> free;
  for (const auto& crew : cover.crews) free.push_back(crew[tick]);
  Sharing sharing(problem.crews, std::move(free), skills);
  for (std::size_t skill = 0; skill < skills; ++skill)
    while (lacking[skill] >= 1 && sharing.serve(skill)) lacking[skill] -= 1;
  std::vector<std::size_t> order(skills);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order, std::greater(), [&](std::size_t skill) { return lacking[skill]; });
  for (const std::size_t skill : order)
    if (lacking[skill] > 0 && lacking[skill] < 1 && sharing.serve(skill)) lacking[skill] = 0;
  return lacking;
}

double Cover::lacking_at(std::size_t tick) const {
  double all = 0;
  for (const auto& skill : lacking) all += skill[tick];
  return all;
}

Cover cover_of(const Problem& problem, const std::vector<RosterShift>& shifts) {
  Cover cover{.planned = std::vector<int>(problem.ticks()),
              .crews = std::vector(problem.crews.size(), std::vector<int>(problem.ticks())),
              .lacking = std::vector(problem.required_of.size(), std::vector<double>(problem.ticks()))};
  for (const RosterShift& shift : shifts) {
    std::vector<int>& crew = cover.crews[problem.crew_of(shift.person)];
    const auto add = [&](int from, int length, int value) {
      for (int tick = from; tick < from + length; ++tick)
        if (const auto at = static_cast<std::size_t>(tick); at < crew.size()) {
          crew[at] += value;
          cover.planned[at] += value;
        }
    };
    add(problem.begins(shift.day, shift.kind), problem.kinds[shift.kind].length, 1);
    for (const PlacedBreak& one : shift.breaks) add(one.at, one.length, -1);
  }
  for (std::size_t tick = 0; tick < problem.ticks(); ++tick) {
    const std::vector<double> lacking = lacking_of(problem, cover, tick);
    for (std::size_t skill = 0; skill < lacking.size(); ++skill) cover.lacking[skill][tick] = lacking[skill];
  }
  return cover;
}

}  // namespace tandem::rosters
