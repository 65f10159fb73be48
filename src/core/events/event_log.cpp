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
using event_log::kFirst;
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

/// An instant of the years that a log can hold; none() where there is none.
Instant instant_of(std::string_view text) {
  const auto at = number_of(text);
  if (!at || *at >= static_cast<std::uint64_t>(kLatest)) return Instant::none();
  return Instant::from_microseconds(static_cast<std::int64_t>(*at));
}

/// The word up to the next blank, taken off `text` with it.
std::string_view take_word(std::string_view& text) {
  const std::size_t end = std::min(text.find(' '), text.size());
  const std::string_view word = text.substr(0, end);
  text.remove_prefix(std::min(end + 1, text.size()));
  return word;
}

/// The number of one of `count` things; nothing where it is none of theirs.
std::optional<std::uint32_t> index_of(std::string_view word, std::size_t count) {
  const auto number = number_of(word);
  if (!number || *number >= count) return std::nullopt;
  return static_cast<std::uint32_t>(*number);
}

/// "0 1 4 +2": an agent, the clients that it may serve, in order, and how many others.
bool take_serves(std::string_view rest, EventLogHead& head) {
  const auto agent = index_of(take_word(rest), head.agents.size());
  if (!agent) return false;
  head.serves.resize(head.agents.size());
  EventLogHead::Serves& serves = head.serves[*agent];
  if (!serves.clients.empty() || serves.others != 0) return false;
  while (!rest.empty()) {
    std::string_view word = take_word(rest);
    if (word.starts_with('+')) {
      word.remove_prefix(1);
      serves.others = index_of(word, kEventLogOthersMax + 1).value_or(0);
      return serves.others > 0 && rest.empty();
    }
    const auto client = index_of(word, head.clients.size());
    if (!client || (!serves.clients.empty() && ClientId(*client) <= serves.clients.back())) return false;
    serves.clients.push_back(ClientId(*client));
  }
  return !serves.clients.empty();
}

bool take_queue(std::string_view rest, EventLogHead& head) {
  if (!rest.contains(' ')) return false;
  const auto client = index_of(take_word(rest), head.clients.size());
  if (!client) return false;
  head.queues.push_back({ClientId(*client), std::string(rest)});
  return head.queues.size() <= kEventLogQueuesMax;
}

/// Takes a line of the head; false where it is none.
bool take_line(std::string_view line, EventLogHead& head) {
  if (!line.contains(' ')) return false;
  std::string_view rest = line;
  const std::string_view word = take_word(rest);
  if (word == "client") return head.clients.emplace_back(rest), true;
  if (word == "type") return head.types.emplace_back(rest), head.types.size() <= kEventLogTypesMax;
  if (word == "agent") return head.agents.emplace_back(rest), true;
  if (word == "counted-from") return (head.counted_from = instant_of(rest)).known();
  if (word == "counted-until") return (head.counted_until = instant_of(rest)).known();
  if (word == "serves") return take_serves(rest, head);
  if (word == "client-stream") {
    const auto client = index_of(rest, head.clients.size());
    if (client) head.own_client = ClientId(*client);
    return client.has_value();
  }
  return word == "queue" && take_queue(rest, head);
}

/// The line of an agent of whom it is known.
std::string serves_line(std::size_t agent, const EventLogHead::Serves& serves) {
  if (serves.clients.empty() && serves.others == 0) return {};
  std::string line = fmt::format("serves {}", agent);
  for (const ClientId client : serves.clients) line += fmt::format(" {}", client.index());
  if (serves.others > 0) line += fmt::format(" +{}", serves.others);
  return line + "\n";
}

}  // namespace

std::string to_text(const EventLogHead& head) {
  std::string text(kEventLogMagic);
  if (head.counted_from.known()) text += fmt::format("counted-from {}\n", head.counted_from.microseconds());
  if (head.counted_until.known())
    text += fmt::format("counted-until {}\n", head.counted_until.microseconds());
  for (const std::string& client : head.clients) text += fmt::format("client {}\n", one_line(client));
  if (head.own_client.known()) text += fmt::format("client-stream {}\n", head.own_client.index());
  for (const auto& queue : head.queues)
    text += fmt::format("queue {} {}\n", queue.client.index(), one_line(queue.name));
  for (const std::string& type : head.types) text += fmt::format("type {}\n", one_line(type));
  for (const std::string& agent : head.agents) text += fmt::format("agent {}\n", one_line(agent));
  for (std::size_t agent = 0; agent < head.serves.size(); ++agent)
    text += serves_line(agent, head.serves[agent]);
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
          "'{}' is no line of an event log's head; expected client, client-stream, queue with its client's "
          "number, type, agent, serves with an agent's and clients' numbers, counted-from or counted-until",
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

void mark_last_of(CallId call, std::span<std::byte> events) {
  for (; !events.empty(); events = events.first(events.size() - kEventBytes)) {
    std::byte* const event = &events[events.size() - kEventBytes];
    if (call_of(event) != call) continue;
    return mark_last(event);
  }
}
void mark_first(std::byte* event) { event[offsetof(Layout, flags)] |= std::byte{kFirst}; }

std::expected<DecodedEvent, std::string_view> decode(const std::byte* from, const EventLogHead& head) {
  Layout layout{};
  std::memcpy(&layout, from, kEventBytes);
  DecodedEvent decoded;
  decoded.first = (layout.flags & kFirst) != 0;
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
