#include "core/kpi/definition.hpp"

#include <algorithm>
#include <initializer_list>

#include "core/base/check.hpp"

namespace tandem::kpi {
namespace {

using enum Measure;
using Terms = std::vector<Term>;

/// A ratio of two sums of measures; without denominator the sum itself.
Definition ratio(const char* id, const char* en, const char* ru, const char* formula, const char* known,
                 std::vector<Term> numerator, std::vector<Term> denominator) {
  Definition d;
  d.id = id;
  d.name_en = en;
  d.name_ru = ru;
  d.formula = formula;
  d.also_known = known;
  d.numerator = std::move(numerator);
  d.denominator = std::move(denominator);
  return d;
}

/// The six formulas of the service level. Nearly five points lie between them on identical calls.
void add_service_levels(std::vector<Definition>& all) {
  const auto add = [&all](auto... arguments) { all.push_back(ratio(arguments...)); };
  add("strict", "Service level, strict", "Уровень сервиса, строгий", "A_T / (A + B)",
      "Cisco: abandoned calls have a negative impact", Terms{{answered_in_threshold}},
      Terms{{answered}, {abandoned}});
  add("drop_short", "Service level, short abandons left out", "Уровень сервиса без коротких потерь",
      "A_T / (A + B - B_S)", "", Terms{{answered_in_threshold}},
      Terms{{answered}, {abandoned}, {abandoned_short, -1}});
  add("credit_short", "Service level, short abandons credited", "Уровень сервиса, короткие потери в плюс",
      "(A_T + B_S) / (A + B)", "", Terms{{answered_in_threshold}, {abandoned_short}},
      Terms{{answered}, {abandoned}});
  add("ignore_abandoned_in_threshold", "Service level, abandons within T left out",
      "Уровень сервиса без потерь в пределах порога", "A_T / (A + B - B_T)", "Cisco: abandoned calls ignored",
      Terms{{answered_in_threshold}}, Terms{{answered}, {abandoned}, {abandoned_in_threshold, -1}});
  add("credit_abandoned_in_threshold", "Service level, abandons within T credited",
      "Уровень сервиса, потери в пределах порога в плюс", "(A_T + B_T) / (A + B)",
      "Cisco: abandoned calls have a positive impact",
      Terms{{answered_in_threshold}, {abandoned_in_threshold}}, Terms{{answered}, {abandoned}});
  add("answered_only", "Service level of the answered", "Уровень сервиса среди отвеченных", "A_T / A", "",
      Terms{{answered_in_threshold}}, Terms{{answered}});
}

void add_shares(std::vector<Definition>& all) {
  const auto add = [&all](auto... arguments) { all.push_back(ratio(arguments...)); };
  add("abandonment", "Abandonment", "Доля потерянных (LSR)", "B / O", "lost-call rate, LSR, LCR",
      Terms{{abandoned}}, Terms{{offered}});
  add("abandonment_without_short", "Abandonment, short abandons left out", "Доля потерянных без коротких",
      "(B - B_S) / (O - B_S)", "", Terms{{abandoned}, {abandoned_short, -1}},
      Terms{{offered}, {abandoned_short, -1}});
  add("abandoned_ringing_share", "Abandoned while ringing", "Потеряны во время вызова оператора",
      "B_ring / O", "", Terms{{abandoned_ringing}}, Terms{{offered}});
  add("abandoned_short_of_offered", "Abandoned under S, of offered", "Не дождались менее S, от поступивших",
      "B_S / O", "", Terms{{abandoned_short}}, Terms{{offered}});
  add("abandoned_short_of_abandoned", "Abandoned under S, of abandoned",
      "Не дождались менее S, от потерянных", "B_S / B", "", Terms{{abandoned_short}}, Terms{{abandoned}});
}

void add_times(std::vector<Definition>& all) {
  const auto add = [&all](auto... arguments) {
    Definition d = ratio(arguments...);
    d.unit = Unit::seconds;
    d.rounding.decimals = 1;
    all.push_back(std::move(d));
  };
  add("mean_wait", "Mean queue wait", "Среднее ожидание в очереди",
      "sum of waits of answered and abandoned / (A + B)", "",
      Terms{{wait_answered_total}, {wait_abandoned_total}}, Terms{{answered}, {abandoned}});
  add("mean_wait_answered", "Average speed of answer (ASA)", "Средняя скорость ответа (ASA)",
      "sum of waits of answered / A", "asa", Terms{{wait_answered_total}}, Terms{{answered}});
  add("mean_wait_abandoned", "Mean wait of the abandoned", "Среднее ожидание потерянных",
      "sum of waits of abandoned / B", "average time to abandon", Terms{{wait_abandoned_total}},
      Terms{{abandoned}});
  add("max_wait", "Longest wait", "Максимальное ожидание", "longest wait of answered and abandoned", "",
      Terms{{wait_max}}, Terms{});
  add("aht", "Average handle time (AHT)", "Среднее время обработки (AHT)", "(talk with hold + ACW) / handled",
      "", Terms{{talk_total}, {acw_total}}, Terms{{talk_known}});
  add("mean_talk", "Mean talk, hold included", "Средняя длительность диалога (с удержанием)",
      "talk with hold / handled", "", Terms{{talk_total}}, Terms{{talk_known}});
  add("mean_talk_without_hold", "Mean talk, hold left out", "Средняя длительность диалога (без удержания)",
      "(talk with hold - hold) / handled", "", Terms{{talk_total}, {held_total, -1}}, Terms{{talk_known}});
  add("mean_hold", "Mean hold", "Среднее удержание", "hold / handled", "", Terms{{held_total}},
      Terms{{talk_known}});
  add("mean_acw", "After-call work (ACW)", "Поствызывная обработка", "ACW / handled", "wrap-up",
      Terms{{acw_total}}, Terms{{talk_known}});
  add("mean_acw_present", "After-call work where there was some", "Поствызывная обработка, где она была",
      "ACW / calls with ACW > 0", "", Terms{{acw_total}}, Terms{{acw_present}});
}

void add_counts(std::vector<Definition>& all) {
  const auto add = [&all](const char* id, const char* en, const char* ru, const char* formula,
                          Measure measure) {
    Definition d = ratio(id, en, ru, formula, "", Terms{{measure}}, Terms{});
    d.unit = Unit::count;
    all.push_back(std::move(d));
  };
  add("offered", "Offered", "Поступило", "O: every call that reached a queue", offered);
  add("answered", "Answered", "Отвечено", "A", answered);
  add("abandoned", "Abandoned", "Потеряно", "B", abandoned);
  add("abandoned_short", "Abandoned under S", "Не дождались менее S", "B_S", abandoned_short);
  add("answered_in_threshold", "Answered within T", "Отвечено за T", "A_T", answered_in_threshold);
  add("abandoned_in_threshold", "Abandoned within T", "Потеряно за T", "B_T", abandoned_in_threshold);
}

void add_percentiles(std::vector<Definition>& all) {
  const auto add = [&all](const char* id, const char* en, const char* ru, const char* formula, double share,
                          Waits waits) {
    Definition d = ratio(id, en, ru, formula, "", Terms{}, Terms{});
    d.unit = Unit::seconds;
    d.rounding.decimals = 1;
    d.percentile = share;
    d.percentile_of = waits;
    all.push_back(std::move(d));
  };
  add("p50_wait", "Median wait", "Медиана ожидания", "50th percentile of waits of A and B, nearest rank", 0.5,
      Waits::all);
  add("p90_wait", "90th percentile of waits", "90-й перцентиль ожидания",
      "90th percentile of waits of A and B, nearest rank", 0.9, Waits::all);
  add("p95_wait", "95th percentile of waits", "95-й перцентиль ожидания",
      "95th percentile of waits of A and B, nearest rank", 0.95, Waits::all);
  add("p90_wait_answered", "90th percentile of waits of the answered", "90-й перцентиль ожидания отвеченных",
      "90th percentile of waits of A, nearest rank", 0.9, Waits::answered);
  add("p90_wait_abandoned", "90th percentile of waits of the abandoned",
      "90-й перцентиль ожидания потерянных", "90th percentile of waits of B, nearest rank", 0.9,
      Waits::abandoned);
}

std::vector<Definition> make_catalogue() {
  std::vector<Definition> all;
  add_service_levels(all);
  add_shares(all);
  add_times(all);
  add_percentiles(all);
  add_counts(all);
  return all;
}

bool uses(const Definition& definition, std::initializer_list<Measure> measures) {
  const auto one_of_them = [&](const Term& term) {
    return std::ranges::find(measures, term.measure) != measures.end();
  };
  return std::ranges::any_of(definition.numerator, one_of_them) ||
         std::ranges::any_of(definition.denominator, one_of_them);
}

}  // namespace

bool Definition::effective_on(std::chrono::year_month_day day) const {
  return day >= effective_from && (!effective_until || day <= *effective_until);
}

std::span<const Definition> catalogue() {
  static const std::vector<Definition> all = make_catalogue();
  return all;
}

Result<const Definition*> find_definition(std::string_view id) {
  const Definition* found = nullptr;
  for (const Definition& d : catalogue())
    if (d.id == id && (found == nullptr || d.version > found->version)) found = &d;
  if (found != nullptr) return found;
  std::string known;
  for (const Definition& d : catalogue()) known += (known.empty() ? "" : ", ") + d.id;
  return failure(ErrorCode::not_found, "there is no KPI '{}'; known are {}", id, known);
}

Result<const Definition*> find_definition(std::string_view id, int version) {
  TANDEM_ASSIGN(latest, find_definition(id));
  for (const Definition& d : catalogue())
    if (d.id == id && d.version == version) return &d;
  return failure(ErrorCode::not_found, "KPI '{}' has no version {}; the latest is {}", id, version,
                 latest->version);
}

bool uses_answer_threshold(const Definition& definition) {
  return uses(definition, {answered_in_threshold, abandoned_in_threshold});
}

bool uses_short_abandons(const Definition& definition) { return uses(definition, {abandoned_short}); }

std::span<const Definition> service_level_formulas() { return catalogue().first(kServiceLevelFormulas); }

}  // namespace tandem::kpi
