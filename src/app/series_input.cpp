#include "app/series_input.hpp"

#include "app/call_input.hpp"
#include "plan/analysis/calls_in_order.hpp"
#include "plan/analysis/interval_cells.hpp"

namespace tandem::app {
namespace {

using forecast::DaySeries;

std::vector<importing::IntervalTotals> totals_of(const analysis::CallTable& table, ClientId only) {
  std::vector<importing::IntervalTotals> totals;
  for (const auto& shelf : table.shelves())
    for (const auto& each : shelf.totals)
      if (!only.known() || each.client == only) totals.push_back(each);
  return totals;
}

}  // namespace

Result<SeriesInput> read_series(const InputArguments& arguments, Input& input, const Session& session,
                                Duration interval) {
  input.options.zone_otherwise = &Zone::utc();
  importing::Directory directory;
  analysis::CallTable table(input.options.threads);
  TANDEM_ASSIGN(quality, read_calls(arguments, input, session, directory, table));
  TANDEM_ASSIGN(zone, zone_of_days(input.options.zone, quality));
  SeriesInput read;
  if (input.options.zone != nullptr || !quality.home_zone.empty()) read.zone = zone;
  if (table.totals() > 0) {
    TANDEM_ASSIGN(series, forecast::series_of(totals_of(table, ClientId::none()), interval, *zone));
    read.series = std::move(series);
  } else {
    const analysis::CallsInOrder calls(table, ClientId::none());
    const auto cells =
        analysis::count_by_interval(calls.calls(), kpi::Rules(), analysis::WallClock(*zone, interval));
    read.series = forecast::series_of(cells, interval);
  }
  if (read.series.size() == 0) return failure(ErrorCode::limit, "there are no calls in what was read");
  return read;
}

}  // namespace tandem::app
