#include "plan/quote/course.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "core/base/at_id.hpp"
#include "core/events/call_fold.hpp"
#include "plan/quote/past_floor.hpp"
#include "plan/simulation/floor_run.hpp"
#include "plan/simulation/replication.hpp"

namespace tandem::quote {
namespace {

using std::chrono::year_month;

/// Hands on the record of each call that has left the floor.
template <class Take>
class Folder final : public simulation::Recorder {
 public:
  explicit Folder(Take take) : take_(std::move(take)) {}

  void take(const routing::Fact& /*fact*/, const routing::Out& out) override {
    for (const CallEvent& event : out.calls) {
      CallFold& fold = at_id(calls_, event.call);
      if (event.kind == CallEventKind::offered)
        fold.begin(event);
      else
        fold.take(event);
    }
  }
  void left(CallId id) override { take_(calls_[id.index()].record()); }

 private:
  Take take_;
  std::vector<CallFold> calls_;
};

/// Stretches are so short that each clause's windows, and hours to five minutes, begin where one does.
Duration cell_length(const Floor& floor, const sla::Terms& terms) {
  std::int64_t minutes = minutes_of(floor.interval);
  for (const sla::Clause& clause : terms.clauses) {
    if (clause.window.each == sla::Window::Each::interval)
      minutes = std::gcd(minutes, minutes_of(clause.window.length));
    for (const calendar::DaySpans& day : clause.scope.hours.days)
      for (const calendar::DaySpan& span : day)
        minutes = std::gcd(std::gcd(minutes, span.from.minutes()), span.until.minutes());
  }
  return Duration::minutes(minutes);
}

/// Counts the calls of one course as the terms ask for them, month by month.
class Counter {
 public:
  explicit Counter(const Scene& scene) : scene_(scene) {
    length_ = cell_length(scene.floor, scene.terms);
    for (const year_month month : scene.months) {
      begins_.push_back(start_of_day(LocalDay(month / std::chrono::day(1)), *scene.floor.zone));
      Month& made = months_.emplace_back();
      made.cells.resize(scene.terms.clauses.size());
    }
    ends_ = start_of_day(LocalDay((scene.months.back() + std::chrono::months(1)) / std::chrono::day(1)),
                         *scene.floor.zone);
  }

  void take(const CallRecord& call) {
    if (call.offered_at < begins_.front() || call.offered_at >= ends_) return;
    const auto after = std::ranges::upper_bound(begins_, call.offered_at);
    const auto number = static_cast<std::size_t>(after - begins_.begin()) - 1;
    Month& month = months_[number];
    add_volumes(month, call);
    const auto place = static_cast<std::size_t>((call.offered_at - begins_[number]) / length_);
    const std::size_t cell = place * scene_.floor.queues.size() + call.queue.index();
    for (std::size_t i = 0; i < month.cells.size(); ++i) add_to(month.cells[i], i, cell, call);
  }

  Result<std::vector<MonthRun>> settle(const Staff& staff, std::span<const double> offered) {
    std::vector<MonthRun> runs;
    for (std::size_t i = 0; i < months_.size(); ++i) {
      sla::MonthOutcome outcome = outcome_of(i, staff, offered);
      TANDEM_ASSIGN(settlement, sla::evaluate(scene_.terms, outcome));
      runs.push_back(
          {std::move(settlement), outcome.volumes.calls_offered, outcome.volumes.handle.seconds() / 3600});
    }
    return runs;
  }

 private:
  struct Month {
    std::vector<std::vector<sla::Cell>> cells;  ///< by clause, then stretch and queue
    sla::Volumes volumes;
  };

  static void add_volumes(Month& month, const CallRecord& call) {
    ++month.volumes.calls_offered;
    if (call.outcome != Outcome::answered) return;
    ++month.volumes.calls_answered;
    if (const auto talk = call.talk()) {
      month.volumes.talk = month.volumes.talk + *talk;
      month.volumes.handle = month.volumes.handle + *talk + call.after_call_work().value_or(Duration());
    }
  }

  void add_to(std::vector<sla::Cell>& cells, std::size_t clause, std::size_t at, const CallRecord& call) {
    if (cells.size() <= at) cells.resize(at + 1);
    const sla::Clause& promise = scene_.terms.clauses[clause];
    const kpi::Counted counted = kpi::count(cells[at].tally, promise.rules, call);
    if (!promise.kpi->percentile || !counted.waited) return;
    const bool answered = counted.as == kpi::CountsAs::answered;
    const kpi::Waits of = promise.kpi->percentile_of;
    if (of == kpi::Waits::all || (of == kpi::Waits::answered) == answered)
      cells[at].waits.push_back(counted.wait);
  }

  sla::MonthOutcome outcome_of(std::size_t number, const Staff& staff, std::span<const double> offered) {
    const Floor& floor = scene_.floor;
    Month& month = months_[number];
    sla::MonthOutcome outcome;
    outcome.month = scene_.months[number];
    for (const Callers& callers : floor.queues) outcome.queues.push_back(callers.queue);
    for (std::vector<sla::Cell>& cells : month.cells) {
      std::vector<sla::Cell>& kept = outcome.clauses.emplace_back();
      for (std::size_t at = 0; at < cells.size(); ++at) {
        // A stretch without calls has no figure, and takes part in none.
        if (cells[at].tally.offered == 0) continue;
        cells[at].queue = QueueId(static_cast<std::uint32_t>(at % floor.queues.size()));
        cells[at].from = begins_[number] + length_ * static_cast<std::int64_t>(at / floor.queues.size());
        cells[at].length = length_;
        kept.push_back(std::move(cells[at]));
      }
    }
    outcome.volumes = month.volumes;
    outcome.volumes.agent_time = Duration::from_seconds(3600 * agent_hours(floor, staff, outcome.month));
    outcome.volumes.tickets = scene_.counted.tickets;
    outcome.volumes.subscribers = scene_.counted.subscribers;
    for (std::size_t day = 0; day < floor.days.size(); ++day) {
      const auto slots = std::span(floor.expected).subspan(day * floor.slots, floor.slots);
      const double expected = std::accumulate(slots.begin(), slots.end(), 0.0);
      outcome.forecast.push_back({floor.days[day], std::llround(offered[day]), std::llround(expected)});
    }
    return outcome;
  }

  const Scene& scene_;
  Duration length_;
  std::vector<Instant> begins_;  ///< by month
  Instant ends_;
  std::vector<Month> months_;
};

}  // namespace

std::vector<year_month> months_of(LocalDay first, LocalDay last, const sla::Terms& terms) {
  std::vector<year_month> months;
  const std::chrono::year_month_day from(std::max(first, terms.valid_from));
  for (year_month month = from.year() / from.month();; month += std::chrono::months(1)) {
    const LocalDay begins(month / std::chrono::day(1)), ends(month / std::chrono::last);
    if (ends > last || (terms.valid_until && ends > *terms.valid_until)) break;
    if (begins >= std::max(first, terms.valid_from)) months.push_back(month);
  }
  return months;
}

Result<std::vector<MonthRun>> run_course(const Scene& scene, const Staff& staff, std::size_t path,
                                         const Variation& variation) {
  const simulation::Model model = model_of(scene.floor, staff, path, variation, scene.seed);
  Counter counter(scene);
  const simulation::ReplicationId replication{scene.seed, path};
  TANDEM_ASSIGN(router, routing::Router::create(simulation::plan_of(model, replication)));
  Folder folder([&counter](const CallRecord& call) { counter.take(call); });
  simulation::FloorRun run(model, std::move(router), replication.seed, replication.number, folder);
  TANDEM_TRY(run.run(scene.cancelled));
  std::vector<double> offered;
  for (std::size_t day = 0; day < scene.floor.days.size(); ++day) {
    const auto counts =
        std::span(scene.floor.paths[path]).subspan(day * scene.floor.slots, scene.floor.slots);
    offered.push_back(std::accumulate(counts.begin(), counts.end(), 0.0) * variation.volume);
  }
  return counter.settle(staff, offered);
}

double agent_hours(const Floor& floor, const Staff& staff, year_month month) {
  return hours_of(floor, std::vector<double>(staff.begin(), staff.end()), month);
}

}  // namespace tandem::quote
