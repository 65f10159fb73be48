#include "app/terms_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "app/number_text.hpp"
#include "core/calendar/hours_text.hpp"
#include "core/events/call_record.hpp"

namespace tandem::app {
namespace {

using sla::Clause;
using sla::Direction;
using sla::Window;

std::string length_text(Duration length) {
  const std::int64_t seconds = length.whole_seconds();
  if (length.microseconds() % 1'000'000 != 0)
    return Decimal::millionths(length.microseconds()).to_string() + " s";
  if (seconds >= 120 && seconds % 60 == 0) return fmt::format("{} min", seconds / 60);
  return fmt::format("{} s", seconds);
}

std::string threshold_text(const kpi::Threshold& threshold) {
  return fmt::format("{} {}", threshold.comparison == kpi::Threshold::Comparison::under ? "under" : "at most",
                     length_text(threshold.limit));
}

std::string joined(const std::vector<std::string>& words, std::string_view between) {
  std::string text;
  for (const std::string& word : words) text += (text.empty() ? "" : std::string(between)) + word;
  return text;
}

std::string clock_words(const kpi::Rules& rules) {
  constexpr std::array kFrom = {"the call's offer", "the end of the menu", "the call's place in the queue"};
  return fmt::format("waits count from {}, {}", kFrom[static_cast<std::size_t>(rules.clock)],
                     rules.ring_time_counts ? "ringing included" : "until an agent's phone rings");
}

/// What other than by default calls are taken for.
std::string outcome_words(const kpi::Rules& rules) {
  constexpr std::array kAs = {"left out", "offered", "answered", "abandoned"};
  std::vector<std::string> words;
  for (std::size_t i = 0; i < kOutcomes; ++i)
    if (rules.counts[i] != kpi::Rules().counts[i])
      words.push_back(fmt::format("{} counts as {}", name_of(static_cast<Outcome>(i)),
                                  kAs[static_cast<std::size_t>(rules.counts[i])]));
  return joined(words, ", ");
}

/// Whether the figure depends on how waits are counted.
bool is_about_waits(const kpi::Definition& kpi) {
  if (kpi.percentile || kpi::uses_answer_threshold(kpi) || kpi::uses_short_abandons(kpi)) return true;
  constexpr std::array kWaits = {kpi::Measure::wait_answered_total, kpi::Measure::wait_abandoned_total,
                                 kpi::Measure::wait_max};
  return std::ranges::any_of(kpi.numerator, [&](const kpi::Term& term) {
    return std::ranges::find(kWaits, term.measure) != kWaits.end();
  });
}

std::string exclusion_words(const sla::Exclusions& exclusions) {
  std::vector<std::string> words;
  for (const sla::DayRange& days : exclusions.days)
    words.push_back(days.from == days.until
                        ? to_text(days.from)
                        : fmt::format("{} to {}", to_text(days.from), to_text(days.until)));
  if (exclusions.over_forecast)
    words.push_back(
        fmt::format("days with more than {} % of the calls forecast", exclusions.over_forecast->to_string()));
  if (!exclusions.outages.empty())
    words.push_back(fmt::format("outages ({})", joined(exclusions.outages, ", ")));
  if (exclusions.ramp_up_months > 0)
    words.push_back(exclusions.ramp_up_months == 1
                        ? "the first month"
                        : fmt::format("the first {} months", exclusions.ramp_up_months));
  return joined(words, "; ");
}

constexpr std::array<std::string_view, sla::kPers> kUnitWords = {
    "call offered",     "call answered", "minute of talk", "minute of handling",
    "hour of an agent", "ticket",        "subscriber",     "month"};

/// "34.50 EUR", "0.0125 EUR": with the currency's decimals at least.
std::string unit_price_text(Decimal price, Currency currency) {
  std::string text = price.to_string();
  const std::size_t point = std::min(text.find('.'), text.size());
  const auto places = static_cast<std::size_t>(currency.decimals());
  if (point == text.size() && places > 0) text += '.';
  while (text.size() < point + 1 + places && places > 0) text += '0';
  return fmt::format("{} {}", grouped(text), currency.code());
}

std::string unit_words(sla::Per per) { return std::string(kUnitWords[static_cast<std::size_t>(per)]); }

void add_price_words(std::vector<std::string>& lines, const sla::Price& price, Currency currency) {
  const std::string unit = unit_words(price.per);
  const auto money = [&](Decimal amount) { return unit_price_text(amount, currency); };
  if (price.tiers.size() == 1) {
    lines.push_back(fmt::format("{}: {} for each {}", price.name, money(price.tiers[0].price), unit));
  } else {
    const bool graduated = price.kind == sla::Price::Tiers::graduated;
    lines.push_back(fmt::format(
        "{}: by the {}, {}", price.name, unit,
        graduated ? "each price for the part between its bounds" : "the price of the bound reached for all"));
    std::string above = "0";
    for (const sla::Tier& tier : price.tiers) {
      const std::string until = tier.until ? grouped(std::to_string(*tier.until)) : "";
      lines.push_back(tier.until ? fmt::format("  above {} up to {}: {}", above, until, money(tier.price))
                                 : fmt::format("  above {}: {}", above, money(tier.price)));
      above = until;
    }
  }
  if (price.minimum_quantity)
    lines.push_back(fmt::format("  {} are paid at least", grouped(std::to_string(*price.minimum_quantity))));
  if (price.minimum_amount) lines.push_back(fmt::format("  {} at least", to_text(*price.minimum_amount)));
}

void add_time_words(std::vector<std::string>& lines, const sla::TimeAndMaterial& time, Currency currency) {
  constexpr std::array kEach = {"entry", "ticket", "day"};
  constexpr std::array kRounding = {"rounded up to", "rounded to the nearest", "rounded down to"};
  for (const auto& rate : time.rates)
    lines.push_back(fmt::format("{}: {} an hour logged", rate.role, unit_price_text(rate.price, currency)));
  const char* each = kEach[static_cast<std::size_t>(time.each)];
  if (time.step > Duration())
    lines.push_back(fmt::format("  each {} is {} {}", each,
                                kRounding[static_cast<std::size_t>(time.rounding)], length_text(time.step)));
  if (time.minimum > Duration())
    lines.push_back(fmt::format("  each {} is {} at least", each, length_text(time.minimum)));
}

}  // namespace

std::string heading_words(const sla::Terms& terms) {
  const std::string until = terms.valid_until ? fmt::format(" until {}", to_text(*terms.valid_until)) : "";
  return fmt::format("{}: terms in {} from {}{}, times in {}", terms.client, terms.currency.code(),
                     to_text(terms.valid_from), until, terms.zone->name());
}

std::string promise_words(const Clause& clause) {
  const auto words = [](Direction direction) {
    return direction == Direction::at_least ? "at least" : "at most";
  };
  std::string text = fmt::format("{} {}", words(clause.target.direction),
                                 sla::in_words(clause.target.value, clause.kpi->unit));
  switch (clause.window.each) {
    case Window::Each::month:
      text += " over the month";
      break;
    case Window::Each::day:
      text += fmt::format(" on {} % of the days", clause.window.met.to_string());
      break;
    case Window::Each::interval:
      text += fmt::format(" in {} % of the intervals of {}", clause.window.met.to_string(),
                          length_text(clause.window.length));
      break;
  }
  return text;
}

std::vector<std::string> counting_words(const Clause& clause) {
  std::vector<std::string> lines;
  const kpi::Definition& kpi = *clause.kpi;
  lines.push_back(fmt::format("{} = {} ({} version {})", kpi.name_en, kpi.formula, kpi.id, kpi.version));
  std::vector<std::string> rules;
  if (kpi::uses_answer_threshold(kpi)) rules.push_back("T " + threshold_text(clause.rules.answer));
  if (kpi::uses_short_abandons(kpi)) rules.push_back("S " + threshold_text(clause.rules.short_abandon));
  if (is_about_waits(kpi)) rules.push_back(clock_words(clause.rules));
  if (const std::string outcomes = outcome_words(clause.rules); !outcomes.empty()) rules.push_back(outcomes);
  if (!rules.empty()) lines.push_back(joined(rules, "; "));
  std::vector<std::string> scope;
  if (!clause.scope.queues.empty()) scope.push_back("queues " + joined(clause.scope.queues, ", "));
  if (clause.scope.hours != calendar::WeeklyHours::always())
    scope.push_back(calendar::to_text(clause.scope.hours));
  if (!scope.empty()) lines.push_back("of " + joined(scope, "; "));
  if (const std::string excluded = exclusion_words(clause.exclusions); !excluded.empty())
    lines.push_back("left out: " + excluded);
  return lines;
}

std::vector<std::string> cap_words(const sla::Terms& terms, const Money& fee) {
  std::vector<std::string> lines;
  const auto add = [&](const char* what, const std::optional<sla::Charge>& cap) {
    if (!cap) return;
    const std::string amount = is_percent(*cap) ? ", " + to_text(amount_of(*cap, fee)) : "";
    lines.push_back(
        fmt::format("All {} of a month together: at most {}{}", what, sla::in_words(*cap), amount));
  };
  add("penalties", terms.penalty_cap);
  add("bonuses", terms.bonus_cap);
  return lines;
}

std::vector<std::string> price_words(const sla::Terms& terms) {
  std::vector<std::string> lines;
  for (const sla::Price& price : terms.prices) add_price_words(lines, price, terms.currency);
  if (terms.time_and_material) add_time_words(lines, *terms.time_and_material, terms.currency);
  if (terms.minimum) lines.push_back(fmt::format("A month's fee: {} at least", to_text(*terms.minimum)));
  return lines;
}

}  // namespace tandem::app
