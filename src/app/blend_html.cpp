#include <fmt/format.h>

#include <algorithm>

#include "app/blend_output.hpp"
#include "app/forecast_output.hpp"
#include "app/plain_page.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/xml_text.hpp"

namespace tandem::app {
namespace {

using blend::Channel;
using blend::ChannelPlan;
using report::Language;

class BlendPage : private PlainPage {
 public:
  BlendPage(const BlendResult& result, Language language)
      : PlainPage(language),
        result_(result),
        demand_(result.input.demand),
        desk_(result.input.desk),
        plan_(result.made.plan) {}

  std::string write() {
    write_masthead();
    write_channels();
    write_intervals();
    write_days();
    write_how();
    return std::move(*this).finish();
  }

 private:
  /// Of charts by interval: more would be a smear.
  static constexpr std::size_t kDaysShown = 7;

  std::string hours(double value) const { return words.number(value, value < 100 ? 1 : 0); }
  std::string_view kind_word(Channel::Kind kind) const {
    return kind == Channel::Kind::call   ? say("calls", "звонки")
           : kind == Channel::Kind::chat ? say("chats", "чаты")
                                         : say("tickets", "обращения");
  }
  std::string moment(std::size_t at) const {
    return fmt::format(
        "{}, {}", words.short_day(demand_.day_of(at)),
        clock_text(demand_.interval * static_cast<std::int64_t>(at % demand_.intervals_a_day())));
  }
  std::string said_target(const Channel& channel) const;
  std::string simulated(std::size_t channel) const;

  void write_masthead();
  void write_channels();
  void write_intervals();
  report::LineChart chart_of_days(std::string_view label) const;
  std::string agents_chart() const;
  std::string backlog_chart() const;
  void write_days();
  void write_how();

  const BlendResult& result_;
  const blend::DeskDemand& demand_;
  const blend::Desk& desk_;
  const blend::DeskPlan& plan_;
};

void BlendPage::write_masthead() {
  const std::string name = report::escaped(desk_.name);
  open({.eyebrow = "Tandem blend",
        .title = name.empty() ? say("Calls, chats and tickets together", "Звонки, чаты и обращения вместе")
                              : std::string_view(name),
        .lead = say("Agents by interval for calls, chats and work with deadlines, staffed as one desk.",
                    "Операторы по интервалам: звонки, чаты и работа со сроками – одна команда."),
        .style = ""});
  fact(say("Days", "Дни"), fmt::format("{} – {}", words.short_day(demand_.first),
                                       words.short_day(demand_.day_of(demand_.intervals() - 1))));
  fact(say("Agent hours", "Чел.-часов"), hours(plan_.agent_hours));
  fact(say("Paid hours", "Оплаченных часов"), hours(result_.positions(plan_.agent_hours)));
  if (desk_.has(Channel::Kind::work)) {
    fact(say("With a team for each channel", "Отдельными командами"), hours(plan_.apart_hours));
    const double saved = plan_.apart_hours - plan_.agent_hours;
    fact(say("Blending saves", "Совмещение экономит"),
         fmt::format("{} ({})", hours(saved),
                     words.percent(plan_.apart_hours > 0 ? saved / plan_.apart_hours : 0)));
    fact(say("Added for tickets", "Добавлено для обращений"), hours(plan_.added_hours));
  }
  close_masthead();
}

std::string BlendPage::said_target(const Channel& channel) const {
  if (words.language() == Language::en) return target_text(channel);
  return fmt::format("{} {} {}{}", words.percent(channel.share, 0),
                     channel.is_live() ? "приняты за" : "готовы за", words.duration(channel.within.seconds()),
                     channel.of_opening_time ? " рабочего времени" : "");
}

std::string BlendPage::simulated(std::size_t channel) const {
  if (!result_.made.check) return "–";
  const auto& found = result_.made.check->channels[channel].in_time;
  if (!found) return "–";
  if (!found->half_width) return words.percent(found->value);
  return fmt::format("{}\u00a0±\u00a0{}", words.percent(found->value),
                     words.number(*found->half_width * 100, 1));
}

void BlendPage::write_channels() {
  heading(say("Each channel against its target", "Каналы и их цели"));
  table_head({say("Channel", "Канал"), say("What", "Что"), say("Contacts", "Количество"),
              say("Target", "Цель"), say("Computed", "Расчёт"), say("Simulated", "Моделирование"),
              say("Agent hours", "Чел.-часов"), say("Busy", "Занятость"),
              say("Mean wait", "Среднее ожидание"), say("Gave up", "Не дождались")});
  for (std::size_t i = 0; i < desk_.channels.size(); ++i) {
    const Channel& channel = desk_.channels[i];
    const ChannelPlan& plan = plan_.channels[i];
    open_row(channel.name);
    cell(kind_word(channel.kind));
    cell(words.number(plan.contacts, 0));
    cell(said_target(channel));
    cell(words.percent(plan.in_time));
    cell(simulated(i));
    cell(channel.is_live() ? hours(plan.hours)
                           : fmt::format("{} {}", hours(plan.hours), say("of work", "работы")));
    cell(channel.is_live() ? words.percent(plan.busy) : "–");
    cell(channel.is_live() ? words.duration(plan.mean_wait) : "–");
    cell(channel.is_live() ? words.percent(plan.p_abandon) : "–");
    close_row();
  }
  close_table();
  for (const std::string& reason : shortfalls_of(result_, words.language()))
    paragraph(report::escaped(reason));
  close_section();
}

report::LineChart BlendPage::chart_of_days(std::string_view label) const {
  report::LineChart chart;
  chart.label = label;
  const std::size_t slots = demand_.intervals_a_day();
  const std::size_t shown = std::min(kDaysShown, demand_.days);
  for (std::size_t day = 0; day < shown; ++day) {
    const auto x = static_cast<double>(day * slots);
    chart.x.ticks.push_back(
        {x + static_cast<double>(slots) / 2, words.short_day(demand_.day_of(day * slots))});
    if (day > 0) chart.separators.push_back(x);
  }
  chart.x.low = 0;
  chart.x.high = static_cast<double>(shown * slots);
  return chart;
}

std::string BlendPage::agents_chart() const {
  report::LineChart chart = chart_of_days(say("Agents by interval", "Операторы по интервалам"));
  // From below: calls, then chats on top of them, then the added.
  report::LineSeries calls{.css = "s1", .area = true, .stepped = true};
  report::LineSeries chats{.css = "s3", .stepped = true}, all{.css = "s2", .stepped = true};
  double largest = 1;
  const auto shown = static_cast<std::size_t>(chart.x.high);
  for (std::size_t at = 0; at < shown; ++at) {
    double of_calls = 0, of_chats = 0;
    for (std::size_t i = 0; i < desk_.channels.size(); ++i)
      if (desk_.channels[i].is_live())
        (desk_.channels[i].kind == Channel::Kind::call ? of_calls : of_chats) += plan_.channels[i].agents[at];
    const double together = plan_.agents[at];
    for (const double end : {0.0, 1.0}) {
      const double x = static_cast<double>(at) + end;
      calls.points.emplace_back(x, of_calls);
      chats.points.emplace_back(x, of_calls + of_chats);
      all.points.emplace_back(x, together);
    }
    largest = std::max(largest, together);
    if (together > 0)
      chart.strips.push_back(
          {static_cast<double>(at), static_cast<double>(at) + 1,
           fmt::format("{}\n{} {:.0f} · {} {:.0f} · {} {}", moment(at), say("calls", "звонки"), of_calls,
                       say("chats", "чаты"), of_chats, say("added", "добавлено"), plan_.added[at])});
  }
  chart.y =
      report::axis_from_zero(largest, 5, true, [this](double value) { return words.number(value, 0); }, "");
  // Each over the next, so that only what is added to it shows.
  chart.series = {std::move(all), std::move(chats), std::move(calls)};
  return chart.draw();
}

std::string BlendPage::backlog_chart() const {
  report::LineChart chart =
      chart_of_days(say("Hours of work that wait, by interval", "Часы работы в очереди по интервалам"));
  report::LineSeries waits{.css = "s1", .area = true, .stepped = false}, late{.css = "s2", .stepped = false};
  double largest = 1;
  const auto shown = static_cast<std::size_t>(chart.x.high);
  for (std::size_t at = 0; at < shown; ++at) {
    const auto x = static_cast<double>(at) + 1;
    waits.points.emplace_back(x, plan_.backlog.hours[at]);
    late.points.emplace_back(x, plan_.backlog.over_due[at]);
    largest = std::max(largest, plan_.backlog.hours[at]);
    chart.strips.push_back(
        {x - 1, x,
         fmt::format("{}\n{} {} · {} {}", moment(at), hours(plan_.backlog.hours[at]), say("h wait", "ч ждут"),
                     hours(plan_.backlog.over_due[at]), say("h late", "ч просрочено"))});
  }
  chart.y =
      report::axis_from_zero(largest, 4, true, [this](double value) { return words.number(value, 0); }, "");
  chart.series = {std::move(waits), std::move(late)};
  return chart.draw();
}

void BlendPage::write_intervals() {
  heading(say("By interval", "По интервалам"));
  figure(demand_.days > kDaysShown ? say("Agents, the first week", "Операторы, первая неделя")
                                   : say("Agents", "Операторы"),
         agents_chart(),
         {{"s1", say("for calls", "звонки")},
          {"s3", say("with chats", "и чаты")},
          {"s2", say("with those added for tickets", "и добавленные для обращений")}});
  if (desk_.has(Channel::Kind::work))
    figure(say("Tickets that wait, in hours of work", "Обращения в очереди, часы работы"), backlog_chart(),
           {{"s1", say("wait", "ждут")}, {"s2", say("late", "просрочены")}});
  close_section();
}

void BlendPage::write_days() {
  heading(say("Day by day", "По дням"));
  std::vector<std::string_view> columns = {say("Day", "День")};
  for (const auto kind : {Channel::Kind::call, Channel::Kind::chat, Channel::Kind::work})
    if (desk_.has(kind)) columns.push_back(kind_word(kind));
  const bool work = desk_.has(Channel::Kind::work);
  columns.insert(columns.end(), {say("Agent hours", "Чел.-часов"), say("Paid hours", "Оплаченных"),
                                 say("Most agents", "Больше всего"), say("at", "в")});
  if (work)
    columns.insert(columns.end(), {say("Added for tickets, h", "Добавлено для обращений, ч"),
                                   say("Left at the end, h", "Осталось к концу, ч")});
  table_head(columns);
  for (const BlendDay& day : days_of(result_)) {
    open_row(words.short_day(day.day));
    if (desk_.has(Channel::Kind::call)) cell(words.number(day.calls, 0));
    if (desk_.has(Channel::Kind::chat)) cell(words.number(day.chats, 0));
    if (work) cell(words.number(day.tickets, 0));
    cell(words.number(day.hours, 1));
    cell(words.number(result_.positions(day.hours), 1));
    cell(words.count(day.most));
    cell(day.most == 0 ? "–" : clock_text(demand_.interval * static_cast<std::int64_t>(day.most_at)));
    if (work) {
      cell(words.number(day.added_hours, 1));
      cell(words.number(day.backlog_hours, 1));
    }
    close_row();
  }
  close_table();
  close_section();
}

void BlendPage::write_how() {
  heading(say("How it was found", "Как это получено"));
  std::string ticket(desk_.interruptible
                         ? say("A ticket is put down when a call or chat comes.",
                               "Обращение откладывают, когда приходит звонок или чат.")
                         : say("A ticket is ended before the next call.", "Обращение доводят до конца."));
  if (plan_.reserve)
    ticket +=
        " " + fmt::format(fmt::runtime(say("It is taken while more than {} of a team of calls are free.",
                                           "Его берут, пока свободны больше {} операторов команды.")),
                          *plan_.reserve);
  const std::string ceiling = fmt::format(
      fmt::runtime(say("People are at work {} of their time at most: calls, chats and tickets together.",
                       "Люди заняты не больше {} времени: звонки, чаты и обращения вместе.")),
      words.percent(desk_.occupancy_max, 0));
  const std::string check =
      result_.made.check
          ? fmt::format(
                fmt::runtime(say("Simulated {} times: calls by the router that serves live calls, chats "
                                 "and tickets one by one.",
                                 "Смоделировано {} раз: звонки – тем же маршрутизатором, что и на "
                                 "линии, чаты и обращения – по одному.")),
                result_.made.check->replications)
          : std::string(say("Not simulated.", "Не моделировалось."));
  list(
      {say("Calls by Erlang A, chats as a birth-death chain with several at once, each interval by itself.",
           "Звонки – Erlang A, чаты – цепь рождения и гибели с несколькими сразу, каждый интервал отдельно."),
       say("Tickets are done earliest deadline first, in the time that calls and chats leave, and by the "
           "fewest agents added to that.",
           "Обращения – по сроку, во время, которое остаётся от звонков и чатов, и наименьшим числом "
           "добавленных людей."),
       ticket, ceiling, check});
  close_section();
}

}  // namespace

std::string page_of(const BlendResult& result, Language language) {
  return BlendPage(result, language).write();
}

}  // namespace tandem::app
