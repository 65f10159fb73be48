#include "plan/queueing/arguments.hpp"
#include "plan/queueing/erlang.hpp"
#include "plan/queueing/inverse_blocking.hpp"

namespace tandem::queueing {

Result<double> erlang_b(double erlangs, double servers) {
  TANDEM_TRY(check_erlangs(erlangs));
  TANDEM_TRY(check_servers(servers, true));
  if (servers == 0) return 1.0;
  if (erlangs == 0) return 0.0;
  return static_cast<double>(1 / inverse_blocking(erlangs, servers));
}

}  // namespace tandem::queueing
