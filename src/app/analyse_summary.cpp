#include "app/analyse_summary.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <vector>

#include "app/number_text.hpp"
#include "core/base/rounding.hpp"
#include "core/kpi/definition.hpp"
#include "core/kpi/evaluate.hpp"
#include "plan/analysis/client_name.hpp"
#include "plan/report/language/wording.hpp"

namespace tandem::app {
namespace {

using analysis::Analysis;
using analysis::DayKind;
using analysis::SpecialDay;

constexpr std::array kWeekdays = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::size_t kSpecialDaysShown = 6;
constexpr std::size_t kSlicesShown = 5;

std::string grouped(std::int64_t value) { return app::grouped(fmt::format("{}", value)); }
std::string grouped(std::uint64_t value) { return app::grouped(fmt::format("{}", value)); }

/// 0 Monday .. 6 Sunday.
std::size_t weekday_of(LocalDay day) { return std::chrono::weekday(day).iso_encoding() - 1; }

std::string counted(std::int64_t count, const char* one, const char* more) {
  return fmt::format("{} {}", grouped(count), count == 1 ? one : more);
}

/// The report says figures in the same words, so that they read alike in both. A terminal needs no protected
/// blanks.
const report::Wording& words() {
  static const report::Wording english(report::Language::en);
  return english;
}
std::string plain(std::string text) {
  static constexpr std::string_view kNoBreak = "\u00a0";
  for (auto at = text.find(kNoBreak); at != std::string::npos; at = text.find(kNoBreak, at))
    text.replace(at, kNoBreak.size(), " ");
  return text;
}
std::string time_text(double seconds) { return plain(words().duration(seconds)); }
std::string percent(double share, int decimals = 1) { return plain(words().percent(share, decimals)); }

/// With its sign: "+0.8".
std::string signed_percentage(double share) {
  return (share < 0 ? "-" : "+") + decimal_text(100 * std::fabs(share), 1);
}

/// Lines under headings in one column, parts of a line joined by commas.
class Lines {
 public:
  void title(const std::string& text) { text_ += text + "\n\n"; }
  void heading(const char* name) { heading_ = name; }
  void line(const std::string& text) {
    if (text.empty()) return;
    text_ += fmt::format("{:<11}{}\n", heading_, text);
    heading_ = "";
  }
  void parts(const std::vector<std::string>& parts) { line(fmt::format("{}", fmt::join(parts, ", "))); }
  std::string text() && { return std::move(text_); }

 private:
  std::string text_;
  const char* heading_ = "";
};

void add_title(Lines& lines, const Analysis& a) {
  const Zone& zone = *a.options.zone;
  const auto day = [&zone](Instant at) { return to_text(zone.day_of(at)); };
  std::string who = analysis::client_name(a);
  if (who.empty() && a.clients.size() > 1) who = fmt::format("{} clients", a.clients.size());
  lines.title(fmt::format("{}{}, {} to {}, {} with calls, times in {}", who.empty() ? "" : who + ": ",
                          counted(a.total.offered, "call", "calls"), day(a.first), day(a.last),
                          counted(a.open_days, "day", "days"), zone.name()));
}

std::string clock_of(const Analysis& a, int interval) {
  const auto minutes = static_cast<int>(a.options.interval.whole_seconds() / 60) * interval;
  return fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
}

void add_volume(Lines& lines, const Analysis& a) {
  lines.heading("Volume");
  // A weekday that the data do not reach is left out, one without calls is closed.
  std::array<bool, 7> reached{};
  for (const auto& day : a.days) reached[weekday_of(day.day)] = true;
  std::vector<std::string> week;
  for (std::size_t w = 0; w < 7; ++w) {
    const auto& calls = a.heat_map.calls_per_day[w];
    if (!reached[w]) continue;
    week.push_back(fmt::format("{} {}", kWeekdays[w], calls ? words().number(*calls, 0) : "closed"));
  }
  lines.line(fmt::format("a usual {}", fmt::join(week, ", ")));
  if (a.season.trend_per_month) {
    lines.line(fmt::format("trend {} % a month (95 %: {} to {})",
                           signed_percentage(*a.season.trend_per_month),
                           signed_percentage(*a.season.trend_low), signed_percentage(*a.season.trend_high)));
  }
  const bool by_queue = a.queues.size() > 1;
  const auto& slices = by_queue ? a.queues : a.types;
  if (slices.size() < 2) return;
  lines.heading(by_queue ? "Queues" : "Types");
  std::vector<std::string> parts;
  for (const auto& slice : slices) {
    if (parts.size() == kSlicesShown) break;
    parts.push_back(
        fmt::format("{} {}", slice.name.empty() ? "(no name)" : slice.name, percent(slice.share)));
  }
  if (slices.size() > kSlicesShown) parts.push_back(fmt::format("{} more", slices.size() - kSlicesShown));
  lines.parts(parts);
}

void add_staffing(Lines& lines, const Analysis& a) {
  const auto& r = a.requirement;
  lines.heading("Peak");
  lines.line(fmt::format("{} {}: {} calls in {:.0f} min{}",
                         kWeekdays[static_cast<std::size_t>(r.peak_weekday)], clock_of(a, r.peak_interval),
                         words().brief(r.peak_calls), a.options.interval.seconds() / 60,
                         r.peak_erlangs ? fmt::format(", {} erlangs", words().brief(*r.peak_erlangs)) : ""));
  if (r.peak_agents == 0) {
    lines.line("agents are not computed: the data states no handle times");
    return;
  }
  lines.line(fmt::format("takes {} for {} within {}, {} with {} shrinkage",
                         counted(r.peak_agents, "agent", "agents"), percent(a.options.target, 0),
                         time_text(a.options.rules.answer.limit.seconds()), r.peak_headcount,
                         percent(a.options.shrinkage, 0)));
  lines.line(fmt::format("the week takes {} agent hours ({}, handle time {}{})",
                         words().number(r.agent_hours_per_week.value_or(0), 0),
                         r.with_patience ? "Erlang A" : "Erlang C", time_text(a.mean_handle.value_or(0)),
                         r.patience_mean ? ", patience " + time_text(*r.patience_mean) : ""));
}

void add_waits(Lines& lines, const Analysis& a) {
  std::vector<std::string> parts;
  const auto add = [&parts](const char* format, const std::optional<double>& seconds) {
    if (seconds) parts.push_back(fmt::format(fmt::runtime(format), time_text(*seconds)));
  };
  lines.heading("Waits");
  add("mean {}", a.mean_wait);
  add("answered {}", a.mean_wait_answered);
  add("abandoned {}", a.mean_wait_abandoned);
  lines.parts(parts);
  parts.clear();
  add("half within {}", a.p50_wait);
  add("90 % within {}", a.p90_wait);
  add("longest {}", a.max_wait);
  lines.parts(parts);
  parts.clear();
  if (a.abandonment) parts.push_back(percent(*a.abandonment) + " of calls abandoned");
  add("half the callers would give up within {}", a.patience.median);
  lines.parts(parts);
}

void add_service_levels(Lines& lines, const Analysis& a) {
  lines.heading("Level");
  const auto formulas = kpi::service_level_formulas();
  for (std::size_t i = 0; i < formulas.size(); ++i) {
    const auto& level = a.service_levels.overall[i];
    if (!level) continue;
    lines.line(fmt::format("{:>6} %  {}{}", kpi::rounded(formulas[i], level), formulas[i].formula,
                           formulas[i].id == a.options.definition ? "   (the contract's)" : ""));
  }
}

/// Missing days before all others, then by how far they are from what is usual.
double severity(const SpecialDay& day) {
  if (day.kind == DayKind::missing) return 1e9;
  if (!day.found || !day.usual || *day.found <= 0 || *day.usual <= 0) return 1e6;
  return std::fabs(std::log(*day.found / *day.usual));
}

void add_days(Lines& lines, const Analysis& a) {
  lines.heading("Days");
  if (a.special_days.empty()) {
    lines.line("none stands out");
    return;
  }
  std::vector<const SpecialDay*> worst;
  for (const SpecialDay& day : a.special_days) worst.push_back(&day);
  std::ranges::stable_sort(worst, std::greater(), [](const SpecialDay* day) { return severity(*day); });
  if (worst.size() > kSpecialDaysShown) worst.resize(kSpecialDaysShown);
  std::ranges::stable_sort(worst, {}, [](const SpecialDay* day) { return day->day; });
  for (const SpecialDay* day : worst)
    lines.line(
        fmt::format("{} {}  {}", to_text(day->day), kWeekdays[weekday_of(day->day)], day->explanation_en));
  if (a.special_days.size() > worst.size()) {
    lines.line(fmt::format("and {} more", a.special_days.size() - worst.size()));
  }
}

void add_data(Lines& lines, const Analysis& a) {
  const auto& q = a.quality;
  lines.heading("Data");
  std::uint64_t repaired = 0;
  for (const auto& [kind, repair] : q.repairs) repaired += repair.count;
  std::vector<std::string> parts = {grouped(q.rows_read) + " rows read", grouped(q.rows_used) + " used"};
  const auto add = [&parts](auto count, const char* one, const char* more) {
    if (count > 0) {
      parts.push_back(
          fmt::format("{} {}", grouped(static_cast<std::uint64_t>(count)), count == 1 ? one : more));
    }
  };
  add(q.rows_ignored, "no call", "no calls");
  add(repaired, "repair", "repairs");
  add(q.rows_refused, "refused", "refused");
  add(q.duplicates, "of them a duplicate", "of them duplicates");
  lines.parts(parts);
  parts.clear();
  const auto& t = a.time_quality;
  add(t.missing_days.size(), "day missing", "days missing");
  add(t.gaps.size(), "gap where calls are usual", "gaps where calls are usual");
  add(t.clock_jumps, "clock jump", "clock jumps");
  add(t.calls_in_repeated_hour, "call in a repeated hour", "calls in a repeated hour");
  add(t.calls_without_end, "call without end", "calls without end");
  add(t.calls_without_agent, "answered without agent", "answered without agent");
  add(t.very_long_calls, "call over 2 h", "calls over 2 h");
  lines.parts(parts);
}

}  // namespace

std::string summary_of(const Analysis& analysis) {
  Lines lines;
  add_title(lines, analysis);
  add_volume(lines, analysis);
  add_staffing(lines, analysis);
  add_waits(lines, analysis);
  add_service_levels(lines, analysis);
  add_days(lines, analysis);
  add_data(lines, analysis);
  return std::move(lines).text();
}

}  // namespace tandem::app
