#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace tandem::routing::scenarios {

/// A text scenario: a floor, then one line an operation with the answer expected (docs/how-to, and README.md
/// beside the scenarios).
struct Scenario {
  std::string name;  ///< what stands after "scenario"
  std::string file;
  std::size_t line = 0;
  std::vector<std::string> lines;
};

/// All scenarios of a file: each begins with a line "scenario NAME".
std::vector<Scenario> read_scenarios(const std::filesystem::path& file);

/// Runs one. Returns "" where everything came as expected, else the first difference with its place.
std::string difference(const Scenario& scenario);

}  // namespace tandem::routing::scenarios
