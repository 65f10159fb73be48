#pragma once

#include <chrono>
#include <cstdint>
#include <functional>
#include <optional>
#include <string_view>

#include "core/base/result.hpp"
#include "core/base/zone.hpp"

/// A call log to try Tandem on: the help desk of an internet provider, simulated call by call. Deterministic:
/// the same options give the same bytes.
namespace tandem::sample {

struct Options {
  std::uint64_t seed = 1;
  LocalDay first_day{};
  int days = 365;                     ///< 1 .. kMostDays; ignored where `calls` is set
  std::optional<std::int64_t> calls;  ///< stop after so many; a desk large enough to see them within a year
  const Zone* zone = nullptr;         ///< must be set: the desk's wall clock, and the offsets written
};
inline constexpr int kMostDays = 3'660;
inline constexpr std::int64_t kMostCalls = 100'000'000;

struct Summary {
  std::int64_t calls = 0;  ///< lines written, the header apart
  int days = 0;
  int agents = 0;
};

/// Takes the file piece by piece; false stops the writing (the error is the caller's to know).
using Sink = std::function<bool(std::string_view piece)>;

/// Writes calls-csv, in order of the offers but for what faults disturb. Errors: options out of range;
/// cancelled where the sink says so.
Result<Summary> write_sample(const Options& asked, const Sink& sink);

}  // namespace tandem::sample
