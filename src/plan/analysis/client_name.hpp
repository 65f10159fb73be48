#pragma once

#include <string>
#include <string_view>

#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// What imports call the client where neither the files nor --client name it.
inline constexpr std::string_view kClientNotNamed = "client";

/// The one client whose calls these are; "" where it is not named, or there are several.
inline std::string client_name(const Analysis& a) {
  if (!a.options.client.empty()) return a.options.client;
  if (a.clients.size() != 1 || a.clients.front().client == kClientNotNamed) return "";
  return a.clients.front().client;
}

}  // namespace tandem::analysis
