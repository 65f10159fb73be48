#pragma once

#include <fmt/format.h>

#include <string>
#include <utility>
#include <vector>

#include "core/base/result.hpp"

namespace tandem::sla {

/// What is wrong in terms, each fault with its path.
class FaultList {
 public:
  template <class... Args>
  void add(std::string path, fmt::format_string<Args...> text, Args&&... args) {
    faults_.push_back(
        {ErrorCode::bad_value, fmt::format(text, std::forward<Args>(args)...), {.field = std::move(path)}});
  }
  std::vector<Error> take() { return std::move(faults_); }

 private:
  std::vector<Error> faults_;
};

}  // namespace tandem::sla
