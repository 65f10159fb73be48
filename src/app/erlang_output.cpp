#include "app/erlang_output.hpp"

#include <fmt/format.h>

#include <cmath>

#include "app/text_table.hpp"

namespace tandem::app {
namespace {

using queueing::Performance;

constexpr std::string_view kModelNames[] = {"Erlang B", "Erlang C", "Erlang A"};

std::string_view letter_of(ErlangModel model) {
  return std::string_view("bca").substr(static_cast<std::size_t>(model), 1);
}

std::string number(std::optional<double> value) {
  return value && std::isfinite(*value) ? fmt::format("{}", *value) : "null";
}

/// "14", "13.6"
std::string plain(double value) { return fmt::format("{:.12g}", value); }

std::string agents_text(double agents) {
  constexpr double kRounding = 1e-7;
  // Up: what is shown must still be enough.
  return agents == std::floor(agents) ? fmt::format("{:.0f}", agents)
                                      : fmt::format("{:.2f}", std::ceil(agents * 100 - kRounding) / 100);
}

std::string percent(double share) { return fmt::format("{:.2f} %", share * 100); }

std::string seconds_text(std::optional<double> seconds) {
  if (!seconds) return "-";
  if (std::isinf(*seconds)) return "endless";
  return *seconds < 600 ? fmt::format("{:.1f} s", *seconds) : fmt::format("{:.1f} min", *seconds / 60);
}

std::string heading(const ErlangAnswer& answer) {
  std::string text = fmt::format("{}: ", kModelNames[static_cast<std::size_t>(answer.model)]);
  if (answer.calls)
    text += fmt::format("{} calls in {} min, {} s each: ", plain(*answer.calls),
                        plain(answer.interval_seconds / 60), plain(answer.load.handle_seconds));
  text += fmt::format("{:.4g} erlangs", answer.load.erlangs());
  if (answer.patience_seconds)
    text +=
        fmt::format("; callers wait {} s on average before they give up", plain(*answer.patience_seconds));
  return text + "\n";
}

std::string conclusion(const ErlangAnswer& answer) {
  const ErlangRow& row = answer.row;
  const std::string_view what = answer.model == ErlangModel::b ? "trunks" : "agents";
  std::string text;
  if (!answer.target.empty())
    text = fmt::format("{} {} are the fewest for {}.\n", agents_text(row.agents), what, answer.target);
  if (row.positions)
    text += fmt::format("With {} shrinkage that is {} positions to roster.\n",
                        fmt::format("{:.4g} %", *answer.shrinkage * 100), agents_text(*row.positions));
  if (answer.model != ErlangModel::b && std::isinf(row.performance.mean_wait))
    text += fmt::format(
        "{} {} cannot carry {:.4g} erlangs: the queue grows without end. It takes at least {:.0f}.\n",
        agents_text(row.agents), what, answer.load.erlangs(), std::floor(answer.load.erlangs()) + 1);
  return text.empty() ? text : "\n" + text;
}

}  // namespace

std::string json_of(const ErlangAnswer& answer) {
  const Performance& p = answer.row.performance;
  std::string out = fmt::format("{{\n  \"model\": \"{}\",\n", letter_of(answer.model));
  const auto add = [&out](std::string_view key, std::optional<double> value) {
    out += fmt::format("  \"{}\": {},\n", key, number(value));
  };
  if (answer.calls) {
    add("calls", answer.calls);
    add("interval", answer.interval_seconds);
  }
  if (answer.calls || answer.model != ErlangModel::b) add("aht", answer.load.handle_seconds);
  if (answer.model != ErlangModel::b) add("within", answer.within_seconds);
  if (answer.patience_seconds) add("patience", answer.patience_seconds);
  add("agents", answer.row.agents);
  if (answer.row.positions) add("positions", answer.row.positions);
  if (answer.row.blocking) add("blocking", answer.row.blocking);
  add("p_wait", p.p_wait);
  add("service_level", p.service_level);
  add("mean_wait", p.mean_wait);
  add("asa", p.asa);
  add("p_abandon", p.p_abandon);
  add("occupancy", p.occupancy);
  out += fmt::format("  \"erlangs\": {}\n}}\n", number(p.erlangs));
  return out;
}

std::string table_of(const ErlangAnswer& answer) {
  const bool loss = answer.model == ErlangModel::b;
  const bool patience = answer.model == ErlangModel::a;
  std::vector<std::string> header = {loss ? "trunks" : "agents"};
  if (answer.shrinkage) header.emplace_back("positions");
  if (loss)
    header.insert(header.end(), {"blocked", "carried erlangs"});
  else
    header.insert(header.end(), {fmt::format("answered in {} s", plain(answer.within_seconds)),
                                 "have to wait", "mean wait", "mean wait of answered"});
  if (patience) header.emplace_back("give up");
  header.emplace_back("occupancy");
  TextTable table(std::move(header), TextTable::First::numbers);
  for (const ErlangRow& row : answer.near) {
    const Performance& p = row.performance;
    std::vector<std::string> cells = {agents_text(row.agents)};
    if (row.positions) cells.push_back(agents_text(*row.positions));
    if (loss)
      cells.insert(cells.end(),
                   {percent(*row.blocking), fmt::format("{:.4f}", p.erlangs * (1 - *row.blocking))});
    else
      cells.insert(cells.end(), {percent(p.service_level), percent(p.p_wait), seconds_text(p.mean_wait),
                                 seconds_text(p.asa)});
    if (patience) cells.push_back(percent(p.p_abandon));
    cells.push_back(percent(p.occupancy));
    table.add(std::move(cells));
  }
  const std::vector<std::string> lines = table.lines();
  std::string text = heading(answer) + "\n " + lines.front() + "\n";
  for (std::size_t i = 0; i < answer.near.size(); ++i)
    text += (answer.near[i].agents == answer.row.agents ? ">" : " ") + lines[i + 1] + "\n";
  return text + conclusion(answer);
}

}  // namespace tandem::app
