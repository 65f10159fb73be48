#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/calendar/opening_hours.hpp"
#include "core/events/call_record.hpp"
#include "plan/analysis/interval_cells.hpp"
#include "plan/simulation/distribution.hpp"

namespace tandem::quote {

/// Whole minutes of it.
inline std::int64_t minutes_of(Duration length) {
  return length.microseconds() / Duration::minutes(1).microseconds();
}

/// Of those who call in an interval of a weekday, the share that anybody could serve: that met neither closed
/// doors nor a machine.
class ServedShare {
 public:
  /// All of them.
  ServedShare() = default;
  ServedShare(std::span<const analysis::IntervalCell> cells, Duration interval);
  /// `slot`: of the day, from midnight. All, where nobody ever called then.
  double on(LocalDay day, std::size_t slot) const;
  /// By slot, of a weekday from Monday; nothing where nobody ever called.
  const std::vector<std::optional<double>>& of_weekday(std::size_t weekday) const {
    return of_weekday_[weekday];
  }
  /// Whether anybody met closed doors or a machine.
  bool ever_closed() const;

 private:
  std::array<std::vector<std::optional<double>>, calendar::kWeekdays> of_weekday_;  ///< empty: all
};

/// What those who call a queue do, what it takes to serve them, and when it is open.
struct Callers {
  std::string queue;
  simulation::Distribution talk;
  simulation::Distribution after_call_work;
  simulation::Distribution patience = simulation::Distribution::never();
  calendar::WeeklyHours open = calendar::WeeklyHours::always();  ///< on the wall of the floor's zone

  /// Of a call, talk and after-call work.
  double handle_seconds() const { return talk.mean_seconds() + after_call_work.mean_seconds(); }
};

/// Learned from the records of one queue, each of them as likely again: talk and after-call work as they
/// were, patience by Kaplan & Meier's estimate, those who were answered censored. `cells` are those calls by
/// interval. Nothing where no call was answered with a known end.
std::optional<Callers> callers_of(std::string queue, std::span<const CallRecord> calls,
                                  std::span<const analysis::IntervalCell> cells, Duration interval);

/// Where only means are known: exponential, as Erlang's formulas take them. Without patience nobody gives up.
Callers stated_callers(std::string queue, double handle_seconds, std::optional<double> patience_seconds);

/// An interval of a weekday is closed where at least half of those who called then met closed doors or a
/// machine, or nobody ever called. Always open where nothing of the kind was recorded.
calendar::WeeklyHours hours_of(std::span<const analysis::IntervalCell> cells, Duration interval);

/// Of exponential patience the most likely mean, seconds: all waits by those that ended in giving up. Nothing
/// where nobody did.
std::optional<double> mean_patience_of(std::span<const CallRecord> calls);

}  // namespace tandem::quote
