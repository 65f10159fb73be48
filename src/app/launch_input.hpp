#pragma once

#include <string>

#include "core/base/result.hpp"
#include "plan/forecast/launch.hpp"

namespace CLI {
class App;
}

namespace tandem::app {

/// What is known of a client before its first call.
struct LaunchArguments {
  double subscribers = 0, contacts = 0;
  std::string industry, open = "Mon-Fri 08:00-18:00", from;
  bool given() const { return subscribers > 0; }
};
void add_launch_options(CLI::App& command, LaunchArguments& arguments);

struct LaunchAsked {
  forecast::LaunchTerms launch;
  LocalDay from;  ///< the first day that is served; the epoch where it was not said
};
Result<LaunchAsked> launch_terms(const LaunchArguments& arguments, Duration interval);

}  // namespace tandem::app
