#include "plan/staffing/rosters/demand.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <numeric>
#include <utility>

#include "core/base/iso_time.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/source/byte_source.hpp"
#include "plan/import/source/whole_file.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::rosters {
namespace {

using importing::without_outer_blanks;
using importing::call_row::shown_value;

constexpr std::size_t kDemandBytesMax = 8 << 20;
constexpr std::int64_t kMinutesADay = 24 * 60;

/// The text, read once from its header to its last row.
class Table {
 public:
  Table(std::string_view text, const std::string& file, const DemandOptions& options)
      : file_(file),
        interval_(options.interval),
        days_max_(static_cast<std::int64_t>(options.days_max)),
        skills_allowed_(options.skills),
        source_(importing::memory_source(std::string(text))),
        reader_(*source_, file) {}

  Result<Demand> read() {
    TANDEM_TRY(read_header());
    while (true) {
      TANDEM_ASSIGN(row, reader_.next());
      if (!row) break;
      TANDEM_TRY(read_row(*row));
    }
    if (rows_.empty())
      return failure_at({.file = file_}, ErrorCode::bad_format,
                        "the file has no row below its header; expected one such as 2026-01-05 08:00,12");
    return demand();
  }

 private:
  Result<void> read_header() {
    TANDEM_ASSIGN(header, reader_.next());
    if (!header)
      return failure_at({.file = file_}, ErrorCode::bad_format,
                        "the file is blank; expected a header interval_start,agents");
    for (const std::string_view field : header->fields) columns_.emplace_back(without_outer_blanks(field));
    const auto has = [this](std::string_view name) { return std::ranges::count(columns_, name) == 1; };
    const auto known = std::ranges::count_if(columns_, [&](const std::string& name) {
      return has(name) && (name == "interval_start" || name == "agents" || name == "skill" ||
                           name == "group" || name == "cost");
    });
    const bool plain = columns_ == std::vector<std::string>{"interval_start", "agents"};
    const bool by_skill = skills_allowed_ && known == std::ssize(columns_) && has("interval_start") &&
                          has("agents") && has("skill") != has("group");
    if (plain || by_skill) return {};
    return failure_at(
        {.file = file_, .line = header->line}, ErrorCode::bad_format,
        "the header is not interval_start,agents{}",
        skills_allowed_ ? ", interval_start,skill,agents or interval_start,group,agents,cost" : "");
  }

  /// Of one of the names; nothing where it is not there.
  std::optional<std::size_t> place_of(std::string_view name) const {
    const auto found = std::ranges::find(columns_, name);
    if (found == columns_.end()) return std::nullopt;
    return static_cast<std::size_t>(found - columns_.begin());
  }

  Result<void> read_row(const importing::RowSource::Row& row) {
    const auto at = [&](std::size_t column) {
      return Where{file_, row.line, static_cast<std::uint32_t>(column + 1), columns_[column]};
    };
    if (row.fields.size() != columns_.size())
      return failure_at({.file = file_, .line = row.line}, ErrorCode::bad_format,
                        "the row has {} fields; expected {}", row.fields.size(), fmt::join(columns_, ","));
    const std::size_t start_at = *place_of("interval_start"), agents_at = *place_of("agents");
    const std::string_view start = without_outer_blanks(row.fields[start_at]);
    const auto clock = read_iso8601(start);
    constexpr std::int64_t kMinuteUs = 60'000'000;
    if (!clock || clock->offset || clock->local_us % kMinuteUs != 0)
      return failure_at(
          at(start_at), ErrorCode::bad_format,
          "'{}' is no start of an interval by the wall clock; expected one such as 2026-01-05 08:00",
          shown_value(start));
    const std::int64_t minute = clock->local_us / kMinuteUs;
    if (minute % (interval_ ? interval_->whole_seconds() / 60 : 15) != 0)
      return failure_at(at(start_at), ErrorCode::bad_value, "{} is no start of an interval of {} minutes",
                        start, interval_ ? interval_->whole_seconds() / 60 : 15);
    const std::string_view text = without_outer_blanks(row.fields[agents_at]);
    double agents = -1;
    const auto [end, fault] =
        std::from_chars(text.data(), text.data() + text.size(), agents, std::chars_format::fixed);
    if (fault != std::errc() || end != text.data() + text.size() || !(agents >= 0) ||
        !(agents <= kAgentsRequiredMax))
      return failure_at(at(agents_at), ErrorCode::bad_value, "'{}' is no number of agents; expected 0 to {}",
                        shown_value(text), kAgentsRequiredMax);
    TANDEM_ASSIGN(skill, read_skill(row));
    const auto [first, is_new] = rows_.try_emplace({minute, skill}, Required{agents, row.line});
    if (!is_new)
      return failure_at(at(start_at), ErrorCode::bad_value,
                        "{}{} is there a second time, first in line {}; expected it once", start,
                        skills_.empty() ? "" : fmt::format(" for '{}'", shown_value(skills_[skill])),
                        first->second.line);
    return check_span(at(start_at));
  }

  /// Its place among the skills; 0 where the table tells none apart.
  Result<std::size_t> read_skill(const importing::RowSource::Row& row) {
    auto column = place_of("skill");
    if (!column) column = place_of("group");
    if (!column) return std::size_t{0};
    const Where where{file_, row.line, static_cast<std::uint32_t>(*column + 1), columns_[*column]};
    const std::string name(without_outer_blanks(row.fields[*column]));
    if (name.empty())
      return failure_at(where, ErrorCode::bad_value, "the {} is blank; expected its name", columns_[*column]);
    if (std::string fault = importing::name_fault(name); !fault.empty())
      return std::unexpected(Error{ErrorCode::bad_value, std::move(fault), where});
    const auto found = std::ranges::find(skills_, name);
    if (found != skills_.end()) return static_cast<std::size_t>(found - skills_.begin());
    if (skills_.size() == kSkillsMax)
      return failure_at(where, ErrorCode::limit,
                        "with '{}' the table has more than {} skills; expected {} at most", shown_value(name),
                        kSkillsMax, kSkillsMax);
    skills_.push_back(name);
    return skills_.size() - 1;
  }

  Result<void> check_span(const Where& where) const {
    const std::int64_t days = last_minute() / kMinutesADay - first_minute() / kMinutesADay + 1;
    if (days <= days_max_) return {};
    return failure_at(where, ErrorCode::limit, "with this row the table spans {} days; expected {} at most",
                      days, days_max_);
  }

  Result<Demand> demand() const {
    Demand demand;
    std::int64_t minutes = 60;
    for (const auto& [place, required] : rows_) minutes = std::gcd(minutes, place.first);
    // A table of rows at :15 and :45 alone has 15 minutes; at :20 it is refused above.
    demand.interval = interval_.value_or(Duration::minutes(minutes));
    const std::int64_t first = first_minute() / kMinutesADay;
    demand.first = LocalDay(std::chrono::days(first));
    demand.days = static_cast<std::size_t>(last_minute() / kMinutesADay - first + 1);
    demand.agents.resize(demand.days * demand.intervals_a_day());
    const std::int64_t length = demand.interval.whole_seconds() / 60;
    demand.skills = skills_;
    demand.by_skill.assign(skills_.size(), demand.agents);
    for (const auto& [place, required] : rows_) {
      const auto at = static_cast<std::size_t>((place.first - first * kMinutesADay) / length);
      demand.agents[at] += required.agents;
      if (!skills_.empty()) demand.by_skill[place.second][at] = required.agents;
    }
    return demand;
  }

  std::int64_t first_minute() const { return rows_.begin()->first.first; }
  std::int64_t last_minute() const { return rows_.rbegin()->first.first; }

  struct Required {
    double agents;
    std::uint64_t line;
  };
  const std::string& file_;
  std::optional<Duration> interval_;
  std::int64_t days_max_;
  bool skills_allowed_;
  std::unique_ptr<importing::ByteSource> source_;
  importing::DelimitedReader reader_;
  std::vector<std::string> columns_, skills_;
  std::map<std::pair<std::int64_t, std::size_t>, Required> rows_;  ///< by minute since 1970 and skill
};

}  // namespace

Result<Demand> parse_demand(std::string_view text, const std::string& file, const DemandOptions& options) {
  return Table(text, file, options).read();
}

Result<Demand> read_demand(const std::string& path, const DemandOptions& options) {
  TANDEM_ASSIGN(text, importing::read_whole_file(path, kDemandBytesMax));
  return parse_demand(text, path, options);
}

}  // namespace tandem::rosters
