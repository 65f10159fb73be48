#pragma once

#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "core/base/zone.hpp"
#include "plan/import/importer.hpp"

namespace tandem::app {

/// Steps back between calls logged one after another that a clock set right would make.
inline constexpr Duration kClockJumpMin = Duration::minutes(5);
inline constexpr Duration kClockJumpMax = Duration::hours(12);
/// Hours without calls where so many are usual are a gap in the data.
inline constexpr double kUsualCallsInGap = 20;
inline constexpr std::size_t kGapsShown = 100;

/// What an import handed on, in short: spans, outcomes, hours without calls. Memory is bounded by the hours
/// the data spans. One worker at a time.
class ImportSummary : public importing::RecordSink {
 public:
  /// Days and hours are those of the zone.
  explicit ImportSummary(const Zone& zone) : zone_(zone) {}
  Result<void> take(const importing::Batch& batch) override;

  struct Gap {
    Instant from, until;
    double usual_calls = 0;
  };
  /// Stretches of whole hours without calls in which, going by the same hours of the other weeks, at least
  /// kUsualCallsInGap were to be expected; at most kGapsShown, the first.
  std::vector<Gap> gaps() const;
  std::int64_t days_with_calls() const;

  std::uint64_t calls = 0;
  std::array<std::uint64_t, kOutcomes> by_outcome{};
  Instant first, last;  ///< offers, or starts of intervals
  std::uint64_t clock_jumps = 0;
  std::uint64_t agent_intervals = 0;
  std::uint64_t intervals = 0;
  std::int64_t calls_in_intervals = 0;

 private:
  void see(Instant at, std::uint64_t count);

  const Zone& zone_;
  std::map<std::int64_t, std::uint64_t> calls_in_hour_;  ///< by hours since 1970-01-01T00 on the local clock
  std::int64_t last_hour_ = INT64_MIN;
  std::uint64_t* last_count_ = nullptr;
  Instant before_;
  SourceId before_source_;
};

}  // namespace tandem::app
