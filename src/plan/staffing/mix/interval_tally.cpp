#include "plan/staffing/mix/interval_tally.hpp"

namespace tandem::mix {

IntervalTally::IntervalTally(const simulation::Slices& slices, std::span<const kpi::Rules> rules,
                             std::size_t types)
    : slices_(slices),
      rules_(rules),
      types_(types),
      tallies_(rules.size() * types * slices.size()),
      calls_(slices) {}

void IntervalTally::take(const routing::Fact& fact, const routing::Out& out) { calls_.take(fact, out); }

void IntervalTally::left(CallId id) {
  calls_.left(id, [this](const CallRecord& record, std::size_t slice) { count(record, slice); });
}

void IntervalTally::count(const CallRecord& record, std::size_t slice) {
  for (std::size_t i = 0; i < rules_.size(); ++i)
    kpi::count(tallies_[(i * types_ + record.type.index()) * slices_.size() + slice], rules_[i], record);
}

void IntervalTally::finish() {
  calls_.finish([this](const CallRecord& record, std::size_t slice) { count(record, slice); });
}

}  // namespace tandem::mix
