#pragma once

// For tests: a small floor made from bytes. Any bytes make a sound plan, and fewer of them a simpler one.

#include <array>
#include <cstdint>
#include <span>

#include "core/routing/plan.hpp"

namespace tandem::routing {

/// Choices read from bytes, one each; once they are used up, always the first.
class ChoicesForTest {
 public:
  explicit ChoicesForTest(std::span<const std::uint8_t> bytes) : bytes_(bytes) {}

  std::uint32_t below(std::size_t bound) {
    if (bytes_.empty()) return 0;
    const std::uint8_t byte = bytes_.front();
    bytes_ = bytes_.subspan(1);
    return static_cast<std::uint32_t>(byte % bound);
  }
  bool one_in(std::uint32_t n) { return below(n) == n - 1; }
  template <class Chosen, class List>
  Chosen id(const List& of) {
    return Chosen(below(of.size()));
  }
  /// Of few lengths, so that much falls due at one instant.
  Duration duration() {
    constexpr std::array<std::int64_t, 6> kSeconds = {10, 5, 20, 30, 60, 300};
    return Duration::seconds(kSeconds[below(kSeconds.size())]);
  }
  std::optional<Duration> maybe_duration(std::uint32_t one_in_so_many) {
    if (!one_in(one_in_so_many)) return std::nullopt;
    return duration();
  }

 private:
  std::span<const std::uint8_t> bytes_;
};

/// Makes a plan of 1 to 3 clients, 1 to 5 queues and 1 to 8 agents, with whatever rules a plan can have.
class RandomPlanForTest {
 public:
  /// A plain one sends no call from queue to queue.
  RandomPlanForTest(ChoicesForTest& choices, bool plain) : choices_(choices), plain_(plain) {}

  Plan make() {
    plan_.clients.resize(1 + choices_.below(3), "client");
    plan_.groups.resize(1 + choices_.below(2), "group");
    plan_.queues.resize(1 + choices_.below(5));
    plan_.agents.resize(1 + choices_.below(8));
    plan_.guarantees.resize(choices_.one_in(2) ? 1 + choices_.below(2) : 0);
    plan_.skills.resize(2, "skill");
    plan_.destinations.resize(1, "destination");
    plan_.announcements.resize(1, "announcement");
    plan_.clearance_required = choices_.one_in(2);
    plan_.limits.calls = 4 + choices_.below(12);
    plan_.seed = choices_.below(256);
    for (Agent& agent : plan_.agents) {
      agent.group = choices_.id<GroupId>(plan_.groups);
      if (choices_.one_in(2)) agent.skills = skills(1 + choices_.below(2));
      agent.wrap_up_for = choices_.maybe_duration(8);
      agent.answers_at_once = choices_.one_in(4);
    }
    for (Guarantee& guarantee : plan_.guarantees) {
      guarantee.kind = static_cast<Guarantee::Kind>(choices_.below(3));
      guarantee.client = choices_.id<ClientId>(plan_.clients);
      guarantee.group = choices_.id<GroupId>(plan_.groups);
      guarantee.agents = choices_.below(4);
      guarantee.share = choices_.below(5) / 4.0;
      const Guarantee& before = plan_.guarantees.front();
      if (&guarantee != &before && guarantee.client == before.client && guarantee.group == before.group)
        guarantee.kind = Guarantee::Kind::threshold;  // two of the others would be a fault
    }
    for (Queue& queue : plan_.queues) fill(queue);
    return plan_;
  }

 private:
  void fill(Queue& queue) {
    queue.client = choices_.id<ClientId>(plan_.clients);
    queue.agents_by = static_cast<AgentOrder>(choices_.below(kAgentOrders));
    queue.stages.resize(1 + (choices_.one_in(2) ? 1 + choices_.below(2) : 0));
    for (std::size_t stage = 0; stage < queue.stages.size(); ++stage) fill(queue.stages[stage], stage > 0);
    queue.tier = static_cast<std::uint8_t>(choices_.below(2));
    queue.weight = 1 + choices_.below(3);
    if (!plain_ && choices_.one_in(2)) queue.credit_per_priority = choices_.duration();
    queue.ring_for = choices_.maybe_duration(2);
    if (!choices_.one_in(4)) queue.wrap_up_for = choices_.one_in(2) ? Duration() : choices_.duration();
    queue.not_ready_after_unanswered = !choices_.one_in(3);
    fill_limits(queue);
    queue.serve_waiting_after_closing = !choices_.one_in(2);
    if (choices_.one_in(4)) queue.open = hours();
    queue.when_closed = leaving(queue);
    if (choices_.one_in(8)) queue.outage = AnnouncementId(0);
    if (choices_.one_in(4)) {
      queue.position_announcement = AnnouncementId(0);
      queue.announce_every = choices_.duration();
    }
    queue.offer_callback_after = choices_.maybe_duration(4);
    queue.callback_tries_max = static_cast<std::uint8_t>(1 + choices_.below(2));
    queue.callback_again_after = choices_.duration();
  }

  void fill_limits(Queue& queue) {
    if (choices_.one_in(4)) queue.length_max = choices_.below(4);
    queue.when_full = leaving(queue);
    queue.wait_max = choices_.maybe_duration(3);
    if (queue.wait_max && choices_.one_in(8)) queue.wait_max = Duration();
    queue.when_waited = leaving(queue);
    queue.expected_wait_max = choices_.maybe_duration(4);
    queue.when_expected = leaving(queue);
    queue.leave_without_agents = choices_.one_in(8);
    queue.when_without_agents = leaving(queue);
  }

  void fill(Stage& stage, bool conditional) {
    stage.access.resize(choices_.one_in(16) ? 0 : 1 + choices_.below(2));
    for (Access& access : stage.access) {
      if (choices_.one_in(3)) access.groups.push_back(choices_.id<GroupId>(plan_.groups));
      if (choices_.one_in(3)) access.skills = skills(1);
      access.rank = static_cast<std::uint8_t>(1 + choices_.below(2));
    }
    if (!conditional) return;
    switch (choices_.below(5)) {
      case 0:
        stage.wait = choices_.duration();
        return;
      case 1:
        stage.length = choices_.below(4);
        return;
      case 2:
        stage.expected_wait = choices_.duration();
        return;
      case 3:
        stage.free_agents_under = choices_.below(3);
        return;
      default:
        stage.wait = choices_.duration();
        stage.free_agents_under = 1 + choices_.below(2);
    }
  }

  std::vector<SkillLevel> skills(std::uint32_t count) {
    std::vector<SkillLevel> skills;
    for (std::uint32_t skill = 0; skill < count; ++skill)
      skills.push_back({SkillId(skill), static_cast<std::uint8_t>(1 + choices_.below(kSkillLevelMax))});
    return skills;
  }

  /// Minutes of the first hour; the floor opens at the beginning of it.
  std::vector<TimeSpan> hours() {
    std::vector<TimeSpan> open;
    std::int64_t minute = 0;
    for (std::uint32_t left = choices_.below(3); left > 0; --left) {
      const std::int64_t from = minute + choices_.below(10);
      minute = from + 1 + choices_.below(20);
      open.push_back({Instant::from_seconds(60 * from), Instant::from_seconds(60 * minute)});
    }
    return open;
  }

  Leaving leaving(const Queue& from) {
    Leaving how;
    how.treatment = static_cast<Treatment>(choices_.below(7));
    how.destination = DestinationId(0);
    if (choices_.one_in(8)) how.announcement = AnnouncementId(0);
    if (how.treatment != Treatment::other_queue) return how;
    how.queue = choices_.id<QueueId>(plan_.queues);
    if (plain_ || &plan_.queues[how.queue.index()] == &from) how.treatment = Treatment::busy;
    return how;
  }

  ChoicesForTest& choices_;
  bool plain_;
  Plan plan_;
};

}  // namespace tandem::routing
