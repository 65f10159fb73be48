#include <cmath>
#include <functional>

#include "plan/queueing/arguments.hpp"
#include "plan/queueing/erlang.hpp"

namespace tandem::queueing {
namespace {

/// Fractional answers are whole numbers of these.
constexpr std::int64_t kStepsPerServer = 1'000'000;

Result<void> check_target(const Target& target, bool with_patience) {
  if (!target.service_level && !target.asa_seconds && !target.p_abandon && !target.occupancy)
    return failure(ErrorCode::bad_value,
                   "no target is set; give a service level, a mean speed of answer, an abandonment or an "
                   "occupancy");
  if (target.service_level && !(*target.service_level > 0 && *target.service_level < 1))
    return failure(ErrorCode::bad_value,
                   "a service level of {} cannot be a target; give a share between 0 and 1",
                   *target.service_level);
  if (target.asa_seconds && !(*target.asa_seconds > 0))
    return failure(ErrorCode::bad_value,
                   "a mean speed of answer of {} s cannot be a target; give more than 0 s",
                   *target.asa_seconds);
  if (target.p_abandon && !(*target.p_abandon > 0 && *target.p_abandon <= 1))
    return failure(ErrorCode::bad_value, "an abandonment of {} cannot be a target; give a share above 0",
                   *target.p_abandon);
  if (target.p_abandon && !with_patience)
    return failure(ErrorCode::bad_value,
                   "a target for abandonment needs the callers' mean patience; without it nobody abandons");
  if (target.occupancy && !(*target.occupancy > 0 && *target.occupancy <= 1))
    return failure(ErrorCode::bad_value, "an occupancy of {} cannot be a target; give a share above 0",
                   *target.occupancy);
  return {};
}

bool meets(const Performance& performance, const Target& target) {
  if (target.service_level && performance.service_level < *target.service_level) return false;
  if (target.asa_seconds && !(performance.asa && *performance.asa <= *target.asa_seconds)) return false;
  if (target.p_abandon && performance.p_abandon > *target.p_abandon) return false;
  return !target.occupancy || performance.occupancy <= *target.occupancy;
}

/// The least whole number in 1 .. most that is enough, where more is never worse; nothing if none is. Looks
/// first around `guess`, in steps that double, so that a good guess costs few trials.
std::optional<std::int64_t> least(std::int64_t guess, std::int64_t most,
                                  const std::function<bool(std::int64_t)>& enough) {
  std::int64_t too_few = 0;
  std::int64_t found = std::clamp<std::int64_t>(guess, 1, most);
  if (enough(found)) {
    for (std::int64_t step = std::max<std::int64_t>(1, found / 64); found - step > 0; step *= 2) {
      if (!enough(found - step)) {
        too_few = found - step;
        break;
      }
      found -= step;
    }
  } else {
    too_few = found;
    for (std::int64_t step = std::max<std::int64_t>(1, found / 64);; step *= 2) {
      if (too_few == most) return std::nullopt;
      found = std::min(most, too_few + step);
      if (enough(found)) break;
      too_few = found;
    }
  }
  while (found - too_few > 1) {
    const std::int64_t middle = too_few + (found - too_few) / 2;
    (enough(middle) ? found : too_few) = middle;
  }
  return found;
}

}  // namespace

Result<double> servers_for(const Load& load, const Target& target, double within_seconds,
                           std::optional<double> patience_seconds, bool fractional) {
  TANDEM_TRY(check_target(target, patience_seconds.has_value()));
  TANDEM_TRY(check_load(load, within_seconds, patience_seconds));
  const double a = load.erlangs();
  if (a == 0) return 0.0;
  const auto enough = [&](double servers) {
    const auto performance = patience_seconds ? erlang_a(load, servers, within_seconds, *patience_seconds)
                                              : erlang_c(load, servers, within_seconds);
    return performance && meets(*performance, target);
  };
  // Square-root staffing (Halfin & Whitt 1981) is seldom far off.
  const double guess = std::min(std::ceil(a + std::sqrt(a)), static_cast<double>(kMostServers));
  const auto whole = least(static_cast<std::int64_t>(guess), kMostServers,
                           [&](std::int64_t n) { return enough(static_cast<double>(n)); });
  if (!whole)
    return failure(ErrorCode::limit, "the target takes more than the {} agents that can be calculated",
                   kMostServers);
  if (!fractional) return static_cast<double>(*whole);
  const std::int64_t base = (*whole - 1) * kStepsPerServer;
  const auto servers = [base](std::int64_t steps) {
    return static_cast<double>(base + steps) / static_cast<double>(kStepsPerServer);
  };
  const auto steps =
      least(kStepsPerServer / 2, kStepsPerServer, [&](std::int64_t n) { return enough(servers(n)); });
  return servers(steps.value_or(kStepsPerServer));
}

Result<double> positions_for(double servers, double shrinkage, bool fractional) {
  TANDEM_TRY(check_servers(servers, true));
  if (!(shrinkage >= 0 && shrinkage < 1))
    return failure(ErrorCode::bad_value, "a shrinkage of {} is not possible; give a share from 0 to below 1",
                   shrinkage);
  constexpr double kRounding = 1e-9;  // 14 / 0.7 must not become 21
  const double positions = servers / (1 - shrinkage);
  return fractional ? positions : std::ceil(positions - kRounding * positions);
}

Result<double> trunks_for(double erlangs, double blocking) {
  TANDEM_TRY(check_erlangs(erlangs));
  if (!(blocking > 0 && blocking <= 1))
    return failure(ErrorCode::bad_value, "a blocking of {} cannot be a target; give a share above 0",
                   blocking);
  if (erlangs == 0 || blocking == 1) return 0.0;
  const double guess = std::min(std::ceil(erlangs + std::sqrt(erlangs)), static_cast<double>(kMostServers));
  const auto trunks = least(static_cast<std::int64_t>(guess), kMostServers, [&](std::int64_t n) {
    return erlang_b(erlangs, static_cast<double>(n)).value_or(1) <= blocking;
  });
  if (!trunks)
    return failure(ErrorCode::limit, "the target takes more than the {} trunks that can be calculated",
                   kMostServers);
  return static_cast<double>(*trunks);
}

}  // namespace tandem::queueing
