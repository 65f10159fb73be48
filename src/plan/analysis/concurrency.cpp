#include "plan/analysis/concurrency.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <vector>

#include "plan/analysis/order_statistics.hpp"
#include "plan/queueing/erlang.hpp"

namespace tandem::analysis {
namespace {

constexpr double kBlocking = 0.01;
constexpr Duration kQuarter = Duration::minutes(15);
constexpr std::size_t kQuartersAnHour = 4;
/// A call that holds a trunk for longer says something about the log, not about the trunks.
constexpr Duration kHoldMax = Duration::hours(24);

/// Beginnings and ends of what is counted, in microseconds since the first call.
struct Sweep {
  std::vector<std::int64_t> begins, ends;

  void add(Duration from, Duration until) {
    begins.push_back(from.microseconds());
    ends.push_back(until.microseconds());
  }
  struct Peak {
    std::int64_t count = 0;
    std::int64_t at = 0;
  };
  Peak peak() {
    sort_ascending(begins);
    sort_ascending(ends);
    Peak peak;
    std::size_t ended = 0;
    for (std::size_t begun = 0; begun < begins.size(); ++begun) {
      while (ended < ends.size() && ends[ended] <= begins[begun]) ++ended;
      // A call of no length ends before it began here, and holds nothing.
      const auto now = static_cast<std::int64_t>(begun + 1) - static_cast<std::int64_t>(ended);
      if (now > peak.count) peak = {now, begins[begun]};
    }
    return peak;
  }
};

/// The time that trunks are held, by quarter of an hour.
class HeldQuarters {
 public:
  void add(Duration from, Duration until) {
    auto quarter = static_cast<std::size_t>(from.microseconds() / kQuarter.microseconds());
    while (from < until) {
      const Duration edge = std::min(until, kQuarter * static_cast<std::int64_t>(quarter + 1));
      if (quarter >= held_.size()) held_.resize(quarter + 1);
      held_[quarter] += edge - from;
      from = edge;
      ++quarter;
    }
  }
  struct Hour {
    double erlangs = 0;
    Duration start;
  };
  /// The four quarters one after another with the most.
  Hour busiest() const {
    Hour busiest;
    Duration sum;
    for (std::size_t i = 0; i < held_.size(); ++i) {
      sum += held_[i];
      if (i >= kQuartersAnHour) sum -= held_[i - kQuartersAnHour];
      const double erlangs = sum / Duration::hours(1);
      const auto first = static_cast<std::int64_t>(i + 1 < kQuartersAnHour ? 0 : i + 1 - kQuartersAnHour);
      if (erlangs > busiest.erlangs) busiest = {erlangs, kQuarter * first};
    }
    return busiest;
  }

 private:
  std::vector<Duration> held_;
};

/// The start of the UTC quarter of an hour: as all clocks differ by quarters, one of theirs too.
Instant quarter_of(Instant at) {
  const std::int64_t past = at.microseconds() % kQuarter.microseconds();
  return at - Duration::microseconds(past < 0 ? past + kQuarter.microseconds() : past);
}

}  // namespace

Result<Concurrency> concurrency_of(std::span<const CallRecord> calls) {
  Concurrency concurrency;
  if (calls.empty()) return concurrency;
  const Instant origin = quarter_of(calls.front().offered_at);
  Sweep lines, queue;
  lines.begins.reserve(calls.size());
  lines.ends.reserve(calls.size());
  HeldQuarters held;
  for (const CallRecord& call : calls) {
    if (!call.ended_at.known()) continue;
    const Duration from = call.offered_at - origin;
    const Duration until = std::min(call.ended_at - origin, from + kHoldMax);
    if (until > from) {
      lines.add(from, until);
      held.add(from, until);
    }
    const auto wait = call.wait();
    if (!wait || *wait <= Duration()) continue;
    const Duration queued = call.queued_at - origin;
    queue.add(queued, queued + std::min(*wait, kHoldMax));
  }
  const auto busiest = held.busiest();
  const auto most = lines.peak(), waiting = queue.peak();
  concurrency.peak_calls = most.count;
  concurrency.peak_at = most.count > 0 ? origin + Duration::microseconds(most.at) : Instant::none();
  concurrency.peak_waiting = waiting.count;
  concurrency.peak_waiting_at =
      waiting.count > 0 ? origin + Duration::microseconds(waiting.at) : Instant::none();
  concurrency.busy_hour_erlangs = busiest.erlangs;
  concurrency.busy_hour_start = origin + busiest.start;
  if (busiest.erlangs > 0) {
    TANDEM_ASSIGN(trunks, queueing::trunks_for(busiest.erlangs, kBlocking));
    concurrency.trunks_by_erlang_b = std::llround(trunks);
  }
  // Erlang B takes calls for evenly spread over the hour. Where more were there at the same time, callers
  // redial, a fault makes them call at once: trunks for less would have lost some that came through.
  concurrency.trunks_needed = std::max(concurrency.trunks_by_erlang_b, concurrency.peak_calls);
  return concurrency;
}

}  // namespace tandem::analysis
