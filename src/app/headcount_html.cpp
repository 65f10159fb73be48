#include <fmt/format.h>

#include <algorithm>

#include "app/headcount_output.hpp"
#include "app/plain_page.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/xml_text.hpp"

namespace tandem::app {
namespace {

using headcount::Headcount;
using headcount::MonthPlan;
using headcount::Short;
using report::Language;

class HeadcountPage : private PlainPage {
 public:
  HeadcountPage(const HeadcountResult& result, Language language)
      : PlainPage(language), result_(result), plan_(result.plan) {}

  std::string write() {
    write_masthead();
    write_months();
    write_intakes();
    write_shrinkage();
    return std::move(*this).finish();
  }

 private:
  std::string hours(double value) const { return words.number(value, 0); }
  std::string people(double value) const { return words.number(value, 1); }

  void write_masthead();
  void write_months();
  std::string capacity_chart() const;
  void write_intakes();
  void write_shrinkage();
  std::string reason_of(const MonthPlan& month) const;

  const HeadcountResult& result_;
  const Headcount& plan_;
};

void HeadcountPage::write_masthead() {
  open({.eyebrow = "Tandem headcount",
        .title = say("How many people, and when", "Сколько людей и когда"),
        .lead = say("From hours on the phones to people: who is needed, who leaves, whom to hire.",
                    "От часов на линии к людям: сколько нужно, сколько уйдёт, сколько нанять."),
        .style = ""});
  double most = 0;
  long short_months = 0;
  for (const MonthPlan& month : plan_.months) {
    most = std::max(most, month.fte_needed);
    short_months += month.reason == Short::none ? 0 : 1;
  }
  fact(say("Months", "Месяцы"), fmt::format("{} – {}", words.month(plan_.months.front().need.month),
                                            words.month(plan_.months.back().need.month)));
  fact(say("Most needed, FTE", "Наибольшая потребность, ставок"), people(most));
  fact(say("To hire", "Нанять"), words.count(plan_.hires));
  fact(say("Leave, expected", "Уйдёт, ожидается"), people(plan_.leavers));
  fact(say("Months short of people", "Месяцев с нехваткой"), words.count(short_months));
  close_masthead();
}

std::string HeadcountPage::capacity_chart() const {
  report::LineChart chart;
  chart.label = say("Hours on the phones required and available by month",
                    "Часы на линии по месяцам: требуется и есть");
  report::LineSeries required{.css = "s2", .stepped = true}, available{.css = "s1", .stepped = true};
  double largest = 1, x = 0;
  for (const MonthPlan& month : plan_.months) {
    for (const double end : {x, x + 1}) {
      required.points.emplace_back(end, month.need.hours);
      available.points.emplace_back(end, month.capacity_hours);
    }
    largest = std::max({largest, month.need.hours, month.capacity_hours});
    chart.strips.push_back({x, x + 1,
                            fmt::format("{}\n{} / {}", words.month(month.need.month), hours(month.need.hours),
                                        hours(month.capacity_hours))});
    chart.x.ticks.push_back({x + 0.5, words.short_month(month.need.month)});
    x += 1;
  }
  chart.x.low = 0;
  chart.x.high = x;
  chart.y = report::axis_from_zero(largest, 5, true, [this](double value) { return hours(value); }, "");
  chart.series = {std::move(required), std::move(available)};
  return chart.draw();
}

std::string HeadcountPage::reason_of(const MonthPlan& month) const {
  switch (month.reason) {
    case Short::none:
      return "";
    case Short::lead_time:
      return fmt::format("{} {}", say("the first class can be ready on", "первая группа готова не раньше:"),
                         words.day(plan_.first_ready));
    case Short::classes:
      break;
  }
  return std::string(say("all classes are full", "все группы полны"));
}

void HeadcountPage::write_months() {
  heading(say("Need and capacity", "Потребность и наличие"));
  figure(say("Hours on the phones by month", "Часы на линии по месяцам"), capacity_chart(),
         {{"s2", say("required", "требуется")}, {"s1", say("available", "есть")}});
  table_head({say("Month", "Месяц"), say("Phone hours", "Часы на линии"), say("Productive", "Доля на линии"),
              say("FTE needed", "Нужно ставок"), say("Heads needed", "Нужно людей"),
              say("On board", "В штате"), say("Leavers", "Уйдёт"), say("Capacity, hours", "Есть, ч"),
              say("Short, hours", "Не хватает, ч"), say("Reason", "Причина")});
  for (const MonthPlan& month : plan_.months) {
    open_row(words.month(month.need.month));
    cell(hours(month.need.hours));
    cell(words.percent(month.time.productive));
    for (const double value : {month.fte_needed, month.heads_needed, month.heads, month.leavers})
      cell(people(value));
    cell(hours(month.capacity_hours));
    cell(month.reason == Short::none ? "" : hours(month.short_hours()));
    cell(reason_of(month));
    close_row();
  }
  close_table();
  close_section();
}

void HeadcountPage::write_intakes() {
  heading(say("Classes", "Учебные группы"));
  table_head({say("On calls from", "На линии с"), say("Starters", "Начинают"),
              say("Ready", "Дойдут до линии"), say("Classes", "Групп"), say("Recruit from", "Набор с"),
              say("Start", "Начало обучения")});
  for (const MonthPlan& month : plan_.months) {
    if (!month.intake) continue;
    open_row(words.day(month.intake->on_calls));
    cell(words.count(month.intake->starters));
    cell(people(month.intake->ready));
    cell(words.count(month.intake->classes));
    cell(words.day(month.intake->recruiting));
    cell(words.day(month.intake->start));
    close_row();
  }
  close_table();
  paragraph(
      say("The fewest hires with which every month has what it needs, where classes reach it; of such "
          "plans the one that hires latest.",
          "Наименьший набор, при котором в каждом месяце хватает людей, если группы успевают; из "
          "таких планов – самый поздний."));
  close_section();
}

void HeadcountPage::write_shrinkage() {
  if (result_.people.shrinkage.empty()) return;
  heading(say("Where paid time goes", "Куда уходит оплаченное время"));
  table_head({say("Cause", "Причина"), say("Of paid time", "Доля оплаченного времени"), say("Kind", "Вид")});
  const std::vector<double> away = shares_away(result_);
  for (std::size_t i = 0; i < away.size(); ++i) {
    open_row(result_.people.shrinkage[i].name);
    cell(words.percent(away[i]));
    cell(result_.people.shrinkage[i].planned ? say("planned, rostered away", "плановая, вне графика звонков")
                                             : say("unplanned, needs cover", "внеплановая, нужна подмена"));
    close_row();
  }
  close_table();
  paragraph(fmt::format("{}: {}", say("Share on the phones", "Доля на линии"),
                        report::escaped(formula_of(result_.people))));
  close_section();
}

}  // namespace

std::string page_of(const HeadcountResult& result, Language language) {
  return HeadcountPage(result, language).write();
}

}  // namespace tandem::app
