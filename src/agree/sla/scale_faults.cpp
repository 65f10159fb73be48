#include "agree/sla/scale_faults.hpp"

namespace tandem::sla {
namespace {

/// One scale being looked at: its steps from the target outward.
struct Scaled {
  const Scale& scale;
  const Clause& clause;
  Side side;
  const std::string& path;
  FaultList& faults;

  Target target() const { return clause.judged_by(); }
  bool up() const { return goes_up(target().direction, side); }
  bool is_share() const { return clause.judged_in() == kpi::Unit::share; }
  std::string shown(Decimal figure) const { return in_words(figure, clause.judged_in()); }
  std::string at(std::size_t step) const { return fmt::format("{}.steps[{}]", path, step); }
  std::string near_at(std::size_t step) const { return at(step) + (up() ? ".from" : ".until"); }
  std::string far_at(std::size_t step) const { return at(step) + (up() ? ".until" : ".from"); }
  /// Whether `a` lies further out than `b`.
  bool further(Decimal a, Decimal b) const { return up() ? a > b : a < b; }
};

void check_first(const Scaled& s) {
  const auto near = near_edge(s.scale.steps.front(), s.up());
  const Decimal target = s.target().value;
  if (!near) {
    s.faults.add(s.near_at(0), "is missing: the first step begins at the target, {}, or beyond it",
                 s.shown(target));
  } else if (s.further(target, *near)) {
    s.faults.add(s.near_at(0), "is {}, on the other side of the target, {}", s.shown(*near), s.shown(target));
  } else if (s.side == Side::penalty && *near != target) {
    s.faults.add(
        s.near_at(0),
        "is {}, and the target is {}: what lies between them has no step; add one, of nothing where it "
        "costs nothing",
        s.shown(*near), s.shown(target));
  }
}

/// How a step goes on from the one before it.
void check_next(const Scaled& s, std::size_t i) {
  const auto before = far_edge(s.scale.steps[i - 1], s.up());
  const auto near = near_edge(s.scale.steps[i], s.up());
  if (!before) return s.faults.add(s.far_at(i - 1), "is missing: another step follows");
  if (!near) return s.faults.add(s.near_at(i), "is missing: the step before it ends at {}", s.shown(*before));
  if (s.further(*near, *before))
    s.faults.add(s.near_at(i), "is {}, and the step before it ends at {}: what lies between them has no step",
                 s.shown(*near), s.shown(*before));
  if (s.further(*before, *near))
    s.faults.add(s.near_at(i), "is {}, and the step before it goes on to {}: the two overlap", s.shown(*near),
                 s.shown(*before));
}

/// Where the figures of a KPI end: nothing is beyond 0 and 100 %.
std::optional<Decimal> end_of_figures(const Scaled& s) {
  if (!s.up()) return Decimal();
  return s.is_share() ? std::optional(Decimal::whole(100)) : std::nullopt;
}

void check_edges(const Scaled& s, std::size_t i) {
  const Step& step = s.scale.steps[i];
  const auto near = near_edge(step, s.up());
  const auto far = far_edge(step, s.up());
  if (near && far && !s.further(*far, *near))
    return s.faults.add(s.far_at(i), "is {}, not beyond {} where the step begins", s.shown(*far),
                        s.shown(*near));
  for (const auto& [edge, name] : {std::pair(step.from, ".from"), std::pair(step.until, ".until")})
    if (edge && s.is_share() && *edge > Decimal::whole(100))
      s.faults.add(s.at(i) + name, "is {}; expected 0 to 100 %", s.shown(*edge));
  if (i + 1 < s.scale.steps.size() || !far || far == end_of_figures(s)) return;
  s.faults.add(s.far_at(i), "ends the last step at {}: what lies beyond it has no step; leave it out",
               s.shown(*far));
}

/// Percents and amounts do not compare, and their scale would not be known to rise.
void check_charges(const Scaled& s, std::size_t i) {
  const Step& step = s.scale.steps[i];
  const bool percent = is_percent(s.scale.steps.front().charge);
  const auto kind = [](bool is_percent) { return is_percent ? "percents of the fee" : "amounts"; };
  if (is_percent(step.charge) != percent)
    s.faults.add(s.at(i), "is in {}, and the first step in {}", kind(!percent), kind(percent));
  else if (step.per_point && is_percent(step.per_point->charge) != percent)
    s.faults.add(s.at(i) + ".per_point", "is in {}, and the step in {}", kind(!percent), kind(percent));
}

/// Further from the target never costs, nor earns, less.
void check_rise(const Scaled& s, std::size_t i) {
  const Step& before = s.scale.steps[i - 1];
  const Step& step = s.scale.steps[i];
  const auto edge = far_edge(before, s.up());
  if (!edge) return;
  // A fee at which a percentage reads as so many millionths of it.
  const bool percent = is_percent(step.charge);
  if (is_percent(before.charge) != percent) return;
  const Currency currency = percent ? Currency() : std::get<Money>(step.charge).currency();
  const Money fee(100 * Decimal::kUnit, currency);
  const Money least = cost_of(step, s.up(), *edge, fee);
  const Money most = cost_of(before, s.up(), *edge, fee);
  if (least.minor_units() >= most.minor_units()) return;
  s.faults.add(s.at(i), "{} less than the step before it does at {}",
               s.side == Side::penalty ? "costs" : "earns", s.shown(*edge));
}

}  // namespace

std::optional<Charge> above_cap(const Scale& scale, const Charge& cap) {
  for (const Step& step : scale.steps) {
    if (is_percent(step.charge) != is_percent(cap)) return std::nullopt;
    const bool percent = is_percent(cap);
    const auto size = [percent](const Charge& charge) {
      return percent ? std::get<PercentOfFee>(charge).percent.millionths()
                     : std::get<Money>(charge).minor_units();
    };
    if (size(cap) < size(step.charge)) return step.charge;
    if (size(step.charge) > 0 || step.per_point) break;
  }
  return std::nullopt;
}

void add_faults_of(const Scale& scale, const Clause& clause, Side side, const std::string& path,
                   FaultList& faults) {
  if (scale.steps.empty()) return faults.add(path + ".steps", "is empty: name a step, or leave it out");
  const Scaled scaled{scale, clause, side, path, faults};
  check_first(scaled);
  for (std::size_t i = 0; i < scale.steps.size(); ++i) {
    check_edges(scaled, i);
    check_charges(scaled, i);
    if (i == 0) continue;
    check_next(scaled, i);
    check_rise(scaled, i);
  }
  if (!scale.cap) return;
  if (const auto step = above_cap(scale, *scale.cap))
    faults.add(path + ".cap", "is {}, and the first step takes {}", in_words(*scale.cap), in_words(*step));
}

}  // namespace tandem::sla
