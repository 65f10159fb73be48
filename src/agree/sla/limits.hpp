#pragma once

#include <cstddef>

namespace tandem::sla {

/// What terms may hold; more is a fault.
inline constexpr std::size_t kTermsBytesMax = 1 << 20;
inline constexpr std::size_t kClausesMax = 100;
inline constexpr std::size_t kPricesMax = 100;
inline constexpr std::size_t kStepsMax = 100;
inline constexpr std::size_t kListMax = 1'000;

}  // namespace tandem::sla
