#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

namespace tandem::app {

/// Columns of equal width: numbers, to the right, but for the first where that has names.
class TextTable {
 public:
  enum class First : std::uint8_t { names, numbers };
  explicit TextTable(std::vector<std::string> header, First first = First::names) : first_(first) {
    rows_.push_back(std::move(header));
  }
  void add(std::vector<std::string> row) { rows_.push_back(std::move(row)); }
  /// The header's and each row's, without line ends.
  std::vector<std::string> lines() const;
  std::string text() const;

 private:
  First first_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace tandem::app
