#include "plan/staffing/rosters/program.hpp"

#include <fmt/format.h>

#include <cmath>
#include <iterator>
#include <map>

namespace tandem::rosters {

std::size_t Program::add_column(double cost, Bounds bounds, bool whole) {
  columns_.push_back({cost, bounds, whole, {}});
  return columns_.size() - 1;
}

std::size_t Program::add_row(Bounds bounds) {
  rows_.push_back(bounds);
  return rows_.size() - 1;
}

std::string Program::mps(bool relaxed) const {
  std::string text = "NAME roster FREE\nROWS\n N COST\n";
  auto out = std::back_inserter(text);
  const auto kind = [](const Bounds& row) {
    if (row.low == row.high) return 'E';
    return std::isfinite(row.low) ? 'G' : 'L';
  };
  for (std::size_t i = 0; i < rows_.size(); ++i) fmt::format_to(out, " {} R{}\n", kind(rows_[i]), i);
  text += "COLUMNS\n";
  write_columns(text, relaxed);
  text += "RHS\n";
  for (std::size_t i = 0; i < rows_.size(); ++i)
    fmt::format_to(out, " RHS R{} {:.15g}\n", i, kind(rows_[i]) == 'L' ? rows_[i].high : rows_[i].low);
  text += "RANGES\n";
  for (std::size_t i = 0; i < rows_.size(); ++i)
    if (kind(rows_[i]) == 'G' && std::isfinite(rows_[i].high))
      fmt::format_to(out, " RNG R{} {:.15g}\n", i, rows_[i].high - rows_[i].low);
  text += "BOUNDS\n";
  write_bounds(text);
  text += "ENDATA\n";
  return text;
}

void Program::write_columns(std::string& text, bool relaxed) const {
  auto out = std::back_inserter(text);
  bool whole = false;
  int markers = 0;
  const auto mark = [&](bool wanted) {
    if (whole == wanted) return;
    fmt::format_to(out, " M{} 'MARKER' '{}'\n", markers++, wanted ? "INTORG" : "INTEND");
    whole = wanted;
  };
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    mark(columns_[i].whole && !relaxed);
    fmt::format_to(out, " C{} COST {:.15g}\n", i, columns_[i].cost);
    std::map<std::size_t, double> entries;
    for (const Entry& entry : columns_[i].entries) entries[entry.row] += entry.value;
    for (const auto& [row, value] : entries)
      if (value != 0) fmt::format_to(out, " C{} R{} {:.15g}\n", i, row, value);
  }
  mark(false);
}

void Program::write_bounds(std::string& text) const {
  auto out = std::back_inserter(text);
  for (std::size_t i = 0; i < columns_.size(); ++i) {
    const Bounds& bounds = columns_[i].bounds;
    if (bounds.low != 0) fmt::format_to(out, " LO BND C{} {:.15g}\n", i, bounds.low);
    if (std::isfinite(bounds.high))
      fmt::format_to(out, " UP BND C{} {:.15g}\n", i, bounds.high);
    else
      fmt::format_to(out, " PL BND C{}\n", i);
  }
}

}  // namespace tandem::rosters
