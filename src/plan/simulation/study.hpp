#pragma once

#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/kpi/definition.hpp"
#include "plan/simulation/estimate.hpp"
#include "plan/simulation/model.hpp"
#include "plan/simulation/run_tally.hpp"

namespace tandem::simulation {

class EventLogFile;  // plan/simulation/event_log_recorder.hpp

/// How often a model is run, and how sure of its figures one wants to be.
struct StudyOptions {
  std::uint32_t replications = 10;
  /// Goes on, to replications_max, until the half width of each total is at most this share of it.
  std::optional<double> precision;
  std::uint32_t replications_max = 10'000;
  double confidence = 0.95;
  std::uint64_t seed = 1;
  unsigned threads = 1;
  /// Every event of every replication is written here, in order, by one thread.
  EventLogFile* event_log = nullptr;
};

/// What a figure is of: a KPI of the catalogue, or one that only a floor whose every step is seen can tell.
struct FigureId {
  std::string id;
  const kpi::Definition* definition = nullptr;  ///< none: p_wait, occupancy, agents_on_duty
};

/// The figures that every study is judged by.
inline constexpr std::array<std::string_view, 5> kStudyTotals = {"p_wait", "p_abandon", "mean_wait",
                                                                 "service_level", "occupancy"};
/// kStudyTotals, the mean number of agents signed on and not on a break, then the rest of the catalogue,
/// percentiles aside.
std::vector<FigureId> figures_known(const Model& model);

/// Figures of one part of the floor, in the order of StudyResult::figures; nothing where they are undefined.
struct Figures {
  std::vector<std::optional<Estimate>> values;
};

/// Percentiles of the waits of answered and abandoned calls, over all replications together.
struct WaitPercentile {
  double share = 0;
  double seconds = 0;
};
inline constexpr std::array<double, 4> kWaitPercentiles = {0.5, 0.8, 0.9, 0.95};

struct StudyResult {
  std::vector<FigureId> figures;
  Figures totals;
  std::vector<Figures> by_type;
  std::vector<Figures> by_client;
  std::vector<Figures> by_group;  ///< of the calls that its agents answered
  std::vector<Figures> by_interval;
  std::vector<Instant> interval_starts;
  std::vector<WaitPercentile> percentiles;
  std::uint32_t replications = 0;
  std::uint64_t units = 0;  ///< replications x batches
  std::uint64_t calls = 0;
  std::uint64_t events = 0;
  double confidence = 0.95;
  bool precise = true;  ///< the precision asked for was reached

  /// One of those in `figures`, of a part of the floor or of all of it.
  const std::optional<Estimate>& figure(const Figures& of, std::string_view id) const;
  const std::optional<Estimate>& total(std::string_view id) const { return figure(totals, id); }
};

/// How far a study is: replications done, of so many that are known to be needed.
using StudyProgress = std::function<void(std::uint32_t done, std::uint32_t wanted)>;

/// Runs the replications of a model on some threads. The result depends on the model and the seed alone: it
/// is the same, to the last bit, for any number of threads.
Result<StudyResult> run_study(const Model& model, const StudyOptions& options,
                              const std::atomic<bool>& cancelled, const StudyProgress& progress);

}  // namespace tandem::simulation
