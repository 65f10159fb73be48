#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "core/kpi/time_attribution.hpp"
#include "plan/import/directory.hpp"

namespace tandem::app {

/// What rows are by.
enum class MinutesKey : std::uint8_t { client, agent, state };
std::string_view name_of(MinutesKey key);

/// Agents' time, attributed to clients, and how it is to be shown.
struct MinutesReport {
  std::vector<kpi::TimeAttribution::Share> shares;
  std::vector<MinutesKey> keys;
  Duration interval;
  std::string stream_of;  ///< the client whose own stream was read; "": a whole floor's
};

/// One object: seconds, which add up to the microsecond.
std::string json_of(const MinutesReport& report, const importing::Directory& directory);
/// Hours, with a row of totals.
std::string table_of(const MinutesReport& report, const importing::Directory& directory);

}  // namespace tandem::app
