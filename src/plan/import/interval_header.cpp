#include "plan/import/interval_header.hpp"

#include "plan/import/call_row_value.hpp"
#include "plan/import/time_value.hpp"

namespace tandem::importing::interval {
namespace {

struct Names {
  Field field;
  std::string_view own;
  std::string_view others;  ///< with blanks around each
};
constexpr std::array<Names, kFields> kNames = {
    {{Field::start, "interval_start",
      " start datetime date_time timestamp interval period from begin interval_begin period_start "},
     {Field::date, "date", " day "},
     {Field::time, "time", " time_of_day hour_of_day "},
     {Field::end, "interval_end", " end to period_end "},
     {Field::minutes, "interval_minutes", " minutes interval_length length_minutes "},
     {Field::client, "client", " customer account tenant "},
     {Field::queue, "queue", " queue_name skill skill_name split csq csq_name vdn service line "},
     {Field::offered, "offered",
      " calls calls_offered offered_calls received calls_received incoming inbound volume count contacts "
      "contacts_offered n "},
     {Field::answered, "answered",
      " calls_answered answered_calls handled calls_handled contacts_handled acd_calls "},
     {Field::abandoned, "abandoned",
      " calls_abandoned abandoned_calls abandons lost calls_lost contacts_abandoned aban_calls "},
     {Field::answered_in_threshold, "answered_in_threshold",
      " answered_within_threshold answered_in_sl answered_within_sl answered_in_service_level within_sl "
      "in_sl "},
     {Field::mean_wait, "mean_wait",
      " asa average_wait avg_wait average_speed_of_answer avg_speed_of_answer avg_speed_ans "},
     {Field::mean_handle, "mean_handle",
      " aht average_handle_time avg_handle_time avg_handle mean_handle_time "},
     {Field::mean_talk, "mean_talk",
      " att average_talk_time avg_talk_time avg_talk mean_talk_time avg_acd_time "},
     {Field::mean_acw, "mean_acw",
      " acw average_acw avg_acw average_acw_time avg_acw_time mean_acw_time average_wrap avg_wrap "}}};

/// "Calls Offered" -> "calls_offered".
std::string canonical(std::string_view name) {
  std::string made;
  for (const char c : without_outer_blanks(name)) {
    if (c >= 'A' && c <= 'Z')
      made += static_cast<char>(c + 32);
    else
      made += c == ' ' || c == '-' || c == '.' ? '_' : c;
  }
  return made;
}

}  // namespace

std::string_view own_name(Field field) { return kNames[static_cast<std::size_t>(field)].own; }

std::optional<Field> field_of(std::string_view header) {
  const std::string name = canonical(header);
  if (name.empty()) return std::nullopt;
  for (const Names& names : kNames)
    if (name == names.own || names.others.find(fmt::format(" {} ", name)) != std::string_view::npos)
      return names.field;
  return std::nullopt;
}

Result<Columns> read_header(std::span<const std::string_view> header, const std::string& file,
                            std::uint64_t line) {
  Columns columns;
  for (std::size_t i = 0; i < header.size(); ++i) {
    columns.names.emplace_back(without_outer_blanks(header[i]));
    const auto field = field_of(header[i]);
    if (!field) {
      columns.unread.push_back(columns.names.back());
      continue;
    }
    auto& position = columns.position[static_cast<std::size_t>(*field)];
    if (position)
      return failure_at({file, line, static_cast<std::uint32_t>(i + 1), columns.names.back()},
                        ErrorCode::bad_format,
                        "the header gives {} twice, here and in column {} ({}); remove one", own_name(*field),
                        *position + 1, columns.names[*position]);
    position = i;
  }
  const bool start = columns.has(Field::start) || columns.has(Field::date);
  if (start && columns.has(Field::offered)) return columns;
  std::string found;
  for (const std::string& name : columns.names)
    found += (found.empty() ? "" : ", ") + call_row::shown_value(name);
  return failure_at({file, line, 0, {}}, ErrorCode::bad_format,
                    "the header has no {}, which interval-csv needs; found: {}",
                    start                         ? "offered (or calls)"
                    : columns.has(Field::offered) ? "interval_start (or date and time)"
                                                  : "interval_start and offered",
                    found);
}

}  // namespace tandem::importing::interval
