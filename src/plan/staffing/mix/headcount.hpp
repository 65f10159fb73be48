#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace tandem::mix {

/// Agents on duty, of each group in each interval.
class Headcount {
 public:
  Headcount() = default;
  Headcount(std::size_t groups, std::size_t intervals, std::uint32_t agents = 0)
      : groups_(groups), agents_(groups * intervals, agents) {}

  std::size_t groups() const { return groups_; }
  std::size_t intervals() const { return groups_ == 0 ? 0 : agents_.size() / groups_; }
  std::uint32_t& at(std::size_t group, std::size_t interval) { return agents_[interval * groups_ + group]; }
  std::uint32_t at(std::size_t group, std::size_t interval) const {
    return agents_[interval * groups_ + group];
  }
  /// Of all groups.
  std::uint32_t in(std::size_t interval) const {
    std::uint32_t all = 0;
    for (std::size_t group = 0; group < groups_; ++group) all += at(group, interval);
    return all;
  }
  friend bool operator==(const Headcount&, const Headcount&) = default;

 private:
  std::size_t groups_ = 0;
  std::vector<std::uint32_t> agents_;  ///< by interval, then group
};

}  // namespace tandem::mix
