#pragma once

#include <string>

#include "plan/staffing/mix/find_mix.hpp"

namespace tandem::app {

/// What was asked, and what came of it.
struct MixRun {
  const simulation::Model& model;
  const mix::Request& request;
  const mix::MixOptions& options;
  const mix::Mix& mix;
};

std::string table_of(const MixRun& run);
/// Schema: docs/reference/mix.schema.json.
std::string json_of(const MixRun& run);
/// One row an interval and group: interval_start, group, agents, cost.
std::string csv_of(const MixRun& run);

/// "strict >= 80 % within 20 s, each queue, each day"
std::string words_of(const mix::Target& target);
/// What a window is of: "billing, Mon 2026-01-05 09:30", "" where it is all.
std::string words_of(const MixRun& run, const mix::Window& window);
/// Why a target cannot be met, a sentence each: types that nobody serves, groups with too few agents.
std::vector<std::string> obstacles(const MixRun& run);

}  // namespace tandem::app
