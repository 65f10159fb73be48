#include "app/forecast_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cmath>

#include "app/forecast_output.hpp"
#include "app/plain_page.hpp"
#include "plan/report/charts/line_chart.hpp"

namespace tandem::app {
namespace {

using forecast::ComingDay;
using forecast::StreamForecast;
using report::Language;

/// So much of the past is shown beside what is to come.
constexpr std::chrono::days kPastShown{70};
/// The days that are shown interval by interval.
constexpr std::size_t kDaysByInterval = 7;

class ForecastPage : private PlainPage {
 public:
  ForecastPage(const std::vector<StreamForecast>& streams, Language language)
      : PlainPage(language), streams_(streams) {}

  std::string write() {
    write_masthead();
    for (const StreamForecast& stream : streams_) write_stream(stream);
    write_method();
    return std::move(*this).finish();
  }

 private:
  void write_masthead();
  void write_stream(const StreamForecast& stream);
  void write_days(const StreamForecast& stream);
  void write_unusual(const StreamForecast& stream);
  void write_method();
  std::string days_chart(const StreamForecast& stream) const;
  std::string intervals_chart(const StreamForecast& stream) const;
  std::string calls(double count) const { return words.count(std::llround(count)); }
  std::string between(double lower, double upper) const {
    return fmt::format("{} – {}", calls(lower), calls(upper));
  }
  report::Axis calls_axis(double largest) const {
    return report::axis_from_zero(largest, 5, true, [this](double value) { return calls(value); }, "");
  }
  std::string_view forecast_word() const { return say("forecast", "прогноз"); }
  std::string_view interval_word() const { return say("nine in ten lie here", "девять из десяти"); }

  const std::vector<StreamForecast>& streams_;
};

void ForecastPage::write_masthead() {
  open({.eyebrow = "Tandem forecast",
        .title = say("The calls to come", "Сколько будет звонков"),
        .lead =
            say("From the days gone by: their weekdays, the month, holidays, and the level of the last days.",
                "По прошедшим дням: дни недели, месяц, праздники и уровень последних дней."),
        .style = ""});
  const StreamForecast& all = streams_.front();
  double total = 0, largest = 0;
  LocalDay busiest = all.days.front().calls.day;
  for (const ComingDay& day : all.days) {
    total += day.total;
    if (day.total > largest) busiest = day.calls.day;
    largest = std::max(largest, day.total);
  }
  fact(say("Learned from", "По истории"),
       fmt::format("{} – {}", words.short_day(all.first), words.short_day(all.last)));
  fact(say("Days with calls", "Дней со звонками"), words.count(static_cast<std::int64_t>(all.days_known)));
  fact(say("Forecast", "Прогноз"), fmt::format("{} – {}", words.short_day(all.days.front().calls.day),
                                               words.short_day(all.days.back().calls.day)));
  fact(say("Calls in all", "Всего звонков"), calls(total));
  fact(say("Busiest day", "Самый нагруженный день"),
       fmt::format("{} · {}", words.short_day(busiest), calls(largest)));
  close_masthead();
}

void ForecastPage::write_stream(const StreamForecast& stream) {
  heading(&stream == &streams_.front() ? std::string(say("All calls", "Все звонки")) : stream.name);
  figure(say("Calls by day: what was, and what is to come", "Звонки по дням: что было и что будет"),
         days_chart(stream),
         {{"s2", say("actual", "на деле")}, {"s1", forecast_word()}, {"s1 band", interval_word()}});
  figure(say("The next days by interval", "Ближайшие дни по интервалам"), intervals_chart(stream),
         {{"s1", forecast_word()}, {"s1 band", interval_word()}});
  write_days(stream);
  write_unusual(stream);
  close_section();
}

std::string ForecastPage::days_chart(const StreamForecast& stream) const {
  report::LineChart chart;
  chart.label = say("Calls by day, actual and forecast", "Звонки по дням: на деле и прогноз");
  report::LineSeries past{.css = "s2"}, coming{.css = "s1"};
  report::Band band{.css = "s1"};
  const LocalDay from = std::max(stream.first, stream.last - kPastShown);
  const auto x_of = [from](LocalDay day) { return static_cast<double>((day - from).count()) + 0.5; };
  double largest = 1;
  const auto add_strip = [&](LocalDay day, const std::string& words_of_day) {
    chart.strips.push_back(
        {x_of(day) - 0.5, x_of(day) + 0.5, fmt::format("{}\n{}", words.short_day(day), words_of_day)});
  };
  for (const auto& [day, count] : stream.history) {
    if (day < from) continue;
    past.points.emplace_back(x_of(day), count);
    largest = std::max(largest, count);
    add_strip(day, calls(count));
  }
  for (const ComingDay& day : stream.days) {
    const double x = x_of(day.calls.day);
    coming.points.emplace_back(x, day.total);
    band.points.push_back({x, day.total_lower, day.total_upper});
    largest = std::max(largest, day.total_upper);
    add_strip(day.calls.day,
              fmt::format("{} ({})", calls(day.total), between(day.total_lower, day.total_upper)));
  }
  const LocalDay until = stream.days.back().calls.day;
  chart.x = {0, x_of(until) + 0.5, {}, ""};
  for (LocalDay day = from; day <= until; day += std::chrono::days(1)) {
    if (std::chrono::weekday(day) != std::chrono::Monday) continue;
    chart.separators.push_back(x_of(day) - 0.5);
    if (chart.separators.size() % 2 == 1) chart.x.ticks.push_back({x_of(day) - 0.5, words.short_day(day)});
  }
  chart.y = calls_axis(largest);
  chart.bands = {std::move(band)};
  chart.series = {std::move(past), std::move(coming)};
  return chart.draw();
}

std::string ForecastPage::intervals_chart(const StreamForecast& stream) const {
  report::LineChart chart;
  chart.label = say("Forecast calls by interval", "Прогноз звонков по интервалам");
  report::LineSeries coming{.css = "s1"};
  const std::size_t days = std::min(kDaysByInterval, stream.days.size());
  double largest = 1;
  for (std::size_t day = 0; day < days; ++day) {
    const forecast::DayForecast& of = stream.days[day].calls;
    report::Band band{.css = "s1"};
    const auto slots = static_cast<double>(of.counts.size());
    const auto begins = static_cast<double>(day) * (slots + 1);
    chart.x.ticks.push_back({begins, words.short_day(of.day)});
    chart.separators.push_back(begins);
    for (std::size_t slot = 0; slot < of.counts.size(); ++slot) {
      const double x = begins + static_cast<double>(slot) + 0.5;
      coming.points.emplace_back(x, of.counts[slot]);
      band.points.push_back({x, of.lower[slot], of.upper[slot]});
      largest = std::max(largest, of.upper[slot]);
      const Duration start = stream.interval * static_cast<std::int64_t>(stream.first_slot + slot);
      chart.strips.push_back({x - 0.5, x + 0.5,
                              fmt::format("{} {}\n{} ({})", words.short_day(of.day), clock_text(start),
                                          calls(of.counts[slot]), between(of.lower[slot], of.upper[slot]))});
    }
    coming.points.emplace_back(begins + slots + 0.5, std::nullopt);
    chart.bands.push_back(std::move(band));
    chart.x.low = 0;
    chart.x.high = begins + slots;
  }
  chart.y = calls_axis(largest);
  chart.series = {std::move(coming)};
  return chart.draw();
}

void ForecastPage::write_days(const StreamForecast& stream) {
  const bool with_load = !stream.days.front().load.empty();
  std::vector<std::string_view> columns = {say("Day", "День"), say("Calls", "Звонков"),
                                           say("Nine in ten between", "Девять из десяти между"),
                                           say("Busiest interval", "Пиковый интервал")};
  if (with_load) columns.push_back(say("Largest load, erlangs", "Пиковая нагрузка, эрланг"));
  table_head(columns);
  for (const ComingDay& day : stream.days) {
    open_row(words.short_day(day.calls.day));
    cell(calls(day.total));
    cell(between(day.total_lower, day.total_upper));
    const auto peak = std::ranges::max_element(day.calls.counts);
    const auto slot = static_cast<std::int64_t>(stream.first_slot) + (peak - day.calls.counts.begin());
    cell(fmt::format("{} · {}", clock_text(stream.interval * slot), calls(*peak)));
    if (with_load) cell(words.number(*std::ranges::max_element(day.load), 1));
    close_row();
  }
  close_table();
}

void ForecastPage::write_unusual(const StreamForecast& stream) {
  if (stream.unusual.empty()) return;
  paragraph(say(
      "Days unlike others of their kind: outages, holidays, campaigns. Little was learned from them; tell "
      "them by name in a file of special days if they come again.",
      "Дни, не похожие на другие: сбои, праздники, акции. Прогноз их почти не учитывает; если они "
      "повторятся, "
      "назовите их в файле особых дней."));
  table_head({say("Day", "День"), say("Calls", "Звонков"), say("Usual", "Обычно")});
  for (const forecast::UnusualDay& day : stream.unusual) {
    open_row(words.short_day(day.day));
    cell(calls(day.calls));
    cell(calls(day.usual));
    close_row();
  }
  close_table();
}

void ForecastPage::write_method() {
  heading(say("How to read it", "Как это читать"));
  list({say("Of each line half of what comes will lie above, half below; nine in ten lie in its band.",
            "Половина того, что будет, ляжет выше линии, половина ниже; девять из десяти – в полосе."),
        say("The bands are as wide as such forecasts of these very calls were off in the last thirty days.",
            "Полосы такой ширины, на какую такие же прогнозы этих звонков ошибались за последние тридцать "
            "дней."),
        say("How good the forecasts are beside simple methods: tandem backtest.",
            "Насколько прогнозы лучше простых способов: tandem backtest.")});
  close_section();
}

}  // namespace

std::string page_of(const std::vector<StreamForecast>& streams, Language language) {
  return ForecastPage(streams, language).write();
}

}  // namespace tandem::app
