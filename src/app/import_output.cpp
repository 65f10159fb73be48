#include "app/import_output.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <boost/json.hpp>
#include <cctype>

#include "core/base/iso_time.hpp"
#include "core/base/rounding.hpp"

namespace tandem::app {
namespace {

namespace json = boost::json;
using importing::Quality;

constexpr std::size_t kExamplesShown = 3;
constexpr std::size_t kGapsListed = 5;

/// 1234567 -> "1,234,567".
std::string grouped(std::uint64_t number) {
  std::string text = std::to_string(number);
  for (std::size_t at = text.size(); at > 3; at -= 3) text.insert(at - 3, ",");
  return text;
}

std::string share(std::uint64_t part, std::uint64_t whole) {
  if (whole == 0) return {};
  return fmt::format("{:.2f} %", 100.0 * static_cast<double>(part) / static_cast<double>(whole));
}

std::uint64_t repaired_rows(const Quality& quality) {
  std::uint64_t count = 0;
  for (const auto& [kind, repair] : quality.repairs) count += repair.count;
  return count;
}

/// Kinds by count, the largest first.
std::vector<std::pair<std::string, std::uint64_t>> by_count(
    const std::map<std::string, std::uint64_t>& kinds) {
  std::vector<std::pair<std::string, std::uint64_t>> sorted(kinds.begin(), kinds.end());
  std::ranges::sort(sorted, [](const auto& a, const auto& b) {
    return a.second != b.second ? a.second > b.second : a.first < b.first;
  });
  return sorted;
}

void add_row(std::string& text, std::string_view name, std::uint64_t count, const std::string& beside = {}) {
  text += fmt::format("  {:<16}{:>14}", name, grouped(count));
  text += beside.empty() ? "\n" : fmt::format("   {}\n", beside);
}

void add_kinds(std::string& text, std::string_view title, const std::map<std::string, std::uint64_t>& kinds) {
  if (kinds.empty()) return;
  text += fmt::format("\n{}\n", title);
  for (const auto& [kind, count] : by_count(kinds))
    text += fmt::format("  {:>12}  {}\n", grouped(count), kind);
}

void add_examples(std::string& text, const std::vector<Error>& examples) {
  for (std::size_t i = 0; i < std::min(examples.size(), kExamplesShown); ++i)
    text += fmt::format("                {}\n", examples[i].to_string());
}

void add_repairs(std::string& text, const Quality& quality) {
  if (quality.repairs.empty()) return;
  text += "\nRepaired\n";
  for (const auto& [kind, repair] : quality.repairs) {
    text += fmt::format("  {:>12}  {}\n", grouped(repair.count), kind);
    add_examples(text, repair.examples);
  }
}

void add_refused(std::string& text, const Quality& quality) {
  if (quality.refusals.empty()) return;
  text += "\nRefused\n";
  for (const auto& [kind, count] : by_count(quality.refusals)) {
    text += fmt::format("  {:>12}  {}\n", grouped(count), kind);
    add_examples(text, quality.refusal_examples.at(kind));
  }
}

/// Notes of calls, and apart from them those of columns and sheets, which are no fault.
void add_notes(std::string& text, const Quality& quality) {
  std::map<std::string, std::uint64_t> of_calls;
  std::string of_parts;
  for (const auto& [note, count] : quality.notes) {
    if (!importing::is_of_a_part(note))
      of_calls.emplace(note, count);
    else
      of_parts += fmt::format("  {}{}\n", note, count > 1 ? fmt::format(" ({} times)", count) : "");
  }
  add_kinds(text, "Kept, but odd", of_calls);
  if (!of_parts.empty()) text += "\nColumns and sheets\n" + of_parts;
}

void add_content(std::string& text, const ImportOutcome& outcome) {
  const ImportSummary& summary = outcome.summary;
  if (summary.calls > 0) {
    text += fmt::format("\nCalls: {}\n", grouped(summary.calls));
    for (std::size_t i = 0; i < kOutcomes; ++i)
      if (summary.by_outcome[i] > 0)
        add_row(text, name_of(static_cast<Outcome>(i)), summary.by_outcome[i],
                share(summary.by_outcome[i], summary.calls));
  }
  if (summary.intervals > 0)
    text += fmt::format("\nIntervals: {} with {} calls\n", grouped(summary.intervals),
                        grouped(static_cast<std::uint64_t>(summary.calls_in_intervals)));
  if (summary.calls + summary.intervals == 0) return;
  text += fmt::format("\n  clients {}, queues {}, agents {}\n", outcome.directory.clients.size(),
                      outcome.directory.queues(), outcome.directory.agents.size());
  const std::int64_t days = summary.days_with_calls();
  text +=
      fmt::format("  from {} to {} ({}), {} day{} with calls\n", to_iso8601(summary.first, outcome.zone),
                  to_iso8601(summary.last, outcome.zone), outcome.zone.name(), days, days == 1 ? "" : "s");
}

void add_time_faults(std::string& text, const ImportOutcome& outcome) {
  const auto gaps = outcome.summary.gaps();
  if (gaps.empty() && outcome.summary.clock_jumps() == 0) return;
  text += "\nGaps and jumps in time\n";
  for (std::size_t i = 0; i < std::min(gaps.size(), kGapsListed); ++i)
    text +=
        fmt::format("  no calls from {} to {}, where {} are usual\n", to_iso8601(gaps[i].from, outcome.zone),
                    to_iso8601(gaps[i].until, outcome.zone), decimal_text(gaps[i].usual_calls, 0));
  if (gaps.size() > kGapsListed) text += fmt::format("  and {} more gaps\n", gaps.size() - kGapsListed);
  if (outcome.summary.clock_jumps() > 0)
    text += fmt::format("  {} steps back in time of 5 minutes to 12 hours from one row to the next\n",
                        grouped(static_cast<std::uint64_t>(outcome.summary.clock_jumps())));
}

json::array kinds_json(const std::map<std::string, std::uint64_t>& kinds) {
  json::array list;
  for (const auto& [kind, count] : by_count(kinds)) list.push_back({{"kind", kind}, {"count", count}});
  return list;
}

json::object error_json(const Error& error) {
  json::object object{{"file", error.where.file}, {"line", error.where.line}, {"message", error.message}};
  if (error.where.column > 0) object["column"] = error.where.column;
  if (!error.where.field.empty()) object["field"] = error.where.field;
  return object;
}

json::array errors_json(const std::vector<Error>& errors) {
  json::array list;
  for (const Error& error : errors) list.push_back(error_json(error));
  return list;
}

json::array refusals_json(const Quality& quality) {
  json::array list;
  for (const auto& [kind, count] : by_count(quality.refusals))
    list.push_back(
        {{"kind", kind}, {"count", count}, {"examples", errors_json(quality.refusal_examples.at(kind))}});
  return list;
}

json::value instant_json(Instant at, const Zone& zone) {
  if (!at.known()) return nullptr;
  return json::string(to_iso8601(at, zone));
}

json::object content_json(const ImportOutcome& outcome) {
  const ImportSummary& summary = outcome.summary;
  json::object outcomes;
  for (std::size_t i = 0; i < kOutcomes; ++i)
    outcomes[name_of(static_cast<Outcome>(i))] = summary.by_outcome[i];
  return {{"calls", summary.calls},
          {"outcomes", std::move(outcomes)},
          {"intervals", summary.intervals},
          {"calls_in_intervals", summary.calls_in_intervals},
          {"clients", outcome.directory.clients.size()},
          {"queues", outcome.directory.queues()},
          {"agents", outcome.directory.agents.size()},
          {"first", instant_json(summary.first, outcome.zone)},
          {"last", instant_json(summary.last, outcome.zone)},
          {"days_with_calls", summary.days_with_calls()}};
}

}  // namespace

std::string text_of(const ImportOutcome& outcome) {
  const Quality& quality = outcome.quality;
  std::string text = fmt::format("{} file{}", outcome.files.size(), outcome.files.size() == 1 ? "" : "s");
  for (std::size_t i = 0; i < quality.formats.size(); ++i)
    text += fmt::format("{}{}", i == 0 ? ", read as " : ", ", quality.formats[i]);
  text += "\n\nRows\n";
  add_row(text, "read", quality.rows_read);
  add_row(text, "used", quality.rows_used, share(quality.rows_used, quality.rows_read));
  add_row(text, "repairs", repaired_rows(quality));
  add_row(text, "refused", quality.rows_refused, share(quality.rows_refused, quality.rows_read));
  if (quality.duplicates > 0) add_row(text, "  duplicates", quality.duplicates);
  if (quality.rows_ignored > 0) add_row(text, "left out", quality.rows_ignored);
  add_content(text, outcome);
  add_repairs(text, quality);
  add_refused(text, quality);
  add_kinds(text, "Left out, as the format or mapping says", quality.ignored);
  add_notes(text, quality);
  add_time_faults(text, outcome);
  return text;
}

std::string json_of(const ImportOutcome& outcome) {
  const Quality& quality = outcome.quality;
  json::array files(outcome.files.begin(), outcome.files.end());
  json::array formats(quality.formats.begin(), quality.formats.end());
  json::array repairs;
  for (const auto& [kind, repair] : quality.repairs)
    repairs.push_back({{"kind", kind}, {"count", repair.count}, {"examples", errors_json(repair.examples)}});
  json::array gaps;
  for (const auto& gap : outcome.summary.gaps())
    gaps.push_back({{"from", instant_json(gap.from, outcome.zone)},
                    {"until", instant_json(gap.until, outcome.zone)},
                    {"usual_calls", gap.usual_calls}});
  const json::object all{{"files", std::move(files)},
                         {"formats", std::move(formats)},
                         {"zone", outcome.zone.name()},
                         {"rows",
                          {{"read", quality.rows_read},
                           {"used", quality.rows_used},
                           {"refused", quality.rows_refused},
                           {"ignored", quality.rows_ignored},
                           {"duplicates", quality.duplicates}}},
                         {"content", content_json(outcome)},
                         {"repairs", std::move(repairs)},
                         {"refusals", refusals_json(quality)},
                         {"refused", errors_json(quality.refused_examples)},
                         {"ignored", kinds_json(quality.ignored)},
                         {"notes", kinds_json(quality.notes)},
                         {"gaps", std::move(gaps)},
                         {"clock_jumps", outcome.summary.clock_jumps()}};
  return json::serialize(all) + "\n";
}

}  // namespace tandem::app
