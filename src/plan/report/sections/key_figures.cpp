#include <algorithm>
#include <cmath>

#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/told.hpp"

namespace tandem::report {
namespace {

void card(Page& page, std::string_view title, std::string_view value, std::string_view note,
          std::string_view css = {}) {
  page.markup("<div class=\"card ");
  page.markup(css);
  page.markup("\"><dt>");
  page.text(title);
  page.markup("</dt><dd class=\"value\">");
  page.text(value);
  page.markup("</dd><dd class=\"note\">");
  page.text(note);
  page.markup("</dd></div>");
}

void volume_cards(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  const double per_day = a.open_days > 0 ? static_cast<double>(a.total.offered) / a.open_days : 0;
  card(page, w.say(Text::card_offered), w.count(a.total.offered),
       w.say(Text::card_offered_note, {w.number(per_day, 0)}));
  const int weekday = reference_weekday(a.heat_map);
  if (weekday < 0) return;
  const auto day = static_cast<std::size_t>(weekday);
  card(page, capitalised(w.pick(Text::usual_weekday, weekday)), w.number(*a.heat_map.calls_per_day[day], 0),
       w.say(Text::card_usual_note, {w.plural(Text::n_usual_days, a.heat_map.days[day])}), "strong");
}

void peak_cards(Page& page) {
  const auto& a = page.analysis;
  const auto& need = a.requirement;
  const Wording& w = page.words;
  if (need.peak_calls <= 0) return;
  const std::string from = std::string(w.pick(Text::weekdays_short, need.peak_weekday)) + "\u00a0" +
                           Wording::clock(need.peak_interval * interval_minutes(page)),
                    until = Wording::clock((need.peak_interval + 1) * interval_minutes(page));
  if (need.peak_erlangs)
    card(page, w.say(Text::card_peak), from,
         w.say(Text::card_peak_note, {until, w.brief(need.peak_calls), w.brief(*need.peak_erlangs)}));
  else
    card(page, w.say(Text::card_peak_calls), from,
         w.say(Text::card_peak_calls_note, {until, w.brief(need.peak_calls)}));
  if (!need.handle_mean)
    card(page, w.say(Text::card_agents), kUndefined, w.say(Text::card_agents_unknown));
  else if (need.peak_agents > 0)
    card(page, w.say(Text::card_agents), w.count(need.peak_agents),
         w.say(Text::card_agents_note,
               {target_name(page), w.count(need.peak_headcount), w.percent(a.options.shrinkage, 0)}),
         "strong");
}

void service_cards(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  if (const auto level = contract_service_level(page)) {
    const double points = (*level - a.options.target) * 100;
    const bool met = points >= 0;
    card(page, w.say(Text::card_service_level, {target_name(page)}), w.percent(*level),
         w.say(met ? Text::card_met : Text::card_missed, {w.number(std::abs(points), 1)}),
         met ? "good" : "bad");
  }
  if (a.mean_wait_answered)
    card(page, w.say(Text::card_wait), w.duration(*a.mean_wait_answered),
         a.p90_wait ? w.say(Text::card_wait_note, {w.duration(*a.p90_wait)})
                    : std::string(w.say(Text::card_wait_note_mean)));
  if (a.abandonment)
    card(page, w.say(Text::card_abandoned), w.percent(*a.abandonment),
         a.mean_wait_abandoned ? w.say(Text::card_abandoned_note, {w.plural(Text::n_calls, a.total.abandoned),
                                                                   w.duration(*a.mean_wait_abandoned)})
                               : w.plural(Text::n_calls, a.total.abandoned));
}

void special_days_card(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  std::vector<LocalDay> days;
  for (const auto& special : a.special_days) days.push_back(special.day);
  std::ranges::sort(days);
  days.erase(std::ranges::unique(days).begin(), days.end());
  const auto missing =
      std::ranges::count(a.special_days, analysis::DayKind::missing, &analysis::SpecialDay::kind);
  card(page, w.say(Text::card_special), w.count(std::ssize(days)),
       w.say(Text::card_special_note, {w.plural(Text::n_of_days, std::ssize(a.days)), w.count(missing)}));
}

void handling_and_data_cards(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  if (a.mean_handle && a.mean_acw)
    card(page, w.say(Text::card_handle), w.duration(*a.mean_handle),
         w.say(Text::card_handle_note, {page.duration(a.mean_talk), w.duration(*a.mean_acw)}));
  else if (a.mean_handle)
    card(page, w.say(Text::card_handle), w.duration(*a.mean_handle),
         w.say(a.mean_talk ? Text::card_handle_note_talk : Text::card_handle_note_whole));
  const auto& q = a.quality;
  if (q.rows_read == 0) return;
  std::uint64_t repairs = 0;
  for (const auto& [kind, repair] : q.repairs) repairs += repair.count;
  const auto count = [&](std::uint64_t n) { return w.count(static_cast<std::int64_t>(n)); };
  const double used = static_cast<double>(q.rows_used) / static_cast<double>(q.rows_read);
  card(page, w.say(Text::card_data), w.percent(used, 2),
       q.rows_ignored > 0
           ? w.say(Text::card_data_note_ignored,
                   {count(q.rows_read), count(q.rows_refused), count(q.rows_ignored), count(repairs)})
           : w.say(Text::card_data_note, {count(q.rows_read), count(q.rows_refused), count(repairs)}));
}

}  // namespace

void write_key_figures(Page& page) {
  page.open_section("summary", Text::key_figures);
  page.markup("<dl class=\"cards\">");
  volume_cards(page);
  peak_cards(page);
  service_cards(page);
  special_days_card(page);
  handling_and_data_cards(page);
  page.markup("</dl>");
  page.close_section();
}

}  // namespace tandem::report
