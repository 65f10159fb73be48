#include "app/minutes_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "plan/report/json_writer.hpp"

namespace tandem::app {
namespace {

using importing::Directory;
using kpi::AgentTime;
using kpi::TimeAttribution;
using report::JsonWriter;

/// As they are shown: work, then the rest.
constexpr std::array<AgentState, kAgentStates> kStates = {
    AgentState::ringing,   AgentState::talking, AgentState::holding,  AgentState::after_call_work,
    AgentState::elsewhere, AgentState::idle,    AgentState::not_ready};

constexpr std::array<std::pair<MinutesKey, std::string_view>, 3> kKeys = {
    {{MinutesKey::client, "client"}, {MinutesKey::agent, "agent"}, {MinutesKey::state, "state"}}};

bool has(const MinutesReport& report, MinutesKey key) {
  return std::ranges::find(report.keys, key) != report.keys.end();
}

struct Row {
  ClientId client;
  AgentId agent;
  std::optional<AgentState> state;
  AgentTime time;
};

/// Whether a row stands before another: by the first key, then the second... Clients and agents in the order
/// of their names in the files.
bool is_before(const MinutesReport& report, const Row& a, const Row& b) {
  for (const MinutesKey key : report.keys) {
    if (key == MinutesKey::client && a.client != b.client) return a.client < b.client;
    if (key == MinutesKey::agent && a.agent != b.agent) return a.agent < b.agent;
    if (key == MinutesKey::state && a.state != b.state)
      return std::ranges::find(kStates, *a.state) < std::ranges::find(kStates, *b.state);
  }
  return false;
}

/// By the keys asked for.
std::vector<Row> rows_of(const MinutesReport& report) {
  const bool by_client = has(report, MinutesKey::client);
  const bool by_agent = has(report, MinutesKey::agent);
  std::map<std::pair<ClientId, AgentId>, AgentTime> sums;
  for (const TimeAttribution::Share& share : report.shares)
    sums[{by_client ? share.client : ClientId(), by_agent ? share.agent : AgentId()}].add(share.time);
  std::vector<Row> rows;
  for (const auto& [who, time] : sums) {
    const Row all{.client = who.first, .agent = who.second, .state = std::nullopt, .time = time};
    if (!has(report, MinutesKey::state)) {
      rows.push_back(all);
      continue;
    }
    for (const AgentState state : kStates) {
      if (time[state] == Duration()) continue;
      Row& row = rows.emplace_back(all);
      row.state = state;
      row.time = {};
      row.time[state] = time[state];
    }
  }
  std::ranges::sort(rows, [&](const Row& a, const Row& b) { return is_before(report, a, b); });
  return rows;
}

AgentTime total_of(const MinutesReport& report) {
  AgentTime sum;
  for (const TimeAttribution::Share& share : report.shares) sum.add(share.time);
  return sum;
}

std::size_t agents_of(const MinutesReport& report) {
  std::vector<AgentId> agents;
  for (const TimeAttribution::Share& share : report.shares) agents.push_back(share.agent);
  std::ranges::sort(agents);
  return static_cast<std::size_t>(std::ranges::unique(agents).begin() - agents.begin());
}

/// Of whom no client has a name here.
std::string_view nobody(const MinutesReport& report) {
  return report.stream_of.empty() ? "(nobody)" : "(others)";
}

void write_time(JsonWriter& json, const AgentTime& time) {
  json.open_object();
  for (const AgentState state : kStates) json.member(name_of(state), time[state].seconds());
  json.member("work", time.work().seconds());
  json.member("signed_on", time.total().seconds());
  json.close_object();
}

/// Hours, never so few that they read as none.
std::string hours_text(Duration time) {
  if (time == Duration()) return "-";
  const double hours = time.seconds() / 3600;
  return hours < 0.005 ? "<0.01" : grouped(fmt::format("{:.2f}", hours));
}

std::string share_text(Duration part, Duration whole) {
  return whole > Duration() ? fmt::format("{:.1f} %", part / whole * 100) : "-";
}

/// "after-call work"
std::string words_of(AgentState state) {
  if (state == AgentState::after_call_work) return "after-call work";
  std::string words(name_of(state));
  std::ranges::replace(words, '_', ' ');
  return words;
}

std::vector<std::string> names_of(const MinutesReport& report, const Directory& directory, const Row& row) {
  std::vector<std::string> names;
  for (const MinutesKey key : report.keys) switch (key) {
      case MinutesKey::client:
        names.emplace_back(row.client.known() ? directory.clients.name(row.client) : nobody(report));
        break;
      case MinutesKey::agent:
        names.emplace_back(directory.agents.name(row.agent));
        break;
      case MinutesKey::state:
        names.push_back(words_of(*row.state));
        break;
    }
  return names;
}

std::vector<std::string> header_of(const MinutesReport& report) {
  std::vector<std::string> header;
  for (const MinutesKey key : report.keys) header.emplace_back(name_of(key));
  return header;
}

std::string table_by_state(const MinutesReport& report, const Directory& directory) {
  std::vector<std::string> header = header_of(report);
  header.insert(header.end(), {"hours", "share"});
  TextTable table(std::move(header));
  const Duration whole = total_of(report).total();
  const auto add = [&](std::vector<std::string> names, Duration time) {
    names.insert(names.end(), {hours_text(time), share_text(time, whole)});
    table.add(std::move(names));
  };
  for (const Row& row : rows_of(report)) add(names_of(report, directory, row), row.time.total());
  std::vector<std::string> names(report.keys.size());
  names.front() = "all";
  add(std::move(names), whole);
  return table.text();
}

/// A column a state that somebody was in.
std::string table_of_states(const MinutesReport& report, const Directory& directory) {
  const AgentTime total = total_of(report);
  std::vector<AgentState> shown;
  for (const AgentState state : kStates)
    if (total[state] > Duration()) shown.push_back(state);
  std::vector<std::string> header = header_of(report);
  header.emplace_back("signed on");
  for (const AgentState state : shown) header.push_back(words_of(state));
  TextTable table(std::move(header));
  const auto add = [&](std::vector<std::string> names, const AgentTime& time) {
    names.push_back(hours_text(time.total()));
    for (const AgentState state : shown) names.push_back(hours_text(time[state]));
    table.add(std::move(names));
  };
  for (const Row& row : rows_of(report)) add(names_of(report, directory, row), row.time);
  std::vector<std::string> names(report.keys.size());
  names.front() = "all";
  add(std::move(names), total);
  return table.text();
}

}  // namespace

std::string_view name_of(MinutesKey key) {
  return std::ranges::find(kKeys, key, &decltype(kKeys)::value_type::first)->second;
}

std::string json_of(const MinutesReport& report, const Directory& directory) {
  JsonWriter json;
  json.open_object();
  json.member("interval", report.interval.seconds());
  json.member("client_stream",
              report.stream_of.empty() ? std::nullopt : std::optional<std::string_view>(report.stream_of));
  json.member("agents", static_cast<std::uint64_t>(agents_of(report)));
  json.key("rows");
  json.open_array();
  for (const Row& row : rows_of(report)) {
    json.open_object();
    if (has(report, MinutesKey::client))
      json.member("client", row.client.known() ? std::optional(directory.clients.name(row.client))
                                               : std::optional<std::string_view>());
    if (has(report, MinutesKey::agent)) json.member("agent", directory.agents.name(row.agent));
    if (row.state) {
      json.member("state", name_of(*row.state));
      json.member("seconds", row.time.total().seconds());
    } else {
      json.key("seconds");
      write_time(json, row.time);
    }
    json.close_object();
  }
  json.close_array();
  json.key("total");
  write_time(json, total_of(report));
  json.close_object();
  return std::move(json).take() + "\n";
}

std::string table_of(const MinutesReport& report, const Directory& directory) {
  const std::size_t agents = agents_of(report);
  std::string text = fmt::format(
      "{} agent{}, hours; idle and not-ready time goes with the work of each {:g} minutes (UTC){}\n\n",
      agents, agents == 1 ? "" : "s", report.interval.seconds() / 60,
      report.stream_of.empty() ? std::string()
                               : fmt::format("\n{}'s own stream: all others are one", report.stream_of));
  return text + (has(report, MinutesKey::state) ? table_by_state(report, directory)
                                                : table_of_states(report, directory));
}

}  // namespace tandem::app
