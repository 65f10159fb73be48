#include "plan/staffing/rosters/roster.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

#include "plan/staffing/rosters/assignment.hpp"
#include "plan/staffing/rosters/break_placing.hpp"
#include "plan/staffing/rosters/cbc.hpp"
#include "plan/staffing/rosters/conflicts.hpp"
#include "plan/staffing/rosters/improvement.hpp"
#include "plan/staffing/rosters/shift_program.hpp"

namespace tandem::rosters {
namespace {

constexpr std::size_t kDaysExplained = 3;
constexpr double kBreaksSeconds = 20;
constexpr double kConflictSeconds = 30;
/// Of the processor, for the bound: seconds mostly. One that was not reached would be none.
constexpr double kBoundSeconds = 300;
/// Shifts added where the plan's own could not be given: each looks at all people, days and kinds.
constexpr int kAddedMax = 500;

class Maker {
 public:
  Maker(Problem problem, const RosterOptions& options) : options_(options) {
    roster_.problem = std::move(problem);
  }

  Result<Roster> make() {
    TANDEM_ASSIGN(counts, plan_shifts());
    assign(counts);
    if (options_.cancel != nullptr && *options_.cancel) return failure(ErrorCode::cancelled, "stopped");
    TANDEM_TRY(place());
    if ((roster_.shifts_left > 0 || roster_.rounded) && add_shifts()) TANDEM_TRY(place());
    TANDEM_TRY(improve());
    if (roster_.hours_short > 0) TANDEM_TRY(explain());
    return std::move(roster_);
  }

  /// The problem has a published roster; `plain` has none.
  Result<Roster> look_at(const Problem& plain) {
    TANDEM_TRY(find_bound(plain));
    roster_.shifts = roster_.problem.published;
    roster_.proven = true;
    count();
    roster_.breaches = find_breaches(roster_.problem, roster_.shifts);
    if (roster_.hours_short > 0) TANDEM_TRY(explain());
    return std::move(roster_);
  }

 private:
  CbcOptions cbc(std::string_view doing, double seconds) const {
    // Only a time that was asked for is kept to by the clock.
    CbcOptions cbc{.seconds = seconds,
                   .of_processor = !options_.seconds,
                   .gap = options_.gap,
                   .program = options_.cbc,
                   .cancel = options_.cancel};
    if (options_.progress) cbc.waiting = [this, doing] { options_.progress(doing); };
    return cbc;
  }

  double seconds() const {
    constexpr double kSecondsAPersonDay = 0.06, kLeast = 15, kMost = 180;
    const Problem& problem = roster_.problem;
    return options_.seconds.value_or(std::clamp(
        kSecondsAPersonDay * static_cast<double>(problem.people.size() * problem.days), kLeast, kMost));
  }

  Result<void> find_bound(const Problem& problem) {
    ShiftProgram program(problem, {});
    CbcOptions relaxed = cbc("the least cost there can be", kBoundSeconds);
    relaxed.relaxed = relaxed.of_processor = true;
    TANDEM_ASSIGN(bound, solve(program.program(), relaxed));
    if (!bound.proven)
      return failure(ErrorCode::limit, "the least cost that a roster can have was not found in {:g} s",
                     kBoundSeconds);
    roster_.cost_bound = bound.objective;
    relaxed_ = std::move(bound.values);
    return {};
  }

  Result<std::vector<int>> plan_shifts() {
    TANDEM_TRY(find_bound(roster_.problem));
    ShiftProgram program(roster_.problem, {});
    auto values = whole_plan(program);
    if (values) return program.counts(*values);
    if (values.error().code != ErrorCode::limit) return std::unexpected(std::move(values).error());
    roster_.rounded = true;
    roster_.proven = false;
    return program.rounded_counts(relaxed_);
  }

  /// One week after another in whole numbers, those before it fixed, as four weeks at once are too much for
  /// the solver. Those after it are left out; but where weekends bind weeks together they are relaxed instead
  /// ("relax and fix").
  Result<std::vector<double>> whole_plan(ShiftProgram& shifts) {
    Program& program = shifts.program();
    const auto weeks = shifts.whole_columns();
    std::vector<Program::Bounds> bounds;
    for (std::size_t column = 0; column < program.columns(); ++column)
      bounds.push_back(program.bounds_of(column));
    const bool bound_together = roster_.problem.rules->weekends.has_value();
    for (const auto& week : weeks)
      for (const std::size_t column : week)
        program.set_column(column, bound_together ? bounds[column] : Program::Bounds{0, 0}, false);
    roster_.proven = true;
    std::vector<double> values;
    for (const auto& week : weeks) {
      for (const std::size_t column : week) program.set_column(column, bounds[column], true);
      CbcOptions options = cbc("the plan of shifts", seconds() / static_cast<double>(weeks.size()));
      if (weeks.size() > 1) {
        // Weeks that are left out cost much, and a share of that would be little to ask.
        options.gap = 0;
        options.gap_cost = options_.gap * roster_.cost_bound / static_cast<double>(weeks.size());
      }
      TANDEM_ASSIGN(solution, solve(program, options));
      roster_.proven = roster_.proven && solution.proven;
      values = std::move(solution.values);
      for (const std::size_t column : week) {
        const double value = std::round(values[column]);
        program.set_column(column, {value, value}, false);
      }
    }
    return values;
  }

  /// Small steps, and breaks anew where they can be better yet.
  Result<void> improve() {
    ImproveOptions options{.seed = options_.seed, .cancel = options_.cancel};
    if (options_.progress) options.working = [this] { options_.progress("small improvements"); };
    Improvement improvement(roster_.problem, roster_.shifts, options);
    const double more = improvement.run();
    if (options_.cancel != nullptr && *options_.cancel) return failure(ErrorCode::cancelled, "stopped");
    if (more >= 0) return {};
    lines_ = improvement.lines();
    roster_.shifts = std::move(improvement).take();
    count();
    const std::vector<RosterShift> improved = roster_.shifts;
    const double cost = roster_.cost();
    TANDEM_TRY(place());
    if (roster_.cost() > cost) {
      roster_.shifts = improved;
      count();
    }
    return {};
  }

  void assign(const std::vector<int>& counts) {
    const Problem& problem = roster_.problem;
    lines_.assign(problem.people.size(), Line(problem.days, kOff));
    AssignOptions options{.seed = options_.seed, .cancel = options_.cancel};
    if (options_.progress) options.working = [this] { options_.progress("who works when"); };
    const auto each = static_cast<std::ptrdiff_t>(problem.days * problem.kinds.size());
    for (std::size_t group = 0; group < problem.groups.size(); ++group) {
      const auto from = counts.begin() + static_cast<std::ptrdiff_t>(group) * each;
      Assignment assignment(problem, group, std::vector<int>(from, from + each), lines_, options);
      assignment.run();
      roster_.shifts_left +=
          static_cast<std::size_t>(std::accumulate(assignment.left().begin(), assignment.left().end(), 0));
    }
  }

  Result<void> place() {
    TANDEM_ASSIGN(shifts, place_breaks(roster_.problem, lines_, cbc("the breaks", kBreaksSeconds)));
    roster_.shifts = std::move(shifts);
    count();
    return {};
  }

  void count() {
    const Problem& problem = roster_.problem;
    roster_.cover = cover_of(problem, roster_.shifts);
    roster_.pay = roster_.hours_paid = 0;
    for (const RosterShift& shift : roster_.shifts) {
      roster_.pay += problem.pay(problem.people[shift.person].contract, shift.day, shift.kind);
      roster_.hours_paid += problem.hours(problem.kinds[shift.kind].paid);
    }
    roster_.hours_required = roster_.hours_short = roster_.hours_over = 0;
    const double hour = problem.hours(1);
    for (std::size_t tick = 0; tick < problem.ticks(); ++tick) {
      const double required = problem.required[tick], lacking = roster_.cover.lacking_at(tick);
      roster_.hours_required += hour * required;
      roster_.hours_short += hour * lacking;
      roster_.hours_over += hour * std::max(0.0, roster_.cover.planned[tick] - required + lacking);
    }
    roster_.shortfall_cost = roster_.hours_short * problem.rules->shortfall_cost_hour;
  }

  /// The skill of a crew that lacks most; nothing where it has none.
  std::vector<double>* most_lacking(std::size_t crew, std::size_t tick) {
    std::vector<double>* most = nullptr;
    for (std::size_t skill = 0; skill < roster_.cover.lacking.size(); ++skill) {
      std::vector<double>& lacking = roster_.cover.lacking[skill];
      if (roster_.problem.crews[crew].test(skill) && (most == nullptr || lacking[tick] > (*most)[tick]))
        most = &lacking;
    }
    return most;
  }

  /// What a shift more saves, less its pay.
  double saving(const Group& group, std::size_t day, std::size_t kind) {
    const Problem& problem = roster_.problem;
    const Kind& shift = problem.kinds[kind];
    const auto from = static_cast<std::size_t>(problem.begins(day, kind));
    double covered = 0;
    for (std::size_t tick = from;
         tick < std::min(problem.ticks(), from + static_cast<std::size_t>(shift.length)); ++tick)
      if (const auto* lacking = most_lacking(group.crew, tick)) covered += std::min((*lacking)[tick], 1.0);
    double on_phones = shift.length;
    for (const BreakWindow& window : problem.breaks[shift.shift]) on_phones -= window.length;
    return covered * on_phones / shift.length * problem.short_cost_tick -
           problem.pay(group.contract, day, kind);
  }

  /// Shifts that were not planned, where agents are short and somebody can work them.
  bool add_shifts() {
    const Problem& problem = roster_.problem;
    bool added = false;
    for (int i = 0; i < kAddedMax; ++i) {
      double best = 0;
      RosterShift chosen;
      for (std::size_t day = 0; day < problem.days; ++day)
        for (std::size_t kind = 0; kind < problem.rule_kinds; ++kind)
          for (std::size_t group = 0; group < problem.groups.size(); ++group)
            if (const double saved = saving(problem.groups[group], day, kind); saved > best)
              if (const auto person = free_person(group, day, kind)) {
                best = saved;
                chosen = {*person, day, kind, {}};
              }
      if (best <= 0) break;
      lines_[chosen.person][chosen.day] = static_cast<std::int16_t>(chosen.kind);
      const int from = problem.begins(chosen.day, chosen.kind);
      for (int tick = from; tick < from + problem.kinds[chosen.kind].length; ++tick)
        if (const auto at = static_cast<std::size_t>(tick); at < problem.ticks())
          if (auto* lacking = most_lacking(problem.crew_of(chosen.person), at))
            (*lacking)[at] = std::max(0.0, (*lacking)[at] - 1);
      added = true;
    }
    return added;
  }

  std::optional<std::size_t> free_person(std::size_t group, std::size_t day, std::size_t kind) const {
    const Problem& problem = roster_.problem;
    for (std::size_t i = 0; i < lines_.size(); ++i) {
      const Person& person = problem.people[i];
      if (person.group != group || lines_[i][day] != kOff) continue;
      const std::size_t week = problem.week_of[day];
      const int ticks = week_ticks(problem, lines_[i], week) + problem.kinds[kind].paid;
      if (ticks >= person.week_min_ticks[week] && fits(problem, person, lines_[i], day, kind)) return i;
    }
    return std::nullopt;
  }

  Result<void> explain() {
    const Problem& problem = roster_.problem;
    std::vector<double> hours(problem.days);
    for (std::size_t tick = 0; tick < problem.ticks(); ++tick)
      hours[tick / static_cast<std::size_t>(problem.ticks_a_day)] +=
          problem.hours(1) * roster_.cover.lacking_at(tick);
    std::vector<std::size_t> days(problem.days);
    std::iota(days.begin(), days.end(), std::size_t{0});
    std::erase_if(days, [&](std::size_t day) { return hours[day] <= 0; });
    std::ranges::stable_sort(days, std::greater(), [&](std::size_t day) { return hours[day]; });
    if (days.size() > kDaysExplained) days.resize(kDaysExplained);
    std::ranges::sort(days);
    auto found = find_conflicts(*problem.demand, *problem.rules, options_.kept, days,
                                cbc("what keeps the demand from being met", kConflictSeconds));
    // Without reasons the roster is as good.
    if (!found && found.error().code == ErrorCode::cancelled)
      return std::unexpected(std::move(found).error());
    if (found) roster_.conflicts = std::move(*found);
    if (!problem.demand->skills.empty())
      for (Conflict& conflict : roster_.conflicts) name_skills(conflict);
    return {};
  }

  void name_skills(Conflict& conflict) const {
    const auto a_day = static_cast<std::size_t>(roster_.problem.ticks_a_day);
    for (std::size_t skill = 0; skill < roster_.cover.lacking.size(); ++skill) {
      const auto from =
          roster_.cover.lacking[skill].begin() + static_cast<std::ptrdiff_t>(conflict.day * a_day);
      if (std::any_of(from, from + static_cast<std::ptrdiff_t>(a_day), [](double one) { return one > 0; }))
        conflict.skills.push_back(skill);
    }
  }

  const RosterOptions& options_;
  Roster roster_;
  std::vector<Line> lines_;
  std::vector<double> relaxed_;  ///< the solution of the bound
};

}  // namespace

Result<Roster> make_roster(const Demand& demand, const Rules& rules, const RosterOptions& options) {
  TANDEM_ASSIGN(problem, Problem::make(demand, rules, {}, {options.kept, options.kept != nullptr}));
  return Maker(std::move(problem), options).make();
}

Result<Roster> check_roster(const Demand& demand, const Rules& rules, const PublishedRoster& published,
                            const RosterOptions& options) {
  TANDEM_ASSIGN(plain, Problem::make(demand, rules));
  TANDEM_ASSIGN(problem, Problem::make(demand, rules, {}, {&published, false}));
  return Maker(std::move(problem), options).look_at(plain);
}

}  // namespace tandem::rosters
