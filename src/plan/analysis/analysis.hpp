#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/zone.hpp"
#include "core/kpi/definition.hpp"
#include "core/kpi/tally.hpp"
#include "plan/import/directory.hpp"
#include "plan/import/quality.hpp"

/// The result of a call analysis, as data: what `--json` prints, what the report draws, what later parts plan
/// from. Shares are 0..1, times seconds, loads erlangs, unless named otherwise. `std::nullopt` is
/// "undefined", never 0.
namespace tandem::analysis {

struct Options {
  const Zone* zone = nullptr;  ///< of days and intervals; must be set
  Duration interval = Duration::minutes(30);
  double target = 0.80;               ///< --sla 80/20
  kpi::Rules rules;                   ///< thresholds T and S among them
  std::string definition = "strict";  ///< the contract's service-level formula
  double shrinkage = 0.30;
  std::string client;  ///< only this client's calls; "": all
};

/// What the data states of each interval or call. Records state all of it; totals what their columns say.
struct Stated {
  bool answered = true, abandoned = true, in_threshold = true;
  bool waits = true;  ///< of answered and abandoned calls
  bool mean_wait_of_answered = true;
  bool abandoned_by_wait = true;  ///< B_S and B_T
};

/// Counts and load of one interval of one day, or summed over several.
struct Volume {
  Instant start;
  std::int64_t offered = 0;
  std::optional<double> erlangs;        ///< calls to serve x mean handle time of the interval / length
  std::optional<double> service_level;  ///< under Options::definition
  std::optional<double> mean_wait;
  std::optional<double> abandonment;  ///< B / O
};

/// Every day from the first to the last of the data, closed ones too.
struct DayFigures {
  LocalDay day;
  bool open = false;          ///< had calls
  bool usually_open = false;  ///< most days of its weekday had calls
  bool usual = false;         ///< open, and neither its volume nor its hours stand off
  std::int64_t offered = 0, answered = 0, abandoned = 0;
  std::optional<double> service_level, abandonment, mean_wait, mean_handle;
  double expected = 0;   ///< offered on a usual such day (robust weekday level x trend); 0 where closed
  double deviation = 0;  ///< (offered - expected) / robust spread; 0 where no expectation
};

/// Why a day stands out.
enum class DayKind : std::uint8_t {
  missing,
  high_volume,
  low_volume,
  short_day,
  long_waits,
  high_abandonment
};
struct SpecialDay {
  LocalDay day;
  DayKind kind;
  std::optional<double> found, usual;  ///< of the figure that stands out
  std::string explanation_en, explanation_ru;
};

/// Where the list of a week's intervals has one: weekday 0 (Monday) .. 6, or 7 for how many there are.
inline std::size_t place_in_week(int weekday, int interval, int intervals_a_day) {
  return static_cast<std::size_t>(weekday) * static_cast<std::size_t>(intervals_a_day) +
         static_cast<std::size_t>(interval);
}

/// weekday (0 Monday .. 6 Sunday) x interval of the day: mean over the usual days of that weekday (over all
/// that were open where none was usual). Nothing where none of them had a call.
struct HeatMap {
  int intervals = 0;  ///< per day
  std::vector<std::optional<double>> calls, erlangs, service_level,
      mean_wait;  ///< by place_in_week(); erlangs: of the calls to serve
  std::vector<std::optional<double>> required_agents,
      required_headcount;                                ///< at the usual load; with shrinkage
  std::array<int, 7> days{};                             ///< of each weekday, that the means are of
  std::array<std::optional<double>, 7> calls_per_day{};  ///< median of usual days
};

struct Season {
  std::vector<std::pair<std::chrono::year_month, std::int64_t>> calls_by_month;
  std::vector<std::pair<std::chrono::year_month, double>> calls_per_open_day;
  /// Relative change of the daily level a month, robust (Theil-Sen); of eight weeks or more.
  std::optional<double> trend_per_month;
  std::optional<double> trend_low, trend_high;  ///< its 95 % interval
};

/// One slice: a client, queue, call type, agent...
struct Slice {
  std::string client, name;
  kpi::Tally tally;
  double share = 0;  ///< of offered
  std::array<std::optional<double>, kpi::kServiceLevelFormulas> service_levels{};
  std::optional<double> mean_wait, mean_handle, abandonment, p90_wait;
};

struct RepeatCalls {
  bool known = false;  ///< false: the data names no callers
  std::int64_t callers = 0, calls_with_caller = 0;
  std::array<double, 3>
      share_within{};  ///< of calls with a caller whose caller called within 1, 24, 72 h before
  std::optional<double> share_within_24h_after_abandon;
  struct Busy {
    std::string caller;
    std::int64_t calls = 0;
    double share = 0;
  };
  std::vector<Busy> busiest;  ///< at most 20; names masked but for the last 3 characters
};

/// An empirical distribution of times in seconds.
struct Distribution {
  std::int64_t count = 0, zero = 0;  ///< zero: times of 0 s, left out of the lognormal fit
  double mean = 0, sd = 0, min = 0, max = 0;
  std::vector<std::pair<double, double>> percentiles;  ///< (0.05, 12 s) ... nearest rank
  std::vector<double> bin_edges;                       ///< ascending; bin i is [edge i, edge i+1)
  std::vector<std::int64_t> bin_counts;
  std::int64_t beyond = 0;  ///< times at or above the last edge: bin counts and this add up to count
  struct Lognormal {
    double log_mean = 0, log_sd = 0, ks = 0, ks_p_value = 0, r_squared_qq = 0;
  };
  std::optional<Lognormal> lognormal;  ///< by maximum likelihood; ks: Kolmogorov-Smirnov distance
};

/// Patience by Kaplan-Meier on waits censored by what else ended them: the answer, or an overflow, a
/// callback...
struct Patience {
  std::int64_t abandoned = 0, censored = 0;  ///< answered, and ended otherwise
  std::vector<double> time, survival, survival_low,
      survival_high;                        ///< steps; 95 % bounds by Greenwood, log-log
  std::vector<double> hazard_time, hazard;  ///< per second, per bin
  std::optional<double> median,
      mean_exponential;                   ///< mean_exponential: total wait / abandonments (MLE), for Erlang A
  std::optional<double> mean_restricted;  ///< area under survival up to the longest wait
};

/// Agents seen on duty, inferred from their calls: from first to last activity, gaps over 15 minutes taken
/// out.
struct AgentsOnDuty {
  bool known = false;
  int agents = 0;
  std::vector<std::optional<double>>
      by_weekday_interval;  ///< mean number on duty, [weekday * intervals + interval]
  struct Agent {
    std::string name;
    std::int64_t calls = 0;
    double talk_hours = 0, handle_hours = 0, duty_hours = 0;
    std::optional<double> occupancy, mean_talk;
    int days = 0;
  };
  std::vector<Agent> list;  ///< most calls first
  std::optional<double> occupancy;
  std::optional<double> calls_per_hour;  ///< calls answered by known agents, an hour on duty
};

/// Simultaneous calls: every call holds a trunk from its offer to its end.
struct Concurrency {
  std::int64_t peak_calls = 0;
  Instant peak_at;
  std::int64_t peak_waiting = 0;
  Instant peak_waiting_at;
  double busy_hour_erlangs = 0;  ///< busiest hour of the data
  Instant busy_hour_start;
  std::int64_t trunks_by_erlang_b = 0;  ///< 1 % of calls blocked in the busiest hour
  std::int64_t trunks_needed = 0;       ///< the more of those and the calls seen at the same time
};

struct ServiceLevels {
  std::array<std::optional<double>, kpi::kServiceLevelFormulas> overall{};
  std::vector<std::array<std::optional<double>, kpi::kServiceLevelFormulas>> by_interval_of_day;
  std::vector<
      std::pair<std::chrono::year_month, std::array<std::optional<double>, kpi::kServiceLevelFormulas>>>
      by_month;
  std::optional<double> mean_of_intervals,
      share_of_intervals;  ///< of the contract's formula, beside the pooled figure
};

/// Requirement at the usual load of an interval of a weekday, to meet the target by Erlang A (Erlang C where
/// patience is not known). Its calls are those to serve: the offered but those that met closed doors or left
/// a message, which nobody could answer.
struct Requirement {
  bool with_patience = false;
  std::optional<double> patience_mean;
  std::optional<double>
      handle_mean;  ///< of usual days, very long calls left out: not the KPI (Analysis::mean_handle)
  int peak_weekday = 0, peak_interval = 0;
  std::int64_t peak_agents = 0, peak_headcount = 0;
  std::optional<double> agent_hours_per_week, headcount_hours_per_week;
  double peak_calls = 0;
  std::optional<double> peak_erlangs;
};

/// What time tells about the data: complements what reading it told.
struct TimeQuality {
  struct Gap {
    Instant from, until;
    double usual_calls = 0;
  };
  std::vector<Gap> gaps;  ///< stretches without calls where calls are usual
  std::vector<LocalDay> missing_days;
  std::vector<Instant> clock_changes;  ///< daylight-saving changes within the data
  std::int64_t calls_in_repeated_hour = 0;
  std::int64_t calls_without_end = 0;    ///< answered or not
  std::int64_t calls_without_agent = 0;  ///< of the answered
  std::int64_t very_long_calls = 0, zero_talk = 0;
  std::int64_t clock_jumps = 0;  ///< steps back of over 5 minutes between calls logged one after another
};

struct Analysis {
  Options options;
  std::vector<std::string> files;
  std::string format;
  Instant first, last;       ///< offers
  bool totals_only = false;  ///< the client gave totals per interval: much below is then unknown
  Stated stated;
  int open_days = 0;
  kpi::Tally total;
  std::optional<double> mean_wait, mean_wait_answered, mean_wait_abandoned, mean_talk, mean_acw, mean_handle,
      abandonment, p50_wait, p90_wait, p95_wait, max_wait, erlangs_mean;
  std::vector<Volume> timeline;  ///< every interval from first to last that has calls
  std::vector<DayFigures> days;
  std::vector<SpecialDay> special_days;
  HeatMap heat_map;
  Season season;
  std::vector<Slice> clients, queues, types, hours;
  RepeatCalls repeats;
  Distribution handle_time, talk_time, acw, wait_answered, wait_abandoned;
  Patience patience;
  AgentsOnDuty agents;
  Concurrency concurrency;
  ServiceLevels service_levels;
  Requirement requirement;
  importing::Quality quality;
  TimeQuality time_quality;
};

}  // namespace tandem::analysis
