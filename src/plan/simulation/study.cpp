#include "plan/simulation/study.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <mutex>

#include "core/base/check.hpp"
#include "core/base/share_out.hpp"
#include "plan/simulation/replication.hpp"
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
    const unsigned threads = options_.event_log != nullptr ? 1 : options_.threads;
    const std::uint32_t first = added_;
    return try_share_out(threads, wanted_ - first, [&](unsigned, std::size_t i) -> Result<void> {
      const auto replication = static_cast<std::uint32_t>(first + i);
      TANDEM_ASSIGN(run, run_replication(model_, slices_, {options_.seed, replication}, cancelled_,
                                         options_.event_log));
      take(replication, std::move(run));
      return {};
    });
  }

  void take(std::uint32_t replication, RunFigures run) {
    const std::lock_guard lock(mutex_);
    ready_.emplace(replication, std::move(run));
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
  std::mutex mutex_;  ///< of all below
  StudyFigures figures_;
  std::map<std::uint32_t, RunFigures> ready_;
  std::uint32_t added_ = 0;
};

}  // namespace

const std::optional<Estimate>& StudyResult::figure(const Figures& of, std::string_view id) const {
  const auto found = std::ranges::find(figures, id, &FigureId::id);
  TANDEM_CHECK(found != figures.end(), "a figure that a study does not have was asked for");
  return of.values[static_cast<std::size_t>(found - figures.begin())];
}

Result<StudyResult> run_study(const Model& model, const StudyOptions& options,
                              const std::atomic<bool>& cancelled, const StudyProgress& progress) {
  if (auto faults = faults_of(model); !faults.empty()) return std::unexpected(std::move(faults.front()));
  return Study(model, options, cancelled, progress).run();
}

}  // namespace tandem::simulation
