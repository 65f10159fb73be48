#pragma once

#include <optional>
#include <string>
#include <vector>

#include "agree/sla/clause.hpp"
#include "agree/sla/price.hpp"
#include "agree/sla/time_and_material.hpp"
#include "core/base/zone.hpp"

namespace tandem::sla {

/// What a client and the provider agreed on: the promises and what they cost when broken, the prices and how
/// they are counted. A month is settled under one of these; months are calendar months in the zone.
struct Terms {
  std::string client;
  Currency currency;
  LocalDay valid_from;
  std::optional<LocalDay> valid_until;  ///< the last day; none: until further notice
  const Zone* zone = &Zone::utc();
  std::vector<Clause> clauses;
  std::optional<Charge> penalty_cap;  ///< of a month's penalties in all
  std::optional<Charge> bonus_cap;
  std::vector<Price> prices;
  std::optional<TimeAndMaterial> time_and_material;
  std::optional<Money> minimum;  ///< of the month's fee

  bool valid_on(LocalDay day) const { return day >= valid_from && (!valid_until || day <= *valid_until); }
};

/// Everything in the terms that contradicts itself, each with its path in their file; empty: they are sound.
std::vector<Error> faults_of(const Terms& terms);

}  // namespace tandem::sla
