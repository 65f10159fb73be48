#pragma once

#include <array>
#include <chrono>
#include <cstdint>
#include <expected>
#include <string>
#include <string_view>

#include "core/base/result.hpp"

namespace tandem::importing {

/// The columns of the Anonymous Bank's log, in its order.
enum class BankColumn : std::uint8_t {
  line,
  call_id,
  customer_id,
  priority,
  type,
  date,
  vru_entry,
  vru_exit,
  vru_time,
  q_start,
  q_exit,
  q_time,
  outcome,
  ser_start,
  ser_exit,
  ser_time,
  server
};
inline constexpr std::size_t kBankColumns = 17;
std::string_view name_of(BankColumn column);

/// What happened, by the outcome column.
enum class BankOutcome : std::uint8_t { agent, hang, phantom };

/// One row, its values read but not yet judged. Views are those of the line.
struct BankRow {
  std::string_view line;
  std::string_view call_id;
  std::string_view customer_id;
  std::string_view type;
  std::string_view server;
  std::string_view month;  ///< "9901"
  std::chrono::local_days day;
  std::chrono::seconds vru_entry, vru_exit, q_start, q_exit, ser_start, ser_exit;  ///< since midnight
  std::chrono::seconds vru_time, q_time, ser_time;  ///< only vru_time may be negative
  std::uint8_t priority = 0;
  BankOutcome outcome = BankOutcome::agent;
  bool blanks_for_a_tab = false;  ///< the row had sixteen fields, two of them joined by blanks
  bool blanks_in_type = false;
};

/// A value or a row that does not fit: the kind counted, and where and what it is.
struct BankRefusal {
  std::string kind;
  Error error;
};

bool is_bank_header(std::string_view line);
std::expected<BankRow, BankRefusal> read_bank_row(std::string_view line, std::uint64_t number,
                                                  const std::string& file);

}  // namespace tandem::importing
