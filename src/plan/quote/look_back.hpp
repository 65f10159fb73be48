#pragma once

#include <atomic>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "plan/forecast/forecast.hpp"
#include "plan/quote/staffing_search.hpp"

namespace tandem::quote {

/// One hour of the week over all days of the records, by the strict formula.
struct WeekHour {
  int weekday = 0;  ///< 0 Monday .. 6 Sunday
  int hour = 0;
  std::int64_t offered = 0;
  std::int64_t answered = 0, abandoned = 0, in_time = 0;
  double service_level() const {
    return static_cast<double>(in_time) / static_cast<double>(answered + abandoned);
  }
};

/// The hours of the week with calls that were answered or given up, worst service first.
std::vector<WeekHour> week_hours(std::span<const CallRecord> calls, const Zone& zone, Duration within);

/// How service was, and what it would have taken: the very months again, with the calls that came and another
/// staff.
struct LookBack {
  double share = 0.8;
  double within_seconds = 20;
  /// At most ten of week_hours() that have a call a week at least.
  std::vector<WeekHour> worst;
  std::vector<std::optional<double>> worst_simulated;  ///< of each, with the staff proposed
  struct Month {
    std::chrono::year_month month;
    std::int64_t offered = 0;
    std::optional<double> service_level;  ///< as it was
    double hours_seen = 0;                ///< agents on duty, as the records show it
    std::optional<double> as_seen;        ///< simulated with them
    double hours = 0;                     ///< on duty, of the staff proposed
    double simulated = 0, least = 0;      ///< with it: the mean of all runs, and the least
  };
  std::vector<Month> months;
  /// Of the time in which agents are seen on duty, the share in which they are there for callers: with so
  /// much of it the simulation comes to the service level of the records. None where no agents are known, or
  /// no share does.
  std::optional<double> available;
  bool reached = false;  ///< the staff proposed keeps the share in every month of every run
};

struct LookBackAsked {
  PromisedLevel promised;
  std::optional<double> patience_seconds;
  std::size_t courses = 3;
  unsigned threads = 1;
  std::uint64_t seed = 1;
  const std::atomic<bool>& cancelled;
};

/// The calls as counts by day, all together and by queue, beside those who make them, in the same order.
struct PastCalls {
  std::span<const CallRecord> records;  ///< in order of their offers
  const forecast::DaySeries& whole;
  std::span<const forecast::Stream> parts;  ///< none: one queue
  const std::vector<Callers>& callers;
  const Zone& zone;
};

/// At most the last twelve whole months (a month may lack three days at an end). Nothing where there is none.
Result<std::optional<LookBack>> look_back(const PastCalls& past, const LookBackAsked& asked,
                                          const Progress& progress);

}  // namespace tandem::quote
