#pragma once

#include <expected>
#include <optional>

#include "core/events/call_record.hpp"
#include "plan/import/call_row_value.hpp"

namespace tandem::importing::call_row {

/// The lengths a mapped file states instead of instants; nothing where it has none or the field is blank.
struct Lengths {
  std::optional<Duration> menu, wait, ring, talk, hold, acw, handle;
};

std::expected<Lengths, Refusal> read_lengths(RowReading& row);

/// Fills the instants that the row gives as lengths. Instants of the row itself come first.
void derive_instants(RowReading& row, const Lengths& lengths, CallRecord& record);

}  // namespace tandem::importing::call_row
