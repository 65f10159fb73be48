#pragma once

#include <atomic>
#include <optional>
#include <string>

#include "plan/simulation/study.hpp"

namespace tandem::simulation {

/// Why a model is no continuous-time Markov chain that can be solved, in words; nothing where it is: one call
/// type in one queue, Poisson arrivals at rates known beforehand, exponential talk without after-call work,
/// exponential patience or none, and agents who are all alike and always there.
std::optional<std::string> why_no_markov_chain(const Model& model);

/// The expected figures of such a model, exact but for rounding and times of a microsecond: those of the
/// limit of infinitely many replications. The number of calls on the floor is a birth and death chain; its
/// distribution is followed from the empty floor at the start through every change of the arrival rate by
/// uniformization (A. Jensen 1953; W. K. Grassmann 1977), and what awaits a caller who finds so many before
/// it is a chain of its own. Half widths are 0. Fails where the chain has more states than can be kept, or
/// `cancelled` became true.
Result<StudyResult> solve_markov_chain(const Model& model, const StudyOptions& options,
                                       const std::atomic<bool>& cancelled);

}  // namespace tandem::simulation
