#include "plan/sample/rota.hpp"

#include <algorithm>
#include <cmath>

#include "plan/sample/purposes.hpp"

namespace tandem::sample {
namespace {

constexpr int kFullShift = 17;   // 8.5 hours with 1 hour of breaks
constexpr int kShortShift = 10;  // 5 hours with 15 minutes
constexpr double kPresentShare = 0.9;
constexpr double kIllness = 0.045;
constexpr double kPaceSpread = 0.11;
/// Agents per shift of a usual day: five days of seven, and leave.
constexpr double kTeamPerShift = 1.5;
/// Spare agents in units of the load's square root; a provider that sells 80/20 for little money.
constexpr double kSpare = 0.72;

double agents_needed(double load) {
  return load <= 0 ? 0 : std::max(2.6, load + kSpare * std::sqrt(load) + 0.25) / kPresentShare;
}

}  // namespace

std::vector<Shift> lay_shifts(const Rota::Load& load) {
  Rota::Load missing{};
  int first = kSlotsPerDay;
  int last = -1;
  for (int slot = 0; slot < kSlotsPerDay; ++slot) {
    missing[static_cast<std::size_t>(slot)] = agents_needed(load[static_cast<std::size_t>(slot)]);
    if (load[static_cast<std::size_t>(slot)] <= 0) continue;
    first = std::min(first, slot);
    last = slot;
  }
  std::vector<Shift> shifts;
  if (last < 0) return shifts;
  const int open = last - first + 1;
  // The first and last hours can be worked by few shifts: they count for more, or nobody would.
  const auto weight = [&](int slot) {
    return 1 / std::sqrt(static_cast<double>(std::min({slot - first + 1, last - slot + 1, kShortShift})));
  };
  for (;;) {
    Shift best;
    double best_value = 0;
    for (const int length : {std::min(kFullShift, open), std::min(kShortShift, open)}) {
      for (int start = first; start + length <= last + 1; ++start) {
        double filled = 0;
        double all = 0;
        for (int slot = start; slot < start + length; ++slot) {
          filled += weight(slot) * std::clamp(missing[static_cast<std::size_t>(slot)], 0.0, 1.0);
          all += weight(slot);
        }
        if (filled / all > best_value + 1e-9) {
          best_value = filled / all;
          best = {start, length};
        }
      }
    }
    constexpr double kWorthAShift = 0.45;
    if (best_value < kWorthAShift) return shifts;
    for (int slot = best.first; slot < best.first + best.slots; ++slot)
      missing[static_cast<std::size_t>(slot)] -= 1;
    shifts.push_back(best);
  }
}

Rota::Rota(std::uint64_t seed) : random_(Random::stream(seed, static_cast<std::uint64_t>(Purpose::rota))) {}

AgentId Rota::next_agent(Line line, std::size_t shifts_today, std::size_t number) {
  auto& team = teams_[index_of(line)];
  const auto wanted = static_cast<std::size_t>(std::ceil(kTeamPerShift * static_cast<double>(shifts_today)));
  while (team.size() < wanted) {
    team.emplace_back(static_cast<std::uint32_t>(agents_.size()));
    agents_.push_back({.line = line, .pace = random_.lognormal(0, kPaceSpread)});
  }
  return team[(turn_[index_of(line)] + number) % team.size()];
}

std::vector<Presence> Rota::presences_of(Line line, const Load& planned,
                                         const std::array<Instant, kSlotsPerDay + 1>& slots) {
  const std::vector<Shift> shifts = lay_shifts(planned);
  std::vector<Presence> presences;
  const auto minutes = [&](double from, double spread) {
    return Duration::from_seconds(60 * (from + spread * random_.uniform()));
  };
  for (std::size_t i = 0; i < shifts.size(); ++i) {
    const AgentId agent = next_agent(line, shifts.size(), i);
    if (random_.uniform() < kIllness) continue;
    const Shift& shift = shifts[i];
    const Instant begin = slots[static_cast<std::size_t>(shift.first)] + minutes(-3, 5);
    const Instant end =
        slots[static_cast<std::size_t>(shift.first) + static_cast<std::size_t>(shift.slots)] + minutes(0, 8);
    const auto away = [&](Instant from, Duration length) {
      presences.push_back({from, agent, false});
      presences.push_back({from + length, agent, true});
    };
    presences.push_back({begin, agent, true});
    if (shift.slots > kShortShift) {
      away(begin + minutes(95, 60), Duration::minutes(15));
      away(begin + minutes(200, 110), Duration::minutes(30));
      away(begin + minutes(375, 60), Duration::minutes(15));
    } else if (shift.slots >= kShortShift) {
      away(begin + minutes(110, 70), Duration::minutes(15));
    }
    presences.push_back({end, agent, false});
  }
  if (!shifts.empty()) turn_[index_of(line)] += shifts.size();
  return presences;
}

}  // namespace tandem::sample
