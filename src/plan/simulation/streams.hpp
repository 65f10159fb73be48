#pragma once

#include <cstdint>

#include "core/base/random.hpp"

namespace tandem::simulation {

/// What random numbers are drawn for. Each purpose of each call type or group has a stream of its own in each
/// replication: two variants of a model then meet the same callers (common random numbers).
enum class Purpose : std::uint64_t {
  calls,
  busyness,
  callers,
  services,
  roster,
  agents,
  phones,
  router,
  callers_again,
  services_again
};

inline Random stream_of(std::uint64_t seed, std::uint64_t replication, Purpose purpose, std::uint64_t index) {
  // A replication's seed is itself drawn; purposes and indices keep apart below 2^32.
  Random of_replication = Random::stream(seed, replication);
  return Random::stream(of_replication(), static_cast<std::uint64_t>(purpose) << 32 | index);
}

}  // namespace tandem::simulation
