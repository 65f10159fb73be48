#pragma once

#include <optional>
#include <string>

#include "core/base/zone.hpp"

namespace tandem::holidays {

/// A day that a client has a name for: a sale, a holiday of one state, a day off that a decree moved.
struct NamedDay {
  LocalDay day;
  std::string name;
  std::optional<bool> closed;  ///< whether nobody is served on it; none: not said

  friend bool operator==(const NamedDay&, const NamedDay&) = default;
};

}  // namespace tandem::holidays
