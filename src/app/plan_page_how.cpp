#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/forecast_output.hpp"
#include "app/plan_page.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/xml_text.hpp"
#include "plan/report/report.hpp"

namespace tandem::app {

using forecast::ComingDay;

/// The forecast by day, with its interval.
std::string PlanPage::days_chart() const {
  report::LineChart chart;
  chart.label = say("Calls by day", "Звонки по дням");
  const std::vector<ComingDay>& days = plan_.forecast.front().days;
  report::LineSeries coming{.css = "s1"};
  report::Band band{.css = "s1"};
  double largest = 1;
  const LocalDay from = days.front().calls.day;
  const auto x_of = [from](LocalDay day) { return static_cast<double>((day - from).count()) + 0.5; };
  for (const ComingDay& day : days) {
    const double x = x_of(day.calls.day);
    coming.points.emplace_back(x, day.total);
    band.points.push_back({x, day.total_lower, day.total_upper});
    largest = std::max(largest, day.total_upper);
    chart.strips.push_back({x - 0.5, x + 0.5,
                            fmt::format("{}\n{} ({} – {})", words.short_day(day.calls.day), count(day.total),
                                        count(day.total_lower), count(day.total_upper))});
  }
  const LocalDay until = days.back().calls.day;
  chart.x = {0, x_of(until) + 0.5, {}, ""};
  for (LocalDay day = from; day <= until; day += std::chrono::days(1)) {
    if (std::chrono::weekday(day) != std::chrono::Monday) continue;
    chart.separators.push_back(x_of(day) - 0.5);
    if (chart.separators.size() % 3 == 1) chart.x.ticks.push_back({x_of(day) - 0.5, words.short_day(day)});
  }
  chart.y = report::axis_from_zero(largest, 5, true, [this](double value) { return count(value); }, "");
  chart.bands = {std::move(band)};
  chart.series = {std::move(coming)};
  return chart.draw();
}

/// As `tandem analyse` tells it.
void PlanPage::write_past() {
  heading(say("The calls that came", "Звонки, которые были"));
  const auto day = [this](Instant at) { return words.day(plan_.zone->day_of(at)); };
  paragraph(fmt::format("{} – {}, {}.", day(plan_.past.first), day(plan_.past.last),
                        words.plural(report::Text::n_calls, plan_.past.total.offered)));
  close_section();
  sections(report::excerpt(plan_.past, words.language()));
}

void PlanPage::write_calls() {
  heading(say("The calls to come", "Предстоящие звонки"));
  PlainPage::figure(
      say("Calls by day", "Звонки по дням"), days_chart(),
      {{"s1", say("forecast", "прогноз")}, {"s1 band", say("nine in ten lie here", "девять из десяти")}});
  if (plan_.forecast.size() > 1) {
    table_head({say("Queue", "Очередь"), say("Calls", "Звонков"), say("Handle time", "Время обработки")});
    for (std::size_t i = 1; i < plan_.forecast.size(); ++i) {
      double calls = 0;
      for (const ComingDay& day : plan_.forecast[i].days) calls += day.total;
      open_row(plan_.forecast[i].name);
      cell(count(calls));
      cell(words.duration(plan_.floor.queues[i - 1].handle_seconds()));
      close_row();
    }
    close_table();
  }
  close_section();
}

/// A week of the staff: of the roster where there is one, else the first.
std::string PlanPage::staff_chart() const {
  report::LineChart chart;
  chart.label = say("Agents on the phones by interval", "Операторы на линии по интервалам");
  report::LineSeries staff{.css = "s1", .stepped = true};
  const quote::Floor& floor = plan_.floor;
  LocalDay monday = floor.days.front();
  while (std::chrono::weekday(monday) != std::chrono::Monday) monday += std::chrono::days(1);
  const double hours = floor.interval.seconds() / 3600;
  double largest = 1;
  for (std::size_t at = 0; at < floor.size(); ++at) {
    const auto day = (floor.days[at / floor.slots] - monday).count();
    if (day < 0 || day >= 7) continue;
    const std::size_t slot = at % floor.slots;
    const double x = 24.0 * static_cast<double>(day) + static_cast<double>(floor.first_slot + slot) * hours;
    const double agents = plan_.best().staff[at];
    staff.points.emplace_back(x, agents);
    if (slot + 1 == floor.slots) staff.points.emplace_back(x + hours, 0);
    largest = std::max(largest, agents);
    chart.strips.push_back(
        {x, x + hours,
         fmt::format("{} {}\n{} · {} {}", words.short_day(floor.days[at / floor.slots]),
                     clock_text(floor.interval * static_cast<std::int64_t>(floor.first_slot + slot)),
                     count(agents), words.number(floor.expected[at], 1), say("calls", "звонков"))});
  }
  chart.x = {0, 24.0 * 7, {}, ""};
  for (int day = 0; day < 7; ++day) {
    chart.x.ticks.push_back({24.0 * day + 12, words.short_day(monday + std::chrono::days(day))});
    chart.separators.push_back(24.0 * day);
  }
  chart.y = report::axis_from_zero(largest, 5, true, [this](double value) { return count(value); }, "");
  chart.series = {std::move(staff)};
  return chart.draw();
}

void PlanPage::write_staff() {
  heading(say("Whom it takes, and when", "Кто и когда нужен"));
  PlainPage::figure(
      say("Agents on the phones in the first whole week", "Операторы на линии в первую полную неделю"),
      staff_chart(), {{"s1", say("agents", "операторы")}});
  close_section();
}

void PlanPage::write_desk() {
  if (!plan_.desk) return;
  const blend::Desk& desk = plan_.desk->desk();
  heading(say("Chats, tickets and mail", "Чаты, заявки и почта"));
  const quote::OtherWork all = plan_.desk->all_months();
  open_facts();
  fact(say("Agent hours a month beside the phones", "Часов в месяц помимо линии"),
       count(all.added_hours / months()));
  fact(say("Hours of tickets between calls, a month", "Часов заявок между звонками, в месяц"),
       count(all.idle_hours / months()));
  close_facts();
  table_head({say("Channel", "Канал"), say("A month", "В месяц"), say("Hours", "Часов"),
              say("In time", "В срок"), say("Asked for", "Требуется"), say("Kept with", "Вероятность")});
  for (std::size_t i = 0; i < desk.channels.size(); ++i) {
    const blend::ChannelPlan& of = plan_.desk->plan().channels[i];
    if (i == plan_.desk->calls) continue;
    open_row(desk.channels[i].name);
    cell(count(of.contacts / months()));
    cell(count(of.hours / months()));
    cell(share(of.in_time));
    cell(share(desk.channels[i].share));
    cell(share(of.kept));
    close_row();
  }
  close_table();
  for (const std::string& each : shortfalls_of(plan_.desk->blend, words.language()))
    paragraph(report::escaped(each));
  close_section();
}

void PlanPage::write_week() {
  if (!plan_.week.roster) return;
  const rosters::Roster& roster = *plan_.week.roster;
  heading(say("The roster of the first week", "График первой недели"));
  open_facts();
  fact(say("From", "С"), words.short_day(plan_.week.demand.first));
  fact(say("Agents", "Операторов"), words.count(static_cast<std::int64_t>(agents_working(roster))));
  fact(say("Shifts", "Смен"), words.count(static_cast<std::int64_t>(roster.shifts.size())));
  fact(say("Hours required", "Требуется часов"), words.number(roster.hours_required, 1));
  fact(say("Paid hours", "Оплачиваемых часов"), words.number(roster.hours_paid, 1));
  fact(say("Agent-hours short", "Не хватает, чел.-ч"), words.number(roster.hours_short, 1));
  fact(say("Above the best there can be, at most", "Выше наилучшего не более чем на"),
       words.percent(std::max(0.0, roster.gap())));
  close_facts();
  for (const rosters::Conflict& conflict : roster.conflicts) {
    std::string rules;
    for (const rosters::Family family : conflict.families)
      rules += (rules.empty() ? "" : ", ") + std::string(rosters::name_of(family));
    paragraph(fmt::format("{}: {} {} {}", words.short_day(roster.problem.date(conflict.day)),
                          words.number(conflict.hours_short, 1),
                          say("agent-hours short by", "чел.-ч не хватает из-за правил"),
                          report::escaped(rules)));
  }
  close_section();
}

void PlanPage::write_people() {
  if (!plan_.people) return;
  heading(say("People, month by month", "Люди по месяцам"));
  table_head({say("Month", "Месяц"), say("Hours on the phones", "Часов на линии"),
              say("Productive", "Продуктивно"), say("People needed", "Нужно людей"), say("On board", "Есть"),
              say("Leavers", "Уйдут"), say("Hired", "Нанять"), say("Recruit from", "Искать с"),
              say("Hours short", "Не хватает часов")});
  for (const headcount::MonthPlan& month : plan_.people->plan.months) {
    open_row(words.month(month.need.month));
    cell(count(month.need.hours));
    cell(words.percent(month.time.productive));
    cell(words.number(month.heads_needed, 1));
    cell(words.number(month.heads, 1));
    cell(words.number(month.leavers, 1));
    cell(month.intake ? words.count(month.intake->starters) : "–");
    cell(month.intake ? words.short_day(month.intake->recruiting) : "–");
    cell(month.reason == headcount::Short::none ? "–" : count(month.short_hours()));
    close_row();
  }
  close_table();
  close_section();
}

void PlanPage::write_sites() {
  if (!plan_.sites) return;
  heading(say("Where calls are taken", "Где принимать звонки"));
  const sites::Comparison& comparison = plan_.sites->comparison;
  const double paid = sums_of(plan_, plan_.best()).total;
  table_head({say("Alternative", "Вариант"), say("Cost, all months", "Затраты, все месяцы"),
              say("Margin", "Маржа"), say("Hours covered", "Покрыто часов"), say("Seats", "Мест"),
              say("Calls that come back", "Повторных звонков")});
  for (const sites::Alternative& one : comparison.alternatives) {
    open_row(one.name);
    if (one.impossible) {
      cell(*one.impossible);
      for (int i = 0; i < 4; ++i) cell("–");
    } else {
      const auto cost = static_cast<double>(one.costs.total());
      cell(money(cost));
      cell(one.covers_all() ? money(paid - cost) : "–");
      cell(words.percent(one.cover()));
      cell(words.count(one.seats));
      cell(one.extra_calls ? count(*one.extra_calls) : "–");
    }
    close_row();
  }
  close_table();
  close_section();
}

void PlanPage::write_look_back() {
  if (!plan_.look_back) return;
  const quote::LookBack& back = *plan_.look_back;
  heading(say("The months that were", "Прошедшие месяцы"));
  paragraph(fmt::format("{} {} {} {}.",
                        say("The calls that came, simulated again with the agents who were there, and with "
                            "those it would have taken to answer",
                            "Те же звонки прогнаны снова: с теми операторами, что были, и с теми, что "
                            "понадобились бы для ответа на"),
                        words.percent(back.share, 0), say("within", "за"),
                        words.duration(back.within_seconds)));
  table_head({say("Month", "Месяц"), say("Calls", "Звонков"), say("In time", "Вовремя"),
              say("Hours on duty", "Часов на смене"), say("Simulated", "В модели"),
              say("Hours it takes", "Нужно часов"), say("Simulated", "В модели"),
              say("At worst", "В худшем прогоне")});
  for (const quote::LookBack::Month& month : back.months) {
    open_row(words.short_month(month.month));
    cell(words.count(month.offered));
    cell(share(month.service_level));
    cell(count(month.hours_seen));
    cell(share(month.as_seen));
    cell(count(month.hours));
    cell(share(month.simulated));
    cell(share(month.least));
    close_row();
  }
  close_table();
  write_worst_hours();
  close_section();
}

void PlanPage::write_worst_hours() {
  const quote::LookBack& back = *plan_.look_back;
  paragraph(say("The hours of the week with the worst service", "Часы недели с худшим обслуживанием"));
  table_head({say("Hour", "Час"), say("Calls", "Звонков"), say("In time", "Вовремя"),
              say("With the agents it takes", "С нужным штатом")});
  for (std::size_t i = 0; i < back.worst.size(); ++i) {
    const quote::WeekHour& hour = back.worst[i];
    open_row(fmt::format("{} {:02}:00", words.pick(report::Text::weekdays_short, hour.weekday), hour.hour));
    cell(words.count(hour.offered));
    cell(share(hour.service_level()));
    cell(share(back.worst_simulated[i]));
    close_row();
  }
  close_table();
}

void PlanPage::write_assumptions() {
  heading(say("Taken for granted", "Допущения"));
  for (const std::string& each : assumptions_of(plan_, words.language()))
    paragraph("– " + report::escaped(each));
  close_section();
}

}  // namespace tandem::app
