#pragma once

#include <array>
#include <optional>

#include "core/base/result.hpp"
#include "core/kpi/definition.hpp"
#include "core/kpi/tally.hpp"
#include "plan/analysis/analysis.hpp"

namespace tandem::analysis {

/// Whether the data states everything that a definition is made of.
bool tellable(const kpi::Definition& definition, const Stated& stated);

/// The catalogue's definitions that the analysis evaluates, looked up once. A figure that the data cannot
/// tell is undefined.
class Figures {
 public:
  /// Errors: Options::definition is none of the six service-level formulas.
  static Result<Figures> of(const Options& options, const Stated& stated);

  using Formulas = std::array<std::optional<double>, kpi::kServiceLevelFormulas>;
  Formulas service_levels(const kpi::Tally& tally) const;
  /// By the contract's formula.
  std::optional<double> service_level(const kpi::Tally& tally) const;
  std::optional<double> mean_wait(const kpi::Tally& tally) const;
  std::optional<double> mean_wait_answered(const kpi::Tally& tally) const;
  std::optional<double> mean_wait_abandoned(const kpi::Tally& tally) const;
  std::optional<double> mean_talk(const kpi::Tally& tally) const;
  std::optional<double> mean_acw(const kpi::Tally& tally) const;
  std::optional<double> mean_handle(const kpi::Tally& tally) const;
  std::optional<double> abandonment(const kpi::Tally& tally) const;
  /// Null where the data cannot tell it.
  const kpi::Definition* contract() const { return contract_; }

 private:
  const kpi::Definition* contract_ = nullptr;
  std::array<const kpi::Definition*, kpi::kServiceLevelFormulas> formulas_{};
  const kpi::Definition *mean_wait_ = nullptr, *mean_wait_answered_ = nullptr,
                        *mean_wait_abandoned_ = nullptr, *mean_talk_ = nullptr, *mean_acw_ = nullptr,
                        *mean_handle_ = nullptr, *abandonment_ = nullptr;
};

}  // namespace tandem::analysis
