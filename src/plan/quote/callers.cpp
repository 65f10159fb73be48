#include "plan/quote/callers.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "plan/analysis/wall_clock.hpp"
#include "plan/twin/curves.hpp"

namespace tandem::quote {
namespace {

using simulation::Distribution;

/// After-call work of which no record says anything takes no time that anybody could plan.
Distribution lengths_of(std::vector<double> seconds) {
  return seconds.empty() ? Distribution() : twin::service_of(std::move(seconds));
}

bool reached_queue(const CallRecord& call) {
  return call.outcome == Outcome::answered || call.outcome == Outcome::abandoned;
}

/// Open where more than half could be served.
calendar::DaySpans spans_of(std::span<const std::optional<double>> served, Duration interval) {
  const auto minutes = static_cast<int>(minutes_of(interval));
  const auto at = [minutes](std::size_t slot) {
    return calendar::WallTime::of(0, static_cast<int>(slot) * minutes);
  };
  calendar::DaySpans spans;
  for (std::size_t slot = 0; slot < served.size(); ++slot) {
    if (served[slot].value_or(0) <= 0.5) continue;
    if (!spans.empty() && spans.back().until == at(slot))
      spans.back().until = at(slot + 1);
    else
      spans.push_back({at(slot), at(slot + 1)});
  }
  return spans;
}

}  // namespace

ServedShare::ServedShare(std::span<const analysis::IntervalCell> cells, Duration interval) {
  const auto slots = static_cast<std::size_t>(Duration::hours(24) / interval);
  struct Met {
    double offered = 0, served = 0;
  };
  std::array<std::vector<Met>, calendar::kWeekdays> week;
  for (std::vector<Met>& day : week) day.resize(slots);
  for (const analysis::IntervalCell& cell : cells) {
    Met& met = week[static_cast<std::size_t>(analysis::weekday_of(cell.place.day))]
                   [static_cast<std::size_t>(cell.place.interval)];
    met.offered += cell.tally.offered;
    met.served += cell.to_serve;
  }
  for (std::size_t day = 0; day < week.size(); ++day)
    for (const Met& met : week[day])
      of_weekday_[day].push_back(met.offered > 0 ? std::optional(met.served / met.offered) : std::nullopt);
}

double ServedShare::on(LocalDay day, std::size_t slot) const {
  const auto& shares = of_weekday_[std::chrono::weekday(day).iso_encoding() - 1];
  return shares.empty() ? 1 : shares[slot].value_or(1);
}

bool ServedShare::ever_closed() const {
  return std::ranges::any_of(of_weekday_, [](const auto& shares) {
    return std::ranges::any_of(shares, [](const auto& share) { return share.value_or(1) < 1; });
  });
}

calendar::WeeklyHours hours_of(std::span<const analysis::IntervalCell> cells, Duration interval) {
  const ServedShare served(cells, interval);
  if (!served.ever_closed()) return calendar::WeeklyHours::always();
  calendar::WeeklyHours hours;
  for (std::size_t day = 0; day < hours.days.size(); ++day) {
    hours.days[day] = spans_of(served.of_weekday(day), interval);
    // Hours so torn are no hours: a few calls tell nothing of when a queue is open.
    if (hours.days[day].size() > calendar::kSpansPerDayMax) return calendar::WeeklyHours::always();
  }
  return hours;
}

std::optional<Callers> callers_of(std::string queue, std::span<const CallRecord> calls,
                                  std::span<const analysis::IntervalCell> cells, Duration interval) {
  std::vector<double> talk, after;
  twin::Lengths patience;
  for (const CallRecord& call : calls) {
    if (const auto handle = analysis::handle_of(call);
        call.outcome == Outcome::answered && handle && *handle <= analysis::kVeryLongCall) {
      talk.push_back(call.talk()->seconds());
      if (const auto work = call.after_call_work()) after.push_back(work->seconds());
    }
    if (const auto wait = call.wait(); wait && reached_queue(call))
      patience.add(*wait, call.outcome == Outcome::abandoned);
  }
  if (talk.empty()) return std::nullopt;
  // Calls whose after-call work is not known are taken to have as much as the others.
  return Callers{.queue = std::move(queue),
                 .talk = twin::service_of(std::move(talk)),
                 .after_call_work = lengths_of(std::move(after)),
                 .patience = twin::hazard_of(std::move(patience)),
                 .open = hours_of(cells, interval)};
}

Callers stated_callers(std::string queue, double handle_seconds, std::optional<double> patience_seconds) {
  Callers callers{.queue = std::move(queue),
                  .talk = Distribution::exponential(Duration::from_seconds(handle_seconds)),
                  .after_call_work = {}};
  if (patience_seconds)
    callers.patience = Distribution::exponential(Duration::from_seconds(*patience_seconds));
  return callers;
}

std::optional<double> mean_patience_of(std::span<const CallRecord> calls) {
  double waits = 0, abandoned = 0;
  for (const CallRecord& call : calls) {
    if (!reached_queue(call)) continue;
    if (const auto wait = call.wait(); wait && *wait > Duration()) waits += wait->seconds();
    abandoned += call.outcome == Outcome::abandoned ? 1 : 0;
  }
  return abandoned > 0 && waits > 0 ? std::optional(waits / abandoned) : std::nullopt;
}

}  // namespace tandem::quote
