#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

void tell(Page& page) {
  const auto& c = page.analysis.concurrency;
  const Wording& w = page.words;
  page.paragraph(Text::trunks_text,
                 {w.plural(Text::n_calls_at_once, c.peak_calls), moment(page, c.peak_at),
                  w.count(c.peak_waiting), moment(page, c.peak_waiting_at), moment(page, c.busy_hour_start),
                  w.number(c.busy_hour_erlangs, 1), w.plural(Text::n_trunks_needed, c.trunks_by_erlang_b)});
  if (c.trunks_needed > c.trunks_by_erlang_b)
    page.paragraph(Text::trunks_peak, {w.plural(Text::n_trunks_needed, c.trunks_needed)});
  else
    page.paragraph(Text::trunks_erlang, {w.plural(Text::n_trunks_enough, c.trunks_needed)});
}

}  // namespace

void write_trunks(Page& page) {
  const auto& c = page.analysis.concurrency;
  page.open_section("trunks", Text::trunks);
  if (c.peak_calls == 0)
    page.unknown(page.analysis.totals_only ? Text::because_totals_only : Text::because_no_ends);
  else
    tell(page);
  page.close_section();
}

}  // namespace tandem::report
