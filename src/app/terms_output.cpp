#include "app/terms_output.hpp"

#include <fmt/format.h>

#include "app/terms_costs.hpp"
#include "app/terms_words.hpp"
#include "app/text_table.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using report::JsonWriter;
using sla::Clause;

/// As it stands in the account: bonuses above zero, penalties below.
Money in_account(const CostRow& row, const Money& amount) {
  return row.side == sla::Side::bonus ? amount : Money(0, amount.currency()) - amount;
}

/// "-2,000.00", without the currency.
std::string plain(const Money& amount) {
  const std::string text = to_text(amount);
  return text.substr(0, text.rfind(' '));
}

std::string amounts_text(const CostRow& row) {
  const std::string best = plain(in_account(row, row.at_best));
  if (!row.at_worst) return best + " and on";
  const std::string worst = plain(in_account(row, *row.at_worst));
  return best == worst ? best : fmt::format("{} to {}", best, worst);
}

std::string figures_text(const CostRow& row, kpi::Unit unit) {
  const std::string best = sla::in_words(row.best, unit);
  if (!row.worst) return best + " and worse";
  return row.best == *row.worst ? best : fmt::format("{} to {}", best, sla::in_words(*row.worst, unit));
}

std::string table_of(const Clause& clause, const Money& fee) {
  TextTable table({clause.window.each == sla::Window::Each::month ? "figure" : "share that meets it", "met",
                   std::string(fee.currency().code())});
  for (const CostRow& row : costs_of(clause, fee))
    table.add({figures_text(row, clause.judged_in()), row.met ? "yes" : "no", amounts_text(row)});
  std::string text;
  for (const std::string& line : table.lines()) text += "  " + line + "\n";
  return text;
}

void add_cap(std::string& text, const char* what, const std::optional<sla::Scale>& scale) {
  if (scale && scale->cap) text += fmt::format("  at most {} as a {}\n", sla::in_words(*scale->cap), what);
}

double number(Decimal figure) { return static_cast<double>(figure.millionths()) / Decimal::kUnit; }
double number(const Money& amount) {
  return static_cast<double>(amount.minor_units()) /
         static_cast<double>(amount.currency().minor_units_per_unit());
}

void write_costs(JsonWriter& json, const Clause& clause, const Money& fee) {
  json.open_array();
  for (const CostRow& row : costs_of(clause, fee)) {
    json.open_object();
    json.member("best", number(row.best));
    json.member("worst", row.worst ? std::optional(number(*row.worst)) : std::nullopt);
    json.member("met", row.met);
    json.member("at_best", number(in_account(row, row.at_best)));
    json.member("at_worst",
                row.at_worst ? std::optional(number(in_account(row, *row.at_worst))) : std::nullopt);
    json.close_object();
  }
  json.close_array();
}

void write_clause(JsonWriter& json, const Clause& clause, const Money& fee) {
  constexpr std::string_view kUnits[] = {"calls", "percent", "seconds"};
  constexpr std::string_view kWindows[] = {"month", "day", "interval"};
  const bool share = clause.window.each != sla::Window::Each::month;
  json.open_object();
  json.member("name", clause.name);
  json.member("definition", clause.kpi->id);
  json.member("version", clause.kpi->version);
  json.member("formula", clause.kpi->formula);
  json.member("unit", kUnits[static_cast<std::size_t>(clause.kpi->unit)]);
  json.member("direction", clause.target.direction == sla::Direction::at_least ? "at_least" : "at_most");
  json.member("target", number(clause.target.value));
  json.member("window", kWindows[static_cast<std::size_t>(clause.window.each)]);
  json.member("windows_met", share ? std::optional(number(clause.window.met)) : std::nullopt);
  json.member("promise", promise_words(clause));
  json.member("counting", counting_words(clause));
  json.key("costs");
  write_costs(json, clause, fee);
  json.close_object();
}

}  // namespace

std::string text_of(const sla::Terms& terms, const Money& fee) {
  std::string text = heading_words(terms) + "\n";
  for (const Clause& clause : terms.clauses) {
    text += fmt::format("\n{}: {}\n", clause.name, promise_words(clause));
    for (const std::string& line : counting_words(clause)) text += "  " + line + "\n";
    if (clause.penalty || clause.bonus) text += table_of(clause, fee);
    add_cap(text, "penalty", clause.penalty);
    add_cap(text, "bonus", clause.bonus);
  }
  const std::vector<std::string> caps = cap_words(terms, fee);
  if (!caps.empty()) text += "\n";
  for (const std::string& line : caps) text += line + "\n";
  if (!terms.clauses.empty())
    text += fmt::format("\nBonuses and penalties are of a month's fee of {}.\n", to_text(fee));
  const std::vector<std::string> prices = price_words(terms);
  if (!prices.empty()) text += "\nPrices\n";
  for (const std::string& line : prices) text += "  " + line + "\n";
  return text;
}

std::string json_of(const sla::Terms& terms, const Money& fee) {
  JsonWriter json;
  json.open_object();
  json.member("client", terms.client);
  json.member("currency", terms.currency.code());
  json.member("valid_from", to_text(terms.valid_from));
  json.member("valid_until", terms.valid_until ? std::optional(to_text(*terms.valid_until)) : std::nullopt);
  json.member("zone", terms.zone->name());
  json.member("fee", number(fee));
  json.key("clauses");
  json.open_array();
  for (const Clause& clause : terms.clauses) write_clause(json, clause, fee);
  json.close_array();
  json.member("caps", cap_words(terms, fee));
  json.member("prices", price_words(terms));
  json.close_object();
  return std::move(json).take() + "\n";
}

}  // namespace tandem::app
