#include "plan/staffing/mix/interval_tally.hpp"

#include "core/base/at_id.hpp"

namespace tandem::mix {

IntervalTally::IntervalTally(const simulation::Slices& slices, std::span<const kpi::Rules> rules,
                             std::size_t types)
    : slices_(slices),
      rules_(rules),
      types_(types),
      tallies_(rules.size() * types * slices.size()),
      slice_end_(slices[0].from) {}

void IntervalTally::take(const routing::Fact& fact, const routing::Out& out) {
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

void IntervalTally::left(CallId id) {
  Call& call = calls_[id.index()];
  call.here = false;
  count(call);
}

void IntervalTally::count(const Call& call) {
  if (call.slice == 0) return;
  const CallRecord& record = call.fold.record();
  for (std::size_t i = 0; i < rules_.size(); ++i)
    kpi::count(tallies_[(i * types_ + record.type.index()) * slices_.size() + call.slice - 1], rules_[i],
               record);
}

void IntervalTally::finish() {
  for (const Call& call : calls_)
    if (call.here) count(call);
}

}  // namespace tandem::mix
