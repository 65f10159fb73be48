#pragma once

#include <cstdint>

namespace tandem::sample {

/// Every purpose draws from a stream of its own, so that a change to one leaves the others' numbers alone.
enum class Purpose : std::uint64_t { arrivals = 1, callers, behaviour, patience, service, rota, faults };

}  // namespace tandem::sample
