#include "plan/staffing/mix/near_model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem::mix {
namespace {

/// Above this no pair of a group's agents is tried for one of another: pairs grow with the square.
constexpr std::size_t kGroupsForPairs = 40;
/// A window in which no agent gains much is valued as if one gained this share of what one does elsewhere.
constexpr double kGainLeast = 0.1;
constexpr double kWorthIt = 1e-9;

void add(std::vector<double>& to, const std::vector<double>& more) {
  for (std::size_t i = 0; i < to.size(); ++i) to[i] += more[i];
}

}  // namespace

void apply(const Move& move, Headcount& headcount) {
  for (const std::size_t group : {move.goes, move.goes_too})
    if (group != Move::kNobody) --headcount.at(group, move.interval);
  if (move.comes != Move::kNobody) ++headcount.at(move.comes, move.interval);
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
  const double mean_gain =
      std::accumulate(gains.begin(), gains.end(), 0.0) / static_cast<double>(std::max<std::size_t>(1, gains.size()));
  const double mean_cost = std::accumulate(choice.cost.begin(), choice.cost.end(), 0.0) /
                           static_cast<double>(choice.cost.size());
  for (const double gain : gains)
    worth_.push_back(mean_cost / std::max({gain, kGainLeast * mean_gain, kRounding}));
}

double NearModel::missing(std::size_t window) const {
  return std::max(0.0, margins_[window] - slacks_[window]) * worth_[window];
}

/// What an agent more, or fewer, of each group that can would change.
std::vector<NearModel::Step> NearModel::steps(std::size_t interval, std::uint32_t trust, bool more) const {
  std::vector<Step> steps;
  const Differences& of = differences_[interval];
  for (std::size_t group = 0; group < now_.groups(); ++group) {
    const std::uint32_t from = at_.at(group, interval), now = now_.at(group, interval);
    const bool can = more ? now < choice_.most.at(group, interval) && now < from + trust
                          : now > choice_.least.at(group, interval) && now + trust > from;
    if (!can) continue;
    // Back towards where the slopes were taken, what was done is undone.
    const bool back = more ? now < from : now > from;
    const auto slope = more == back ? of.of_fewer(group) : of.of_more(group);
    Step step{group, {slope.begin(), slope.end()}, choice_.cost_of(group, interval) * (more ? 1 : -1)};
    if (back)
      for (double& each : step.slope) each = -each;
    steps.push_back(std::move(step));
  }
  return steps;
}

/// How much more is charged for missing slack after a change.
double NearModel::charge(std::size_t interval, const std::vector<double>& slope) const {
  double more = 0;
  const std::vector<std::size_t>& windows = differences_[interval].windows;
  for (std::size_t k = 0; k < windows.size(); ++k) {
    const std::size_t window = windows[k];
    const double left = slacks_[window] - margins_[window];
    more += prices(window) * (std::max(0.0, -(left + slope[k])) - std::max(0.0, -left));
  }
  return more;
}

/// Every move and what it gains: cost saved, less what is charged. One agent goes or comes, one goes for
/// another, two go for one.
template <class Take>
void NearModel::for_each_move(std::size_t interval, std::uint32_t trust, Take take) {
  const std::vector<Step> fewer = steps(interval, trust, false), more = steps(interval, trust, true);
  const std::size_t count = differences_[interval].windows.size();
  std::vector<double> slope(count), pair(count);
  const auto tell = [&](const std::vector<double>& change, double cost, Move move) {
    move.interval = interval;
    take(-cost - charge(interval, change), cost, move);
  };
  const auto with_comer = [&](const std::vector<double>& change, double cost, Move move) {
    tell(change, cost, move);
    for (const Step& comes : more) {
      if (comes.group == move.goes || comes.group == move.goes_too) continue;
      for (std::size_t k = 0; k < count; ++k) slope[k] = change[k] + comes.slope[k];
      Move with = move;
      with.comes = comes.group;
      tell(slope, cost + comes.cost, with);
    }
  };
  for (const Step& comes : more) tell(comes.slope, comes.cost, {.comes = comes.group});
  for (std::size_t a = 0; a < fewer.size(); ++a) {
    with_comer(fewer[a].slope, fewer[a].cost, {.goes = fewer[a].group});
    if (now_.groups() > kGroupsForPairs) continue;
    for (std::size_t b = a; b < fewer.size(); ++b) {
      const std::size_t group = fewer[b].group;
      if (a == b && (now_.at(group, interval) < choice_.least.at(group, interval) + 2 ||
                     now_.at(group, interval) + trust < at_.at(group, interval) + 2))
        continue;
      pair = fewer[a].slope;
      add(pair, fewer[b].slope);
      with_comer(pair, fewer[a].cost + fewer[b].cost, {.goes = fewer[a].group, .goes_too = group});
    }
  }
}

void NearModel::take(const Move& move) {
  const Differences& of = differences_[move.interval];
  const auto change = [&](std::size_t group, bool more) {
    if (group == Move::kNobody) return;
    const std::uint32_t from = at_.at(group, move.interval);
    std::uint32_t& now = now_.at(group, move.interval);
    const bool back = more ? now < from : now > from;
    const auto slope = more == back ? of.of_fewer(group) : of.of_more(group);
    for (std::size_t k = 0; k < of.windows.size(); ++k)
      slacks_[of.windows[k]] += back ? -slope[k] : slope[k];
    now += more ? 1U : -1U;
  };
  change(move.goes, false);
  change(move.goes_too, false);
  change(move.comes, true);
}

bool NearModel::improve(std::size_t interval, std::uint32_t trust) {
  Best best{.gain = kWorthIt};
  for_each_move(interval, trust, [&](double gain, double, const Move& move) {
    if (gain > best.gain) best = {gain, move};
  });
  if (best.gain <= kWorthIt) return false;
  take(best.move);
  return true;
}

Headcount NearModel::improved(std::uint32_t trust) {
  // Each improvement lowers cost and charge, so this ends; the limit is for slopes that contradict each other.
  constexpr int kSweepsMax = 4, kMovesMax = 200;
  bool changed = true;
  for (int sweep = 0; changed && sweep < kSweepsMax; ++sweep) {
    changed = false;
    for (std::size_t interval = 0; interval < now_.intervals(); ++interval)
      for (int moves = 0; moves < kMovesMax && improve(interval, trust); ++moves) changed = true;
  }
  return now_;
}

std::vector<Move> NearModel::promising(std::size_t interval, std::size_t count) {
  std::vector<Best> all;
  const auto better = [](const Best& a, const Best& b) { return a.gain > b.gain; };
  for_each_move(interval, UINT32_MAX / 2, [&](double gain, double cost, const Move& move) {
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
