#pragma once

#include <span>
#include <vector>

#include "core/events/call_record.hpp"

namespace tandem::twin {

/// What an agent did for a call, of a type that is known.
struct Service {
  AgentId agent;
  CallTypeId type;
  Instant arrived;  ///< the call, at the queue
  Instant from, until;
  bool waited = false;
  double times_usual = 1;  ///< so many times as many as usual called then: see CallSurge
  double seconds() const { return (until - from).seconds(); }
};

/// In the order of the calls. A service ends when the agent answers the next call, if its log runs on, and
/// after two hours at the latest.
std::vector<Service> services_of(std::span<const CallRecord> calls);

/// So many seconds on average; how much is left on average at an instant within one.
struct ServiceLength {
  double mean = 0, left = 0;
};
ServiceLength length_of(std::span<const Service> services);

}  // namespace tandem::twin
