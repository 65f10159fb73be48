// Which callers are served as if they had come earlier, and by how much.
#include <algorithm>
#include <map>
#include <set>

#include "plan/twin/fit.hpp"

namespace tandem::twin {
namespace {

/// An agent chose between two who waited: how much later did the one of the higher priority come, and was it
/// chosen?
struct Choice {
  std::uint8_t higher = 0, lower = 0;
  std::int64_t later_seconds = 0;
  bool higher_chosen = false;
};

constexpr Duration kWaitMax = Duration::minutes(20);
/// A caller who leaves at the same second was perhaps no longer there to be chosen.
constexpr Duration kApart = Duration::seconds(1);
constexpr std::int64_t kCreditStep = 15, kCreditMax = 600;
constexpr std::size_t kChoicesMax = 1'000'000;
/// Fewer choices tell nothing; a credit must explain more of them than none does, by this share.
constexpr std::size_t kChoicesMin = 200;
constexpr double kBetterBy = 0.02;

std::vector<Choice> choices_of(std::span<const CallRecord> calls) {
  std::map<CallTypeId, std::vector<const CallRecord*>> waited;
  for (const CallRecord& call : calls) {
    const auto wait = call.wait();
    if (wait && *wait > Duration() && *wait < kWaitMax) waited[call.type].push_back(&call);
  }
  std::vector<Choice> choices;
  for (auto& [type, queue] : waited) {
    std::ranges::stable_sort(queue, {}, &CallRecord::queued_at);
    for (const CallRecord* chosen : queue) {
      if (!chosen->answered_at.known()) continue;
      const Instant at = chosen->answered_at;
      const auto after = std::ranges::lower_bound(queue, at, {}, &CallRecord::queued_at);
      for (auto other = after; other != queue.begin() && choices.size() < kChoicesMax;) {
        const CallRecord& left = **--other;
        if (left.queued_at + kWaitMax < at) break;
        if (left.priority == chosen->priority || left.queued_at + *left.wait() <= at + kApart) continue;
        const bool higher_chosen = chosen->priority > left.priority;
        const CallRecord& higher = higher_chosen ? *chosen : left;
        const CallRecord& lower = higher_chosen ? left : *chosen;
        choices.push_back({higher.priority, lower.priority,
                           (higher.queued_at - lower.queued_at).microseconds() / 1'000'000, higher_chosen});
      }
    }
  }
  return choices;
}

struct Credit {
  std::uint8_t from = 0;  ///< priorities that have it
  std::int64_t seconds = 0;
  std::size_t explained = 0, parted = 0;
};

/// How many choices are as they must be when priorities from `from` on are credited so much.
Credit tried(std::span<const Choice> choices, std::uint8_t from, std::int64_t seconds) {
  Credit credit{from, seconds};
  for (const Choice& choice : choices) {
    if (choice.higher < from || choice.lower >= from) continue;
    ++credit.parted;
    credit.explained += choice.higher_chosen == (choice.later_seconds < seconds) ? 1 : 0;
  }
  return credit;
}

Credit best_credit(std::span<const Choice> choices) {
  std::set<std::uint8_t> priorities;
  for (const Choice& choice : choices) priorities.insert(choice.higher);
  Credit best;
  double best_gain = kBetterBy;
  for (const std::uint8_t from : priorities) {
    const Credit none = tried(choices, from, 0);
    if (none.parted < kChoicesMin) continue;
    for (std::int64_t seconds = kCreditStep; seconds <= kCreditMax; seconds += kCreditStep) {
      const Credit credit = tried(choices, from, seconds);
      const double gain = (static_cast<double>(credit.explained) - static_cast<double>(none.explained)) /
                          static_cast<double>(none.parted);
      if (gain <= best_gain) continue;
      best = credit;
      best_gain = gain;
    }
  }
  return best;
}

}  // namespace

void fit_credit(std::span<const CallRecord> calls, Behaviour& behaviour) {
  const std::vector<Choice> choices = choices_of(calls);
  const Credit best = best_credit(choices);
  if (best.seconds == 0) return;
  behaviour.credit = Duration::seconds(best.seconds);
  // Not every caller noted with the priority had it: of those who would have been chosen only by the credit,
  // so many were.
  std::size_t by_credit = 0, chosen = 0;
  for (const Choice& choice : choices) {
    if (choice.higher < best.from || choice.lower >= best.from) continue;
    if (choice.later_seconds <= 0 || choice.later_seconds >= best.seconds) continue;
    ++by_credit;
    chosen += choice.higher_chosen ? 1 : 0;
  }
  const double given = by_credit == 0 ? 1 : static_cast<double>(chosen) / static_cast<double>(by_credit);
  std::vector<std::uint64_t> waited(behaviour.types.size()), high(behaviour.types.size());
  for (const CallRecord& call : calls) {
    const auto wait = call.wait();
    if (!call.type.known() || !wait || *wait <= Duration()) continue;
    ++waited[call.type.index()];
    high[call.type.index()] += call.priority >= best.from ? 1 : 0;
  }
  for (std::size_t i = 0; i < waited.size(); ++i) {
    if (waited[i] == 0) continue;
    behaviour.types[i].credited = given * static_cast<double>(high[i]) / static_cast<double>(waited[i]);
  }
}

}  // namespace tandem::twin
