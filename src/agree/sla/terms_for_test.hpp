#pragma once

#include <fmt/format.h>
#include <gtest/gtest.h>

#include <string>

#include "agree/sla/terms_json.hpp"

namespace tandem::sla {

inline Currency eur() { return *Currency::parse("EUR"); }
inline Money euros(std::int64_t cents) { return {cents, eur()}; }
inline Decimal decimal(std::string_view text) { return *parse_decimal(text); }

/// Terms in euros of the year 2026 in UTC, with more members.
inline std::string terms_text(std::string_view more) {
  return fmt::format(
      R"({{"client": "c", "currency": "EUR", "valid": {{"from": "2026-01-01"}}, "zone": "UTC"{}{}}})",
      more.empty() ? "" : ", ", more);
}

inline Terms terms_with(std::string_view more) {
  const auto terms = parse_terms(terms_text(more), "t.json");
  EXPECT_TRUE(terms) << terms.error().front().to_string() << " in " << more;
  return terms ? *terms : Terms();
}

}  // namespace tandem::sla
