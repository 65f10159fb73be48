#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agree/sla/terms.hpp"
#include "app/blend_output.hpp"
#include "app/headcount_output.hpp"
#include "app/sites_output.hpp"
#include "plan/analysis/analysis.hpp"
#include "plan/forecast/forecast.hpp"
#include "plan/quote/cost.hpp"
#include "plan/quote/look_back.hpp"
#include "plan/quote/staffing_search.hpp"
#include "plan/quote/what_if.hpp"
#include "plan/staffing/rosters/roster.hpp"

namespace tandem::app {

/// What the roster of the first week was made from; the roster points to it.
struct FirstWeek {
  rosters::Demand demand;
  rosters::Rules rules;
  bool usual_rules = false;  ///< the user gave none
  std::optional<rosters::Roster> roster;
};

/// Chats, tickets and mail beside the plan's calls.
struct PlanDesk {
  std::string file;
  BlendResult blend;      ///< over the plan's months; its calls have the staff chosen
  std::size_t calls = 0;  ///< the channel of the plan's calls
  std::vector<quote::OtherWork> by_month;

  const blend::Desk& desk() const { return blend.input.desk; }
  const blend::DeskDemand& demand() const { return blend.input.demand; }
  const blend::DeskPlan& plan() const { return blend.made.plan; }
  /// Agents beside those on the phones.
  std::uint32_t beside(std::size_t interval) const {
    return plan().agents[interval] - plan().channels[calls].agents[interval];
  }
  quote::OtherWork all_months() const {
    quote::OtherWork all;
    for (const quote::OtherWork& month : by_month) {
      all.added_hours += month.added_hours;
      all.idle_hours += month.idle_hours;
    }
    return all;
  }
};

/// All that `tandem plan` finds out, as it prints it. Not copied: parts point to others.
struct PlanResult {
  PlanResult() = default;
  PlanResult(const PlanResult&) = delete;
  PlanResult& operator=(const PlanResult&) = delete;

  sla::Terms terms;
  std::string terms_file;
  const Zone* zone = nullptr;
  bool from_totals = false;                        ///< of counts by interval, not of records
  analysis::Analysis past;                         ///< of the calls that came
  std::vector<forecast::StreamForecast> forecast;  ///< all together, then the queues
  quote::Floor floor;
  std::vector<std::chrono::year_month> months;
  quote::StaffFamily family;
  quote::StaffingAsked asked;
  quote::Offers offers;
  std::optional<quote::HourCost> hour;
  std::string hour_of;  ///< the alternative of `sites` whose cost that is; "": a wage that was stated
  double shrinkage = 0;
  std::optional<PlanDesk> desk;  ///< where the user said what else there is to do
  FirstWeek week;
  std::vector<quote::WhatIf> what_ifs;
  std::optional<quote::LookBack> look_back;
  std::optional<HeadcountResult> people;  ///< where the user said who is there
  std::optional<SitesResult> sites;       ///< where the user said which there are

  const quote::Offer& best() const { return offers.best(); }
  /// In all months, with the staff chosen.
  double expected_calls() const {
    double calls = 0;
    for (const quote::MonthOdds& month : best().odds.months) calls += month.calls.mean;
    return calls;
  }
};

}  // namespace tandem::app
