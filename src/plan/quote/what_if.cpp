#include "plan/quote/what_if.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <utility>

#include "plan/analysis/wall_clock.hpp"

namespace tandem::quote {
namespace {

constexpr double kPercentMax = 1000;

struct Kind {
  std::string_view name;
  bool percent;
};
constexpr std::array<Kind, 6> kKinds = {{{"volume", true},
                                         {"handle", true},
                                         {"patience", true},
                                         {"wage", true},
                                         {"attrition", true},
                                         {"target", false}}};

std::optional<Decimal> moved(const std::optional<Decimal>& edge, Decimal by) {
  if (!edge) return std::nullopt;
  return Decimal::millionths(edge->millionths() + by.millionths());
}

void move_scale(std::optional<sla::Scale>& scale, Decimal by) {
  if (!scale) return;
  for (sla::Step& step : scale->steps) {
    step.from = moved(step.from, by);
    step.until = moved(step.until, by);
  }
}

/// The target and all that is hung from it.
sla::Terms with_target(sla::Terms terms, double points) {
  const auto promise = service_level_clause(terms);
  if (!promise) return terms;
  const Decimal by = Decimal::millionths(std::llround(points * 1e6));
  sla::Clause& clause = terms.clauses[*promise];
  Decimal& judged_by =
      clause.window.each == sla::Window::Each::month ? clause.target.value : clause.window.met;
  judged_by = *moved(judged_by, by);
  move_scale(clause.penalty, by);
  move_scale(clause.bonus, by);
  return terms;
}

WhatIf::Side side_of(const Odds& odds, const Offers& offers, const std::optional<HourCost>& hour) {
  WhatIf::Side side{.least_probability = offers.least_probability(odds), .agent_hours = odds.agent_hours};
  for (const MonthOdds& month : odds.months) {
    side.penalty += month.penalty.mean;
    side.total += month.total.mean;
  }
  if (hour) side.margin = side.total - cost_of(odds, *hour).sum();
  return side;
}

/// The least of the offers made that keeps the promise under other terms; the last where none does.
WhatIf adapt(const Scene& scene, const Offers& offers, const StaffingAsked& asked, const sla::Terms& terms,
             const std::optional<HourCost>& hour, WhatIf made) {
  made.reached = false;
  for (const Offer& offer : offers.offers) {
    const Odds odds = under(terms, scene, offer.staff, offer.odds);
    made.adapted = side_of(odds, offers, hour);
    made.reached = made.adapted.least_probability >= asked.probability;
    if (made.reached) break;
  }
  return made;
}

}  // namespace

Result<Change> parse_change(std::string_view text) {
  const auto wrong = [text] {
    return failure(
        ErrorCode::usage,
        "--what-if '{}': write volume +20%, handle -10%, patience -50%, wage +5%, attrition +50% or "
        "target +5",
        text);
  };
  const std::size_t space = text.find_first_of(" =");
  if (space == std::string_view::npos) return wrong();
  const auto kind = std::ranges::find(kKinds, text.substr(0, space), &Kind::name);
  if (kind == kKinds.end()) return wrong();
  std::string_view number = text.substr(space + 1);
  if (kind->percent != number.ends_with('%')) return wrong();
  if (kind->percent) number.remove_suffix(1);
  const bool negative = number.starts_with('-');
  if (negative || number.starts_with('+')) number.remove_prefix(1);
  double value = 0;
  const auto [end, fault] = std::from_chars(number.data(), number.data() + number.size(), value);
  if (fault != std::errc() || end != number.data() + number.size() || !(value >= 0 && value <= kPercentMax))
    return wrong();
  if (negative) value = -value;
  Change change{.text = std::string(text)};
  const double factor = 1 + value / 100;
  if (kind->percent && !(factor > 0)) return wrong();
  if (kind->name == "volume") change.variation.volume = factor;
  if (kind->name == "handle") change.variation.handle = factor;
  if (kind->name == "patience") change.variation.patience = factor;
  if (kind->name == "wage") change.wage = factor;
  if (kind->name == "attrition") change.attrition = factor;
  if (kind->name == "target") change.target_points = value;
  return change;
}

std::vector<Change> usual_changes(bool people) {
  std::vector<Change> changes;
  for (const std::string_view text : {"volume +20%", "handle +10%", "patience -50%", "wage +5%", "target +5"})
    changes.push_back(*parse_change(text));
  if (people) changes.push_back(*parse_change("attrition +50%"));
  return changes;
}

Staff with_missing(const Scene& scene, const Staff& staff, const std::vector<double>& present) {
  Staff there = staff;
  double owed = 0;
  for (std::size_t at = 0; at < there.size(); ++at) {
    const auto month =
        std::ranges::find(scene.months, analysis::month_of(scene.floor.days[at / scene.floor.slots]));
    if (month == scene.months.end()) continue;
    owed += present[static_cast<std::size_t>(month - scene.months.begin())] * staff[at];
    there[at] = std::min(staff[at], static_cast<std::uint32_t>(std::max(0.0, std::round(owed))));
    owed -= there[at];
  }
  return there;
}

Result<WhatIf> what_if(const Scene& scene, const StaffFamily& family, const Offers& offers,
                       const StaffingAsked& asked, const std::optional<HourCost>& hour, const Change& change,
                       const std::optional<Manning>& manning) {
  WhatIf made{.change = change, .manning = manning};
  std::optional<HourCost> dearer = hour;
  if (dearer) {
    const auto cents = static_cast<double>(dearer->paid_hour.minor_units()) * change.wage;
    dearer->paid_hour = Money(std::llround(cents), dearer->paid_hour.currency());
  }
  const Offer& best = offers.best();
  if (!change.needs_runs()) {
    const sla::Terms terms = with_target(scene.terms, change.target_points);
    made.as_is = side_of(under(terms, scene, best.staff, best.odds), offers, dearer);
    return adapt(scene, offers, asked, terms, dearer, std::move(made));
  }
  const std::size_t courses = std::min(asked.courses, kCoursesOfSearch);
  const auto present = [&](const Staff& staff, Manning::Side Manning::* side) {
    return manning ? with_missing(scene, staff, ((*manning).*side).present) : staff;
  };
  TANDEM_ASSIGN(as_is, odds_of(scene, present(best.staff, &Manning::as_is), courses, change.variation, {}));
  made.as_is = side_of(as_is, offers, dearer);
  TANDEM_ASSIGN(planned, staff_for(scene.floor, family, best.share, change.variation, scene.cancelled));
  const Staff staff = present(planned, &Manning::adapted);
  TANDEM_ASSIGN(adapted, odds_of(scene, staff, courses, change.variation, {}));
  made.adapted = side_of(adapted, offers, dearer);
  made.reached =
      made.adapted.least_probability >= std::min(asked.probability, offers.least_probability(best.odds));
  return made;
}

}  // namespace tandem::quote
