#include "app/kpi_text.hpp"

#include <fmt/compile.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <chrono>
#include <cmath>
#include <cstring>

#include "core/base/check.hpp"
#include "core/base/iso_time.hpp"
#include "core/kpi/evaluate.hpp"

namespace tandem::app {
namespace {

constexpr std::size_t kTimesKept = 4096;
constexpr std::size_t kTableBytesAtOnce = std::size_t{1} << 16;
/// The means among the columns, in their order; service_level comes before them.
constexpr std::array<std::string_view, 5> kMeans = {"mean_wait", "mean_wait_answered", "mean_wait_abandoned",
                                                    "mean_talk", "mean_acw"};

std::string quoted_csv(std::string_view text) {
  if (text.find_first_of("\",\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted + '"';
}

std::string quoted_json(std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\')
      quoted.append({'\\', c});
    else if (static_cast<unsigned char>(c) < 0x20)
      quoted += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      quoted += c;
  }
  return quoted + '"';
}

/// Figures of one row never take so many bytes: 13 labels and numbers.
constexpr std::size_t kFigureBytesMax = 2048;

char* write_text(char* to, std::string_view text) {
  std::memcpy(to, text.data(), text.size());
  return to + text.size();
}

/// The shortest digits that read back as the same number, never with an exponent.
char* write_number(char* to, double value) {
  // fmt is twice as fast, and writes an exponent for sizes beyond these.
  const double size = std::fabs(value);
  if (size == 0 || (size >= 1e-3 && size < 1e15)) [[likely]]
    return fmt::format_to(to, FMT_COMPILE("{}"), value);
  return std::to_chars(to, to + 400, value, std::chars_format::fixed).ptr;
}

char* write_count(char* to, std::uint64_t count) { return std::to_chars(to, to + 24, count).ptr; }

/// Microseconds as seconds, exactly.
char* write_seconds(char* to, std::int64_t us) {
  if (us < 0) *to++ = '-';
  const std::uint64_t size = us < 0 ? -static_cast<std::uint64_t>(us) : static_cast<std::uint64_t>(us);
  to = write_count(to, size / 1'000'000);
  std::uint64_t rest = size % 1'000'000;
  if (rest == 0) return to;
  *to = '.';
  for (int i = 6; i > 0; --i, rest /= 10) to[i] = static_cast<char>('0' + rest % 10);
  to += 7;
  while (to[-1] == '0') --to;
  return to;
}

std::string calendar_text(KpiKey key, LocalDay day) {
  const std::chrono::year_month_day date(day);
  if (key == KpiKey::day) return to_text(day);
  if (key == KpiKey::month) return to_text(date.year() / date.month());
  // ISO 8601: a week belongs to the year that holds its Thursday.
  const LocalDay thursday = day + std::chrono::days(3);
  const std::chrono::year year = std::chrono::year_month_day(thursday).year();
  const auto week = (thursday - LocalDay(year / std::chrono::January / 1)).count() / 7 + 1;
  return fmt::format("{:04}-W{:02}", int{year}, week);
}

/// "80.48 %", "18.4": rounded as contracts do; "-" where undefined.
std::string shown_to_people(const kpi::Definition& definition, std::optional<double> value) {
  if (!value) return "-";
  return kpi::rounded(definition, value) + (definition.unit == kpi::Unit::share ? " %" : "");
}

/// Programs find interval_start in every answer, undefined where no stretch of time was asked for; people do
/// not.
bool shows_start(const KpiOutput& output) {
  return output.breakdown.time != kpi::TimeKey::none || output.format != KpiFormat::table;
}

}  // namespace

std::vector<std::string> kpi_columns(const KpiOutput& output) {
  std::vector<std::string> columns;
  for (const KpiKey key : output.keys)
    if (key != KpiKey::interval) columns.emplace_back(name_of(key));
  if (shows_start(output)) columns.emplace_back("interval_start");
  for (const char* name :
       {"offered", "answered", "abandoned", "abandoned_short", "answered_in_threshold", "service_level"})
    columns.emplace_back(name);
  for (const std::string_view name : kMeans) columns.emplace_back(name);
  columns.emplace_back("max_wait");
  columns.emplace_back("p90_wait");
  return columns;
}

KpiText::KpiText(const KpiOutput& output, const importing::Directory& directory)
    : output_(output),
      directory_(directory),
      clock_(output.breakdown.time, output.breakdown.interval, *output.breakdown.zone),
      times_(kTimesKept, Time{{.period = UINT32_MAX, .index = 0}, {}, {}}) {
  for (const std::string& column : kpi_columns(output)) {
    const bool first = labels_.empty();
    if (output.format == KpiFormat::json)
      labels_.push_back(fmt::format("{}\"{}\":", first ? "{" : ",", column));
    else
      labels_.emplace_back(first ? "" : output.format == KpiFormat::csv ? "," : "\t");
  }
  undefined_ = output.format == KpiFormat::json ? "null" : output.format == KpiFormat::table ? "-" : "";
  for (const std::string_view mean : kMeans) {
    const auto definition = kpi::find_definition(mean);
    TANDEM_CHECK(definition, "the catalogue has the means that are printed");
    means_.push_back(*definition);
  }
}

std::string KpiText::name_text(std::string_view name) const {
  switch (output_.format) {
    case KpiFormat::csv:
      return quoted_csv(name);
    case KpiFormat::json:
      return name.empty() ? "null" : quoted_json(name);
    case KpiFormat::table:
      break;
  }
  std::string text(name);
  std::ranges::replace_if(text, [](char c) { return static_cast<unsigned char>(c) < ' '; }, ' ');
  return text;
}

const std::vector<std::string>& KpiText::names_of(const kpi::Series& series) {
  if (named_ == series) return names_;
  named_ = series;
  names_.clear();
  for (const KpiKey key : output_.keys)
    names_.push_back(is_time(key) ? "" : name_text(name_of_series(directory_, key, series)));
  return names_;
}

const KpiText::Time& KpiText::time_of(const kpi::Slot& slot) {
  Time& time = times_[(static_cast<std::size_t>(slot.index) + slot.period * 31) % kTimesKept];
  if (time.slot == slot) return time;
  const Zone& zone = *output_.breakdown.zone;
  const Instant start = clock_.start_of(slot);
  const bool json = output_.format == KpiFormat::json;
  const auto shown = [json](const std::string& text) { return json ? quoted_json(text) : text; };
  time.slot = slot;
  time.start = shown(to_iso8601(start, zone));
  for (const KpiKey key : output_.keys)
    if (is_time(key) && key != KpiKey::interval) time.label = shown(calendar_text(key, zone.day_of(start)));
  return time;
}

char* KpiText::write_figures(char* to, std::size_t column, const kpi::Tally& tally,
                             std::optional<Duration> p90) const {
  for (const std::uint32_t count :
       {tally.offered, tally.answered, tally.abandoned, tally.abandoned_short, tally.answered_in_threshold}) {
    to = write_text(to, labels_[column++]);
    to = write_count(to, count);
  }
  const auto write_figure = [&](const kpi::Definition& definition) {
    to = write_text(to, labels_[column++]);
    const auto value = kpi::evaluate(definition, tally);
    if (output_.format == KpiFormat::table)
      to = write_text(to, shown_to_people(definition, value));
    else
      to = value ? write_number(to, *value) : write_text(to, undefined_);
  };
  write_figure(*output_.service_level);
  for (const kpi::Definition* mean : means_) write_figure(*mean);
  to = write_text(to, labels_[column++]);
  to = tally.wait_max >= 0 ? write_seconds(to, tally.wait_max) : write_text(to, undefined_);
  to = write_text(to, labels_[column]);
  return p90 ? write_seconds(to, p90->microseconds()) : write_text(to, undefined_);
}

void KpiText::append_row(std::string& to, const kpi::Series& series, const kpi::Slot& slot,
                         const kpi::Tally& tally, std::optional<Duration> p90) {
  std::size_t column = 0;
  const std::vector<std::string>& names = names_of(series);
  const bool has_time = output_.breakdown.time != kpi::TimeKey::none;
  const Time* const time = has_time ? &time_of(slot) : nullptr;
  for (std::size_t i = 0; i < output_.keys.size(); ++i) {
    if (output_.keys[i] == KpiKey::interval) continue;
    to += labels_[column++];
    to += is_time(output_.keys[i]) ? time->label : names[i];
  }
  if (shows_start(output_)) {
    to += labels_[column++];
    to += has_time ? std::string_view(time->start) : undefined_;
  }
  char figures[kFigureBytesMax];
  char* end = write_figures(figures, column, tally, p90);
  if (output_.format == KpiFormat::json) end = write_text(end, "},");
  *end++ = '\n';
  to.append(figures, end);
}

Result<void> KpiFrame::begin() {
  if (output_.format == KpiFormat::json) return {};
  const std::string_view separator = output_.format == KpiFormat::csv ? "," : "\t";
  const std::string header = fmt::format("{}\n", fmt::join(kpi_columns(output_), separator));
  if (output_.format == KpiFormat::csv) return write_(header);
  held_ = header;
  return {};
}

Result<void> KpiFrame::rows(std::string_view text) {
  if (text.empty()) return {};
  if (output_.format == KpiFormat::csv) return write_(text);
  if (output_.format == KpiFormat::table) {
    held_ += text;
    return {};
  }
  // The last row's comma and line feed are held back: nothing may follow it.
  TANDEM_TRY(write_(any_ ? ",\n" : "[\n"));
  any_ = true;
  return write_(text.substr(0, text.size() - 2));
}

Result<void> KpiFrame::end() {
  if (output_.format == KpiFormat::csv) return {};
  if (output_.format == KpiFormat::json) return write_(any_ ? "\n]\n" : "[]\n");
  return write_table();
}

Result<void> KpiFrame::write_table() {
  const auto keys = std::ranges::count_if(output_.keys, [](KpiKey key) { return key != KpiKey::interval; });
  const std::size_t names =
      static_cast<std::size_t>(keys) + (output_.breakdown.time != kpi::TimeKey::none ? 1 : 0);
  std::vector<std::size_t> widths(kpi_columns(output_).size(), 0);
  const auto for_each_field = [this](const auto& act) -> Result<void> {
    for (std::string_view rest = held_; !rest.empty();) {
      const std::string_view line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(line.size() + 1);
      std::size_t column = 0;
      for (std::string_view fields = line;; ++column) {
        const std::string_view field = fields.substr(0, fields.find('\t'));
        const bool last = field.size() == fields.size();
        TANDEM_TRY(act(column, field, last));
        if (last) break;
        fields.remove_prefix(field.size() + 1);
      }
    }
    return {};
  };
  const auto shown_width = [](std::string_view text) {
    return static_cast<std::size_t>(
        std::ranges::count_if(text, [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
  };
  TANDEM_TRY(for_each_field([&](std::size_t column, std::string_view field, bool) -> Result<void> {
    widths[column] = std::max(widths[column], shown_width(field));
    return {};
  }));
  std::string text;
  TANDEM_TRY(for_each_field([&](std::size_t column, std::string_view field, bool last) -> Result<void> {
    const std::string blanks(widths[column] - shown_width(field), ' ');
    if (column > 0) text += "  ";
    if (column < names)
      text.append(field).append(blanks);
    else
      text.append(blanks).append(field);
    if (!last) return {};
    text += '\n';
    if (text.size() < kTableBytesAtOnce) return {};
    const auto done = write_(text);
    text.clear();
    return done;
  }));
  return write_(text);
}

}  // namespace tandem::app
