#include "plan/staffing/mix/near_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem::mix {
namespace {

/// How many agents of a move come, and go, together: the more groups there are, the fewer, as moves grow with
/// their power.
std::size_t come_max(std::size_t groups) { return groups <= 4 ? 3 : groups <= 12 ? 2 : 1; }
std::size_t go_max(std::size_t groups) { return groups <= 40 ? 2 : 1; }
/// A window in which no agent gains much is valued as if one gained this share of what one does elsewhere.
constexpr double kGainLeast = 0.1;
constexpr double kWorthIt = 1e-9;

}  // namespace

void apply(const Move& move, Headcount& headcount) {
  for (const std::size_t group : move.go)
    if (group != Move::kNobody) --headcount.at(group, move.interval);
  for (const std::size_t group : move.come)
    if (group != Move::kNobody) ++headcount.at(group, move.interval);
}

NearModel::NearModel(const Choice& choice, const std::vector<Differences>& differences, const Headcount& at,
                     std::vector<double> slacks)
    : choice_(choice), differences_(differences), at_(at), now_(at), slacks_(std::move(slacks)) {
  margins_.assign(slacks_.size(), 0);
  std::vector<double> gains(slacks_.size());
  for (const Differences& of : differences)
    for (std::size_t i = 0; i < of.more.size(); ++i) {
      double& gain = gains[of.windows[i % of.windows.size()]];
      gain = std::max({gain, of.more[i], -of.fewer[i]});
    }
  const double mean_gain = std::accumulate(gains.begin(), gains.end(), 0.0) /
                           static_cast<double>(std::max<std::size_t>(1, gains.size()));
  const double mean_cost =
      std::accumulate(choice.cost.begin(), choice.cost.end(), 0.0) / static_cast<double>(choice.cost.size());
  for (const double gain : gains)
    worth_.push_back(mean_cost / std::max({gain, kGainLeast * mean_gain, kRounding}));
}

double NearModel::merit(const Headcount& headcount, const std::vector<double>& slacks) const {
  double all = choice_.cost_of(headcount);
  for (std::size_t window = 0; window < slacks.size(); ++window)
    all += prices(window) * std::max(0.0, margins_[window] - slacks[window]);
  return all;
}

double NearModel::saving(const Move& move) const {
  double saved = 0;
  for (const std::size_t group : move.go)
    if (group != Move::kNobody) saved += choice_.cost_of(group, move.interval);
  for (const std::size_t group : move.come)
    if (group != Move::kNobody) saved -= choice_.cost_of(group, move.interval);
  return saved;
}

/// Back towards where the slopes were taken, what was done is undone.
std::vector<double> NearModel::slope_of(std::size_t group, std::size_t interval, bool more) const {
  const std::uint32_t from = at_.at(group, interval), now = now_.at(group, interval);
  const bool back = more ? now < from : now > from;
  const Differences& of = differences_[interval];
  const auto slope = more == back ? of.of_fewer(group) : of.of_more(group);
  std::vector<double> change(slope.begin(), slope.end());
  if (back)
    for (double& each : change) each = -each;
  return change;
}

/// Who can come, or go, together: nobody first, then one of each group, two, and so on.
std::vector<NearModel::Team> NearModel::teams(std::size_t interval, bool more, std::size_t size_max) const {
  std::vector<Team> singles;
  for (std::size_t group = 0; group < now_.groups(); ++group) {
    const std::uint32_t now = now_.at(group, interval);
    const bool can = more ? now < choice_.most.at(group, interval) : now > choice_.least.at(group, interval);
    if (can)
      singles.push_back(
          {{group}, slope_of(group, interval, more), choice_.cost_of(group, interval) * (more ? 1 : -1)});
  }
  std::vector<Team> teams = {{{}, std::vector<double>(differences_[interval].windows.size())}};
  std::size_t first = 0;
  for (std::size_t size = 1; size <= size_max; ++size) {
    const std::size_t end = teams.size();
    for (; first < end; ++first)
      for (const Team& one : singles) {
        const std::vector<std::size_t>& groups = teams[first].groups;
        const std::size_t group = one.groups.front();
        if (!groups.empty() && group < groups.back()) continue;
        const auto same = static_cast<std::uint32_t>(std::ranges::count(groups, group)) + 1;
        const std::uint32_t now = now_.at(group, interval);
        if (more ? now + same > choice_.most.at(group, interval)
                 : now < choice_.least.at(group, interval) + same)
          continue;
        Team team = teams[first];
        team.groups.push_back(group);
        team.cost += one.cost;
        for (std::size_t k = 0; k < team.change.size(); ++k) team.change[k] += one.change[k];
        teams.push_back(std::move(team));
      }
  }
  return teams;
}

/// How much more is charged for missing slack after a change.
double NearModel::charge(std::size_t interval, const std::vector<double>& change) const {
  double more = 0;
  const std::vector<std::size_t>& windows = differences_[interval].windows;
  for (std::size_t k = 0; k < windows.size(); ++k) {
    const std::size_t window = windows[k];
    const double left = slacks_[window] - margins_[window];
    more += prices(window) * (std::max(0.0, -(left + change[k])) - std::max(0.0, -left));
  }
  return more;
}

/// Every move and what it gains: cost saved, less what is charged.
template <class Take>
void NearModel::for_each_move(std::size_t interval, Take take) {
  const std::vector<Team> goers = teams(interval, false, go_max(now_.groups()));
  const std::vector<Team> comers = teams(interval, true, come_max(now_.groups()));
  std::vector<double> change(differences_[interval].windows.size());
  for (const Team& goes : goers)
    for (const Team& comes : comers) {
      if (goes.groups.empty() && comes.groups.size() != 1) continue;
      if (std::ranges::find_first_of(goes.groups, comes.groups) != goes.groups.end()) continue;
      for (std::size_t k = 0; k < change.size(); ++k) change[k] = goes.change[k] + comes.change[k];
      Move move{.interval = interval};
      std::ranges::copy(goes.groups, move.go.begin());
      std::ranges::copy(comes.groups, move.come.begin());
      const double cost = goes.cost + comes.cost;
      take(-cost - charge(interval, change), cost, move);
    }
}

void NearModel::take(const Move& move) {
  const auto change = [&](std::size_t group, bool more) {
    if (group == Move::kNobody) return;
    const std::vector<double> slope = slope_of(group, move.interval, more);
    const std::vector<std::size_t>& windows = differences_[move.interval].windows;
    for (std::size_t k = 0; k < windows.size(); ++k) slacks_[windows[k]] += slope[k];
    now_.at(group, move.interval) += more ? 1U : -1U;
  };
  for (const std::size_t group : move.go) change(group, false);
  for (const std::size_t group : move.come) change(group, true);
}

bool NearModel::improve(std::size_t interval) {
  Best best{.gain = kWorthIt};
  for_each_move(interval, [&](double gain, double, const Move& move) {
    if (gain > best.gain) best = {gain, move};
  });
  if (best.gain <= kWorthIt) return false;
  take(best.move);
  return true;
}

Headcount NearModel::improved(std::uint32_t trust) {
  std::vector<std::uint32_t> moves(now_.intervals());
  for (bool changed = true; changed;) {
    changed = false;
    for (std::size_t interval = 0; interval < now_.intervals(); ++interval)
      while (moves[interval] < trust && improve(interval)) {
        ++moves[interval];
        changed = true;
      }
  }
  return now_;
}

std::vector<Move> NearModel::promising(std::size_t interval, std::size_t count) {
  std::vector<Best> all;
  const auto better = [](const Best& a, const Best& b) { return a.gain > b.gain; };
  for_each_move(interval, [&](double gain, double cost, const Move& move) {
    if (cost > -kWorthIt || (all.size() == count && gain <= all.front().gain)) return;
    all.push_back({gain, move});
    std::ranges::push_heap(all, better);
    if (all.size() <= count) return;
    std::ranges::pop_heap(all, better);
    all.pop_back();
  });
  std::ranges::sort(all, better);
  std::vector<Move> moves;
  for (const Best& one : all) moves.push_back(one.move);
  return moves;
}

}  // namespace tandem::mix
