#include <algorithm>
#include <map>

#include "agree/sla/fault_list.hpp"
#include "agree/sla/limits.hpp"
#include "agree/sla/scale_faults.hpp"
#include "agree/sla/terms.hpp"

namespace tandem::sla {
namespace {

void check_named_once(const std::string& name, const std::string& path, std::map<std::string, int>& seen,
                      FaultList& faults) {
  if (name.empty()) faults.add(path, "is empty");
  if (++seen[name] == 2) faults.add(path, "'{}' is named twice", name);
}

void check_validity(const Terms& terms, FaultList& faults) {
  if (terms.client.empty()) faults.add("client", "is empty");
  if (terms.valid_until && *terms.valid_until < terms.valid_from)
    faults.add("valid.until", "is {}, before they begin, {}", to_text(*terms.valid_until),
               to_text(terms.valid_from));
}

void check_kpi(const Terms& terms, const Clause& clause, const std::string& path, FaultList& faults) {
  const kpi::Definition& kpi = *clause.kpi;
  for (const std::optional<LocalDay> day : {std::optional(terms.valid_from), terms.valid_until})
    if (day && !kpi.effective_on(std::chrono::year_month_day(*day)))
      faults.add(path + ".kpi", "'{}' version {} is not in effect on {}", kpi.id, kpi.version, to_text(*day));
  if (kpi::uses_answer_threshold(kpi) && kpi::uses_short_abandons(kpi) &&
      clause.rules.short_abandon.limit > clause.rules.answer.limit)
    faults.add(path + ".kpi.short", "is {} s, more than the threshold, {} s",
               clause.rules.short_abandon.limit.seconds(), clause.rules.answer.limit.seconds());
  if (kpi.unit == kpi::Unit::share &&
      (clause.target.value < Decimal() || clause.target.value > Decimal::whole(100)))
    faults.add(path + ".target", "is {}; expected 0 to 100 %", in_words(clause.target.value, kpi.unit));
}

void check_window(const Window& window, const std::string& path, FaultList& faults) {
  if (window.each == Window::Each::month) return;
  if (window.met <= Decimal() || window.met > Decimal::whole(100))
    faults.add(path + ".window.met", "is {} %; expected more than 0 and at most 100 %",
               window.met.to_string());
  if (window.each == Window::Each::interval &&
      (window.length < Duration::minutes(1) ||
       Duration::days(1).microseconds() % std::max<std::int64_t>(window.length.microseconds(), 1) != 0))
    faults.add(path + ".window.length",
               "is {} s; expected a minute at least, of which a whole number make a day",
               window.length.seconds());
}

void check_scope(const Scope& scope, const std::string& path, FaultList& faults) {
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < scope.queues.size(); ++i)
    check_named_once(scope.queues[i], fmt::format("{}.scope.queues[{}]", path, i), seen, faults);
  calendar::OpeningHours hours{.zone = &Zone::utc(), .weekly = scope.hours};
  for (const Error& fault : calendar::faults_of(hours))
    faults.add(path + ".scope.hours", "{}", fault.message);
  if (std::ranges::all_of(scope.hours.days, [](const auto& spans) { return spans.empty(); }))
    faults.add(path + ".scope.hours", "are never open");
}

void check_exclusions(const Terms& terms, const Exclusions& exclusions, const std::string& path,
                      FaultList& faults) {
  for (std::size_t i = 0; i < exclusions.days.size(); ++i) {
    const DayRange& days = exclusions.days[i];
    const std::string at = fmt::format("{}.exclusions.days[{}]", path, i);
    if (days.until < days.from)
      faults.add(at + ".until", "is {}, before {}", to_text(days.until), to_text(days.from));
    else if (days.until < terms.valid_from || (terms.valid_until && days.from > *terms.valid_until))
      faults.add(at, "lies outside the time in which the terms are valid");
  }
  if (exclusions.over_forecast && *exclusions.over_forecast < Decimal::whole(100))
    faults.add(path + ".exclusions.over_forecast",
               "is {} %: days as busy as forecast would be left out; expected 100 % at least",
               exclusions.over_forecast->to_string());
  std::map<std::string, int> seen;
  for (std::size_t i = 0; i < exclusions.outages.size(); ++i)
    check_named_once(exclusions.outages[i], fmt::format("{}.exclusions.outages[{}]", path, i), seen, faults);
  const auto month_of = [](LocalDay day) {
    const std::chrono::year_month_day date(day);
    return date.year() / date.month();
  };
  if (exclusions.ramp_up_months > 0 && terms.valid_until &&
      month_of(*terms.valid_until) <
          month_of(terms.valid_from) + std::chrono::months(exclusions.ramp_up_months))
    faults.add(path + ".exclusions.ramp_up_months", "is {}: the clause would hold in no month of the terms",
               exclusions.ramp_up_months);
}

bool pays_percent(const std::optional<Scale>& scale) {
  return scale && std::ranges::any_of(scale->steps, [](const Step& step) { return is_percent(step.charge); });
}

void check_clause(const Terms& terms, const Clause& clause, const std::string& path, FaultList& faults) {
  check_kpi(terms, clause, path, faults);
  check_window(clause.window, path, faults);
  check_scope(clause.scope, path, faults);
  check_exclusions(terms, clause.exclusions, path, faults);
  if (clause.penalty) add_faults_of(*clause.penalty, clause, Side::penalty, path + ".penalty", faults);
  if (clause.bonus) add_faults_of(*clause.bonus, clause, Side::bonus, path + ".bonus", faults);
  const bool free = terms.prices.empty() && !terms.time_and_material && !terms.minimum;
  if (free && pays_percent(clause.penalty))
    faults.add(path + ".penalty", "is a percentage of the month's fee, and there is no price");
  if (free && pays_percent(clause.bonus))
    faults.add(path + ".bonus", "is a percentage of the month's fee, and there is no price");
}

void check_caps(const Terms& terms, FaultList& faults) {
  bool penalties = false;
  bool bonuses = false;
  for (const Clause& clause : terms.clauses) {
    const auto check = [&](const std::optional<Scale>& scale, const std::optional<Charge>& cap,
                           const char* path) {
      if (!scale || !cap) return;
      if (const auto step = above_cap(*scale, *cap))
        faults.add(path, "is {}, and the first step of '{}' takes {}", in_words(*cap), clause.name,
                   in_words(*step));
    };
    check(clause.penalty, terms.penalty_cap, "caps.penalty");
    check(clause.bonus, terms.bonus_cap, "caps.bonus");
    penalties |= clause.penalty.has_value();
    bonuses |= clause.bonus.has_value();
  }
  if (terms.penalty_cap && !penalties) faults.add("caps.penalty", "stands without a penalty");
  if (terms.bonus_cap && !bonuses) faults.add("caps.bonus", "stands without a bonus");
}

void check_price(const Price& price, const std::string& path, FaultList& faults) {
  const std::string tiers = path + (price.kind == Price::Tiers::graduated ? ".graduated" : ".whole_volume");
  if (price.tiers.empty()) return faults.add(tiers, "is empty: name a tier");
  for (std::size_t i = 0; i < price.tiers.size(); ++i) {
    const std::string at = fmt::format("{}[{}].until", tiers, i);
    const auto& until = price.tiers[i].until;
    const bool last = i + 1 == price.tiers.size();
    if (last && until) faults.add(at, "ends the last tier at {}: what lies beyond has no price", *until);
    if (!last && !until) faults.add(at, "is missing: another tier follows");
    if (i > 0 && until && price.tiers[i - 1].until && *until <= *price.tiers[i - 1].until)
      faults.add(at, "is {}, not beyond the tier before it, {}", *until, *price.tiers[i - 1].until);
  }
  if (price.per == Per::month && (price.tiers.size() > 1 || price.minimum_quantity))
    faults.add(path + ".per", "is a month, of which there is one: it has no tiers and no least quantity");
  if (price.per == Per::month && price.minimum_amount)
    faults.add(path + ".minimum", "stands beside a fixed price");
}

void check_time(const TimeAndMaterial& time, FaultList& faults) {
  if (time.rates.empty()) faults.add("time_and_material.rates", "is empty: name a role and its hourly rate");
  std::map<std::string, int> seen;
  for (const auto& rate : time.rates)
    check_named_once(rate.role, "time_and_material.rates." + rate.role, seen, faults);
}

}  // namespace

std::vector<Error> faults_of(const Terms& terms) {
  FaultList faults;
  check_validity(terms, faults);
  std::map<std::string, int> clauses;
  if (terms.clauses.size() > kClausesMax) faults.add("clauses", "are more than {}", kClausesMax);
  for (std::size_t i = 0; i < terms.clauses.size(); ++i) {
    const std::string path = fmt::format("clauses[{}]", i);
    check_named_once(terms.clauses[i].name, path + ".name", clauses, faults);
    check_clause(terms, terms.clauses[i], path, faults);
  }
  check_caps(terms, faults);
  std::map<std::string, int> prices;
  for (std::size_t i = 0; i < terms.prices.size(); ++i) {
    const std::string path = fmt::format("prices[{}]", i);
    check_named_once(terms.prices[i].name, path + ".name", prices, faults);
    check_price(terms.prices[i], path, faults);
  }
  if (terms.time_and_material) check_time(*terms.time_and_material, faults);
  if (terms.clauses.empty() && terms.prices.empty() && !terms.time_and_material)
    faults.add("clauses", "are none, and neither are prices: there is nothing agreed on");
  return faults.take();
}

}  // namespace tandem::sla
