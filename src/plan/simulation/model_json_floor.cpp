// Queues, agents and guarantees.
#include <fmt/format.h>

#include <algorithm>

#include "core/calendar/compile.hpp"
#include "core/calendar/hours_text.hpp"
#include "plan/simulation/model_json.hpp"

namespace tandem::simulation {
namespace {

constexpr std::size_t kQueuesMax = 10'000;
constexpr std::size_t kGroupsMax = 10'000;
constexpr std::size_t kListMax = 1'000;
constexpr std::uint32_t kAgentsMax = 200'000;

std::vector<routing::SkillLevel> read_skills(const JsonNode& node, const Model& model) {
  std::vector<routing::SkillLevel> skills;
  for (const JsonNode& item : node.items(kListMax)) {
    routing::SkillLevel skill{.skill = {}, .level = 1};
    if (item.is_text()) {
      skill.skill = routing::SkillId(item.name_in(model.plan.skills, "skill").value_or(0));
    } else {
      item.members({"skill", "level"});
      skill.skill = routing::SkillId(item.must("skill").name_in(model.plan.skills, "skill").value_or(0));
      skill.level = static_cast<std::uint8_t>(item.must("level").count(1, routing::kSkillLevelMax));
    }
    skills.push_back(skill);
  }
  return skills;
}

routing::Access read_access(const JsonNode& node, const Model& model) {
  node.members({"groups", "skills", "rank"});
  routing::Access access;
  if (const auto groups = node.find("groups"))
    for (const JsonNode& item : groups->items(kGroupsMax))
      access.groups.push_back(routing::GroupId(item.name_in(model.plan.groups, "group").value_or(0)));
  if (const auto skills = node.find("skills")) access.skills = read_skills(*skills, model);
  if (const auto rank = node.find("rank")) access.rank = static_cast<std::uint8_t>(rank->count(0, 255));
  return access;
}

routing::Stage read_stage(const JsonNode& node, const Model& model) {
  node.members({"access", "wait", "length", "expected_wait", "free_agents_under"});
  routing::Stage stage;
  for (const JsonNode& item : node.must("access").items(kListMax))
    stage.access.push_back(read_access(item, model));
  if (const auto wait = node.find("wait")) stage.wait = wait->length();
  if (const auto length = node.find("length")) stage.length = length->count(1, UINT32_MAX);
  if (const auto wait = node.find("expected_wait")) stage.expected_wait = wait->length();
  if (const auto under = node.find("free_agents_under"))
    stage.free_agents_under = under->count(1, UINT32_MAX);
  return stage;
}

/// "busy", {"treatment": "other_queue", "queue": "second line"}...
void read_leaving(const JsonNode& queue, std::string_view member, const std::vector<std::string>& queues,
                  const Model& model, routing::Leaving& leaving) {
  const auto node = queue.find(member);
  if (!node) return;
  const auto treatment_of = [](const JsonNode& word) {
    return static_cast<routing::Treatment>(
        word.one_of({"hang_up", "closed", "busy", "voicemail", "callback", "other_queue", "destination"}));
  };
  if (node->is_text()) {
    leaving.treatment = treatment_of(*node);
    if (leaving.treatment >= routing::Treatment::other_queue)
      node->fault("needs to say which: {\"treatment\": \"other_queue\", \"queue\": \"...\"}");
    return;
  }
  node->members({"treatment", "queue", "destination"});
  leaving.treatment = treatment_of(node->must("treatment"));
  if (leaving.treatment == routing::Treatment::other_queue)
    leaving.queue = QueueId(node->must("queue").name_in(queues, "queue").value_or(0));
  if (leaving.treatment == routing::Treatment::destination)
    leaving.destination = routing::DestinationId(
        node->must("destination").name_in(model.plan.destinations, "destination").value_or(0));
}

void read_hours(const JsonNode& node, const Model& model, routing::Queue& queue) {
  const auto text = node.find("hours");
  if (!text) {
    if (const auto days = node.find("special_days")) days->fault("stands without hours");
    return;
  }
  calendar::OpeningHours hours;
  hours.zone = model.horizon.zone;
  const auto weekly = calendar::parse_weekly_hours(text->text());
  if (!weekly) return text->fault(weekly.error().to_string());
  hours.weekly = *weekly;
  if (const auto days = node.find("special_days"))
    for (const JsonNode& item : days->items(calendar::kSpecialDaysMax)) {
      const auto day = calendar::parse_special_day(item.text());
      if (day)
        hours.special_days.push_back(*day);
      else
        item.fault(day.error().to_string());
    }
  const auto faults = calendar::faults_of(hours);
  for (const Error& fault : faults) text->fault(fault.message);
  // A day more: who waits at the end is still served.
  if (faults.empty())
    queue.open = calendar::compile(hours, model.horizon.start, model.horizon.end() + Duration::days(1));
}

template <class T, class Read>
void read_into(const JsonNode& node, std::string_view member, T& into, Read read) {
  if (const auto found = node.find(member)) into = read(*found);
}

const auto kLength = [](const JsonNode& at) { return at.length(); };
const auto kFlag = [](const JsonNode& at) { return at.flag(); };
const auto kCount = [](const JsonNode& at) { return at.count(0, UINT32_MAX); };

/// Who serves the queue's calls, and in which order.
void read_serving(const JsonNode& node, const Model& model, routing::Queue& queue) {
  if (const auto stages = node.find("stages")) {
    if (stages->is_list() && stages->items(kListMax).empty())
      stages->fault("is empty: name the stages, or leave it out");
    for (const JsonNode& item : stages->items(kListMax)) queue.stages.push_back(read_stage(item, model));
  } else {
    queue.stages.emplace_back();
    if (const auto access = node.find("access"))
      for (const JsonNode& item : access->items(kListMax))
        queue.stages[0].access.push_back(read_access(item, model));
    else
      queue.stages[0].access.emplace_back();
  }
  if (const auto order = node.find("agents_by"))
    queue.agents_by = static_cast<routing::AgentOrder>(
        order->one_of({"longest_idle", "least_occupied", "fewest_calls", "top_down", "round_robin", "random",
                       "best_skill", "ring_all"}));
  if (const auto tier = node.find("tier")) queue.tier = static_cast<std::uint8_t>(tier->count(0, 255));
  if (const auto weight = node.find("weight")) queue.weight = weight->number(1e-6, 1e6);
  read_into(node, "credit_per_priority", queue.credit_per_priority, kLength);
  read_into(node, "ring_for", queue.ring_for, kLength);
  read_into(node, "wrap_up_for", queue.wrap_up_for, kLength);
  read_into(node, "not_ready_after_unanswered", queue.not_ready_after_unanswered, kFlag);
}

/// How calls leave the queue that no agent of it takes.
void read_limits(const JsonNode& node, const std::vector<std::string>& queues, const Model& model,
                 routing::Queue& queue) {
  read_into(node, "length_max", queue.length_max, kCount);
  read_into(node, "wait_max", queue.wait_max, kLength);
  read_into(node, "expected_wait_max", queue.expected_wait_max, kLength);
  read_into(node, "leave_without_agents", queue.leave_without_agents, kFlag);
  read_into(node, "serve_waiting_after_closing", queue.serve_waiting_after_closing, kFlag);
  read_into(node, "offer_callback_after", queue.offer_callback_after, kLength);
  read_into(node, "callback_again_after", queue.callback_again_after, kLength);
  if (const auto tries = node.find("callback_tries_max"))
    queue.callback_tries_max = static_cast<std::uint8_t>(tries->count(1, 200));
  read_leaving(node, "when_full", queues, model, queue.when_full);
  read_leaving(node, "when_waited", queues, model, queue.when_waited);
  read_leaving(node, "when_expected", queues, model, queue.when_expected);
  read_leaving(node, "when_without_agents", queues, model, queue.when_without_agents);
  read_leaving(node, "when_closed", queues, model, queue.when_closed);
}

routing::Queue read_queue(const JsonNode& node, const std::vector<std::string>& queues, const Model& model) {
  node.members({"name",
                "client",
                "stages",
                "access",
                "agents_by",
                "tier",
                "weight",
                "credit_per_priority",
                "ring_for",
                "wrap_up_for",
                "not_ready_after_unanswered",
                "length_max",
                "when_full",
                "wait_max",
                "when_waited",
                "expected_wait_max",
                "when_expected",
                "leave_without_agents",
                "when_without_agents",
                "hours",
                "special_days",
                "when_closed",
                "serve_waiting_after_closing",
                "offer_callback_after",
                "callback_tries_max",
                "callback_again_after"});
  routing::Queue queue;
  queue.name = node.must("name").text();
  queue.client = ClientId(0);
  if (const auto client = node.find("client"))
    queue.client = ClientId(client->name_in(model.plan.clients, "client").value_or(0));
  else if (model.plan.clients.size() > 1)
    node.must("client");
  read_serving(node, model, queue);
  read_limits(node, queues, model, queue);
  read_hours(node, model, queue);
  return queue;
}

Shift read_shift(const JsonNode& node) {
  node.members({"agents", "hours", "breaks"});
  Shift shift;
  shift.agents = node.must("agents").count(1, kAgentsMax);
  const JsonNode hours = node.must("hours");
  if (const auto weekly = calendar::parse_weekly_hours(hours.text()))
    shift.hours = *weekly;
  else
    hours.fault(weekly.error().to_string());
  if (const auto breaks = node.find("breaks"))
    for (const JsonNode& item : breaks->items(kListMax)) {
      item.members({"after", "for"});
      const Shift::Break pause{item.must("after").length(), item.must("for").length()};
      if (!shift.breaks.empty() && pause.after < shift.breaks.back().after + shift.breaks.back().length)
        item.fault("begins before the one before it is over");
      shift.breaks.push_back(pause);
    }
  return shift;
}

Group read_group(const JsonNode& node) {
  node.members({"name", "agents", "shifts", "skills", "speed", "speed_cv", "answers_after", "ring_refused",
                "ready_again_after", "late", "stays_on", "break_overrun", "absent", "wrap_up_for"});
  Group group;
  if (const auto shifts = node.find("shifts")) {
    for (const JsonNode& item : shifts->items(kListMax)) group.shifts.push_back(read_shift(item));
    if (const auto agents = node.find("agents")) group.always = agents->count(0, kAgentsMax);
  } else {
    group.always = node.must("agents").count(0, kAgentsMax);
  }
  if (const auto speed = node.find("speed")) group.speed = speed->number(0.01, 100);
  if (const auto cv = node.find("speed_cv")) group.speed_cv = cv->number(0, 10);
  read_into(node, "answers_after", group.answers_after, read_distribution);
  read_into(node, "ready_again_after", group.ready_again_after, read_distribution);
  read_into(node, "late", group.late, read_distribution);
  read_into(node, "stays_on", group.stays_on, read_distribution);
  read_into(node, "break_overrun", group.break_overrun, read_distribution);
  const auto share = [](const JsonNode& at) { return at.share(); };
  read_into(node, "ring_refused", group.ring_refused, share);
  read_into(node, "absent", group.absent, share);
  return group;
}

void read_groups(const JsonNode& root, Model& model) {
  const std::vector<JsonNode> items = root.must("groups").items(kGroupsMax);
  std::uint32_t agents = 0;
  for (const JsonNode& node : items) {
    model.groups.push_back(read_group(node));
    const routing::GroupId id(static_cast<std::uint32_t>(model.plan.groups.size()));
    const JsonNode name = node.must("name");
    if (std::ranges::find(model.plan.groups, name.text()) != model.plan.groups.end())
      name.fault(fmt::format("'{}' is named twice", name.text()));
    model.plan.groups.push_back(name.text());
    routing::Agent agent{.name = {}, .group = id};
    if (const auto skills = node.find("skills")) agent.skills = read_skills(*skills, model);
    if (const auto wrap_up = node.find("wrap_up_for")) agent.wrap_up_for = wrap_up->length();
    agents += model.groups.back().agents();
    if (agents > kAgentsMax) return node.fault(fmt::format("makes it more than {} agents", kAgentsMax));
    for (std::uint32_t i = 0; i < model.groups.back().agents(); ++i) {
      agent.name = fmt::format("{} {}", model.plan.groups.back(), i + 1);
      model.plan.agents.push_back(agent);
    }
  }
}

routing::Guarantee read_guarantee(const JsonNode& node, const Model& model) {
  node.members({"kind", "client", "group", "agents", "share"});
  routing::Guarantee guarantee;
  guarantee.kind =
      static_cast<routing::Guarantee::Kind>(node.must("kind").one_of({"reserved", "share", "threshold"}));
  guarantee.client = ClientId(node.must("client").name_in(model.plan.clients, "client").value_or(0));
  guarantee.group = routing::GroupId(node.must("group").name_in(model.plan.groups, "group").value_or(0));
  if (guarantee.kind == routing::Guarantee::Kind::share)
    guarantee.share = node.must("share").share();
  else
    guarantee.agents = node.must("agents").count(0, kAgentsMax);
  return guarantee;
}

}  // namespace

void read_floor(const JsonNode& root, Model& model) {
  read_groups(root, model);
  const std::vector<JsonNode> items = root.must("queues").items(kQueuesMax);
  std::vector<std::string> queues;
  for (const JsonNode& node : items) {
    const JsonNode name = node.must("name");
    if (std::ranges::find(queues, name.text()) != queues.end())
      name.fault(fmt::format("'{}' is named twice", name.text()));
    queues.push_back(name.text());
  }
  for (const JsonNode& node : items) model.plan.queues.push_back(read_queue(node, queues, model));
  if (const auto guarantees = root.find("guarantees"))
    for (const JsonNode& node : guarantees->items(kListMax))
      model.plan.guarantees.push_back(read_guarantee(node, model));
}

}  // namespace tandem::simulation
