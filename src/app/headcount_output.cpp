#include "app/headcount_output.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "core/base/rounding.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using headcount::Cause;
using headcount::Headcount;
using headcount::Intake;
using headcount::MonthPlan;
using headcount::Short;
using report::JsonWriter;

std::string hours(double value) { return grouped(decimal_text(value, 0)); }
std::string people(double value) { return decimal_text(value, 1); }

/// For JSON: digits beyond these are what sums of binary fractions leave.
double rounded(double value) { return rounded_to(value, 4); }

double fte_short(const MonthPlan& month) {
  return month.need.hours > 0 ? month.short_hours() / month.need.hours * month.fte_needed : 0;
}

std::string months_table(const Headcount& plan) {
  TextTable table({"month", "phone hours", "productive", "FTE needed", "heads needed", "on board", "leavers",
                   "hired", "capacity", "short"});
  for (const MonthPlan& month : plan.months)
    table.add({to_text(month.need.month), hours(month.need.hours),
               decimal_text(month.time.productive * 100, 1) + " %", people(month.fte_needed),
               people(month.heads_needed), people(month.heads), people(month.leavers),
               month.intake ? fmt::format("{}", month.intake->starters) : "-", hours(month.capacity_hours),
               month.reason == Short::none ? "-" : hours(month.short_hours())});
  return table.text();
}

/// "Most people are needed in 2026-08: 43.3 full time, 28.9 part time."
std::string most_needed(const HeadcountResult& result) {
  const auto most = std::ranges::max_element(result.plan.months, {}, &MonthPlan::heads_needed);
  std::string text = fmt::format("Most people are needed in {}:", to_text(most->need.month));
  for (std::size_t i = 0; i < most->heads_by_contract.size(); ++i)
    text += fmt::format("{} {} {}", i == 0 ? "" : ",", people(most->heads_by_contract[i]),
                        result.people.contracts[i].name);
  return text + ".\n";
}

std::string intakes(const Headcount& plan) {
  std::string text;
  for (const MonthPlan& month : plan.months) {
    if (!month.intake) continue;
    const Intake& intake = *month.intake;
    text += fmt::format("  {} take calls from {}: {} of {} who start on {}; recruit from {}\n",
                        people(intake.ready), to_text(intake.on_calls),
                        intake.classes == 1 ? "1 class" : fmt::format("{} classes", intake.classes),
                        intake.starters, to_text(intake.start), to_text(intake.recruiting));
  }
  return text.empty() ? "Nobody is to be hired.\n" : "Classes:\n" + text;
}

std::string shortages(const HeadcountResult& result) {
  const Headcount& plan = result.plan;
  std::string text;
  for (const MonthPlan& month : plan.months) {
    if (month.reason == Short::none) continue;
    const std::string reason =
        month.reason == Short::lead_time
            ? fmt::format("the first class can be ready on {} and takes calls from {}",
                          to_text(plan.first_ready), to_text(plan.first_intake))
            : fmt::format("all classes that can be ready are full, {} a month of {}",
                          result.people.hiring.classes_a_month, result.people.hiring.class_max);
    text += fmt::format("{} is {} hours short ({} FTE): {}.\n", to_text(month.need.month),
                        hours(month.short_hours()), people(fte_short(month)), reason);
  }
  return text;
}

std::string causes(const HeadcountResult& result) {
  if (result.people.shrinkage.empty()) return "";
  TextTable table({"shrinkage", "of paid time", "kind"});
  const std::vector<double> away = shares_away(result);
  for (std::size_t i = 0; i < away.size(); ++i) {
    const Cause& cause = result.people.shrinkage[i];
    table.add({cause.name, decimal_text(away[i] * 100, 1) + " %",
               cause.planned ? "planned, rostered away" : "unplanned, needs cover"});
  }
  return "\n" + table.text() + "  on the phones: " + formula_of(result.people) + "\n";
}

void write_intake(JsonWriter& json, const std::optional<Intake>& intake) {
  json.key("intake");
  if (!intake) return json.null();
  json.open_object();
  json.member("starters", intake->starters);
  json.member("classes", intake->classes);
  json.member("ready", rounded(intake->ready));
  json.member("recruiting", to_text(intake->recruiting));
  json.member("start", to_text(intake->start));
  json.member("on_calls", to_text(intake->on_calls));
  json.close_object();
}

void write_month(JsonWriter& json, const HeadcountResult& result, const MonthPlan& month) {
  json.open_object();
  json.member("month", to_text(month.need.month));
  json.member("days", month.need.days);
  json.member("phone_hours", rounded(month.need.hours));
  json.member("rostered", month.time.rostered);
  json.member("productive", month.time.productive);
  json.key("away");
  json.open_object();
  for (std::size_t i = 0; i < month.time.away.size(); ++i)
    json.member(result.people.shrinkage[i].name, month.time.away[i]);
  json.close_object();
  json.member("fte_needed", rounded(month.fte_needed));
  json.member("heads_needed", rounded(month.heads_needed));
  json.key("heads_by_contract");
  json.open_object();
  for (std::size_t i = 0; i < month.heads_by_contract.size(); ++i)
    json.member(result.people.contracts[i].name, rounded(month.heads_by_contract[i]));
  json.close_object();
  json.member("heads", rounded(month.heads));
  json.member("leavers", rounded(month.leavers));
  json.member("fte", rounded(month.fte));
  json.member("capacity_hours", rounded(month.capacity_hours));
  json.member("short_hours", month.reason == Short::none ? 0 : rounded(month.short_hours()));
  json.member("short_fte", month.reason == Short::none ? 0 : rounded(fte_short(month)));
  json.key("reason");
  if (month.reason == Short::none)
    json.null();
  else
    json.value(month.reason == Short::lead_time ? "lead_time" : "classes");
  write_intake(json, month.intake);
  json.close_object();
}

}  // namespace

std::string formula_of(const headcount::People& people) {
  std::string planned, unplanned;
  for (const Cause& cause : people.shrinkage)
    (cause.planned ? planned : unplanned) +=
        cause.planned ? " - " + cause.name : fmt::format(" x (1 - {})", cause.name);
  return planned.empty() && !unplanned.empty() ? unplanned.substr(3)
                                               : fmt::format("(1{}){}", planned, unplanned);
}

std::vector<double> shares_away(const HeadcountResult& result) {
  std::vector<double> away(result.people.shrinkage.size());
  double days = 0;
  for (const MonthPlan& month : result.plan.months) {
    days += month.need.days;
    for (std::size_t i = 0; i < away.size(); ++i) away[i] += month.time.away[i] * month.need.days;
  }
  for (double& share : away) share /= days;
  return away;
}

std::string table_of(const HeadcountResult& result) {
  const Headcount& plan = result.plan;
  std::string text = months_table(plan) + "\n" + most_needed(result) + intakes(plan);
  text += fmt::format("{} to hire, {} leave{}\n", plan.hires, people(plan.leavers),
                      plan.proven ? "; no fewer hires would do." : ".");
  if (!plan.proven) text += "The solver's time was over: fewer hires might do.\n";
  return text + shortages(result) + causes(result);
}

std::string json_of(const HeadcountResult& result) {
  JsonWriter json;
  json.open_object();
  json.member("hires", result.plan.hires);
  json.member("leavers", rounded(result.plan.leavers));
  json.member("proven", result.plan.proven);
  json.member("first_ready", to_text(result.plan.first_ready));
  json.member("first_intake", to_text(result.plan.first_intake));
  json.key("months");
  json.open_array();
  for (const MonthPlan& month : result.plan.months) write_month(json, result, month);
  json.close_array();
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
