#include <cmath>

#include "app/plan_output.hpp"
#include "app/plan_words.hpp"
#include "plan/report/json_writer.hpp"
#include "plan/report/report.hpp"

namespace tandem::app {
namespace {

using quote::Spread;
using report::JsonWriter;

void spread(JsonWriter& json, std::string_view name, const std::optional<Spread>& of) {
  json.key(name);
  if (!of) {
    json.null();
    return;
  }
  json.open_object();
  json.member("mean", of->mean);
  json.member("low", of->low);
  json.member("middle", of->middle);
  json.member("high", of->high);
  json.close_object();
}

template <class List, class Write>
void list(JsonWriter& json, std::string_view name, const List& of, Write write) {
  json.key(name);
  json.open_array();
  for (const auto& each : of) {
    json.open_object();
    write(each);
    json.close_object();
  }
  json.close_array();
}

class PlanWriter {
 public:
  explicit PlanWriter(const PlanResult& plan) : plan_(plan) {}

  std::string write() {
    json_.open_object();
    write_head();
    write_clauses();
    list(json_, "months", plan_.best().odds.months, [this](const quote::MonthOdds& month) { write(month); });
    list(json_, "offers", plan_.offers.offers, [this](const quote::Offer& offer) { write(offer); });
    write_formulas();
    list(json_, "what_if", plan_.what_ifs, [this](const quote::WhatIf& each) { write(each); });
    list(json_, "staff", plan_.floor.days, [this](const LocalDay& day) { write_day(day); });
    write_week();
    write_desk();
    write_part("headcount", plan_.people);
    write_part("sites", plan_.sites);
    write_past();
    write_look_back();
    json_.member("assumptions", assumptions_of(plan_, report::Language::en));
    json_.close_object();
    return std::move(json_).take() + "\n";
  }

 private:
  void write_head() {
    json_.member("client", plan_.terms.client);
    json_.member("currency", plan_.terms.currency.code());
    json_.member("minor_units", plan_.terms.currency.minor_units_per_unit());
    json_.member("zone", plan_.zone->name());
    json_.member("probability", plan_.asked.probability);
    json_.member("reached", plan_.offers.reached());
    json_.member("least_probability", plan_.offers.least_probability(plan_.best().odds));
    json_.member("courses", static_cast<std::uint64_t>(plan_.best().odds.courses));
    json_.member("shrinkage", plan_.shrinkage);
    json_.member("agent_hours", plan_.best().odds.agent_hours);
  }

  void write_clauses() {
    json_.key("clauses");
    json_.open_array();
    for (std::size_t i = 0; i < plan_.terms.clauses.size(); ++i) {
      const sla::Clause& clause = plan_.terms.clauses[i];
      json_.open_object();
      json_.member("name", clause.name);
      json_.member("definition", clause.kpi->id);
      json_.member("promised", target_text(clause));
      json_.member("reachable", static_cast<bool>(plan_.offers.reachable[i]));
      json_.close_object();
    }
    json_.close_array();
  }

  void write(const quote::MonthOdds& month) {
    json_.member("month", to_text(month.month));
    json_.member("agent_hours", month.agent_hours);
    json_.member("handle_hours", month.handle_hours);
    json_.member("all_kept",
                 static_cast<double>(month.all_met) / static_cast<double>(plan_.best().odds.courses));
    spread(json_, "calls", month.calls);
    spread(json_, "fee", month.fee);
    spread(json_, "penalty", month.penalty);
    spread(json_, "bonus", month.bonus);
    spread(json_, "total", month.total);
    json_.member("cost", cost_of_month(plan_, month));
    json_.key("clauses");
    json_.open_array();
    for (std::size_t i = 0; i < month.clauses.size(); ++i) {
      const quote::ClauseOdds& clause = month.clauses[i];
      json_.open_object();
      json_.member("name", plan_.terms.clauses[i].name);
      spread(json_, "figure", clause.figure);
      json_.member("kept", clause.probability());
      spread(json_, "penalty", clause.penalty);
      spread(json_, "bonus", clause.bonus);
      json_.close_object();
    }
    json_.close_array();
  }

  void write(const quote::Offer& offer) {
    const OfferSums sums = sums_of(plan_, offer);
    json_.member("chosen", &offer == &plan_.best());
    json_.member("agent_hours", offer.odds.agent_hours);
    json_.member("courses", static_cast<std::uint64_t>(offer.odds.courses));
    json_.member("least_probability", plan_.offers.least_probability(offer.odds));
    json_.member("all_kept",
                 static_cast<double>(offer.odds.always_met) / static_cast<double>(offer.odds.courses));
    json_.member("penalty", sums.penalty);
    json_.member("bonus", sums.bonus);
    json_.member("total", sums.total);
    json_.member("cost", sums.cost);
    json_.member("margin", sums.margin);
  }

  void write_formulas() {
    json_.key("formulas");
    json_.open_array();
    const auto formulas = kpi::service_level_formulas();
    for (std::size_t i = 0; i < formulas.size(); ++i) {
      const FormulaOdds odds = formula_odds(plan_, i);
      if (!odds.level) continue;
      json_.open_object();
      json_.member("definition", formulas[i].id);
      json_.member("formula", formulas[i].formula);
      spread(json_, "service_level", odds.level);
      json_.member("target_met", odds.target_met);
      json_.close_object();
    }
    json_.close_array();
  }

  void write_side(std::string_view name, const quote::WhatIf::Side& side) {
    json_.key(name);
    json_.open_object();
    json_.member("least_probability", side.least_probability);
    json_.member("agent_hours", side.agent_hours);
    json_.member("penalty", side.penalty);
    json_.member("total", side.total);
    json_.member("margin", side.margin);
    json_.close_object();
  }
  void write(const quote::WhatIf& each) {
    json_.member("change", each.change.text);
    write_side("as_is", each.as_is);
    write_side("adapted", each.adapted);
    json_.member("reached", each.reached);
    json_.key("hires");
    if (!each.manning) return json_.null();
    json_.open_object();
    json_.member("as_is", static_cast<std::uint64_t>(each.manning->as_is.hires));
    json_.member("adapted", static_cast<std::uint64_t>(each.manning->adapted.hires));
    json_.close_object();
  }

  void write_day(const LocalDay& day) {
    const auto place = static_cast<std::size_t>(&day - plan_.floor.days.data());
    const auto part = [&](const auto& all) {
      const auto from = all.begin() + static_cast<std::ptrdiff_t>(place * plan_.floor.slots);
      return std::vector(from, from + static_cast<std::ptrdiff_t>(plan_.floor.slots));
    };
    json_.member("day", to_text(day));
    json_.member("first_minute",
                 quote::minutes_of(plan_.floor.interval) * static_cast<std::int64_t>(plan_.floor.first_slot));
    json_.member("interval_minutes", quote::minutes_of(plan_.floor.interval));
    json_.member("calls", part(plan_.floor.expected));
    json_.member("agents", part(plan_.best().staff));
  }

  void write_week() {
    json_.key("first_week");
    if (!plan_.week.roster) {
      json_.null();
      return;
    }
    const rosters::Roster& roster = *plan_.week.roster;
    json_.open_object();
    json_.member("monday", to_text(plan_.week.demand.first));
    json_.member("agents", static_cast<std::uint64_t>(agents_working(roster)));
    json_.member("shifts", static_cast<std::uint64_t>(roster.shifts.size()));
    json_.member("hours_required", roster.hours_required);
    json_.member("hours_paid", roster.hours_paid);
    json_.member("hours_short", roster.hours_short);
    json_.member("gap", std::max(0.0, roster.gap()));
    json_.close_object();
  }

  void write_desk() {
    json_.key("desk");
    if (!plan_.desk) return json_.null();
    const PlanDesk& desk = *plan_.desk;
    json_.open_object();
    json_.key("channels");
    json_.open_array();
    for (std::size_t i = 0; i < desk.desk().channels.size(); ++i) {
      if (i == desk.calls) continue;
      const blend::ChannelPlan& of = desk.plan().channels[i];
      json_.open_object();
      json_.member("name", desk.desk().channels[i].name);
      json_.member("kind", blend::name_of(desk.desk().channels[i].kind));
      json_.member("contacts", of.contacts);
      json_.member("hours", of.hours);
      json_.member("in_time", of.in_time);
      json_.member("asked_for", desk.desk().channels[i].share);
      json_.member("kept", of.kept);
      json_.close_object();
    }
    json_.close_array();
    const auto& by_month = desk.by_month;
    list(json_, "months", by_month, [&](const quote::OtherWork& month) {
      json_.member("month", to_text(plan_.months[static_cast<std::size_t>(&month - by_month.data())]));
      json_.member("added_hours", month.added_hours);
      json_.member("idle_hours", month.idle_hours);
    });
    json_.close_object();
  }

  /// As the command of its own prints it.
  template <class Part>
  void write_part(std::string_view name, const std::optional<Part>& part) {
    json_.key(name);
    if (!part) return json_.null();
    std::string text = json_of(*part);
    text.erase(text.find_last_not_of('\n') + 1);
    json_.written_value(text);
  }

  /// Without its intervals, of which a year has thousands.
  void write_past() {
    analysis::Analysis past = plan_.past;
    past.timeline.clear();
    json_.key("analysis");
    json_.written_value(report::to_json(past));
  }

  void write_look_back() {
    json_.key("look_back");
    if (!plan_.look_back) {
      json_.null();
      return;
    }
    const quote::LookBack& back = *plan_.look_back;
    json_.open_object();
    json_.member("share", back.share);
    json_.member("within_seconds", back.within_seconds);
    json_.member("available", back.available);
    json_.member("reached", back.reached);
    list(json_, "months", back.months, [this](const quote::LookBack::Month& month) {
      json_.member("month", to_text(month.month));
      json_.member("offered", month.offered);
      json_.member("service_level", month.service_level);
      json_.member("hours_on_duty", month.hours_seen);
      json_.member("simulated_as_it_was", month.as_seen);
      json_.member("hours_it_takes", month.hours);
      json_.member("simulated", month.simulated);
      json_.member("least", month.least);
    });
    json_.key("worst_hours");
    json_.open_array();
    for (std::size_t i = 0; i < back.worst.size(); ++i) {
      const quote::WeekHour& hour = back.worst[i];
      json_.open_object();
      json_.member("weekday", weekday_text(hour.weekday));
      json_.member("hour", hour.hour);
      json_.member("offered", hour.offered);
      json_.member("answered", hour.answered);
      json_.member("abandoned", hour.abandoned);
      json_.member("answered_in_time", hour.in_time);
      json_.member("service_level", hour.service_level());
      json_.member("simulated", back.worst_simulated[i]);
      json_.close_object();
    }
    json_.close_array();
    json_.close_object();
  }

  const PlanResult& plan_;
  JsonWriter json_;
};

}  // namespace

std::string json_of(const PlanResult& plan) { return PlanWriter(plan).write(); }

}  // namespace tandem::app
