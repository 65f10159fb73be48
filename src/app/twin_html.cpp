#include "app/twin_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "app/plain_page.hpp"
#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/plot.hpp"

namespace tandem::app {
namespace {

using report::Language;
using twin::DayFigures;

class TwinPage : private PlainPage {
 public:
  TwinPage(const twin::TwinResult& result, const twin::TwinOptions& options, Language language)
      : PlainPage(language), result_(result), options_(options) {}

  std::string write() {
    write_masthead();
    write_months();
    write_days();
    write_waits();
    write_learned();
    write_limits();
    return std::move(*this).finish();
  }

 private:
  void write_masthead();
  void write_months();
  void write_days();
  void write_waits();
  void write_learned();
  void write_limits();

  void share_cells(std::optional<double> actual, std::optional<double> simulated);
  void wait_cells(std::optional<double> actual, std::optional<double> simulated);
  std::string percent(double share) const { return words.percent(share, 1); }
  std::string line_of_days() const;
  std::string scatter() const;

  const twin::TwinResult& result_;
  const twin::TwinOptions& options_;
};

void TwinPage::write_masthead() {
  open({.eyebrow = "Tandem twin",
        .title = say("Is the simulation true?", "Верна ли модель?"),
        .lead = say("Days simulated with their real arrivals and agents, beside what happened.",
                    "Дни, проигранные с настоящими звонками и операторами, рядом с тем, что было."),
        .style = ".diagonal{stroke:var(--c6);stroke-width:1.2;stroke-dasharray:5 4}.dot{fill-opacity:.75}"
                 ".square .chart svg{min-width:340px;max-width:560px}"});
  fact(say("Learned until", "Обучение по"), words.day(options_.train_until));
  fact(say("Days, calls", "Дней, звонков"),
       fmt::format("{}, {}", words.count(static_cast<std::int64_t>(result_.training_days)),
                   words.count(static_cast<std::int64_t>(result_.training_calls))));
  fact(say("Days simulated", "Дней в модели"), words.count(static_cast<std::int64_t>(result_.days.size())));
  fact(say("Each so often", "Каждый раз"), words.count(options_.replications));
  fact(say("In time", "Вовремя"), "≤ " + words.duration(options_.rules.answer.limit.seconds()));
  if (result_.correlation)
    fact(say("Correlation of days", "Корреляция дней"), words.number(*result_.correlation, 2));
  close_masthead();
}

void TwinPage::share_cells(std::optional<double> actual, std::optional<double> simulated) {
  cell(actual ? percent(*actual) : "–");
  cell(simulated ? percent(*simulated) : "–");
  cell(actual && simulated ? fmt::format("{}{}", *simulated < *actual ? "−" : "+",
                                         words.number(std::abs(*simulated - *actual) * 100, 1))
                           : "–");
}

void TwinPage::wait_cells(std::optional<double> actual, std::optional<double> simulated) {
  cell(actual ? words.duration(*actual) : "–");
  cell(simulated ? words.duration(*simulated) : "–");
  cell(actual && simulated && *actual > 0 ? fmt::format("{}{}", *simulated < *actual ? "−" : "+",
                                                        words.percent(std::abs(*simulated / *actual - 1), 0))
                                          : "–");
}

void TwinPage::write_months() {
  heading(say("Months", "Месяцы"));
  const std::string_view simulated = say("simulated", "в модели");
  const std::string_view points = say("points", "п. п."), apart = say("apart", "разница");
  table_head({say("Month", "Месяц"), say("Calls", "Звонков"), say("In time", "Вовремя"), simulated, points,
              say("Gave up", "Потеряно"), simulated, points,
              say("Mean wait of the answered", "Среднее ожидание отвеченных"), simulated, apart});
  for (const auto& month : result_.months) {
    open_row(words.month(month.month));
    cell(words.count(std::llround(month.actual.offered())));
    share_cells(month.actual.service_level(), month.simulated.service_level());
    share_cells(month.actual.abandonment(), month.simulated.abandonment());
    wait_cells(month.actual.mean_wait_answered(), month.simulated.mean_wait_answered());
    close_row();
  }
  close_table();
  close_section();
}

std::string TwinPage::line_of_days() const {
  report::LineChart chart;
  chart.label =
      say("Service level by day, actual and simulated", "Уровень сервиса по дням: на деле и в модели");
  chart.y = report::share_axis([this](double share) { return words.percent(share, 0); }, "");
  chart.x = {0, std::max(1.0, static_cast<double>(result_.days.size())), {}, ""};
  report::LineSeries actual{.css = "s1"}, simulated{.css = "s2"};
  std::chrono::month month{0};
  for (std::size_t i = 0; i < result_.days.size(); ++i) {
    const twin::DayCompared& day = result_.days[i];
    const auto x = static_cast<double>(i);
    const std::chrono::year_month_day date(day.day);
    if (date.month() != month) {
      month = date.month();
      chart.x.ticks.push_back({x, words.short_month(date.year() / date.month())});
      chart.separators.push_back(x);
    }
    actual.points.emplace_back(x + 0.5, day.actual.service_level());
    simulated.points.emplace_back(x + 0.5, day.simulated.service_level());
    const auto known = [this](std::optional<double> share) { return share ? percent(*share) : "–"; };
    chart.strips.push_back({x, x + 1,
                            fmt::format("{}\n{}: {}\n{}: {}", words.short_day(day.day),
                                        say("actual", "на деле"), known(day.actual.service_level()),
                                        say("simulated", "в модели"), known(day.simulated.service_level()))});
  }
  chart.series = {std::move(actual), std::move(simulated)};
  return chart.draw();
}

std::string TwinPage::scatter() const {
  const auto label = [this](double share) { return words.percent(share, 0); };
  report::Axis x = report::share_axis(label, std::string(say("actual", "на деле")));
  report::Axis y = report::share_axis(label, std::string(say("simulated", "в модели")));
  report::Plot plot({560, 460},
                    say("Each day: simulated over actual", "Каждый день: модель и действительность"), x, y);
  plot.svg().line(plot.at(0, 0), plot.at(1, 1), "diagonal");
  for (const auto& day : result_.days) {
    const auto actual = day.actual.service_level(), simulated = day.simulated.service_level();
    if (!actual || !simulated) continue;
    // A day's area is its calls: days of a few hundred are mostly chance.
    const double radius = std::clamp(std::sqrt(day.actual.offered()) / 8, 1.5, 6.0);
    plot.svg().circle(
        plot.at(*actual, *simulated), radius, "s1 dot",
        fmt::format("{}: {} → {}", words.short_day(day.day), percent(*actual), percent(*simulated)));
  }
  return std::move(plot).finish();
}

void TwinPage::write_days() {
  heading(say("Days", "Дни"));
  figure(say("Service level by day", "Уровень сервиса по дням"), line_of_days(),
         {{"s1", say("actual", "на деле")}, {"s2", say("simulated", "в модели")}});
  figure(say("Each day a dot, as large as its calls are many; on the line both are the same",
             "Каждая точка – день, тем больше, чем больше звонков; на прямой оба равны"),
         scatter(), {}, "square");
  close_section();
}

void TwinPage::write_waits() {
  heading(say("Waits", "Ожидание"));
  paragraph(say("So many of all calls, answered and abandoned, waited at most so long.",
                "Такая доля всех звонков, отвеченных и потерянных, ждала не дольше."));
  DayFigures actual, simulated;
  for (const auto& month : result_.months) {
    actual.add(month.actual);
    simulated.add(month.simulated);
  }
  constexpr int kParts = 50;
  report::LineSeries real{.css = "s1"}, model{.css = "s2"};
  double longest = 1;
  for (int part = 1; part < kParts; ++part) {
    const double share = static_cast<double>(part) / kParts;
    const auto a = actual.percentile(share), s = simulated.percentile(share);
    if (a) real.points.emplace_back(*a, share);
    if (s) model.points.emplace_back(*s, share);
    if (share <= 0.96) longest = std::max({longest, a.value_or(0), s.value_or(0)});
  }
  report::LineChart chart;
  chart.label =
      say("Distribution of waits, actual and simulated", "Распределение ожидания: на деле и в модели");
  chart.x = report::seconds_axis(longest, 8, [this](double seconds) { return words.duration(seconds); }, "");
  chart.y = report::share_axis([this](double share) { return words.percent(share, 0); }, "");
  chart.series = {std::move(real), std::move(model)};
  figure(say("Waits of all days together", "Ожидание за все дни вместе"), chart.draw(),
         {{"s1", say("actual", "на деле")}, {"s2", say("simulated", "в модели")}});
  const std::string_view also = say("simulated", "в модели");
  table_head({say("Month", "Месяц"), "50 %", also, "", "80 %", also, "", "95 %", also, ""});
  for (const auto& month : result_.months) {
    open_row(words.month(month.month));
    for (const double share : {0.5, 0.8, 0.95})
      wait_cells(month.actual.percentile(share), month.simulated.percentile(share));
    close_row();
  }
  close_table();
  close_section();
}

void TwinPage::write_learned() {
  const twin::Behaviour& learned = result_.behaviour;
  heading(say("What was learned", "Что выучено"));
  open_facts();
  fact(say("A service, mean", "Разговор, в среднем"), words.duration(learned.service_length.mean));
  fact(say("To the next waiting caller", "До следующего в очереди"),
       words.duration(learned.between_calls.mean_seconds()));
  if (const auto& callers = learned.surge_callers)
    fact(
        say("Service and patience of the many who call at once", "Разговор и терпение тех, кто звонит разом"),
        fmt::format("{} · {}", words.duration(callers->service.mean_seconds()),
                    words.duration(callers->patience.mean_seconds())));
  fact(say("Pause after a call when nobody waits", "Пауза после звонка, если никто не ждёт"),
       fmt::format("{} · {}", words.percent(learned.pauses.idle_for.zeros(), 0),
                   words.duration(learned.pauses.length.mean_seconds())));
  fact(say("Credit of the priority", "Фора приоритета"), words.duration(learned.credit.seconds()));
  close_facts();
  table_head(
      {say("Type of call", "Вид звонка"), say("never queue", "без очереди"), say("with credit", "с форой")});
  for (const twin::TypeBehaviour& type : learned.types) {
    if (!type.seen) continue;
    open_row(type.name);
    cell(words.percent(type.never_queues, 0));
    cell(words.percent(type.credited, 0));
    close_row();
  }
  close_table();
  close_section();
}

void TwinPage::write_limits() {
  heading(say("What the log cannot tell", "О чём журнал молчит"));
  list({say("Whether an agent who is on no call is ready for one.",
            "Готов ли оператор, который не говорит, принять звонок."),
        say("How fast agents will be in weeks to come: that is taken from the weeks before.",
            "Как быстро операторы будут работать дальше: это взято из прежних недель."),
        say("What was different on a day out of the ordinary.", "Что было иначе в необычный день."),
        say("When an agent came and left: only the first and the last activity are seen.",
            "Когда оператор пришёл и ушёл: видны лишь первое и последнее действие.")});
  paragraph(say("Of the days simulated only arrivals, and when each agent was active, were looked at.",
                "В проигранных днях смотрели лишь на поступление звонков и часы активности операторов."));
  close_section();
}

}  // namespace

std::string page_of(const twin::TwinResult& result, const twin::TwinOptions& options, Language language) {
  return TwinPage(result, options, language).write();
}

}  // namespace tandem::app
