#include "core/events/event_log.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <rapidcheck.h>

#include <array>
#include <string>

namespace tandem {
namespace {

EventLogHead a_head() {
  EventLogHead head;
  head.counted_from = Instant::from_seconds(1'704'067'200);
  head.clients = {"Acme", "Zeta & Söhne"};
  head.queues = {{ClientId(0), "Billing"}, {ClientId(1), "Second line, nights"}};
  head.types = {"invoices", "", "complaints"};
  head.agents = {"Ann", "Bob B."};
  head.counted_until = Instant::from_seconds(1'704'070'800);
  head.serves = {{{ClientId(0), ClientId(1)}, 0}, {{}, 0}};
  return head;
}

std::string_view without_ends(const std::string& text) {
  std::string_view lines = text;
  lines.remove_prefix(kEventLogMagic.size());
  lines.remove_suffix(std::string_view("events\n").size());
  return lines;
}

TEST(EventLog, ItsHeadIsReadBack) {
  const std::string text = to_text(a_head());
  EXPECT_EQ(text,
            "tandem-events 2\ncounted-from 1704067200000000\ncounted-until 1704070800000000\nclient "
            "Acme\nclient Zeta & Söhne\n"
            "queue 0 Billing\nqueue 1 Second line, nights\ntype invoices\ntype \ntype complaints\n"
            "agent Ann\nagent Bob B.\nserves 0 0 1\nevents\n");
  const auto read = parse_event_log_head(without_ends(text));
  ASSERT_TRUE(read.has_value()) << read.error().to_string();
  EXPECT_EQ(*read, a_head());
  EXPECT_EQ(*parse_event_log_head(""), EventLogHead());
}

TEST(EventLog, TheHeadOfAClientsStreamIsReadBack) {
  EventLogHead head;
  head.clients = {"Acme"};
  head.own_client = ClientId(0);
  head.agents = {"Ann", "Bob"};
  head.serves = {{{ClientId(0)}, 2}, {{}, 1}};
  const std::string text = to_text(head);
  EXPECT_EQ(text,
            "tandem-events 2\nclient Acme\nclient-stream 0\nagent Ann\nagent Bob\nserves 0 0 +2\n"
            "serves 1 +1\nevents\n");
  const auto read = parse_event_log_head(without_ends(text));
  ASSERT_TRUE(read.has_value()) << read.error().to_string();
  EXPECT_EQ(*read, head);
}

TEST(EventLog, ANameStaysOnItsLine) {
  EventLogHead head;
  head.clients = {"two\nlines"};
  EXPECT_EQ(to_text(head), "tandem-events 2\nclient two lines\nevents\n");
}

TEST(EventLog, ABrokenHeadSaysWhere) {
  const auto said = [](std::string_view lines) { return parse_event_log_head(lines).error().to_string(); };
  constexpr std::string_view kExpected =
      " is no line of an event log's head; expected client, client-stream, queue with its client's number, "
      "type, agent, serves with an agent's and clients' numbers, counted-from or counted-until";
  EXPECT_EQ(said("client Acme\nqueue 1 Billing\n"), "line 3: 'queue 1 Billing'" + std::string(kExpected));
  EXPECT_EQ(said("queue\n"), "line 2: 'queue'" + std::string(kExpected));
  EXPECT_EQ(said("counted-from -5\n"), "line 2: 'counted-from -5'" + std::string(kExpected));
  EXPECT_EQ(said("counted-from 99999999999999999\n"),
            "line 2: 'counted-from 99999999999999999'" + std::string(kExpected));
  for (const std::string broken :
       {"counted-until soon", "client-stream 1", "client-stream 0 1", "serves 1 0", "serves 0", "serves 0 1",
        "serves 0 0 0", "serves 0 +0", "serves 0 +1 0", "serves 0 +65536", "serves 0 0 +", "serves 0  0"})
    EXPECT_EQ(said("client Acme\nagent Ann\n" + broken + "\n"),
              "line 4: '" + broken + "'" + std::string(kExpected));
  EXPECT_EQ(said("client Acme\nagent Ann\nserves 0 0\nserves 0 0\n"),
            "line 5: 'serves 0 0'" + std::string(kExpected));
  EXPECT_EQ(said("colour red\n"), "line 2: 'colour red'" + std::string(kExpected));
}

TEST(EventLog, AnyEventIsReadBack) {
  EXPECT_TRUE(rc::check("events of calls and agents", [] {
    const EventLogHead head = a_head();
    std::array<std::byte, kEventBytes> bytes{};
    CallEvent event;
    event.at = Instant::from_microseconds(*rc::gen::inRange<std::int64_t>(0, 4'102'444'800'000'000));
    event.call = CallId(*rc::gen::arbitrary<std::uint32_t>());
    event.queue = QueueId(*rc::gen::inRange(0U, 2U));
    event.client = head.queues[event.queue.index()].client;
    if (*rc::gen::arbitrary<bool>()) event.type = CallTypeId(*rc::gen::inRange(0U, 3U));
    event.kind = static_cast<CallEventKind>(*rc::gen::inRange(0, 17));
    if (event.kind == CallEventKind::offered)
      event.caller = CallerId(*rc::gen::arbitrary<std::uint32_t>());
    else if (*rc::gen::arbitrary<bool>())
      event.agent = AgentId(*rc::gen::inRange(0U, 2U));
    event.ending = static_cast<Ending>(*rc::gen::inRange(0, 4));
    event.priority = *rc::gen::arbitrary<std::uint8_t>();
    encode(event, bytes.data());
    const bool last = *rc::gen::arbitrary<bool>();
    if (last) mark_last(bytes.data());
    const bool first = *rc::gen::arbitrary<bool>();
    if (first) mark_first(bytes.data());
    const auto read = decode(bytes.data(), head);
    RC_ASSERT(read.has_value());
    RC_ASSERT(read->call == event);
    RC_ASSERT(read->last == last);
    RC_ASSERT(read->first == first);

    AgentEvent duty{.at = event.at,
                    .agent = AgentId(*rc::gen::inRange(0U, 2U)),
                    .client = {},
                    .reason = {},
                    .source = {}};
    duty.kind = static_cast<AgentEventKind>(*rc::gen::inRange(0, 6));
    if (*rc::gen::arbitrary<bool>()) duty.reason = ReasonId(*rc::gen::inRange(0U, 65'535U));
    encode(duty, bytes.data());
    const auto of_agent = decode(bytes.data(), head);
    RC_ASSERT(of_agent.has_value());
    RC_ASSERT(of_agent->agent == duty);
  }));
}

TEST(EventLog, BytesThatAreNoEventAreNotTakenForOne) {
  const EventLogHead head = a_head();
  CallEvent event{.at = Instant::from_seconds(1),
                  .call = CallId(7),
                  .client = ClientId(0),
                  .queue = QueueId(0),
                  .agent = AgentId(1),
                  .kind = CallEventKind::answered};
  const auto said = [&](std::size_t byte, unsigned value) {
    std::array<std::byte, kEventBytes> bytes{};
    encode(event, bytes.data());
    bytes[byte] = static_cast<std::byte>(value);
    const auto read = decode(bytes.data(), head);
    return read ? "" : std::string(read.error());
  };
  EXPECT_EQ(said(7, 0x80), "its instant is not of the years 1970 to 2099");
  EXPECT_EQ(said(7, 0x7f), "its instant is not of the years 1970 to 2099");
  EXPECT_EQ(said(12, 2), "its agent has no name in the head");
  EXPECT_EQ(said(16, 2), "its queue has no name in the head");
  event.type = CallTypeId(0);
  EXPECT_EQ(said(18, 3), "its type has no name in the head");
  EXPECT_EQ(said(20, 23), "its kind is none that is known");
  EXPECT_EQ(said(21, 4), "its ending is none that is known");
  EXPECT_EQ(said(22, 255), "");
}

}  // namespace
}  // namespace tandem
