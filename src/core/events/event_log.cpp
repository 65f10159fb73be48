#include "core/events/event_log.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>

namespace tandem {
namespace {

constexpr std::int64_t kLatest = 4'102'444'800'000'000;  // the year 2100

using event_log::kAgentKinds;
using event_log::kCallKinds;
using event_log::kLast;
using event_log::Layout;

std::string one_line(std::string_view name) {
  std::string text(name);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20) c = ' ';
  return text;
}

std::optional<std::uint64_t> number_of(std::string_view text) {
  std::uint64_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return number;
}

/// Takes a line of the head; false where it is none.
bool take_line(std::string_view line, EventLogHead& head) {
  const std::size_t blank = line.find(' ');
  if (blank == std::string_view::npos) return false;
  const std::string_view word = line.substr(0, blank);
  const std::string_view rest = line.substr(blank + 1);
  if (word == "client") return head.clients.emplace_back(rest), true;
  if (word == "type") return head.types.emplace_back(rest), head.types.size() <= kEventLogTypesMax;
  if (word == "agent") return head.agents.emplace_back(rest), true;
  if (word == "counted-from") {
    const auto at = number_of(rest);
    if (at && *at < static_cast<std::uint64_t>(kLatest))
      head.counted_from = Instant::from_microseconds(static_cast<std::int64_t>(*at));
    return head.counted_from.known();
  }
  const std::size_t second = rest.find(' ');
  if (word != "queue" || second == std::string_view::npos) return false;
  const auto client = number_of(rest.substr(0, second));
  if (!client || *client >= head.clients.size()) return false;
  head.queues.push_back(
      {ClientId(static_cast<std::uint32_t>(*client)), std::string(rest.substr(second + 1))});
  return head.queues.size() <= kEventLogQueuesMax;
}

}  // namespace

std::string to_text(const EventLogHead& head) {
  std::string text(kEventLogMagic);
  if (head.counted_from.known()) text += fmt::format("counted-from {}\n", head.counted_from.microseconds());
  for (const std::string& client : head.clients) text += fmt::format("client {}\n", one_line(client));
  for (const auto& queue : head.queues)
    text += fmt::format("queue {} {}\n", queue.client.index(), one_line(queue.name));
  for (const std::string& type : head.types) text += fmt::format("type {}\n", one_line(type));
  for (const std::string& agent : head.agents) text += fmt::format("agent {}\n", one_line(agent));
  return text + "events\n";
}

Result<EventLogHead> parse_event_log_head(std::string_view lines) {
  EventLogHead head;
  std::uint64_t number = 1;
  while (!lines.empty()) {
    const std::size_t end = std::min(lines.find('\n'), lines.size());
    ++number;
    if (!take_line(lines.substr(0, end), head)) {
      constexpr std::size_t kShown = 60;
      return failure_at(
          {.line = number}, ErrorCode::bad_format,
          "'{}' is no line of an event log's head; expected client, queue with its client's number, type, "
          "agent or counted-from",
          lines.substr(0, std::min(end, kShown)));
    }
    lines.remove_prefix(std::min(end + 1, lines.size()));
  }
  return head;
}

void encode(const AgentEvent& event, std::byte* to) {
  const Layout layout{.at = event.at.microseconds(),
                      .call = UINT32_MAX,
                      .who = event.agent.index(),
                      .queue = UINT16_MAX,
                      .type = static_cast<std::uint16_t>(event.reason.index()),
                      .kind = static_cast<std::uint8_t>(kCallKinds + static_cast<std::uint8_t>(event.kind)),
                      .ending = 0,
                      .priority = 0,
                      .flags = 0};
  std::memcpy(to, &layout, kEventBytes);
}

void mark_last(std::byte* event) { event[offsetof(Layout, flags)] |= std::byte{kLast}; }

std::expected<DecodedEvent, std::string_view> decode(const std::byte* from, const EventLogHead& head) {
  Layout layout{};
  std::memcpy(&layout, from, kEventBytes);
  DecodedEvent decoded;
  if (layout.at < 0 || layout.at >= kLatest)
    return std::unexpected("its instant is not of the years 1970 to 2099");
  const Instant at = Instant::from_microseconds(layout.at);
  if (layout.kind >= kCallKinds + kAgentKinds) return std::unexpected("its kind is none that is known");
  const bool of_agent = layout.kind >= kCallKinds;
  const bool offered = layout.kind == static_cast<std::uint8_t>(CallEventKind::offered);
  if (!offered && layout.who != UINT32_MAX && layout.who >= head.agents.size())
    return std::unexpected("its agent has no name in the head");
  if (of_agent) {
    if (layout.who == UINT32_MAX) return std::unexpected("it is an agent's and names none");
    const ReasonId reason = layout.type == UINT16_MAX ? ReasonId() : ReasonId(layout.type);
    decoded.agent = AgentEvent{.at = at,
                               .agent = AgentId(layout.who),
                               .client = {},
                               .reason = reason,
                               .source = {},
                               .kind = static_cast<AgentEventKind>(layout.kind - kCallKinds)};
    return decoded;
  }
  if (layout.queue >= head.queues.size()) return std::unexpected("its queue has no name in the head");
  if (layout.type != UINT16_MAX && layout.type >= head.types.size())
    return std::unexpected("its type has no name in the head");
  if (layout.ending > static_cast<std::uint8_t>(Ending::out_of_hours))
    return std::unexpected("its ending is none that is known");
  CallEvent& event = decoded.call.emplace();
  event.at = at;
  event.call = CallId(layout.call);
  event.queue = QueueId(layout.queue);
  event.client = head.queues[layout.queue].client;
  if (offered)
    event.caller = CallerId(layout.who);
  else
    event.agent = AgentId(layout.who);
  if (layout.type != UINT16_MAX) event.type = CallTypeId(layout.type);
  event.kind = static_cast<CallEventKind>(layout.kind);
  event.ending = static_cast<Ending>(layout.ending);
  event.priority = layout.priority;
  decoded.last = (layout.flags & kLast) != 0;
  return decoded;
}

}  // namespace tandem
