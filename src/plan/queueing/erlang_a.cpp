#include <algorithm>
#include <boost/math/quadrature/gauss.hpp>
#include <cmath>
#include <limits>

#include "plan/queueing/arguments.hpp"
#include "plan/queueing/erlang.hpp"
#include "plan/queueing/inverse_blocking.hpp"

// Mandelbaum & Zeltyn, "Service engineering in action: the Palm/Erlang-A queue" (2007), section 4 of the
// appendix. The virtual wait V, of a caller with endless patience, has the density
//     lambda exp(phi(x)) / (E + lambda J),   phi(x) = lambda (1 - exp(-theta x)) / theta - n mu x,
// beside a mass E / (E + lambda J) at 0; J is the integral of exp(phi) over x > 0 and E the sum of the
// weights of 0 .. n-1 calls over that of n-1. A caller is served if its patience exceeds V. Every figure is
// an integral of positive functions against exp(phi), so nothing cancels; there is no sum over states, so
// neither loads of 100,000 erlangs nor very long patience take longer, and n need not be whole.

namespace tandem::queueing {
namespace {

/// exp(-z) - 1 + z without cancellation: z^2/2 - z^3/6 + ...
double beyond_linear(double z) {
  if (std::fabs(z) > 1) return std::expm1(-z) + z;
  constexpr int kTerms = 18;  // 1/20! < 1e-18
  double sum = 0;
  for (int k = kTerms + 2; k > 2; --k) sum = (1 + sum) * -z / k;
  return (1 + sum) * z * z / 2;
}

/// phi measured from its peak: phi(peak + s) - phi(peak) = -fall * s - bend * beyond_linear(theta * s).
/// The peak is at 0 while the servers keep up, and where the queue stops growing when they do not.
struct WaitCurve {
  double theta = 0;   ///< callers leaving per second of patience
  double peak = 0;    ///< seconds
  double height = 0;  ///< phi(peak)
  double fall = 0;    ///< per second, >= 0
  double bend = 0;    ///< > 0

  double at(double from_peak) const { return -fall * from_peak - bend * beyond_linear(theta * from_peak); }
  /// A length over which exp(phi) changes little around the peak.
  double scale() const {
    const double curved = 1 / std::sqrt(bend * theta * theta);
    return std::min({curved, 1 / theta, fall > 0 ? 1 / fall : curved});
  }
};

WaitCurve curve_of(double arrivals, double service, double theta) {
  WaitCurve curve{.theta = theta};
  if (arrivals <= service) {
    curve.fall = service - arrivals;
    curve.bend = arrivals / theta;
    return curve;
  }
  const double excess = (arrivals - service) / service;
  curve.peak = std::log1p(excess) / theta;
  curve.bend = service / theta;
  curve.height = curve.bend * (excess - std::log1p(excess));
  return curve;
}

/// Integrals over the virtual wait x of exp(phi - height) times a weight.
struct WaitIntegrals {
  double all = 0;             ///< 1
  double leaving = 0;         ///< 1 - exp(-theta x): patience ends before x
  double staying = 0;         ///< exp(-theta x)
  double staying_wait = 0;    ///< x exp(-theta x)
  double staying_within = 0;  ///< exp(-theta x) where x <= threshold
};

class WaitIntegration {
 public:
  WaitIntegration(const WaitCurve& curve, double threshold) : curve_(curve), threshold_(threshold) {}

  WaitIntegrals run() {
    walk(std::numeric_limits<double>::infinity(), 1);
    if (curve_.peak > 0) walk(curve_.peak, -1);
    return sums_;
  }

 private:
  /// Below this the curve no longer counts: exp(-60) is 1e-26.
  static constexpr double kNegligible = -60;
  /// Gauss-Legendre with 20 points is exact to rounding for exponentials that change by this much.
  static constexpr double kMostChange = 12;

  /// Panels away from the peak, each as wide as all before it, or less where the curve drops steeply.
  void walk(double distance, double direction) {
    double width = curve_.scale();
    double height = 0;
    for (double done = 0; done < distance && height > kNegligible;) {
      double next = std::min(done + width, distance);
      double next_height = curve_.at(direction * next);
      while (height - next_height > kMostChange && next - done > done * 1e-12) {
        next = done + (next - done) / 2;
        next_height = curve_.at(direction * next);
      }
      const double a = direction > 0 ? done : -next;
      const double b = direction > 0 ? next : -done;
      split_at_threshold(a, b);
      done = next;
      width = done;
      height = next_height;
    }
  }

  void split_at_threshold(double a, double b) {
    const double cut = threshold_ - curve_.peak;
    if (cut <= a || cut >= b) return panel(a, b, cut >= b);
    panel(a, cut, true);
    panel(cut, b, false);
  }

  void panel(double a, double b, bool within) {
    using Gauss = boost::math::quadrature::gauss<double, 20>;
    const double middle = (a + b) / 2;
    const double half = (b - a) / 2;
    for (std::size_t i = 0; i < Gauss::abscissa().size(); ++i) {
      const double offset = half * Gauss::abscissa()[i];
      const double weight = half * Gauss::weights()[i];
      add(middle - offset, weight, within);
      add(middle + offset, weight, within);
    }
  }

  void add(double from_peak, double weight, bool within) {
    const double x = curve_.peak + from_peak;
    const double density = weight * std::exp(curve_.at(from_peak));
    const double leaves = -std::expm1(-curve_.theta * x);
    const double stays = density * std::exp(-curve_.theta * x);
    sums_.all += density;
    sums_.leaving += density * leaves;
    sums_.staying += stays;
    sums_.staying_wait += stays * x;
    if (within) sums_.staying_within += stays;
  }

  const WaitCurve curve_;
  const double threshold_;
  WaitIntegrals sums_;
};

/// Weights of 0 .. n-1 calls in the system over the weight of n-1.
long double idle_weight(double erlangs, double servers) {
  if (servers >= 1) return inverse_blocking(erlangs, servers - 1);
  return (inverse_blocking(erlangs, servers) - 1) * erlangs / servers;
}

}  // namespace

Result<Performance> erlang_a(const Load& load, double servers, double within_seconds,
                             double patience_seconds) {
  TANDEM_TRY(check_load(load, within_seconds, patience_seconds));
  TANDEM_TRY(check_servers(servers, false));
  const double a = load.erlangs();
  Performance result;
  result.service_level = 1;
  result.asa = 0;
  result.erlangs = a;
  if (a == 0) return result;
  result.occupancy = a / servers;
  const long double idle = idle_weight(a, servers);
  if (std::isinf(idle)) return result;  // waiting is less likely than 1e-308

  const double arrivals = load.calls_per_second;
  const WaitCurve curve = curve_of(arrivals, servers / load.handle_seconds, 1 / patience_seconds);
  const WaitIntegrals integrals = WaitIntegration(curve, within_seconds).run();
  const long double at_once = idle * std::exp(static_cast<long double>(-curve.height));
  const auto share = [&](long double weight) { return static_cast<double>(weight); };
  const long double total = at_once + static_cast<long double>(arrivals) * integrals.all;
  const long double served = at_once + static_cast<long double>(arrivals) * integrals.staying;
  result.p_wait = share(arrivals * integrals.all / total);
  result.p_abandon = share(arrivals * integrals.leaving / total);
  result.service_level =
      share((at_once + static_cast<long double>(arrivals) * integrals.staying_within) / total);
  result.mean_wait = result.p_abandon * patience_seconds;  // theta E[W] = P(abandon) for exponential patience
  result.asa.reset();
  if (served > 0) result.asa = share(arrivals * integrals.staying_wait / served);
  result.occupancy = std::min(1.0, a / servers * share(served / total));
  return result;
}

}  // namespace tandem::queueing
