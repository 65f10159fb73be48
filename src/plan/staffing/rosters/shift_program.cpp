#include "plan/staffing/rosters/shift_program.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <utility>

namespace tandem::rosters {
namespace {

/// Where the number of agents is no limit.
constexpr double kHeadsMany = 10'000;

struct Span {
  int low, high;
};

/// The least and the most paid ticks from `low` to `high` that so many shifts of these lengths can make.
std::optional<Span> attainable(const std::set<int>& lengths, std::uint32_t shifts, Span span) {
  std::vector<bool> made(static_cast<std::size_t>(span.high) + 1);
  made[0] = true;
  for (std::uint32_t i = 0; i < shifts; ++i)
    for (std::size_t ticks = made.size(); ticks-- > 0;)
      if (made[ticks])
        for (const int length : lengths)
          if (ticks + static_cast<std::size_t>(length) < made.size())
            made[ticks + static_cast<std::size_t>(length)] = true;
  std::optional<Span> found;
  for (int ticks = span.low; ticks <= span.high; ++ticks)
    if (made[static_cast<std::size_t>(ticks)]) found = {found ? found->low : ticks, ticks};
  return found;
}

}  // namespace

ShiftProgram::ShiftProgram(const Problem& problem, Goal goal)
    : problem_(problem), goal_(goal), cover_(problem, goal), all_heads_(problem.weeks.size()) {
  for (std::size_t group = 0; group < problem.groups.size(); ++group) {
    add_counts(group);
    heads_.clear();
    for (std::size_t week = 0; week < problem.weeks.size(); ++week) add_week(group, week);
    if (!problem.drops(Family::rest)) add_rest(group);
    if (!problem.drops(Family::days_in_row)) add_days_in_row(group);
    if (problem.rules->weekends && !problem.drops(Family::weekends)) add_weekends(group);
  }
  cover_.add_cover();
}

double ShiftProgram::heads_of(std::size_t group) const {
  if (problem_.drops(Family::agents)) return kHeadsMany;
  return static_cast<double>(std::ranges::count_if(
      problem_.people, [&](const Person& person) { return person.group == group && !person.locked; }));
}

double ShiftProgram::people_with(std::size_t group, std::size_t day, std::size_t kind) const {
  if (problem_.drops(Family::agents)) return problem_.may(anybody_of(group), day, kind) ? kHeadsMany : 0;
  return static_cast<double>(std::ranges::count_if(problem_.people, [&](const Person& person) {
    return person.group == group && problem_.may(person, day, kind);
  }));
}

double ShiftProgram::people_on(std::size_t group, std::size_t day) const {
  if (problem_.drops(Family::agents)) return kHeadsMany;
  return static_cast<double>(std::ranges::count_if(problem_.people, [&](const Person& person) {
    return person.group == group && !person.locked && person.day_open[day];
  }));
}

void ShiftProgram::add_counts(std::size_t group) {
  for (std::size_t day = 0; day < problem_.days; ++day) {
    first_count_.push_back(counts_.size());
    for (std::size_t kind = 0; kind < problem_.rule_kinds; ++kind) {
      const double most = people_with(group, day, kind);
      if (most == 0) continue;
      const double cost = goal_.cost ? problem_.pay(problem_.groups[group].contract, day, kind) : 0;
      const std::size_t column = cover_.program.add_column(cost, {0, most}, true);
      counts_.push_back({group, day, kind, column});
      cover_.add_shifts(problem_.groups[group].crew, day, kind, column);
    }
    add_kept(group, day);
  }
  if (group + 1 == problem_.groups.size()) first_count_.push_back(counts_.size());
}

/// The demand is without what kept shifts cover; only those whose breaks are to be placed cover it here.
void ShiftProgram::add_kept(std::size_t group, std::size_t day) {
  struct Kept {
    double bound = 0, locked = 0;
  };
  std::map<std::size_t, Kept> by_kind, to_be_covered;
  for (const RosterShift& shift : problem_.published) {
    const Person& person = problem_.people[shift.person];
    if (shift.day != day || person.group != group || !person.keeps(day)) continue;
    const bool covers = problem_.has_breaks(shift) || shift.kind >= problem_.rule_kinds;
    Kept& kept = (covers ? by_kind : to_be_covered)[shift.kind];
    (person.locked ? kept.locked : kept.bound) += 1;
  }
  const auto add = [&](std::size_t kind, double count, bool in_rows, bool covers) {
    if (count == 0) return;
    const double cost = goal_.cost ? problem_.pay(problem_.groups[group].contract, day, kind) : 0;
    const std::size_t column = program().add_column(cost, {count, count}, false);
    if (in_rows) counts_.push_back({group, day, kind, column, true});
    if (covers) cover_.add_shifts(problem_.groups[group].crew, day, kind, column);
  };
  for (const auto& [kinds, covers] : {std::pair(&by_kind, false), std::pair(&to_be_covered, true)})
    for (const auto& [kind, kept] : *kinds) {
      add(kind, kept.bound, true, covers);
      add(kind, kept.locked, false, covers);
    }
}

/// Paid lengths of the shifts that its agents may work, and of those that they keep.
std::set<int> ShiftProgram::lengths_of(std::size_t group) const {
  std::set<int> lengths;
  for (const Kind& kind : problem_.kinds)
    if (std::ranges::binary_search(contract_of(group).shifts, kind.shift)) lengths.insert(kind.paid);
  for (const Count& count : counts_)
    if (const int paid = problem_.kinds[count.kind].paid; count.group == group && count.kept && paid > 0)
      lengths.insert(paid);
  return lengths;
}

template <class Chosen>
void ShiftProgram::gather(std::vector<Term>& terms, std::size_t group, std::size_t day, double value,
                          const Chosen& chosen) const {
  const std::size_t at = group * problem_.days + day;
  const std::size_t end = at + 1 < first_count_.size() ? first_count_[at + 1] : counts_.size();
  for (std::size_t i = first_count_[at]; i < end; ++i)
    if (chosen(problem_.kinds[counts_[i].kind])) terms.push_back({counts_[i].column, value});
}

void ShiftProgram::add_row(const std::vector<Term>& terms, Program::Bounds bounds) {
  const std::size_t row = program().add_row(bounds);
  for (const Term& term : terms) program().add(row, term.column, term.value);
}

void ShiftProgram::add_week(std::size_t group, std::size_t week) {
  const std::size_t heads = program().add_column(0, {0, heads_of(group)}, true);
  heads_.push_back(heads);
  all_heads_[week].push_back(heads);
  const auto [from, until] = problem_.weeks[week];
  const auto any = [](const Kind&) { return true; };
  std::vector<Term> all;
  for (std::size_t day = from; day < until; ++day) {
    std::vector<Term> terms;
    gather(terms, group, day, 1, any);
    if (terms.empty()) continue;
    all.insert(all.end(), terms.begin(), terms.end());
    add_row(terms, {-Program::kNone, people_on(group, day)});
    terms.push_back({heads, -1});
    add_row(terms, {-Program::kNone, 0});
  }
  if (!problem_.drops(Family::days_max)) {
    all.push_back({heads, -static_cast<double>(contract_of(group).days_max)});
    add_row(all, {-Program::kNone, 0});
  }
  add_hours(group, week, heads);
  if (!problem_.drops(Family::hours_max)) add_shifts_in_hours(group, week, heads);
}

/// The hours of a week are those of whole shifts, so their limits are too.
void ShiftProgram::add_hours(std::size_t group, std::size_t week, std::size_t heads) {
  const Contract& terms = contract_of(group);
  const int least = anybody_of(group).week_min_ticks[week];
  const int most = problem_.drops(Family::hours_max) ? 7 * 2 * problem_.ticks_a_day
                                                     : static_cast<int>(terms.week_max / problem_.tick);
  const std::set<int> lengths = lengths_of(group);
  const std::uint32_t days = problem_.drops(Family::days_max) ? 7 : terms.days_max;
  // Those who have leave may work less than others.
  double less = 0;
  bool excused = false;
  for (const Person& person : problem_.people)
    if (person.group == group && person.week_min_ticks[week] < least) {
      less += least - person.week_min_ticks[week];
      excused = true;
    }
  const auto span = attainable(lengths, days, {excused ? 0 : std::min(least, most), most});
  if (!span || (span->high < least && !excused)) {
    add_row({{heads, 1}}, {0, 0});
    return;
  }
  std::vector<Term> at_least, at_most;
  for (std::size_t day = problem_.weeks[week].from; day < problem_.weeks[week].until; ++day)
    for (const int length : lengths) {
      const auto of_length = [length](const Kind& kind) { return kind.paid == length; };
      gather(at_least, group, day, length, of_length);
      gather(at_most, group, day, length, of_length);
    }
  const int low = excused ? least : span->low;
  if (low > 0) {
    at_least.push_back({heads, -static_cast<double>(low)});
    add_row(at_least, {-less, Program::kNone});
  }
  if (problem_.drops(Family::hours_max)) return;
  at_most.push_back({heads, -static_cast<double>(span->high)});
  add_row(at_most, {-Program::kNone, 0});
}

/// Of shifts that are so long or longer, a week's hours hold a whole number.
void ShiftProgram::add_shifts_in_hours(std::size_t group, std::size_t week, std::size_t heads) {
  const Contract& terms = contract_of(group);
  const std::set<int> lengths = lengths_of(group);
  const int most = static_cast<int>(terms.week_max / problem_.tick);
  for (const int length : lengths) {
    const auto shifts = static_cast<std::uint32_t>(most / length);
    if (shifts >= terms.days_max && !problem_.drops(Family::days_max)) continue;
    std::vector<Term> row;
    for (std::size_t day = problem_.weeks[week].from; day < problem_.weeks[week].until; ++day)
      gather(row, group, day, 1, [length](const Kind& kind) { return kind.paid >= length; });
    row.push_back({heads, -static_cast<double>(shifts)});
    add_row(row, {-Program::kNone, 0});
  }
}

/// Who ends at some time or later cannot begin before that time and a rest: of both together there are no
/// more than agents.
void ShiftProgram::add_rest(std::size_t group) {
  const int rest = static_cast<int>(std::ceil(problem_.rules->rest / problem_.tick - 1e-9));
  std::set<int> ends;
  for (const Kind& kind : problem_.kinds) ends.insert(kind.end());
  for (std::size_t day = 0; day + 1 < problem_.days; ++day) {
    std::size_t before = 0;
    for (const int end : ends) {
      std::vector<Term> later;
      gather(later, group, day + 1, 1,
             [&](const Kind& kind) { return kind.start + problem_.ticks_a_day < end + rest; });
      if (later.size() == before) continue;
      before = later.size();
      std::vector<Term> terms = later;
      gather(terms, group, day, 1, [end](const Kind& kind) { return kind.end() >= end; });
      if (terms.size() == later.size()) continue;
      const bool same_week = problem_.week_of[day] == problem_.week_of[day + 1];
      if (same_week) terms.push_back({heads_[problem_.week_of[day]], -1});
      add_row(terms, {-Program::kNone, same_week ? 0 : heads_of(group)});
    }
  }
}

void ShiftProgram::add_days_in_row(std::size_t group) {
  const std::size_t most = problem_.rules->days_in_row_max;
  for (std::size_t first = 0; first + most < problem_.days; ++first) {
    std::vector<Term> terms;
    for (std::size_t day = first; day <= first + most; ++day)
      gather(terms, group, day, 1, [](const Kind&) { return true; });
    add_row(terms, {-Program::kNone, static_cast<double>(most) * heads_of(group)});
  }
}

void ShiftProgram::add_weekends(std::size_t group) {
  const WeekendRule& rule = *problem_.rules->weekends;
  std::vector<std::size_t> at_work;  // how many agents work on each weekend, at least
  for (const auto& days : problem_.weekends) {
    at_work.push_back(program().add_column(0, {}, false));
    for (const std::size_t day : days) {
      std::vector<Term> terms = {{at_work.back(), -1}};
      gather(terms, group, day, 1, [](const Kind&) { return true; });
      add_row(terms, {-Program::kNone, 0});
    }
  }
  const std::size_t length = std::min<std::size_t>(rule.of, at_work.size());
  if (length <= rule.worked_max) return;
  for (std::size_t first = 0; first + length <= at_work.size(); ++first) {
    std::vector<Term> terms;
    for (std::size_t i = first; i < first + length; ++i) terms.push_back({at_work[i], 1});
    add_row(terms, {-Program::kNone, rule.worked_max * heads_of(group)});
  }
}

std::vector<std::vector<std::size_t>> ShiftProgram::whole_columns() const {
  std::vector<std::vector<std::size_t>> columns = all_heads_;
  for (const Count& count : counts_) columns[problem_.week_of[count.day]].push_back(count.column);
  for (const CoverProgram::BreakColumn& one : cover_.breaks())
    columns[problem_.week_of[one.day]].push_back(one.column);
  return columns;
}

std::vector<int> ShiftProgram::counts(const std::vector<double>& values) const {
  const std::size_t kinds = problem_.kinds.size();
  std::vector<int> all(problem_.groups.size() * problem_.days * kinds);
  for (const Count& count : counts_)
    if (!count.kept)
      all[(count.group * problem_.days + count.day) * kinds + count.kind] =
          static_cast<int>(std::lround(values[count.column]));
  return all;
}

std::vector<int> ShiftProgram::rounded_counts(const std::vector<double>& values) const {
  std::vector<double> rounded = values;
  std::map<std::pair<std::size_t, std::size_t>, double> carried;  // by group and template
  for (const Count& count : counts_) {
    if (count.kept) continue;
    double& carry = carried[{count.group, problem_.kinds[count.kind].shift}];
    carry += values[count.column];
    rounded[count.column] = std::clamp(std::round(carry), 0.0, std::ceil(values[count.column] - 1e-6));
    carry -= rounded[count.column];
  }
  return counts(rounded);
}

}  // namespace tandem::rosters
