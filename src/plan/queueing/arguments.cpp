#include "plan/queueing/arguments.hpp"

#include <cmath>

namespace tandem::queueing {

// Every comparison is written so that a NaN fails it.

Result<void> check_erlangs(double erlangs) {
  if (!(erlangs >= 0 && erlangs <= kMostCallsPerSecond * kMostSeconds))
    return failure(ErrorCode::bad_value, "a load of {} erlangs is not possible; give a number from 0 up",
                   erlangs);
  return {};
}

Result<void> check_servers(double servers, bool zero_allowed) {
  if (!(zero_allowed ? servers >= 0 : servers > 0))
    return failure(ErrorCode::bad_value, "{} agents are not possible; give a number {} 0", servers,
                   zero_allowed ? "from" : "above");
  if (servers > static_cast<double>(kMostServers))
    return failure(ErrorCode::limit, "{} agents are more than the {} that can be calculated", servers,
                   kMostServers);
  return {};
}

Result<void> check_load(const Load& load, double within_seconds, std::optional<double> patience_seconds) {
  if (!(load.calls_per_second >= 0 && load.calls_per_second <= kMostCallsPerSecond))
    return failure(ErrorCode::bad_value, "{} calls a second are not possible; give 0 to {}",
                   load.calls_per_second, kMostCallsPerSecond);
  if (!(load.handle_seconds >= kLeastHandleSeconds && load.handle_seconds <= kMostSeconds))
    return failure(ErrorCode::bad_value, "a mean handle time of {} s is not possible; give {} to {} s",
                   load.handle_seconds, kLeastHandleSeconds, kMostSeconds);
  if (!(within_seconds >= 0 && within_seconds <= kMostSeconds))
    return failure(ErrorCode::bad_value, "an answer threshold of {} s is not possible; give 0 to {} s",
                   within_seconds, kMostSeconds);
  if (patience_seconds &&
      !(*patience_seconds >= kLeastPatienceSeconds && *patience_seconds <= kMostPatienceSeconds))
    return failure(ErrorCode::bad_value, "a mean patience of {} s is not possible; give {} to {} s",
                   *patience_seconds, kLeastPatienceSeconds, kMostPatienceSeconds);
  return {};
}

}  // namespace tandem::queueing
