#pragma once

#include <cstddef>
#include <cstdint>
#include <expected>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.hpp"
#include "core/events/event.hpp"

namespace tandem {

/// What stands at the head of an event log, as lines of text: the names behind its ids, from when to when it
/// counts, and which clients each agent may serve.
///
///     tandem-events 2
///     counted-from 1704067200000000
///     counted-until 1704103200000000
///     client Acme
///     client-stream 0
///     queue 0 Billing
///     type invoices
///     agent Ann
///     serves 0 0 +2
///     events
///
/// After the last line follow the events, each of kEventBytes bytes, in order of time; the first of a run, by
/// its flag, may be earlier than the last of the run before. `serves AGENT CLIENT...` has their numbers;
/// `+2`: and two clients whom this log does not name. `client-stream 0`: the log is that client's own.
struct EventLogHead {
  Instant counted_from;   ///< calls offered before belong to a warm-up; none(): all count
  Instant counted_until;  ///< agents' time counts so long; none(): until their last events
  ClientId own_client;    ///< whose stream this is: of others it has `elsewhere`; none(): the whole floor's
  std::vector<std::string> clients;
  struct Queue {
    ClientId client;
    std::string name;
    friend bool operator==(const Queue&, const Queue&) = default;
  };
  std::vector<Queue> queues;
  std::vector<std::string> types;
  std::vector<std::string> agents;
  struct Serves {
    std::vector<ClientId> clients;
    std::uint32_t others = 0;  ///< that the log does not name
    friend bool operator==(const Serves&, const Serves&) = default;
  };
  std::vector<Serves> serves;  ///< by agent; empty: not known
  friend bool operator==(const EventLogHead&, const EventLogHead&) = default;
};

inline constexpr std::string_view kEventLogMagic = "tandem-events 2\n";
/// More queues and types than these cannot be told apart in a log.
inline constexpr std::size_t kEventLogQueuesMax = 65'535;
inline constexpr std::size_t kEventLogTypesMax = 65'535;
/// An agent is shared with no more clients than these that a log does not name.
inline constexpr std::uint32_t kEventLogOthersMax = 65'535;

/// Line ends and other control characters in names become blanks.
std::string to_text(const EventLogHead& head);
/// The head without its first and last line. Errors name the line.
Result<EventLogHead> parse_event_log_head(std::string_view lines);

/// One event as bytes, little endian: the instant (8, microseconds since 1970), the call (4), the agent or,
/// of an offered call, the caller (4), the queue (2), the type (2), the kind (1), the ending (1), the
/// priority (1), flags (1). Ids that are not known are all ones. A call's last event is flagged, as its ids
/// may then be forgotten, and the first of a run.
inline constexpr std::size_t kEventBytes = 24;

namespace event_log {
struct Layout {
  std::int64_t at;
  std::uint32_t call;
  std::uint32_t who;
  std::uint16_t queue;
  std::uint16_t type;
  std::uint8_t kind;
  std::uint8_t ending;
  std::uint8_t priority;
  std::uint8_t flags;
};
static_assert(sizeof(Layout) == kEventBytes && std::endian::native == std::endian::little);
inline constexpr auto kCallKinds = static_cast<std::uint8_t>(CallEventKind::after_call_work_ended) + 1;
inline constexpr auto kAgentKinds = static_cast<std::uint8_t>(AgentEventKind::back) + 1;
inline constexpr std::uint8_t kLast = 1;
inline constexpr std::uint8_t kFirst = 2;
}  // namespace event_log

/// `call`: under which id it is written. Inline, as a simulated call has five events.
inline void encode(const CallEvent& event, CallId call, std::byte* to) {
  const bool offered = event.kind == CallEventKind::offered;
  const event_log::Layout layout{.at = event.at.microseconds(),
                                 .call = call.index(),
                                 .who = offered ? event.caller.index() : event.agent.index(),
                                 .queue = static_cast<std::uint16_t>(event.queue.index()),
                                 .type = static_cast<std::uint16_t>(event.type.index()),
                                 .kind = static_cast<std::uint8_t>(event.kind),
                                 .ending = static_cast<std::uint8_t>(event.ending),
                                 .priority = event.priority,
                                 .flags = 0};
  std::memcpy(to, &layout, kEventBytes);
}
inline void encode(const CallEvent& event, std::byte* to) { encode(event, event.call, to); }
/// An agent's event has no call, and its kind counts on from the last of a call's.
void encode(const AgentEvent& event, std::byte* to);
/// Of an encoded event.
inline CallId call_of(const std::byte* event) {
  event_log::Layout layout{};
  std::memcpy(&layout, event, kEventBytes);
  return CallId(layout.call);
}
/// Flags an encoded event as its call's last.
void mark_last(std::byte* event);
/// Flags the last of some encoded events that is of a call as its last; none where it has none among them.
void mark_last_of(CallId call, std::span<std::byte> events);
/// Flags an encoded event as its run's first.
void mark_first(std::byte* event);

struct DecodedEvent {
  std::optional<CallEvent> call;
  std::optional<AgentEvent> agent;
  bool last = false;   ///< of its call
  bool first = false;  ///< of its run
};
/// What is wrong with an event, in words, where it cannot be one.
std::expected<DecodedEvent, std::string_view> decode(const std::byte* from, const EventLogHead& head);

}  // namespace tandem
