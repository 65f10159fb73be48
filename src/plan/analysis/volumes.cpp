#include "plan/analysis/volumes.hpp"

namespace tandem::analysis {

std::vector<Volume> timeline_of(std::span<const IntervalCell> cells, const Figures& figures,
                                Duration interval) {
  std::vector<Volume> timeline;
  timeline.reserve(cells.size());
  for (const IntervalCell& cell : cells) {
    if (cell.tally.offered == 0) continue;
    Volume volume;
    volume.start = cell.place.start;
    volume.offered = cell.tally.offered;
    Handled handled;
    handled.add(cell);
    if (const auto handle = handled.mean()) volume.erlangs = cell.to_serve * *handle / interval.seconds();
    volume.service_level = figures.service_level(cell.tally);
    volume.mean_wait = figures.mean_wait(cell.tally);
    volume.abandonment = figures.abandonment(cell.tally);
    timeline.push_back(volume);
  }
  return timeline;
}

}  // namespace tandem::analysis
