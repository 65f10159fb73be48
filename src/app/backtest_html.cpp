#include "app/backtest_html.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <numeric>
#include <span>

#include "app/plain_page.hpp"
#include "plan/report/charts/bar_chart.hpp"
#include "plan/report/charts/line_chart.hpp"

namespace tandem::app {
namespace {

using forecast::BacktestResult;
using report::Language;

/// The last days are shown interval by interval.
constexpr std::size_t kDaysByInterval = 5;

class BacktestPage : private PlainPage {
 public:
  BacktestPage(const BacktestResult& result, const BacktestInput& input, Language language)
      : PlainPage(language), result_(result), input_(input) {}

  std::string write() {
    write_masthead();
    write_methods();
    write_days();
    return std::move(*this).finish();
  }

 private:
  void write_masthead();
  void write_methods();
  void write_days();
  void add_rows(std::string_view method, const std::vector<BacktestResult::Scored>& horizons);
  std::string_view method_word(forecast::Baseline baseline) const;
  std::string errors_chart() const;
  std::string days_chart() const;
  std::string intervals_chart() const;
  std::string calls(double count) const { return words.count(std::llround(count)); }
  std::string percent(const std::optional<double>& share) const {
    return share ? words.percent(*share, 2) : "–";
  }
  report::Axis calls_axis(double largest) const {
    return report::axis_from_zero(largest, 5, true, [this](double value) { return calls(value); }, "");
  }

  const BacktestResult& result_;
  const BacktestInput& input_;
};

void BacktestPage::write_masthead() {
  open({.eyebrow = "Tandem backtest",
        .title = say("How good are the forecasts?", "Насколько точны прогнозы?"),
        .lead = say("The last days, forecast from the days before each alone, beside what came.",
                    "Последние дни, предсказанные только по дням до них, рядом с тем, что было."),
        .style = ""});
  fact(say("Days forecast", "Дни прогноза"),
       fmt::format("{} – {}", words.short_day(input_.first), words.short_day(input_.last)));
  fact(say("Days with calls", "Дней со звонками"), words.count(static_cast<std::int64_t>(input_.days)));
  fact(say("Interval", "Интервал"), words.duration(input_.interval.seconds()));
  for (const auto& [horizon, accuracy] : result_.horizons)
    fact(fmt::format("{} {}", say("Error,", "Ошибка,"), horizon), percent(accuracy.wape()));
  close_masthead();
}

std::string_view BacktestPage::method_word(forecast::Baseline baseline) const {
  switch (baseline) {
    case forecast::Baseline::seasonal_naive:
      return say("The same weekday's last day", "Тот же день недели в прошлый раз");
    case forecast::Baseline::mean_of_4_weekdays:
      return say("Mean of its last four", "Среднее четырёх последних");
    case forecast::Baseline::mean_of_6_weekdays:
      return say("Mean of its last six", "Среднее шести последних");
    case forecast::Baseline::holt_winters:
      return say("Holt-Winters", "Хольт-Винтерс");
  }
  return "";
}

void BacktestPage::add_rows(std::string_view method, const std::vector<BacktestResult::Scored>& horizons) {
  for (const auto& [horizon, accuracy] : horizons) {
    open_row(method);
    cell(horizon);
    cell(percent(accuracy.wape()));
    cell(accuracy.rmse() ? words.brief(*accuracy.rmse()) : "–");
    const auto mase = accuracy.mase(result_.naive_error);
    cell(mase ? words.number(*mase, 2) : "–");
    cell(percent(accuracy.bias()));
    cell(percent(accuracy.coverage()));
    close_row();
  }
}

std::string BacktestPage::errors_chart() const {
  report::BarChart chart;
  chart.label = say("Error by method and how far ahead", "Ошибка по способам и срокам");
  double largest = 0;
  const auto add = [&](std::string_view css, const std::vector<BacktestResult::Scored>& horizons,
                       std::string_view method, std::size_t number) {
    const auto& [horizon, accuracy] = horizons[number];
    const double wape = accuracy.wape().value_or(0);
    largest = std::max(largest, wape);
    chart.bars.push_back({.value = wape,
                          .label = css == "s1" ? horizon : "",
                          .figure = words.percent(wape, 1),
                          .tooltip = fmt::format("{} {}: {}", method, horizon, words.percent(wape, 2)),
                          .css = std::string(css)});
  };
  for (std::size_t i = 0; i < result_.horizons.size(); ++i) {
    if (i > 0) chart.bars.push_back({});
    add("s1", result_.horizons, "Tandem", i);
    for (const auto& each : result_.baselines) add("s6", each.horizons, method_word(each.baseline), i);
  }
  chart.y = report::axis_from_zero(
      largest, 4, false,
      [this](double share) {
        return words.percent(share, std::abs(std::remainder(share, 0.01)) < 1e-9 ? 0 : 1);
      },
      "");
  return chart.draw();
}

void BacktestPage::write_methods() {
  heading(say("Beside simple methods", "Рядом с простыми способами"));
  figure(
      say("Sum of the errors by the sum of the calls", "Сумма ошибок к сумме звонков"), errors_chart(),
      {{"s1", "Tandem"}, {"s6", say("simple methods, as in the table", "простые способы, как в таблице")}});
  table_head({say("Method", "Способ"), say("Ahead", "Срок"), "WAPE", "RMSE", "MASE", say("Bias", "Смещение"),
              say("In 90 %", "В 90 %")});
  add_rows("Tandem", result_.horizons);
  for (const auto& each : result_.baselines) add_rows(method_word(each.baseline), each.horizons);
  close_table();
  list({say("Ahead: 1d the next day, from each day; 1w the first week and 2w the second, from the end of "
            "every week.",
            "Срок: 1d – на день вперёд, от каждого дня; 1w – первая неделя, 2w – вторая, от конца каждой "
            "недели."),
        say("WAPE: sum of the errors by the sum of the calls; MASE: below 1, better than the same weekday's "
            "last day.",
            "WAPE: сумма ошибок к сумме звонков; MASE: меньше 1 – лучше, чем тот же день недели в прошлый "
            "раз."),
        say("In 90 %: the share of intervals that lay in their 90 % interval.",
            "В 90 %: доля интервалов, попавших в свою 90-процентную полосу.")});
  close_section();
}

std::string BacktestPage::days_chart() const {
  report::LineChart chart;
  chart.label =
      say("Calls by day, actual and forecast the day before", "Звонки по дням: на деле и прогноз накануне");
  report::LineSeries actual{.css = "s2"}, expected{.css = "s1"};
  double largest = 1, x = 0;
  for (const auto& [day, came] : result_.days) {
    const double total = std::accumulate(came.begin(), came.end(), 0.0);
    const double forecast = std::accumulate(day.counts.begin(), day.counts.end(), 0.0);
    actual.points.emplace_back(x + 0.5, total);
    expected.points.emplace_back(x + 0.5, forecast);
    largest = std::max({largest, total, forecast});
    chart.strips.push_back(
        {x, x + 1,
         fmt::format("{}\n{}: {}\n{}: {}", words.short_day(day.day), say("actual", "на деле"), calls(total),
                     say("forecast", "прогноз"), calls(forecast))});
    if (static_cast<std::size_t>(x) % result_.days_a_week == 0) {
      chart.separators.push_back(x);
      chart.x.ticks.push_back({x, words.short_day(day.day)});
    }
    ++x;
  }
  chart.x.low = 0;
  chart.x.high = std::max(1.0, x);
  chart.y = calls_axis(largest);
  chart.series = {std::move(actual), std::move(expected)};
  return chart.draw();
}

std::string BacktestPage::intervals_chart() const {
  report::LineChart chart;
  chart.label =
      say("The last days by interval, actual and forecast", "Последние дни по интервалам: на деле и прогноз");
  report::LineSeries actual{.css = "s2"}, expected{.css = "s1"};
  double largest = 1, begins = 0;
  const std::size_t days = std::min(kDaysByInterval, result_.days.size());
  for (const auto& [day, came] : std::span(result_.days).last(days)) {
    report::Band band{.css = "s1"};
    chart.separators.push_back(begins);
    chart.x.ticks.push_back({begins, words.short_day(day.day)});
    for (std::size_t slot = 0; slot < came.size(); ++slot) {
      const double x = begins + static_cast<double>(slot) + 0.5;
      actual.points.emplace_back(x, came[slot]);
      expected.points.emplace_back(x, day.counts[slot]);
      band.points.push_back({x, day.lower[slot], day.upper[slot]});
      largest = std::max({largest, came[slot], day.upper[slot]});
    }
    begins += static_cast<double>(came.size()) + 1;
    actual.points.emplace_back(begins - 0.5, std::nullopt);
    expected.points.emplace_back(begins - 0.5, std::nullopt);
    chart.bands.push_back(std::move(band));
  }
  chart.x.low = 0;
  chart.x.high = std::max(1.0, begins);
  chart.y = calls_axis(largest);
  chart.series = {std::move(expected), std::move(actual)};
  return chart.draw();
}

void BacktestPage::write_days() {
  heading(say("Day by day", "День за днём"));
  figure(say("Calls by day, each forecast the day before", "Звонки по дням, прогноз накануне"), days_chart(),
         {{"s2", say("actual", "на деле")}, {"s1", say("forecast", "прогноз")}});
  figure(say("The last days by interval", "Последние дни по интервалам"), intervals_chart(),
         {{"s2", say("actual", "на деле")},
          {"s1", say("forecast", "прогноз")},
          {"s1 band", say("nine in ten lie here", "девять из десяти")}});
  close_section();
}

}  // namespace

std::string page_of(const BacktestResult& result, const BacktestInput& input, Language language) {
  return BacktestPage(result, input, language).write();
}

}  // namespace tandem::app
