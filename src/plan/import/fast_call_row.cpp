#include "plan/import/fast_call_row.hpp"

#include <algorithm>

#include "core/base/check.hpp"
#include "plan/import/text_form.hpp"

namespace tandem::importing {
namespace {

/// No stage of a clean call is longer: beyond, the careful reader notes or refuses it.
constexpr std::int64_t kStageAtMost = std::min({kWaitNoted, kTalkNoted}).microseconds();

bool is_stage(std::int64_t from, std::int64_t until) {
  return static_cast<std::uint64_t>(until - from) <= static_cast<std::uint64_t>(kStageAtMost);
}

}  // namespace

std::optional<FastCallRow> FastCallRow::for_plan(const CallRowPlan& plan, Directory& directory,
                                                 const Options& options, SourceId source) {
  if (!plan.standard || plan.column(CallField::priority) != nullptr || !plan.constants.empty())
    return std::nullopt;
  FastCallRow row(plan, directory, source);
  const auto column = [&plan](CallField field) {
    const auto* found = plan.column(field);
    return found != nullptr ? found->position : kNoColumn;
  };
  Columns& columns = row.columns_;
  columns.client = column(CallField::client);
  columns.queue = column(CallField::queue);
  columns.outcome = column(CallField::outcome);
  columns.offered = column(CallField::offered_at);
  columns.queued = column(CallField::queued_at);
  columns.answered = column(CallField::answered_at);
  columns.ended = column(CallField::ended_at);
  columns.wrapup_end = column(CallField::wrapup_end_at);
  columns.caller = options.wanted.caller ? column(CallField::caller) : kNoColumn;
  columns.agent = options.wanted.agent ? column(CallField::agent) : kNoColumn;
  columns.type = options.wanted.type ? column(CallField::type) : kNoColumn;
  columns.call = options.wanted.call_names ? column(CallField::call_id) : kNoColumn;
  for (const std::uint32_t needed :
       {columns.queue, columns.outcome, columns.offered, columns.queued, columns.answered, columns.ended})
    if (needed == kNoColumn) return std::nullopt;
  if (columns.client == kNoColumn) row.only_client_ = directory.clients.intern(plan.client).index();
  return row;
}

FastCallRow::FastCallRow(const CallRowPlan& plan, Directory& directory, SourceId source)
    : time_(plan.zone), directory_(&directory) {
  blank_.source = source;
  for (const Outcome outcome : {Outcome::answered, Outcome::abandoned, Outcome::overflow, Outcome::callback,
                                Outcome::voicemail, Outcome::out_of_hours}) {
    char text[24] = {};  // readable beyond the word
    const std::string_view word = name_of(outcome);
    word.copy(text, sizeof text);
    OutcomeWord& slot = outcome_words_[outcome_slot(text, word.size())];
    TANDEM_CHECK(slot.key.size == 0, "each outcome needs a slot of its own");
    slot = {NameCache::key_of(text, word.size(), 0), outcome};
  }
}

std::uint32_t FastCallRow::learn(NameCache& cache, const NameCache::Key& key, const Field& field) {
  const std::string_view name(field.text, field.size);
  const bool usual = !name.empty() && name.size() <= kNameBytesMax &&
                     name.find('"') == std::string_view::npos &&
                     without_outer_blanks(name).size() == name.size() && form_of(name).plain;
  if (!usual) return NameCache::kUnknown;
  const std::uint32_t id = intern(cache, name, key.owner);
  cache.remember(key, name, id);
  return id;
}

std::uint32_t FastCallRow::intern(const NameCache& cache, std::string_view name, std::uint32_t owner) {
  if (&cache == &clients_) return directory_->clients.intern(name).index();
  if (&cache == &queues_) return directory_->intern_queue(ClientId(owner), name).index();
  if (&cache == &agents_) return directory_->agents.intern(name).index();
  return directory_->types.intern(name).index();
}

template <bool kQuoted>
bool FastCallRow::read_answered(const Row& row, std::int64_t queued, CallRecord& record) {
  Field answered_text, ended_text;
  std::int64_t answered, ended;
  if (!field<kQuoted>(row, columns_.answered, answered_text) ||
      !field<kQuoted>(row, columns_.ended, ended_text) ||
      !time_.read(answered_text.text, answered_text.size, answered) ||
      !time_.read(ended_text.text, ended_text.size, ended) || !is_stage(queued, answered) ||
      !is_stage(answered, ended))
    return false;
  record.answered_at = Instant::from_microseconds(answered);
  record.ended_at = Instant::from_microseconds(ended);
  if (columns_.wrapup_end == kNoColumn) return true;
  Field wrapup_text;
  if (!field<kQuoted>(row, columns_.wrapup_end, wrapup_text)) return false;
  if (wrapup_text.empty()) return true;
  std::int64_t wrapup_end;
  if (!time_.read(wrapup_text.text, wrapup_text.size, wrapup_end) || !is_stage(ended, wrapup_end))
    return false;
  record.wrapup_end_at = Instant::from_microseconds(wrapup_end);
  return true;
}

template <bool kQuoted>
bool FastCallRow::read_unanswered(const Row& row, std::int64_t queued, CallRecord& record) {
  Field answered_text, ended_text, wrapup_text{nullptr, 0};
  std::int64_t ended;
  if (!field<kQuoted>(row, columns_.answered, answered_text) || !answered_text.empty() ||
      !field<kQuoted>(row, columns_.ended, ended_text) ||
      !time_.read(ended_text.text, ended_text.size, ended) || !is_stage(queued, ended))
    return false;
  if (columns_.wrapup_end != kNoColumn && !field<kQuoted>(row, columns_.wrapup_end, wrapup_text))
    return false;
  record.ended_at = Instant::from_microseconds(ended);
  return wrapup_text.empty();
}

/// What only some want: caller, agent, type and the call's own name.
template <bool kQuoted>
bool FastCallRow::read_rest(const Row& row, CallRecord& record) {
  Field text;
  const auto usual = [&text] {
    return static_cast<unsigned char>(text.text[0]) > ' ' &&
           static_cast<unsigned char>(text.text[text.size - 1]) > ' ' &&
           (!kQuoted || std::memchr(text.text, '"', text.size) == nullptr);
  };
  if (columns_.agent != kNoColumn && record.outcome == Outcome::answered) {
    if (!field<kQuoted>(row, columns_.agent, text)) return false;
    if (!text.empty()) {
      const std::uint32_t agent = known_or_learned(agents_, text, 0);
      if (agent == NameCache::kUnknown) return false;
      record.agent = AgentId(agent);
    }
  }
  if (columns_.type != kNoColumn) {
    if (!field<kQuoted>(row, columns_.type, text)) return false;
    if (!text.empty()) {
      const std::uint32_t type = known_or_learned(types_, text, 0);
      if (type == NameCache::kUnknown) return false;
      record.type = CallTypeId(type);
    }
  }
  if (columns_.caller != kNoColumn) {
    if (!field<kQuoted>(row, columns_.caller, text)) return false;
    if (!text.empty()) {
      if (!usual()) return false;
      record.caller = directory_->callers.intern({text.text, text.size});
    }
  }
  if (columns_.call != kNoColumn) {
    if (!field<kQuoted>(row, columns_.call, text)) return false;
    if (!text.empty()) {
      if (!usual()) return false;
      record.call = directory_->calls.intern({text.text, text.size});
    }
  }
  return true;
}

template <bool kQuoted>
bool FastCallRow::read_fields(const Row& row, CallRecord& record) {
  Field outcome_text, client_text, queue_text, offered_text, queued_text;
  std::int64_t offered, queued;
  Outcome outcome;
  if (!field<kQuoted>(row, columns_.offered, offered_text) ||
      !field<kQuoted>(row, columns_.queued, queued_text) ||
      !field<kQuoted>(row, columns_.queue, queue_text) ||
      !field<kQuoted>(row, columns_.outcome, outcome_text) ||
      !time_.read(offered_text.text, offered_text.size, offered) ||
      !time_.read(queued_text.text, queued_text.size, queued) || !is_stage(offered, queued) ||
      !read_outcome(outcome_text, outcome))
    return false;
  record = blank_;
  record.offered_at = Instant::from_microseconds(offered);
  record.queued_at = Instant::from_microseconds(queued);
  record.outcome = outcome;
  const bool taken = outcome == Outcome::answered ? read_answered<kQuoted>(row, queued, record)
                                                  : read_unanswered<kQuoted>(row, queued, record);
  if (!taken) return false;
  std::uint32_t client = only_client_;
  if (columns_.client != kNoColumn) {
    if (!field<kQuoted>(row, columns_.client, client_text)) return false;
    client = client_of(client_text);
  }
  if (client == NameCache::kUnknown) return false;
  const std::uint32_t queue = queue_of(queue_text, client);
  if (queue == NameCache::kUnknown) return false;
  record.client = ClientId(client);
  record.queue = QueueId(queue);
  return read_rest<kQuoted>(row, record);
}

template bool FastCallRow::read_fields<true>(const Row&, CallRecord&);
template bool FastCallRow::read_fields<false>(const Row&, CallRecord&);

}  // namespace tandem::importing
