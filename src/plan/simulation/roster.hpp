#pragma once

#include <cstdint>
#include <vector>

#include "core/routing/fact.hpp"
#include "plan/simulation/model.hpp"

namespace tandem::simulation {

/// When agents come, pause and go, day by day, as a replication draws it.
class Roster {
 public:
  Roster(const Model& model, Random random);

  /// When the next day's shifts must be known; none() where no agent has shifts or recorded hours.
  Instant next_day_at() const { return next_day_at_; }
  /// What the agents of the next day's shifts do, in no order but that of each agent: signed on, ready, not
  /// ready, signed off.
  void plan_day(std::vector<routing::Fact>& facts);
  /// Those who are always there, at the start of the run.
  void sign_on_always(std::vector<routing::Fact>& facts) const;

  /// Reasons of being not ready.
  static constexpr std::uint16_t kUnanswered = 0;  ///< the router's own
  static constexpr std::uint16_t kBreak = 1;
  static constexpr std::uint16_t kPause = 2;

 private:
  void plan_shift(const Group& group, const Shift& shift, const calendar::DaySpan& span, AgentId agent,
                  std::vector<routing::Fact>& facts);
  void plan_recorded(const RecordedAgent& recorded, AgentId agent, std::vector<routing::Fact>& facts) const;

  const Model& model_;
  Random random_;
  std::vector<Instant> on_until_;  ///< by agent: the end of the hours planned so far
  LocalDay day_;
  Instant next_day_at_;
};

}  // namespace tandem::simulation
