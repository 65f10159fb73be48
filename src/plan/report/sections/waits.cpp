#include <algorithm>
#include <charconv>

#include "plan/report/charts/line_chart.hpp"
#include "plan/report/sections/distribution_chart.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

/// A slice of the day: "09:00" or "09:30", with its place on the clock.
struct ClockSlice {
  int from = 0, until = 0;
  const analysis::Slice* slice = nullptr;
};

std::vector<ClockSlice> clock_slices(const Page& page) {
  const auto& hours = page.analysis.hours;
  const OpenHours open = open_hours(page);
  std::vector<ClockSlice> out;
  for (const analysis::Slice& slice : hours) {
    int hour = 0, minute = 0;
    const char* const end = slice.name.data() + slice.name.size();
    const auto [after, error] = std::from_chars(slice.name.data(), end, hour);
    if (error != std::errc{}) continue;
    if (after < end && *after == ':') std::from_chars(after + 1, end, minute);
    out.push_back({hour * 60 + minute, 0, &slice});
  }
  std::ranges::sort(out, {}, &ClockSlice::from);
  int step = 60;
  for (std::size_t i = 0; i + 1 < out.size(); ++i) step = std::min(step, out[i + 1].from - out[i].from);
  for (ClockSlice& slice : out) slice.until = slice.from + step;
  std::erase_if(out, [&](const ClockSlice& slice) {
    return slice.until <= open.first * interval_minutes(page) ||
           slice.from >= open.last * interval_minutes(page);
  });
  return out;
}

std::string tooltip(const Page& page, const ClockSlice& at) {
  const Wording& w = page.words;
  return w.say(Text::tip_clock_wait,
               {Wording::clock_range(at.from, at.until), w.plural(Text::n_calls, at.slice->tally.offered),
                page.duration(at.slice->mean_wait), page.percent(at.slice->abandonment)});
}

void by_clock(Page& page, const std::vector<ClockSlice>& slices) {
  const Wording& w = page.words;
  const int from = slices.front().from, until = slices.back().until;
  LineChart waits, losses;
  waits.size = losses.size = kHalf;
  waits.label = w.say(Text::wait_by_clock);
  losses.label = w.say(Text::abandonment_by_clock);
  waits.x = losses.x = clock_axis(from, until, 8);
  LineSeries wait{"s1", {}, true, false}, loss{"s2", {}, true, false};
  double longest = 0, most = 0;
  for (const ClockSlice& at : slices) {
    const double middle = (at.from + at.until) / 2.0;
    wait.points.emplace_back(middle, at.slice->mean_wait);
    loss.points.emplace_back(middle, at.slice->abandonment);
    longest = std::max(longest, at.slice->mean_wait.value_or(0));
    most = std::max(most, at.slice->abandonment.value_or(0));
    const Strip strip{static_cast<double>(at.from), static_cast<double>(at.until), tooltip(page, at)};
    waits.strips.push_back(strip);
    losses.strips.push_back(strip);
  }
  waits.series = {wait};
  losses.series = {loss};
  waits.y = seconds_axis(longest * 1.05, 5, [&](double v) { return w.duration(v); }, "");
  losses.y =
      axis_from_zero(most * 1.05, 5, false, [&](double v) { return w.percent(v, most < 0.05 ? 1 : 0); }, "");
  page.markup("<div class=\"pair\">");
  page.figure(Text::wait_by_clock, waits.draw());
  page.figure(Text::abandonment_by_clock, losses.draw());
  page.markup("</div>");
}

void percentiles(Page& page) {
  const auto& a = page.analysis;
  Table table(page, Text::wait_percentiles,
              {{Text::column_who, Table::Kind::words},
               {Text::column_calls},
               {Text::column_mean},
               {Text::column_p50},
               {Text::column_p75},
               {Text::column_p90},
               {Text::column_p95},
               {Text::column_p99},
               {Text::column_longest}});
  const auto row = [&](Text title, const analysis::Distribution& waits) {
    if (waits.count == 0) return;
    table.row();
    table.title(page.words.say(title));
    table.count(waits.count);
    table.seconds(waits.mean);
    for (const double share : {0.5, 0.75, 0.9, 0.95, 0.99}) table.seconds(percentile(waits, share));
    table.seconds(waits.max);
  };
  row(Text::who_answered, a.wait_answered);
  row(Text::who_abandoned, a.wait_abandoned);
}

void outcomes(Page& page) {
  const auto& a = page.analysis;
  const auto& t = a.total;
  const Wording& w = page.words;
  if (!a.stated.abandoned_by_wait)
    page.paragraph(Text::abandon_count, {w.plural(Text::n_calls, t.abandoned)});
  else
    page.paragraph(Text::abandon_detail,
                   {w.plural(Text::n_calls, t.abandoned), w.count(t.abandoned_in_threshold),
                    threshold(page, a.options.rules.answer), w.count(t.abandoned_short),
                    threshold(page, a.options.rules.short_abandon)});
  std::string others;
  const auto add = [&](Text text, std::uint32_t calls) {
    if (calls == 0) return;
    others += (others.empty() ? "" : ", ") + w.say(text, {w.count(calls)});
  };
  add(Text::end_overflow, t.overflow);
  add(Text::end_callback, t.callback);
  add(Text::end_voicemail, t.voicemail);
  add(Text::end_out_of_hours, t.out_of_hours);
  add(Text::end_unfinished, t.unfinished);
  if (!others.empty()) page.paragraph(Text::other_outcomes, {others});
  if (t.in_menu > 0) page.paragraph(Text::ended_in_menu, {w.plural(Text::n_calls, t.in_menu)});
}

}  // namespace

void write_waits(Page& page) {
  page.open_section("waits", Text::waits);
  const auto& a = page.analysis;
  if (!a.mean_wait && !a.abandonment) {
    page.unknown(a.totals_only ? Text::because_totals_only : Text::because_no_waits);
    page.close_section();
    return;
  }
  outcomes(page);
  const auto slices = clock_slices(page);
  if (!slices.empty()) by_clock(page, slices);
  if (a.wait_answered.count + a.wait_abandoned.count > 0) {
    page.heading(Text::wait_percentiles);
    percentiles(page);
    page.markup("<div class=\"pair\">");
    distribution_chart(page, Text::wait_histogram_answered, a.wait_answered, Fit::hidden);
    distribution_chart(page, Text::wait_histogram_abandoned, a.wait_abandoned, Fit::hidden);
    page.markup("</div>");
  }
  page.close_section();
}

}  // namespace tandem::report
