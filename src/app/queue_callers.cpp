#include "app/queue_callers.hpp"

#include <map>
#include <string>
#include <utility>

#include "app/arguments.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::app {
namespace {

using quote::Callers;
using simulation::Distribution;

std::vector<std::string> names_of(const SeriesInput& series) {
  std::vector<std::string> names;
  for (const forecast::Stream& part : series.parts) names.push_back(part.name);
  if (names.empty()) names.push_back(series.whole.name);
  return names;
}

/// Of totals: what they say of handle times is in the series.
Result<std::vector<Callers>> stated(const SeriesInput& series, const CallersSaid& said) {
  double calls = 0, seconds = 0;
  for (const double each : series.whole.series.handled) calls += each;
  for (const double each : series.whole.series.handle_seconds) seconds += each;
  if (!said.handle_seconds && !(calls > 0)) return no_handle_times();
  const double handle = said.handle_seconds ? *said.handle_seconds : seconds / calls;
  std::vector<Callers> callers;
  for (std::string& name : names_of(series))
    callers.push_back(quote::stated_callers(std::move(name), handle, said.patience_seconds));
  return callers;
}

void override_by(const CallersSaid& said, std::vector<Callers>& callers) {
  for (Callers& each : callers) {
    if (said.handle_seconds) {
      each.talk = Distribution::exponential(Duration::from_seconds(*said.handle_seconds));
      each.after_call_work = {};
    }
    if (said.patience_seconds)
      each.patience = Distribution::exponential(Duration::from_seconds(*said.patience_seconds));
    if (said.nobody_gives_up) each.patience = Distribution::never();
  }
}

}  // namespace

std::unexpected<Error> no_handle_times() {
  return failure(
      ErrorCode::usage,
      "what was read states no handle times; say how long a call takes with --handle, such as 240s");
}

Result<CallersSaid> read_callers_said(const std::string& handle, const std::string& patience) {
  CallersSaid said;
  if (!handle.empty()) {
    TANDEM_ASSIGN(given, parse_duration(handle));
    if (given <= Duration())
      return failure(ErrorCode::usage, "--handle {}: calls take some time; write 240s", handle);
    said.handle_seconds = given.seconds();
  }
  said.nobody_gives_up = patience == "never";
  if (!patience.empty() && !said.nobody_gives_up) {
    TANDEM_ASSIGN(given, parse_duration(patience));
    if (given <= Duration())
      return failure(ErrorCode::usage, "--patience {}: callers wait some time; write 2m, or never", patience);
    said.patience_seconds = given.seconds();
  }
  return said;
}

Result<std::vector<Callers>> callers_of_queues(const CallsRead& read, const SeriesInput& series,
                                               ClientId client, Duration interval, const CallersSaid& said) {
  if (read.table.totals() > 0) return stated(series, said);
  const analysis::CallsInOrder calls(read.table, client);
  const analysis::WallClock clock(*read.zone, interval);
  const auto learn = [&](const std::string& name, std::span<const CallRecord> own) {
    return quote::callers_of(name, own, analysis::count_by_interval(own, kpi::Rules(), clock), interval);
  };
  const auto all = learn(series.whole.name, calls.calls());
  if (!all) return no_handle_times();
  std::map<std::string, std::vector<CallRecord>, std::less<>> of_queue;
  if (!series.parts.empty())
    for (const CallRecord& call : calls.calls())
      if (call.queue.known()) of_queue[std::string(read.directory.queue_name(call.queue))].push_back(call);
  std::vector<Callers> callers;
  for (const std::string& name : names_of(series)) {
    auto own = series.parts.empty() ? all : learn(name, of_queue[name]);
    // Of a queue in which nobody was ever served, callers are taken to be like the others.
    callers.push_back(own ? *own : *all);
    callers.back().queue = name;
  }
  override_by(said, callers);
  return callers;
}

}  // namespace tandem::app
