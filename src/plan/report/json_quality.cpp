#include "core/base/check.hpp"
#include "plan/report/analysis_json.hpp"

namespace tandem::report {
namespace {

std::string_view name_of(ErrorCode code) {
  switch (code) {
    case ErrorCode::usage:
      return "usage";
    case ErrorCode::not_found:
      return "not_found";
    case ErrorCode::unreadable:
      return "unreadable";
    case ErrorCode::bad_format:
      return "bad_format";
    case ErrorCode::bad_value:
      return "bad_value";
    case ErrorCode::limit:
      return "limit";
    case ErrorCode::cancelled:
      return "cancelled";
  }
  TANDEM_CHECK(false, "an error code without a name");
}

void error_value(JsonWriter& json, const Error& error) {
  json.open_object();
  json.member("code", name_of(error.code));
  json.member("message", error.message);
  json.member("file", error.where.file);
  json.member("line", error.where.line);
  json.member("column", error.where.column);
  json.member("field", error.where.field);
  json.close_object();
}

void counts(JsonWriter& json, std::string_view name, const std::map<std::string, std::uint64_t>& by_kind) {
  json.key(name);
  json.open_object();
  for (const auto& [kind, count] : by_kind) json.member(kind, count);
  json.close_object();
}

void quality(JsonWriter& json, const importing::Quality& q) {
  json.key("quality");
  json.open_object();
  json.member("rows_read", q.rows_read);
  json.member("rows_used", q.rows_used);
  json.member("rows_refused", q.rows_refused);
  json.member("rows_ignored", q.rows_ignored);
  json.member("duplicates", q.duplicates);
  counts(json, "refusals", q.refusals);
  counts(json, "ignored", q.ignored);
  counts(json, "notes", q.notes);
  json.key("repairs");
  json.open_object();
  for (const auto& [kind, repair] : q.repairs) {
    json.key(kind);
    json.open_object();
    json.member("count", repair.count);
    json.key("examples");
    json.open_array();
    for (const Error& example : repair.examples) error_value(json, example);
    json.close_array();
    json.close_object();
  }
  json.close_object();
  json.key("refused_examples");
  json.open_array();
  for (const Error& example : q.refused_examples) error_value(json, example);
  json.close_array();
  json.close_object();
}

void time_quality(JsonWriter& json, const analysis::TimeQuality& time) {
  json.key("time_quality");
  json.open_object();
  json.key("gaps");
  json.open_array();
  for (const auto& gap : time.gaps) {
    json.open_object();
    json.key("from");
    instant_value(json, gap.from);
    json.key("until");
    instant_value(json, gap.until);
    json.member("usual_calls", gap.usual_calls);
    json.close_object();
  }
  json.close_array();
  json.key("missing_days");
  json.open_array();
  for (const LocalDay day : time.missing_days) json.value(to_text(day));
  json.close_array();
  json.key("clock_changes");
  json.open_array();
  for (const Instant at : time.clock_changes) instant_value(json, at);
  json.close_array();
  json.member("calls_in_repeated_hour", time.calls_in_repeated_hour);
  json.member("calls_without_end", time.calls_without_end);
  json.member("calls_without_agent", time.calls_without_agent);
  json.member("very_long_calls", time.very_long_calls);
  json.member("zero_talk", time.zero_talk);
  json.member("clock_jumps", time.clock_jumps);
  json.close_object();
}

}  // namespace

void quality_members(JsonWriter& json, const analysis::Analysis& a) {
  quality(json, a.quality);
  time_quality(json, a.time_quality);
}

}  // namespace tandem::report
