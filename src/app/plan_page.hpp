#pragma once

#include <optional>
#include <string>

#include "app/plain_page.hpp"
#include "app/plan_words.hpp"
#include "plan/report/charts/scale.hpp"

namespace tandem::app {

/// The page of a plan, section by section: the promise in plan_page.cpp, how it is kept in plan_page_how.cpp.
class PlanPage : private PlainPage {
 public:
  PlanPage(const PlanResult& plan, report::Language language) : PlainPage(language), plan_(plan) {}

  std::string write();

 private:
  void write_masthead();
  void write_promise();
  void write_money();
  void write_activities();
  void write_offers();
  void write_formulas();
  void write_what_ifs();

  void write_past();
  void write_calls();
  void write_staff();
  void write_desk();
  void write_week();
  void write_people();
  void write_sites();
  void write_look_back();
  void write_worst_hours();
  void write_assumptions();

  std::string odds_chart() const;
  std::string days_chart() const;
  std::string staff_chart() const;

  std::string money(double minor_units) const;
  std::string count(double value) const;
  std::string share(std::optional<double> value) const { return value ? words.percent(*value) : "–"; }
  std::string figure(double value, const sla::Clause& clause) const;
  std::string between(const std::optional<quote::Spread>& spread, const sla::Clause& clause) const;
  double months() const { return static_cast<double>(plan_.months.size()); }

  const PlanResult& plan_;
};

}  // namespace tandem::app
