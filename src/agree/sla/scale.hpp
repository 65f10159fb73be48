#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "agree/sla/charge.hpp"

namespace tandem::sla {

enum class Direction : std::uint8_t { at_least, at_most };

/// What a KPI is held to, in its own unit: percent, seconds or calls.
struct Target {
  Direction direction = Direction::at_least;
  Decimal value;

  bool met_by(Decimal figure) const {
    return direction == Direction::at_least ? figure >= value : figure <= value;
  }
  friend bool operator==(const Target&, const Target&) = default;
};

/// So much for each point (percent, second or call) between a step's edge nearer to the target and the
/// figure.
struct PerPoint {
  enum class Points : std::uint8_t { exact, full, started };
  Charge charge;
  Points points = Points::exact;
  friend bool operator==(const PerPoint&, const PerPoint&) = default;
};

/// A stretch of a KPI's figures and what it costs or earns. An edge belongs to the better of the two steps
/// that meet there: a target of 80 % is met at 80 %, and a step "from 75 until 80" holds 75.
struct Step {
  std::optional<Decimal> from;
  std::optional<Decimal> until;
  Charge charge;
  std::optional<PerPoint> per_point = std::nullopt;
  friend bool operator==(const Step&, const Step&) = default;
};

enum class Side : std::uint8_t { penalty, bonus };

/// The steps from the target outward, without gap or overlap, in one kind of charge: a penalty's lie where
/// the target is missed, a bonus's where it is surpassed.
struct Scale {
  std::vector<Step> steps;
  std::optional<Charge> cap;
  friend bool operator==(const Scale&, const Scale&) = default;
};

/// Whether a scale's steps go to higher figures, from the target outward.
inline bool goes_up(Direction direction, Side side) {
  return (direction == Direction::at_most) == (side == Side::penalty);
}
inline std::optional<Decimal> near_edge(const Step& step, bool up) { return up ? step.from : step.until; }
inline std::optional<Decimal> far_edge(const Step& step, bool up) { return up ? step.until : step.from; }

/// What a figure costs or earns under a scale.
struct Charged {
  std::optional<std::size_t> step = std::nullopt;  ///< none: the figure is in no step
  Money before_cap;
  Money amount;  ///< never negative, nor above the scale's cap
  bool capped() const { return before_cap != amount; }
};

/// The scale must be sound (faults_of() of its terms empty). Rounded once, to the minor unit, half away from
/// zero; amounts beyond kAmountMax, and more than ten times the fee, are taken for those limits.
Charged charge(const Scale& scale, const Target& target, Side side, Decimal figure, const Money& fee);

/// What one of its steps costs or earns at a figure, before any cap.
Money cost_of(const Step& step, bool up, Decimal figure, const Money& fee);

}  // namespace tandem::sla
