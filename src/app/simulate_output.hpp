#pragma once

#include <cstdint>
#include <cstdio>
#include <string>

#include "plan/simulation/study.hpp"

namespace tandem::app {

/// How a study was made, as its answer says.
struct StudyRun {
  std::string file;
  double seconds = 0;
  unsigned threads = 1;
  std::uint64_t seed = 1;
  std::string engine;
};

/// One object: run, totals, percentiles, then types, clients, groups and intervals. Seconds and shares in
/// full precision, what is undefined is null. Schema: docs/reference/simulation.schema.json.
/// Written as it is made, as a year of half hours has 40 MB of it.
void write_json(std::FILE* to, const simulation::StudyResult& result, const simulation::Model& model,
                const StudyRun& run);
/// The totals, a line for each type, client and group, the intervals that matter, and how sure all that is.
std::string table_of(const simulation::StudyResult& result, const simulation::Model& model,
                     const StudyRun& run);

}  // namespace tandem::app
