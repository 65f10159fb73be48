#include "app/blend_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

#include "app/forecast_output.hpp"
#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "core/calendar/hours_text.hpp"
#include "plan/report/language/wording.hpp"

namespace tandem::app {
namespace {

using blend::Channel;
using blend::ChannelPlan;
using blend::DeskDemand;
using blend::DeskPlan;

std::string hours_text(double hours) { return grouped(fmt::format("{:.1f}", hours)); }
std::string percent_text(double share) { return fmt::format("{:.1f} %", share * 100); }

std::string span_text(Duration length) {
  const double seconds = length.seconds();
  if (seconds >= 7200 || seconds == 3600) return fmt::format("{:g} h", seconds / 3600);
  return seconds >= 300 ? fmt::format("{:g} min", seconds / 60) : fmt::format("{:g} s", seconds);
}

std::string moment_of(const DeskDemand& demand, std::size_t at) {
  return fmt::format("{} {}", day_text(demand.day_of(at)),
                     clock_text(demand.interval * static_cast<std::int64_t>(at % demand.intervals_a_day())));
}

const char* contacts_word(Channel::Kind kind) {
  return kind == Channel::Kind::call ? "calls" : kind == Channel::Kind::chat ? "chats" : "tickets";
}

std::string simulated_text(const BlendResult& result, std::size_t channel) {
  if (!result.made.check) return "-";
  const auto& found = result.made.check->channels[channel].in_time;
  if (!found) return "-";
  return found->half_width ? fmt::format("{} ± {:.1f}", percent_text(found->value), *found->half_width * 100)
                           : percent_text(found->value);
}

std::string days_table(const BlendResult& result) {
  std::vector<std::string> header = {"day"};
  const blend::Desk& desk = result.input.desk;
  for (const auto kind : {Channel::Kind::call, Channel::Kind::chat, Channel::Kind::work})
    if (desk.has(kind)) header.emplace_back(contacts_word(kind));
  const bool work = desk.has(Channel::Kind::work);
  header.insert(header.end(), {"agent hours", "paid hours", "most agents", "at"});
  if (work) header.insert(header.end(), {"added for work, h", "left at the end, h"});
  TextTable table(header);
  for (const BlendDay& day : days_of(result)) {
    std::vector<std::string> row = {day_text(day.day)};
    const auto add_count = [&](Channel::Kind kind, double count) {
      if (desk.has(kind)) row.push_back(grouped(fmt::format("{:.0f}", count)));
    };
    add_count(Channel::Kind::call, day.calls);
    add_count(Channel::Kind::chat, day.chats);
    add_count(Channel::Kind::work, day.tickets);
    row.push_back(hours_text(day.hours));
    row.push_back(hours_text(result.positions(day.hours)));
    row.push_back(fmt::format("{}", day.most));
    row.push_back(day.most == 0
                      ? "-"
                      : clock_text(result.input.demand.interval * static_cast<std::int64_t>(day.most_at)));
    if (work) {
      row.push_back(hours_text(day.added_hours));
      row.push_back(hours_text(day.backlog_hours));
    }
    table.add(row);
  }
  return table.text();
}

std::string channels_table(const BlendResult& result) {
  TextTable table(
      {"channel", "contacts", "hours", "busy", "target", "in time", "simulated", "mean wait", "gave up"});
  for (std::size_t i = 0; i < result.input.desk.channels.size(); ++i) {
    const Channel& channel = result.input.desk.channels[i];
    const ChannelPlan& plan = result.made.plan.channels[i];
    table.add({channel.name, grouped(fmt::format("{:.0f}", plan.contacts)), hours_text(plan.hours),
               channel.is_live() ? percent_text(plan.busy) : "-", fmt::format("{:g} %", channel.share * 100),
               percent_text(plan.in_time), simulated_text(result, i),
               channel.is_live() ? fmt::format("{:.1f} s", plan.mean_wait) : "-",
               channel.is_live() ? percent_text(plan.p_abandon) : "-"});
  }
  return table.text();
}

std::string heading(const BlendResult& result) {
  const DeskDemand& demand = result.input.demand;
  const blend::Desk& desk = result.input.desk;
  std::string text = fmt::format("{}: {} to {}, {}, open {}\n", desk.name.empty() ? "Desk" : desk.name,
                                 day_text(demand.first), day_text(demand.day_of(demand.intervals() - 1)),
                                 desk.zone->name(), calendar::to_text(desk.hours));
  for (std::size_t i = 0; i < desk.channels.size(); ++i) {
    const Channel& channel = desk.channels[i];
    text += fmt::format("  {}: {}", channel.name, target_text(channel));
    if (channel.kind == Channel::Kind::chat)
      text += fmt::format(", {} at once, each further one {:g} % slower", channel.at_once,
                          channel.slowdown * 100);
    if (channel.is_live()) {
      const auto& patience = demand.channels[i].patience_seconds;
      text += patience ? fmt::format("; they wait {:.0f} s on average before they give up", *patience)
                       : "; nobody gives up";
    }
    text += "\n";
  }
  if (result.input.probability)
    text += fmt::format("  with a probability of {:g} %\n", *result.input.probability * 100);
  return text;
}

std::string work_text(const BlendResult& result) {
  const DeskPlan& plan = result.made.plan;
  const blend::Desk& desk = result.input.desk;
  std::string text = fmt::format(
      "Of {} hours of tickets {} are done in time that calls and chats leave; {} agent hours are added.\n",
      hours_text(plan.work_hours), hours_text(plan.work_in_idle_hours), hours_text(plan.added_hours));
  if (plan.reserve)
    text += fmt::format(
        "A ticket is ended before the next call: it is taken while more than {} of a team of calls are "
        "free.\n",
        *plan.reserve);
  else if (desk.interruptible)
    text += "A ticket is put down when a call or chat comes.\n";
  const auto& backlog = plan.backlog;
  if (backlog.hours[backlog.worst_at] > 0)
    text += fmt::format("Most work waits after {}: {} hours, {} of them late.\n",
                        moment_of(result.input.demand, backlog.worst_at),
                        hours_text(backlog.hours[backlog.worst_at]),
                        hours_text(backlog.over_due[backlog.worst_at]));
  if (plan.work_factor > 1)
    text += fmt::format("Planned for {:.0f} % more work than expected, to keep the promise.\n",
                        (plan.work_factor - 1) * 100);
  return text;
}

/// With a probability: in how many of the samples each channel keeps its target.
std::string kept_text(const BlendResult& result) {
  std::string text;
  for (std::size_t i = 0; i < result.input.desk.channels.size(); ++i)
    if (const auto& kept = result.made.plan.channels[i].kept)
      text += fmt::format("{}{} {}", text.empty() ? "" : ", ", result.input.desk.channels[i].name,
                          percent_text(*kept));
  return text.empty() ? "" : "Of the courses that the days may take, the target is kept in: " + text + ".\n";
}

std::string checked_text(const BlendResult& result) {
  const blend::SureDesk& made = result.made;
  if (!made.check) return "Not simulated.\n";
  std::string text = fmt::format("Simulated {} times; ± is the half width of a {:g} % confidence interval.\n",
                                 made.check->replications, result.confidence * 100);
  if (made.rounds.size() > 1)
    text += fmt::format(
        "The formulas' {} agent hours missed a target when simulated; after {} round{} it is {}.\n",
        hours_text(made.rounds.front().agent_hours), made.rounds.size() - 1,
        made.rounds.size() == 2 ? "" : "s", hours_text(made.rounds.back().agent_hours));
  return text;
}

/// Says what is missed, and why, in either language.
class Shortfalls {
 public:
  Shortfalls(const BlendResult& result, report::Language language)
      : result_(result), desk_(result.input.desk), words_(language) {}

  std::vector<std::string> find() {
    for (std::size_t i = 0; i < desk_.channels.size(); ++i) {
      look_at_closed(i);
      if (desk_.channels[i].is_live())
        look_at_seats(i);
      else
        look_at_work(i);
    }
    for (std::size_t i = 0; i < desk_.channels.size(); ++i) look_at_chance(i);
    return std::move(found_);
  }

 private:
  const ChannelPlan& plan(std::size_t channel) const { return result_.made.plan.channels[channel]; }
  std::string percent(double share) const { return words_.number(share * 100, 1) + " %"; }
  /// A sentence of the channel, its places filled.
  template <class... Values>
  void add(std::size_t channel, std::string_view english, std::string_view russian, const Values&... values) {
    const std::string_view form = words_.language() == report::Language::en ? english : russian;
    found_.push_back(desk_.channels[channel].name + ": " + fmt::format(fmt::runtime(form), values...));
  }

  void look_at_closed(std::size_t channel) {
    constexpr double kAny = 0.5;
    if (plan(channel).contacts_closed >= kAny)
      add(channel, "{} come while the desk is closed and are not served",
          "{} придут, когда закрыто; их не обслужат", words_.number(plan(channel).contacts_closed, 0));
  }

  void look_at_seats(std::size_t channel) {
    if (plan(channel).short_of_seats && desk_.seats)
      add(channel, "{} seats are too few at times; {} are in time at best",
          "{} рабочих мест временами мало; вовремя в лучшем случае {}", *desk_.seats,
          percent(plan(channel).in_time));
  }

  void look_at_work(std::size_t channel) {
    const Channel& of = desk_.channels[channel];
    const ChannelPlan& work = plan(channel);
    const std::vector<double>& handle = result_.input.demand.channels[channel].handle_seconds;
    if (work.out_of_reach > 1 - of.share + kRounding) {
      if (handle.front() > of.within.seconds())
        add(channel, "{} cannot be in time, as one takes longer than the deadline; {} are at best",
            "{} не успеть: одно обращение дольше срока; вовремя в лучшем случае {}",
            percent(work.out_of_reach), percent(work.in_time));
      else
        add(channel,
            "{} cannot be in time, as the desk is closed while the deadline runs out; {} are at best",
            "{} не успеть: срок истекает, пока закрыто; вовремя в лучшем случае {}",
            percent(work.out_of_reach), percent(work.in_time));
    } else if (work.in_time < of.share - kRounding) {
      add(channel, "{} seats are too few for the work; {} are in time at best",
          "{} рабочих мест мало для этой работы; вовремя в лучшем случае {}",
          desk_.seats ? fmt::format("{}", *desk_.seats) : std::string("–"), percent(work.in_time));
    }
  }

  void look_at_chance(std::size_t channel) {
    const Channel& of = desk_.channels[channel];
    const auto& kept = plan(channel).kept;
    if (kept && result_.input.probability && *kept < *result_.input.probability - kRounding)
      add(channel, "kept in {} of the courses that the days may take, not {}",
          "выполнено в {} вариантов этих дней, а не в {}", percent(*kept),
          percent(*result_.input.probability));
    if (!result_.made.check) return;
    const auto& found = result_.made.check->channels[channel].in_time;
    if (found && found->value < of.share)
      add(channel, "simulated, {} are in time, not {}", "при моделировании вовремя {}, а не {}",
          percent(found->value), percent(of.share));
  }

  static constexpr double kRounding = 1e-6;
  const BlendResult& result_;
  const blend::Desk& desk_;
  report::Wording words_;
  std::vector<std::string> found_;
};

/// A field of a CSV, in quotes where it must be.
std::string field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c;
    if (c == '"') quoted += c;
  }
  return quoted + "\"";
}

std::string start_of(const DeskDemand& demand, std::size_t at) {
  return fmt::format("{} {}", to_text(demand.day_of(at)),
                     clock_text(demand.interval * static_cast<std::int64_t>(at % demand.intervals_a_day())));
}

}  // namespace

std::vector<BlendDay> days_of(const BlendResult& result) {
  const DeskDemand& demand = result.input.demand;
  const DeskPlan& plan = result.made.plan;
  std::vector<BlendDay> days;
  for (std::size_t at = 0; at < demand.intervals(); ++at) {
    const std::size_t slot = at % demand.intervals_a_day();
    if (slot == 0) days.push_back({.day = demand.day_of(at)});
    BlendDay& day = days.back();
    for (std::size_t i = 0; i < demand.channels.size(); ++i) {
      const Channel& channel = result.input.desk.channels[i];
      if (channel.is_live() && !demand.open[at]) continue;
      (channel.kind == Channel::Kind::call   ? day.calls
       : channel.kind == Channel::Kind::chat ? day.chats
                                             : day.tickets) += demand.channels[i].contacts[at];
    }
    day.hours += plan.agents[at] * demand.hours();
    day.added_hours += plan.added[at] * demand.hours();
    if (plan.agents[at] > day.most) {
      day.most = plan.agents[at];
      day.most_at = slot;
    }
    day.backlog_hours = plan.backlog.hours[at];
  }
  return days;
}

std::string target_text(const Channel& channel) {
  return fmt::format("{:g} % {} within {}{}", channel.share * 100, channel.is_live() ? "answered" : "done",
                     span_text(channel.within), channel.of_opening_time ? " of opening time" : "");
}

std::vector<std::string> shortfalls_of(const BlendResult& result, report::Language language) {
  return Shortfalls(result, language).find();
}

std::string table_of(const BlendResult& result) {
  const DeskPlan& plan = result.made.plan;
  std::string text = heading(result) + "\n" + days_table(result) + "\n" + channels_table(result);
  text += fmt::format("\n{} agent hours, {} paid with {:g} % shrinkage.\n", hours_text(plan.agent_hours),
                      hours_text(result.positions(plan.agent_hours)), result.input.shrinkage * 100);
  if (result.input.desk.has(Channel::Kind::work)) {
    const double saved = plan.apart_hours - plan.agent_hours;
    text += fmt::format("With a team for each channel {} agent hours: blending saves {} ({:.1f} %).\n",
                        hours_text(plan.apart_hours), hours_text(saved),
                        plan.apart_hours > 0 ? 100 * saved / plan.apart_hours : 0.0);
    text += work_text(result);
  }
  text += kept_text(result);
  text += checked_text(result);
  for (const std::string& reason : shortfalls_of(result, report::Language::en)) text += "! " + reason + "\n";
  return text;
}

std::string csv_of(const BlendResult& result) {
  const DeskDemand& demand = result.input.demand;
  std::string text = "interval_start,agents\n";
  for (std::size_t at = 0; at < demand.intervals(); ++at)
    if (demand.open[at])
      fmt::format_to(std::back_inserter(text), "{},{}\n", start_of(demand, at), result.made.plan.agents[at]);
  return text;
}

std::string channels_csv_of(const BlendResult& result) {
  const DeskDemand& demand = result.input.demand;
  const blend::Desk& desk = result.input.desk;
  std::string text = "interval_start,agents,added_for_work,backlog_hours";
  for (const Channel& channel : desk.channels) {
    text += "," + field(channel.name + " contacts");
    if (channel.is_live()) text += "," + field(channel.name + " agents");
  }
  text += "\n";
  for (std::size_t at = 0; at < demand.intervals(); ++at) {
    fmt::format_to(std::back_inserter(text), "{},{},{},{:.3f}", start_of(demand, at),
                   result.made.plan.agents[at], result.made.plan.added[at],
                   result.made.plan.backlog.hours[at]);
    for (std::size_t i = 0; i < desk.channels.size(); ++i) {
      fmt::format_to(std::back_inserter(text), ",{:.3f}", demand.channels[i].contacts[at]);
      if (desk.channels[i].is_live())
        fmt::format_to(std::back_inserter(text), ",{}", result.made.plan.channels[i].agents[at]);
    }
    text += "\n";
  }
  return text;
}

}  // namespace tandem::app
