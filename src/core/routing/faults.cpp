// What can be wrong with a plan.
#include <fmt/format.h>

#include <cmath>
#include <string>

#include "core/routing/plan.hpp"

namespace tandem::routing {
namespace {

constexpr std::size_t kStagesMax = 16;
constexpr std::uint32_t kCallsMax = 1'000'000;

/// Goes through a plan and writes down what is wrong, each fault with its place: "queues[3].stages[0]".
class Faults {
 public:
  explicit Faults(const Plan& plan) : plan_(plan) {}
  std::vector<Error> find() {
    if (plan_.limits.calls == 0 || plan_.limits.calls > kCallsMax)
      add("limits.calls", "is {}; expected 1 to {}", plan_.limits.calls, kCallsMax);
    for (std::size_t i = 0; i < plan_.queues.size(); ++i)
      look_at(plan_.queues[i], fmt::format("queues[{}]", i));
    for (std::size_t i = 0; i < plan_.agents.size(); ++i)
      look_at(plan_.agents[i], fmt::format("agents[{}]", i));
    for (std::size_t i = 0; i < plan_.guarantees.size(); ++i)
      look_at(plan_.guarantees[i], fmt::format("guarantees[{}]", i));
    return std::move(faults_);
  }

 private:
  template <class... Args>
  void add(const std::string& where, fmt::format_string<Args...> text, Args&&... args) {
    faults_.push_back(
        {ErrorCode::bad_value, where + " " + fmt::format(text, std::forward<Args>(args)...), {}});
  }
  template <class Thing, class List>
  void exists(Id<Thing> id, const List& list, const std::string& where, std::string_view what) {
    if (!id.known())
      add(where, "names no {}; expected one of the plan's {}", what, list.size());
    else if (id.index() >= list.size())
      add(where, "names {} {}; the plan has {}", what, id.index(), list.size());
  }
  void not_negative(const std::optional<Duration>& duration, const std::string& where) {
    if (duration && *duration < Duration()) add(where, "is {} s; expected 0 or more", duration->seconds());
  }
  void positive(const std::optional<Duration>& duration, const std::string& where) {
    if (duration && *duration <= Duration()) add(where, "is {} s; expected more than 0", duration->seconds());
  }

  void look_at(const std::vector<SkillLevel>& skills, const std::string& where) {
    for (std::size_t i = 0; i < skills.size(); ++i) {
      const std::string at = fmt::format("{}.skills[{}]", where, i);
      exists(skills[i].skill, plan_.skills, at, "skill");
      if (skills[i].level < 1 || skills[i].level > kSkillLevelMax)
        add(at, "has level {}; expected 1 to {}", skills[i].level, kSkillLevelMax);
    }
  }

  void look_at(const Leaving& how, QueueId own, const std::string& where) {
    if (how.treatment == Treatment::other_queue) {
      exists(how.queue, plan_.queues, where, "queue");
      if (how.queue == own) add(where, "sends calls back to the queue that they leave");
    }
    if (how.treatment == Treatment::destination)
      exists(how.destination, plan_.destinations, where, "destination");
    if (how.announcement.known()) exists(how.announcement, plan_.announcements, where, "announcement");
  }

  void look_at(const Stage& stage, bool first, const std::string& where) {
    const bool conditional = stage.wait || stage.length || stage.expected_wait || stage.free_agents_under;
    if (first && conditional) add(where, "has a condition; the first stage is open from the beginning");
    if (!first && !conditional) add(where, "has no condition, and would never open");
    not_negative(stage.wait, where + ".wait");
    not_negative(stage.expected_wait, where + ".expected_wait");
    for (std::size_t i = 0; i < stage.access.size(); ++i) {
      const std::string at = fmt::format("{}.access[{}]", where, i);
      for (const GroupId group : stage.access[i].groups) exists(group, plan_.groups, at, "group");
      look_at(stage.access[i].skills, at);
    }
  }

  void look_at(const std::vector<TimeSpan>& open, const std::string& where) {
    for (std::size_t i = 0; i < open.size(); ++i) {
      const std::string at = fmt::format("{}[{}]", where, i);
      if (open[i].until <= open[i].from) add(at, "ends before it begins");
      if (i > 0 && open[i].from < open[i - 1].until) add(at, "begins before the one before it has ended");
    }
  }

  void look_at(const Queue& queue, const std::string& where) {
    const QueueId own(static_cast<std::uint32_t>(&queue - plan_.queues.data()));
    exists(queue.client, plan_.clients, where + ".client", "client");
    if (queue.stages.size() > kStagesMax)
      add(where + ".stages", "are {}; expected at most {}", queue.stages.size(), kStagesMax);
    for (std::size_t i = 0; i < queue.stages.size(); ++i)
      look_at(queue.stages[i], i == 0, fmt::format("{}.stages[{}]", where, i));
    if (!(queue.weight > 0) || !std::isfinite(queue.weight))
      add(where + ".weight", "is {}; expected more than 0", queue.weight);
    not_negative(queue.credit_per_priority, where + ".credit_per_priority");
    positive(queue.ring_for, where + ".ring_for");
    not_negative(queue.wrap_up_for, where + ".wrap_up_for");
    not_negative(queue.wait_max, where + ".wait_max");
    not_negative(queue.expected_wait_max, where + ".expected_wait_max");
    positive(queue.announce_every, where + ".announce_every");
    not_negative(queue.offer_callback_after, where + ".offer_callback_after");
    positive(queue.callback_again_after, where + ".callback_again_after");
    if (queue.callback_tries_max == 0) add(where + ".callback_tries_max", "is 0; expected 1 or more");
    if (queue.length_max) look_at(queue.when_full, own, where + ".when_full");
    if (queue.wait_max) look_at(queue.when_waited, own, where + ".when_waited");
    if (queue.expected_wait_max) look_at(queue.when_expected, own, where + ".when_expected");
    if (queue.leave_without_agents) look_at(queue.when_without_agents, own, where + ".when_without_agents");
    look_at(queue.when_closed, own, where + ".when_closed");
    if (queue.open) look_at(*queue.open, where + ".open");
    if (queue.outage.known()) exists(queue.outage, plan_.announcements, where + ".outage", "announcement");
    if (queue.position_announcement.known())
      exists(queue.position_announcement, plan_.announcements, where + ".position_announcement",
             "announcement");
  }

  void look_at(const Agent& agent, const std::string& where) {
    exists(agent.group, plan_.groups, where + ".group", "group");
    look_at(agent.skills, where);
    not_negative(agent.wrap_up_for, where + ".wrap_up_for");
  }

  void look_at(const Guarantee& guarantee, const std::string& where) {
    exists(guarantee.client, plan_.clients, where + ".client", "client");
    exists(guarantee.group, plan_.groups, where + ".group", "group");
    if (guarantee.kind == Guarantee::Kind::share && !(guarantee.share >= 0 && guarantee.share <= 1))
      add(where + ".share", "is {}; expected 0 to 1", guarantee.share);
    // Those who work for the client would count twice.
    const auto keeps_free = [](const Guarantee& each) { return each.kind != Guarantee::Kind::threshold; };
    for (const Guarantee* before = plan_.guarantees.data(); before != &guarantee; ++before)
      if (keeps_free(guarantee) && keeps_free(*before) && before->client == guarantee.client &&
          before->group == guarantee.group)
        add(where, "is a second one of its client in its group; expected one, reserved or share");
  }

  const Plan& plan_;
  std::vector<Error> faults_;
};

}  // namespace

std::vector<Error> faults_of(const Plan& plan) { return Faults(plan).find(); }

}  // namespace tandem::routing
