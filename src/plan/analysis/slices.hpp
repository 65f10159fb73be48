#pragma once

#include <span>

#include "core/events/call_record.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/analysis/figures.hpp"
#include "plan/analysis/wall_clock.hpp"
#include "plan/import/directory.hpp"

namespace tandem::analysis {

// The calls by client, queue, type and hour of the day (of the offer). Most calls first, hours in order;
// empty slices are left out. Calls of no known type are a slice with the name "".

std::vector<Slice> slices_by_client(std::span<const CallRecord> calls, const importing::Directory& directory,
                                    const Options& options, const Figures& figures);
std::vector<Slice> slices_by_queue(std::span<const CallRecord> calls, const importing::Directory& directory,
                                   const Options& options, const Figures& figures);
std::vector<Slice> slices_by_type(std::span<const CallRecord> calls, const importing::Directory& directory,
                                  const Options& options, const Figures& figures);
std::vector<Slice> slices_by_hour(std::span<const CallRecord> calls, const Options& options,
                                  const Figures& figures);

}  // namespace tandem::analysis
