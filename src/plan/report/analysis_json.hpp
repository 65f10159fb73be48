#pragma once

#include "plan/analysis/analysis.hpp"
#include "plan/report/json_writer.hpp"

/// The parts of an analysis as members of an open JSON object. Together they are
/// docs/reference/analysis.schema.json.
namespace tandem::report {

/// "2024-03-31T01:00:00Z", with microseconds where there are any; none() is null.
void instant_value(JsonWriter& json, Instant at);

void options_members(JsonWriter& json, const analysis::Analysis& a);
void volume_members(JsonWriter& json, const analysis::Analysis& a);
void slice_members(JsonWriter& json, const analysis::Analysis& a);
void time_members(JsonWriter& json, const analysis::Analysis& a);
void quality_members(JsonWriter& json, const analysis::Analysis& a);

void tally_value(JsonWriter& json, const kpi::Tally& tally);
void service_levels_value(JsonWriter& json,
                          const std::array<std::optional<double>, kpi::kServiceLevelFormulas>& levels);

}  // namespace tandem::report
