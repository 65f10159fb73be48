#pragma once

#include <cstddef>
#include <limits>
#include <string>
#include <vector>

namespace tandem::rosters {

/// A linear program, some columns of which may be whole numbers: the least of the costs, within the bounds of
/// columns and rows.
class Program {
 public:
  static constexpr double kNone = std::numeric_limits<double>::infinity();
  struct Bounds {
    double low = 0, high = kNone;
  };

  std::size_t add_column(double cost, Bounds bounds, bool whole);
  std::size_t add_row(Bounds bounds);
  /// Adds to what stands there.
  void add(std::size_t row, std::size_t column, double value) {
    columns_[column].entries.push_back({row, value});
  }

  void set_column(std::size_t column, Bounds bounds, bool whole) {
    columns_[column].bounds = bounds;
    columns_[column].whole = whole;
  }
  Bounds bounds_of(std::size_t column) const { return columns_[column].bounds; }

  std::size_t columns() const { return columns_.size(); }
  std::size_t rows() const { return rows_.size(); }
  /// In free MPS; `relaxed`: no column is a whole number.
  std::string mps(bool relaxed) const;

 private:
  struct Entry {
    std::size_t row;
    double value;
  };
  struct Column {
    double cost;
    Bounds bounds;
    bool whole;
    std::vector<Entry> entries;
  };
  void write_columns(std::string& text, bool relaxed) const;
  void write_bounds(std::string& text) const;

  std::vector<Column> columns_;
  std::vector<Bounds> rows_;
};

}  // namespace tandem::rosters
