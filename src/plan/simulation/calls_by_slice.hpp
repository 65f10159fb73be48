#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/base/at_id.hpp"
#include "core/events/call_fold.hpp"
#include "plan/simulation/floor_run.hpp"
#include "plan/simulation/run_tally.hpp"

namespace tandem::simulation {

/// The calls of a run, folded from their events, each in the slice of its offer: for recorders that count
/// them by rules of their own. Those offered before the first slice are not counted.
class CallsBySlice {
 public:
  explicit CallsBySlice(const Slices& slices) : slices_(slices), slice_end_(slices[0].from) {}

  void take(const routing::Fact& fact, const routing::Out& out) {
    while (fact.at >= slice_end_ && slice_ < slices_.size()) slice_end_ = slices_.end_of(slice_++);
    for (const CallEvent& event : out.calls) {
      if (event.kind == CallEventKind::offered) {
        Call& call = at_id(calls_, event.call);
        call.fold.begin(event);
        call.slice = static_cast<std::uint32_t>(slice_);
        call.here = true;
      } else {
        calls_[event.call.index()].fold.take(event);
      }
    }
  }

  /// Counts a call that has left: count(record, slice), the slice from 0.
  template <class Count>
  void left(CallId id, const Count& count) {
    Call& call = calls_[id.index()];
    call.here = false;
    tell(call, count);
  }
  /// After the last event: those who never left, as they stand.
  template <class Count>
  void finish(const Count& count) const {
    for (const Call& call : calls_)
      if (call.here) tell(call, count);
  }

 private:
  struct Call {
    CallFold fold;
    std::uint32_t slice = 0;  ///< of its offer, from 1; 0: in the warm-up
    bool here = false;
  };
  template <class Count>
  static void tell(const Call& call, const Count& count) {
    if (call.slice > 0) count(call.fold.record(), std::size_t{call.slice} - 1);
  }

  const Slices& slices_;
  std::vector<Call> calls_;
  std::size_t slice_ = 0;  ///< of now, from 1
  Instant slice_end_;
};

}  // namespace tandem::simulation
