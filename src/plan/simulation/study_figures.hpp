#pragma once

#include <vector>

#include "plan/simulation/study.hpp"

namespace tandem::simulation {

/// Adds replication after replication up to the figures of a study.
class StudyFigures {
 public:
  StudyFigures(const Model& model, const Slices& slices);

  void add(const RunFigures& run);
  /// Those known so far.
  StudyResult result(double confidence) const;
  /// The largest half width of p_wait, p_abandon, mean_wait, service_level and occupancy, as a share of the
  /// figure; infinite while one is not known.
  double imprecision(double confidence) const;

 private:
  using Scope = std::vector<RatioMoments>;  ///< by figure
  /// Of types and clients, which share agents, no staffing and no length are known.
  struct Part {
    Cell calls;
    Staffing staffing;
    Duration length;
  };
  struct Ratio {
    double x, y;
  };
  /// A figure that is none of the KPI catalogue's.
  static Ratio floor_figure(std::string_view id, const Part& part);
  Duration length_of(std::size_t slice) const { return slices_.end_of(slice) - slices_[slice].from; }
  void add_to(Scope& scope, const Part& part, double share) const;
  void add_batch(const RunFigures& run, std::uint32_t batch);
  void add_intervals(const RunFigures& run);
  Figures figures_of(const Scope& scope, double confidence) const;

  const Model& model_;
  const Slices& slices_;
  std::vector<FigureId> ids_;
  Scope totals_;
  std::vector<Scope> by_type_, by_client_, by_group_, by_interval_;
  std::vector<std::uint64_t> waits_;
  std::uint32_t replications_ = 0;
  std::uint64_t calls_ = 0;
  std::uint64_t events_ = 0;
};

}  // namespace tandem::simulation
