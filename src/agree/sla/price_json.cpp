#include <fmt/format.h>

#include "agree/sla/limits.hpp"
#include "agree/sla/terms_json_parts.hpp"

namespace tandem::sla {
namespace {

constexpr Decimal kPriceMax = Decimal::whole(1'000'000'000);

std::uint32_t read_units(const JsonNode& node) { return node.count(1, kUnitsMax); }

std::vector<Tier> read_tiers(const JsonNode& node) {
  std::vector<Tier> tiers;
  for (const JsonNode& item : node.items(kStepsMax)) {
    item.members({"until", "price"});
    Tier& tier = tiers.emplace_back();
    if (const auto until = item.find("until")) tier.until = read_units(*until);
    tier.price = item.must("price").decimal(Decimal(), kPriceMax);
  }
  return tiers;
}

/// One of price, graduated and whole_volume.
void read_unit_prices(const JsonNode& node, Price& price) {
  const auto flat = node.find("price");
  const auto graduated = node.find("graduated");
  const auto whole = node.find("whole_volume");
  if (int{flat.has_value()} + int{graduated.has_value()} + int{whole.has_value()} > 1)
    node.fault("has more than one of price, graduated and whole_volume; keep one");
  if (graduated) {
    price.tiers = read_tiers(*graduated);
  } else if (whole) {
    price.kind = Price::Tiers::whole_volume;
    price.tiers = read_tiers(*whole);
  } else {
    price.tiers = {{std::nullopt, node.must("price").decimal(Decimal(), kPriceMax)}};
  }
}

}  // namespace

Price read_price(const JsonNode& node, Currency currency) {
  node.members({"name", "per", "price", "graduated", "whole_volume", "minimum"});
  Price price;
  price.name = node.must("name").text();
  price.per = static_cast<Per>(
      node.must("per").one_of({"offered_call", "answered_call", "talk_minute", "handle_minute", "agent_hour",
                               "ticket", "subscriber", "month"}));
  read_unit_prices(node, price);
  if (const auto minimum = node.find("minimum")) {
    minimum->members({"quantity", "amount"});
    if (const auto quantity = minimum->find("quantity")) price.minimum_quantity = read_units(*quantity);
    if (const auto amount = minimum->find("amount")) price.minimum_amount = read_money(*amount, currency);
    if (minimum->is_object() && !price.minimum_quantity && !price.minimum_amount)
      minimum->fault("says nothing; expected quantity, amount or both");
  }
  return price;
}

TimeAndMaterial read_time_and_material(const JsonNode& node) {
  node.members({"rates", "step", "rounding", "minimum", "each"});
  TimeAndMaterial time;
  const JsonNode rates = node.must("rates");
  for (const auto& [role, rate] : rates.all_members())
    time.rates.push_back({role, rate.decimal(Decimal(), kPriceMax)});
  if (time.rates.size() > kListMax)
    rates.fault(fmt::format("has {} roles; at most {} are read", time.rates.size(), kListMax));
  const auto length = [&](const char* name, Duration& into) {
    const auto member = node.find(name);
    if (!member) return;
    into = member->length();
    if (into > Duration::days(1)) member->fault("is more than a day");
  };
  length("step", time.step);
  length("minimum", time.minimum);
  if (const auto rounding = node.find("rounding"))
    time.rounding = static_cast<TimeAndMaterial::Rounding>(rounding->one_of({"up", "nearest", "down"}));
  if (const auto each = node.find("each"))
    time.each = static_cast<TimeAndMaterial::Each>(each->one_of({"entry", "ticket", "day"}));
  return time;
}

}  // namespace tandem::sla
