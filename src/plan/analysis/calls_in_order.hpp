#pragma once

#include <span>
#include <vector>

#include "core/base/id.hpp"
#include "core/events/call_record.hpp"
#include "plan/analysis/call_table.hpp"

namespace tandem::analysis {

/// The calls of a table by the time of their offer; calls of one instant in an order that does not depend on
/// the order of the log. Borrows the table's own calls where they are in order already, else owns a copy; the
/// table must live longer.
class CallsInOrder {
 public:
  /// `only`: calls of this client; none(): all.
  CallsInOrder(const CallTable& table, ClientId only);
  CallsInOrder(const CallsInOrder&) = delete;
  CallsInOrder& operator=(const CallsInOrder&) = delete;

  std::span<const CallRecord> calls() const { return calls_; }

 private:
  std::vector<CallRecord> own_;
  std::span<const CallRecord> calls_;
};

}  // namespace tandem::analysis
