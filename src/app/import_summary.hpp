#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/base/zone.hpp"
#include "plan/analysis/clock_jumps.hpp"
#include "plan/analysis/gaps.hpp"
#include "plan/import/importer.hpp"

namespace tandem::app {

/// What an import handed on, in short: spans, outcomes, stretches without calls. Memory is bounded by the
/// minutes the data spans. One worker at a time.
class ImportSummary : public importing::RecordSink {
 public:
  /// Days and hours are those of the zone; null: of the first batch's format, else UTC.
  explicit ImportSummary(const Zone* zone) : zone_(zone) {}
  Result<void> take(const importing::Batch& batch) override;

  /// Stretches without calls where calls are usual, as the analysis of the same calls finds them. Totals per
  /// interval have none.
  std::vector<analysis::TimeQuality::Gap> gaps() const;
  std::int64_t days_with_calls() const { return times_.days_with_calls(zone()); }
  /// Whose days and hours they are.
  const Zone& zone() const { return zone_ != nullptr ? *zone_ : Zone::utc(); }

  std::uint64_t calls = 0;
  std::array<std::uint64_t, kOutcomes> by_outcome{};
  Instant first, last;  ///< offers, or starts of intervals
  std::uint64_t agent_intervals = 0;
  std::uint64_t intervals = 0;
  std::int64_t calls_in_intervals = 0;
  std::int64_t clock_jumps() const { return jumps_.count(); }

 private:
  void span_to(Instant at);

  const Zone* zone_;
  analysis::GapFinder times_;
  analysis::ClockJumps jumps_;
};

}  // namespace tandem::app
