#include <cmath>
#include <limits>

#include "plan/queueing/arguments.hpp"
#include "plan/queueing/erlang.hpp"
#include "plan/queueing/inverse_blocking.hpp"

namespace tandem::queueing {

Result<Performance> erlang_c(const Load& load, double servers, double within_seconds) {
  TANDEM_TRY(check_load(load, within_seconds, std::nullopt));
  TANDEM_TRY(check_servers(servers, false));
  const double a = load.erlangs();
  Performance result;
  result.erlangs = a;
  if (a == 0) {
    result.service_level = 1;
    result.asa = 0;
    return result;
  }
  if (a >= servers) {
    result.p_wait = result.occupancy = 1;
    result.mean_wait = std::numeric_limits<double>::infinity();
    result.asa = result.mean_wait;
    return result;
  }
  // C = n B / (n - a (1 - B)), rearranged so that nothing cancels: idle / B + load is a sum of positives.
  const double spare = servers - a;
  const long double weight = spare * inverse_blocking(a, servers) + a;
  result.p_wait = static_cast<double>(servers / weight);
  // A wait, where there is one, is exponential with rate (n - a) / h.
  const double in_time = -std::expm1(-spare * within_seconds / load.handle_seconds);
  result.service_level = (1 - result.p_wait) + result.p_wait * in_time;
  result.mean_wait = result.p_wait * load.handle_seconds / spare;
  result.asa = result.mean_wait;
  result.occupancy = a / servers;
  return result;
}

}  // namespace tandem::queueing
