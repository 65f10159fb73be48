#include "plan/forecast/day_model.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include <Eigen/Dense>

#include "core/base/check.hpp"
#include "plan/analysis/order_statistics.hpp"

namespace tandem::forecast {
namespace {

using Eigen::Index;
using Eigen::MatrixXd;
using Eigen::VectorXd;

// Chosen on days 31 to 90 of the North American bank and on 17 May to 1 July 1999 of the anonymous bank, not
// on the last 30 of either; half and double of each cost less than a hundredth of the error.
constexpr double kHalfLifeDays = 100, kHalfLifeDaysWithYears = 250;
constexpr double kKindRidge = 0.05, kLevelRidge = 1;
/// Of a part, a kind's own course counts half when it was seen on so many days.
constexpr double kOwnRidge = 5;
/// Days that differ from their kind by more than so many times the median day weigh less, by the square.
constexpr double kAlike = 2;
constexpr int kRounds = 6;
/// Of so many calls a day, half of what the level moves is chance.
constexpr double kChanceCalls = 800;
// What lingers: of the level, a part that changes slowly and what the last day had beyond it.
constexpr double kLevelStep = 0.2, kLevelStaysADay = 0.95, kLastStaysADay = 0.4;
constexpr double kPatternStep = 0.15, kPatternStaysADay = 0.85;
constexpr Index kPatterns = 3;
/// What a day differs by beyond so many deviations is not carried on.
constexpr double kCarriedMax = 3;
constexpr double kLevelMin = 0.2, kLevelMax = 3;
/// Slots as short as that borrow from their neighbours.
constexpr Duration kSmoothedBelow = Duration::minutes(15), kSmoothedBy = Duration::minutes(5);
/// Added before the root is taken: the variance is most even then, near nothing too (Brown & Zhao 2002).
constexpr double kAdded = 0.25;
constexpr double kDeviationOfMedian = 1.4826;
constexpr double kNothingLingers = std::numeric_limits<double>::infinity();

double median_of(const VectorXd& values) {
  return analysis::median(std::vector<double>(values.data(), values.data() + values.size()));
}

MatrixXd roots_of(const DaySeries& series, std::size_t known) {
  using RowMajor = Eigen::Matrix<double, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const Eigen::Map<const RowMajor> counts(series.counts.data(), static_cast<Index>(known),
                                          static_cast<Index>(series.slots));
  return (counts.array() + kAdded).sqrt().matrix();
}

/// (x' w x + ridge)^-1 x' w y
MatrixXd ridge(const MatrixXd& x, const VectorXd& w, const MatrixXd& y, double penalty) {
  const MatrixXd weighted = w.asDiagonal() * x;
  MatrixXd square = x.transpose() * weighted;
  square.diagonal().array() += penalty;
  return square.ldlt().solve(weighted.transpose() * y);
}

/// By how much of a course each day lies above its own.
VectorXd levels_above(const MatrixXd& roots, const MatrixXd& course) {
  return (roots.cwiseProduct(course).rowwise().sum().array() / course.rowwise().squaredNorm().array())
      .matrix();
}

struct Lingering {
  double slow = 0;  ///< each value is worth `step` of what was before, by its share
  double last = 0;  ///< the last one's part beyond that
};

/// What is left of a row of numbers at its end; outliers are cut.
Lingering lingering(const VectorXd& values, const VectorXd& shares, double step) {
  const double deviation =
      kDeviationOfMedian * median_of((values.array().abs() * shares.array().sqrt()).matrix());
  Lingering left;
  for (Index i = 0; i < values.size(); ++i) {
    const double most = kCarriedMax * deviation / std::sqrt(shares[i]);
    const double value = std::clamp(values[i], -most, most);
    left.slow += step * shares[i] * (value - left.slow);
    left.last = shares[i] * (value - left.slow);
  }
  return left;
}

/// The patterns by which rows differ most, as columns: leading right singular vectors, by orthogonal
/// iteration on the smaller of the two products (Golub & Van Loan, 8.2.4).
MatrixXd patterns_of(const MatrixXd& rows, const VectorXd& weights) {
  const MatrixXd a = weights.array().sqrt().matrix().asDiagonal() * rows;
  const bool wide = a.cols() > a.rows();
  const MatrixXd square = wide ? MatrixXd(a * a.transpose()) : MatrixXd(a.transpose() * a);
  const Index count = std::min(kPatterns, square.cols());
  MatrixXd base = MatrixXd::Identity(square.cols(), count);
  base.array() += 1e-3;
  constexpr int kTurns = 30;
  for (int turn = 0; turn < kTurns; ++turn)
    base = Eigen::HouseholderQR<MatrixXd>(square * base).householderQ() *
           MatrixXd::Identity(square.cols(), count);
  if (!wide) return base;
  const MatrixXd across = a.transpose() * base;
  return Eigen::HouseholderQR<MatrixXd>(across).householderQ() * MatrixXd::Identity(a.cols(), count);
}

/// Each slot with its neighbours, but for those of half or twice its calls: doors open and close at once.
std::vector<double> smoothed(const std::vector<double>& counts, Duration interval) {
  if (interval >= kSmoothedBelow) return counts;
  const double width = kSmoothedBy / interval;
  const auto reach = static_cast<std::ptrdiff_t>(std::ceil(3 * width));
  std::vector<double> smooth(counts.size());
  const auto size = static_cast<std::ptrdiff_t>(counts.size());
  for (std::ptrdiff_t slot = 0; slot < size; ++slot) {
    const double own = counts[static_cast<std::size_t>(slot)];
    double sum = 0, weights = 0;
    for (std::ptrdiff_t at = std::max<std::ptrdiff_t>(0, slot - reach);
         at <= std::min(size - 1, slot + reach); ++at) {
      const double other = counts[static_cast<std::size_t>(at)];
      if (other < own / 2 || other > own * 2) continue;
      const double weight = std::exp(-0.5 * std::pow(static_cast<double>(at - slot) / width, 2));
      sum += weight * other;
      weights += weight;
    }
    smooth[static_cast<std::size_t>(slot)] = sum / weights;
  }
  return smooth;
}

}  // namespace

struct DayModel::Fit {
  Duration interval;
  Eigen::RowVectorXd usual;  ///< roots by slot, of all kinds; of a part: none
  double share = 0;          ///< of a part: by how much its roots are those of the whole
  MatrixXd kinds;            ///< by kind and slot: how it differs
  VectorXd levels;           ///< by effect
  Lingering level;           ///< above the usual
  MatrixXd patterns;         ///< by slot and pattern
  VectorXd pattern;          ///< that lingers
};

/// One fit in the making.
struct DayModel::Fitting {
  MatrixXd roots, kind_terms, level_terms;      ///< by day
  VectorXd recent, calls_share;                 ///< by day: how much each counts
  VectorXd factor, alike;                       ///< by day: its level, and how much like its kind it is
  VectorXd level_alike;                         ///< the same, where levels are learned
  Eigen::Array<bool, Eigen::Dynamic, 1> named;  ///< by day: whether the calendar names it
  MatrixXd course;                              ///< by day and slot, level aside
  MatrixXd whole_course;                        ///< of a part: the whole's, by day and slot

  Fitting(const DaySeries& series, std::size_t known, const DayEffects& calendar)
      : roots(roots_of(series, known)),
        kind_terms(roots.rows(), static_cast<Index>(calendar.kinds())),
        level_terms(roots.rows(), static_cast<Index>(calendar.levels())),
        recent(roots.rows()),
        calls_share(roots.rows()),
        factor(VectorXd::Ones(roots.rows())),
        alike(VectorXd::Ones(roots.rows())),
        level_alike(alike) {
    const double half_life = calendar.knows_years() ? kHalfLifeDaysWithYears : kHalfLifeDays;
    for (std::size_t i = 0; i < known; ++i) {
      const auto row = static_cast<Index>(i);
      const DayTerms terms = calendar.terms_of(series.days[i]);
      kind_terms.row(row) = VectorXd::Map(terms.kinds.data(), kind_terms.cols());
      level_terms.row(row) = VectorXd::Map(terms.levels.data(), level_terms.cols());
      recent[row] = std::pow(0.5, static_cast<double>(known - 1 - i) / half_life);
      const double calls = series.total(i);
      calls_share[row] = std::max(calls, 1.0) / (calls + kChanceCalls);
    }
    named = level_terms.rightCols(static_cast<Index>(calendar.names())).rowwise().sum().array() > 0;
  }

  void fit(Fit& to) {
    for (int round = 0; round < kRounds; ++round) {
      fit_course(recent.cwiseProduct(alike), to);
      fit_levels(recent.cwiseProduct(level_alike), to);
      weigh_days();
    }
    fit_lingering(to);
  }

 private:
  void fit_course(const VectorXd& weights, Fit& to) {
    const MatrixXd base = base_of(weights.cwiseProduct(factor), to);
    const double penalty = whole_course.size() > 0 ? kOwnRidge : kKindRidge;
    to.kinds = ridge(factor.asDiagonal() * kind_terms, weights, roots - factor.asDiagonal() * base, penalty);
    course = kind_terms * to.kinds + base;
  }
  /// What all kinds have in common: their mean, or a share of the whole.
  MatrixXd base_of(const VectorXd& weighted, Fit& to) const {
    if (whole_course.size() == 0) {
      to.usual = weighted.transpose() * roots / weighted.dot(factor);
      return VectorXd::Ones(roots.rows()) * to.usual;
    }
    const MatrixXd expected = factor.asDiagonal() * whole_course;
    const double together = weighted.dot(roots.cwiseProduct(whole_course).rowwise().sum());
    const double alone = weighted.dot(expected.cwiseProduct(whole_course).rowwise().sum());
    to.share = alone > 0 ? together / alone : 0;
    return to.share * whole_course;
  }
  void fit_levels(const VectorXd& weights, Fit& to) {
    const VectorXd above = (levels_above(roots, course).array() - 1).matrix();
    to.levels = ridge(level_terms, weights.cwiseProduct(calls_share), above, kLevelRidge);
    factor = (1 + (level_terms * to.levels).array()).cwiseMax(kLevelMin).cwiseMin(kLevelMax).matrix();
  }
  MatrixXd rest() const { return roots - factor.asDiagonal() * course; }
  /// A day that the calendar names tells what its name does however far off that is: of its level it is
  /// like others when its course is.
  void weigh_days() {
    const MatrixXd left = rest();
    const VectorXd apart = left.rowwise().norm();
    const double usual_apart = std::max(median_of(apart), 1e-12);
    const auto likeness = [&](const VectorXd& distance) -> VectorXd {
      return (kAlike * usual_apart / distance.array().max(1e-12)).min(1).square().matrix();
    };
    alike = likeness(apart);
    const MatrixXd shapes = left - levels_above(left, course).asDiagonal() * course;
    level_alike = named.select(likeness(shapes.rowwise().norm()), alike);
  }
  void fit_lingering(Fit& to) const {
    const MatrixXd left = rest();
    const VectorXd above = levels_above(left, course);
    to.level = lingering(above, calls_share, kLevelStep);
    const MatrixXd shapes = left - above.asDiagonal() * course;
    to.patterns = patterns_of(shapes, recent.cwiseProduct(alike));
    const MatrixXd scores = shapes * to.patterns;
    const VectorXd whole = VectorXd::Ones(scores.rows());
    to.pattern.resize(scores.cols());
    for (Index k = 0; k < scores.cols(); ++k)
      to.pattern[k] = lingering(scores.col(k), whole, kPatternStep).slow;
  }
};

DayModel::DayModel(const DaySeries& series, std::size_t known, const DayEffects& calendar,
                   const Course* whole)
    : fit_(std::make_unique<Fit>()), whole_(whole), calendar_(calendar) {
  TANDEM_CHECK(known > 0 && known <= series.size(), "a model of days learns from one at least");
  fit_->interval = series.interval;
  Fitting fitting(series, known, calendar);
  if (whole_ != nullptr) {
    fitting.whole_course.resize(fitting.roots.rows(), fitting.roots.cols());
    for (std::size_t i = 0; i < known; ++i)
      fitting.whole_course.row(static_cast<Index>(i)) =
          VectorXd::Map(whole_->roots_on(series.days[i]).data(), fitting.roots.cols());
  }
  fitting.fit(*fit_);
  likeness_.assign(fitting.alike.data(), fitting.alike.data() + fitting.alike.size());
}

DayModel::DayModel(DayModel&&) noexcept = default;
DayModel& DayModel::operator=(DayModel&&) noexcept = default;
DayModel::~DayModel() = default;

std::vector<double> DayModel::roots_on(LocalDay day) const { return roots_on(day, kNothingLingers); }

std::vector<double> DayModel::roots_on(LocalDay day, double ahead) const {
  const Fit& fit = *fit_;
  Eigen::RowVectorXd base = fit.usual;
  if (whole_ != nullptr) {
    const std::vector<double> whole = whole_->roots_on(day);
    base = fit.share * Eigen::RowVectorXd::Map(whole.data(), static_cast<Index>(whole.size()));
  }
  const DayTerms terms = calendar_.terms_of(day);
  const double by_levels = VectorXd::Map(terms.levels.data(), fit.levels.size()).dot(fit.levels);
  const double lingers =
      fit.level.slow * std::pow(kLevelStaysADay, ahead) + fit.level.last * std::pow(kLastStaysADay, ahead);
  const double level = std::clamp(1 + by_levels + lingers, kLevelMin, kLevelMax);
  const Eigen::RowVectorXd course =
      VectorXd::Map(terms.kinds.data(), fit.kinds.rows()).transpose() * fit.kinds + base;
  const Eigen::RowVectorXd roots =
      level * course + std::pow(kPatternStaysADay, ahead) * (fit.patterns * fit.pattern).transpose();
  return {roots.data(), roots.data() + roots.size()};
}

std::vector<double> DayModel::counts_of(std::vector<double> roots) const {
  for (double& each : roots) {
    const double root = std::max(each, 0.0);
    each = std::max(root * root - kAdded, 0.0);
  }
  return smoothed(roots, fit_->interval);
}

std::vector<double> DayModel::counts_on(LocalDay day, std::size_t ahead) const {
  return counts_of(roots_on(day, static_cast<double>(ahead)));
}

std::vector<double> DayModel::usual_on(LocalDay day) const { return counts_of(roots_on(day)); }

}  // namespace tandem::forecast
