#include "app/roster_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/plain_page.hpp"
#include "app/roster_output.hpp"
#include "plan/report/charts/gantt_chart.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/staffing/rosters/tally.hpp"

namespace tandem::app {
namespace {

using report::Language;
using rosters::Problem;
using rosters::Roster;
using rosters::RosterShift;

constexpr std::size_t kDaysAChart = 7;

class RosterPage : private PlainPage {
 public:
  RosterPage(const Roster& roster, Made made, Language language)
      : PlainPage(language), roster_(roster), made_(made), problem_(roster.problem) {}

  std::string write() {
    write_masthead();
    if (made_ == Made::by_others) write_breaches();
    write_cover();
    write_people();
    write_tally();
    write_method();
    return std::move(*this).finish();
  }

 private:
  std::string_view lead() const;
  void write_masthead();
  void write_cover();
  void write_days();
  void write_skills();
  void write_breaches();
  void write_people();
  void write_tally();
  void add_share(std::string_view what, const rosters::Share& share);
  void write_method();
  std::string cover_chart(std::size_t from, std::size_t until) const;
  std::string people_chart(std::size_t from, std::size_t until) const;
  void add_bars(report::GanttChart::Row& row, const RosterShift& shift) const;
  std::string hours(double value) const { return words.number(value, 1); }
  std::string money(double value) const { return words.count(std::llround(value)); }
  double hour_of(int tick) const { return problem_.hours(tick); }
  std::string days_text(std::size_t from, std::size_t until) const {
    return fmt::format("{} – {}", words.short_day(problem_.date(from)),
                       words.short_day(problem_.date(until - 1)));
  }

  const Roster& roster_;
  Made made_;
  const Problem& problem_;
};

std::string_view RosterPage::lead() const {
  switch (made_) {
    case Made::around_kept:
      return say(
          "Published shifts stay; the others are made around them at the least cost that the rules allow.",
          "Объявленные смены остаются; остальные составлены вокруг них с наименьшими затратами в рамках "
          "правил.");
    case Made::by_others:
      return say("A roster as it is: its cover, its cost and the rules that it breaks.",
                 "График как он есть: покрытие, затраты и нарушенные правила.");
    default:
      return say("Shifts, breaks and days off at the least cost that the rules allow.",
                 "Смены, перерывы и выходные с наименьшими затратами в рамках правил.");
  }
}

void RosterPage::write_masthead() {
  open({.eyebrow = "Tandem roster",
        .title = say("Who works when", "Кто когда работает"),
        .lead = lead(),
        .style = ""});
  fact(say("Days", "Дни"), days_text(0, problem_.days));
  fact(say("Shifts", "Смены"), words.count(static_cast<std::int64_t>(roster_.shifts.size())));
  fact(say("Paid hours", "Оплачиваемые часы"), hours(roster_.hours_paid));
  fact(say("Pay", "Оплата"), money(roster_.pay));
  fact(say("Agent-hours short", "Не хватает, чел.-ч"), hours(roster_.hours_short));
  fact(say("Above the best there can be, at most", "Выше наилучшего не более чем на"),
       words.percent(std::max(0.0, roster_.gap())));
  if (made_ == Made::by_others)
    fact(say("Rules broken", "Нарушений правил"),
         words.count(static_cast<std::int64_t>(roster_.breaches.size())));
  close_masthead();
}

void RosterPage::write_breaches() {
  heading(say("Rules that it breaks", "Нарушенные правила"));
  if (roster_.breaches.empty()) {
    paragraph(say("None.", "Нет."));
    close_section();
    return;
  }
  table_head({say("Agent", "Оператор"), say("Day", "День"), say("Rule", "Правило"), say("Found", "Найдено"),
              say("Allowed", "Разрешено")});
  for (const rosters::Breach& breach : roster_.breaches) {
    open_row(problem_.people[breach.person].name);
    cell(words.short_day(problem_.date(breach.day)));
    for (const std::string_view text :
         {breach.rule, std::string_view(breach.found), std::string_view(breach.allowed)})
      cell(text);
    close_row();
  }
  close_table();
  close_section();
}

void RosterPage::add_share(std::string_view what, const rosters::Share& share) {
  open_row(what);
  cell(words.count(static_cast<std::int64_t>(share.least)));
  cell(words.number(share.mean, 1));
  cell(words.count(static_cast<std::int64_t>(share.most)));
  close_row();
}

void RosterPage::write_tally() {
  const rosters::Tally tally = rosters::tally_of(roster_);
  heading(say("Fairness and wishes", "Справедливость и пожелания"));
  table_head({say("Of an agent", "У оператора"), say("Least", "Меньше всего"), say("Mean", "В среднем"),
              say("Most", "Больше всего")});
  add_share(say("Shifts on weekends", "Смен в выходные"), tally.weekends);
  add_share(say("Early or late shifts", "Ранних и поздних смен"), tally.hard);
  close_table();
  if (tally.shifts_wished + tally.days_off_wished > 0)
    paragraph(fmt::format("{}: {} / {}. {}: {} / {}.", say("Shifts as wished", "Смен по пожеланию"),
                          tally.shifts_granted, tally.shifts_wished,
                          say("days off as wished", "Выходных по пожеланию"), tally.days_off_granted,
                          tally.days_off_wished));
  if (!problem_.let_go.empty()) {
    table_head({say("Not kept", "Не оставлено"), say("Start", "Начало"), say("Shift", "Смена")});
    for (const RosterShift& shift : problem_.let_go) {
      open_row(problem_.people[shift.person].name);
      cell(moment_text(problem_, problem_.begins(shift.day, shift.kind)));
      cell(problem_.shift_name(shift.kind));
      close_row();
    }
    close_table();
  }
  close_section();
}

void RosterPage::write_cover() {
  heading(say("Required and planned", "Требуется и запланировано"));
  for (std::size_t from = 0; from < problem_.days; from += kDaysAChart) {
    const std::size_t until = std::min(problem_.days, from + kDaysAChart);
    figure(fmt::format("{}: {}", say("Agents on the phones", "Операторы на линии"), days_text(from, until)),
           cover_chart(from, until),
           {{"s2", say("required", "требуется")}, {"s1", say("planned", "запланировано")}});
  }
  write_days();
  if (!problem_.demand->skills.empty()) write_skills();
  close_section();
}

std::string RosterPage::cover_chart(std::size_t from, std::size_t until) const {
  report::LineChart chart;
  chart.label =
      say("Agents required and planned by interval", "Сколько операторов требуется и запланировано");
  report::LineSeries required{.css = "s2", .stepped = true}, planned{.css = "s1", .stepped = true};
  double largest = 1;
  const int a_day = problem_.ticks_a_day;
  for (int tick = static_cast<int>(from) * a_day; tick < static_cast<int>(until) * a_day; ++tick) {
    const double x = hour_of(tick - static_cast<int>(from) * a_day);
    const double need = problem_.required[static_cast<std::size_t>(tick)];
    const double have = roster_.cover.planned[static_cast<std::size_t>(tick)];
    required.points.emplace_back(x, need);
    planned.points.emplace_back(x, have);
    largest = std::max({largest, need, have});
    chart.strips.push_back(
        {x, x + hour_of(1),
         fmt::format("{}\n{} / {}", moment_text(problem_, tick), words.number(need, 1), money(have))});
  }
  chart.x = {0, 24.0 * static_cast<double>(until - from), {}, ""};
  for (std::size_t day = from; day < until; ++day) {
    chart.x.ticks.push_back(
        {24.0 * static_cast<double>(day - from) + 12, words.short_day(problem_.date(day))});
    chart.separators.push_back(24.0 * static_cast<double>(day - from));
  }
  chart.y = report::axis_from_zero(largest, 5, true, [this](double value) { return money(value); }, "");
  chart.series = {std::move(required), std::move(planned)};
  return chart.draw();
}

void RosterPage::write_skills() {
  table_head({say("Skill", "Навык"), say("Hours required", "Требуется, ч"), say("Short", "Не хватает"),
              say("Agents who have it", "Операторов с ним")});
  for (std::size_t skill = 0; skill < problem_.demand->skills.size(); ++skill) {
    const SkillCover cover = cover_of_skill(roster_, skill);
    open_row(problem_.demand->skills[skill]);
    cell(hours(cover.required));
    cell(hours(cover.short_of));
    cell(words.count(static_cast<std::int64_t>(cover.agents)));
    close_row();
  }
  close_table();
}

void RosterPage::write_days() {
  table_head({say("Day", "День"), say("Hours required", "Требуется, ч"), say("Planned", "Запланировано"),
              say("Short", "Не хватает"), say("Over", "Сверх")});
  for (std::size_t day = 0; day < problem_.days; ++day) {
    const DayCover cover = cover_of(roster_, day);
    open_row(words.short_day(problem_.date(day)));
    for (const double value : {cover.required, cover.planned, cover.short_of, cover.over}) cell(hours(value));
    close_row();
  }
  close_table();
}

void RosterPage::write_people() {
  heading(say("Agents and days", "Операторы и дни"));
  for (std::size_t from = 0; from < problem_.days; from += kDaysAChart) {
    const std::size_t until = std::min(problem_.days, from + kDaysAChart);
    figure(days_text(from, until), people_chart(from, until),
           {{"s1", say("shift", "смена")}, {"s2", say("break", "перерыв")}});
  }
  close_section();
}

void RosterPage::add_bars(report::GanttChart::Row& row, const RosterShift& shift) const {
  const rosters::Kind& kind = problem_.kinds[shift.kind];
  const int begins = problem_.begins(shift.day, shift.kind);
  const auto add = [&](int from, int length, const char* css, const std::string& name) {
    row.bars.push_back({hour_of(from), hour_of(from + length), css,
                        fmt::format("{}: {}\n{} – {}", row.name, name, moment_text(problem_, from),
                                    moment_text(problem_, from + length))});
  };
  add(begins, kind.length, "s1", std::string(problem_.shift_name(shift.kind)));
  for (const rosters::PlacedBreak& one : shift.breaks)
    add(one.at, one.length, "s2", std::string(problem_.break_name(shift.kind, one)));
}

std::string RosterPage::people_chart(std::size_t from, std::size_t until) const {
  report::GanttChart chart;
  chart.label = say("Shifts by agent and day", "Смены по операторам и дням");
  chart.low = 24.0 * static_cast<double>(from);
  chart.high = 24.0 * static_cast<double>(until);
  std::size_t last = problem_.people.size();
  for (const RosterShift& shift : roster_.shifts) {
    if (shift.day < from || shift.day >= until) continue;
    if (shift.person != last) chart.rows.push_back({problem_.people[shift.person].name, {}});
    last = shift.person;
    add_bars(chart.rows.back(), shift);
    for (const report::GanttChart::Bar& bar : chart.rows.back().bars)
      chart.high = std::max(chart.high, bar.until);
  }
  for (std::size_t day = from; day < until; ++day)
    chart.ticks.push_back({24.0 * static_cast<double>(day), words.short_day(problem_.date(day))});
  return chart.draw();
}

void RosterPage::write_method() {
  heading(say("How to read it", "Как это читать"));
  list(
      {say("A shift is drawn with its breaks; who has no shift in these days is not shown.",
           "Смена показана с перерывами; кто в эти дни не работает, не показан."),
       say("The best there can be is a bound: a plan that does not tell agents apart, in which shifts may be "
           "fractions. No roster costs less.",
           "Наилучшее – это оценка снизу: план, который не различает операторов и допускает доли смен. "
           "Дешевле "
           "графика не бывает."),
       say("Where agents are short, tandem roster says which rules stand in the way.",
           "Если операторов не хватает, tandem roster называет правила, которые мешают.")});
  close_section();
}

}  // namespace

std::string page_of(const Roster& roster, Made made, Language language) {
  return RosterPage(roster, made, language).write();
}

}  // namespace tandem::app
