#include "routing/floor_text.hpp"

#include <algorithm>
#include <charconv>

namespace tandem::routing::scenarios {
namespace {

std::vector<std::string> split(std::string_view text, char at) {
  std::vector<std::string> parts;
  for (;;) {
    const std::size_t end = text.find(at);
    parts.emplace_back(text.substr(0, end));
    if (end == std::string_view::npos) return parts;
    text.remove_prefix(end + 1);
  }
}

std::uint32_t number_from(const std::string& text) {
  std::uint32_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc() || end != text.data() + text.size()) throw Misspelt("'" + text + "' is no number");
  return number;
}

template <class List>
std::uint32_t place_of(const List& names, const std::string& name, const char* what) {
  const auto found = std::ranges::find(names, name);
  if (found == names.end()) throw Misspelt(std::string("there is no ") + what + " " + name);
  return static_cast<std::uint32_t>(found - names.begin());
}

/// "acme" after "acme", where it is new.
std::uint32_t place_or_new(std::vector<std::string>& names, const std::string& name) {
  const auto found = std::ranges::find(names, name);
  if (found != names.end()) return static_cast<std::uint32_t>(found - names.begin());
  names.push_back(name);
  return static_cast<std::uint32_t>(names.size() - 1);
}

SkillLevel skill_from(const Plan& plan, const std::string& text) {
  const auto parts = split(text, ':');
  return {SkillId(place_of(plan.skills, parts[0], "skill")),
          static_cast<std::uint8_t>(parts.size() > 1 ? number_from(parts[1]) : 1)};
}

}  // namespace

std::vector<std::string> words_of(std::string_view line) {
  std::vector<std::string> words;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = line.find_first_not_of(" \t", at);
    if (begin == std::string_view::npos) break;
    const std::size_t end = std::min(line.find_first_of(" \t", begin), line.size());
    words.emplace_back(line.substr(begin, end - begin));
    at = end;
  }
  return words;
}

Duration duration_from(const std::string& word) {
  if (word.empty()) throw Misspelt("a time is missing");
  if (word.find(':') != std::string::npos) {
    std::int64_t seconds = 0;
    for (const std::string& part : split(word, ':')) seconds = seconds * 60 + number_from(part);
    return Duration::seconds(seconds);
  }
  const std::int64_t number = number_from(word.substr(0, word.size() - 1));
  switch (word.back()) {
    case 's':
      return Duration::seconds(number);
    case 'm':
      return Duration::minutes(number);
    case 'h':
      return Duration::hours(number);
    default:
      throw Misspelt("'" + word + "' is no time: write 20s, 5m, 1h or 1:30");
  }
}

ClientId FloorText::client(const std::string& name) const {
  return ClientId(place_of(plan.clients, name, "client"));
}

QueueId FloorText::queue(const std::string& name) const {
  for (std::uint32_t i = 0; i < plan.queues.size(); ++i)
    if (plan.queues[i].name == name) return QueueId(i);
  throw Misspelt("there is no queue " + name);
}

AgentId FloorText::agent(const std::string& name) const {
  for (std::uint32_t i = 0; i < plan.agents.size(); ++i)
    if (plan.agents[i].name == name) return AgentId(i);
  throw Misspelt("there is no agent " + name);
}

bool FloorText::take(const std::vector<std::string>& words) {
  const std::string& what = words.front();
  const auto add_all = [&](std::vector<std::string>& to) {
    to.insert(to.end(), words.begin() + 1, words.end());
  };
  if (what == "client") return add_all(plan.clients), true;
  if (what == "skill") return add_all(plan.skills), true;
  if (what == "group") return add_all(plan.groups), true;
  if (what == "announcement") return add_all(plan.announcements), true;
  if (what == "destination") return add_all(plan.destinations), true;
  if (what == "seed") return plan.seed = number_from(words.at(1)), true;
  if (what == "calls") return plan.limits.calls = number_from(words.at(1)), true;
  if (what == "queue" || what == "also" || what == "then") return take_queue(words), true;
  if (what == "agent") return take_agent(words), true;
  if (what == "guarantee") return take_guarantee(words), true;
  return false;
}

/// queue NAME CLIENT [GROUP,...|all] [skills=A:3,B] [rank=2] [OPTION...]; "also QUEUE ..." adds an access to
/// its last stage, "then QUEUE after=20s|length=3|expected=60s|free<2 ..." a stage.
void FloorText::take_queue(const std::vector<std::string>& words) {
  if (words.front() == "queue") {
    Queue added;
    added.name = words.at(1);
    added.client = client(words.at(2));
    plan.queues.push_back(added);
    Queue& queue = plan.queues.back();
    queue.stages.resize(1);
    queue.stages.front().access.push_back(access_from(words, 3, queue));
    return;
  }
  Queue& queue = plan.queues[this->queue(words.at(1)).index()];
  if (words.front() == "then") queue.stages.emplace_back();
  queue.stages.back().access.push_back(access_from(words, 2, queue));
}

Access FloorText::access_from(const std::vector<std::string>& words, std::size_t from, Queue& queue) const {
  Access access;
  Stage& stage = queue.stages.back();
  for (std::size_t i = from; i < words.size(); ++i) {
    const std::string& word = words[i];
    const std::size_t equals = word.find_first_of("=<");
    const std::string key = word.substr(0, equals);
    if (equals == std::string::npos) {
      if (word == "all") continue;
      for (const std::string& name : split(word, ','))
        access.groups.push_back(GroupId(place_of(plan.groups, name, "group")));
      continue;
    }
    const std::string value = word.substr(equals + 1);
    const bool in_stage = queue.stages.size() > 1;
    if (key == "skills") {
      for (const std::string& each : split(value, ',')) access.skills.push_back(skill_from(plan, each));
    } else if (key == "rank") {
      access.rank = static_cast<std::uint8_t>(number_from(value));
    } else if (in_stage && key == "after") {
      stage.wait = duration_from(value);
    } else if (in_stage && key == "length") {
      stage.length = number_from(value);
    } else if (in_stage && key == "expected") {
      stage.expected_wait = duration_from(value);
    } else if (in_stage && key == "free") {
      stage.free_agents_under = number_from(value);
    } else {
      set_queue_option(queue, word);
    }
  }
  return access;
}

Leaving FloorText::leaving_from(const std::string& text) const {
  Leaving how;
  for (const std::string& part : split(text, '+')) {
    const auto words = split(part, ':');
    if (words[0] == "queue") {
      how.treatment = Treatment::other_queue;
      how.queue = queue(words.at(1));
    } else if (words[0] == "to") {
      how.treatment = Treatment::destination;
      how.destination = DestinationId(place_of(plan.destinations, words.at(1), "destination"));
    } else if (words[0] == "say") {
      how.announcement = AnnouncementId(place_of(plan.announcements, words.at(1), "announcement"));
    } else {
      bool known = false;
      for (const Treatment each : {Treatment::hang_up, Treatment::closed, Treatment::busy,
                                   Treatment::voicemail, Treatment::callback})
        if (name_of(each) == words[0]) how.treatment = each, known = true;
      if (!known) throw Misspelt("there is no treatment " + words[0]);
    }
  }
  return how;
}

void FloorText::set_queue_option(Queue& queue, const std::string& option) const {
  const std::size_t equals = option.find('=');
  if (equals == std::string::npos) throw Misspelt("'" + option + "' is no option of a queue");
  const std::string key = option.substr(0, equals);
  const auto values = split(option.substr(equals + 1), '/');
  const std::string& value = values.front();
  const auto leaving = [&] { return leaving_from(values.at(1)); };
  if (key == "by") {
    for (std::size_t i = 0; i < kAgentOrders; ++i)
      if (name_of(static_cast<AgentOrder>(i)) == value)
        return void(queue.agents_by = static_cast<AgentOrder>(i));
    throw Misspelt("there is no order " + value);
  }
  const auto announcement = [&] {
    return AnnouncementId(place_of(plan.announcements, value, "announcement"));
  };
  if (key == "ring") return void(queue.ring_for = duration_from(value));
  if (key == "wrap-up") return void(queue.wrap_up_for = duration_from(value));
  if (key == "credit") return void(queue.credit_per_priority = duration_from(value));
  if (key == "tier") return void(queue.tier = static_cast<std::uint8_t>(number_from(value)));
  if (key == "weight") return void(queue.weight = std::stod(value));
  if (key == "stay-ready") return void(queue.not_ready_after_unanswered = value == "no");
  if (key == "length") return queue.length_max = number_from(value), void(queue.when_full = leaving());
  if (key == "wait") return queue.wait_max = duration_from(value), void(queue.when_waited = leaving());
  if (key == "expected")
    return queue.expected_wait_max = duration_from(value), void(queue.when_expected = leaving());
  if (key == "without-agents")
    return queue.leave_without_agents = true, void(queue.when_without_agents = leaving_from(value));
  if (key == "closed") return void(queue.when_closed = leaving_from(value));
  if (key == "empty-after-closing") return void(queue.serve_waiting_after_closing = value == "no");
  if (key == "outage") return void(queue.outage = announcement());
  if (key == "position")
    return queue.position_announcement = announcement(),
           void(queue.announce_every = duration_from(values.at(1)));
  if (key == "offer-callback") return void(queue.offer_callback_after = duration_from(value));
  if (key == "tries") return void(queue.callback_tries_max = static_cast<std::uint8_t>(number_from(value)));
  if (key == "again") return void(queue.callback_again_after = duration_from(value));
  if (key == "open") {
    queue.open.emplace();
    for (const std::string& interval : split(value, ',')) {
      const auto edges = split(interval, '-');
      queue.open->push_back({Instant::from_seconds(0) + duration_from(edges.at(0)),
                             Instant::from_seconds(0) + duration_from(edges.at(1))});
    }
    return;
  }
  throw Misspelt("there is no option " + key + " of a queue");
}

/// agent NAME GROUP [SKILL:LEVEL...] [wrap-up=5s] [auto-answer=yes]
void FloorText::take_agent(const std::vector<std::string>& words) {
  Agent agent;
  agent.name = words.at(1);
  agent.group = GroupId(place_or_new(plan.groups, words.at(2)));
  for (std::size_t i = 3; i < words.size(); ++i) {
    if (words[i].starts_with("wrap-up="))
      agent.wrap_up_for = duration_from(words[i].substr(8));
    else if (words[i] == "auto-answer=yes")
      agent.answers_at_once = true;
    else
      agent.skills.push_back(skill_from(plan, words[i]));
  }
  plan.agents.push_back(agent);
}

/// guarantee reserved|share|threshold CLIENT GROUP NUMBER; a share in percent
void FloorText::take_guarantee(const std::vector<std::string>& words) {
  Guarantee guarantee;
  const std::string& kind = words.at(1);
  if (kind == "reserved")
    guarantee.kind = Guarantee::Kind::reserved;
  else if (kind == "share")
    guarantee.kind = Guarantee::Kind::share;
  else if (kind == "threshold")
    guarantee.kind = Guarantee::Kind::threshold;
  else
    throw Misspelt("there is no guarantee " + kind);
  guarantee.client = client(words.at(2));
  guarantee.group = GroupId(place_of(plan.groups, words.at(3), "group"));
  guarantee.agents = number_from(words.at(4));
  if (guarantee.kind == Guarantee::Kind::share) guarantee.share = guarantee.agents / 100.0;
  plan.guarantees.push_back(guarantee);
}

}  // namespace tandem::routing::scenarios
