#pragma once

#include <array>
#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>

#include "core/base/result.hpp"
#include "core/events/call_record.hpp"

namespace tandem::importing {

/// What mod_callcenter says of a caller's stay in a queue, whichever way it is written down.
enum class StayField : std::uint8_t {
  queue,
  side,           ///< "member" is the caller's leg, "agent" the agent's
  session,        ///< the caller's channel: one per call
  joined,         ///< seconds since 1970, as all times here
  agent_called,   ///< when the phone of the agent who answered began to ring
  answered,       ///<
  terminated,     ///< end of the conversation
  cancelled,      ///< left the queue unanswered
  cause,          ///< Terminated or Cancel
  cancel_reason,  ///< BREAK_OUT, TIMEOUT...
  agent,
  caller,
  started,  ///< the call reached the switch
  ended,    ///< and left it
  held      ///< seconds on hold
};
inline constexpr std::size_t kStayFields = 15;

/// The values of one record; "" where there is none. Owned, as JSON has no text to point to.
using StayValues = std::array<std::string, kStayFields>;

/// The field that a channel variable (of a call record in CSV or JSON) holds, or an event's header.
std::optional<StayField> stay_field_of_variable(std::string_view name);
std::optional<StayField> stay_field_of_header(std::string_view name);
/// The name that a channel variable has in the documentation, for errors.
std::string_view name_of(StayField field);

/// Instants and outcome of a stay; names are the caller's to set.
struct Stay {
  CallRecord record;
  bool start_repaired = false;  ///< the call's start lay after its entry into the queue
  bool reason_unknown = false;  ///< cancelled for no stated reason: taken for abandoned
  bool left_by_key = false;
};

/// A stay that cannot be read: the kind counted, the field and the sentence.
struct StayRefusal {
  std::string kind;
  StayField field;
  std::string message;
};

std::expected<Stay, StayRefusal> read_stay(const StayValues& values);

/// "a%40b" -> "a@b": FreeSWITCH writes variables as in URLs unless told otherwise. Text without a valid
/// escape stays as it is.
std::string url_decoded(std::string_view text);

}  // namespace tandem::importing
