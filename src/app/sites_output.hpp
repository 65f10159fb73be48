#pragma once

#include <optional>
#include <string>

#include "core/base/money.hpp"
#include "plan/report/language/message.hpp"
#include "plan/staffing/sites/compare_sites.hpp"

namespace tandem::app {

/// A comparison and what it was made of.
struct SitesResult {
  sites::Sites sites;
  sites::Comparison comparison;
};

std::string table_of(const SitesResult& result);
std::string json_of(const SitesResult& result);
std::string page_of(const SitesResult& result, report::Language language);

/// An alternative's costs divided by what it does, in units of the currency; nothing where it does nothing.
struct UnitCosts {
  std::optional<double> paid_hour, phone_hour, required_hour, call;
};
UnitCosts unit_costs(const sites::Comparison& comparison, const sites::Alternative& of);

/// "onshore", or "mix" where it is none of one kind.
std::string_view kind_of(const sites::Alternative& alternative);

}  // namespace tandem::app
