#pragma once

#include "agree/sla/terms.hpp"
#include "core/json/json_node.hpp"

/// The parts of terms as their reader uses them. Each takes the node of its own object; what is wrong becomes
/// a fault, and what is given back is then harmless.
namespace tandem::sla {

/// "1200.50", "1200.50 EUR" or 1200.5; not negative.
Money read_money(const JsonNode& node, Currency currency);
/// {"percent_of_fee": "5%"} or {"amount": "1200.50"}; beside members that the caller reads.
Charge read_charge(const JsonNode& node, Currency currency);
/// "80%", "20s" or 5, by the KPI's unit.
Decimal read_figure(const JsonNode& node, kpi::Unit unit);

Scale read_scale(const JsonNode& node, const Clause& clause, Currency currency);
Clause read_clause(const JsonNode& node, Currency currency);
Price read_price(const JsonNode& node, Currency currency);
TimeAndMaterial read_time_and_material(const JsonNode& node);

}  // namespace tandem::sla
