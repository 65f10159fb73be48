#include "plan/simulation/study.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>
#include <thread>

#include "core/base/check.hpp"
#include "plan/simulation/event_log_recorder.hpp"
#include "plan/simulation/floor_run.hpp"
#include "plan/simulation/study_figures.hpp"

namespace tandem::simulation {
namespace {

/// The replications of one study, as several threads make them. They are added up in their order, whichever
/// is ready first.
class Study {
 public:
  Study(const Model& model, const StudyOptions& options, const std::atomic<bool>& cancelled,
        const StudyProgress& progress)
      : model_(model),
        options_(options),
        cancelled_(cancelled),
        progress_(progress),
        slices_(model.horizon),
        figures_(model, slices_) {}

  Result<StudyResult> run() {
    wanted_ = std::max(1U, options_.replications);
    for (;;) {
      TANDEM_TRY(run_until_wanted());
      const std::uint32_t more = still_wanted();
      if (more == 0) break;
      wanted_ += more;
    }
    StudyResult result = figures_.result(options_.confidence);
    result.precise = !options_.precision || figures_.imprecision(options_.confidence) <= *options_.precision;
    return result;
  }

 private:
  /// How many replications more; 0: enough. Asked when all wanted so far are added up, so that the answer
  /// does not depend on who was quick.
  std::uint32_t still_wanted() const {
    if (!options_.precision || wanted_ >= options_.replications_max) return 0;
    const double share = figures_.imprecision(options_.confidence) / *options_.precision;
    if (share <= 1) return 0;
    // Half widths shrink with the root of the number; a tenth more, as they are estimates themselves.
    const double needed = wanted_ * std::min(4.0, share * share * 1.1);
    return static_cast<std::uint32_t>(
               std::clamp<double>(std::ceil(needed), wanted_ + 1.0, options_.replications_max)) -
           wanted_;
  }

  Result<void> run_until_wanted() {
    const unsigned wanted = options_.event_log != nullptr ? 1 : options_.threads;
    const unsigned threads = std::max(1U, std::min(wanted, wanted_ - added_));
    {
      std::vector<std::jthread> helpers;
      for (unsigned i = 1; i < threads; ++i) helpers.emplace_back([this] { work(); });
      work();
    }
    if (failed_) return std::unexpected(*failed_);
    return {};
  }

  void work() {
    for (;;) {
      const std::uint32_t replication = next_.fetch_add(1);
      if (replication >= wanted_ || stopped_.load(std::memory_order_relaxed)) {
        next_.fetch_sub(1);
        return;
      }
      take(replication, replicate(replication));
    }
  }

  Result<RunFigures> replicate(std::uint32_t replication) const {
    routing::Plan plan = model_.plan;
    plan.seed = stream_of(options_.seed, replication, Purpose::router, 0)();
    TANDEM_ASSIGN(router, routing::Router::create(std::move(plan)));
    RunTally tally(model_, slices_);
    std::optional<EventLogRecorder> log;
    if (options_.event_log != nullptr) log.emplace(*options_.event_log, tally);
    FloorRun run(model_, std::move(router), options_.seed, replication,
                 log ? static_cast<Recorder&>(*log) : tally);
    TANDEM_TRY(run.run(cancelled_));
    return tally.finish();
  }

  void take(std::uint32_t replication, Result<RunFigures> run) {
    const std::lock_guard lock(mutex_);
    if (!run) {
      // The first in order, whichever failed first.
      if (!failed_ || replication < failed_at_) {
        failed_ = std::move(run).error();
        failed_at_ = replication;
      }
      stopped_ = true;
      return;
    }
    ready_.emplace(replication, std::move(*run));
    for (auto next = ready_.find(added_); next != ready_.end(); next = ready_.find(added_)) {
      figures_.add(next->second);
      ready_.erase(next);
      ++added_;
    }
    if (progress_) progress_(added_, wanted_);
  }

  const Model& model_;
  const StudyOptions& options_;
  const std::atomic<bool>& cancelled_;
  const StudyProgress& progress_;
  Slices slices_;
  std::uint32_t wanted_ = 0;
  std::atomic<std::uint32_t> next_ = 0;
  std::atomic<bool> stopped_ = false;
  std::mutex mutex_;  ///< of all below
  StudyFigures figures_;
  std::map<std::uint32_t, RunFigures> ready_;
  std::uint32_t added_ = 0;
  std::optional<Error> failed_;
  std::uint32_t failed_at_ = 0;
};

}  // namespace

const std::optional<Estimate>& StudyResult::total(std::string_view id) const {
  const auto found = std::ranges::find(figures, id, &FigureId::id);
  TANDEM_CHECK(found != figures.end(), "a total that a study does not have was asked for");
  return totals.values[static_cast<std::size_t>(found - figures.begin())];
}

Result<StudyResult> run_study(const Model& model, const StudyOptions& options,
                              const std::atomic<bool>& cancelled, const StudyProgress& progress) {
  if (auto faults = faults_of(model); !faults.empty()) return std::unexpected(std::move(faults.front()));
  return Study(model, options, cancelled, progress).run();
}

}  // namespace tandem::simulation
