#include "plan/report/sections/data_points.hpp"

#include <algorithm>
#include <array>
#include <tuple>
#include <utility>

#include "plan/report/language/data_kinds.hpp"

namespace tandem::report {
namespace {

using Kind = DataPoint::Kind;

void add(std::vector<DataPoint>& points, Kind kind, std::string words, std::int64_t count) {
  if (count > 0) points.push_back({kind, std::move(words), static_cast<std::uint64_t>(count)});
}

void add_time(const Page& page, std::vector<DataPoint>& points) {
  const auto& time = page.analysis.time_quality;
  const Wording& w = page.words;
  const auto say = [&](Text text) { return std::string(w.say(text)); };
  add(points, Kind::time, say(Text::point_missing_days), std::ssize(time.missing_days));
  add(points, Kind::time, say(Text::point_gaps), std::ssize(time.gaps));
  add(points, Kind::time, say(Text::point_clock_jumps), time.clock_jumps);
  add(points, Kind::time, say(Text::point_repeated_hour), time.calls_in_repeated_hour);
  add(points, Kind::calls, say(Text::point_without_end), time.calls_without_end);
  add(points, Kind::calls, say(Text::point_without_agent), time.calls_without_agent);
  add(points, Kind::calls, say(Text::point_very_long), time.very_long_calls);
  add(points, Kind::calls, say(Text::point_zero_talk), time.zero_talk);
}

/// What reading noted of single calls and the analysis counts again over all of them.
bool is_counted_below(const analysis::TimeQuality& time, std::string_view note, std::uint64_t count) {
  using analysis::TimeQuality;
  static constexpr std::array<std::pair<std::string_view, std::int64_t TimeQuality::*>, 7> kSameFacts{{
      {"answered without ended_at", &TimeQuality::calls_without_end},
      {"answered call whose end is not in the log", &TimeQuality::calls_without_end},
      {"answered call whose end is not in the record", &TimeQuality::calls_without_end},
      {"call whose end is not in the log", &TimeQuality::calls_without_end},
      {"call whose end is not in the record", &TimeQuality::calls_without_end},
      {"answered, agent not stated", &TimeQuality::calls_without_agent},
      {"service longer than 2 h", &TimeQuality::very_long_calls},
  }};
  const auto* same =
      std::ranges::find(kSameFacts, note, &std::pair<std::string_view, std::int64_t TimeQuality::*>::first);
  return same != kSameFacts.end() && static_cast<std::uint64_t>(time.*(same->second)) >= count;
}

}  // namespace

std::string kind_in_words(const Page& page, const std::string& kind) {
  if (page.words.language() == Language::en) return kind;
  return russian_kind(kind).value_or(kind);
}

std::vector<DataPoint> data_points(const Page& page) {
  const auto& q = page.analysis.quality;
  std::vector<DataPoint> points;
  for (const auto& [kind, count] : q.refusals)
    points.push_back({Kind::refused, kind_in_words(page, kind), count});
  for (const auto& [kind, repair] : q.repairs)
    points.push_back({Kind::repaired, kind_in_words(page, kind), repair.count});
  for (const auto& [kind, count] : q.notes) {
    if (is_counted_below(page.analysis.time_quality, kind, count)) continue;
    points.push_back(
        {importing::is_of_a_part(kind) ? Kind::part : Kind::note, kind_in_words(page, kind), count});
  }
  for (const auto& [kind, count] : q.ignored)
    points.push_back({Kind::ignored, kind_in_words(page, kind), count});
  add_time(page, points);
  std::ranges::sort(points, [](const DataPoint& a, const DataPoint& b) {
    return std::tie(a.kind, b.count, a.words) < std::tie(b.kind, a.count, b.words);
  });
  return points;
}

}  // namespace tandem::report
