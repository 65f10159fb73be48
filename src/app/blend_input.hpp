#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "app/command.hpp"
#include "core/base/result.hpp"
#include "plan/staffing/blend/desk_demand.hpp"

namespace tandem::app {

/// What tandem blend is asked, as typed.
struct BlendArguments {
  std::string desk, interval = "30m", horizon = "2w", probability, shrinkage = "30%";
  std::string csv, channels_csv, html, language = "en";
  /// Of a plan that has forecast its calls: the first and the last of its days, instead of the horizon. Calls
  /// are not read, and have no demand.
  std::optional<std::pair<LocalDay, LocalDay>> days = {};
  std::size_t paths = 100;
  std::uint64_t seed = 1;
  std::uint32_t replications = 20, rounds = 4;
  unsigned threads = 0;
  bool json = false;
};

struct BlendInput {
  blend::Desk desk;
  blend::DeskDemand demand;
  double shrinkage = 0;
  std::optional<double> probability;
};

/// Reads the desk and the records of its channels, each a file of the desk's folder where its name is
/// relative, and forecasts each by itself: from the day after the last that any of them knows. All that is
/// wrong with the desk is told.
std::expected<BlendInput, std::vector<Error>> read_blend_input(const BlendArguments& arguments,
                                                               const Session& session);

/// The files that the desk names, for check_outputs().
std::vector<std::string> files_of(const blend::Desk& desk, const std::string& desk_path);

}  // namespace tandem::app
