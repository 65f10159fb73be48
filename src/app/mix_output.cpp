#include "app/mix_output.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>

#include "app/number_text.hpp"
#include "app/text_table.hpp"
#include "core/base/iso_time.hpp"
#include "core/base/quantity_text.hpp"
#include "plan/import/calls_csv_writer.hpp"

namespace tandem::app {
namespace {

using mix::Checked;
using mix::Mix;
using mix::Target;
using mix::Window;

/// Of groups, above which a table of them would not fit a line.
constexpr std::size_t kGroupColumnsMax = 8;

std::string money(double amount) { return grouped(fmt::format("{:.2f}", amount)); }

std::string counted(std::size_t number, std::string_view noun) {
  return fmt::format("{} {}{}", number, noun, number == 1 ? "" : "s");
}

std::string clock_of(Instant at, const Zone& zone) {
  const LocalTime local = zone.to_local(at);
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
  return fmt::format("{} {:02}:{:02}", to_text(day), minutes / 60, minutes % 60);
}

/// Against another cost: "4.9 % more", "38.0 % less".
std::string beside(double cost, double other) {
  const double share = other > 0 ? cost / other - 1 : 0;
  return fmt::format("{:.1f} % {}", std::abs(share) * 100, share < 0 ? "less" : "more");
}

std::string value_text(const Target& target, double value) {
  if (target.kpi->percentile || target.kpi->unit == kpi::Unit::share)
    return fmt::format("{:.2f} %", value * 100);
  if (target.kpi->unit == kpi::Unit::seconds) return fmt::format("{:.2f} s", value);
  return grouped(fmt::format("{:.1f}", value));
}

std::string figure_text(const Target& target, const Checked& checked) {
  if (!checked.figure) return "-";
  std::string text = value_text(target, checked.figure->value);
  if (checked.figure->half_width) {
    const double scale = target.kpi->unit == kpi::Unit::share || target.kpi->percentile ? 100 : 1;
    text += fmt::format(" ± {:.2f}", *checked.figure->half_width * scale);
  }
  if (target.probability) text += fmt::format(", met on {:.1f} % of days", checked.met * 100);
  return text;
}

const Target& target_of(const MixRun& run, const Window& window) {
  return run.request.targets[run.mix.goals.lines[window.line].target];
}

bool holds(const Checked& checked) { return checked.slack >= -mix::kRounding; }

/// How near a window is to be missed, in what its KPI counts, by what it counts.
double closeness(const MixRun& run, const std::vector<Checked>& all, std::size_t window) {
  const Checked& checked = all[window];
  if (!checked.figure) return 0;
  const mix::Line& line = run.mix.goals.lines[run.mix.goals.windows[window].line];
  if (run.mix.goals.windows[window].probability)
    return checked.met - *target_of(run, run.mix.goals.windows[window]).probability;
  return line.sign * (checked.figure->value - line.at);
}

std::string bounds_text(const MixRun& run) {
  const Mix& mix = run.mix;
  TextTable table({"", "cost", "the mix costs", ""});
  table.add({"the mix found", money(mix.cost), "", fmt::format("{:.1f} agent-hours", agent_hours(mix))});
  if (mix.one_team_cost)
    table.add({"one team for every queue", money(*mix.one_team_cost), beside(mix.cost, *mix.one_team_cost),
               "the cheapest price, same search and callers"});
  if (mix.erlang.pooled)
    table.add({"one queue, Erlang A", money(mix.erlang.pooled->cost),
               beside(mix.cost, mix.erlang.pooled->cost), ""});
  if (mix.erlang.separate)
    table.add({"a team for each queue, Erlang C", money(mix.erlang.separate->cost),
               beside(mix.cost, mix.erlang.separate->cost), ""});
  return table.text();
}

/// Of each target how many of its windows hold, and the one that is nearest to be missed, or missed most.
std::string targets_text(const MixRun& run) {
  const Mix& mix = run.mix;
  TextTable table({"target", "held", "on other days", "the worst of them there", ""});
  for (std::size_t target = 0; target < run.request.targets.size(); ++target) {
    std::size_t all = 0, searched = 0, fresh = 0;
    std::optional<std::size_t> worst;
    for (std::size_t i = 0; i < mix.goals.windows.size(); ++i) {
      if (mix.goals.lines[mix.goals.windows[i].line].target != target) continue;
      ++all;
      searched += holds(mix.on_sample[i]) ? 1 : 0;
      fresh += holds(mix.on_fresh[i]) ? 1 : 0;
      if (!mix.on_fresh[i].figure) continue;
      if (!worst || closeness(run, mix.on_fresh, i) < closeness(run, mix.on_fresh, *worst)) worst = i;
    }
    const auto& of = run.request.targets[target];
    table.add({words_of(of), fmt::format("{} of {}", searched, all), fmt::format("{} of {}", fresh, all),
               worst ? figure_text(of, mix.on_fresh[*worst]) : "-",
               worst ? words_of(run, mix.goals.windows[*worst]) : ""});
  }
  return table.text();
}

std::string groups_text(const MixRun& run) {
  const Mix& mix = run.mix;
  TextTable table({"group", "agents at most", "agent-hours", "cost"});
  for (std::size_t group = 0; group < mix.headcount.groups(); ++group) {
    if (run.request.groups[group].as_modelled) {
      table.add({run.model.plan.groups[group], "as modelled", "", ""});
      continue;
    }
    std::uint32_t most = 0;
    double hours = 0, cost = 0;
    for (std::size_t i = 0; i < mix.headcount.intervals(); ++i) {
      const std::uint32_t agents = mix.headcount.at(group, i);
      most = std::max(most, agents);
      hours += agents * mix.interval_hours[i];
      cost += agents * mix.choice.cost_of(group, i);
    }
    table.add(
        {run.model.plan.groups[group], fmt::format("{}", most), fmt::format("{:.1f}", hours), money(cost)});
  }
  return table.text();
}

std::string intervals_text(const MixRun& run) {
  const Mix& mix = run.mix;
  const bool by_group = mix.headcount.groups() <= kGroupColumnsMax;
  std::vector<std::string> header = {"from", "agents"};
  if (mix.one_team) header.emplace_back("as one team");
  for (std::size_t group = 0; by_group && group < mix.headcount.groups(); ++group)
    header.push_back(run.model.plan.groups[group]);
  TextTable table(header);
  for (std::size_t i = 0; i < mix.headcount.intervals(); ++i) {
    std::vector<std::string> row = {clock_of(mix.interval_starts[i], *mix.horizon.zone),
                                    fmt::format("{}", mix.headcount.in(i))};
    if (mix.one_team) row.push_back(fmt::format("{}", mix.one_team->in(i)));
    for (std::size_t group = 0; by_group && group < mix.headcount.groups(); ++group)
      row.push_back(fmt::format("{}", mix.headcount.at(group, i)));
    table.add(std::move(row));
  }
  return table.text();
}

}  // namespace

std::string words_of(const Target& target) {
  std::string text = target.kpi->id;
  text += target.bound == Target::Bound::at_least ? " >= " : " <= ";
  if (target.kpi->unit == kpi::Unit::share)
    text += fmt::format("{:g} %", target.value * 100);
  else
    text += fmt::format("{:g}{}", target.value, target.kpi->unit == kpi::Unit::seconds ? " s" : "");
  if (kpi::uses_answer_threshold(*target.kpi))
    text += fmt::format(" within {:g} s", target.rules.answer.limit.seconds());
  constexpr std::array kEach = {"", ", each client", ", each queue"};
  constexpr std::array kOver = {", each interval", ", each day", ", each month", ""};
  text += kEach[static_cast<std::size_t>(target.each)];
  text += kOver[static_cast<std::size_t>(target.over)];
  if (target.probability) text += fmt::format(", {:g} % sure", *target.probability * 100);
  return text;
}

std::string words_of(const MixRun& run, const Window& window) {
  const Target& target = target_of(run, window);
  const mix::Line& line = run.mix.goals.lines[window.line];
  std::string text;
  if (line.part && target.each == Target::Each::queue) text = run.model.plan.queues[*line.part].name;
  if (line.part && target.each == Target::Each::client) text = run.model.plan.clients[*line.part];
  const std::string from = clock_of(run.mix.interval_starts[window.first], *run.mix.horizon.zone);
  constexpr std::size_t kDay = 10, kMonth = 7;
  std::string when;
  if (target.over == Target::Over::interval) when = from;
  if (target.over == Target::Over::day) when = from.substr(0, kDay);
  if (target.over == Target::Over::month) when = from.substr(0, kMonth);
  return text + (text.empty() || when.empty() ? "" : ", ") + when;
}

std::vector<std::string> obstacles(const MixRun& run) {
  const Mix& mix = run.mix;
  std::vector<std::string> all;
  for (const std::uint32_t type : mix.unserved)
    all.push_back(fmt::format("No group may serve calls of '{}': give queue '{}' a group that can.",
                              run.model.types[type].name,
                              run.model.plan.queues[run.model.types[type].queue.index()].name));
  for (std::size_t i = 0; i < mix.floors.size(); ++i) {
    if (mix.floors[i] >= 0) continue;
    const Window& window = mix.goals.windows[i];
    const mix::Line& line = mix.goals.lines[window.line];
    std::vector<std::string> limits;
    for (std::size_t group = 0; group < mix.serves.size(); ++group) {
      const bool helps =
          std::ranges::any_of(line.types, [&](std::uint32_t type) { return mix.serves[group][type]; });
      if (helps && run.request.groups[group].most)
        limits.push_back(fmt::format("{} {}", run.model.plan.groups[group], *run.request.groups[group].most));
    }
    const Target& target = target_of(run, window);
    const std::string where = words_of(run, window);
    all.push_back(fmt::format("{}{}{} cannot be met{}; as near as it comes: {}.", words_of(target),
                              where.empty() ? "" : ": ", where,
                              limits.empty()
                                  ? " by any number of agents"
                                  : fmt::format(" with at most so many agents: {}", fmt::join(limits, ", ")),
                              figure_text(target, mix.on_sample[i])));
  }
  return all;
}

std::string table_of(const MixRun& run) {
  const Mix& mix = run.mix;
  std::string text =
      fmt::format("{}: {} in {}, {}\n", run.model.name, counted(mix.goals.windows.size(), "target"),
                  counted(mix.headcount.intervals(), "interval"), counted(mix.headcount.groups(), "group"));
  const auto held = std::ranges::count_if(mix.on_fresh, holds);
  text += fmt::format("{}; on {} other days {} of {} hold\n\n",
                      mix.meets ? fmt::format("All hold on the {} days searched", run.options.replications)
                                : "Not all can be met, see below",
                      run.options.check_replications, held, mix.on_fresh.size());
  if (mix.proven)
    text.insert(text.size() - 1, "On the days searched no cheaper headcount does: all were tried\n");
  text += bounds_text(run) + "\n" + targets_text(run) + "\n" + groups_text(run) + "\n" + intervals_text(run);
  const std::vector<std::string> why = obstacles(run);
  constexpr std::size_t kTold = 20;
  for (std::size_t i = 0; i < std::min(why.size(), kTold); ++i) text += "\n" + why[i];
  if (why.size() > kTold) text += fmt::format("\n... and {} more: --json", why.size() - kTold);
  if (!why.empty()) text += "\n";
  return text;
}

std::string csv_of(const MixRun& run) {
  const Mix& mix = run.mix;
  std::string text = "interval_start,group,agents,cost\n";
  for (std::size_t i = 0; i < mix.headcount.intervals(); ++i)
    for (std::size_t group = 0; group < mix.headcount.groups(); ++group) {
      if (run.request.groups[group].as_modelled) continue;
      const std::uint32_t agents = mix.headcount.at(group, i);
      text += fmt::format("{},{},{},{:g}\n", clock_of(mix.interval_starts[i], *mix.horizon.zone),
                          importing::csv_field(run.model.plan.groups[group]), agents,
                          agents * mix.choice.cost_of(group, i));
    }
  return text;
}

}  // namespace tandem::app
