#pragma once

#include <string>
#include <vector>

namespace tandem::app {

/// Columns of equal width: the first to the left, the others, numbers mostly, to the right.
class TextTable {
 public:
  explicit TextTable(std::vector<std::string> header) { rows_.push_back(std::move(header)); }
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  std::string text() const;

 private:
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tandem::app
