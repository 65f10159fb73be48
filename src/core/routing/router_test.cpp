#include "core/routing/router.hpp"

#include <gtest/gtest.h>
#include <rapidcheck.h>
#include <sys/wait.h>
#include <unistd.h>

#include "core/routing/random_day_for_test.hpp"

namespace tandem::routing {
namespace {

using Bytes = std::vector<std::uint8_t>;

rc::Gen<Bytes> floor_bytes() {
  return rc::gen::scale(3, rc::gen::container<Bytes>(rc::gen::arbitrary<std::uint8_t>()));
}

rc::Gen<std::vector<Bytes>> fact_bytes() {
  const auto fact = rc::gen::container<Bytes>(sizeof(FactChoiceForTest), rc::gen::arbitrary<std::uint8_t>());
  return rc::gen::scale(4, rc::gen::container<std::vector<Bytes>>(fact));
}

std::string fault_of_day(const Bytes& floor, const std::vector<Bytes>& facts, bool plain) {
  RandomDayForTest day(floor, plain);
  for (const Bytes& fact : facts)
    day.take({.kind = fact[0], .after = fact[1], .who = fact[2], .other = fact[3], .more = fact[4]});
  return day.finish();
}

/// In a process of its own: an invariant that does not hold stops it, and only so can a smaller day that
/// breaks the same be looked for. The invariant is on standard error.
std::string fault_found(const Bytes& floor, const std::vector<Bytes>& facts, bool plain) {
  int ends[2];
  if (::pipe(ends) != 0) return "no pipe";
  const ::pid_t child = ::fork();
  if (child == 0) {
    const std::string fault = fault_of_day(floor, facts, plain);
    ::_exit(::write(ends[1], fault.data(), fault.size()) == static_cast<::ssize_t>(fault.size()) ? 0 : 1);
  }
  ::close(ends[1]);
  std::string fault;
  char buffer[256];
  for (::ssize_t count = 0; (count = ::read(ends[0], buffer, sizeof buffer)) > 0;)
    fault.append(buffer, static_cast<std::size_t>(count));
  ::close(ends[0]);
  int status = 0;
  ::waitpid(child, &status, 0);
  return status == 0 ? fault : "the process was stopped: a broken invariant";
}

void expect_no_fault(bool plain) {
  const auto floor = *floor_bytes();
  const auto facts = *fact_bytes();
  RC_ASSERT(fault_found(floor, facts, plain) == "");
}

TEST(Router, KeepsItsRulesOnAnyFloorWhateverHappens) {
  EXPECT_TRUE(rc::check("calls end once and in order, clearances hold, a replay answers the same",
                        [] { expect_no_fault(false); }));
}

TEST(Router, ServesAQueueInOrderOfArrivalWherePrioritiesAndTransfersAreNone) {
  EXPECT_TRUE(rc::check([] { expect_no_fault(true); }));
}

Plan floor_of(std::uint32_t agents) {
  Plan plan;
  plan.clients = {"acme", "bolt"};
  plan.groups = {"all"};
  plan.queues = {{.name = "help", .client = ClientId(0), .stages = {{.access = {Access{}}}}}};
  plan.agents.resize(agents, {.name = "agent", .group = GroupId(0)});
  plan.limits.calls = 4;
  return plan;
}

TEST(Router, NeedsASoundPlan) {
  Plan plan = floor_of(1);
  plan.queues[0].client = ClientId(7);
  EXPECT_FALSE(Router::create(plan).has_value());
}

class OneFloor : public testing::Test {
 protected:
  void give(Fact fact) { router_.step(fact, out_); }
  void staff(AgentId agent) {
    give({.at = at(0), .agent = agent, .kind = FactKind::agent_signed_on});
    give({.at = at(0), .agent = agent, .kind = FactKind::agent_ready});
  }
  void clear(AgentId agent, ClientId client, Instant until) {
    Fact fact{.at = at(0), .agent = agent, .kind = FactKind::clearance_given};
    fact.set_client(client);
    fact.set_until(until);
    give(fact);
  }
  static Instant at(std::int64_t seconds) { return Instant::from_seconds(seconds); }

  Router router_ = *Router::create(floor_of(2));
  Out out_;
};

TEST_F(OneFloor, AClearanceIsOverAtItsEndNotAfterIt) {
  clear(AgentId(0), ClientId(0), at(10));
  staff(AgentId(0));
  EXPECT_EQ(router_.wake_at(), at(10));
  give({.at = at(10), .call = CallId(0), .queue = QueueId(0), .kind = FactKind::call_offered});
  EXPECT_EQ(router_.place_of(CallId(0)), CallPlace::waiting);
  EXPECT_FALSE(router_.is_cleared(AgentId(0), ClientId(0)));
}

TEST_F(OneFloor, SeveralClearancesThatEndAtOnceKeepAllTheirAgentsFromTheCall) {
  for (const std::uint32_t agent : {0U, 1U}) {
    clear(AgentId(agent), ClientId(0), at(10));
    staff(AgentId(agent));
  }
  give({.at = at(10), .call = CallId(0), .queue = QueueId(0), .kind = FactKind::call_offered});
  EXPECT_EQ(router_.place_of(CallId(0)), CallPlace::waiting);
  router_.check();
}

TEST_F(OneFloor, AFactThatComesLateFindsAllThatWasDueBeforeIt) {
  clear(AgentId(0), ClientId(0), at(20));
  staff(AgentId(0));
  give({.at = at(50), .kind = FactKind::time_passed});
  EXPECT_FALSE(router_.is_cleared(AgentId(0), ClientId(0)));
  EXPECT_EQ(router_.wake_at(), Instant::none());
}

Plan open_floor_of(std::uint32_t agents) {
  Plan plan = floor_of(agents);
  plan.clearance_required = false;
  plan.groups = {"desk", "back"};
  return plan;
}

/// What a test gives a router, a second after the other.
class Steps {
 public:
  explicit Steps(const Plan& plan) : router(*Router::create(plan)) {}
  void give(Fact fact) {
    fact.at = Instant::from_seconds(++seconds_);
    router.step(fact, out);
    router.check();
  }
  void staff(std::uint32_t agent) {
    give({.agent = AgentId(agent), .kind = FactKind::agent_signed_on});
    give({.agent = AgentId(agent), .kind = FactKind::agent_ready});
  }
  void offer(std::uint32_t call, std::uint32_t queue) {
    give({.call = CallId(call), .queue = QueueId(queue), .kind = FactKind::call_offered});
  }
  CallPlace place(std::uint32_t call) const { return router.place_of(CallId(call)); }

  Router router;
  Out out;

 private:
  std::int64_t seconds_ = 0;
};

TEST(Router, GivesOthersTheAgentKeptForAClientOnceAnotherAgentServesIt) {
  Plan plan = open_floor_of(2);
  plan.skills = {"french"};
  plan.agents[1].skills = {{SkillId(0), 5}};
  plan.queues[0].stages[0].access[0].skills = {{SkillId(0), 1}};
  plan.queues.push_back({.name = "sales", .client = ClientId(1), .stages = {{.access = {Access{}}}}});
  plan.guarantees = {{.client = ClientId(0), .group = GroupId(0), .agents = 1}};
  Steps steps(plan);
  steps.staff(0);
  steps.offer(0, 0);
  steps.offer(1, 1);
  EXPECT_EQ(steps.place(1), CallPlace::waiting) << "the only free agent is kept";
  steps.staff(1);
  EXPECT_EQ(steps.place(0), CallPlace::ringing);
  EXPECT_EQ(steps.place(1), CallPlace::ringing);
}

TEST(Router, OpensAStageWhenTooFewAreLeftFreeForWhateverReason) {
  Plan plan = open_floor_of(2);
  plan.agents[1].group = GroupId(1);
  Queue& queue = plan.queues[0];
  queue.stages[0].access[0].groups = {GroupId(0)};
  queue.stages.push_back({.access = {Access{}}, .free_agents_under = 1});
  plan.guarantees = {{.client = ClientId(1), .group = GroupId(0), .agents = 1}};
  Steps steps(plan);
  steps.staff(0);
  steps.staff(1);
  steps.offer(0, 0);
  EXPECT_EQ(steps.place(0), CallPlace::waiting);
  steps.give({.agent = AgentId(0), .kind = FactKind::agent_not_ready});
  EXPECT_EQ(steps.place(0), CallPlace::ringing);
}

TEST(Router, KeepsThoseToBeCalledBackWhenItsHoursEnd) {
  Plan plan = open_floor_of(1);
  Queue& queue = plan.queues[0];
  queue.open = {{Instant::from_seconds(0), Instant::from_seconds(10)}};
  queue.serve_waiting_after_closing = false;
  queue.when_closed.treatment = Treatment::callback;
  Steps steps(plan);
  steps.offer(0, 0);
  steps.router.step({.at = Instant::from_seconds(20)}, steps.out);
  ASSERT_EQ(steps.out.calls.size(), 1);
  EXPECT_EQ(steps.out.calls[0].kind, CallEventKind::callback_requested);
  EXPECT_EQ(steps.place(0), CallPlace::waiting);
}

TEST(Router, RingsForACallerWhoWasCalledBackAndThenPassedOn) {
  Steps steps(open_floor_of(2));
  steps.offer(0, 0);
  steps.give({.call = CallId(0), .kind = FactKind::callback_requested});
  steps.staff(0);
  steps.give({.agent = AgentId(0), .kind = FactKind::ring_answered});
  steps.staff(1);
  steps.give({.call = CallId(0), .agent = AgentId(1), .kind = FactKind::transferred_to_agent});
  ASSERT_EQ(steps.place(0), CallPlace::ringing);
  EXPECT_EQ(steps.out.commands.back().kind, CommandKind::ring) << "the caller is on the line";
}

TEST(Router, WidensForTheNextCallerWhenTheFirstHasLeft) {
  Plan plan = open_floor_of(1);
  plan.agents[0].group = GroupId(1);
  Queue& queue = plan.queues[0];
  queue.stages[0].access[0].groups = {GroupId(0)};
  queue.stages.push_back({.access = {Access{}}, .wait = Duration::seconds(20)});
  queue.wait_max = Duration::seconds(30);
  Steps steps(plan);
  steps.offer(0, 0);
  const auto pass_to = [&steps](std::int64_t seconds) {
    steps.router.step({.at = Instant::from_seconds(seconds)}, steps.out);
  };
  pass_to(25);
  steps.router.step({.at = Instant::from_seconds(25),
                     .call = CallId(1),
                     .queue = QueueId(0),
                     .kind = FactKind::call_offered},
                    steps.out);
  pass_to(31);
  EXPECT_EQ(steps.place(0), CallPlace::nowhere);
  EXPECT_EQ(steps.router.wake_at(), Instant::from_seconds(45));
}

TEST(Router, RefusesASecondGuaranteeOfAClientInAGroup) {
  Plan plan = open_floor_of(1);
  const Guarantee guarantee{.client = ClientId(0), .group = GroupId(0), .agents = 1};
  plan.guarantees = {guarantee, guarantee};
  EXPECT_EQ(faults_of(plan).size(), 1);
  plan.guarantees[1].kind = Guarantee::Kind::threshold;
  EXPECT_TRUE(faults_of(plan).empty());
}

}  // namespace
}  // namespace tandem::routing
