#include <fmt/format.h>

#include <vector>

#include "app/plain_page.hpp"
#include "app/sites_output.hpp"
#include "plan/report/charts/xml_text.hpp"

namespace tandem::app {
namespace {

using report::Language;
using sites::Activity;
using sites::Alternative;

class SitesPage : private PlainPage {
 public:
  SitesPage(const SitesResult& result, Language language) : PlainPage(language), result_(result) {}

  std::string write() {
    write_masthead();
    write_overview();
    write_activities();
    write_cover();
    return std::move(*this).finish();
  }

 private:
  std::string whole(double value) const { return words.number(value, 0); }
  double units(std::int64_t minor_units) const {
    return static_cast<double>(minor_units) /
           static_cast<double>(result_.comparison.currency.minor_units_per_unit());
  }
  std::string cents(const std::optional<double>& value) const {
    return value ? words.number(*value, result_.comparison.currency.decimals()) : "–";
  }
  std::string_view said_name(const Alternative& one) const {
    return one.kind ? std::string_view(one.name) : say("mixed", "сочетание площадок");
  }
  std::string said_hours(const Alternative& one) const;
  std::string_view said_kind(const Alternative& one) const;
  std::string_view said(Activity activity) const;

  void write_masthead();
  void write_overview();
  void write_activities();
  void write_cover();

  const SitesResult& result_;
};

std::string_view SitesPage::said_kind(const Alternative& one) const {
  if (!one.kind) return say("mix", "сочетание");
  switch (*one.kind) {
    case sites::Kind::onshore:
      return say("onshore", "в стране");
    case sites::Kind::nearshore:
      return say("nearshore", "в соседней стране");
    case sites::Kind::offshore:
      return say("offshore", "в далёкой стране");
    case sites::Kind::in_house:
      break;
  }
  return say("in-house", "у клиента");
}

std::string_view SitesPage::said(Activity activity) const {
  constexpr std::array<std::string_view, sites::kActivities> kRussian = {"зарплата",
                                                                         "надбавка за ночь",
                                                                         "надбавка за выходные",
                                                                         "надбавка за праздники",
                                                                         "взносы работодателя",
                                                                         "супервизия",
                                                                         "наём",
                                                                         "рабочие места",
                                                                         "запуск"};
  return say(name_of(activity), kRussian[static_cast<std::size_t>(activity)]);
}

std::string SitesPage::said_hours(const Alternative& one) const {
  constexpr std::array<std::string_view, calendar::kWeekdays> kRussian = {"пн", "вт", "ср", "чт",
                                                                          "пт", "сб", "вс"};
  std::string text = sites::hours_text(one.uncovered);
  for (std::size_t day = 0; day < kRussian.size(); ++day) {
    const std::string_view name = calendar::kWeekdayNames[day];
    for (auto at = text.find(name); at != std::string::npos; at = text.find(name, at + 1))
      text.replace(at, name.size(), say(name, kRussian[day]));
  }
  return text;
}

void SitesPage::write_masthead() {
  open({.eyebrow = "Tandem sites",
        .title = say("Where calls are taken", "Где принимать звонки"),
        .lead = say("Each site alone and the cheapest mix, by cost, risk and cover.",
                    "Каждая площадка отдельно и самое дешёвое сочетание: затраты, риск, охват."),
        .style = ""});
  const sites::Comparison& comparison = result_.comparison;
  fact(say("Agent-hours required", "Требуется, чел.-ч"), whole(comparison.alternatives.front().hours));
  if (comparison.cheapest) {
    const Alternative& best = comparison.alternatives[*comparison.cheapest];
    fact(say("Cheapest that covers all", "Дешевле всех при полном охвате"), std::string(said_name(best)));
    fact(say("Its cost", "Затраты"),
         fmt::format("{} {}", whole(units(best.costs.total())), comparison.currency.code()));
  }
  close_masthead();
}

void SitesPage::write_overview() {
  heading(say("Cost, risk and cover", "Затраты, риск и охват"));
  table_head({say("Alternative", "Вариант"), say("Kind", "Вид"), result_.comparison.currency.code(),
              say("A paid hour", "Оплаченный час"), say("A phone hour", "Час на линии"),
              say("A call", "Звонок"), say("Cover", "Охват"), say("Seats", "Мест"),
              say("Extra calls", "Лишних звонков"), say("Reason of the risk", "Причина риска")});
  for (const Alternative& one : result_.comparison.alternatives) {
    const UnitCosts costs = unit_costs(result_.comparison, one);
    open_row(said_name(one));
    cell(said_kind(one));
    cell(one.impossible ? "–" : whole(units(one.costs.total())));
    cell(cents(costs.paid_hour));
    cell(cents(costs.phone_hour));
    cell(cents(costs.call));
    cell(one.impossible ? "–" : words.percent(one.cover()));
    cell(one.impossible ? "–" : words.count(one.seats));
    cell(one.extra_calls ? whole(*one.extra_calls) : "–");
    std::string reasons = one.impossible.value_or("");
    for (const sites::SitePart& part : one.parts) {
      const std::string& reason = result_.sites.sites[part.site].quality.reason;
      if (!reason.empty()) reasons += (reasons.empty() ? "" : "; ") + reason;
    }
    cell(reasons);
    close_row();
  }
  close_table();
  close_section();
}

void SitesPage::write_activities() {
  heading(say("Cost by activity", "Затраты по видам"));
  std::vector<std::string> names;
  for (const Alternative& one : result_.comparison.alternatives)
    names.push_back(report::escaped(said_name(one)));
  std::vector<std::string_view> columns = {result_.comparison.currency.code()};
  columns.insert(columns.end(), names.begin(), names.end());
  table_head(columns);
  for (const Activity activity : sites::kAllActivities) {
    open_row(said(activity));
    for (const Alternative& one : result_.comparison.alternatives)
      cell(one.impossible ? "–" : whole(units(one.costs.of(activity))));
    close_row();
  }
  open_row(say("all", "всего"));
  for (const Alternative& one : result_.comparison.alternatives)
    cell(one.impossible ? "–" : whole(units(one.costs.total())));
  close_row();
  close_table();
  close_section();
}

void SitesPage::write_cover() {
  heading(say("Who does what, and what stays uncovered", "Кто что делает и что не охвачено"));
  table_head({say("Alternative", "Вариант"), say("Site", "Площадка"), say("Share of the hours", "Доля часов"),
              say("Seats", "Мест"), say("People, FTE", "Ставок"), say("Uncovered hours", "Не охвачено")});
  for (const Alternative& one : result_.comparison.alternatives)
    for (const sites::SitePart& part : one.parts) {
      open_row(said_name(one));
      cell(result_.sites.sites[part.site].name);
      cell(words.percent(one.hours > 0 ? part.hours / one.hours : 0));
      cell(words.count(part.seats));
      cell(words.number(part.people, 1));
      cell(one.covers_all() ? "" : said_hours(one));
      close_row();
    }
  close_table();
  list(
      {say("Hours of the week are those of the client's clock.", "Часы недели – по часам клиента."),
       say("A site's quality is what you state; calls that come back are counted as more hours, not as calls "
           "handled.",
           "Качество площадки – то, что указали вы; повторные звонки – это лишние часы, а не принятые "
           "звонки.")});
  close_section();
}

}  // namespace

std::string page_of(const SitesResult& result, Language language) {
  return SitesPage(result, language).write();
}

}  // namespace tandem::app
