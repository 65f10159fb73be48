#include "plan/report/sections/distribution_chart.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

void times_table(Page& page) {
  const auto& a = page.analysis;
  Table table(page, Text::times_table,
              {{Text::column_time, Table::Kind::words},
               {Text::column_calls},
               {Text::column_mean},
               {Text::column_deviation},
               {Text::column_p50},
               {Text::column_p90},
               {Text::column_p95},
               {Text::column_p99},
               {Text::column_longest}});
  const auto row = [&](Text title, const analysis::Distribution& d) {
    if (d.count == 0) return;
    table.row();
    table.title(page.words.say(title));
    table.count(d.count);
    table.seconds(d.mean);
    table.seconds(d.sd);
    for (const double share : {0.5, 0.9, 0.95, 0.99}) table.seconds(percentile(d, share));
    table.seconds(d.max);
  };
  row(Text::time_handle, a.handle_time);
  row(Text::time_talk, a.talk_time);
  row(Text::time_acw, a.acw);
}

}  // namespace

void write_handling(Page& page) {
  page.open_section("handling", Text::handling);
  const auto& a = page.analysis;
  if (a.handle_time.count == 0) {
    page.unknown(a.totals_only ? Text::because_totals_only : Text::because_no_times);
    page.close_section();
    return;
  }
  page.paragraph(Text::handling_lead);
  page.markup("<div class=\"pair\">");
  distribution_chart(page, Text::handle_histogram, a.handle_time, Fit::shown);
  if (a.acw.count > 0) distribution_chart(page, Text::acw_histogram, a.acw, Fit::shown);
  if (a.acw.count == 0) {
    page.markup("<div>");
    page.paragraph(Text::acw_unknown);
    page.markup("</div>");
  }
  page.markup("</div>");
  times_table(page);
  page.close_section();
}

}  // namespace tandem::report
