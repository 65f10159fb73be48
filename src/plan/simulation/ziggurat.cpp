#include "plan/simulation/ziggurat.hpp"

#include <cmath>
#include <numbers>

namespace tandem::simulation::ziggurat {
namespace {

// Where the last layer's rectangle ends and the tail begins, for 256 layers (Marsaglia & Tsang 2000).
constexpr double kExponentialTail = 7.69711747013104972;
constexpr double kNormalTail = 3.6541528853610088;

double exponential_density(double x) { return std::exp(-x); }
double normal_density(double x) { return std::exp(-0.5 * x * x); }

/// `area` of each layer, the lowest with its tail; `inverse` of the density.
template <class Density, class Inverse>
Layers cut(double tail, double area, Density density, Inverse inverse) {
  Layers layers{};
  layers.edge[0] = area / density(tail);
  layers.edge[1] = tail;
  layers.density[0] = 0;
  layers.density[1] = density(tail);
  for (std::size_t i = 2; i < Layers::kCount; ++i) {
    layers.density[i] = layers.density[i - 1] + area / layers.edge[i - 1];
    layers.edge[i] = inverse(layers.density[i]);
  }
  layers.edge[Layers::kCount] = 0;
  layers.density[Layers::kCount] = 1;
  return layers;
}

Layers cut_exponential() {
  return cut(kExponentialTail, (kExponentialTail + 1) * std::exp(-kExponentialTail), exponential_density,
             [](double y) { return -std::log(y); });
}

Layers cut_normal() {
  const double beyond = std::sqrt(std::numbers::pi / 2) * std::erfc(kNormalTail / std::numbers::sqrt2);
  return cut(kNormalTail, kNormalTail * normal_density(kNormalTail) + beyond, normal_density,
             [](double y) { return std::sqrt(-2 * std::log(y)); });
}

bool below_curve(Random& random, const Layers& layers, std::size_t layer, double density) {
  const double height = layers.density[layer + 1] - layers.density[layer];
  return layers.density[layer] + random.uniform() * height < density;
}

}  // namespace

const Layers kExponential = cut_exponential();
const Layers kNormal = cut_normal();

double exponential_at_edge(Random& random, std::size_t layer, double x) {
  // What is left of an exponential is exponential.
  if (layer == 0) return kExponentialTail + standard_exponential(random);
  if (below_curve(random, kExponential, layer, exponential_density(x))) return x;
  return standard_exponential(random);
}

double normal_at_edge(Random& random, std::size_t layer, double x) {
  for (;;) {
    if (layer == 0) {
      // G. Marsaglia, "Generating a variable from the tail of the normal distribution", 1964.
      const double beyond = standard_exponential(random) / kNormalTail;
      if (2 * standard_exponential(random) > beyond * beyond) return kNormalTail + beyond;
      continue;
    }
    if (below_curve(random, kNormal, layer, normal_density(x))) return x;
    const std::uint64_t bits = random();
    layer = bits % Layers::kCount;
    x = position(bits) * kNormal.edge[layer];
    if (x < kNormal.edge[layer + 1]) return x;
  }
}

}  // namespace tandem::simulation::ziggurat
