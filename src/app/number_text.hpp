#pragma once

#include <algorithm>
#include <cstddef>
#include <string>

namespace tandem::app {

/// A number's digits with commas between thousands, "1234567.8" -> "1,234,567.8".
inline std::string grouped(std::string digits) {
  for (std::size_t at = std::min(digits.find('.'), digits.size()); at > 3; at -= 3)
    digits.insert(at - 3, ",");
  return digits;
}

}  // namespace tandem::app
