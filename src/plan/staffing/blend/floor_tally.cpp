#include "plan/staffing/blend/floor_tally.hpp"

#include "core/base/at_id.hpp"

namespace tandem::blend {

FloorTally::FloorTally(const Desk& desk, const DeskDemand& demand, const CallFloor& floor,
                       const simulation::Slices& slices)
    : desk_(desk),
      demand_(demand),
      floor_(floor),
      slices_(slices),
      promises_(demand),
      agents_(floor.model, slices),
      tallies_(desk.channels.size() * slices.size()),
      tickets_(desk.channels.size()),
      slice_end_(slices[0].from) {
  for (const Channel& channel : desk.channels) {
    kpi::Rules rules = floor.model.rules;
    rules.answer.limit = channel.within;
    rules_.push_back(rules);
  }
}

void FloorTally::take(const routing::Fact& fact, const routing::Out& out) {
  agents_.take(fact, out);
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

void FloorTally::left(CallId id) {
  agents_.left(id);
  Call& call = calls_[id.index()];
  call.here = false;
  count(call);
}

void FloorTally::count(const Call& call) {
  if (call.slice == 0) return;
  const CallRecord& record = call.fold.record();
  const std::uint32_t channel = floor_.channel_of_type[record.type.index()];
  if (desk_.channels[channel].is_live()) {
    kpi::count(tallies_[channel * slices_.size() + call.slice - 1], rules_[channel], record);
    return;
  }
  const Instant start = floor_.model.horizon.start;
  const double come = (record.offered_at - start).seconds();
  const double promised = promises_.promised(desk_.channels[channel], come);
  const double interval = demand_.interval.seconds();
  if (come >= static_cast<double>(demand_.intervals()) * interval ||
      promised > static_cast<double>(demand_.size()) * interval)
    return;
  ++tickets_[channel].offered;
  const bool done = record.answered_at.known() && record.ended_at.known();
  tickets_[channel].in_time += done && (record.ended_at - start).seconds() <= promised ? 1 : 0;
}

void FloorTally::finish() {
  for (const Call& call : calls_)
    if (call.here) count(call);
  figures_ = agents_.finish();
}

double FloorTally::busy_hours(std::size_t group, std::size_t interval) const {
  constexpr double kMicrosecondsAnHour = 3.6e9;
  const std::size_t groups = floor_.model.groups.size();
  return static_cast<double>(figures_.staffing[interval * groups + group].busy) / kMicrosecondsAnHour;
}

}  // namespace tandem::blend
