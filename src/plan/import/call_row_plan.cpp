#include <algorithm>
#include <map>

#include "core/base/check.hpp"
#include "plan/import/call_row.hpp"
#include "plan/import/importer.hpp"
#include "plan/import/mapping.hpp"

namespace tandem::importing {
namespace {

constexpr std::array<std::string_view, kCallFields> kFieldNames = {
    "call_id",     "client",    "queue",         "caller",    "agent",    "offered_at", "queued_at",
    "answered_at", "ended_at",  "wrapup_end_at", "outcome",   "type",     "priority",   "menu_time",
    "wait_time",   "ring_time", "talk_time",     "hold_time", "acw_time", "handle_time"};
constexpr std::size_t kColumnsNamed = 12;  ///< of a header, in an error text

bool is_instant(CallField field) {
  return field >= CallField::offered_at && field <= CallField::wrapup_end_at;
}
bool is_length(CallField field) { return field >= CallField::menu_time; }

std::string lower_case(std::string_view text) {
  std::string lower(without_outer_blanks(text));
  std::ranges::transform(lower, lower.begin(),
                         [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return lower;
}

std::string listed(std::span<const std::string_view> names) {
  std::string list;
  for (std::size_t i = 0; i < names.size() && i < kColumnsNamed; ++i)
    list += fmt::format("{}{}", i == 0 ? "" : ", ", without_outer_blanks(names[i]));
  if (names.size() > kColumnsNamed) list += fmt::format(" and {} more", names.size() - kColumnsNamed);
  return list;
}

Where in_header(const std::string& file, std::size_t position = 0, std::string_view name = {}) {
  return {file, 1, static_cast<std::uint32_t>(position), std::string(name)};
}

/// The positions of the columns of a header by their names in lower case. A doubled name is an error where
/// one of its columns is read.
class Header {
 public:
  Header(std::span<const std::string_view> names, const std::string& file) : names_(names), file_(file) {
    for (std::size_t i = 0; i < names.size(); ++i) positions_.emplace(lower_case(names[i]), i);
  }
  Result<std::optional<std::uint32_t>> find(std::string_view name) const {
    const auto [first, last] = positions_.equal_range(lower_case(name));
    if (first == last) return std::nullopt;
    const auto second = std::next(first);
    if (second != last)
      return failure_at(
          in_header(file_, second->second + 1, names_[second->second]), ErrorCode::bad_format,
          "the header has this column twice, at {} and {}; name one of them otherwise or remove it",
          first->second + 1, second->second + 1);
    return static_cast<std::uint32_t>(first->second);
  }

 private:
  std::multimap<std::string, std::size_t> positions_;
  std::span<const std::string_view> names_;
  const std::string& file_;
};

ValueFormat default_format(CallField field) {
  if (is_instant(field)) return ValueFormat::iso8601;
  return is_length(field) ? ValueFormat::hms : ValueFormat::text;
}

Result<void> set_format(CallRowPlan::Column& column, const Mapping::Column& mapped) {
  column.format = default_format(column.field);
  if (!mapped.format) return {};
  if (const auto known = value_format_from(*mapped.format)) {
    column.format = *known;
    return {};
  }
  auto pattern = TimePattern::parse(*mapped.format);
  if (!pattern) return std::unexpected(pattern.error());
  if (!pattern->has_time_of_day())
    return failure(
        ErrorCode::bad_value,
        "the pattern '{}' for {} has no time of day; where the file keeps it in a column of its own, name "
        "both: \"columns\": [\"date\", \"time\"] with the format '{} %H:%M:%S'",
        *mapped.format, name_of(column.field), *mapped.format);
  if (const std::string swapped = day_and_month_swapped(*mapped.format); !swapped.empty()) {
    TANDEM_ASSIGN(other, TimePattern::parse(swapped));
    column.swapped = std::move(other);
  }
  column.format = ValueFormat::pattern;
  column.pattern = std::move(*pattern);
  return {};
}

void add_column(CallRowPlan& plan, CallRowPlan::Column column) {
  plan.column_of[static_cast<std::size_t>(column.field)] = static_cast<int>(plan.columns.size());
  plan.columns.push_back(std::move(column));
}

Result<void> find_own_columns(CallRowPlan& plan, const Header& header) {
  for (std::size_t i = 0; i < kCallFields; ++i) {
    TANDEM_ASSIGN(position, header.find(kFieldNames[i]));
    if (!position) continue;
    const auto field = static_cast<CallField>(i);
    add_column(plan, {field, *position, {}, std::string(kFieldNames[i]), default_format(field), {}});
    if (is_length(field)) plan.standard = false;
  }
  return {};
}

Result<void> find_mapped_columns(CallRowPlan& plan, const Header& header, const Mapping& mapping,
                                 std::span<const std::string_view> names, const std::string& file) {
  for (const Mapping::Column& mapped : mapping.columns) {
    CallRowPlan::Column column;
    column.field = mapped.field;
    column.name = mapped.names.front();
    for (std::size_t i = 0; i < mapped.names.size(); ++i) {
      TANDEM_ASSIGN(position, header.find(mapped.names[i]));
      if (!position)
        return failure_at(
            in_header(file), ErrorCode::bad_format,
            "the mapping takes {} from the column '{}', which the file has not; its columns are: {}",
            name_of(mapped.field), mapped.names[i], listed(names));
      if (i == 0)
        column.position = *position;
      else
        column.more_positions.push_back(*position);
    }
    TANDEM_TRY(set_format(column, mapped));
    add_column(plan, std::move(column));
  }
  return {};
}

Result<void> take_constants(CallRowPlan& plan, const Mapping& mapping) {
  for (const auto& [name, value] : mapping.constants) {
    const auto field = call_field_from(name);
    TANDEM_CHECK(field.has_value(), "a mapping's constants are for known fields: parse_mapping sees to it");
    if (*field == CallField::client)
      plan.client = value;
    else if (*field == CallField::queue)
      plan.queue = value;
    else if (*field == CallField::outcome && value == kInferOutcome)
      plan.infer_outcome = true;
    else
      plan.constants.emplace_back(*field, value);
  }
  return {};
}

void take_outcome_words(CallRowPlan& plan, const Mapping& mapping) {
  for (const auto& [word, outcome] : mapping.outcomes)
    plan.outcome_words.emplace_back(lower_case(word),
                                    outcome == kIgnoreOutcome ? std::nullopt : outcome_from(outcome));
}

Result<void> find_ignored_rows(CallRowPlan& plan, const Header& header, const Mapping& mapping,
                               std::span<const std::string_view> names, const std::string& file) {
  for (const auto& [column, words] : mapping.ignore_where) {
    TANDEM_ASSIGN(position, header.find(column));
    if (!position)
      return failure_at(in_header(file), ErrorCode::bad_format,
                        "the mapping leaves rows out by the column '{}', which the file has not; its columns "
                        "are: {}",
                        column, listed(names));
    plan.ignore_where.push_back({*position, column, words});
  }
  return {};
}

/// Whether a column of the file is read for anything.
bool is_read(const CallRowPlan& plan, std::uint32_t position) {
  return std::ranges::any_of(plan.columns,
                             [position](const CallRowPlan::Column& c) {
                               return c.position == position ||
                                      std::ranges::find(c.more_positions, position) != c.more_positions.end();
                             }) ||
         std::ranges::find(plan.ignore_where, position, &CallRowPlan::IgnoreWhere::position) !=
             plan.ignore_where.end();
}

/// A row without the instant and outcome that everything hangs on cannot become a call.
Result<void> check_required(const CallRowPlan& plan, std::span<const std::string_view> names, bool mapped,
                            const std::string& file) {
  const auto given = [&plan](CallField field) {
    return plan.column(field) != nullptr ||
           std::ranges::find(plan.constants, field, &std::pair<CallField, std::string>::first) !=
               plan.constants.end();
  };
  const bool offered = plan.column(CallField::offered_at) != nullptr;
  const bool outcome = given(CallField::outcome) || plan.infer_outcome;
  if (offered && outcome) return {};
  const std::string_view missing = offered ? "outcome" : outcome ? "offered_at" : "offered_at and outcome";
  if (mapped)
    return failure_at(
        in_header(file), ErrorCode::bad_format,
        "the mapping gives no {}; calls need both offered_at and outcome{}", missing,
        outcome ? "" : " (a constant outcome \"infer\" tells answered from abandoned by the times)");
  return failure_at(in_header(file), ErrorCode::bad_format,
                    "the header has no {}, which calls-csv needs; found: {}. For another system's export, "
                    "'tandem import --suggest-mapping {}' proposes how to read it",
                    missing, listed(names), file);
}

}  // namespace

std::string_view name_of(CallField field) { return kFieldNames[static_cast<std::size_t>(field)]; }

std::optional<CallField> call_field_from(std::string_view name) {
  const auto found = std::ranges::find(kFieldNames, name);
  if (found == kFieldNames.end()) return std::nullopt;
  return static_cast<CallField>(found - kFieldNames.begin());
}

namespace {
constexpr std::array<std::pair<ValueFormat, std::string_view>, 9> kFormatNames = {
    {{ValueFormat::text, "text"},
     {ValueFormat::iso8601, "iso8601"},
     {ValueFormat::epoch_s, "epoch_s"},
     {ValueFormat::epoch_ms, "epoch_ms"},
     {ValueFormat::excel_days, "excel_days"},
     {ValueFormat::pattern, "pattern"},
     {ValueFormat::seconds, "seconds"},
     {ValueFormat::milliseconds, "milliseconds"},
     {ValueFormat::hms, "hms"}}};
}  // namespace

std::string_view name_of(ValueFormat format) { return kFormatNames[static_cast<std::size_t>(format)].second; }

std::optional<ValueFormat> value_format_from(std::string_view name) {
  for (const auto& [format, known] : kFormatNames)
    if (known == name && format != ValueFormat::pattern) return format;
  return std::nullopt;
}

Result<CallRowPlan> plan_call_rows(std::span<const std::string_view> header, char delimiter,
                                   const Options& options, const std::string& file) {
  CallRowPlan plan;
  plan.column_of.fill(-1);
  plan.width = static_cast<std::uint32_t>(header.size());
  plan.delimiter = delimiter;
  plan.zone = options.zone;
  plan.client = options.client.empty() ? "client" : options.client;
  const Header columns(header, file);
  if (options.mapping != nullptr) {
    const Mapping& mapping = *options.mapping;
    plan.mapped = true;
    TANDEM_TRY(find_mapped_columns(plan, columns, mapping, header, file));
    TANDEM_TRY(find_ignored_rows(plan, columns, mapping, header, file));
    TANDEM_TRY(take_constants(plan, mapping));
    if (!options.client.empty()) plan.client = options.client;
    take_outcome_words(plan, mapping);
    if (plan.zone == nullptr && !mapping.zone.empty()) {
      TANDEM_ASSIGN(zone, Zone::find(mapping.zone));
      plan.zone = zone;
    }
  } else {
    plan.standard = true;
    TANDEM_TRY(find_own_columns(plan, columns));
  }
  if (plan.zone == nullptr) plan.zone = options.zone_otherwise;
  TANDEM_TRY(check_required(plan, header, plan.mapped, file));
  for (std::size_t i = 0; i < kOutcomes; ++i)
    plan.outcome_words.emplace_back(name_of(static_cast<Outcome>(i)), static_cast<Outcome>(i));
  for (std::uint32_t i = 0; i < plan.width; ++i)
    if (!is_read(plan, i)) plan.unread.emplace_back(without_outer_blanks(header[i]));
  return plan;
}

bool looks_like_calls_csv(std::span<const std::string_view> header) {
  std::size_t known = 0;
  bool offered = false;
  bool outcome = false;
  for (const std::string_view name : header) {
    const auto field = call_field_from(lower_case(name));
    known += field ? 1 : 0;
    offered |= field == CallField::offered_at;
    outcome |= field == CallField::outcome;
  }
  return (offered && outcome) || known >= 4;
}

void note_unread_columns(const CallRowPlan& plan, Quality& quality) {
  for (const std::string& name : plan.unread) ++quality.notes[fmt::format("column '{}' not read", name)];
}

}  // namespace tandem::importing
