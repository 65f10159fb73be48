#include "plan/import/event_log_import.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "core/events/event_log.hpp"
#include "plan/import/imported_for_test.hpp"

namespace tandem::importing {
namespace {

using testing::ElementsAre;
using testing::Pair;

constexpr std::string_view kHead =
    "tandem-events 2\nclient Acme\nqueue 0 Billing\ntype invoices\nagent Ann\nevents\n";

Instant at(std::int64_t seconds) { return Instant::from_seconds(1'704'067'200 + seconds); }

/// A log as it is written, event by event.
class Log {
 public:
  explicit Log(std::string_view head = kHead) : bytes_(head) {}
  Log& call(std::uint32_t number, std::int64_t seconds, CallEventKind kind, bool last = false) {
    CallEvent event{.at = at(seconds),
                    .call = CallId(number),
                    .client = ClientId(0),
                    .queue = QueueId(0),
                    .type = CallTypeId(0),
                    .kind = kind};
    if (kind == CallEventKind::offered) event.caller = CallerId(number + 100);
    if (kind == CallEventKind::answered || kind == CallEventKind::ended) event.agent = AgentId(0);
    std::byte* const to = add();
    encode(event, to);
    if (last) mark_last(to);
    return *this;
  }
  Log& agent(std::int64_t seconds, AgentEventKind kind) {
    encode(AgentEvent{.at = at(seconds), .agent = AgentId(0), .kind = kind}, add());
    return *this;
  }
  /// What was added last is the first of a run.
  Log& first() {
    mark_first(reinterpret_cast<std::byte*>(bytes_.data() + bytes_.size() - kEventBytes));
    return *this;
  }
  std::string bytes() const { return bytes_; }

 private:
  std::byte* add() {
    bytes_.resize(bytes_.size() + kEventBytes);
    return reinterpret_cast<std::byte*>(bytes_.data() + bytes_.size() - kEventBytes);
  }
  std::string bytes_;
};

using enum CallEventKind;

TEST(EventLogImport, FoldsEventsToCalls) {
  const auto imported = import_text(Log()
                                        .agent(0, AgentEventKind::signed_on)
                                        .call(7, 10, offered)
                                        .call(7, 10, queued)
                                        .call(8, 20, offered)
                                        .call(8, 20, queued)
                                        .call(7, 25, answered)
                                        .call(8, 50, abandoned, true)
                                        .call(7, 100, ended, true)
                                        .call(7, 110, offered)
                                        .call(7, 110, queued)
                                        .bytes());
  ASSERT_TRUE(imported->quality.has_value()) << imported->error;
  EXPECT_EQ(imported->quality->rows_read, 10U);
  EXPECT_EQ(imported->quality->rows_used, 10U);
  EXPECT_THAT(imported->quality->formats, ElementsAre("tandem-events"));
  ASSERT_EQ(imported->calls.size(), 3U);
  const CallRecord& first = imported->calls[0];
  EXPECT_EQ(first.outcome, Outcome::abandoned);
  EXPECT_EQ(first.wait(), Duration::seconds(30));
  const CallRecord& second = imported->calls[1];
  EXPECT_EQ(second.outcome, Outcome::answered);
  EXPECT_EQ(second.wait(), Duration::seconds(15));
  EXPECT_EQ(second.talk(), Duration::seconds(75));
  const Directory& names = imported->directory;
  EXPECT_EQ(names.clients.name(second.client), "Acme");
  EXPECT_EQ(names.queue_name(second.queue), "Billing");
  EXPECT_EQ(names.types.name(second.type), "invoices");
  EXPECT_EQ(names.agents.name(second.agent), "Ann");
  EXPECT_EQ(names.callers.name(second.caller), "caller 107");
  EXPECT_EQ(imported->calls[2].outcome, Outcome::unfinished) << "the log ends while it waits";
}

TEST(EventLogImport, LeavesTheWarmUpOut) {
  const auto imported =
      import_text(Log("tandem-events 2\ncounted-from 1704067215000000\nclient Acme\nqueue 0 Billing\n"
                      "type invoices\nagent Ann\nevents\n")
                      .call(1, 10, offered)
                      .call(2, 20, offered)
                      .call(1, 30, abandoned, true)
                      .call(2, 40, abandoned, true)
                      .bytes());
  ASSERT_TRUE(imported->quality.has_value()) << imported->error;
  ASSERT_EQ(imported->calls.size(), 1U);
  EXPECT_EQ(imported->calls[0].offered_at, at(20));
  EXPECT_THAT(imported->quality->notes, ElementsAre(Pair("call of the warm-up, left out", 1U)));
}

Options with_agent_time() {
  Options options;
  options.wanted.agent_time = true;
  options.refused_share_max = 1;
  return options;
}

std::string in_words(const std::vector<AgentInterval>& intervals) {
  std::string words;
  for (const AgentInterval& interval : intervals)
    words += fmt::format("{} {}-{}; ", name_of(interval.state), (interval.from - at(0)).seconds(),
                         (interval.until - at(0)).seconds());
  return words;
}

TEST(EventLogImport, FoldsAgentsTimeWhereItIsWanted) {
  const std::string log = Log()
                              .agent(0, AgentEventKind::signed_on)
                              .call(7, 10, offered)
                              .call(7, 25, answered)
                              .call(7, 100, ended, true)
                              .agent(130, AgentEventKind::not_ready)
                              .agent(150, AgentEventKind::signed_off)
                              .bytes();
  EXPECT_EQ(in_words(import_text(log, with_agent_time())->agents),
            "idle 0-25; talking 25-100; idle 100-130; not_ready 130-150; ");
  EXPECT_EQ(in_words(import_text(log)->agents), "");
}

constexpr std::string_view kCounted =
    "tandem-events 2\ncounted-from 1704067220000000\ncounted-until 1704067290000000\nclient Acme\n"
    "client-stream 0\nqueue 0 Billing\ntype invoices\nagent Ann\nserves 0 0 +2\nevents\n";

TEST(EventLogImport, AgentsTimeCountsAsLongAsTheLogSays) {
  const auto imported = import_text(Log(kCounted)
                                        .agent(0, AgentEventKind::signed_on)
                                        .agent(30, AgentEventKind::elsewhere)
                                        .agent(40, AgentEventKind::back)
                                        .agent(50, AgentEventKind::back)
                                        .call(7, 280, offered)
                                        .call(7, 285, answered)
                                        .call(7, 300, ended, true)
                                        .bytes(),
                                    with_agent_time());
  EXPECT_EQ(in_words(imported->agents), "idle 20-30; elsewhere 30-50; idle 50-90; ");
  EXPECT_EQ(
      in_words(
          import_text(Log(kCounted).agent(0, AgentEventKind::signed_on).bytes(), with_agent_time())->agents),
      "idle 20-90; ")
      << "who does not sign off is there until the end";
  const Directory& names = imported->directory;
  ASSERT_EQ(names.serves().size(), 1U);
  EXPECT_THAT(names.serves()[0].clients, ElementsAre(ClientId(0)));
  EXPECT_EQ(names.serves()[0].others, 2U);
  EXPECT_THAT(names.logs_of(), ElementsAre(ClientId(0)));
}

TEST(EventLogImport, ARunBeginsAnewAndElseTimeDoesNotGoBack) {
  const auto runs = import_text(Log()
                                    .agent(100, AgentEventKind::signed_on)
                                    .first()
                                    .agent(160, AgentEventKind::ready)
                                    .agent(0, AgentEventKind::signed_on)
                                    .first()
                                    .agent(10, AgentEventKind::signed_off)
                                    .agent(5, AgentEventKind::signed_on)
                                    .bytes(),
                                with_agent_time());
  EXPECT_EQ(in_words(runs->agents), "idle 100-160; idle 0-10; ");
  ASSERT_EQ(runs->quality->refused_examples.size(), 1U);
  EXPECT_EQ(runs->quality->refused_examples[0].message,
            "event 5 is earlier than the one before it; sort the log");
}

TEST(EventLogImport, RefusesWhatCannotBe) {
  Options options;
  options.refused_share_max = 1;
  std::string bytes = Log()
                          .call(1, 10, offered)
                          .call(1, 11, offered)
                          .call(2, 12, answered)
                          .call(1, 5, abandoned, true)
                          .call(3, 20, offered)
                          .call(3, 30, ended, true)
                          .bytes();
  bytes += "cut";
  const auto imported = import_text(bytes, options);
  ASSERT_TRUE(imported->quality.has_value()) << imported->error;
  EXPECT_EQ(imported->calls.size(), 0U);
  EXPECT_EQ(imported->quality->rows_refused, 5U);
  std::vector<std::string> said;
  for (const Error& error : imported->quality->refused_examples) said.push_back(error.message);
  EXPECT_THAT(said, ElementsAre("event 2 offers a call that is there already",
                                "event 3 is of a call that was not offered, or is over",
                                "event 4 ends a call whose events are out of order: ended before offered",
                                "event 6 ends a conversation that never began",
                                "event 7 is cut off: the log ends within it; copy the file again"));
}

TEST(EventLogImport, ABrokenHeadSaysWhere) {
  EXPECT_EQ(import_text("tandem-events 2\nclient Acme\n")->error,
            "input: has no line 'events', which ends the head of an event log; copy the file again");
  EXPECT_EQ(
      import_text("tandem-events 1\nclient Acme\nevents\n")->error,
      "input:1: is no event log of this version: its first line is not 'tandem-events 2'; write it again "
      "with this Tandem, whose events have other numbers");
  EXPECT_EQ(import_text("tandem-events 2\nqueue 0 Billing\nevents\n")->error,
            "input:2: 'queue 0 Billing' is no line of an event log's head; expected client, client-stream, "
            "queue with its client's number, type, agent, serves with an agent's and clients' numbers, "
            "counted-from or counted-until");
  EXPECT_EQ(
      import_text("tandem-events 2\nclient A\xff\nevents\n")->error,
      "input: a name of the head cannot be one: the byte 0xff at position 2 is not UTF-8; save the file as "
      "UTF-8");
}

TEST(EventLogImport, AHeadAloneIsALogWithoutCalls) {
  const auto imported = import_text("tandem-events 2\nevents\n");
  ASSERT_TRUE(imported->quality.has_value()) << imported->error;
  EXPECT_EQ(imported->quality->rows_read, 0U);
}

}  // namespace
}  // namespace tandem::importing
