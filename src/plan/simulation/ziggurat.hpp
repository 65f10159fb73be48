#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "core/base/random.hpp"

namespace tandem::simulation {

namespace ziggurat {

/// A falling density cut into layers of one area: layer i reaches from 0 to edge[i], and its height is from
/// density[i] to density[i + 1]. G. Marsaglia, W. W. Tsang, "The ziggurat method for generating random
/// variables", 2000; layer and position are of different bits, as J. A. Doornik (2005) asks.
struct Layers {
  static constexpr std::size_t kCount = 256;
  std::array<double, kCount + 1> edge;
  std::array<double, kCount + 1> density;
};
extern const Layers kExponential;
extern const Layers kNormal;

/// The one draw in eighty that does not fall into the part of a layer that lies below the curve as a whole.
double exponential_at_edge(Random& random, std::size_t layer, double x);
double normal_at_edge(Random& random, std::size_t layer, double x);

/// The upper 53 bits, in [0, 1).
inline double position(std::uint64_t bits) { return static_cast<double>(bits >> 11) * 0x1.0p-53; }

}  // namespace ziggurat

/// Exponential of mean 1. Like all of this header inline, as a simulated call draws a handful of them.
inline double standard_exponential(Random& random) {
  const std::uint64_t bits = random();
  const std::size_t layer = bits % ziggurat::Layers::kCount;
  const double x = ziggurat::position(bits) * ziggurat::kExponential.edge[layer];
  if (x < ziggurat::kExponential.edge[layer + 1]) [[likely]]
    return x;
  return ziggurat::exponential_at_edge(random, layer, x);
}

/// Normal of mean 0 and standard deviation 1.
inline double standard_normal(Random& random) {
  const std::uint64_t bits = random();
  const std::size_t layer = bits % ziggurat::Layers::kCount;
  double x = ziggurat::position(bits) * ziggurat::kNormal.edge[layer];
  if (x >= ziggurat::kNormal.edge[layer + 1]) [[unlikely]]
    x = ziggurat::normal_at_edge(random, layer, x);
  return (bits & ziggurat::Layers::kCount) != 0 ? -x : x;
}

}  // namespace tandem::simulation
