#include "plan/staffing/blend/floor_tally.hpp"

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
      calls_(slices) {
  for (const Channel& channel : desk.channels) {
    kpi::Rules rules = floor.model.rules;
    rules.answer.limit = channel.within;
    rules_.push_back(rules);
  }
}

void FloorTally::take(const routing::Fact& fact, const routing::Out& out) {
  agents_.take(fact, out);
  calls_.take(fact, out);
}

void FloorTally::left(CallId id) {
  agents_.left(id);
  calls_.left(id, [this](const CallRecord& record, std::size_t slice) { count(record, slice); });
}

void FloorTally::count(const CallRecord& record, std::size_t slice) {
  const std::uint32_t channel = floor_.channel_of_type[record.type.index()];
  if (desk_.channels[channel].is_live()) {
    kpi::count(tallies_[channel * slices_.size() + slice], rules_[channel], record);
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
  calls_.finish([this](const CallRecord& record, std::size_t slice) { count(record, slice); });
  figures_ = agents_.finish();
}

double FloorTally::busy_hours(std::size_t group, std::size_t interval) const {
  constexpr double kMicrosecondsAnHour = 3.6e9;
  const std::size_t groups = floor_.model.groups.size();
  return static_cast<double>(figures_.staffing[interval * groups + group].busy) / kMicrosecondsAnHour;
}

}  // namespace tandem::blend
