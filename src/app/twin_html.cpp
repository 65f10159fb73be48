#include "app/twin_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "plan/report/charts/line_chart.hpp"
#include "plan/report/charts/plot.hpp"
#include "plan/report/charts/xml_text.hpp"
#include "plan/report/language/wording.hpp"
#include "plan/report/page_style.hpp"

namespace tandem::app {
namespace {

using report::Language;
using twin::DayFigures;

/// The page's words, English and Russian.
struct Words {
  Language language;
  std::string_view operator()(std::string_view english, std::string_view russian) const {
    return language == Language::en ? english : russian;
  }
};

class TwinPage {
 public:
  TwinPage(const twin::TwinResult& result, const twin::TwinOptions& options, Language language)
      : result_(result), options_(options), say_{language}, words_(language) {}

  std::string write() {
    open();
    write_months();
    write_days();
    write_waits();
    write_learned();
    write_limits();
    out_ += "</main></div></div></body></html>\n";
    return std::move(out_);
  }

 private:
  void open();
  void write_months();
  void write_days();
  void write_waits();
  void write_learned();
  void write_limits();

  void heading(std::string_view english, std::string_view russian) {
    out_ += fmt::format("<section><h2>{}</h2>", say_(english, russian));
  }
  void paragraph(std::string_view english, std::string_view russian) {
    out_ += fmt::format("<p>{}</p>", say_(english, russian));
  }
  void figure(std::string_view caption, const std::string& svg, bool legend) {
    out_ += fmt::format("<figure{}><figcaption>{}</figcaption>", legend ? "" : " class=\"square\"", caption);
    if (legend)
      out_ +=
          fmt::format(R"(<ul class="legend"><li><i class="s1"></i>{}</li><li><i class="s2"></i>{}</li></ul>)",
                      say_("actual", "на деле"), say_("simulated", "в модели"));
    out_ += "<div class=\"chart\">" + svg + "</div></figure>";
  }
  void table_head(std::initializer_list<std::string_view> columns);
  void cell(std::string_view words) { out_ += fmt::format("<td>{}</td>", report::escaped(words)); }
  void share_cells(std::optional<double> actual, std::optional<double> simulated);
  void wait_cells(std::optional<double> actual, std::optional<double> simulated);
  void fact(std::string_view title, const std::string& value) {
    out_ += fmt::format("<div><dt>{}</dt><dd>{}</dd></div>", title, report::escaped(value));
  }
  std::string percent(double share) const { return words_.percent(share, 1); }
  std::string line_of_days() const;
  std::string scatter() const;

  const twin::TwinResult& result_;
  const twin::TwinOptions& options_;
  Words say_;
  report::Wording words_;
  std::string out_;
};

void TwinPage::open() {
  const std::string_view title = say_("Is the simulation true?", "Верна ли модель?");
  out_ = fmt::format(
      "<!doctype html>\n<html lang=\"{}\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" "
      "content=\"width=device-width,initial-scale=1\"><meta http-equiv=\"Content-Security-Policy\" "
      "content=\"default-src 'none'; style-src 'unsafe-inline'\"><title>{}</title><style>",
      words_.code(), title);
  out_ += report::page_style();
  // The page has no contents beside it, and its colours follow the reader's system.
  out_ +=
      ".view{grid-template-columns:minmax(0,1fr);max-width:1060px}.diagonal{stroke:var(--c6);stroke-width:1."
      "2;";
  out_ +=
      "stroke-dasharray:5 4}.dot{fill-opacity:.75}.square .chart svg{min-width:340px;max-width:560px}"
      "</style></head><body>";
  // What the style sheet needs to follow the system's colours.
  out_ +=
      R"(<input class="choice" type="radio" name="theme" id="theme-auto" checked="checked" aria-hidden="true" tabindex="-1">)";
  out_ += fmt::format(
      "<div class=\"page\"><div class=\"view\"><main><header class=\"masthead\"><p class=\"eyebrow\">Tandem "
      "twin</p><h1>{}</h1><p class=\"lead\">{}</p><dl class=\"facts\">",
      title,
      say_("Days simulated with their real arrivals and agents, beside what happened.",
           "Дни, проигранные с настоящими звонками и операторами, рядом с тем, что было."));
  fact(say_("Learned until", "Обучение по"), words_.day(options_.train_until));
  fact(say_("Days, calls", "Дней, звонков"),
       fmt::format("{}, {}", words_.count(static_cast<std::int64_t>(result_.training_days)),
                   words_.count(static_cast<std::int64_t>(result_.training_calls))));
  fact(say_("Days simulated", "Дней в модели"), words_.count(static_cast<std::int64_t>(result_.days.size())));
  fact(say_("Each so often", "Каждый раз"), words_.count(options_.replications));
  fact(say_("In time", "Вовремя"), "≤ " + words_.duration(options_.rules.answer.limit.seconds()));
  if (result_.correlation)
    fact(say_("Correlation of days", "Корреляция дней"), words_.number(*result_.correlation, 2));
  out_ += "</dl></header>";
}

void TwinPage::table_head(std::initializer_list<std::string_view> columns) {
  out_ += "<div class=\"scroll\"><table><thead><tr>";
  bool first = true;
  for (const std::string_view column : columns) {
    out_ += fmt::format("<th scope=\"col\"{}>{}</th>", first ? " class=\"w\"" : "", column);
    first = false;
  }
  out_ += "</tr></thead><tbody>";
}

void TwinPage::share_cells(std::optional<double> actual, std::optional<double> simulated) {
  cell(actual ? percent(*actual) : "–");
  cell(simulated ? percent(*simulated) : "–");
  cell(actual && simulated ? fmt::format("{}{}", *simulated < *actual ? "−" : "+",
                                         words_.number(std::abs(*simulated - *actual) * 100, 1))
                           : "–");
}

void TwinPage::wait_cells(std::optional<double> actual, std::optional<double> simulated) {
  cell(actual ? words_.duration(*actual) : "–");
  cell(simulated ? words_.duration(*simulated) : "–");
  cell(actual && simulated && *actual > 0 ? fmt::format("{}{}", *simulated < *actual ? "−" : "+",
                                                        words_.percent(std::abs(*simulated / *actual - 1), 0))
                                          : "–");
}

void TwinPage::write_months() {
  heading("Months", "Месяцы");
  const std::string_view simulated = say_("simulated", "в модели");
  const std::string_view points = say_("points", "п. п."), apart = say_("apart", "разница");
  table_head({say_("Month", "Месяц"), say_("Calls", "Звонков"), say_("In time", "Вовремя"), simulated, points,
              say_("Gave up", "Потеряно"), simulated, points,
              say_("Mean wait of the answered", "Среднее ожидание отвеченных"), simulated, apart});
  for (const auto& month : result_.months) {
    out_ += fmt::format("<tr><th scope=\"row\" class=\"w\">{}</th>", words_.month(month.month));
    cell(words_.count(std::llround(month.actual.offered())));
    share_cells(month.actual.service_level(), month.simulated.service_level());
    share_cells(month.actual.abandonment(), month.simulated.abandonment());
    wait_cells(month.actual.mean_wait_answered(), month.simulated.mean_wait_answered());
    out_ += "</tr>";
  }
  out_ += "</tbody></table></div></section>";
}

std::string TwinPage::line_of_days() const {
  report::LineChart chart;
  chart.label =
      say_("Service level by day, actual and simulated", "Уровень сервиса по дням: на деле и в модели");
  chart.y = report::share_axis([this](double share) { return words_.percent(share, 0); }, "");
  chart.x = {0, std::max(1.0, static_cast<double>(result_.days.size())), {}, ""};
  report::LineSeries actual{.css = "s1"}, simulated{.css = "s2"};
  std::chrono::month month{0};
  for (std::size_t i = 0; i < result_.days.size(); ++i) {
    const twin::DayCompared& day = result_.days[i];
    const auto x = static_cast<double>(i);
    const std::chrono::year_month_day date(day.day);
    if (date.month() != month) {
      month = date.month();
      chart.x.ticks.push_back({x, words_.short_month(date.year() / date.month())});
      chart.separators.push_back(x);
    }
    actual.points.emplace_back(x + 0.5, day.actual.service_level());
    simulated.points.emplace_back(x + 0.5, day.simulated.service_level());
    const auto known = [this](std::optional<double> share) { return share ? percent(*share) : "–"; };
    chart.strips.push_back(
        {x, x + 1,
         fmt::format("{}\n{}: {}\n{}: {}", words_.short_day(day.day), say_("actual", "на деле"),
                     known(day.actual.service_level()), say_("simulated", "в модели"),
                     known(day.simulated.service_level()))});
  }
  chart.series = {std::move(actual), std::move(simulated)};
  return chart.draw();
}

std::string TwinPage::scatter() const {
  const auto label = [this](double share) { return words_.percent(share, 0); };
  report::Axis x = report::share_axis(label, std::string(say_("actual", "на деле")));
  report::Axis y = report::share_axis(label, std::string(say_("simulated", "в модели")));
  report::Plot plot({560, 460},
                    say_("Each day: simulated over actual", "Каждый день: модель и действительность"), x, y);
  plot.svg().line(plot.at(0, 0), plot.at(1, 1), "diagonal");
  for (const auto& day : result_.days) {
    const auto actual = day.actual.service_level(), simulated = day.simulated.service_level();
    if (!actual || !simulated) continue;
    // A day's area is its calls: days of a few hundred are mostly chance.
    const double radius = std::clamp(std::sqrt(day.actual.offered()) / 8, 1.5, 6.0);
    plot.svg().circle(
        plot.at(*actual, *simulated), radius, "s1 dot",
        fmt::format("{}: {} → {}", words_.short_day(day.day), percent(*actual), percent(*simulated)));
  }
  return std::move(plot).finish();
}

void TwinPage::write_days() {
  heading("Days", "Дни");
  figure(say_("Service level by day", "Уровень сервиса по дням"), line_of_days(), true);
  figure(say_("Each day a dot, as large as its calls are many; on the line both are the same",
              "Каждая точка – день, тем больше, чем больше звонков; на прямой оба равны"),
         scatter(), false);
  out_ += "</section>";
}

void TwinPage::write_waits() {
  heading("Waits", "Ожидание");
  paragraph("So many of all calls, answered and abandoned, waited at most so long.",
            "Такая доля всех звонков, отвеченных и потерянных, ждала не дольше.");
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
      say_("Distribution of waits, actual and simulated", "Распределение ожидания: на деле и в модели");
  chart.x = report::seconds_axis(longest, 8, [this](double seconds) { return words_.duration(seconds); }, "");
  chart.y = report::share_axis([this](double share) { return words_.percent(share, 0); }, "");
  chart.series = {std::move(real), std::move(model)};
  figure(say_("Waits of all days together", "Ожидание за все дни вместе"), chart.draw(), true);
  const std::string_view also = say_("simulated", "в модели");
  table_head({say_("Month", "Месяц"), "50 %", also, "", "80 %", also, "", "95 %", also, ""});
  for (const auto& month : result_.months) {
    out_ += fmt::format("<tr><th scope=\"row\" class=\"w\">{}</th>", words_.month(month.month));
    for (const double share : {0.5, 0.8, 0.95})
      wait_cells(month.actual.percentile(share), month.simulated.percentile(share));
    out_ += "</tr>";
  }
  out_ += "</tbody></table></div></section>";
}

void TwinPage::write_learned() {
  const twin::Behaviour& learned = result_.behaviour;
  heading("What was learned", "Что выучено");
  out_ += "<dl class=\"facts\">";
  fact(say_("A service, mean", "Разговор, в среднем"), words_.duration(learned.service_length.mean));
  fact(say_("To the next waiting caller", "До следующего в очереди"),
       words_.duration(learned.between_calls.mean_seconds()));
  fact(say_("Service when five times as many call as usual",
            "Разговор, когда звонков впятеро больше обычного"),
       fmt::format("{} {}", words_.percent(learned.pace_in_surge.back(), 0),
                   say_("of the usual", "от обычного")));
  fact(say_("Pause after a call when nobody waits", "Пауза после звонка, если никто не ждёт"),
       fmt::format("{} · {}", words_.percent(learned.pauses.idle_for.zeros(), 0),
                   words_.duration(learned.pauses.length.mean_seconds())));
  fact(say_("Credit of the priority", "Фора приоритета"), words_.duration(learned.credit.seconds()));
  out_ += "</dl>";
  table_head({say_("Type of call", "Вид звонка"), say_("never queue", "без очереди"),
              say_("with credit", "с форой")});
  for (const twin::TypeBehaviour& type : learned.types) {
    if (!type.seen) continue;
    out_ += fmt::format("<tr><th scope=\"row\" class=\"w\">{}</th>", report::escaped(type.name));
    cell(words_.percent(type.never_queues, 0));
    cell(words_.percent(type.credited, 0));
    out_ += "</tr>";
  }
  out_ += "</tbody></table></div></section>";
}

void TwinPage::write_limits() {
  heading("What the log cannot tell", "О чём журнал молчит");
  out_ += "<ul>";
  for (const auto& [english, russian] : std::initializer_list<std::pair<std::string_view, std::string_view>>{
           {"Whether an agent who is on no call is ready for one.",
            "Готов ли оператор, который не говорит, принять звонок."},
           {"How fast agents will be in weeks to come: that is taken from the weeks before.",
            "Как быстро операторы будут работать дальше: это взято из прежних недель."},
           {"What was different on a day out of the ordinary.", "Что было иначе в необычный день."},
           {"When an agent came and left: only the first and the last activity are seen.",
            "Когда оператор пришёл и ушёл: видны лишь первое и последнее действие."}})
    out_ += fmt::format("<li>{}</li>", say_(english, russian));
  out_ += "</ul>";
  paragraph("Of the days simulated only arrivals, and when each agent was active, were looked at.",
            "В проигранных днях смотрели лишь на поступление звонков и часы активности операторов.");
  out_ += "</section>";
}

}  // namespace

std::string page_of(const twin::TwinResult& result, const twin::TwinOptions& options, Language language) {
  return TwinPage(result, options, language).write();
}

}  // namespace tandem::app
