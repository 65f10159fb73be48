#include "plan/analysis/figures.hpp"

#include <algorithm>
#include <string>

#include "core/kpi/evaluate.hpp"

namespace tandem::analysis {
namespace {

std::optional<double> value(const kpi::Definition* definition, const kpi::Tally& tally) {
  return definition == nullptr ? std::nullopt : kpi::evaluate(*definition, tally);
}

}  // namespace

bool tellable(const kpi::Definition& definition, const Stated& stated) {
  const auto known = [&stated](const kpi::Term& term) {
    switch (term.measure) {
      case kpi::Measure::answered:
        return stated.answered;
      case kpi::Measure::abandoned:
        return stated.abandoned;
      case kpi::Measure::answered_in_threshold:
        return stated.in_threshold;
      case kpi::Measure::abandoned_in_threshold:
      case kpi::Measure::abandoned_short:
        return stated.abandoned_by_wait;
      case kpi::Measure::wait_answered_total:
        return stated.mean_wait_of_answered;
      case kpi::Measure::wait_abandoned_total:
        return stated.waits;
      default:
        return true;
    }
  };
  return std::ranges::all_of(definition.numerator, known) &&
         std::ranges::all_of(definition.denominator, known);
}

Result<Figures> Figures::of(const Options& options, const Stated& stated) {
  Figures figures;
  const auto formulas = kpi::service_level_formulas();
  std::string names;
  bool found = false;
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    names += (names.empty() ? "" : ", ") + formulas[i].id;
    if (tellable(formulas[i], stated)) figures.formulas_[i] = &formulas[i];
    if (formulas[i].id != options.definition) continue;
    found = true;
    figures.contract_ = figures.formulas_[i];
  }
  if (!found) {
    return failure(ErrorCode::usage, "'{}' is no service-level formula; the six are {}", options.definition,
                   names);
  }
  const auto look_up = [&stated](const char* id, const kpi::Definition*& into) -> Result<void> {
    TANDEM_ASSIGN(definition, kpi::find_definition(id));
    if (tellable(*definition, stated)) into = definition;
    return {};
  };
  TANDEM_TRY(look_up("mean_wait", figures.mean_wait_));
  TANDEM_TRY(look_up("mean_wait_answered", figures.mean_wait_answered_));
  TANDEM_TRY(look_up("mean_wait_abandoned", figures.mean_wait_abandoned_));
  TANDEM_TRY(look_up("mean_talk", figures.mean_talk_));
  TANDEM_TRY(look_up("mean_acw", figures.mean_acw_));
  TANDEM_TRY(look_up("aht", figures.mean_handle_));
  TANDEM_TRY(look_up("abandonment", figures.abandonment_));
  return figures;
}

Figures::Formulas Figures::service_levels(const kpi::Tally& tally) const {
  Formulas levels;
  for (std::size_t i = 0; i < levels.size(); ++i) levels[i] = value(formulas_[i], tally);
  return levels;
}

std::optional<double> Figures::service_level(const kpi::Tally& tally) const {
  return value(contract_, tally);
}
std::optional<double> Figures::mean_wait(const kpi::Tally& tally) const { return value(mean_wait_, tally); }
std::optional<double> Figures::mean_wait_answered(const kpi::Tally& tally) const {
  return value(mean_wait_answered_, tally);
}
std::optional<double> Figures::mean_wait_abandoned(const kpi::Tally& tally) const {
  return value(mean_wait_abandoned_, tally);
}
std::optional<double> Figures::mean_talk(const kpi::Tally& tally) const { return value(mean_talk_, tally); }
std::optional<double> Figures::mean_acw(const kpi::Tally& tally) const { return value(mean_acw_, tally); }
std::optional<double> Figures::mean_handle(const kpi::Tally& tally) const {
  return value(mean_handle_, tally);
}
std::optional<double> Figures::abandonment(const kpi::Tally& tally) const {
  return value(abandonment_, tally);
}

}  // namespace tandem::analysis
