#include "plan/import/call_row.hpp"

#include <algorithm>
#include <functional>

#include "plan/import/call_row_lengths.hpp"
#include "plan/import/call_row_value.hpp"
#include "plan/import/importer.hpp"

namespace tandem::importing {
namespace {

using namespace call_row;

/// The instants of a row in the order in which they happen.
constexpr std::array<CallField, 5> kInstants = {CallField::offered_at, CallField::queued_at,
                                                CallField::answered_at, CallField::ended_at,
                                                CallField::wrapup_end_at};
using Readings = std::array<std::optional<TimeReading>, kInstants.size()>;

constexpr const char* kRepeatedHour =
    "local time in the hour that the clock repeats: the reading that fits the call";
constexpr const char* kSkippedHour =
    "local time that the clock skips: read with the offset before the change";
constexpr const char* kNoQueueTime = "answered without queued_at: taken as answered at once";
constexpr const char* kAnswerDropped = "answered_at of a call that no agent took: dropped";
constexpr const char* kEndDropped = "ended_at of a call that never ended: dropped";

/// In the hour that a clock set back repeats, a reading means one of two instants. The row's other times tell
/// which: of the readings that keep the row in order the one that makes the call shortest is taken, the
/// earlier where both do.
void settle_repeated_hour(Readings& readings) {
  const auto span_with_switch_at = [&readings](std::size_t from) -> std::optional<Duration> {
    Instant first;
    Instant last;
    for (std::size_t i = 0; i < readings.size(); ++i) {
      if (!readings[i]) continue;
      const bool later = i >= from && readings[i]->later.known();
      const Instant at = later ? readings[i]->later : readings[i]->instant;
      if (last.known() && at < last) return std::nullopt;
      if (!first.known()) first = at;
      last = at;
    }
    return last - first;
  };
  std::size_t best = readings.size();
  std::optional<Duration> shortest = span_with_switch_at(best);
  for (std::size_t from = readings.size(); from-- > 0;) {
    const auto span = span_with_switch_at(from);
    if (!span || (shortest && *span >= *shortest)) continue;
    shortest = span;
    best = from;
  }
  for (std::size_t i = best; i < readings.size(); ++i)
    if (readings[i] && readings[i]->later.known()) readings[i]->instant = readings[i]->later;
}

std::expected<Readings, Refusal> read_instants(RowReading& row) {
  Readings readings;
  bool repeated = false;
  bool skipped = false;
  for (std::size_t i = 0; i < kInstants.size(); ++i) {
    auto reading = row.instant(kInstants[i]);
    if (!reading) return std::unexpected(std::move(reading).error());
    readings[i] = *reading;
    if (!readings[i]) continue;
    repeated |= readings[i]->reading == Zone::Reading::ambiguous;
    skipped |= readings[i]->reading == Zone::Reading::skipped;
  }
  if (repeated) {
    settle_repeated_hour(readings);
    row.repaired(kRepeatedHour, CallField::offered_at, "this row is in the hour that the clock repeats");
  }
  if (skipped) row.repaired(kSkippedHour, CallField::offered_at, "the clock never showed a time of this row");
  return readings;
}

using Check = std::optional<Refusal>;

Check check_answered(RowReading& row, CallRecord& record) {
  if (!record.answered_at.known())
    return row.refusal(
        "answered without answered_at", CallField::answered_at,
        "the outcome is answered but answered_at is blank; expected when an agent took the call");
  if (!record.queued_at.known()) {
    record.queued_at = record.answered_at;
    row.repaired(kNoQueueTime, CallField::queued_at,
                 "an answered call without queued_at: its wait is taken as 0");
  }
  if (!record.ended_at.known()) row.noted("answered without ended_at");
  return std::nullopt;
}

Check check_abandoned(RowReading& row, CallRecord& record) {
  if (record.answered_at.known())
    return row.refusal(
        "abandoned with answered_at", CallField::answered_at,
        fmt::format("the outcome is abandoned but answered_at is '{}'; expected it blank, or another "
                    "outcome",
                    row.shown(CallField::answered_at)));
  if (!record.ended_at.known())
    return row.refusal("abandoned without ended_at", CallField::ended_at,
                       "the outcome is abandoned but ended_at is blank; expected when the caller hung up");
  if (!record.queued_at.known()) record.outcome = Outcome::in_menu;
  return std::nullopt;
}

/// What the outcome asks of the instants. A call that hung up before any queue is told from one that hung up
/// in a queue by its blank queued_at.
Check check_outcome(RowReading& row, CallRecord& record) {
  switch (record.outcome) {
    case Outcome::answered:
      return check_answered(row, record);
    case Outcome::abandoned:
      if (auto fault = check_abandoned(row, record)) return fault;
      break;
    case Outcome::in_menu:
      if (row.has(CallField::queued_at) && record.queued_at.known())
        return row.refusal(
            "in_menu with queued_at", CallField::queued_at,
            fmt::format("the outcome is in_menu but queued_at is '{}'; expected it blank, or another "
                        "outcome",
                        row.shown(CallField::queued_at)));
      record.queued_at = Instant::none();
      break;
    case Outcome::unfinished:
      if (record.ended_at.known())
        row.repaired(kEndDropped, CallField::ended_at, "an unfinished call has no end");
      record.ended_at = Instant::none();
      row.noted("calls that never end");
      break;
    case Outcome::overflow:
    case Outcome::callback:
    case Outcome::voicemail:
    case Outcome::out_of_hours:
      break;
  }
  if (record.answered_at.known())
    row.repaired(kAnswerDropped, CallField::answered_at,
                 fmt::format("the outcome is {}, so no agent took the call", name_of(record.outcome)));
  record.answered_at = Instant::none();
  record.wrapup_end_at = Instant::none();
  return std::nullopt;
}

Check check_order(RowReading& row, const CallRecord& record) {
  struct Step {
    CallField field;
    Instant at;
    std::string_view name;
    std::string_view as_predecessor = name;
  };
  const std::array<Step, 6> steps = {{{CallField::offered_at, record.offered_at, "offered"},
                                      {CallField::menu_time, record.menu_left_at, "menu left"},
                                      {CallField::queued_at, record.queued_at, "queued"},
                                      {CallField::answered_at, record.answered_at, "answered"},
                                      {CallField::ended_at, record.ended_at, "ended", "the call ended"},
                                      {CallField::wrapup_end_at, record.wrapup_end_at, "wrap-up ended"}}};
  const Step* before = &steps[0];
  for (const Step& step : steps) {
    if (!step.at.known()) continue;
    if (step.at < before->at)
      return row.refusal(
          fmt::format("{} before {}", step.name, before->as_predecessor), step.field,
          fmt::format("{} before {}: {} is {} but {} is {}; expected the times of a call in order", step.name,
                      before->as_predecessor, step.name, row.shown(step.field, step.at),
                      before->as_predecessor, row.shown(before->field, before->at)));
    before = &step;
  }
  return std::nullopt;
}

Check check_lengths(RowReading& row, const CallRecord& record) {
  struct Length {
    std::optional<Duration> length;
    std::string_view name;
    CallField field;
    Duration noted;
  };
  const bool waited_for_agent = record.outcome == Outcome::answered || record.outcome == Outcome::abandoned;
  const auto menu =
      record.queued_at.known() ? std::optional(record.queued_at - record.offered_at) : std::nullopt;
  const std::array<Length, 4> lengths = {
      {{menu, "time before the queue", CallField::queued_at, kWaitNoted},
       {waited_for_agent ? record.wait() : std::nullopt, "wait",
        record.answered_at.known() ? CallField::answered_at : CallField::ended_at, kWaitNoted},
       {record.talk(), "conversation", CallField::ended_at, kTalkNoted},
       {record.after_call_work(), "after-call work", CallField::wrapup_end_at, kTalkNoted}}};
  for (const Length& l : lengths) {
    if (!l.length || *l.length <= l.noted) continue;
    if (*l.length > kCallLengthMax)
      return row.refusal(
          fmt::format("{} longer than 24 h", l.name), l.field,
          fmt::format("a {} of {:.1f} hours; expected at most 24", l.name, l.length->seconds() / 3'600));
    row.noted(fmt::format("{} longer than {} h", l.name, l.noted / Duration::hours(1)));
  }
  if (record.held > Duration() && record.talk() && record.held > *record.talk() + kRoundingMax)
    return row.refusal("hold longer than conversation", CallField::hold_time,
                       fmt::format("held for {:.0f} s in a conversation of {:.0f} s; expected at most that",
                                   record.held.seconds(), record.talk()->seconds()));
  return std::nullopt;
}

Check check_width(RowReading& row) {
  const std::size_t width = row.plan.width;
  if (row.fields.size() == width) return std::nullopt;
  if (row.fields.size() < width)
    return row.refusal_of_row(
        "too few fields",
        fmt::format("the row has {} fields; expected {} as in the header (a broken line, or an "
                    "unclosed quote before it?)",
                    row.fields.size(), width));
  const auto beyond = row.fields.subspan(width);
  if (!std::ranges::all_of(beyond, [](std::string_view f) { return without_outer_blanks(f).empty(); }))
    return row.refusal_of_row(
        "too many fields",
        fmt::format("the row has {} fields; expected {} as in the header (a '{}' in a field "
                    "without quotes?)",
                    row.fields.size(), width,
                    row.plan.delimiter == '\t' ? "tab" : std::string(1, row.plan.delimiter)));
  row.repaired("blank fields after the last column: left out", CallField::call_id,
               "the row ends with delimiters");
  return std::nullopt;
}

/// A call that neither waited nor was answered never left the menu.
Outcome inferred_outcome(const RowReading& row, const CallRecord& record, const Lengths& lengths) {
  if (record.answered_at.known() || lengths.talk.value_or(Duration()) > Duration()) return Outcome::answered;
  const bool never_waited = lengths.wait == Duration() && !row.has(CallField::queued_at);
  return never_waited ? Outcome::in_menu : Outcome::abandoned;
}

Check fill(RowReading& row, CallRecord& record) {
  if (auto fault = check_width(row)) return fault;
  if (auto ignored = row.check_ignored()) return ignored;
  auto outcome = row.outcome();
  if (!outcome) return std::move(outcome).error();
  auto readings = read_instants(row);
  if (!readings) return std::move(readings).error();
  const auto at = [&readings](std::size_t i) {
    return (*readings)[i] ? (*readings)[i]->instant : Instant::none();
  };
  if (!at(0).known())
    return row.refusal("no offered_at", CallField::offered_at,
                       "offered_at is blank; expected when the call came in");
  record.offered_at = at(0);
  record.queued_at = at(1);
  record.answered_at = at(2);
  record.ended_at = at(3);
  record.wrapup_end_at = at(4);
  Lengths lengths;
  if (!row.plan.standard) {
    auto read = read_lengths(row);
    if (!read) return std::move(read).error();
    lengths = *read;
  }
  record.outcome = outcome->value_or(inferred_outcome(row, record, lengths));
  derive_instants(row, lengths, record);
  if (auto fault = check_outcome(row, record)) return fault;
  if (auto fault = check_order(row, record)) return fault;
  if (auto fault = check_lengths(row, record)) return fault;
  auto priority = row.priority();
  if (!priority) return std::move(priority).error();
  record.priority = *priority;
  return row.check_names();
}

template <class IdType, class Seen, class Key, class Intern>
IdType remembered(Seen& seen, const Key& key, Intern intern) {
  const auto found = seen.find(key);
  if (found != seen.end()) return found->second;
  const auto [id, stored] = intern();
  if (seen.size() < kNamesRemembered) seen.emplace(Key{key.scope, stored}, id);
  return id;
}

}  // namespace

CallRowReader::CallRowReader(const CallRowPlan& plan, Directory& directory, const Options& options,
                             std::string file)
    : plan_(plan),
      directory_(directory),
      file_(std::move(file)),
      source_(directory.sources.intern(file_)),
      dates_seen_(plan.columns.size()),
      want_caller_(options.wanted.caller),
      want_agent_(options.wanted.agent),
      want_type_(options.wanted.type),
      want_call_(options.wanted.call_names) {}

void CallRowReader::name_parties(CallRecord& record, std::span<const std::string_view> fields) {
  const RowText row{plan_, fields};
  std::string_view client = row.text(CallField::client);
  if (client.empty()) client = plan_.client;
  record.client = remembered<ClientId>(clients_, NameKey{0, client}, [&] {
    const ClientId id = directory_.clients.intern(client);
    return std::pair(id, directory_.clients.name(id));
  });
  std::string_view queue = row.text(CallField::queue);
  if (queue.empty()) queue = plan_.queue;
  if (!queue.empty())
    record.queue = remembered<QueueId>(queues_, NameKey{record.client.index(), queue}, [&] {
      const QueueId id = directory_.intern_queue(record.client, queue);
      return std::pair(id, directory_.queue_name(id));
    });
  if (const auto agent = row.text(CallField::agent);
      want_agent_ && record.outcome == Outcome::answered && !agent.empty())
    record.agent = remembered<AgentId>(agents_, NameKey{0, agent}, [&] {
      const AgentId id = directory_.agents.intern(agent);
      return std::pair(id, directory_.agents.name(id));
    });
  if (const auto type = row.text(CallField::type); want_type_ && !type.empty())
    record.type = remembered<CallTypeId>(types_, NameKey{0, type}, [&] {
      const CallTypeId id = directory_.types.intern(type);
      return std::pair(id, directory_.types.name(id));
    });
  if (const auto caller = row.text(CallField::caller); want_caller_ && !caller.empty())
    record.caller = directory_.callers.intern(caller);
  if (const auto call = row.text(CallField::call_id); want_call_ && !call.empty())
    record.call = directory_.calls.intern(call);
}

void CallRowReader::look_at_dates(std::span<const std::string_view> fields) {
  for (std::size_t i = 0; i < plan_.columns.size(); ++i) {
    const CallRowPlan::Column& column = plan_.columns[i];
    DatesSeen& seen = dates_seen_[i];
    if (!column.swapped || seen.tell_day_from_month) continue;
    const std::string text = joined_text(column, fields);
    if (!column.pattern->read(text)) continue;  // blank
    seen.any = true;
    seen.tell_day_from_month = !column.swapped->read(text);
  }
}

std::expected<CallRecord, Refusal> CallRowReader::read(std::span<const std::string_view> fields,
                                                       std::uint64_t line, Quality& quality) {
  RowReading row(plan_, fields, file_, line);
  CallRecord record;
  if (auto refusal = fill(row, record)) return std::unexpected(std::move(*refusal));
  record.source = source_;
  look_at_dates(fields);
  name_parties(record, fields);
  row.count_in(quality);
  return record;
}

void note_unsure_dates(const CallRowPlan& plan, std::span<const CallRowReader* const> readers,
                       Quality& quality) {
  for (std::size_t i = 0; i < plan.columns.size(); ++i) {
    CallRowReader::DatesSeen seen;
    for (const CallRowReader* const reader : readers) {
      seen.any |= reader->dates_seen()[i].any;
      seen.tell_day_from_month |= reader->dates_seen()[i].tell_day_from_month;
    }
    if (!seen.any || seen.tell_day_from_month) continue;
    const CallRowPlan::Column& column = plan.columns[i];
    ++quality
          .notes[fmt::format("column '{}': every date may have day or month first; read as {}, else write {}",
                             column.name, column.pattern->text(), column.swapped->text())];
  }
}

}  // namespace tandem::importing
