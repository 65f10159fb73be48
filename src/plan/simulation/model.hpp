#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/time_span.hpp"
#include "core/base/zone.hpp"
#include "core/calendar/opening_hours.hpp"
#include "core/kpi/rules.hpp"
#include "core/routing/plan.hpp"
#include "plan/simulation/distribution.hpp"

namespace tandem::simulation {

/// When the calls of one type come.
struct Arrivals {
  enum class Kind : std::uint8_t {
    poisson,  ///< at a rate that is constant within a period
    counts,   ///< so many in each period, at random within it
    trace     ///< as recorded
  };
  enum class Repeat : std::uint8_t { never, daily, weekly };

  Kind kind = Kind::poisson;
  /// Periods count from local midnight of the day on which the run starts; of a weekly pattern, of Monday.
  Repeat repeat = Repeat::daily;
  Duration period = Duration::hours(24);
  std::vector<double> calls;  ///< expected in each period, before busyness

  /// Busyness: a factor of mean 1 on the calls of a whole day, gamma distributed. With Poisson arrivals a
  /// day's count is then overdispersed, as days are (Avramidis, Deslauriers & L'Ecuyer 2004).
  double day_cv = 0;
  /// The same for each period: lognormal factors whose logarithms follow one another with this correlation (a
  /// normal copula).
  double period_cv = 0;
  double period_correlation = 0;

  std::vector<Instant> trace;  ///< in order

  std::size_t periods_a_day() const { return static_cast<std::size_t>(Duration::hours(24) / period); }
  /// Before busyness, of a period of a day of a run that began on `first`; 0 after the last.
  double expected(LocalDay first, LocalDay day, std::size_t period_of_day) const {
    std::size_t index = period_of_day;
    if (repeat == Repeat::never)
      index += static_cast<std::size_t>((day - first).count()) * periods_a_day();
    else if (repeat == Repeat::weekly)
      index += (std::chrono::weekday(day).iso_encoding() - 1) * periods_a_day();
    return index < calls.size() ? calls[index] : 0;
  }
};

/// What callers of one type do, and what it takes to serve them.
struct CallType {
  std::string name;
  QueueId queue;
  Arrivals arrivals;
  Distribution talk;
  Distribution after_call_work;
  /// How long a caller who is not answered stays.
  Distribution patience = Distribution::never();
  /// What holds instead where so many or more wait, in all queues together.
  struct Among {
    std::uint32_t waiting = 0;
    Distribution lasts;
  };
  /// Of who finds so many waiting: callers are told, or see by the time it takes. In order of `waiting`.
  std::vector<Among> patience_among;
  /// Of an agent who sees so many waiting when the conversation ends. In order of `waiting`.
  std::vector<Among> after_call_work_among;
  /// Instead of `talk` and `after_call_work` where agents of a group serve; by GroupId, empty where none.
  std::vector<std::optional<Distribution>> talk_of_group;
  std::vector<std::optional<Distribution>> after_call_work_of_group;

  struct Priority {
    std::uint8_t priority = 0;
    double share = 1;
  };
  std::vector<Priority> priorities;  ///< shares add up to 1; empty: all 0
  /// Who is not answered at once hangs up at once with this chance.
  double balking = 0;

  /// Callers who gave up call again.
  struct Retry {
    double chance = 0;
    Distribution after;
    std::uint8_t times_max = 5;
  } retry;
  /// Conversations end with a transfer to another queue, where they go on as calls of another type.
  struct Transfer {
    double chance = 0;
    QueueId queue;
    CallTypeId as;  ///< whose talk and after-call work the second conversation has
  } transfer;
  struct Callback {
    double accepts = 0;                         ///< of those who are offered one
    double answers = 1;                         ///< of those who are called back
    Duration given_up = Duration::seconds(30);  ///< how long one rings who does not answer
  } callback;
};

/// Some agents of a group who work the same hours.
struct Shift {
  std::uint32_t agents = 0;
  calendar::WeeklyHours hours = calendar::WeeklyHours::always();
  struct Break {
    Duration after;  ///< the shift's begin
    Duration length;
  };
  std::vector<Break> breaks;  ///< in order, without overlap
};

/// An agent whose hours are known to the second, as a log tells them: in order, without overlap.
struct RecordedAgent {
  std::vector<TimeSpan> on_duty;
};

/// The agents of plan.groups at the same place: in the plan they stand group by group: those who
/// are always there, shift by shift, those with recorded hours.
struct Group {
  /// None: so many are always there.
  std::vector<Shift> shifts;
  std::uint32_t always = 0;
  std::vector<RecordedAgent> recorded;
  double speed = 1;            ///< 2: all they do takes half as long
  double speed_cv = 0;         ///< between agents: lognormal factors of mean 1, drawn once a replication
  Distribution answers_after;  ///< how long a phone rings
  double ring_refused = 0;     ///< chance that it is not answered
  /// Who was taken off for a call that was not answered makes itself ready again.
  Distribution ready_again_after = Distribution::constant(Duration::minutes(1));
  /// Adherence: a shift begins and ends, and breaks last, so much later than the roster says.
  Distribution late;
  Distribution stays_on;
  Distribution break_overrun;
  double absent = 0;  ///< chance that an agent does not come for a shift
  /// Who has waited for a call so long turns to something else, and takes none for a while.
  struct Pauses {
    Distribution idle_for = Distribution::never();
    Distribution length;
  } pauses;

  std::uint32_t agents() const {
    std::uint32_t all = always + static_cast<std::uint32_t>(recorded.size());
    for (const Shift& shift : shifts) all += shift.agents;
    return all;
  }
};

/// How long is simulated, and how it is counted.
struct Horizon {
  Instant start = Instant::from_seconds(1'704'067'200);  ///< 2024-01-01T00:00:00Z, a Monday
  const Zone* zone = &Zone::utc();
  Duration warm_up;  ///< from `start`; its calls are not counted
  Duration length = Duration::days(1);
  /// Each replication is divided into so many stretches that are taken for independent: for models that do
  /// not change with time.
  std::uint32_t batches = 1;
  std::optional<Duration> interval;  ///< of the breakdown by time; none: there is none

  Instant counted_from() const { return start + warm_up; }
  Instant end() const { return counted_from() + length; }
  /// Callers who are there at the end have so long until the run is over.
  static constexpr Duration kDrainMax = Duration::days(1);
  Instant last() const { return end() + kDrainMax; }
};

/// A floor, its callers and its agents: a value that says all of what a simulation depends on but its seed.
struct Model {
  std::string name;
  routing::Plan plan;
  std::vector<CallType> types;
  std::vector<Group> groups;
  Horizon horizon;
  kpi::Rules rules;
  std::string service_level = "strict";  ///< the id of its definition
};

/// Everything that is wrong with a model, its plan included, each with its place; empty: it is sound.
std::vector<Error> faults_of(const Model& model);

}  // namespace tandem::simulation
