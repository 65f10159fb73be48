#include "routing/scenario.hpp"

#include <fmt/format.h>

#include <fstream>
#include <optional>

#include "core/routing/router.hpp"
#include "routing/floor_text.hpp"

namespace tandem::routing::scenarios {
namespace {

std::string shown(Instant at) {
  const std::int64_t seconds = at.microseconds() / 1'000'000;
  return fmt::format("{}:{:02}", seconds / 60, seconds % 60);
}

/// Drives a router by the lines of one scenario.
class Run {
 public:
  /// "" or what came otherwise than expected.
  std::string take(const std::string& line) {
    const std::size_t arrow = line.find("=>");
    const auto words = words_of(line.substr(0, arrow));
    if (words.empty()) return "";
    if (!router_ && floor_.take(words)) return "";
    if (!router_) {
      auto made = Router::create(floor_.plan);
      if (!made) return answer_is(made.error().message, line, arrow);
      router_.emplace(std::move(*made));
    }
    return take_operation(words, line, arrow);
  }
  /// A floor without any operation must still be sound.
  std::string finish() {
    if (router_) return "";
    const auto made = Router::create(floor_.plan);
    return made ? "" : made.error().message;
  }

 private:
  std::string take_operation(const std::vector<std::string>& words, const std::string& line,
                             std::size_t arrow) {
    if (words.front() == "clear-all") return clear_all(), "";
    const Instant at = Instant::from_seconds(0) + duration_from(words.front());
    if (words.size() < 2) throw Misspelt("an operation is missing");
    if (router_->wake_at() < at)
      return "the router wanted to be woken at " + shown(router_->wake_at()) + " first";
    answer_.clear();
    act(at, words);
    return answer_is(answer_, line, arrow);
  }

  static std::string answer_is(const std::string& answer, const std::string& line, std::size_t arrow) {
    std::string expected = arrow == std::string::npos ? "nothing" : line.substr(arrow + 2);
    expected.erase(0, expected.find_first_not_of(' '));
    expected.erase(expected.find_last_not_of(' ') + 1);
    const std::string found = answer.empty() ? "nothing" : answer;
    return found == expected ? "" : fmt::format("answered '{}', expected '{}'", found, expected);
  }

  void clear_all() {
    for (std::uint32_t agent = 0; agent < floor_.plan.agents.size(); ++agent)
      for (std::uint32_t client = 0; client < floor_.plan.clients.size(); ++client) {
        Fact fact{.at = Instant::from_seconds(0), .agent = AgentId(agent), .kind = FactKind::clearance_given};
        fact.set_client(ClientId(client));
        fact.set_until(Instant::from_seconds(1'000'000'000));
        router_->step(fact, out_);
      }
  }

  void act(Instant at, const std::vector<std::string>& words) {
    const std::string& what = words[1];
    if (what == "change") return change(at, words);
    if (what == "expected-wait") return tell_expected_wait(words);
    if (what == "on" || what == "ready" || what == "staff") {
      for (std::size_t i = 2; i < words.size(); ++i) {
        const AgentId agent = floor_.agent(words[i]);
        if (what != "ready") step({.at = at, .agent = agent, .kind = FactKind::agent_signed_on});
        if (what != "on") step({.at = at, .agent = agent, .kind = FactKind::agent_ready});
      }
      return;
    }
    Fact fact{.at = at};
    fill(fact, what, words);
    step(fact);
  }

  void fill(Fact& fact, const std::string& what, const std::vector<std::string>& words) {
    struct Operation {
      std::string_view name;
      FactKind kind;
      enum Of { is_nobody, is_call, is_agent, is_queue } of;
    };
    static constexpr Operation kOperations[] = {
        {"wait", FactKind::time_passed, Operation::is_nobody},
        {"offer", FactKind::call_offered, Operation::is_call},
        {"hang-up", FactKind::caller_hung_up, Operation::is_call},
        {"callback", FactKind::callback_requested, Operation::is_call},
        {"callback-failed", FactKind::callback_failed, Operation::is_call},
        {"answer", FactKind::ring_answered, Operation::is_agent},
        {"refuse", FactKind::ring_refused, Operation::is_agent},
        {"hold", FactKind::call_held, Operation::is_call},
        {"retrieve", FactKind::call_retrieved, Operation::is_call},
        {"end", FactKind::call_ended, Operation::is_call},
        {"transfer", FactKind::transferred_to_queue, Operation::is_call},
        {"pass", FactKind::transferred_to_agent, Operation::is_call},
        {"consult", FactKind::consultation_of_queue, Operation::is_call},
        {"ask", FactKind::consultation_of_agent, Operation::is_call},
        {"drop", FactKind::consultation_ended, Operation::is_call},
        {"hand-over", FactKind::transferred_to_consulted, Operation::is_call},
        {"done", FactKind::wrap_up_ended, Operation::is_agent},
        {"extend", FactKind::wrap_up_extended, Operation::is_agent},
        {"not-ready", FactKind::agent_not_ready, Operation::is_agent},
        {"off", FactKind::agent_signed_off, Operation::is_agent},
        {"gone", FactKind::agent_gone, Operation::is_agent},
        {"clear", FactKind::clearance_given, Operation::is_agent},
        {"bar", FactKind::clearance_withdrawn, Operation::is_agent},
        {"close", FactKind::queue_closed, Operation::is_queue},
        {"reopen", FactKind::queue_reopened, Operation::is_queue}};
    const Operation* found = nullptr;
    for (const Operation& operation : kOperations)
      if (operation.name == what) found = &operation;
    if (found == nullptr) throw Misspelt("there is no operation " + what);
    fact.kind = found->kind;
    if (found->of == Operation::is_call) fact.call = call(words.at(2));
    if (found->of == Operation::is_agent) fact.agent = floor_.agent(words.at(2));
    if (found->of == Operation::is_queue) fact.queue = floor_.queue(words.at(2));
    if (what == "offer" || what == "transfer" || what == "consult") fact.queue = floor_.queue(words.at(3));
    if (what == "pass" || what == "ask") fact.agent = floor_.agent(words.at(3));
    if (what == "extend") fact.set_until(Instant::from_seconds(0) + duration_from(words.at(3)));
    if (what == "not-ready" && words.size() > 3)
      fact.reason = static_cast<std::uint16_t>(std::stoi(words[3]));
    if (what == "clear" || what == "bar") fact.set_client(floor_.client(words.at(3)));
    if (what == "clear")
      fact.set_until(Instant::from_seconds(0) +
                     (words.size() > 4 ? duration_from(words[4]) : Duration::hours(100'000)));
    for (std::size_t i = 4; what == "offer" && i < words.size(); ++i)
      if (words[i].starts_with("priority="))
        fact.priority = static_cast<std::uint8_t>(std::stoi(words[i].substr(9)));
      else
        throw Misspelt("'" + words[i] + "' says nothing about a call");
  }

  /// "change queue NAME OPTION...", or a line that adds to the floor: "change agent dora desk".
  void change(Instant at, const std::vector<std::string>& words) {
    FloorText changed = floor_;
    if (words.at(2) == "queue" && words.size() > 3 && names_queue(words[3])) {
      Queue& queue = changed.plan.queues[changed.queue(words[3]).index()];
      for (std::size_t i = 4; i < words.size(); ++i) changed.set_queue_option(queue, words[i]);
    } else if (!changed.take({words.begin() + 2, words.end()})) {
      throw Misspelt("there is nothing to change called " + words.at(2));
    }
    const auto done = router_->replace(changed.plan, at, out_);
    if (!done) return void(answer_ = done.error().message);
    floor_ = changed;
    tell();
  }
  bool names_queue(const std::string& name) const {
    for (const Queue& queue : floor_.plan.queues)
      if (queue.name == name) return true;
    return false;
  }

  void tell_expected_wait(const std::vector<std::string>& words) {
    const auto expected = router_->expected_wait(floor_.queue(words.at(2)));
    answer_ = expected ? fmt::format("{:.0f} s, error {:.0f} s", expected->wait.seconds(),
                                     expected->error.seconds())
                       : "unknown";
  }

  CallId call(const std::string& name) {
    for (std::uint32_t i = 0; i < calls_.size(); ++i)
      if (calls_[i] == name) return CallId(i);
    calls_.push_back(name);
    return CallId(static_cast<std::uint32_t>(calls_.size() - 1));
  }

  void step(const Fact& fact) {
    router_->step(fact, out_);
    router_->check();
    tell();
  }

  void say(const std::string& text) { answer_ += (answer_.empty() ? "" : "; ") + text; }

  void tell() {
    for (const CallEvent& event : out_.calls) {
      if (event.kind == CallEventKind::abandoned || event.kind == CallEventKind::overflowed ||
          event.kind == CallEventKind::ended || event.kind == CallEventKind::callback_requested ||
          event.kind == CallEventKind::ring_no_answer || event.kind == CallEventKind::consultation_ended ||
          event.kind == CallEventKind::held || event.kind == CallEventKind::retrieved ||
          event.kind == CallEventKind::after_call_work_ended)
        say(fmt::format("{} {}", calls_[event.call.index()], name_of(event.kind)));
    }
    for (const AgentEvent& event : out_.agents)
      if (event.kind == AgentEventKind::not_ready || event.kind == AgentEventKind::signed_off)
        say(fmt::format("{} {}", floor_.agent_name(event.agent), name_of(event.kind)));
    for (const Command& command : out_.commands) say(text_of(command));
  }

  std::string text_of(const Command& command) const {
    const std::string& call = calls_[command.call.index()];
    const std::string agent = command.agent.known() ? floor_.agent_name(command.agent) : "";
    switch (command.kind) {
      case CommandKind::ring:
      case CommandKind::cancel_ring:
      case CommandKind::connect:
      case CommandKind::call_back:
      case CommandKind::part:
      case CommandKind::consult:
      case CommandKind::connect_consulted:
      case CommandKind::consultation_failed:
        return fmt::format("{} {} {}", name_of(command.kind), call, agent);
      case CommandKind::hold_music:
        return "hold music " + call;
      case CommandKind::offer_callback:
        return "offer callback " + call;
      case CommandKind::announce: {
        std::string text = fmt::format("say {} {}", floor_.announcement(command.announcement), call);
        if (command.position > 0) text += fmt::format(" place {}", command.position);
        if (command.expected_wait > Duration())
          text += fmt::format(" in {:.0f} s", command.expected_wait.seconds());
        return text;
      }
      case CommandKind::treat:
        if (command.treatment == Treatment::destination)
          return fmt::format("{} leaves to {}", call, floor_.destination(command.destination));
        return fmt::format("{} leaves: {}", call, name_of(command.treatment));
    }
    return "";
  }

  FloorText floor_;
  std::optional<Router> router_;
  Out out_;
  std::vector<std::string> calls_;
  std::string answer_;
};

}  // namespace

std::vector<Scenario> read_scenarios(const std::filesystem::path& file) {
  std::vector<Scenario> scenarios;
  std::ifstream in(file);
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    const std::size_t comment = line.find('#');
    if (comment != std::string::npos) line.erase(comment);
    if (line.starts_with("scenario ")) {
      scenarios.push_back({line.substr(9), file.filename().string(), number, {}});
      continue;
    }
    if (!scenarios.empty()) scenarios.back().lines.push_back(line);
  }
  return scenarios;
}

std::string difference(const Scenario& scenario) {
  Run run;
  const auto at = [&](std::size_t i) { return fmt::format("{}:{}: ", scenario.file, scenario.line + 1 + i); };
  for (std::size_t i = 0; i < scenario.lines.size(); ++i) {
    try {
      if (const std::string found = run.take(scenario.lines[i]); !found.empty()) return at(i) + found;
    } catch (const std::exception& fault) {
      return at(i) + fault.what();
    }
  }
  const std::string unsound = run.finish();
  return unsound.empty() ? "" : at(0) + unsound;
}

}  // namespace tandem::routing::scenarios
