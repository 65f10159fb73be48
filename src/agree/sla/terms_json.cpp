#include "agree/sla/terms_json.hpp"

#include <fmt/format.h>

#include <boost/json/value.hpp>

#include "agree/sla/terms_json_parts.hpp"
#include "core/json/json_text.hpp"

namespace tandem::sla {
namespace {

void read_validity(const JsonNode& node, Terms& terms) {
  node.members({"from", "until"});
  terms.valid_from = node.must("from").day().value_or(LocalDay());
  if (const auto until = node.find("until")) terms.valid_until = until->day();
}

void read_caps(const JsonNode& node, Terms& terms) {
  node.members({"penalty", "bonus"});
  const auto read = [&](const char* name, std::optional<Charge>& into) {
    const auto cap = node.find(name);
    if (!cap) return;
    cap->members({"percent_of_fee", "amount"});
    into = read_charge(*cap, terms.currency);
  };
  read("penalty", terms.penalty_cap);
  read("bonus", terms.bonus_cap);
}

Terms read(const JsonNode& root) {
  root.members({"$schema", "notes", "client", "currency", "valid", "zone", "clauses", "caps", "prices",
                "time_and_material", "minimum"});
  Terms terms;
  terms.client = root.must("client").text();
  const JsonNode currency = root.must("currency");
  if (const std::string code = currency.text(); currency.is_text()) {
    if (const auto known = Currency::parse(code))
      terms.currency = *known;
    else
      currency.fault(known.error().message);
  }
  read_validity(root.must("valid"), terms);
  const JsonNode zone = root.must("zone");
  if (const std::string name = zone.text(); zone.is_text()) {
    if (const auto known = Zone::find(name))
      terms.zone = *known;
    else
      zone.fault(known.error().message);
  }
  if (const auto clauses = root.find("clauses"))
    for (const JsonNode& item : clauses->items(kClausesMax))
      terms.clauses.push_back(read_clause(item, terms.currency));
  if (const auto caps = root.find("caps")) read_caps(*caps, terms);
  if (const auto prices = root.find("prices"))
    for (const JsonNode& item : prices->items(kPricesMax))
      terms.prices.push_back(read_price(item, terms.currency));
  if (const auto time = root.find("time_and_material"))
    terms.time_and_material = read_time_and_material(*time);
  if (const auto minimum = root.find("minimum")) terms.minimum = read_money(*minimum, terms.currency);
  return terms;
}

}  // namespace

std::expected<Terms, std::vector<Error>> parse_terms(std::string_view text, const std::string& file) {
  const auto one = [&](ErrorCode code, std::string message) {
    return std::unexpected(std::vector<Error>{{code, std::move(message), {.file = file}}});
  };
  if (text.size() > kTermsBytesMax)
    return one(ErrorCode::limit, fmt::format("the terms have more than {} bytes", kTermsBytesMax));
  const auto value = parse_json(text, file);
  if (!value) return std::unexpected(std::vector<Error>{value.error()});
  if (!value->is_object()) return one(ErrorCode::bad_format, "the terms are not a JSON object");
  JsonFaults faults(file);
  Terms terms = read(JsonNode(&*value, "", faults));
  if (faults.any()) return std::unexpected(faults.take());
  if (auto wrong = faults_of(terms); !wrong.empty()) {
    for (Error& fault : wrong) fault.where.file = file;
    return std::unexpected(std::move(wrong));
  }
  return terms;
}

}  // namespace tandem::sla
