#pragma once

#include <string>
#include <vector>

#include "agree/sla/terms.hpp"

/// Terms in plain words, a line each.
namespace tandem::app {

/// "A_T / (A + B), at least 80 %, over the month"
std::string promise_words(const sla::Clause& clause);
/// How its calls are counted, which they are, and what is left out.
std::vector<std::string> counting_words(const sla::Clause& clause);
/// "Agents: 34.50 EUR for each hour of an agent", and a line for each tier and minimum.
std::vector<std::string> price_words(const sla::Terms& terms);
/// "All penalties of a month together: at most 12 % of the month's fee, 12,000.00 EUR"
std::vector<std::string> cap_words(const sla::Terms& terms, const Money& fee);
/// "Nordbank: terms in EUR from 2026-01-01 until 2026-12-31, times in Europe/Berlin"
std::string heading_words(const sla::Terms& terms);

}  // namespace tandem::app
