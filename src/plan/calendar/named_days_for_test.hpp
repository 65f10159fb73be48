#pragma once

// For tests: a client's days as text.

#include <string>
#include <vector>

#include "core/base/result.hpp"
#include "core/holidays/named_day.hpp"

namespace tandem::holidays {

/// "2026-12-24 Christmas Eve closed\n" for each day, or the error.
inline std::string named_days_for_test(const Result<std::vector<NamedDay>>& days) {
  if (!days) return days.error().to_string();
  std::string text;
  for (const NamedDay& named : *days) {
    text += to_text(named.day) + ' ' + named.name;
    if (named.closed) text += *named.closed ? " closed" : " open";
    text += '\n';
  }
  return text;
}

}  // namespace tandem::holidays
