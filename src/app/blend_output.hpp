#pragma once

#include <string>
#include <vector>

#include "app/blend_input.hpp"
#include "plan/report/language/message.hpp"
#include "plan/staffing/blend/check_desk.hpp"

namespace tandem::app {

/// A desk, what is to come to it, and how it is staffed.
struct BlendResult {
  BlendInput input;
  blend::SureDesk made;
  double confidence = 0.95;

  double positions(double agents) const { return agents / (1 - input.shrinkage); }
};

/// What a day of the plan comes to.
struct BlendDay {
  LocalDay day;
  double calls = 0, chats = 0, tickets = 0;
  double hours = 0, added_hours = 0;
  std::uint32_t most = 0;
  std::size_t most_at = 0;   ///< interval of the day
  double backlog_hours = 0;  ///< at its end
};
std::vector<BlendDay> days_of(const BlendResult& result);

/// Why a channel misses its target, or must; empty where it does not. For text and page.
std::vector<std::string> shortfalls_of(const BlendResult& result, report::Language language);

/// "80 % answered within 20 s", "95 % done within 8 h of opening time".
std::string target_text(const blend::Channel& channel);

std::string table_of(const BlendResult& result);
std::string json_of(const BlendResult& result);
std::string page_of(const BlendResult& result, report::Language language);
/// One row an interval: interval_start, agents; all together, as tandem roster reads it.
std::string csv_of(const BlendResult& result);
/// One row an interval: its agents by channel and for work, contacts by channel, hours of backlog.
std::string channels_csv_of(const BlendResult& result);

}  // namespace tandem::app
