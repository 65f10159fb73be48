#include "plan/staffing/mix/search.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>

namespace tandem::mix {
namespace {

/// Missing slack is charged so many agents a whole agent's worth: in steps, which are repaired, and where
/// nothing may be missing any more.
constexpr double kSeverityOfSteps = 2, kSeverityOfRepair = 50;
/// What cannot be reached is asked for as far as it can, but for this share of what is missing: the last of
/// it would take everybody there is.
constexpr double kNearBest = 0.02;
constexpr int kRepairsMax = 40;
/// So many headcounts are tried one by one, where there are no more that are cheaper.
constexpr std::size_t kTriedAll = 1'000;
constexpr std::size_t kMovesKept = 24;

}  // namespace

Search::Search(const Sample& sample, const Choice& choice, SearchOptions options)
    : sample_(sample), choice_(choice), options_(std::move(options)), reach_(reach_of(sample.slices())) {
  const std::size_t groups = choice.least.groups();
  for (std::vector<std::size_t>& windows : windows_near(sample.goals(), reach_)) {
    const std::size_t count = groups * windows.size();
    differences_.push_back({std::move(windows), std::vector<double>(count), std::vector<double>(count)});
  }
  stale_.assign(differences_.size(), true);
  candidates_.resize(differences_.size());
}

void Search::tell(std::string_view doing) const {
  if (!options_.progress) return;
  std::size_t missed = 0;
  for (std::size_t i = 0; i < outcome_.windows.size(); ++i) missed += meets(outcome_, i) ? 0 : 1;
  options_.progress(fmt::format("{}: {:.2f} to pay, {} of {} targets missed", doing, choice_.cost_of(now_),
                                missed, outcome_.windows.size()));
}

/// With everybody there could be.
Result<void> Search::find_floors() {
  TANDEM_ASSIGN(most, sample_.outcome(choice_.most));
  floors_.assign(most.windows.size(), 0);
  for (std::size_t i = 0; i < floors_.size(); ++i)
    if (most.windows[i] < -kRounding) floors_[i] = most.windows[i] * (1 + kNearBest);
  return {};
}

bool Search::meets_all(const Outcome& outcome) const {
  for (std::size_t i = 0; i < floors_.size(); ++i)
    if (!meets(outcome, i)) return false;
  return true;
}

std::vector<double> Search::above_floors(const Outcome& outcome) const {
  std::vector<double> slacks = outcome.windows;
  for (std::size_t i = 0; i < slacks.size(); ++i) slacks[i] -= floors_[i];
  return slacks;
}

void Search::take_step(Headcount next, Outcome outcome) {
  for (std::size_t interval = 0; interval < stale_.size(); ++interval)
    for (std::size_t group = 0; group < now_.groups(); ++group)
      if (next.at(group, interval) != now_.at(group, interval)) forget_near(interval);
  now_ = std::move(next);
  outcome_ = std::move(outcome);
}

Result<void> Search::move_to(Headcount next) {
  TANDEM_ASSIGN(outcome, sample_.outcome(next));
  take_step(std::move(next), std::move(outcome));
  return {};
}

/// What was found out near an interval that has changed does not hold any more.
void Search::forget_near(std::size_t interval) {
  for (std::size_t i = reach_.first(interval); i < reach_.end(interval, stale_.size()); ++i) {
    stale_[i] = true;
    candidates_[i].reset();
  }
}

Result<void> Search::renew_slopes() {
  tell("what one agent more or fewer does");
  TANDEM_TRY(take_differences(sample_, choice_, reach_, now_, stale_,
                              std::min(options_.slope_replications, sample_.replications()), differences_));
  stale_.assign(stale_.size(), false);
  return {};
}

Result<void> Search::step() {
  NearModel model(choice_, differences_, now_, above_floors(outcome_));
  model.set_severity(kSeverityOfSteps);
  const double before = model.merit(now_, above_floors(outcome_));
  // Slopes hold nearby only: a step too far is shortened.
  for (std::uint32_t moves = step_moves_; moves > 0; moves /= 2) {
    NearModel stepping = model;
    Headcount next = stepping.improved(moves);
    if (next == now_) break;
    TANDEM_ASSIGN(outcome, sample_.outcome(next));
    if (model.merit(next, above_floors(outcome)) >= before) continue;
    take_step(std::move(next), std::move(outcome));
    break;
  }
  return {};
}

/// One more of whoever helps most, in each window that is not met, where the model of slopes knows no more.
void Search::add_by_force(Headcount& headcount) const {
  for (std::size_t interval = 0; interval < differences_.size(); ++interval) {
    const Differences& of = differences_[interval];
    for (std::size_t k = 0; k < of.windows.size(); ++k) {
      const Window& window = sample_.goals().windows[of.windows[k]];
      if (meets(outcome_, of.windows[k]) || interval < window.first || interval >= window.end) continue;
      std::optional<std::size_t> best;
      double best_gain = 0;
      for (std::size_t group = 0; group < now_.groups(); ++group) {
        if (headcount.at(group, interval) >= choice_.most.at(group, interval)) continue;
        const double gain = of.of_more(group)[k] / choice_.cost_of(group, interval);
        if (!best || gain > best_gain) {
          best = group;
          best_gain = gain;
        }
      }
      if (best) ++headcount.at(*best, interval);
    }
  }
}

/// Adds agents until all is met.
Result<void> Search::repair() {
  std::vector<double> margins(floors_.size());
  for (int turn = 0; turn < kRepairsMax && !meets_all(outcome_); ++turn) {
    NearModel model(choice_, differences_, now_, above_floors(outcome_));
    model.set_severity(kSeverityOfRepair);
    for (std::size_t i = 0; i < margins.size(); ++i)
      if (turn > 0 && !meets(outcome_, i)) margins[i] += floors_[i] - outcome_.windows[i];
    model.set_margins(margins);
    Headcount next = model.improved(1);
    // A repair only adds.
    for (std::size_t i = 0; i < next.intervals(); ++i)
      for (std::size_t group = 0; group < next.groups(); ++group)
        next.at(group, i) = std::max(next.at(group, i), now_.at(group, i));
    if (next == now_) add_by_force(next);
    if (next == now_) break;
    TANDEM_TRY(move_to(next));
    tell("who is missing");
  }
  if (!meets_all(outcome_)) TANDEM_TRY(move_to(choice_.most));
  return {};
}

std::vector<Move>& Search::candidates(std::size_t interval) {
  if (!candidates_[interval]) {
    NearModel model(choice_, differences_, now_, above_floors(outcome_));
    candidates_[interval] = model.promising(interval, kMovesKept);
    std::ranges::reverse(*candidates_[interval]);
  }
  return *candidates_[interval];
}

/// The next move of every interval of one turn; of intervals out of each other's reach.
std::vector<Search::Trial> Search::next_trials(std::size_t turn) {
  std::vector<Trial> trials;
  for (std::size_t i = turn % reach_.spacing(); i < differences_.size(); i += reach_.spacing()) {
    std::vector<Move>& moves = candidates(i);
    if (moves.empty()) continue;
    trials.push_back({moves.back()});
    moves.pop_back();
  }
  return trials;
}

/// Those that are near a window which was not met, where the window is near none but them.
void Search::reject_unmet(const Outcome& outcome, std::vector<Trial>& trials) const {
  for (Trial& trial : trials)
    for (const std::size_t window : differences_[trial.move.interval].windows) {
      const Window& of = sample_.goals().windows[window];
      const bool local = of.end - of.first <= reach_.spacing();
      if (local && !meets(outcome, window)) trial.taken = false;
    }
}

/// The one that saves least.
void Search::reject_dearest(std::vector<Trial>& trials) const {
  const NearModel model(choice_, differences_, now_, outcome_.windows);
  Trial* least = nullptr;
  for (Trial& trial : trials)
    if (trial.taken && (least == nullptr || model.saving(trial.move) < model.saving(least->move)))
      least = &trial;
  if (least != nullptr) least->taken = false;
}

/// Runs the floor with all moves, then without those that were seen to break something, until what is left
/// holds. False where nothing is left.
Result<void> Search::attempt(std::vector<Trial> trials) {
  for (;;) {
    Headcount next = now_;
    for (const Trial& trial : trials) apply(trial.move, next);
    TANDEM_ASSIGN(outcome, sample_.outcome(next));
    reject_unmet(outcome, trials);
    const auto left = static_cast<std::size_t>(std::ranges::count(trials, true, &Trial::taken));
    if (left == trials.size() && meets_all(outcome)) {
      take_step(std::move(next), std::move(outcome));
      return {};
    }
    // What is not met spans more than any one move: half of them go.
    for (std::size_t i = 0; left == trials.size() && i < (left + 1) / 2; ++i) reject_dearest(trials);
    std::erase_if(trials, [](const Trial& trial) { return !trial.taken; });
    if (trials.empty()) return {};
  }
}

/// Tries moves that save until none is promising, or the trials are over.
Result<void> Search::save() {
  std::size_t idle = 0;
  for (std::size_t turn = 0; turn < options_.trials && idle < reach_.spacing(); ++turn) {
    std::vector<Trial> trials = next_trials(turn);
    idle = trials.empty() ? idle + 1 : 0;
    if (trials.empty()) continue;
    TANDEM_TRY(attempt(std::move(trials)));
    tell("who is not needed");
  }
  return {};
}

/// Where there is one interval, and few headcounts are cheaper, all of them, the cheapest first. Whether that
/// was so.
Result<bool> Search::try_all_cheaper() {
  if (now_.intervals() != 1) return false;
  std::vector<Headcount> cheaper = {choice_.least};
  for (std::size_t group = 0; group < now_.groups(); ++group) {
    const std::size_t so_far = cheaper.size();
    for (std::size_t i = 0; i < so_far; ++i)
      for (Headcount one = cheaper[i]; one.at(group, 0) < choice_.most.at(group, 0);) {
        ++one.at(group, 0);
        if (choice_.cost_of(one) > choice_.cost_of(now_) - kRounding) break;
        cheaper.push_back(one);
        if (cheaper.size() > kTriedAll) return false;
      }
  }
  std::ranges::sort(cheaper, {}, [&](const Headcount& one) { return choice_.cost_of(one); });
  if (choice_.cost_of(cheaper.front()) > choice_.cost_of(now_) - kRounding) return true;
  constexpr std::size_t kTogether = 16;
  for (std::size_t i = 0; i < cheaper.size(); i += kTogether) {
    const std::span some = std::span(cheaper).subspan(i, std::min(kTogether, cheaper.size() - i));
    TANDEM_ASSIGN(outcomes, sample_.outcomes(some, sample_.replications()));
    const auto found = std::ranges::find_if(outcomes, [&](const Outcome& one) { return meets_all(one); });
    if (found == outcomes.end()) continue;
    take_step(some[static_cast<std::size_t>(found - outcomes.begin())], std::move(*found));
    return true;
  }
  return true;
}

Result<Found> Search::run(const Headcount& guess) {
  if (options_.progress) options_.progress("what everybody together can do");
  TANDEM_TRY(find_floors());
  now_ = guess;
  TANDEM_ASSIGN(first, sample_.outcome(guess));
  outcome_ = std::move(first);
  std::optional<Headcount> best;
  Outcome best_outcome;
  for (std::uint32_t round = 0; round < options_.rounds && step_moves_ > 0; ++round) {
    TANDEM_TRY(renew_slopes());
    TANDEM_TRY(step());
    TANDEM_TRY(repair());
    TANDEM_TRY(save());
    if (!best || choice_.cost_of(now_) < choice_.cost_of(*best)) {
      best = now_;
      best_outcome = outcome_;
    } else {
      // The same step again would lead to the same.
      take_step(*best, best_outcome);
      step_moves_ /= 2;
    }
  }
  TANDEM_ASSIGN(proven, try_all_cheaper());
  return Found{.headcount = now_,
               .cost = choice_.cost_of(now_),
               .outcome = outcome_,
               .meets = std::ranges::all_of(outcome_.windows, [](double left) { return left >= -kRounding; }),
               .floors = floors_,
               .proven = proven};
}

}  // namespace tandem::mix
