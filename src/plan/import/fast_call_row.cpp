#include "plan/import/fast_call_row.hpp"

#include <algorithm>
#include <bit>

#include "core/base/check.hpp"
#include "plan/import/text_form.hpp"

namespace tandem::importing {
namespace {

/// No stage of a clean call is longer: beyond, the careful reader notes or refuses it.
constexpr std::int64_t kStageAtMost = std::min({kWaitNoted, kTalkNoted}).microseconds();

bool is_stage(std::int64_t from, std::int64_t until) {
  return static_cast<std::uint64_t>(until - from) <= static_cast<std::uint64_t>(kStageAtMost);
}

/// A name that means itself: no blanks around it, no escaped quotes and no control characters in it.
bool is_usual(std::string_view name) {
  return name.front() != ' ' && name.back() != ' ' &&
         std::ranges::none_of(name, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '"'; });
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
  columns.call_name = column(CallField::call_id);
  columns.caller = options.wanted.caller ? column(CallField::caller) : kNoColumn;
  columns.agent = options.wanted.agent ? column(CallField::agent) : kNoColumn;
  columns.type = options.wanted.type ? column(CallField::type) : kNoColumn;
  columns.call = options.wanted.call_names ? column(CallField::call_id) : kNoColumn;
  const Columns& usual = kUsualColumns;
  row.usual_order_ = columns.client == usual.client && columns.queue == usual.queue &&
                     columns.outcome == usual.outcome && columns.offered == usual.offered &&
                     columns.queued == usual.queued && columns.answered == usual.answered &&
                     columns.ended == usual.ended && columns.wrapup_end == usual.wrapup_end;
  row.any_rest_ = columns.caller != kNoColumn || columns.agent != kNoColumn || columns.type != kNoColumn ||
                  columns.call != kNoColumn || options.wanted.duplicates;
  row.call_names_ = options.wanted.duplicates;
  for (const std::uint32_t needed :
       {columns.queue, columns.outcome, columns.offered, columns.queued, columns.answered, columns.ended})
    if (needed == kNoColumn) return std::nullopt;
  if (columns.client == kNoColumn) row.only_client_ = directory.clients.intern(plan.client).index();
  return row;
}

FastCallRow::FastCallRow(const CallRowPlan& plan, Directory& directory, SourceId source)
    : width_(plan.width), time_(plan.zone), directory_(&directory) {
  blank_.source = source;
  std::memcpy(&answered_, name_of(Outcome::answered).data(), sizeof answered_);
  for (const Outcome outcome : {Outcome::answered, Outcome::abandoned, Outcome::overflow, Outcome::callback,
                                Outcome::voicemail, Outcome::out_of_hours}) {
    char text[24] = {};  // readable beyond the word
    const std::string_view word = name_of(outcome);
    word.copy(text, sizeof text);
    OutcomeWord& slot = outcome_words_[outcome_slot(text, word.size())];
    TANDEM_CHECK(slot.key.size() == 0, "each outcome needs a slot of its own");
    slot = {NameCache::key_of(text, word.size(), 0), outcome};
  }
}

std::uint32_t FastCallRow::learn(NameCache& cache, const NameCache::Key& key, std::string_view name) {
  const bool usual = !name.empty() && name.size() <= kNameBytesMax &&
                     name.find('"') == std::string_view::npos &&
                     without_outer_blanks(name).size() == name.size() && form_of(name).plain &&
                     control_at(name) == std::string_view::npos;
  if (!usual) return NameCache::kUnknown;
  const std::uint32_t id = intern(cache, name, key.owner());
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
bool FastCallRow::read_call_name(const Row& row) {
  call_name_ = {};
  if (columns_.call_name == kNoColumn) return true;
  return field<kQuoted>(row, columns_.call_name, call_name_) && (call_name_.empty() || is_usual(call_name_));
}

/// What only some want: caller, agent, type and the call's own name.
template <bool kQuoted>
bool FastCallRow::read_rest(const Row& row, CallRecord& record) {
  if (call_names_ && !read_call_name<kQuoted>(row)) return false;
  std::string_view text;
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
      if (!is_usual(text)) return false;
      record.caller = directory_->callers.intern(text);
    }
  }
  if (columns_.call != kNoColumn) {
    if (!field<kQuoted>(row, columns_.call, text)) return false;
    if (!text.empty()) {
      if (!is_usual(text)) return false;
      record.call = directory_->calls.intern(text);
    }
  }
  return true;
}

/// The five times of an answered call where they are fields of one size, side by side, and all quoted or
/// none; else a size of 0.
template <bool kQuoted>
[[gnu::always_inline]] inline FastCallRow::Evenly FastCallRow::times_evenly(const Row& row) {
  constexpr std::uint32_t kFirst = kUsualColumns.offered;
  const std::uint32_t* const ends = row.ends + kFirst;
  // Two lengths at once: none of them reaches the other's half, as the ends ascend.
  const auto two_ends = [ends](int first) {
    std::uint64_t both;
    std::memcpy(&both, ends + first, sizeof both);
    return both;
  };
  const std::uint64_t first_two = two_ends(0) - two_ends(-1);
  const std::uint64_t next_two = two_ends(2) - two_ends(1);
  const auto stride = static_cast<std::uint32_t>(first_two);
  const std::uint64_t others =
      (first_two ^ next_two) | (first_two ^ std::rotl(first_two, 32)) | ((ends[4] - ends[3]) ^ stride);
  Evenly evenly{row.data + ends[-1] + 1, stride - 1, stride};
  if (others != 0) return {};
  if (!kQuoted || *evenly.first != '"') return evenly;
  if (evenly.size < 2) return {};
  int unquoted = 0;
  for (std::size_t i = 0; i < 5; ++i)
    unquoted |= (evenly.first[i * stride] ^ '"') | (evenly.first[i * stride + evenly.size - 1] ^ '"');
  if (unquoted != 0) return {};
  return {evenly.first + 1, evenly.size - 2, stride};
}

template <bool kQuoted, bool kUsualOrder>
[[gnu::always_inline]] inline bool FastCallRow::read_answered(const Row& row, CallRecord& record) {
  const Columns& columns = this->columns<kUsualOrder>();
  if constexpr (kUsualOrder) {
    std::array<std::int64_t, 5> at;
    const Evenly evenly = times_evenly<kQuoted>(row);
    if (evenly.size != 0 && time_.read_evenly<5>(evenly.first, evenly.size, evenly.stride, at)) [[likely]] {
      record.offered_at = Instant::from_microseconds(at[0]);
      record.queued_at = Instant::from_microseconds(at[1]);
      record.answered_at = Instant::from_microseconds(at[2]);
      record.ended_at = Instant::from_microseconds(at[3]);
      record.wrapup_end_at = Instant::from_microseconds(at[4]);
      return is_stage(at[0], at[1]) && is_stage(at[1], at[2]) && is_stage(at[2], at[3]) &&
             is_stage(at[3], at[4]);
    }
  }
  std::array<std::string_view, 5> texts;
  if (!field<kQuoted>(row, columns.offered, texts[0]) || !field<kQuoted>(row, columns.queued, texts[1]) ||
      !field<kQuoted>(row, columns.answered, texts[2]) || !field<kQuoted>(row, columns.ended, texts[3]))
    return false;
  if (columns.wrapup_end != kNoColumn && !field<kQuoted>(row, columns.wrapup_end, texts[4])) return false;
  std::array<std::int64_t, 5> at;
  if (!texts[4].empty()) [[likely]] {
    if (!time_.read_all(texts, at) || !is_stage(at[3], at[4])) return false;
    record.wrapup_end_at = Instant::from_microseconds(at[4]);
  } else {
    std::array<std::int64_t, 4> first;
    if (!time_.read_all(std::array{texts[0], texts[1], texts[2], texts[3]}, first)) return false;
    std::copy(first.begin(), first.end(), at.begin());
  }
  record.offered_at = Instant::from_microseconds(at[0]);
  record.queued_at = Instant::from_microseconds(at[1]);
  record.answered_at = Instant::from_microseconds(at[2]);
  record.ended_at = Instant::from_microseconds(at[3]);
  return is_stage(at[0], at[1]) && is_stage(at[1], at[2]) && is_stage(at[2], at[3]);
}

template <bool kQuoted, bool kUsualOrder>
[[gnu::always_inline]] inline bool FastCallRow::read_unanswered(const Row& row, CallRecord& record) {
  const Columns& columns = this->columns<kUsualOrder>();
  std::array<std::string_view, 3> texts;
  std::string_view answered, wrapup_end;
  if (!field<kQuoted>(row, columns.offered, texts[0]) || !field<kQuoted>(row, columns.queued, texts[1]) ||
      !field<kQuoted>(row, columns.ended, texts[2]) || !field<kQuoted>(row, columns.answered, answered))
    return false;
  if (columns.wrapup_end != kNoColumn && !field<kQuoted>(row, columns.wrapup_end, wrapup_end)) return false;
  std::array<std::int64_t, 3> at;
  if (!answered.empty() || !wrapup_end.empty() || !time_.read_all(texts, at)) return false;
  record.offered_at = Instant::from_microseconds(at[0]);
  record.queued_at = Instant::from_microseconds(at[1]);
  record.ended_at = Instant::from_microseconds(at[2]);
  return is_stage(at[0], at[1]) && is_stage(at[1], at[2]);
}

template <bool kQuoted, bool kUsualOrder>
[[gnu::always_inline]] inline bool FastCallRow::read_names(const Row& row, CallRecord& record) {
  // Side by side in the usual order, both are looked for at once, quotes and all.
  if constexpr (!kUsualOrder) return read_names_apart<kQuoted, false>(row, record);
  const std::uint32_t begin = row.ends[kUsualColumns.client - 1] + 1;
  const std::uint32_t size = row.ends[kUsualColumns.queue] - begin;
  if (size - PairCache::kBytesMin > PairCache::kBytesMax - PairCache::kBytesMin) [[unlikely]]
    return read_names_apart<kQuoted, true>(row, record);
  const PairCache::Key key = PairCache::key_of(row.data + begin, size);
  if (const PairCache::Ids* const ids = pairs_.find(key)) [[likely]] {
    record.client = ClientId(ids->client);
    record.queue = QueueId(ids->queue);
    return true;
  }
  if (!read_names_apart<kQuoted, true>(row, record)) return false;
  pairs_.remember(key, {record.client.index(), record.queue.index()});
  return true;
}

template <bool kQuoted, bool kUsualOrder>
bool FastCallRow::read_names_apart(const Row& row, CallRecord& record) {
  const Columns& columns = this->columns<kUsualOrder>();
  std::string_view text;
  std::uint32_t client = only_client_;
  if (columns.client != kNoColumn) {
    if (!field<kQuoted>(row, columns.client, text)) return false;
    client = known_or_learned(clients_, text, 0);
    if (client == NameCache::kUnknown) return false;
  }
  if (!field<kQuoted>(row, columns.queue, text)) return false;
  const std::uint32_t queue = known_or_learned(queues_, text, client);
  record.client = ClientId(client);
  record.queue = QueueId(queue);
  return queue != NameCache::kUnknown;
}

template <bool kQuoted, bool kUsualOrder>
[[gnu::always_inline]] inline bool FastCallRow::read_fields(const Row& row, CallRecord& record) {
  const Columns& columns = this->columns<kUsualOrder>();
  std::string_view outcome;
  record = blank_;
  if (!field<kQuoted>(row, columns.outcome, outcome) || !read_outcome(outcome, record.outcome)) return false;
  const bool taken = record.outcome == Outcome::answered ? read_answered<kQuoted, kUsualOrder>(row, record)
                                                         : read_unanswered<kQuoted, kUsualOrder>(row, record);
  return taken && read_names<kQuoted, kUsualOrder>(row, record) &&
         (!any_rest_ || read_rest<kQuoted>(row, record));
}

template <bool kQuoted, bool kUsualOrder>
std::size_t FastCallRow::read_rows(Rows& rows, std::span<CallRecord> records) {
  const std::size_t width = width_;
  const std::uint32_t* row_end = rows.row_ends.data();
  std::uint32_t* field_ends = rows.field_ends.data();
  std::uint32_t begin = rows.begin;
  const std::size_t most = std::min({records.size(), rows.row_ends.size(), rows.field_ends.size() / width});
  std::size_t taken = 0;
  for (; taken < most; ++taken) {
    std::uint32_t& last = field_ends[width - 1];
    const std::uint32_t end = *row_end;
    if (last != end || end - begin > kNameBytesMax) break;
    const Row row{rows.data, begin, field_ends};
    const bool carriage_return = rows.data[end - 1] == '\r';
    if (carriage_return) last = end - 1;
    const bool read = read_fields<kQuoted, kUsualOrder>(row, records[taken]);
    if (carriage_return) last = end;
    if (!read) break;
    begin = end + 1;
    ++row_end;
    field_ends += width;
  }
  rows = {rows.data, begin, rows.row_ends.subspan(taken), rows.field_ends.subspan(taken * width)};
  return taken;
}

template std::size_t FastCallRow::read_rows<true, true>(Rows&, std::span<CallRecord>);
template std::size_t FastCallRow::read_rows<true, false>(Rows&, std::span<CallRecord>);
template std::size_t FastCallRow::read_rows<false, true>(Rows&, std::span<CallRecord>);
template std::size_t FastCallRow::read_rows<false, false>(Rows&, std::span<CallRecord>);

}  // namespace tandem::importing
