#include "plan/report/sections/sections.hpp"

namespace tandem::report {

void write_method(Page& page) {
  const auto& rules = page.analysis.options.rules;
  page.open_section("method", Text::method);
  page.markup("<div class=\"method\">");
  page.paragraph(Text::method_counting);
  page.markup("<p>");
  switch (rules.clock) {
    case kpi::Clock::offered:
      page.say(Text::method_clock_offered);
      break;
    case kpi::Clock::menu_left:
      page.say(Text::method_clock_menu);
      break;
    case kpi::Clock::queued:
      page.say(Text::method_clock_queued);
      break;
  }
  page.markup(" ");
  page.say(rules.ring_time_counts ? Text::method_ring_counts : Text::method_ring_not);
  page.markup("</p>");
  page.paragraph(Text::method_usual);
  page.paragraph(Text::method_erlang);
  page.paragraph(Text::method_trend);
  page.paragraph(Text::method_patience);
  page.paragraph(Text::method_percentiles);
  page.markup("</div>");
  page.close_section();
}

}  // namespace tandem::report
