#include "plan/staffing/blend/desk_json.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "core/base/quantity_text.hpp"
#include "core/calendar/hours_text.hpp"
#include "core/json/json_object.hpp"
#include "plan/staffing/blend/chat_queue.hpp"

namespace tandem::blend {
namespace {

constexpr double kSecondsMin = 1;
constexpr double kBacklogMax = 1e6;
constexpr double kOccupancyMin = 0.1;

struct Target {
  double share = 0;
  Duration within;
};

/// "80/20", or "95% within 8h".
std::optional<Target> target_of(std::string_view text) {
  std::string plain;
  for (const char c : text)
    if (c != ' ') plain += c;
  constexpr std::string_view kWithin = "within";
  const auto word = plain.find(kWithin);
  const auto slash = plain.find('/');
  const std::size_t at = word != std::string::npos ? word : slash;
  if (at == std::string::npos) return std::nullopt;
  std::string percent = plain.substr(0, at);
  if (!percent.ends_with('%')) percent += '%';
  const auto share = parse_share(percent);
  const auto within = parse_duration(plain.substr(at + (word != std::string::npos ? kWithin.size() : 1)));
  if (!share || !within || !(*share > 0 && *share < 1)) return std::nullopt;
  return Target{*share, *within};
}

class Reader {
 public:
  explicit Reader(JsonNode root) : root_(std::move(root)) {}

  Desk read() {
    root_.members({"$schema", "notes", "name", "zone", "country", "special_days", "hours",
                   "closed_on_holidays", "seats", "occupancy_max", "interruptible", "channels"});
    if (const auto name = root_.find("name")) made_.name = name->text();
    read_calendar();
    if (const auto seats = root_.find("seats")) made_.seats = seats->count(1, kSeatsMax);
    if (const auto most = root_.find("occupancy_max")) {
      made_.occupancy_max = most->share();
      if (!(made_.occupancy_max >= kOccupancyMin)) most->refuse("a share from 10% to 100%");
    }
    if (const auto interrupts = root_.find("interruptible")) made_.interruptible = interrupts->flag();
    const JsonNode channels = root_.must("channels");
    for (const JsonNode& node : channels.items(kChannelsMax)) made_.channels.push_back(read_channel(node));
    if (channels.is_list() && made_.channels.empty()) channels.fault("is empty; expected a channel or more");
    return std::move(made_);
  }

 private:
  void read_calendar() {
    const JsonNode zone = root_.must("zone");
    if (const std::string name = zone.text(); zone.is_text()) {
      if (const auto known = Zone::find(name))
        made_.zone = *known;
      else
        zone.fault(known.error().message);
    }
    if (const auto country = root_.find("country")) {
      made_.country = country->text();
      if (country->is_text() && made_.country.empty()) country->refuse("codes such as \"DE\", or \"none\"");
    }
    if (const auto days = root_.find("special_days")) {
      made_.special_days = days->text();
      if (days->is_text() && made_.special_days.empty()) days->refuse("a file's name");
    }
    if (const auto hours = root_.find("hours"))
      if (const std::string text = hours->text(); hours->is_text()) {
        const auto week = calendar::parse_weekly_hours(text);
        if (week)
          made_.hours = *week;
        else
          hours->fault(fmt::format("'{}': {}; expected hours such as \"Mon-Fri 08:00-18:00\" or \"24/7\"",
                                   text, week.error().message));
      }
    if (made_.hours == calendar::WeeklyHours()) root_.must("hours").refuse("hours in which the desk is open");
    if (const auto closed = root_.find("closed_on_holidays")) made_.closed_on_holidays = closed->flag();
  }

  Channel read_channel(const JsonNode& node) {
    node.members({"name", "kind", "records", "handle", "patience", "target", "deadline_runs", "at_once",
                  "slowdown", "backlog"});
    Channel channel{.name = node.must("name").new_name(names_)};
    channel.kind = static_cast<Channel::Kind>(node.must("kind").one_of({"call", "chat", "work"}));
    read_records(node.must("records"), channel);
    if (const auto handle = node.find("handle")) channel.handle_seconds = read_seconds(*handle);
    read_target(node, channel);
    const auto only = [&](std::string_view member, Channel::Kind kind) {
      auto found = node.find(member);
      if (!found || channel.kind == kind) return found;
      found->fault(
          fmt::format("is of a channel of kind {}; this is {}", name_of(kind), name_of(channel.kind)));
      return std::optional<JsonNode>();
    };
    if (const auto chats = only("at_once", Channel::Kind::chat))
      channel.at_once = chats->count(1, kAtOnceMax);
    if (const auto slower = only("slowdown", Channel::Kind::chat)) channel.slowdown = slower->share();
    if (const auto backlog = only("backlog", Channel::Kind::work))
      channel.backlog = backlog->number(0, kBacklogMax);
    if (const auto runs = only("deadline_runs", Channel::Kind::work))
      channel.of_opening_time = runs->one_of({"always", "open"}) == 1;
    if (const auto patience = node.find("patience")) read_patience(*patience, channel);
    return channel;
  }

  static double read_seconds(const JsonNode& node) {
    constexpr double kSecondsMax = 7 * 86'400.0;
    const double seconds = node.length().seconds();
    if (!(seconds >= kSecondsMin && seconds <= kSecondsMax)) node.refuse("a time from 1s to 7d");
    return std::clamp(seconds, kSecondsMin, kSecondsMax);
  }

  static void read_records(const JsonNode& node, Channel& channel) {
    constexpr std::string_view kExpected = "a file's name, or a list of them";
    const auto add = [&](const JsonNode& file) {
      channel.records.push_back(file.text());
      if (file.is_text() && channel.records.back().empty()) file.refuse(kExpected);
    };
    if (node.is_text()) return add(node);
    if (!node.is_list()) return node.refuse(kExpected);
    for (const JsonNode& file : node.items(kFilesMax)) add(file);
    if (channel.records.empty()) node.refuse(kExpected);
  }

  static void read_patience(const JsonNode& node, Channel& channel) {
    if (channel.kind == Channel::Kind::work)
      return node.fault("is of callers and those who write chats; tickets wait until they are done");
    if (node.is_text() && node.text() == "never")
      channel.nobody_gives_up = true;
    else
      channel.patience_seconds = read_seconds(node);
  }

  static void read_target(const JsonNode& node, Channel& channel) {
    const JsonNode target = node.must("target");
    const std::string text = target.text();
    if (!target.is_text()) return;
    const auto read = target_of(text);
    if (!read) return target.refuse("a target such as \"80/20\" or \"95% within 8h\"");
    const bool is_work = channel.kind == Channel::Kind::work;
    const Duration longest = is_work ? Duration::days(30) : Duration::days(1);
    const Duration shortest = is_work ? Duration::minutes(1) : Duration();
    if (read->within > longest || read->within < shortest)
      return target.refuse(is_work ? "a deadline from 1m to 30d" : "a time from 0s to 1d");
    channel.share = read->share;
    channel.within = read->within;
  }

  JsonNode root_;
  Desk made_;
  std::vector<std::string> names_;
};

}  // namespace

std::expected<Desk, std::vector<Error>> parse_desk(std::string_view text, const std::string& file) {
  return parse_json_object(text, {.file = file, .what = "the desk's channels", .bytes_max = kDeskBytesMax},
                           [](JsonNode root) { return Reader(std::move(root)).read(); });
}

}  // namespace tandem::blend
