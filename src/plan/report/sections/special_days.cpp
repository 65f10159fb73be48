#include "plan/report/sections/special_days.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "plan/report/sections/sections.hpp"
#include "plan/report/sections/table.hpp"

namespace tandem::report {
namespace {

using analysis::DayKind;

/// A figure that stands out, in the unit of its kind.
std::string shown(const Page& page, DayKind kind, std::optional<double> value) {
  if (kind == DayKind::long_waits) return page.duration(value);
  if (kind == DayKind::high_abandonment) return page.percent(value);
  if (kind == DayKind::missing && !value) return page.words.count(0);
  return page.brief(value);
}

}  // namespace

Text kind_of_day(DayKind kind) {
  switch (kind) {
    case DayKind::missing:
      return Text::day_missing;
    case DayKind::high_volume:
      return Text::day_high;
    case DayKind::low_volume:
      return Text::day_low;
    case DayKind::short_day:
      return Text::day_short;
    case DayKind::long_waits:
      return Text::day_waits;
    case DayKind::high_abandonment:
      return Text::day_abandonment;
  }
  TANDEM_CHECK(false, "a kind of day without words");
}

void write_special_days(Page& page) {
  const auto& a = page.analysis;
  const Wording& w = page.words;
  page.open_section("special-days", Text::special_days);
  page.paragraph(Text::special_days_lead);
  if (a.special_days.empty()) {
    page.paragraph(Text::special_days_none);
    page.close_section();
    return;
  }
  {
    Table table(page, Text::special_days_table,
                {{Text::column_day, Table::Kind::words},
                 {Text::column_kind, Table::Kind::words},
                 {Text::column_found},
                 {Text::column_usual},
                 {Text::column_why, Table::Kind::words}});
    std::vector<const analysis::SpecialDay*> days;
    for (const auto& day : a.special_days) days.push_back(&day);
    std::ranges::sort(days, {},
                      [](const analysis::SpecialDay* day) { return std::pair(day->day, day->kind); });
    for (const auto* day : days) {
      table.row();
      table.title(w.short_day(day->day));
      table.words(w.say(kind_of_day(day->kind)));
      table.figure(shown(page, day->kind, day->found));
      table.figure(shown(page, day->kind, day->usual));
      table.words(w.language() == Language::ru ? day->explanation_ru : day->explanation_en);
    }
  }
  page.close_section();
}

}  // namespace tandem::report
