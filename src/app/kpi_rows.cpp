#include "app/kpi_rows.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <limits>
#include <map>
#include <unordered_map>

#include "app/kpi_text.hpp"
#include "core/base/check.hpp"
#include "core/base/iso_time.hpp"
#include "core/base/share_out.hpp"

namespace tandem::app {
namespace {

/// Rows are formatted so many at a time, by whichever thread is free, and written in order.
constexpr std::size_t kRowsAPiece = 2048;
/// So many rows ahead of the one whose waits are gathered, their memory is fetched.
constexpr std::size_t kWaitsFetchedAhead = 4;
constexpr double kPercentile = 0.9;
/// More rows than these can hardly be meant: an instant in the wrong century stretches --fill far.
constexpr std::size_t kFilledRowsMax = 20'000'000;

constexpr std::array<std::string_view, 8> kKeyNames = {"client",   "queue", "type", "agent",
                                                       "interval", "day",   "week", "month"};

/// A row of the output: a group, or an empty interval of a series.
struct Line {
  std::size_t group;
  kpi::Series series;
  kpi::Slot slot;
};
constexpr std::size_t kNoGroup = SIZE_MAX;

/// Every interval of every series, from the first that any has to the last, with the groups there are.
Result<std::vector<Line>> filled(const KpiOutput& output, const kpi::GroupedCalls& groups,
                                 const importing::Directory& directory) {
  std::vector<Line> lines;
  if (groups.size() == 0) return lines;
  kpi::Slot first = groups.slot(0);
  kpi::Slot last = first;
  std::vector<kpi::Series> all;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    first = std::min(first, groups.slot(i));
    last = std::max(last, groups.slot(i));
    if (all.empty() || all.back() != groups.series(i)) all.push_back(groups.series(i));
  }
  kpi::IntervalClock clock(output.breakdown.time, output.breakdown.interval, *output.breakdown.zone);
  const std::vector<kpi::Slot> slots = clock.slots_between(first, last);
  const std::vector<kpi::SeriesRank> ranks = rank_by_names(output.keys, directory)(all);
  std::map<kpi::SeriesRank, kpi::Series> distinct;
  std::unordered_map<kpi::Series, kpi::SeriesRank, kpi::SeriesHash> rank_of;
  for (std::size_t i = 0; i < all.size(); ++i) {
    distinct.emplace(ranks[i], all[i]);
    rank_of.emplace(all[i], ranks[i]);
  }
  if (distinct.size() * slots.size() > kFilledRowsMax)
    return failure(ErrorCode::limit,
                   "--fill would print {} rows, from {} to {}; use a longer interval, or leave --fill out",
                   distinct.size() * slots.size(), to_iso8601(clock.start_of(first), *output.breakdown.zone),
                   to_iso8601(clock.start_of(last), *output.breakdown.zone));
  struct Place {
    kpi::SeriesRank rank;
    kpi::Slot slot;
    auto key() const { return std::tuple(rank.before_time, slot, rank.after_time); }
  };
  std::vector<Place> places;
  for (const auto& [rank, series] : distinct)
    for (const kpi::Slot& slot : slots) places.push_back({rank, slot});
  std::ranges::sort(places, {}, &Place::key);
  std::size_t group = 0;
  for (const Place& place : places) {
    Line line{kNoGroup, distinct.at(place.rank), place.slot};
    if (group < groups.size() &&
        Place{rank_of.at(groups.series(group)), groups.slot(group)}.key() == place.key())
      line.group = group++;
    lines.push_back(line);
  }
  TANDEM_CHECK(group == groups.size(), "every group lies in one of the intervals filled");
  return lines;
}

/// The rows of the output: those listed, or else one for every group.
class Lines {
 public:
  explicit Lines(const kpi::GroupedCalls& groups) : groups_(groups) {}
  void list(std::vector<Line> lines) { listed_ = std::move(lines); }
  std::size_t size() const { return listed_ ? listed_->size() : groups_.size(); }
  Line at(std::size_t i) const {
    return listed_ ? (*listed_)[i] : Line{i, groups_.series(i), groups_.slot(i)};
  }
  std::size_t group_at(std::size_t i) const { return listed_ ? (*listed_)[i].group : i; }

 private:
  const kpi::GroupedCalls& groups_;
  std::optional<std::vector<Line>> listed_;
};

bool is_cancelled(const KpiOutput& output) { return output.cancel != nullptr && *output.cancel; }

/// The 90th percentile of every group's waits, in microseconds; kNobodyWaited where there are none. Taken in
/// the order in which the waits lie in memory, which is not that of the rows.
constexpr std::int64_t kNobodyWaited = std::numeric_limits<std::int64_t>::min();
Result<std::vector<std::int64_t>> percentiles_of(const KpiOutput& output, const kpi::GroupedCalls& groups) {
  const std::vector<std::uint32_t> rows = groups.rows_in_memory_order();
  std::vector<std::int64_t> percentiles(rows.size(), kNobodyWaited);
  std::vector<Result<void>> done(output.threads);
  std::vector<kpi::WaitSample> samples(output.threads);
  const std::size_t pieces = (rows.size() + kRowsAPiece - 1) / kRowsAPiece;
  share_out(output.threads, pieces, [&](unsigned thread, std::size_t piece) {
    kpi::WaitSample& sample = samples[thread];
    if (!done[thread] || is_cancelled(output)) return;
    const std::size_t end = std::min(rows.size(), (piece + 1) * kRowsAPiece);
    for (std::size_t i = piece * kRowsAPiece; i < end; ++i) {
      if (i + 4 * kWaitsFetchedAhead < end) {
        groups.prefetch_place(rows[i + 4 * kWaitsFetchedAhead]);
        groups.prefetch_parts(rows[i + 2 * kWaitsFetchedAhead]);
        groups.prefetch_waits(rows[i + kWaitsFetchedAhead]);
      }
      sample.clear();
      done[thread] = groups.gather(rows[i], sample);
      if (!done[thread]) return;
      if (sample.size() > 0) percentiles[rows[i]] = sample.percentile(kPercentile).microseconds();
    }
  });
  for (auto& result : done)
    if (!result) return std::unexpected(std::move(result).error());
  return percentiles;
}

/// Writes lines as text.
class RowFormatter {
 public:
  RowFormatter(const KpiOutput& output, const kpi::GroupedCalls& groups,
               std::span<const std::int64_t> percentiles, const importing::Directory& directory)
      : output_(output), groups_(groups), percentiles_(percentiles), text_(output, directory) {}

  /// Lines `begin` to `end`, excluded.
  void format(const Lines& lines, std::size_t begin, std::size_t end, std::string& text) {
    text.clear();
    for (std::size_t i = begin; i < end; ++i) {
      if (i + kFetchAhead < end && lines.group_at(i + kFetchAhead) != kNoGroup)
        groups_.prefetch(lines.group_at(i + kFetchAhead));
      const Line line = lines.at(i);
      if (line.group == kNoGroup) {
        text_.append_row(text, line.series, line.slot, {}, std::nullopt);
        continue;
      }
      const kpi::Tally tally = groups_.tally(line.group);
      if (tally.offered == 0 && !output_.fill) continue;  // calls that ended in the menu are not offered
      const std::int64_t us = percentiles_[line.group];
      text_.append_row(text, line.series, line.slot, tally,
                       us == kNobodyWaited ? std::nullopt : std::optional(Duration::microseconds(us)));
    }
  }

 private:
  static constexpr std::size_t kFetchAhead = 12;
  const KpiOutput& output_;
  const kpi::GroupedCalls& groups_;
  std::span<const std::int64_t> percentiles_;
  KpiText text_;
};

/// Lets pieces be written in order of their numbers, by whoever made them.
class Turns {
 public:
  void wait_for(std::size_t piece) const {
    for (std::size_t turn = turn_; turn != piece; turn = turn_) turn_.wait(turn);
  }
  void pass_on() {
    ++turn_;
    turn_.notify_all();
  }

 private:
  std::atomic<std::size_t> turn_ = 0;
};

Result<void> write_lines(const KpiOutput& output, const Lines& lines,
                         std::vector<std::unique_ptr<RowFormatter>>& formatters, KpiFrame& frame) {
  const std::size_t pieces = (lines.size() + kRowsAPiece - 1) / kRowsAPiece;
  std::vector<std::string> texts(output.threads);
  Turns turns;
  Result<void> done;  // read and written only by the thread whose turn it is
  share_out(output.threads, pieces, [&](unsigned thread, std::size_t piece) {
    const std::size_t from = piece * kRowsAPiece;
    const bool cancelled = is_cancelled(output);
    if (!cancelled)
      formatters[thread]->format(lines, from, std::min(lines.size(), from + kRowsAPiece), texts[thread]);
    turns.wait_for(piece);
    if (done && cancelled) done = failure(ErrorCode::cancelled, "stopped by the user");
    if (done) done = frame.rows(texts[thread]);
    turns.pass_on();
  });
  return done;
}

}  // namespace

std::string_view name_of_series(const importing::Directory& directory, KpiKey key,
                                const kpi::Series& series) {
  switch (key) {
    case KpiKey::client:
      return directory.clients.name(series.client);
    case KpiKey::queue:
      return directory.queue_name(series.queue);
    case KpiKey::type:
      return directory.types.name(series.type);
    case KpiKey::agent:
      return directory.agents.name(series.agent);
    default:
      return {};
  }
}

std::string_view name_of(KpiKey key) { return kKeyNames[static_cast<std::size_t>(key)]; }

bool is_time(KpiKey key) { return key >= KpiKey::interval; }

kpi::RankSeries rank_by_names(const std::vector<KpiKey>& keys, const importing::Directory& directory) {
  return [keys, &directory](std::span<const kpi::Series> all) {
    const auto names = [&](const kpi::Series& series, bool before_time) {
      std::vector<std::string_view> list;
      bool before = true;
      for (const KpiKey key : keys) {
        if (is_time(key))
          before = false;
        else if (before == before_time)
          list.push_back(name_of_series(directory, key, series));
      }
      return list;
    };
    const auto rank = [&](bool before_time) {
      std::map<std::vector<std::string_view>, std::uint32_t> ranks;
      for (const kpi::Series& series : all) ranks.emplace(names(series, before_time), 0);
      std::uint32_t next = 0;
      for (auto& [list, number] : ranks) number = next++;
      return ranks;
    };
    const auto before = rank(true);
    const auto after = rank(false);
    std::vector<kpi::SeriesRank> ranks;
    for (const kpi::Series& series : all)
      ranks.push_back({before.at(names(series, true)), after.at(names(series, false))});
    return ranks;
  };
}

Result<void> write_kpi_rows(const KpiOutput& output, const kpi::GroupedCalls& groups,
                            const importing::Directory& directory, const WriteText& write) {
  Lines lines(groups);
  if (output.fill) {
    TANDEM_ASSIGN(all, filled(output, groups, directory));
    lines.list(std::move(all));
  }
  TANDEM_ASSIGN(percentiles, percentiles_of(output, groups));
  std::vector<std::unique_ptr<RowFormatter>> formatters;
  for (unsigned i = 0; i < output.threads; ++i)
    formatters.push_back(std::make_unique<RowFormatter>(output, groups, percentiles, directory));
  KpiFrame frame(output, write);
  TANDEM_TRY(frame.begin());
  TANDEM_TRY(write_lines(output, lines, formatters, frame));
  return frame.end();
}

}  // namespace tandem::app
