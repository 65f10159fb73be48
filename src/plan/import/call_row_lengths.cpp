#include "plan/import/call_row_lengths.hpp"

#include <algorithm>
#include <array>
#include <utility>

namespace tandem::importing::call_row {
namespace {

constexpr const char* kRounded = "lengths that miss the row's own instants by rounding: the instants kept";

void keep_within_rounding(RowReading& row, Instant& at, Instant earliest) {
  if (!at.known() || at >= earliest || earliest - at > kRoundingMax) return;
  at = earliest;
  row.repaired(kRounded, CallField::wait_time, "a length and the row's instants differ by at most 2 s");
}

}  // namespace

std::expected<Lengths, Refusal> read_lengths(RowReading& row) {
  Lengths lengths;
  const std::array<std::pair<CallField, std::optional<Duration>*>, 7> all = {
      {{CallField::menu_time, &lengths.menu},
       {CallField::wait_time, &lengths.wait},
       {CallField::ring_time, &lengths.ring},
       {CallField::talk_time, &lengths.talk},
       {CallField::hold_time, &lengths.hold},
       {CallField::acw_time, &lengths.acw},
       {CallField::handle_time, &lengths.handle}}};
  for (const auto& [field, into] : all) {
    auto length = row.length(field);
    if (!length) return std::unexpected(std::move(length).error());
    *into = *length;
  }
  return lengths;
}

void derive_instants(RowReading& row, const Lengths& lengths, CallRecord& record) {
  const bool answered = record.outcome == Outcome::answered;
  if (lengths.menu) record.menu_left_at = record.offered_at + *lengths.menu;
  if (!row.has(CallField::queued_at)) {
    const Instant left = answered ? record.answered_at : record.ended_at;
    if (lengths.wait && left.known()) {
      record.queued_at = left - *lengths.wait;
      keep_within_rounding(row, record.queued_at,
                           record.menu_left_at.known() ? record.menu_left_at : record.offered_at);
    } else {
      record.queued_at = lengths.menu ? record.menu_left_at : record.offered_at;
    }
  }
  const Instant waited_from = record.queued_at.known() ? record.queued_at : record.offered_at;
  if (!answered) {
    if (!record.ended_at.known() && lengths.wait) record.ended_at = waited_from + *lengths.wait;
    return;
  }
  if (!record.answered_at.known()) {
    if (lengths.wait)
      record.answered_at = waited_from + *lengths.wait;
    else if (record.ended_at.known() && lengths.talk)
      record.answered_at = record.ended_at - *lengths.talk;
    else if (lengths.ring && record.queued_at.known())
      record.answered_at = record.queued_at + *lengths.ring;
    keep_within_rounding(row, record.answered_at, waited_from);
  }
  if (!record.answered_at.known()) return;
  if (lengths.ring) {
    record.ringing_at = record.answered_at - *lengths.ring;
    if (record.ringing_at < waited_from) record.ringing_at = waited_from;
  }
  if (lengths.hold) record.held = *lengths.hold;
  if (!record.ended_at.known()) {
    if (lengths.talk)
      record.ended_at = record.answered_at + *lengths.talk;
    else if (lengths.handle)
      record.ended_at =
          record.answered_at + *lengths.handle - std::min(lengths.acw.value_or(Duration()), *lengths.handle);
  }
  if (record.wrapup_end_at.known()) return;
  if (lengths.acw && record.ended_at.known())
    record.wrapup_end_at = record.ended_at + *lengths.acw;
  else if (lengths.handle && lengths.talk) {
    record.wrapup_end_at = record.answered_at + *lengths.handle;
    keep_within_rounding(row, record.wrapup_end_at, record.ended_at);
  }
}

}  // namespace tandem::importing::call_row
