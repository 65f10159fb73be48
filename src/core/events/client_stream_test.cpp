#include "core/events/client_stream.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <string>

#include "core/events/call_record.hpp"

namespace tandem {
namespace {

using enum CallEventKind;
using testing::ElementsAre;

constexpr ClientId kOwn(0);
constexpr ClientId kOther(1);
constexpr AgentId kShared(3);
constexpr AgentId kOthersOnly(4);

/// A floor of two clients with a queue and a type each, and what the first of them sees of it, in words.
class Floor {
 public:
  Floor() : stream_({.client = kOwn, .agents = {false, false, false, true, false}, .types = {true, false}}) {}

  void call(CallEventKind kind, std::int64_t seconds, std::uint32_t call, ClientId client,
            AgentId agent = AgentId()) {
    note(stream_.take(CallEvent{.at = Instant::from_seconds(seconds),
                                .call = CallId(call),
                                .client = client,
                                .queue = QueueId(client.index() + 5),
                                .agent = agent,
                                .type = CallTypeId(client.index()),
                                .caller = CallerId(77),
                                .source = {},
                                .kind = kind}));
  }
  void agent(AgentEventKind kind, std::int64_t seconds, AgentId agent) {
    note(stream_.take(AgentEvent{.at = Instant::from_seconds(seconds),
                                 .agent = agent,
                                 .client = kOther,
                                 .reason = {},
                                 .source = {},
                                 .kind = kind}));
  }

  std::vector<std::string> said;
  std::vector<CallEvent> calls;

 private:
  void note(std::span<const StreamEvent> events) {
    for (const StreamEvent& event : events) {
      if (const auto* of_call = std::get_if<CallEvent>(&event)) {
        EXPECT_EQ(of_call->client, kOwn);
        EXPECT_EQ(of_call->queue, QueueId(5));
        EXPECT_NE(of_call->type, CallTypeId(1)) << "the others' type";
        calls.push_back(*of_call);
        said.push_back(fmt::format("{} {}", of_call->at.microseconds() / 1'000'000, name_of(of_call->kind)));
      } else {
        const auto& of_agent = std::get<AgentEvent>(event);
        EXPECT_EQ(of_agent.agent, kShared);
        EXPECT_EQ(of_agent.client, ClientId()) << "others are not named";
        said.push_back(fmt::format("{} {}", of_agent.at.microseconds() / 1'000'000, name_of(of_agent.kind)));
      }
    }
  }

  ClientStream stream_;
};

TEST(ClientStream, HasTheClientsCallsAndItsAgentsWorkForOthersAsElsewhere) {
  Floor floor;
  floor.agent(AgentEventKind::signed_on, 0, kShared);
  floor.agent(AgentEventKind::signed_on, 0, kOthersOnly);
  floor.call(offered, 10, 1, kOther);
  floor.call(ringing, 10, 1, kOther, kShared);
  floor.call(answered, 12, 1, kOther, kShared);
  floor.call(offered, 15, 2, kOwn);
  floor.call(queued, 15, 2, kOwn);
  floor.call(held, 16, 1, kOther, kShared);
  floor.call(offered, 17, 3, kOther);
  floor.call(ringing, 17, 3, kOther, kOthersOnly);
  floor.call(ended, 20, 1, kOther, kShared);
  floor.call(after_call_work_ended, 25, 1, kOther, kShared);
  floor.call(ringing, 25, 2, kOwn, kShared);
  floor.call(answered, 27, 2, kOwn, kShared);
  floor.call(ended, 40, 2, kOwn, kShared);
  floor.agent(AgentEventKind::signed_off, 40, kShared);
  EXPECT_THAT(floor.said, ElementsAre("0 signed_on", "10 elsewhere", "15 offered", "15 queued", "20 back",
                                      "25 back", "25 ringing", "27 answered", "40 ended", "40 signed_off"));
}

TEST(ClientStream, ARingForOthersIsWorkElsewhereUntilItStops) {
  Floor floor;
  floor.call(ringing, 10, 1, kOther, kShared);
  floor.call(ring_cancelled, 14, 1, kOther, kShared);
  floor.call(abandoned, 14, 1, kOther);
  floor.call(ringing, 20, 1, kOther, kShared);
  floor.call(ring_no_answer, 30, 1, kOther, kShared);
  EXPECT_THAT(floor.said, ElementsAre("10 elsewhere", "14 back", "20 elsewhere", "30 back"));
}

TEST(ClientStream, ACallThatOverflowsToAnotherClientWasSentElsewhere) {
  Floor floor;
  floor.call(offered, 0, 1, kOwn);
  floor.call(queued, 0, 1, kOwn);
  floor.call(overflowed, 30, 1, kOwn);
  floor.call(queued, 30, 1, kOther);
  floor.call(abandoned, 50, 1, kOther);
  EXPECT_THAT(floor.said, ElementsAre("0 offered", "0 queued", "30 overflowed"));
  EXPECT_EQ(fold(floor.calls).outcome, Outcome::overflow);
}

TEST(ClientStream, ACallThatIsTransferredToAnotherClientEndsThere) {
  Floor floor;
  floor.call(offered, 0, 1, kOwn);
  floor.call(queued, 0, 1, kOwn);
  floor.call(answered, 5, 1, kOwn, kShared);
  floor.call(transferred, 20, 1, kOwn, kShared);
  floor.call(queued, 20, 1, kOther);
  floor.call(ringing, 22, 1, kOther, kOthersOnly);
  floor.call(after_call_work_ended, 26, 1, kOther, kShared);  // told with the queue where the call is by now
  EXPECT_THAT(floor.said, ElementsAre("0 offered", "0 queued", "5 answered", "20 transferred", "20 ended",
                                      "26 after_call_work_ended"));
  const CallRecord record = fold(floor.calls);
  EXPECT_EQ(record.outcome, Outcome::answered);
  EXPECT_EQ(record.talk(), Duration::seconds(15));
  EXPECT_EQ(record.after_call_work(), Duration::seconds(6));
  EXPECT_EQ(record.transfers, 1);
}

TEST(ClientStream, ACallThatComesFromAnotherClientIsOfferedThen) {
  Floor floor;
  floor.call(offered, 0, 1, kOther);
  floor.call(queued, 0, 1, kOther);
  floor.call(answered, 5, 1, kOther, kShared);
  floor.call(transferred, 20, 1, kOther, kShared);
  floor.call(queued, 20, 1, kOwn);
  floor.call(after_call_work_ended, 26, 1, kOwn, kShared);
  floor.call(abandoned, 30, 1, kOwn);
  EXPECT_THAT(floor.said,
              ElementsAre("5 elsewhere", "20 back", "20 offered", "20 queued", "26 back", "30 abandoned"));
  EXPECT_EQ(fold(floor.calls).caller, CallerId(77));
}

TEST(ClientStream, AnIdThatIsGivenToAnotherCallIsAnotherCall) {
  Floor floor;
  floor.call(offered, 0, 1, kOwn);
  floor.call(answered, 5, 1, kOwn, kShared);
  floor.call(ended, 10, 1, kOwn, kShared);
  floor.call(offered, 20, 1, kOther);
  floor.call(abandoned, 25, 1, kOther);
  EXPECT_THAT(floor.said, ElementsAre("0 offered", "5 answered", "10 ended"));
}

TEST(ClientStream, WhoServesTheClientIsOneOfItsAgentsFromThenOn) {
  Floor floor;
  floor.agent(AgentEventKind::signed_on, 0, AgentId(9));
  floor.call(ringing, 1, 1, kOther, AgentId(9));
  floor.call(ring_no_answer, 2, 1, kOther, AgentId(9));
  EXPECT_THAT(floor.said, ElementsAre());
  floor.call(offered, 5, 2, kOwn);
  floor.call(ringing, 5, 2, kOwn, AgentId(9));
  EXPECT_EQ(floor.calls.back().agent, AgentId(9));
}

}  // namespace
}  // namespace tandem
