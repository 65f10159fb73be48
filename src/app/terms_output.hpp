#pragma once

#include <string>

#include "agree/sla/terms.hpp"

namespace tandem::app {

/// The terms in plain words, and what a month costs by its figures where the fee is `fee`.
std::string text_of(const sla::Terms& terms, const Money& fee);
/// The same as one JSON object, docs/reference/terms-summary.schema.json.
std::string json_of(const sla::Terms& terms, const Money& fee);

}  // namespace tandem::app
