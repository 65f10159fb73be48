#pragma once

#include <atomic>
#include <functional>
#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "plan/staffing/rosters/program.hpp"

namespace tandem::rosters {

struct CbcOptions {
  double seconds = 60;  ///< then the best that was found counts
  /// They are of the processor: a busy machine takes longer and finds as much.
  bool of_processor = false;
  double gap = 0.005;   ///< a solution so near to its bound, as a share, will do
  double gap_cost = 0;  ///< or one so near to it
  bool relaxed = false;
  std::string program = "cbc";  ///< looked for along PATH
  const std::atomic<bool>* cancel = nullptr;
  std::function<void()> waiting;  ///< called some ten times a second; may be empty
};

struct Solution {
  double objective = 0;
  std::vector<double> values;  ///< by column
  bool proven = false;         ///< to the gap asked for; else the time was over
};

/// Has COIN-OR CBC solve a program, in a child process that never outlives its time, a cancel or this
/// process. Errors: not_found where it is not installed, cancelled, limit where the time was over and nothing
/// found, bad_value where the program has no solution, unreadable where it broke down.
Result<Solution> solve(const Program& program, const CbcOptions& options);

}  // namespace tandem::rosters
