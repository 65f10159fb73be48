#pragma once

#include <map>
#include <span>
#include <utility>
#include <vector>

#include "core/base/zone.hpp"
#include "plan/twin/behaviour.hpp"
#include "plan/twin/services.hpp"

namespace tandem::twin {

/// What each agent served on each day: some are there for one type today and for all tomorrow.
class SkillDays {
 public:
  SkillDays(std::span<const Service> services, const Zone& zone, const Behaviour& behaviour);

  /// By CallTypeId; nullptr where the agent had too few calls to tell.
  const std::vector<bool>* of(AgentId agent, LocalDay day) const;
  /// Of the last days; nothing where there are too few.
  std::vector<std::vector<bool>> recent(AgentId agent) const;

 private:
  std::map<std::pair<AgentId, LocalDay>, std::vector<bool>> days_;
  LocalDay last_;
};

}  // namespace tandem::twin
