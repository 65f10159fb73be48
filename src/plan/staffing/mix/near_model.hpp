#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "plan/staffing/mix/differences.hpp"

namespace tandem::mix {

/// Some agents of one interval go, and another may come instead.
struct Move {
  static constexpr std::size_t kNobody = SIZE_MAX;
  std::size_t interval = 0;
  std::size_t goes = kNobody, goes_too = kNobody, comes = kNobody;  ///< groups
  friend bool operator==(const Move&, const Move&) = default;
};
void apply(const Move& move, Headcount& headcount);

/// What the slacks of windows are near a headcount that was simulated: concave and piecewise linear, one slope
/// for an agent more and another for one fewer. A model to search in, in place of the floor itself; what it
/// proposes is simulated.
class NearModel {
 public:
  NearModel(const Choice& choice, const std::vector<Differences>& differences, const Headcount& at,
            std::vector<double> slacks);

  /// Slack that is to be left, by window; 0 until set.
  void set_margins(std::vector<double> margins) { margins_ = std::move(margins); }
  /// What a whole agent's worth of slack that is missing is charged, in agents of mean cost.
  void set_severity(double agents) { severity_ = agents; }
  /// So much of an agent's worth of slack is missing in a window, at the least; 0 where none is.
  double missing(std::size_t window) const;

  /// Moves agents while that lowers cost and charge together, at most `trust` of each group and interval away
  /// from where the slopes were taken.
  Headcount improved(std::uint32_t trust);
  /// The moves of one interval that save, the most promising first: at most `count` of them.
  std::vector<Move> promising(std::size_t interval, std::size_t count);

 private:
  struct Step {
    std::size_t group;
    std::vector<double> slope;
    double cost;
  };
  struct Best {
    double gain = 0;
    Move move;
  };
  template <class Take>
  void for_each_move(std::size_t interval, std::uint32_t trust, Take take);
  std::vector<Step> steps(std::size_t interval, std::uint32_t trust, bool more) const;
  double charge(std::size_t interval, const std::vector<double>& slope) const;
  double prices(std::size_t window) const { return severity_ * worth_[window]; }
  bool improve(std::size_t interval, std::uint32_t trust);
  void take(const Move& move);

  const Choice& choice_;
  const std::vector<Differences>& differences_;
  Headcount at_;   ///< where the slopes were taken
  Headcount now_;
  std::vector<double> slacks_, margins_;
  std::vector<double> worth_;  ///< by window: an agent's mean cost by what the best agent gains
  double severity_ = 2;
};

}  // namespace tandem::mix
