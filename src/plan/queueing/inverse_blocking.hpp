#pragma once

namespace tandem::queueing {

/// 1 / B(erlangs, servers), the well-behaved face of Erlang B: at least 1, sum of the steady-state weights of
/// 0 .. n busy servers over the weight of n. Any real servers >= 0, erlangs > 0. Infinite where blocking is
/// below the smallest double. O(sqrt(erlangs)) steps.
long double inverse_blocking(double erlangs, double servers);

}  // namespace tandem::queueing
