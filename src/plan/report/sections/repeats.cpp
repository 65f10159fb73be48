#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"

namespace tandem::report {
namespace {

void share_card(Page& page, Text title, double share) {
  page.markup("<div class=\"card\"><dt>");
  page.say(title);
  page.markup("</dt><dd class=\"value\">");
  page.text(page.words.percent(share));
  page.markup("</dd></div>");
}

void busiest(Page& page) {
  constexpr std::size_t kShown = 10;
  const auto& list = page.analysis.repeats.busiest;
  if (list.empty()) return;
  page.heading(Text::busiest_callers);
  page.paragraph(Text::callers_masked);
  Table table(page, Text::busiest_callers,
              {{Text::column_caller, Table::Kind::words}, {Text::column_calls}, {Text::column_share}});
  for (std::size_t i = 0; i < list.size() && i < kShown; ++i) {
    table.row();
    table.title(list[i].caller);
    table.count(list[i].calls);
    table.percent(list[i].share, 2);
  }
}

}  // namespace

void write_repeats(Page& page) {
  const auto& repeats = page.analysis.repeats;
  const Wording& w = page.words;
  page.open_section("repeats", Text::repeats);
  if (!repeats.known) {
    page.unknown(Text::because_no_callers);
    page.close_section();
    return;
  }
  page.paragraph(Text::repeats_lead, {w.plural(Text::n_calls_with_caller, repeats.calls_with_caller),
                                      w.plural(Text::n_callers_from, repeats.callers)});
  page.markup("<dl class=\"cards small\">");
  share_card(page, Text::within_hour, repeats.share_within[0]);
  share_card(page, Text::within_day, repeats.share_within[1]);
  share_card(page, Text::within_three_days, repeats.share_within[2]);
  page.markup("</dl>");
  if (repeats.share_within_24h_after_abandon)
    page.paragraph(Text::after_abandon, {w.percent(*repeats.share_within_24h_after_abandon)});
  busiest(page);
  page.close_section();
}

}  // namespace tandem::report
