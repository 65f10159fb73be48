#include "plan/import/freeswitch_callcenter.hpp"

#include <boost/json.hpp>

#include <algorithm>
#include <charconv>
#include <optional>
#include <unordered_map>
#include <vector>

#include "plan/import/agent_log.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/delimited.hpp"
#include "plan/import/duplicates.hpp"
#include "plan/import/file_import.hpp"
#include "plan/import/freeswitch_record.hpp"
#include "plan/import/json_objects.hpp"
#include "plan/import/source/headed_source.hpp"

namespace tandem::importing {
namespace {

namespace json = boost::json;

/// Unanswered attempts to ring are counted for so many callers that wait at one moment.
constexpr std::size_t kWaitingMax = 50'000;
constexpr std::size_t kLookedAtForShape = 4096;
/// The channel of the record itself: the caller's, where no variable names that.
constexpr std::string_view kChannelVariable = "uuid";

std::string& value(StayValues& values, StayField field) { return values[static_cast<std::size_t>(field)]; }

std::string text_of(const json::value& found) {
  if (found.is_string()) return url_decoded({found.get_string().data(), found.get_string().size()});
  if (found.is_null() || found.is_object() || found.is_array()) return {};
  if (found.is_double()) return fmt::format("{:.6f}", found.get_double());  // a time, to the microsecond
  return json::serialize(found);
}

std::string text_at(const json::object& object, std::string_view key) {
  const auto* const found = object.if_contains(key);
  return found == nullptr ? std::string() : text_of(*found);
}

/// Reads one file.
class FreeswitchFile {
 public:
  FreeswitchFile(FileImport& file, DuplicateFinder* duplicates) : file_(file), duplicates_(duplicates) {}

  Result<void> read_table(ByteSource& source);
  Result<void> read_json(ByteSource& source);

 private:
  Result<void> take_piece(const JsonObjects::Piece& piece);
  Result<void> take_event(const json::object& event, std::uint64_t line);
  Result<void> take_status(const json::object& event, std::uint64_t line);
  Result<void> take_stay(StayValues& values, std::uint64_t line, std::uint8_t rings);
  Result<void> agent_on_call(const CallRecord& record);
  Result<void> refuse(const std::string& kind, std::string message, std::uint64_t line,
                      std::string_view field);
  StayValues values_of(const json::object& document);

  FileImport& file_;
  DuplicateFinder* duplicates_;
  AgentLog agents_;
  std::unordered_map<std::string, std::uint8_t> rings_;  ///< unanswered so far, by the caller's channel
  std::uint32_t next_id_ = 0;
};

Result<void> FreeswitchFile::refuse(const std::string& kind, std::string message, std::uint64_t line,
                                    std::string_view field) {
  return file_.refuse(kind,
                      Error{ErrorCode::bad_value,
                            std::move(message),
                            {.file = file_.path(), .line = line, .column = 0, .field = std::string(field)}});
}

Result<void> FreeswitchFile::take_stay(StayValues& values, std::uint64_t line, std::uint8_t rings) {
  if (value(values, StayField::queue).empty()) {
    file_.ignore("call that entered no queue");
    return {};
  }
  if (value(values, StayField::side) == "agent") {
    file_.ignore("the agent's leg of a call");
    return {};
  }
  for (const StayField field : {StayField::queue, StayField::session, StayField::agent, StayField::caller})
    if (std::string fault = name_fault(value(values, field)); !fault.empty())
      return refuse("name that cannot be one", std::move(fault), line, name_of(field));
  auto read = read_stay(values);
  if (!read) return refuse(read.error().kind, read.error().message, line, name_of(read.error().field));
  CallRecord& record = read->record;
  const std::string& session = value(values, StayField::session);
  const std::string stay = session.empty() ? ""
                                           : fmt::format("{} {} {}", session, value(values, StayField::queue),
                                                         record.queued_at.microseconds());
  if (duplicates_ != nullptr && duplicates_->seen_before(file_.client(), stay)) {
    TANDEM_TRY(refuse("duplicate call",
                      fmt::format("call {} entered this queue at this time before", session), line,
                      name_of(StayField::session)));
    ++file_.quality().duplicates;
    return {};
  }
  Quality& quality = file_.quality();
  if (read->start_repaired)
    quality.repaired("call started after it entered the queue",
                     Error{ErrorCode::bad_value,
                           fmt::format("start {} after entry {}: the entry was taken for both",
                                       value(values, StayField::started), value(values, StayField::joined)),
                           {.file = file_.path(), .line = line, .field = "start_epoch"}});
  if (read->reason_unknown) ++quality.notes["left the queue for no stated reason: taken for abandoned"];
  if (read->left_by_key) ++quality.notes["call that left the queue by a key"];
  if (record.outcome == Outcome::unfinished) ++quality.notes["call whose end is not in the record"];
  if (record.outcome == Outcome::answered && !record.ended_at.known())
    ++quality.notes["answered call whose end is not in the record"];
  Directory& directory = file_.directory();
  const Wanted& wanted = file_.options().wanted;
  record.client = file_.client();
  record.source = file_.source_id();
  record.queue = directory.intern_queue(record.client, value(values, StayField::queue));
  record.rings_unanswered = rings;
  const std::string& agent = value(values, StayField::agent);
  if (record.outcome == Outcome::answered && !agent.empty()) record.agent = directory.agents.intern(agent);
  const std::string& caller = value(values, StayField::caller);
  if (wanted.caller && !caller.empty() && caller != "anonymous" && caller != "unknown")
    record.caller = directory.callers.intern(caller);
  TANDEM_TRY(agent_on_call(record));
  if (!wanted.agent) record.agent = AgentId::none();
  if (wanted.call_names && !session.empty()) record.call = directory.calls.intern(session);
  ++quality.rows_used;
  return file_.give(record);
}

/// What the call was to the agent who answered, for the agent's own intervals.
Result<void> FreeswitchFile::agent_on_call(const CallRecord& record) {
  if (!record.agent.known() || !record.ended_at.known()) return {};
  CallRecord numbered = record;
  numbered.call = CallId(next_id_++);
  for (const CallEvent& event : unfold(numbered))
    if (event.agent.known()) TANDEM_TRY(agents_.take(event, file_));
  return {};
}

Result<void> FreeswitchFile::read_table(ByteSource& source) {
  DelimitedReader rows(source, file_.path());
  TANDEM_ASSIGN(header, rows.next());
  if (!header) return failure_at({.file = file_.path()}, ErrorCode::bad_format, "has no header");
  std::vector<std::optional<StayField>> fields;
  bool has_queue = false;
  bool has_joined = false;
  std::optional<std::size_t> channel;
  for (const std::string_view name : header->fields) {
    const auto field = stay_field_of_variable(name);
    if (name == kChannelVariable) channel = fields.size();
    has_queue = has_queue || field == StayField::queue;
    has_joined = has_joined || field == StayField::joined;
    fields.push_back(field);
  }
  if (!has_queue || !has_joined)
    return failure_at(
        {.file = file_.path(), .line = header->line}, ErrorCode::bad_format,
        "the header has no {}; columns named after mod_callcenter's channel variables are expected",
        has_queue ? "cc_queue_joined_epoch" : "cc_queue");
  while (true) {
    TANDEM_ASSIGN(row, rows.next());
    if (!row) break;
    TANDEM_TRY(file_.row());
    if (row->fields.size() != fields.size()) {
      TANDEM_TRY(
          refuse("wrong number of fields",
                 fmt::format("the row has {} fields, the header has {}", row->fields.size(), fields.size()),
                 row->line, ""));
      continue;
    }
    StayValues values;
    for (std::size_t i = 0; i < fields.size(); ++i)
      if (fields[i]) value(values, *fields[i]) = row->fields[i];
    if (channel && value(values, StayField::session).empty())
      value(values, StayField::session) = row->fields[*channel];
    TANDEM_TRY(take_stay(values, row->line, 0));
  }
  return agents_.finish(file_);
}

/// The variables of mod_json_cdr's document, or of a flat object. A number or time that the variables lack
/// may stand in the first of the call's profiles.
StayValues FreeswitchFile::values_of(const json::object& document) {
  StayValues values;
  const json::value* const inner = document.if_contains("variables");
  const json::object& variables = inner != nullptr && inner->is_object() ? inner->get_object() : document;
  for (const auto& [key, found] : variables)
    if (const auto field = stay_field_of_variable(key)) value(values, *field) = text_of(found);
  if (const auto* const flow = document.if_contains("callflow"); flow != nullptr && flow->is_array()) {
    for (const json::value& leg : flow->get_array()) {
      const auto* const profile = leg.is_object() ? leg.get_object().if_contains("caller_profile") : nullptr;
      if (profile == nullptr || !profile->is_object()) continue;
      std::string& caller = value(values, StayField::caller);
      if (caller.empty()) caller = text_at(profile->get_object(), "caller_id_number");
    }
  }
  if (value(values, StayField::session).empty())
    value(values, StayField::session) = text_at(variables, kChannelVariable);
  return values;
}

Result<void> FreeswitchFile::read_json(ByteSource& source) {
  JsonObjects objects(source);
  while (true) {
    TANDEM_ASSIGN(piece, objects.next());
    if (piece.found == JsonObjects::Found::nothing) break;
    TANDEM_TRY(file_.row());
    TANDEM_TRY(take_piece(piece));
  }
  return agents_.finish(file_);
}

Result<void> FreeswitchFile::take_piece(const JsonObjects::Piece& piece) {
  using enum JsonObjects::Found;
  if (piece.found == junk)
    return refuse("no JSON object",
                  fmt::format("'{}' was found, an object is expected", call_row::shown_value(piece.text)),
                  piece.line, "");
  if (piece.found == too_long)
    return refuse("JSON object too long",
                  fmt::format("the object has more than {} bytes", kJsonObjectBytesMax), piece.line, "");
  if (piece.found == cut_short)
    return refuse("JSON object cut short", "the file ends inside an object; copy it again", piece.line, "");
  boost::system::error_code fault;
  const json::value document = json::parse(json::string_view(piece.text.data(), piece.text.size()), fault);
  if (fault || !document.is_object())
    return refuse("JSON that cannot be read", fmt::format("the object is no JSON ({})", fault.message()),
                  piece.line, "");
  const json::object& members = document.get_object();
  if (members.contains("CC-Action")) return take_event(members, piece.line);
  StayValues values = values_of(members);
  return take_stay(values, piece.line, 0);
}

Result<void> FreeswitchFile::take_event(const json::object& event, std::uint64_t line) {
  const std::string action = text_at(event, "CC-Action");
  const std::string session = text_at(event, "CC-Member-Session-UUID");
  if (action == "agent-status-change") return take_status(event, line);
  if (action == "bridge-agent-fail") {
    ++file_.quality().rows_used;
    if (rings_.size() >= kWaitingMax && !rings_.contains(session)) return {};
    std::uint8_t& count = rings_[session];
    if (count < 255) ++count;
    return {};
  }
  if (action != "member-queue-end") {
    file_.ignore("event of another kind");
    return {};
  }
  StayValues values;
  for (const auto& [key, found] : event)
    if (const auto field = stay_field_of_header(key)) value(values, *field) = text_of(found);
  const std::string left = value(values, StayField::ended);
  const std::string& cause = value(values, StayField::cause);
  if (cause == "Cancel") {
    value(values, StayField::cancelled) = left;
    value(values, StayField::answered).clear();
  } else {
    value(values, StayField::terminated) = left;
  }
  const auto rung = rings_.extract(session);
  return take_stay(values, line, rung.empty() ? std::uint8_t{0} : rung.mapped());
}

/// Available, Available (On Demand), On Break, Logged Out.
Result<void> FreeswitchFile::take_status(const json::object& event, std::uint64_t line) {
  const std::string agent = text_at(event, "CC-Agent");
  const std::string status = text_at(event, "CC-Agent-Status");
  const std::string stamp = text_at(event, "Event-Date-Timestamp");  // microseconds
  std::int64_t micros = 0;
  const auto [end, fault] = std::from_chars(stamp.data(), stamp.data() + stamp.size(), micros);
  constexpr std::int64_t kMicrosMax = 253'402'300'799'000'000;
  if (fault != std::errc() || end != stamp.data() + stamp.size() || micros <= 0 || micros > kMicrosMax)
    return refuse(
        "Event-Date-Timestamp cannot be read",
        fmt::format("'{}' was found, microseconds since 1970 are expected", call_row::shown_value(stamp)),
        line, "Event-Date-Timestamp");
  if (std::string bad_name = name_fault(agent); !bad_name.empty())
    return refuse("name that cannot be one", std::move(bad_name), line, "CC-Agent");
  if (agent.empty()) {
    file_.ignore("agent event that names no agent");
    return {};
  }
  ++file_.quality().rows_used;
  AgentChange change;
  change.at = Instant::from_microseconds(micros);
  change.agent = agent;
  change.kind = status == "Logged Out" ? AgentChange::Kind::log_off : AgentChange::Kind::log_in;
  TANDEM_TRY(agents_.take(change, file_));
  if (status != "On Break") return {};
  change.kind = AgentChange::Kind::pause_all;
  change.reason = status;
  return agents_.take(change, file_);
}

}  // namespace

Result<Quality> import_freeswitch_callcenter(ByteSource& source, const std::string& path,
                                             const Options& options, Directory& directory, RecordSink& sink,
                                             DuplicateFinder* duplicates) {
  FileImport file(source, path, options, directory, sink);
  FreeswitchFile reader(file, duplicates);
  HeadedSource headed(source);
  TANDEM_ASSIGN(start, headed.look(kLookedAtForShape));
  const std::size_t first = start.find_first_not_of(" \t\r\n\xef\xbb\xbf");
  const bool is_json = first != std::string_view::npos && (start[first] == '{' || start[first] == '[');
  TANDEM_TRY(is_json ? reader.read_json(headed) : reader.read_table(headed));
  return file.finish();
}

}  // namespace tandem::importing
