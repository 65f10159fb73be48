#include "plan/staffing/rosters/matching.hpp"

#include <limits>

namespace tandem::rosters {
namespace {

/// Columns behind the real ones stand for going without, one a row.
class Matching {
 public:
  Matching(const std::vector<double>& costs, std::size_t rows, std::size_t columns, double without)
      : costs_(costs),
        columns_(columns),
        all_(columns + rows),
        without_(without),
        row_price_(rows + 1),
        column_price_(all_ + 1),
        row_of_(all_ + 1) {}

  /// Rows and columns count from 1; 0 is the row that is being placed.
  void place(std::size_t row) {
    constexpr double kFar = std::numeric_limits<double>::infinity();
    row_of_[0] = row;
    std::size_t at = 0;
    std::vector<double> distance(all_ + 1, kFar);
    std::vector<std::size_t> came_from(all_ + 1);
    std::vector<bool> done(all_ + 1);
    do {
      done[at] = true;
      const std::size_t its_row = row_of_[at];
      double least = kFar;
      std::size_t nearest = 0;
      for (std::size_t column = 1; column <= all_; ++column) {
        if (done[column]) continue;
        const double reduced = cost(its_row, column) - row_price_[its_row] - column_price_[column];
        if (reduced < distance[column]) {
          distance[column] = reduced;
          came_from[column] = at;
        }
        if (distance[column] < least) {
          least = distance[column];
          nearest = column;
        }
      }
      for (std::size_t column = 0; column <= all_; ++column)
        if (done[column]) {
          row_price_[row_of_[column]] += least;
          column_price_[column] -= least;
        } else {
          distance[column] -= least;
        }
      at = nearest;
    } while (row_of_[at] != 0);
    for (; at != 0; at = came_from[at]) row_of_[at] = row_of_[came_from[at]];
  }

  std::vector<std::size_t> columns_by_row() const {
    std::vector<std::size_t> found(row_price_.size() - 1, columns_);
    for (std::size_t column = 1; column <= columns_; ++column)
      if (row_of_[column] != 0) found[row_of_[column] - 1] = column - 1;
    return found;
  }

 private:
  double cost(std::size_t row, std::size_t column) const {
    if (column > columns_) return column - columns_ == row ? without_ : kForbidden;
    return costs_[(row - 1) * columns_ + column - 1];
  }

  const std::vector<double>& costs_;
  std::size_t columns_, all_;
  double without_;
  std::vector<double> row_price_, column_price_;
  std::vector<std::size_t> row_of_;
};

}  // namespace

std::vector<std::size_t> least_cost_matching(const std::vector<double>& costs, std::size_t rows,
                                             std::size_t columns, double without) {
  Matching matching(costs, rows, columns, without);
  for (std::size_t row = 1; row <= rows; ++row) matching.place(row);
  return matching.columns_by_row();
}

}  // namespace tandem::rosters
