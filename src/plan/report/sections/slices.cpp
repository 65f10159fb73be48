#include <algorithm>

#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

/// A table longer than this is no longer read; the JSON and the workbook hold every row.
constexpr std::size_t kMostRows = 60;

bool is_told(const std::vector<analysis::Slice>& slices) {
  return slices.size() > 1 || (slices.size() == 1 && !slices.front().name.empty());
}

void slice_table(Page& page, Text title, Text name_title, const std::vector<analysis::Slice>& slices,
                 bool with_client) {
  const Wording& w = page.words;
  page.heading(title);
  std::vector<Table::Column> columns;
  if (with_client) columns.push_back({Text::column_client, Table::Kind::words});
  columns.push_back({name_title, Table::Kind::words});
  for (const Text text :
       {Text::column_offered, Text::column_share, Text::column_answered, Text::column_abandonment,
        Text::column_service_level, Text::column_mean_wait, Text::column_p90_wait, Text::column_handle})
    columns.push_back({text});
  const std::size_t contract = contract_index(page);
  {
    Table table(page, title, columns, Table::Order::sortable);
    for (std::size_t i = 0; i < slices.size() && i < kMostRows; ++i) {
      const auto& slice = slices[i];
      table.row();
      if (with_client) table.words(slice.client);
      table.title(slice.name.empty() ? w.say(Text::unnamed) : std::string_view(slice.name));
      table.count(slice.tally.offered);
      table.percent(slice.share);
      table.count(slice.tally.answered);
      table.percent(slice.abandonment);
      table.percent(contract < slice.service_levels.size() ? slice.service_levels[contract] : std::nullopt);
      table.seconds(slice.mean_wait);
      table.seconds(slice.p90_wait);
      table.seconds(slice.mean_handle);
    }
  }
  if (slices.size() > kMostRows) {
    page.markup("<p class=\"note\">");
    page.say(Text::other_rows, {w.count(static_cast<std::int64_t>(slices.size() - kMostRows))});
    page.markup("</p>");
  }
}

}  // namespace

void write_slices(Page& page) {
  const auto& a = page.analysis;
  page.open_section("queues", Text::slices);
  const bool clients = a.clients.size() > 1;
  if (!clients && !is_told(a.queues) && !is_told(a.types)) {
    page.unknown(Text::because_no_queues);
  } else {
    if (clients) slice_table(page, Text::clients_table, Text::column_client, a.clients, false);
    if (is_told(a.queues)) slice_table(page, Text::queues_table, Text::column_queue, a.queues, clients);
    if (is_told(a.types)) slice_table(page, Text::types_table, Text::column_type, a.types, clients);
  }
  page.close_section();
}

}  // namespace tandem::report
