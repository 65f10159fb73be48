#include "plan/quote/staffing_search.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <utility>

#include "plan/analysis/wall_clock.hpp"

namespace tandem::quote {
namespace {

/// Offers beside the chosen one, so many steps from it.
constexpr std::array<int, 7> kBeside = {-24, -12, -6, -3, 3, 6, 12};

double waited_at_most(const sla::Clause& clause) {
  return static_cast<double>(clause.target.value.millionths()) / 1e6;
}

/// Days from one that are judged together.
std::size_t end_of_stretch(const Floor& floor, std::size_t day, sla::Window::Each each) {
  if (each == sla::Window::Each::day) return day + 1;
  const auto month = analysis::month_of(floor.days[day]);
  std::size_t end = day + 1;
  while (end < floor.days.size() && analysis::month_of(floor.days[end]) == month) ++end;
  return end;
}

/// Simulates the staffs of a family, each once on few courses, and once on all where that is wanted.
class Trials {
 public:
  Trials(const Scene& scene, const StaffFamily& family, const StaffingAsked& asked, const Progress& progress)
      : scene_(scene), family_(family), asked_(asked), progress_(progress) {}

  Result<const Offer*> at(int step) { return at(step, std::min(asked_.courses, kCoursesOfSearch)); }
  Result<const Offer*> in_full(int step) { return at(step, asked_.courses); }
  /// With the largest staff: which clauses can be kept at all.
  Result<void> learn_reach() {
    TANDEM_ASSIGN(most, at(kShareStepMost));
    reachable_.assign(scene_.terms.clauses.size(), true);
    for (const MonthOdds& month : most->odds.months)
      for (std::size_t i = 0; i < reachable_.size(); ++i)
        reachable_[i] = reachable_[i] && month.clauses[i].probability().value_or(1) >= asked_.probability;
    return {};
  }
  bool any_reachable() const {
    return reachable_.empty() || std::ranges::any_of(reachable_, std::identity());
  }
  Result<bool> keeps(int step) {
    TANDEM_ASSIGN(offer, at(step));
    return is_kept(*offer);
  }
  bool is_kept(const Offer& offer) const {
    return offer.odds.least_probability(reachable_) >= asked_.probability;
  }
  Offers take(int chosen) && {
    Offers offers{.reachable = std::move(reachable_)};
    for (auto& [step, offer] : offers_) {
      if (step == chosen) offers.chosen = offers.offers.size();
      offers.offers.push_back(std::move(offer));
    }
    return offers;
  }

 private:
  Result<const Offer*> at(int step, std::size_t courses) {
    if (const auto known = offers_.find(step);
        known != offers_.end() && known->second.odds.courses >= courses)
      return &known->second;
    const double share = static_cast<double>(step) / kShareStepsPerUnit;
    TANDEM_ASSIGN(staff, staff_for(scene_.floor, family_, share, {}, scene_.cancelled));
    const auto tell = [this, courses](std::size_t done, std::size_t of) {
      const std::size_t all = kTrialsUsual * kCoursesOfSearch;
      if (progress_) progress_(std::min(all, ran_ + done * courses / of), all);
    };
    TANDEM_ASSIGN(odds, odds_of(scene_, staff, courses, {}, tell));
    ran_ += courses;
    return &offers_.insert_or_assign(step, Offer{share, std::move(staff), std::move(odds)}).first->second;
  }

  /// Of one search, by which its progress is told.
  static constexpr std::size_t kTrialsUsual = 19;

  const Scene& scene_;
  const StaffFamily& family_;
  const StaffingAsked& asked_;
  const Progress& progress_;
  std::map<int, Offer> offers_;
  std::vector<bool> reachable_;
  std::size_t ran_ = 0;  ///< courses
};

/// The least step that keeps what can be kept; the least of all where nothing can.
Result<int> bisect(Trials& trials) {
  if (!trials.any_reachable()) return kShareStepMost;
  int low = kShareStepLeast, high = kShareStepMost;
  TANDEM_ASSIGN(enough, trials.keeps(low));
  if (enough) return low;
  while (high - low > 1) {
    const int middle = (low + high) / 2;
    TANDEM_ASSIGN(kept, trials.keeps(middle));
    (kept ? high : low) = middle;
  }
  return high;
}

}  // namespace

StaffFamily family_of(const sla::Terms& terms, std::optional<double> patience_seconds) {
  StaffFamily family{.patience_seconds = patience_seconds};
  for (const sla::Clause& clause : terms.clauses) {
    if (clause.window.each == sla::Window::Each::interval) family.each = sla::Window::Each::interval;
    if (clause.window.each == sla::Window::Each::day && family.each == sla::Window::Each::month)
      family.each = sla::Window::Each::day;
  }
  if (const auto promise = service_level_clause(terms)) {
    family.within_seconds = terms.clauses[*promise].rules.answer.limit.seconds();
    return family;
  }
  for (const sla::Clause& clause : terms.clauses)
    if (clause.kpi->unit == kpi::Unit::seconds && waited_at_most(clause) > 0) {
      family.within_seconds = waited_at_most(clause);
      break;
    }
  return family;
}

Result<Staff> staff_for(const Floor& floor, const StaffFamily& family, double share,
                        const Variation& variation, const std::atomic<bool>& cancelled) {
  return staff_for(floor, family, [share](LocalDay) { return share; }, variation, cancelled);
}

Result<Staff> staff_for(const Floor& floor, const StaffFamily& family,
                        const std::function<double(LocalDay)>& share, const Variation& variation,
                        const std::atomic<bool>& cancelled) {
  using Over = staffing::Promise::Over;
  staffing::Promise promise{.within_seconds = family.within_seconds, .over = Over::whole};
  if (family.each == sla::Window::Each::interval) promise.over = Over::interval;
  if (family.patience_seconds) promise.patience_seconds = *family.patience_seconds * variation.patience;
  Staff staff;
  for (std::size_t day = 0; day < floor.days.size();) {
    const std::size_t until = end_of_stretch(floor, day, family.each);
    promise.share = share(floor.days[day]);
    staffing::Demand demand{.interval = floor.interval, .intervals_a_day = floor.slots};
    for (std::size_t at = day * floor.slots; at < until * floor.slots; ++at) {
      demand.calls.push_back(floor.expected[at] * floor.open_share(at) * variation.volume);
      demand.handle_seconds.push_back(std::max(1.0, floor.handle_seconds[at] * variation.handle));
    }
    TANDEM_ASSIGN(required, staffing::require_agents(demand, promise, &cancelled));
    staff.insert(staff.end(), required.agents.begin(), required.agents.end());
    day = until;
  }
  return staff;
}

Result<Offers> find_offers(const Scene& scene, const StaffFamily& family, const StaffingAsked& asked,
                           const Progress& progress) {
  Trials trials(scene, family, asked, progress);
  TANDEM_TRY(trials.learn_reach());
  TANDEM_ASSIGN(step, bisect(trials));
  for (;; ++step) {
    TANDEM_ASSIGN(offer, trials.in_full(step));
    if (trials.is_kept(*offer) || step >= kShareStepMost) break;
  }
  if (asked.beside)
    for (const int beside : kBeside)
      if (step + beside >= kShareStepLeast && step + beside <= kShareStepMost)
        TANDEM_TRY(trials.at(step + beside));
  return std::move(trials).take(step);
}

}  // namespace tandem::quote
