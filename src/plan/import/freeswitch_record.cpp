#include "plan/import/freeswitch_record.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

#include "plan/import/call_row_value.hpp"

namespace tandem::importing {
namespace {

using enum StayField;

constexpr std::pair<std::string_view, StayField> kVariables[] = {
    {"cc_queue", queue},
    {"cc_side", side},
    {"cc_member_session_uuid", session},
    {"cc_queue_joined_epoch", joined},
    {"cc_agent_called_epoch", agent_called},
    {"cc_queue_answered_epoch", answered},
    {"cc_queue_terminated_epoch", terminated},
    {"cc_queue_canceled_epoch", cancelled},
    {"cc_cause", cause},
    {"cc_cancel_reason", cancel_reason},
    {"cc_agent", agent},
    {"caller_id_number", caller},
    {"start_epoch", started},
    {"end_epoch", ended},
    {"hold_accum_seconds", held},
};

constexpr std::pair<std::string_view, StayField> kHeaders[] = {
    {"CC-Queue", queue},
    {"CC-Member-Session-UUID", session},
    {"CC-Member-Joined-Time", joined},
    {"CC-Agent-Called-Time", agent_called},
    {"CC-Agent-Answered-Time", answered},
    {"CC-Member-Leaving-Time", ended},
    {"CC-Cause", cause},
    {"CC-Cancel-Reason", cancel_reason},
    {"CC-Agent", agent},
    {"CC-Member-CID-Number", caller},
};

constexpr std::int64_t kSecondsLast = 253'402'300'799;  // 9999-12-31

bool same_word(std::string_view a, std::string_view b) {
  return std::ranges::equal(a, b, [](char x, char y) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? char(c + 32) : c; };
    return low(x) == low(y);
  });
}

/// "1700000000" or "1700000000.25"; "" and "0", which FreeSWITCH writes where nothing happened, are none().
std::expected<Instant, StayRefusal> instant_of(const StayValues& values, StayField field) {
  const std::string& text = values[static_cast<std::size_t>(field)];
  if (text.empty() || text == "0") return Instant::none();
  std::int64_t seconds = 0;
  const char* const end = text.data() + text.size();
  const auto [stop, fault] = std::from_chars(text.data(), end, seconds);
  bool good = fault == std::errc() && seconds > 0 && seconds <= kSecondsLast;
  std::int64_t micros = 0;
  if (good && stop != end) {
    good = *stop == '.';
    std::int64_t scale = 100'000;
    for (const char* at = stop + 1; good && at != end; ++at, scale /= 10) {
      good = *at >= '0' && *at <= '9';
      micros += (*at - '0') * scale;
    }
  }
  if (!good)
    return std::unexpected(StayRefusal{
        fmt::format("{} cannot be read", name_of(field)), field,
        fmt::format("'{}' was found, seconds since 1970 are expected", call_row::shown_value(text))});
  return Instant::from_microseconds(seconds * 1'000'000 + micros);
}

Outcome outcome_of(const StayValues& values, Stay& stay) {
  const std::string& reason = values[static_cast<std::size_t>(cancel_reason)];
  if (same_word(reason, "BREAK_OUT")) return Outcome::abandoned;
  if (same_word(reason, "TIMEOUT") || same_word(reason, "NO_AGENT_TIMEOUT") ||
      same_word(reason, "AGENT_TIMEOUT"))
    return Outcome::overflow;
  if (same_word(reason, "EXIT_WITH_KEY")) {
    stay.left_by_key = true;
    return Outcome::overflow;
  }
  stay.reason_unknown = true;
  return Outcome::abandoned;
}

}  // namespace

std::optional<StayField> stay_field_of_variable(std::string_view name) {
  for (const auto& [known, field] : kVariables)
    if (known == name) return field;
  return std::nullopt;
}

std::optional<StayField> stay_field_of_header(std::string_view name) {
  for (const auto& [known, field] : kHeaders)
    if (known == name) return field;
  return std::nullopt;
}

std::string_view name_of(StayField field) {
  for (const auto& [name, known] : kVariables)
    if (known == field) return name;
  return {};
}

std::expected<Stay, StayRefusal> read_stay(const StayValues& values) {
  Stay stay;
  CallRecord& record = stay.record;
  std::array<Instant, kStayFields> at;
  for (const StayField field : {joined, agent_called, answered, terminated, cancelled, started, ended}) {
    const auto read = instant_of(values, field);
    if (!read) return std::unexpected(read.error());
    at[static_cast<std::size_t>(field)] = *read;
  }
  const auto when = [&at](StayField field) { return at[static_cast<std::size_t>(field)]; };
  if (!when(joined).known())
    return std::unexpected(StayRefusal{"no time of entry into the queue", joined,
                                       "nothing was found, seconds since 1970 are expected"});
  record.queued_at = when(joined);
  record.offered_at = when(started).known() ? when(started) : when(joined);
  if (record.offered_at > record.queued_at) {
    stay.start_repaired = true;
    record.offered_at = record.queued_at;
  }
  if (when(answered).known() && !same_word(values[static_cast<std::size_t>(cause)], "Cancel")) {
    record.outcome = Outcome::answered;
    record.answered_at = when(answered);
    record.ended_at = when(terminated).known() ? when(terminated) : when(ended);
    if (const Instant rang = when(agent_called); rang >= record.queued_at && rang <= record.answered_at)
      record.ringing_at = rang;
    std::int64_t seconds = 0;
    const std::string& hold = values[static_cast<std::size_t>(held)];
    std::from_chars(hold.data(), hold.data() + hold.size(), seconds);
    if (const auto talk = record.talk();
        talk && !hold.empty() && seconds >= 0 && Duration::seconds(seconds) <= *talk)
      record.held = Duration::seconds(seconds);
  } else {
    record.ended_at = when(cancelled).known() ? when(cancelled) : when(ended);
    const bool left = when(cancelled).known() || same_word(values[static_cast<std::size_t>(cause)], "Cancel");
    record.outcome = left ? outcome_of(values, stay) : Outcome::unfinished;
    if (!left) record.ended_at = Instant::none();
  }
  if (const std::string_view broken = order_broken(record); !broken.empty()) {
    const StayField field =
        record.answered_at.known() && record.answered_at < record.queued_at ? answered : ended;
    const auto shown = [](Instant instant) {
      return instant.known() ? std::to_string(instant.microseconds() / 1'000'000) : std::string("unknown");
    };
    return std::unexpected(
        StayRefusal{std::string(broken), field,
                    fmt::format("{}: entered {}, answered {}, ended {}", broken, shown(record.queued_at),
                                shown(record.answered_at), shown(record.ended_at))});
  }
  return stay;
}

std::string url_decoded(std::string_view text) {
  const auto digit = [](char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
  };
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%' && i + 2 < text.size() && digit(text[i + 1]) >= 0 && digit(text[i + 2]) >= 0) {
      out += static_cast<char>(digit(text[i + 1]) * 16 + digit(text[i + 2]));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

}  // namespace tandem::importing
