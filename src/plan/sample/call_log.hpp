#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "core/base/random.hpp"
#include "core/events/call_record.hpp"
#include "plan/sample/sample.hpp"

namespace tandem::sample {

/// Writes the records as calls-csv the way the desk's recorder did, with the faults of its year: an hour not
/// recorded, twenty minutes exported twice, an afternoon on which one clock ran behind, calls whose end was
/// lost. Together less than 1 % of the lines. A sample of under two weeks has none.
class CallLog {
 public:
  CallLog(const Options& options, const Sink& sink);

  void write(const CallRecord& record);
  /// Hands over what is left. True while the sink takes all.
  bool finish();
  bool full() const { return options_.calls && lines_ >= *options_.calls; }
  bool refused() const { return refused_; }
  std::int64_t lines() const { return lines_; }

 private:
  struct Faults {
    Instant lost_from, lost_until;    ///< not recorded at all
    Instant twice_from, twice_until;  ///< exported again after the day
    Instant twice_at;
    Instant slow_from, slow_until;  ///< answered_at is behind
  };
  void line(const CallRecord& record, std::uint64_t call_id);
  void time(Instant at);
  void flush();
  const std::string& agent_name(AgentId agent);

  const Options& options_;
  const Sink& sink_;
  Random random_;
  Faults faults_;
  std::string buffer_;
  std::int64_t lines_ = 0;
  std::uint64_t next_id_;
  bool refused_ = false;
  std::vector<std::pair<CallRecord, std::uint64_t>> twice_;
  std::vector<std::string> agent_names_;
  Zone::Period period_;  ///< the offset written last
  std::string offset_;
  std::int64_t day_ = INT64_MIN;
  std::string date_;
};

}  // namespace tandem::sample
