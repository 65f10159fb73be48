#include "plan/simulation/client_log_recorder.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <map>
#include <string>
#include <vector>

#include "core/kpi/time_attribution.hpp"
#include "plan/import/imported_for_test.hpp"
#include "plan/simulation/model_for_test.hpp"

namespace tandem::simulation {
namespace {

using importing::FolderForTest;
using importing::Imported;
using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

/// Three clients, shared agents, refused rings, callers who give up as it rings, breaks and pauses. `more`:
/// of the taxi's calls.
Model three_clients(const std::string& more = "") {
  Model model = model_of(
      R"({"start": "2024-03-04", "length": "6h", "warm_up": "1h", "clients": ["bank", "shop", "taxi"],
  "queues": [
    {"name": "loans", "client": "bank", "access": [{"groups": ["bank"]}, {"groups": ["all"], "rank": 2}]},
    {"name": "orders", "client": "shop", "access": [{"groups": ["all"]}], "agents_by": "ring_all"},
    {"name": "rides", "client": "taxi", "access": [{"groups": ["all", "taxi"]}], "ring_for": "8s"},
    {"name": "lost things", "client": "taxi", "access": [{"groups": ["taxi"]}]}],
  "groups": [
    {"name": "bank", "agents": 2, "answers_after": "3s"},
    {"name": "all", "shifts": [{"agents": 4, "hours": "Mon-Sun 00:30-06:30",
        "breaks": [{"after": "2h", "for": "20m"}]}],
     "answers_after": {"exponential": "6s"}, "ring_refused": 0.1},
    {"name": "taxi", "agents": 1}],
  "types": [
    {"name": "loans", "queue": "loans", "arrivals": {"per_hour": 25}, "talk": {"exponential": "3m"},
     "after_call_work": {"exponential": "30s"}, "patience": {"exponential": "1m"},
     "retry": {"chance": 0.5, "after": "2m"}},
    {"name": "orders", "queue": "orders", "arrivals": {"per_hour": 20}, "talk": {"exponential": "2m"},
     "patience": {"exponential": "30s"}},
    {"name": "rides", "queue": "rides", "arrivals": {"per_hour": 30}, "talk": {"exponential": "2m"},
     "after_call_work": {"exponential": "20s"}, "patience": {"exponential": "40s"})" +
      more + R"(},
    {"name": "lost things", "queue": "lost things", "arrivals": {"per_hour": 3}, "talk": "1m",
     "patience": {"exponential": "2m"}}]})");
  model.groups[1].pauses = {Distribution::exponential(Duration::minutes(5)),
                            Distribution::exponential(Duration::minutes(1))};
  return model;
}

/// Of the taxi's calls some go on to the bank, and some of the bank's come from there.
constexpr const char* kToTheBank = R"(, "transfer": {"chance": 0.3, "queue": "loans", "as": "loans"})";

/// Two replications, written and read; and what the runs counted themselves.
struct Logged {
  std::string bytes;
  std::unique_ptr<Imported> log;
  Staffing staffing;
};

Logged logged(const Model& model, ClientId client) {
  const FolderForTest folder;
  const std::string path = folder.path("log");
  Logged made;
  {
    auto file = EventLogFile::create(path, model, client);
    EXPECT_TRUE(file.has_value());
    const Slices slices(model.horizon);
    for (std::uint32_t replication = 0; replication < 2; ++replication) {
      const auto figures = run_replication(model, slices, {7, replication}, kNotCancelled, &*file);
      EXPECT_TRUE(figures.has_value());
      for (const Staffing& each : figures->staffing) made.staffing.add(each);
    }
    EXPECT_TRUE(file->finish().has_value());
  }
  std::ifstream in(path, std::ios::binary);
  made.bytes = {std::istreambuf_iterator<char>(in), {}};
  importing::Options options;
  options.wanted.agent_time = true;
  made.log = importing::import_paths({path}, options);
  EXPECT_TRUE(made.log->quality.has_value()) << made.log->error;
  EXPECT_EQ(made.log->quality->rows_refused, 0U);
  return made;
}

struct Stretch {
  Instant from, until;
  AgentState state;
  std::string queue;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};
using Stretches = std::map<std::string, std::vector<Stretch>, std::less<>>;

/// By the agent's name, as a client sees it; "": as it is.
Stretches stretches_of(const Imported& log, std::string_view seen_by) {
  Stretches all;
  for (const AgentInterval& interval : log.agents) {
    Stretch next{interval.from, interval.until, interval.state,
                 std::string(log.directory.queue_name(interval.queue))};
    if (!seen_by.empty() && is_work(interval.state) && log.directory.clients.name(interval.client) != seen_by)
      next = {interval.from, interval.until, AgentState::elsewhere, ""};
    auto& of_agent = all[std::string(log.directory.agents.name(interval.agent))];
    const bool joins = next.state == AgentState::elsewhere && !of_agent.empty() &&
                       of_agent.back().state == AgentState::elsewhere && of_agent.back().until == next.from;
    if (joins)
      of_agent.back().until = next.until;
    else
      of_agent.push_back(next);
  }
  return all;
}

void expect_streams_of_the_floor(const Model& model) {
  const Logged floor = logged(model, ClientId());
  const auto serves = clients_of_agents(model.plan);
  for (std::uint32_t id = 0; id < model.plan.clients.size(); ++id) {
    const std::string& client = model.plan.clients[id];
    const Logged own = logged(model, ClientId(id));
    Stretches expected = stretches_of(*floor.log, client);
    for (std::size_t agent = 0; agent < serves.size(); ++agent)
      if (std::ranges::find(serves[agent], ClientId(id)) == serves[agent].end())
        expected.erase(model.plan.agents[agent].name);
    ASSERT_FALSE(expected.empty());
    EXPECT_EQ(stretches_of(*own.log, ""), expected) << client;
    EXPECT_THAT(own.log->directory.logs_of(), ElementsAre(ClientId(0)));
  }
}

TEST(ClientLog, FoldsToTheFloorsTimeOfItsAgents) { expect_streams_of_the_floor(three_clients()); }

TEST(ClientLog, FoldsToItWhereCallsGoFromOneClientToAnother) {
  expect_streams_of_the_floor(three_clients(kToTheBank));
}

TEST(ClientLog, HasNoNameOfOthers) {
  const Model model = three_clients();
  const Logged bank = logged(model, ClientId(0));
  for (const char* others : {"shop", "taxi", "orders", "rides", "lost"})
    EXPECT_THAT(bank.bytes, Not(HasSubstr(others)));
  EXPECT_THAT(bank.bytes, HasSubstr("client bank\nclient-stream 0\nqueue 0 loans\ntype loans\n"));
  EXPECT_THAT(bank.bytes, HasSubstr("serves 0 0\nserves 1 0\nserves 2 0 +2\n"));
  std::vector<std::uint32_t> numbers;
  for (const CallRecord& call : bank.log->calls) {
    const std::string_view name = bank.log->directory.callers.name(call.caller);
    numbers.push_back(static_cast<std::uint32_t>(std::stoul(std::string(name.substr(7)))));
  }
  EXPECT_GT(numbers.size(), 200U);
  EXPECT_LT(*std::ranges::max_element(numbers), 260U) << "of the floor's callers there are twice as many";
}

/// All that a figure can be made of.
std::vector<std::string> calls_in_words(const Imported& log, std::string_view client) {
  std::vector<std::string> all;
  for (const CallRecord& call : log.calls) {
    const auto& names = log.directory;
    if (names.clients.name(call.client) != client) continue;
    all.push_back(fmt::format(
        "{} {} {} {} {} {} {} {} {} {} {} {}", names.queue_name(call.queue), names.types.name(call.type),
        names.agents.name(call.agent), name_of(call.outcome), call.offered_at.microseconds(),
        call.queued_at.microseconds(), call.ringing_at.microseconds(), call.answered_at.microseconds(),
        call.ended_at.microseconds(), call.wrapup_end_at.microseconds(), call.rings_unanswered,
        call.held.microseconds()));
  }
  return all;
}

TEST(ClientLog, HasTheClientsCallsAsTheFloorHasThem) {
  const Model model = three_clients();
  const Logged floor = logged(model, ClientId());
  for (std::uint32_t id = 0; id < 3; ++id) {
    const std::string& client = model.plan.clients[id];
    const auto expected = calls_in_words(*floor.log, client);
    EXPECT_GT(expected.size(), 30U);
    EXPECT_EQ(calls_in_words(*logged(model, ClientId(id)).log, client), expected);
  }
}

std::vector<kpi::TimeAttribution::Share> shares_of(const Imported& log) {
  kpi::TimeAttribution attribution(Duration::minutes(30));
  const auto serves = log.directory.serves();
  for (std::uint32_t agent = 0; agent < serves.size(); ++agent)
    attribution.set_serves(AgentId(agent), {serves[agent].clients, serves[agent].others});
  for (const AgentInterval& interval : log.agents) attribution.take(interval);
  return attribution.finish();
}

TEST(ClientLog, MinutesOfAllClientsAddUpToWhatTheRunCounted) {
  const Logged floor = logged(three_clients(kToTheBank), ClientId());
  kpi::AgentTime sum;
  for (const auto& share : shares_of(*floor.log)) {
    EXPECT_TRUE(share.client.known());
    sum.add(share.time);
  }
  EXPECT_EQ(sum.work().microseconds(), floor.staffing.busy);
  EXPECT_EQ((sum.total() - sum[AgentState::not_ready]).microseconds(), floor.staffing.ready);
  EXPECT_GT(sum[AgentState::not_ready], Duration());
  EXPECT_EQ(sum[AgentState::elsewhere], Duration());
}

TEST(ClientLog, AClientComesToTheMinutesThatTheFloorCountsForIt) {
  const Model model = three_clients(kToTheBank);
  const Logged floor = logged(model, ClientId());
  using Key = std::pair<std::string, std::string>;
  const auto by_names = [](const Imported& log) {
    std::map<Key, kpi::AgentTime> times;
    for (const auto& share : shares_of(log))
      times[{std::string(log.directory.clients.name(share.client)),
             std::string(log.directory.agents.name(share.agent))}] = share.time;
    return times;
  };
  const auto all = by_names(*floor.log);
  for (std::uint32_t id = 0; id < 3; ++id) {
    const std::string& client = model.plan.clients[id];
    auto own = by_names(*logged(model, ClientId(id)).log);
    for (const auto& [key, time] : all) {
      if (key.first != client) continue;
      const kpi::AgentTime& found = own[key];
      // Twelve half hours and a session, twice: so many sharings at most, and each a microsecond.
      constexpr std::int64_t kSharings = 2 * (12 + 1);
      for (std::size_t state = 0; state < kAgentStates; ++state) {
        const auto less = (time.by_state[state] - found.by_state[state]).microseconds();
        EXPECT_GE(less, 0);
        EXPECT_LE(less, is_work(static_cast<AgentState>(state)) ? 0 : kSharings) << key.second;
      }
    }
  }
}

}  // namespace
}  // namespace tandem::simulation
