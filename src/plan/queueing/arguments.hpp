#pragma once

#include <optional>

#include "core/base/result.hpp"
#include "plan/queueing/erlang.hpp"

/// What the formulas accept. Wide enough for every real question, narrow enough that no product of the
/// arguments leaves the range of a double.
namespace tandem::queueing {

inline constexpr double kMostCallsPerSecond = 1e9;
inline constexpr double kMostSeconds = 1e9;  ///< handle time and threshold
inline constexpr double kLeastHandleSeconds = 1e-6;
inline constexpr double kLeastPatienceSeconds = 1e-6;
inline constexpr double kMostPatienceSeconds = 1e12;

Result<void> check_erlangs(double erlangs);
/// Errors: not a number, below 0 (or 0 where that is not allowed), above kMostServers.
Result<void> check_servers(double servers, bool zero_allowed);
Result<void> check_load(const Load& load, double within_seconds, std::optional<double> patience_seconds);

}  // namespace tandem::queueing
