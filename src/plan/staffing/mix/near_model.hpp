#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "plan/staffing/mix/differences.hpp"

namespace tandem::mix {

/// Some agents of one interval go, and others may come instead: at most so many of each.
struct Move {
  static constexpr std::size_t kGo = 2, kCome = 3;
  static constexpr std::size_t kNobody = SIZE_MAX;
  std::size_t interval = 0;
  std::array<std::size_t, kGo> go = {kNobody, kNobody};  ///< groups
  std::array<std::size_t, kCome> come = {kNobody, kNobody, kNobody};
};
void apply(const Move& move, Headcount& headcount);

/// What the slacks of windows are near a headcount that was simulated: concave and piecewise linear, one
/// slope for an agent more and another for one fewer. A model to search in, in place of the floor itself;
/// what it proposes is simulated.
class NearModel {
 public:
  NearModel(const Choice& choice, const std::vector<Differences>& differences, const Headcount& at,
            std::vector<double> slacks);

  /// Slack that is to be left, by window; 0 until set.
  void set_margins(std::vector<double> margins) { margins_ = std::move(margins); }
  /// What a whole agent's worth of slack that is missing is charged, in agents of mean cost; 1 until set.
  void set_severity(double agents) { severity_ = agents; }
  /// Cost, and what is charged for slack that a run was seen to miss.
  double merit(const Headcount& headcount, const std::vector<double>& slacks) const;

  /// Moves agents while that lowers cost and charge together: in each interval `trust` moves at most.
  Headcount improved(std::uint32_t trust);
  /// The moves of one interval that save, the most promising first: at most `count` of them.
  std::vector<Move> promising(std::size_t interval, std::size_t count);
  double saving(const Move& move) const;

 private:
  /// Some agents who go, or who come, together.
  struct Team {
    std::vector<std::size_t> groups;
    std::vector<double> change;
    double cost = 0;
  };
  struct Best {
    double gain = 0;
    Move move;
  };
  template <class Take>
  void for_each_move(std::size_t interval, Take take);
  std::vector<Team> teams(std::size_t interval, bool more, std::size_t size_max) const;
  double charge(std::size_t interval, const std::vector<double>& change) const;
  double prices(std::size_t window) const { return severity_ * worth_[window]; }
  bool improve(std::size_t interval);
  void take(const Move& move);
  /// Of one agent more or fewer than now.
  std::vector<double> slope_of(std::size_t group, std::size_t interval, bool more) const;

  const Choice& choice_;
  const std::vector<Differences>& differences_;
  Headcount at_;  ///< where the slopes were taken
  Headcount now_;
  std::vector<double> slacks_, margins_;
  std::vector<double> worth_;  ///< by window: an agent's mean cost by what the best agent gains
  double severity_ = 1;
};

}  // namespace tandem::mix
